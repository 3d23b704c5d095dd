package accounts

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/pg"
)

// anchorOverlap is how much longer than a transaction can last: what was recorded before the last
// anchors and committed after them is not missed.
const anchorOverlap = 5 * time.Minute

// AnchorAudit writes down, outside the database, how far each trail has come that has grown since the
// last anchors. It runs through the worker's own door and is safe to run twice. It gives how many it wrote.
func AnchorAudit(ctx context.Context, worker *pg.DB, to *Anchors, now time.Time) (int, error) {
	known, err := to.Read()
	if err != nil {
		return 0, err
	}
	last := map[[16]byte]int64{}
	var since time.Time
	for _, a := range known {
		last[a.Tenant] = a.Seq
		if a.At.After(since) {
			since = a.At
		}
	}
	var fresh []Anchor
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (tenant_id) tenant_id, seq, hash from audit where at > @since order by tenant_id, seq desc`, args{"since": since.Add(-anchorOverlap)})
		if err != nil {
			return fmt.Errorf("read heads: %w", err)
		}
		heads, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Anchor, error) {
			a := Anchor{At: now.UTC()}
			return a, row.Scan(&a.Tenant, &a.Seq, &a.Hash)
		})
		for _, head := range heads {
			if head.Seq > last[head.Tenant] {
				fresh = append(fresh, head)
			}
		}
		return err
	})
	if err != nil || len(fresh) == 0 {
		return 0, err
	}
	return len(fresh), to.Append(fresh)
}
