package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// waiting is a person of a tenant with something that waits for the day's mail.
type waiting struct {
	tenant station.Tenant
	person station.PersonID
}

// digestsDue lists people with something that waits, after one, but none whose day's mail was made since midnight.
func digestsDue(ctx context.Context, tx Tx, midnight time.Time, after waiting, most int) ([]waiting, error) {
	rows, err := tx.Query(ctx, `
		select distinct d.tenant_id, d.of_company, d.person_id from deliveries d
		 where d.state = @held and d.person_id is not null and (d.tenant_id, d.person_id) > (@tenant::uuid, @person::uuid)
		   and not exists (select from deliveries m join notices n on n.tenant_id = m.tenant_id and n.id = m.notice_id
		                    where m.tenant_id = d.tenant_id and m.person_id = d.person_id and n.kind = @digest and n.at >= @midnight)
		 order by d.tenant_id, d.person_id limit @most`, args{"tenant": after.tenant.ID(), "person": after.person, "held": held, "digest": string(digest), "midnight": midnight, "most": most})
	if err != nil {
		return nil, fmt.Errorf("look for digests: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (waiting, error) {
		var tenant [16]byte
		var company bool
		var w waiting
		err := row.Scan(&tenant, &company, &w.person)
		w.tenant = tenantOf(tenant, company)
		return w, err
	})
}

// dropHeld ends what waits and need not be mailed: read already, or of a group that the person wants
// in the inbox only.
func dropHeld(ctx context.Context, tx Tx, tenant station.Tenant, person station.PersonID, p Preferences, now time.Time) error {
	var unwanted []string
	for k := range rules {
		if k.Mutable() && p.way(k) == InboxOnly {
			unwanted = append(unwanted, string(k))
		}
	}
	_, err := tx.Exec(ctx, `
		update deliveries d set ended_at = @now, sealed = null, state = case when n.kind = any (@unwanted) then @muted else @read end
		  from notices n
		 where d.tenant_id = @tenant and d.person_id = @person and d.state = @held and n.tenant_id = @tenant and n.id = d.notice_id
		   and (n.kind = any (@unwanted) or not exists (
		     select from inbox i where i.tenant_id = @tenant and i.person_id = @person and i.notice_id = d.notice_id and i.read_at is null))`,
		args{"tenant": tenant.ID(), "person": person, "now": now, "held": held, "muted": muted, "read": read, "unwanted": append([]string{}, unwanted...)})
	if err != nil {
		return fmt.Errorf("drop what was read: %w", err)
	}
	return nil
}

// countHeld counts by state alone: the clocks of two nodes may differ.
func countHeld(ctx context.Context, tx Tx, tenant station.Tenant, person station.PersonID) (int, error) {
	var n int
	err := tx.QueryRow(ctx, `select count(*)::int from deliveries where tenant_id = @tenant and person_id = @person and state = @held`,
		args{"tenant": tenant.ID(), "person": person, "held": held}).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count what waits: %w", err)
	}
	return n, nil
}

func foldHeld(ctx context.Context, tx Tx, tenant station.Tenant, person station.PersonID, into DeliveryID, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update deliveries set state = @folded, ended_at = @now, digest_id = @into, sealed = null
		 where tenant_id = @tenant and person_id = @person and state = @held`,
		args{"tenant": tenant.ID(), "person": person, "held": held, "folded": folded, "into": into, "now": now})
	if err != nil {
		return fmt.Errorf("fold into the digest: %w", err)
	}
	return nil
}

// readFolded lists what a day's mail holds, the newest first.
func readFolded(ctx context.Context, tx Tx, tenant station.Tenant, id DeliveryID) ([]inboxRow, error) {
	rows, err := tx.Query(ctx, `
		select n.id, n.kind, n.urgent, n.at, null::timestamptz, n.sealed
		  from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where d.tenant_id = @tenant and d.digest_id = @id order by n.id desc limit 500`,
		args{"tenant": tenant.ID(), "id": id})
	if err != nil {
		return nil, fmt.Errorf("read the digest: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[inboxRow])
}
