package accounts

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

var errCodeWrong = &station.Fault{Kind: station.Invalid, Say: station.Say("phone.wrong_code")}

// ConfirmPhone makes the number that waits the number of whoever asks, by the code that was sent there. A number is one person's:
// from, who had it before, has none any more and is for the caller to tell; nil = nobody had it. A code that was typed wrong five
// times counts no longer. also runs in the same transaction. Faults: Invalid for a wrong code or one that is over, TooMany.
func (s *Store) ConfirmPhone(ctx context.Context, scope Scope, code string, device Device, also func(ctx context.Context, tx Tx, change PhoneChange) error) (from *station.Actor, err error) {
	who := scope.Actor()
	account := proving("phone", uuid.UUID(who.Person).String(), device.Address)
	if err := s.countProof(ctx, account); err != nil {
		return nil, err
	}
	var right bool
	err = s.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		c, err := s.readContact(ctx, tx, box, who.Person, true)
		if err != nil {
			return err
		}
		if right, err = s.codeFits(box, who.Person, c, code); err != nil {
			return err
		}
		if !right {
			if err := s.countCode(ctx, tx, who.Person); err != nil {
				return err
			}
			return s.RecordFor(ctx, tx, who, who.Tenant(), "phone.wrong_code", uuid.UUID(who.Person).String(), nil)
		}
		if from, err = s.movePhone(ctx, tx, box, who.Person, c.Asked); err != nil {
			return err
		}
		change := PhoneChange{What: "added", Old: c.Number}
		if c.Number != "" {
			change.What = "changed"
		}
		if also != nil {
			if err := also(ctx, tx, change); err != nil {
				return err
			}
		}
		return s.RecordFor(ctx, tx, who, who.Tenant(), "phone."+change.What, uuid.UUID(who.Person).String(), nil)
	})
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, errCodeWrong
	}
	return from, s.forgetProof(ctx, account)
}

func (s *Store) codeFits(box *Box, who station.PersonID, c contact, code string) (bool, error) {
	if c.Asked == "" || !c.Until.After(s.clock()) || c.tries >= codeTries {
		return false, nil
	}
	mark, err := codeMark(box, who, c.Asked, strings.Join(strings.Fields(code), ""))
	return err == nil && hmac.Equal([]byte(mark), []byte(c.codeMark)), err
}

// countCode counts a code that was wrong; what waits is forgotten with the last.
func (s *Store) countCode(ctx context.Context, tx Tx, who station.PersonID) error {
	_, err := tx.Exec(ctx, `
		update contacts set code_tries = code_tries + 1, asked = case when code_tries + 1 < @most then asked end, asked_at = case when code_tries + 1 < @most then asked_at end,
		       code_mark = case when code_tries + 1 < @most then code_mark end, code_until = case when code_tries + 1 < @most then code_until end
		 where person_id = @person and asked is not null`, args{"most": codeTries, "person": who})
	if err != nil {
		return fmt.Errorf("count a wrong code: %w", err)
	}
	return nil
}

// movePhone gives a number to a person, and takes it from who had it.
func (s *Store) movePhone(ctx context.Context, tx Tx, box *Box, who station.PersonID, number string) (from *station.Actor, err error) {
	mark, err := box.Index("contacts.phone", []byte(number))
	if err != nil {
		return nil, err
	}
	sealed, err := box.Seal(phonePlace(who), []byte(number))
	if err != nil {
		return nil, err
	}
	var had station.PersonID
	err = tx.QueryRow(ctx, `update contacts set phone = null, phone_mark = null, phone_at = null where phone_mark = @mark and person_id <> @person returning person_id`,
		args{"mark": mark, "person": who}).Scan(&had)
	switch {
	case err == nil:
		before, _, err := s.belongs(ctx, tx, `l.person_id = @person order by m.created_at limit 1`, args{"person": had})
		if err == nil {
			from = &before
		} else if !errors.Is(err, pgx.ErrNoRows) { // who belongs nowhere is told nothing
			return nil, fmt.Errorf("find who had the number: %w", err)
		}
	case !errors.Is(err, pgx.ErrNoRows):
		return nil, fmt.Errorf("take a number from who had it: %w", err)
	}
	_, err = tx.Exec(ctx, `
		update contacts set phone = @phone, phone_mark = @mark, phone_at = @now, asked = null, asked_at = null, code_mark = null, code_until = null, code_tries = 0 where person_id = @person`,
		args{"phone": sealed, "mark": mark, "now": s.clock(), "person": who})
	if pg.Violates(err, "contacts_phone_mark_key") { // two prove the same number at this moment: the code is good for another try
		return nil, &station.Fault{Kind: station.Unavailable, Say: station.Say(pg.Busy), Err: err}
	}
	if err != nil {
		return nil, fmt.Errorf("keep a number: %w", err)
	}
	return from, nil
}

// RemovePhone takes the number of whoever asks away, and one that waits. also runs in the same transaction. Fault: Conflict when
// there is none.
func (s *Store) RemovePhone(ctx context.Context, scope Scope, also func(ctx context.Context, tx Tx, change PhoneChange) error) error {
	person := scope.Actor().Person
	return s.own(ctx, scope, "phone.removed", func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err != nil {
			return err
		}
		c, err := s.readContact(ctx, tx, box, person, true)
		if err != nil {
			return err
		}
		if c.Number == "" {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("phone.none")}
		}
		_, err = tx.Exec(ctx, `
			update contacts set phone = null, phone_mark = null, phone_at = null, asked = null, asked_at = null, code_mark = null, code_until = null, code_tries = 0 where person_id = @person`,
			args{"person": person})
		if err != nil || also == nil {
			return err
		}
		return also(ctx, tx, PhoneChange{What: "removed", Old: c.Number})
	})
}

// ForgetPersons takes away what accounts keep beside the logins of people that are emptied, in that very transaction: second
// factors, numbers, devices.
func ForgetPersons(ctx context.Context, tx Tx, people []station.PersonID) error {
	for _, sql := range []string{`delete from contacts where person_id = any(@people)`, `delete from devices where person_id = any(@people)`} {
		if _, err := tx.Exec(ctx, sql, args{"people": people}); err != nil {
			return fmt.Errorf("forget people: %w", err)
		}
	}
	return ForgetFactors(ctx, tx, people)
}

// phoneLines are the numbers of a company's people for who takes everything along: whole to its owner, masked to others.
func (s *Store) phoneLines(scope Scope) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (lines [][]string, next string, err error) {
		from, err := uuid.Parse(after)
		if after != "" && err != nil {
			return nil, "", err
		}
		err = s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			box, err := s.vault.readInstallation(ctx, tx)
			if err != nil {
				return err
			}
			rows, err := tx.Query(ctx, `
				select m.person_id, c.phone, `+utc("c.phone_at")+`, c.lang from memberships m join contacts c using (person_id)
				 where m.company_id = @company and m.person_id > @after order by m.person_id limit @n`, args{"company": scope.Company(), "after": from, "n": exportPage})
			if err != nil {
				return fmt.Errorf("export numbers: %w", err)
			}
			lines, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]string, error) {
				var who station.PersonID
				var phone []byte
				var since, lang string
				if err := row.Scan(&who, &phone, &since, &lang); err != nil || phone == nil {
					return []string{uuid.UUID(who).String(), "", since, lang}, err
				}
				text, err := box.Open(phonePlace(who), phone)
				number := string(text)
				if who != scope.Actor().Person {
					number = MaskPhone(number)
				}
				return []string{uuid.UUID(who).String(), number, since, lang}, err
			})
			return err
		})
		if len(lines) == exportPage {
			next = lines[len(lines)-1][0]
		}
		return lines, next, err
	}
}
