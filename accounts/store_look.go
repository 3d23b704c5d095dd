package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// looked is what became of a factor that was shown. The detail is for the trail: kind and id, nothing secret.
type looked struct {
	right  bool
	cloned bool // a key that counts backwards
	detail map[string]any
}

// action is what the trail calls a factor that was refused.
func (l looked) action() string {
	if l.cloned {
		return "factor.cloned"
	}
	return "factor.wrong"
}

// look checks a factor and uses it up, in the caller's transaction.
func (s *Store) look(ctx context.Context, tx Tx, person station.PersonID, token string, shown Shown) (looked, error) {
	out := looked{detail: map[string]any{"factor": shown.How()}}
	box, err := s.installationBox(ctx, tx)
	if err != nil {
		return out, err
	}
	switch shown.How() {
	case string(Key):
		err = s.lookAtKey(ctx, tx, box, person, token, shown, &out)
	case string(App):
		err = s.lookAtCode(ctx, tx, box, person, shown.Code, &out)
	default:
		err = s.lookAtRecovery(ctx, tx, box, person, shown.Recovery, &out)
	}
	return out, err
}

// appRow is an app as it is kept.
type appRow struct {
	ID     uuid.UUID
	Sealed []byte
	Taken  int64
}

// lookAtCode tries the code on every app of the person, and takes its step from the one that it fits. The rows are
// locked, so that of two at once with the same code one is told that it is taken.
func (s *Store) lookAtCode(ctx context.Context, tx Tx, box *Box, person station.PersonID, code string, out *looked) error {
	rows, err := tx.Query(ctx, `select id, sealed, last_step from factors where person_id = @person and kind = 'totp' order by id for update`, args{"person": person})
	if err != nil {
		return fmt.Errorf("read apps: %w", err)
	}
	apps, err := pgx.CollectRows(rows, pgx.RowToStructByPos[appRow])
	if err != nil {
		return fmt.Errorf("read apps: %w", err)
	}
	var found appRow
	code = cleanCode(code)
	for _, app := range apps {
		secret, err := box.Open(factorPlace(person, app.ID), app.Sealed)
		if err != nil {
			return err
		}
		if step, ok := matchCode(secret, code, s.clock(), app.Taken); ok {
			found, out.right = appRow{ID: app.ID, Taken: step}, true
		}
	}
	if !out.right {
		return nil
	}
	out.detail["id"] = found.ID.String()
	_, err = tx.Exec(ctx, `update factors set last_step = @step, used_at = @now where person_id = @person and id = @id`,
		args{"step": found.Taken, "now": s.clock(), "person": person, "id": found.ID})
	if err != nil {
		return fmt.Errorf("take code: %w", err)
	}
	return nil
}

// lookAtRecovery uses a recovery code up.
func (s *Store) lookAtRecovery(ctx context.Context, tx Tx, box *Box, person station.PersonID, code string, out *looked) error {
	if cleanRecovery(code) == "" {
		return nil
	}
	mark, err := recoveryMark(box, person, code)
	if err != nil {
		return err
	}
	done, err := tx.Exec(ctx, `
		update recovery_codes set used_at = @now where person_id = @person and mark = @mark and used_at is null
		   and exists (select from factors where person_id = @person)`, args{"now": s.clock(), "person": person, "mark": mark})
	if err != nil {
		return fmt.Errorf("use recovery code: %w", err)
	}
	if out.right = done.RowsAffected() == 1; !out.right {
		return nil
	}
	var left int
	if err := tx.QueryRow(ctx, `select count(*) from recovery_codes where person_id = @person and used_at is null`, args{"person": person}).Scan(&left); err != nil {
		return fmt.Errorf("count recovery codes: %w", err)
	}
	out.detail["left"] = left
	return nil
}

// lookAtKey checks what a key signed. The challenge is gone either way.
func (s *Store) lookAtKey(ctx context.Context, tx Tx, box *Box, person station.PersonID, token string, shown Shown, out *looked) error {
	state, err := s.useChallenge(ctx, tx, box, person, token, "show")
	if err != nil || state == nil {
		return err
	}
	holder, err := s.holder(ctx, tx, box, person, shown.Party.Host)
	if err != nil {
		return err
	}
	key, cloned, err := shown.Party.checkKey(holder, state, shown.Key)
	if errors.Is(err, errKeyRefused) {
		return nil
	}
	if err != nil {
		return err
	}
	out.detail["id"] = key.id.String()
	if out.cloned = cloned; cloned {
		return nil
	}
	out.right = true
	_, err = tx.Exec(ctx, `update factors set sign_count = @count, used_at = @now where person_id = @person and id = @id`,
		args{"count": int64(key.credential.Authenticator.SignCount), "now": s.clock(), "person": person, "id": key.id})
	if err != nil {
		return fmt.Errorf("count signature: %w", err)
	}
	return nil
}
