package accounts

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// CompaniesNamed goes through the names of the companies that the scope's station serves, and gives those that is says yes to. It is for texts that must
// name none; who asks learns of no company but those that the text names already.
func (s *Store) CompaniesNamed(ctx context.Context, scope Scope, is func(name string) bool) (out []string, err error) {
	err = s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select name from companies where station_id = @station and deleted_at is null`, args{"station": scope.Station()})
		if err != nil {
			return fmt.Errorf("look for names of companies: %w", err)
		}
		var name string
		_, err = pgx.ForEachRow(rows, []any{&name}, func() error {
			if is(name) {
				out = append(out, name)
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("look for names of companies: %w", err)
		}
		return nil
	})
	return out, err
}
