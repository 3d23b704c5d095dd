package reviews

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// Purposes of the keys that a station keeps.
const (
	keyExpert    = "expert"
	keyStatus    = "status"
	keyDocument  = "document"
	keyAuthority = "authority"
)

func keyAt(id string) accounts.Place { return accounts.At("review_keys.sealed", id) }

// SigningKey is a key that the station keeps, without its private half.
type SigningKey struct {
	ID        string
	Purpose   string
	Person    station.PersonID // zero: the station's
	Name      string
	Algorithm string
	Public    string // PEM
	MadeAt    time.Time
	RevokedAt *time.Time
	RevokedBy string
	Reason    string
}

// file is the key as it is published: without the name.
func (k SigningKey) file() signed.Key {
	out := signed.Key{ID: k.ID, Purpose: k.Purpose, Algorithm: k.Algorithm, Public: k.Public, MadeAt: k.MadeAt.UTC().Format(time.RFC3339)}
	if k.Person != (station.PersonID{}) {
		out.Person = uuid.UUID(k.Person).String()
	}
	if k.RevokedAt != nil {
		out.RevokedAt = k.RevokedAt.UTC().Format(time.RFC3339)
	}
	return out
}

// keyOf opens the key of a purpose that a station keeps for a person, or for itself, and makes one at first use. Of two that are made at once the first stays.
func (r *Room) keyOf(ctx context.Context, tx Tx, at station.StationID, purpose string, person station.PersonID) (*signature.Key, error) {
	key, err := r.openKey(ctx, tx, at, purpose, person)
	if key != nil || err != nil {
		return key, err
	}
	algorithm := r.signing.Algorithm
	if algorithm == "" {
		algorithm = signature.Ed25519
	}
	if key, err = signature.NewKey(algorithm); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	private, err := key.Private()
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	if err := r.keepKey(ctx, tx, at, key.ID(), purpose, person, string(algorithm), key.PublicPEM(), private); err != nil {
		return nil, err
	}
	return r.openKey(ctx, tx, at, purpose, person)
}

func (r *Room) keepKey(ctx context.Context, tx Tx, at station.StationID, id, purpose string, person station.PersonID, algorithm, public string, private []byte) error {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return err
	}
	sealed, err := box.Seal(keyAt(id), private)
	clear(private)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into review_keys (station_id, id, purpose, person_id, algorithm, public, sealed, made_at) values (@station, @id, @purpose, @person, @algorithm, @public, @sealed, @now)
		on conflict do nothing`,
		args{"station": at, "id": id, "purpose": purpose, "person": person, "algorithm": algorithm, "public": public, "sealed": sealed, "now": r.clock()})
	if err != nil {
		return fmt.Errorf("keep a key: %w", err)
	}
	return nil
}

// privateOf opens the private half of the key of a purpose that counts; nil when there is none.
func (r *Room) privateOf(ctx context.Context, tx Tx, at station.StationID, purpose string, person station.PersonID) (private []byte, public string, err error) {
	var id string
	var sealed []byte
	err = tx.QueryRow(ctx, `select id, sealed, public from review_keys where station_id = @station and purpose = @purpose and person_id = @person and revoked_at is null`,
		args{"station": at, "purpose": purpose, "person": person}).Scan(&id, &sealed, &public)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("find a key: %w", err)
	}
	box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return nil, "", err
	}
	private, err = box.Open(keyAt(id), sealed)
	return private, public, err
}

func (r *Room) openKey(ctx context.Context, tx Tx, at station.StationID, purpose string, person station.PersonID) (*signature.Key, error) {
	private, _, err := r.privateOf(ctx, tx, at, purpose, person)
	if private == nil || err != nil {
		return nil, err
	}
	defer clear(private)
	return signature.ReadKey(private)
}

const keyColumns = `
	select id, purpose, person_id, case when purpose = 'expert' then person_id::text else '' end, algorithm, public, made_at, revoked_at, coalesce(revoked_by::text, ''), reason from review_keys`

func scanKeys(rows pgx.Rows, err error) ([]SigningKey, error) {
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	out, err := pgx.CollectRows(rows, func(in pgx.CollectableRow) (k SigningKey, err error) {
		return k, in.Scan(&k.ID, &k.Purpose, &k.Person, &k.Name, &k.Algorithm, &k.Public, &k.MadeAt, &k.RevokedAt, &k.RevokedBy, &k.Reason)
	})
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return out, nil
}

// SigningKeys lists the keys of the scope's station, for who may revoke them.
func (r *Room) SigningKeys(ctx context.Context, scope accounts.Scope) (out []SigningKey, err error) {
	err = r.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		if out, err = scanKeys(tx.Query(ctx, keyColumns+` where station_id = @station order by made_at desc, id limit 1000`, args{"station": scope.Station()})); err != nil {
			return err
		}
		return accounts.Name(ctx, r.vault, tx, out, func(k *SigningKey) []*string {
			var fields []*string
			if k.Name != "" {
				fields = append(fields, &k.Name)
			}
			if k.RevokedBy != "" {
				fields = append(fields, &k.RevokedBy)
			}
			return fields
		})
	})
	return out, err
}

// RevokeReasons are why a key is revoked.
var RevokeReasons = []string{"lost", "misused", "left", "replaced"}

// RevokeKey makes a key of an expert count no longer: what it signed before is told apart from what it signs after, which is nothing. Faults: Invalid, NotFound.
func (r *Room) RevokeKey(ctx context.Context, scope accounts.Scope, id, reason string) error {
	if !slices.Contains(RevokeReasons, reason) {
		return invalid("sign.no_reason")
	}
	return r.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `update review_keys set revoked_at = @now, revoked_by = @by, reason = @reason where station_id = @station and id = @id and purpose = 'expert' and revoked_at is null`,
			args{"now": r.clock(), "by": scope.Actor().Person, "reason": reason, "station": scope.Station(), "id": id})
		if err != nil {
			return fmt.Errorf("revoke a key: %w", err)
		}
		if done.RowsAffected() == 0 {
			return notFound(nil)
		}
		return r.people.RecordFor(ctx, tx, scope.Actor(), station.Tenant{Station: scope.Station()}, "review.key_revoke", id, map[string]any{"reason": reason})
	})
}
