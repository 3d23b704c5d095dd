package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// appTries are the codes of an app that one person may get wrong in a quarter of an hour, from wherever: six digits can
// be guessed from many addresses at once. Keys and recovery codes cannot, so that they stay open.
const appTries = 10

// Shown is a second factor that somebody shows: the digits of an app, a recovery code, or what a key signed. One counts.
type Shown struct {
	Code     string
	Recovery string
	Key      []byte // the browser's answer, as JSON
	Party    Party  // the site as the browser sees it, for a key
}

// How is what was shown, as the audit trail says it.
func (s Shown) How() string {
	switch {
	case len(s.Key) > 0:
		return string(Key)
	case s.Recovery != "":
		return "recovery"
	case s.Code != "":
		return string(App)
	}
	return ""
}

// wrongSaid is what somebody hears whose factor was refused.
var wrongSaid = map[string]string{string(App): "factor.wrong_code", string(Key): "factor.key_refused", "recovery": "factor.wrong_recovery"}

// Ways are what a person can show as a second factor, seen from a host. The zero Ways are of somebody without one.
type Ways struct {
	App       bool
	Key       bool
	Elsewhere bool // a key that works under another host only
	Codes     int  // recovery codes that are left
}

// None tells whether there is no second factor.
func (w Ways) None() bool { return !w.App && !w.Key && !w.Elsewhere }

// WaysToSignIn tells what whoever has shown the password can show under a pending session. Fault: Unauthorized when it
// has ended.
func (s *Store) WaysToSignIn(ctx context.Context, token, host string) (Ways, error) {
	who, err := s.pending(ctx, token)
	if err != nil {
		return Ways{}, err
	}
	return s.ways(ctx, who.Person, host)
}

// WaysToProve tells what whoever is signed in can show.
func (s *Store) WaysToProve(ctx context.Context, scope Scope, host string) (Ways, error) {
	return s.ways(ctx, scope.Actor().Person, host)
}

func (s *Store) ways(ctx context.Context, person station.PersonID, host string) (out Ways, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select coalesce(bool_or(kind = 'totp'), false), coalesce(bool_or(kind = 'webauthn' and host = @host), false), coalesce(bool_or(kind = 'webauthn' and host <> @host), false),
			       (select count(*) from recovery_codes where person_id = @person and used_at is null)
			  from factors where person_id = @person`, args{"person": person, "host": host}).Scan(&out.App, &out.Key, &out.Elsewhere, &out.Codes)
	})
	if err != nil {
		return out, fmt.Errorf("find factors: %w", err)
	}
	return out, nil
}

var errPendingGone = &station.Fault{Kind: station.Unauthorized, Say: station.Say("factor.too_late")}

// pending finds who has shown the password under a session that waits for the second factor.
func (s *Store) pending(ctx context.Context, token string) (station.Actor, error) {
	var who Visitor
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
		who, _, err = s.sessionBy(ctx, tx, `s.pending`, args{"hash": tokenHash(token), "now": s.clock()})
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return station.Actor{}, errPendingGone
	}
	if err != nil {
		return station.Actor{}, fmt.Errorf("find pending session: %w", err)
	}
	return who.Actor, nil
}

// SecondStep ends a pending session and starts a real one under a new token, once a second factor is shown. Faults:
// Unauthorized for a wrong one or when it took too long; TooMany, with the argument until; Invalid when nothing is shown.
func (s *Store) SecondStep(ctx context.Context, token string, shown Shown, from Device, also Also) (fresh string, who station.Actor, err error) {
	if who, err = s.pending(ctx, token); err != nil {
		return "", station.Actor{}, err
	}
	if fresh, err = newToken(); err != nil {
		return "", station.Actor{}, err
	}
	err = s.show(ctx, who, token, shown, from, func(ctx context.Context, tx Tx, detail map[string]any) error {
		done, err := tx.Exec(ctx, `delete from sessions where token_hash = @hash and person_id = @person and pending`, args{"hash": tokenHash(token), "person": who.Person})
		if err != nil {
			return fmt.Errorf("end pending session: %w", err)
		}
		if done.RowsAffected() == 0 {
			return errPendingGone
		}
		who.Strong, who.Fresh = true, true
		if err := s.insertSession(ctx, tx, who, fresh, from, false); err != nil {
			return err
		}
		if err := s.signedIn(ctx, tx, who, from, true); err != nil {
			return err
		}
		if err := also.run(ctx, tx); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "account.sign_in", "", detail)
	})
	if err != nil {
		return "", station.Actor{}, err
	}
	return fresh, who, nil
}

// Prove asks a person who is signed in for their password once more, and for a second factor where there is one, and
// makes the session fresh, under a new token. Faults: Unauthorized for what is wrong, TooMany, Invalid when no factor is shown.
func (s *Store) Prove(ctx context.Context, scope Scope, token, password string, shown Shown, from Device) (renewed string, err error) {
	if renewed, err = newToken(); err != nil {
		return "", err
	}
	if err := s.prove(ctx, scope, token, renewed, password, shown, from); err != nil {
		return "", err
	}
	return renewed, nil
}

func (s *Store) prove(ctx context.Context, scope Scope, token, renewed, password string, shown Shown, from Device) error {
	who := scope.Actor()
	account := proving("prove", uuid.UUID(who.Person).String(), from.Address)
	if err := s.countProof(ctx, account); err != nil {
		return err
	}
	ok, err := s.hasPassword(ctx, who.Person, password)
	if err != nil {
		return err
	}
	if !ok {
		return &station.Fault{Kind: station.Unauthorized, Say: station.Say("prove.wrong")}
	}
	if err := s.forgetProof(ctx, account); err != nil {
		return err
	}
	fresh := func(ctx context.Context, tx Tx, strong bool) error {
		return s.renewSession(ctx, tx, who.Person, token, renewed, strong)
	}
	switch ways, err := s.ways(ctx, who.Person, shown.Party.Host); {
	case err != nil:
		return err
	case ways.None():
		return s.own(ctx, scope, "account.prove", func(ctx context.Context, tx Tx) error { return fresh(ctx, tx, false) })
	}
	return s.show(ctx, who, token, shown, from, func(ctx context.Context, tx Tx, detail map[string]any) error {
		if err := fresh(ctx, tx, true); err != nil {
			return fmt.Errorf("prove: %w", err)
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "account.prove", uuid.UUID(who.Person).String(), detail)
	})
}

// show checks what is shown and, if it is right, runs what follows in the same transaction. It is counted before it is
// looked at; what was wrong stands in the trail.
func (s *Store) show(ctx context.Context, who station.Actor, token string, shown Shown, from Device, then func(ctx context.Context, tx Tx, detail map[string]any) error) error {
	person := uuid.UUID(who.Person).String()
	account, everywhere, window := proving("factor", person, from.Address), newTry(appTries, "factor", person), s.window()
	if shown.How() == "" {
		return &station.Fault{Kind: station.Invalid, Say: station.Say("factor.show_one")}
	}
	if err := s.countProof(ctx, account); err != nil {
		return err
	}
	if shown.How() == string(App) {
		if err := s.countTry(ctx, window, everywhere); err != nil {
			return err
		}
	}
	var right bool
	err := s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		found, err := s.look(ctx, tx, who.Person, token, shown)
		if err != nil {
			return err
		}
		if right = found.right; !right {
			return s.RecordFor(ctx, tx, who, who.Tenant(), found.action(), person, found.detail)
		}
		if err := s.recoveryUsed(ctx, tx, who, found); err != nil {
			return err
		}
		return then(ctx, tx, found.detail)
	})
	if err != nil {
		return err
	}
	if !right {
		return &station.Fault{Kind: station.Unauthorized, Say: station.Say(wrongSaid[shown.How()])}
	}
	if shown.How() == string(App) {
		err = s.forgiveTry(ctx, window, everywhere)
	}
	return errors.Join(err, s.forgetProof(ctx, account))
}
