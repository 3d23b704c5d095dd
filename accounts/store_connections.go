package accounts

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// testTries is how many settings one person may test in a quarter of an hour: a test calls other machines.
const testTries = 20

type connectionRow struct {
	Kind   string
	Own    []byte
	Sealed []byte
	SetAt  []byte
	Rev    int64
	By     [16]byte
	At     time.Time
}

func (r connectionRow) connection() (Connection, error) {
	c := Connection{Kind: r.Kind, Own: r.Own != nil, Open: map[string]string{}, SetAt: map[string]time.Time{}, Rev: r.Rev, By: r.By, At: r.At}
	if err := json.Unmarshal(r.SetAt, &c.SetAt); err != nil {
		return c, fmt.Errorf("connection %s: %w", r.Kind, err)
	}
	if r.Own == nil {
		return c, nil
	}
	return c, json.Unmarshal(r.Own, &c.Open)
}

func secretsAt(kind string) Place { return At("connections.sealed", kind) }

func readConnections(ctx context.Context, tx Tx, at station.StationID) ([]connectionRow, error) {
	rows, err := tx.Query(ctx, `select kind, own, sealed, set_at, rev, person_id, at from connections where station_id = @station`, args{"station": at})
	if err != nil {
		return nil, fmt.Errorf("read connections: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[connectionRow])
	if err != nil {
		return nil, fmt.Errorf("read connections: %w", err)
	}
	return out, nil
}

// Connections gives what the scope's station set of each kind, without any secret.
func (s *Store) Connections(ctx context.Context, scope Scope) (map[string]Connection, error) {
	return s.connections(ctx, scope.Station(), false)
}

// ConnectionsInUse gives what a station set of each kind with its secrets, for whoever calls outside on its behalf; never for a page.
// One whose secrets cannot be opened is an error: it must not be used without them.
func (s *Store) ConnectionsInUse(ctx context.Context, at station.StationID) (map[string]Connection, error) {
	return s.connections(ctx, at, true)
}

func (s *Store) connections(ctx context.Context, at station.StationID, secrets bool) (map[string]Connection, error) {
	out := map[string]Connection{}
	err := s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := readConnections(ctx, tx, at)
		if err != nil {
			return err
		}
		for _, row := range rows {
			c, err := row.connection()
			if err == nil && secrets {
				c.secrets, err = s.openSecrets(ctx, tx, at, row)
			}
			if err != nil {
				return err
			}
			out[row.Kind] = c
		}
		return nil
	})
	return out, err
}

func (s *Store) openSecrets(ctx context.Context, tx Tx, at station.StationID, row connectionRow) (map[string]string, error) {
	if row.Sealed == nil {
		return nil, nil
	}
	box, err := s.vault.ReadBox(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return nil, err
	}
	plain, err := box.Open(secretsAt(row.Kind), row.Sealed)
	if err != nil {
		return nil, err
	}
	var out map[string]string
	return out, json.Unmarshal(plain, &out)
}

// ChangeConnection sets how the scope's station reaches something outside. The audit trail gets names of settings and no
// value. Faults: NotFound for a kind that there is not, Conflict when somebody else has changed it since rev, Invalid when a
// secret that stays would go to another address than it was given for.
func (s *Store) ChangeConnection(ctx context.Context, scope Scope, change ConnectionChange) error {
	if ConnectionFields(change.Kind) == nil {
		return notFound(nil)
	}
	change = change.known()
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.Box(ctx, tx, scope.Tenant())
		if err != nil {
			return err
		}
		had, secrets, err := s.lockConnection(ctx, tx, scope.Station(), change)
		if err != nil {
			return err
		}
		if had.Loose(change) != "" {
			return invalid("connect.secret_again")
		}
		for _, name := range change.Clear {
			delete(secrets, name)
			delete(had.SetAt, name)
		}
		for name, value := range change.Secrets {
			secrets[name], had.SetAt[name] = value, s.clock().UTC()
		}
		var sealed []byte
		if len(secrets) > 0 {
			plain, err := json.Marshal(secrets)
			if err != nil {
				return err
			}
			if sealed, err = box.Seal(secretsAt(change.Kind), plain); err != nil {
				return err
			}
		}
		if err := s.keepConnection(ctx, tx, scope, change, change.Open, sealed, had.SetAt); err != nil {
			return err
		}
		detail := map[string]any{"kind": change.Kind, "set": slices.Sorted(maps.Keys(change.Open)), "secrets_new": slices.Sorted(maps.Keys(change.Secrets)), "secrets_gone": append([]string{}, change.Clear...)}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "connection.change", change.Kind, detail)
	})
}

// lockConnection reads what is there, with its secrets, and refuses a change of what was seen at another revision.
func (s *Store) lockConnection(ctx context.Context, tx Tx, at station.StationID, change ConnectionChange) (Connection, map[string]string, error) {
	// a row that is not there cannot be locked; who comes second is refused by keepConnection
	rows, err := tx.Query(ctx, `select kind, own, sealed, set_at, rev, person_id, at from connections where station_id = @station and kind = @kind for update`, args{"station": at, "kind": change.Kind})
	if err != nil {
		return Connection{}, nil, fmt.Errorf("lock connection: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[connectionRow])
	if err != nil {
		return Connection{}, nil, fmt.Errorf("lock connection: %w", err)
	}
	if len(found) == 0 {
		return Connection{Kind: change.Kind, SetAt: map[string]time.Time{}}, map[string]string{}, nil
	}
	c, err := found[0].connection()
	if err != nil {
		return c, nil, err
	}
	secrets, err := s.openSecrets(ctx, tx, at, found[0])
	if secrets == nil {
		secrets = map[string]string{}
	}
	return c, secrets, err
}

func (s *Store) keepConnection(ctx context.Context, tx Tx, scope Scope, change ConnectionChange, own map[string]string, sealed []byte, setAt map[string]time.Time) error {
	with := args{"station": scope.Station(), "kind": change.Kind, "own": own, "sealed": sealed, "set_at": setAt, "rev": change.Rev, "person": scope.Actor().Person, "now": s.clock()}
	if own == nil {
		with["own"] = nil
	}
	tag, err := tx.Exec(ctx, `
		insert into connections (station_id, kind, own, sealed, set_at, rev, person_id, at)
		values (@station, @kind, @own, @sealed, @set_at, @rev + 1, @person, @now)
		on conflict (station_id, kind) do update
		   set own = excluded.own, sealed = excluded.sealed, set_at = excluded.set_at, rev = excluded.rev, person_id = excluded.person_id, at = excluded.at
		 where connections.rev = @rev`, with)
	if err != nil {
		return fmt.Errorf("keep connection: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("station.changed_meanwhile")}
	}
	return s.SettingsChanged(ctx, tx, scope.Station())
}

// UseServers goes back to the server's settings for a kind, and forgets the station's own with their secrets. Faults as ChangeConnection.
func (s *Store) UseServers(ctx context.Context, scope Scope, kind string, rev int64) error {
	if ConnectionFields(kind) == nil {
		return notFound(nil)
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		if err := s.keepConnection(ctx, tx, scope, ConnectionChange{Kind: kind, Rev: rev}, nil, nil, map[string]time.Time{}); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "connection.reset", kind, nil)
	})
}

// CountTest counts a test of a setting. Fault: TooMany.
func (s *Store) CountTest(ctx context.Context, scope Scope) error {
	who := scope.Actor().Person
	err := s.countTry(ctx, s.window(), newTry(testTries, "settings test", string(who[:])))
	if f, ok := station.AsFault(err); ok && f.Kind == station.TooMany {
		return &station.Fault{Kind: station.TooMany, Say: station.Say("connect.too_many", "n", testTries)}
	}
	return err
}

// RecordTest keeps that a connection was tested, and what came of it in a word.
func (s *Store) RecordTest(ctx context.Context, scope Scope, kind, outcome string) error {
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "connection.test", kind, map[string]any{"outcome": outcome})
	})
}

// RecordRetry keeps that mails which failed were sent once more.
func (s *Store) RecordRetry(ctx context.Context, scope Scope, n int) error {
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "messages.retry", "", map[string]any{"n": n})
	})
}

// RecordJob keeps that somebody had a job of the background work tried once more.
func (s *Store) RecordJob(ctx context.Context, scope Scope, id int64, kind string) error {
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "job.retry", strconv.FormatInt(id, 10), map[string]any{"kind": kind})
	})
}

// SettingsChanged marks, in a station's open transaction, that something which it sets for itself has changed: every node
// reads it anew within moments.
func (s *Store) SettingsChanged(ctx context.Context, tx Tx, at station.StationID) error {
	if _, err := tx.Exec(ctx, `update stations set settings_rev = settings_rev + 1 where id = @station`, args{"station": at}); err != nil {
		return fmt.Errorf("mark changed settings: %w", err)
	}
	return nil
}

// ServedBy tells which station a tenant belongs to, in an open transaction: its own id, or that of the station that serves the company.
func (s *Store) ServedBy(ctx context.Context, tx Tx, tenant station.Tenant) (at station.StationID, err error) {
	if tenant.Company == (station.CompanyID{}) {
		return tenant.Station, nil
	}
	if err = tx.QueryRow(ctx, `select station_id from companies where id = @company`, args{"company": tenant.Company}).Scan(&at); err != nil {
		return at, fmt.Errorf("find who serves a company: %w", err)
	}
	return at, nil
}

// StationOf is ServedBy in a transaction of its own.
func (s *Store) StationOf(ctx context.Context, tenant station.Tenant) (at station.StationID, err error) {
	if tenant.Company == (station.CompanyID{}) {
		return tenant.Station, nil
	}
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		at, err = s.ServedBy(ctx, tx, tenant)
		return err
	})
	return at, err
}
