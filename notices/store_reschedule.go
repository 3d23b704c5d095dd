package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// quietMails lists mails that were never tried and are due later, by tenant, after a place.
func quietMails(ctx context.Context, tx Tx, now time.Time, after quietPlace, most int) ([]quietMail, error) {
	rows, err := tx.Query(ctx, `
		select d.tenant_id, d.of_company, d.id, n.at, d.due_at, d.round
		  from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where d.ended_at is null and d.state = @pending and d.channel = @mail and d.attempt = 0 and d.due_at > @now
		   and (d.tenant_id, d.id) > (@tenant::uuid, @id::uuid)
		 order by d.tenant_id, d.id limit @most`,
		args{"pending": pending, "mail": channelMail, "now": now, "tenant": after.tenantID, "id": after.id, "most": most})
	if err != nil {
		return nil, fmt.Errorf("list mails that wait: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m quietMail, err error) {
		var company bool
		err = row.Scan(&m.tenantID, &company, &m.id, &m.told, &m.due, &m.round)
		m.tenant = tenantOf(m.tenantID, company)
		return m, err
	})
}

// moveQuiet gives mails that were still never tried another moment, and their new jobs.
func moveQuiet(ctx context.Context, tx Tx, tenant station.Tenant, ids [][16]byte, dues []time.Time) ([]pg.Timed, error) {
	rows, err := tx.Query(ctx, `
		update deliveries d set due_at = to_be.due, round = d.round + 1
		  from unnest(@ids::uuid[], @dues::timestamptz[]) as to_be(id, due)
		 where d.tenant_id = @tenant and d.id = to_be.id and d.state = @pending and d.attempt = 0
		returning d.id, d.due_at, d.round`, args{"tenant": tenant.ID(), "ids": ids, "dues": dues, "pending": pending})
	if err != nil {
		return nil, fmt.Errorf("move mails that wait: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (job pg.Timed, err error) {
		var id DeliveryID
		var round int
		if err = row.Scan(&id, &job.At, &round); err != nil {
			return job, err
		}
		job.Args = newDeliverJob(tenant, id, channelMail, round)
		return job, nil
	})
}
