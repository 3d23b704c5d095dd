package accounts

import (
	"context"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// sealPage is how many rows of an earlier station are sealed in one transaction.
const sealPage = 200

// emptiedBefore ends the addresses that an earlier station gave to logins that it emptied.
const emptiedBefore = "@deleted.invalid"

// SealPeople seals the names and addresses that an earlier station left in plain, before anybody is served. With none left it reads three
// indexes. Nodes that start at once share the work.
func (s *Store) SealPeople(ctx context.Context) error {
	for _, page := range []func(ctx context.Context, tx Tx, box *Box) (int, error){s.sealLogins, s.sealInvitations, s.sealLinks} {
		for n := 1; n > 0; {
			err := s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
				box, err := s.vault.InstallationBox(ctx, tx)
				if err == nil {
					n, err = page(ctx, tx, box)
				}
				return err
			})
			if err != nil {
				return fmt.Errorf("seal the people of an earlier station: %w", err)
			}
		}
	}
	return nil
}

type plainLogin struct {
	ID    station.PersonID
	Email string
	Name  string
}

func (s *Store) sealLogins(ctx context.Context, tx Tx, box *Box) (int, error) {
	rows, err := tx.Query(ctx, `select person_id, email, coalesce(name, '') from logins where email is not null order by person_id limit @n for update`, args{"n": sealPage})
	if err != nil {
		return 0, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[plainLogin])
	if err != nil {
		return 0, err
	}
	var ids [][16]byte
	var emails, names [][]byte
	var marks []*string
	for _, l := range found {
		ids = append(ids, l.ID)
		if l.Email == uuid.UUID(l.ID).String()+emptiedBefore {
			emails, names, marks = append(emails, nil), append(names, nil), append(marks, nil)
			continue
		}
		in, err := sealIdentity(box, l.ID, identity{l.Name, l.Email})
		if err != nil {
			return 0, err
		}
		emails, names, marks = append(emails, in.Email), append(names, in.Name), append(marks, &in.Mark)
	}
	_, err = tx.Exec(ctx, `
		update logins l set email_sealed = f.email, email_mark = f.mark, name_sealed = f.name, email = null, name = null
		  from unnest(@ids::uuid[], @emails::bytea[], @marks::text[], @names::bytea[]) as f(id, email, mark, name) where l.person_id = f.id`,
		args{"ids": ids, "emails": emails, "marks": marks, "names": names})
	return len(found), err
}

func (s *Store) sealInvitations(ctx context.Context, tx Tx, box *Box) (int, error) {
	rows, err := tx.Query(ctx, `select id, email from invitations where email is not null order by id limit @n for update`, args{"n": sealPage})
	if err != nil {
		return 0, err
	}
	var ids [][16]byte
	var emails [][]byte
	var marks []string
	var id uuid.UUID
	var plain string
	_, err = pgx.ForEachRow(rows, []any{&id, &plain}, func() error {
		mark, err := emailMark(box, plain)
		if err != nil {
			return err
		}
		sealed, err := box.Seal(invitedAt(id), []byte(plain))
		ids, emails, marks = append(ids, id), append(emails, sealed), append(marks, mark)
		return err
	})
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `
		update invitations i set email_sealed = f.email, email_mark = f.mark, email = null
		  from unnest(@ids::uuid[], @emails::bytea[], @marks::text[]) as f(id, email, mark) where i.id = f.id`, args{"ids": ids, "emails": emails, "marks": marks})
	return len(ids), err
}

func (s *Store) sealLinks(ctx context.Context, tx Tx, box *Box) (int, error) {
	rows, err := tx.Query(ctx, `select token_hash, email from links where email is not null order by token_hash limit @n for update`, args{"n": sealPage})
	if err != nil {
		return 0, err
	}
	var hashes, emails [][]byte
	var hash []byte
	var plain string
	_, err = pgx.ForEachRow(rows, []any{&hash, &plain}, func() error {
		sealed, err := box.Seal(linkAtHash(hash), []byte(plain))
		hashes, emails = append(hashes, append([]byte{}, hash...)), append(emails, sealed)
		return err
	})
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `
		update links l set email_sealed = f.email, email = null
		  from unnest(@hashes::bytea[], @emails::bytea[]) as f(hash, email) where l.token_hash = f.hash`, args{"hashes": hashes, "emails": emails})
	return len(hashes), err
}

// linkAt binds the new address that a link confirms to the link.
func linkAt(token string) Place { return linkAtHash(tokenHash(token)) }

func linkAtHash(hash []byte) Place { return At("links.email_sealed", hex.EncodeToString(hash)) }
