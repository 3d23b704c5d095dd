package accounts

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// Emptied is the name of somebody whose login was emptied, as that of a deleted company is.
const Emptied = "-"

// What of a person is sealed where, by the installation's key.
func emailAt(person station.PersonID) Place {
	return At("logins.email_sealed", uuid.UUID(person).String())
}
func nameAt(person station.PersonID) Place {
	return At("logins.name_sealed", uuid.UUID(person).String())
}

// emailMark is the blind index of a mail address, the same for logins and invitations; empty, which matches none, before
// the installation has a key.
func emailMark(box *Box, email string) (string, error) {
	if len(box.kept) == 0 {
		return "", nil
	}
	return box.Index("logins.email_mark", []byte(email))
}

// openName opens a person's name as the column has it; of an emptied login it is Emptied.
func openName(box *Box, person station.PersonID, sealed []byte) (string, error) {
	if sealed == nil {
		return Emptied, nil
	}
	plain, err := box.Open(nameAt(person), sealed)
	if err != nil {
		return "", fmt.Errorf("open a name: %w", err)
	}
	return string(plain), nil
}

// openEmail opens a person's address as the column has it; an emptied login has none.
func openEmail(box *Box, person station.PersonID, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := box.Open(emailAt(person), sealed)
	if err != nil {
		return "", fmt.Errorf("open an address: %w", err)
	}
	return string(plain), nil
}

// Name puts names in the place of ids: of each of the rows that a query found, fields gives the texts that hold the id of a person, as
// uuid::text writes it; an empty one stays so. One statement, in the caller's transaction, whichever tenant it is of. Who is not known has an empty name.
func Name[T any](ctx context.Context, v *Vault, tx Tx, found []T, fields func(*T) []*string) error {
	at, ids := map[station.PersonID][]*string{}, [][16]byte{}
	for i := range found {
		for _, field := range fields(&found[i]) {
			if *field == "" {
				continue
			}
			id, err := uuid.Parse(*field)
			if err != nil {
				return fmt.Errorf("name a person: %w", err)
			}
			who := station.PersonID(id)
			if at[who] == nil {
				ids = append(ids, id)
			}
			at[who] = append(at[who], field)
			*field = ""
		}
	}
	if len(ids) == 0 {
		return nil
	}
	box, err := v.readInstallation(ctx, tx)
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `select person_id, name_sealed from logins where person_id = any(@people::uuid[])`, args{"people": ids})
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	type named struct {
		ID     station.PersonID
		Sealed []byte
	}
	people, err := pgx.CollectRows(rows, pgx.RowToStructByPos[named])
	if err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	for _, p := range people {
		name, err := openName(box, p.ID, p.Sealed)
		if err != nil {
			return err
		}
		for _, field := range at[p.ID] {
			*field = name
		}
	}
	return nil
}

// NameOne is Name for a single text.
func NameOne(ctx context.Context, v *Vault, tx Tx, field *string) error {
	return Name(ctx, v, tx, []*string{field}, func(f **string) []*string { return []*string{*f} })
}

// identity is what a login says of how a person is reached.
type identity struct{ Name, Email string }

// identityOf reads name and address of a person. pgx.ErrNoRows = there is no such person.
func (s *Store) identityOf(ctx context.Context, tx Tx, person station.PersonID) (out identity, err error) {
	box, err := s.vault.readInstallation(ctx, tx)
	if err != nil {
		return out, err
	}
	var name, email []byte
	err = tx.QueryRow(ctx, `select name_sealed, email_sealed from logins where person_id = @person`, args{"person": person}).Scan(&name, &email)
	if err != nil {
		return out, fmt.Errorf("find a person: %w", err)
	}
	if out.Name, err = openName(box, person, name); err != nil {
		return out, err
	}
	out.Email, err = openEmail(box, person, email)
	return out, err
}

// sealedIdentity is an identity as its columns have it.
type sealedIdentity struct {
	Email, Name []byte
	Mark        string
}

func sealIdentity(box *Box, person station.PersonID, c identity) (out sealedIdentity, err error) {
	if out.Mark, err = emailMark(box, c.Email); err != nil {
		return out, err
	}
	if out.Email, err = box.Seal(emailAt(person), []byte(c.Email)); err != nil {
		return out, err
	}
	out.Name, err = box.Seal(nameAt(person), []byte(c.Name))
	return out, err
}
