package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

func phonePlace(who station.PersonID) Place { return At("contacts.phone", uuid.UUID(who).String()) }
func askedPlace(who station.PersonID) Place { return At("contacts.asked", uuid.UUID(who).String()) }

// contact is a row of contacts with its numbers opened.
type contact struct {
	Phone
	lang     string
	codeMark string
	tries    int
	askedOn  string
	times    int
}

// readContact opens what is kept of a person; hold keeps others from changing it. Who has no row gets the zero contact.
func (s *Store) readContact(ctx context.Context, tx Tx, box *Box, who station.PersonID, hold bool) (c contact, err error) {
	var phone, asked []byte
	var since, until *time.Time
	sql := `select lang, phone, phone_at, asked, coalesce(code_mark, ''), code_until, code_tries, coalesce(asked_on::text, ''), asked_times from contacts where person_id = @person`
	if hold {
		sql += ` for update`
	}
	err = tx.QueryRow(ctx, sql, args{"person": who}).Scan(&c.lang, &phone, &since, &asked, &c.codeMark, &until, &c.tries, &c.askedOn, &c.times)
	if errors.Is(err, pgx.ErrNoRows) {
		return contact{}, nil
	}
	if err != nil {
		return c, fmt.Errorf("read how a person is reached: %w", err)
	}
	if phone != nil {
		text, err := box.Open(phonePlace(who), phone)
		if err != nil {
			return c, err
		}
		c.Number, c.Since = string(text), *since
	}
	if asked != nil {
		text, err := box.Open(askedPlace(who), asked)
		if err != nil {
			return c, err
		}
		c.Asked, c.Until = string(text), *until
	}
	return c, nil
}

// OwnPhone gives the number of whoever asks, and one whose code is still waited for.
func (s *Store) OwnPhone(ctx context.Context, scope Scope) (out Phone, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		c, err := s.readContact(ctx, tx, box, scope.Actor().Person, false)
		if out = c.Phone; !c.Until.After(s.clock()) {
			out.Asked, out.Until = "", time.Time{}
		}
		return err
	})
	return out, err
}

// Contact gives where a person gets short messages, and in which language they are told; each is empty where nothing is known.
func (s *Store) Contact(ctx context.Context, person station.PersonID) (phone, lang string, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.vault.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		c, err := s.readContact(ctx, tx, box, person, false)
		phone, lang = c.Number, c.lang
		return err
	})
	return phone, lang, err
}

// SetLang keeps in which language whoever asks is told; nobody signed in, nothing is kept.
func (s *Store) SetLang(ctx context.Context, scope Scope, lang string) error {
	if scope.Actor().Person == (station.PersonID{}) {
		return nil
	}
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `insert into contacts (person_id, lang) values (@person, @lang) on conflict (person_id) do update set lang = @lang`,
			args{"person": scope.Actor().Person, "lang": lang})
		if err != nil {
			return fmt.Errorf("keep the language: %w", err)
		}
		return nil
	})
}

// AskPhone makes a code for a new number of whoever asks; the old number holds until it is typed. Whether another has the number,
// nobody learns here. send runs in the same transaction; it is left out where the number has had codes enough, and whoever asks
// hears the same as ever. Faults: Invalid for what is no number, Conflict for the own one, TooMany.
func (s *Store) AskPhone(ctx context.Context, scope Scope, number string, from Device, send func(ctx context.Context, tx Tx, to, code string) error) error {
	number, err := CleanPhone(number)
	if err != nil {
		return err
	}
	who := scope.Actor()
	if err := s.limit(ctx, "phone", from.Address, codesFromHere); err != nil {
		return err
	}
	if err := s.countTry(ctx, s.window(), newTry(codesAsked, "phone-of", uuid.UUID(who.Person).String())); err != nil {
		return err
	}
	mark, err := s.phoneMark(ctx, number)
	if err != nil {
		return err
	}
	err = s.countTry(ctx, s.window(), newTry(codesAsked, "phone-to", mark))
	f, ok := station.AsFault(err)
	enough := ok && f.Kind == station.TooMany
	if err != nil && !enough {
		return err
	}
	code, err := newCode()
	if err != nil {
		return err
	}
	return s.own(ctx, scope, "phone.ask", func(ctx context.Context, tx Tx) error {
		if err := s.keepAsked(ctx, tx, who.Person, number, code); err != nil || enough {
			return err
		}
		return send(ctx, tx, number, code)
	})
}

func (s *Store) phoneMark(ctx context.Context, number string) (mark string, err error) {
	err = s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		box, err := s.installationBox(ctx, tx)
		if err == nil {
			mark, err = box.Index("contacts.phone", []byte(number))
		}
		return err
	})
	return mark, err
}

func codeMark(box *Box, who station.PersonID, number, code string) (string, error) {
	return box.Index("contacts.code", append(who[:], number+"\x00"+code...))
}

func (s *Store) keepAsked(ctx context.Context, tx Tx, who station.PersonID, number, code string) error {
	box, err := s.installationBox(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `insert into contacts (person_id) values (@person) on conflict do nothing`, args{"person": who}); err != nil {
		return fmt.Errorf("keep a number: %w", err)
	}
	c, err := s.readContact(ctx, tx, box, who, true)
	if err != nil {
		return err
	}
	today := dayOf(s.clock())
	if c.askedOn != today {
		c.times = 0
	}
	switch {
	case c.Number == number:
		return &station.Fault{Kind: station.Conflict, Say: station.Say("phone.own_already")}
	case c.times >= codesPerDay:
		return &station.Fault{Kind: station.TooMany, Say: station.Say("phone.too_many_today")}
	}
	sealed, err := box.Seal(askedPlace(who), []byte(number))
	if err != nil {
		return err
	}
	mark, err := codeMark(box, who, number, code)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update contacts set asked = @asked, asked_at = @now, code_mark = @mark, code_until = @until, code_tries = 0, asked_on = @today::text::date, asked_times = @times where person_id = @person`,
		args{"asked": sealed, "now": s.clock(), "mark": mark, "until": s.clock().Add(CodeLife), "today": today, "times": c.times + 1, "person": who})
	if err != nil {
		return fmt.Errorf("keep a number: %w", err)
	}
	return nil
}

// PhoneChange is what became of a person's number.
type PhoneChange struct {
	What string // added, changed, removed
	Old  string // the number before; empty = there was none
}
