package accounts

import (
	"context"
	"encoding/base64"
	"strings"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// opening opens what is sealed in columns of the lines of a sheet.
type opening func(ctx context.Context, v *Vault, tx Tx, lines [][]string) error

// named puts names in the place of ids.
func (s *Store) named(columns ...int) opening {
	return func(ctx context.Context, v *Vault, tx Tx, lines [][]string) error {
		return Name(ctx, v, tx, lines, func(line *[]string) (fields []*string) {
			for _, i := range columns {
				fields = append(fields, &(*line)[i])
			}
			return fields
		})
	}
}

// Whose address a line holds, whose first column is the id.
func emailOfLogin(id uuid.UUID) Place      { return emailAt(station.PersonID(id)) }
func emailOfInvitation(id uuid.UUID) Place { return invitedAt(id) }

// openedEmail opens addresses that SQL gave as base64.
func openedEmail(column int, at func(id uuid.UUID) Place) opening {
	return func(ctx context.Context, v *Vault, tx Tx, lines [][]string) error {
		box, err := v.readInstallation(ctx, tx)
		if err != nil {
			return err
		}
		for _, line := range lines {
			id, err := uuid.Parse(line[0])
			if err != nil {
				return err
			}
			sealed, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(line[column], "\n", ""))
			if err != nil {
				return err
			}
			plain, err := box.Open(at(id), sealed)
			if err != nil {
				return err
			}
			line[column] = string(plain)
		}
		return nil
	}
}
