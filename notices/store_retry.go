package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// retryable are the kinds whose mails hold nothing but what their message does, so that they can be written anew.
func retryable() []string {
	var out []string
	for k, r := range rules {
		if r.mail && r.inbox && k.Mutable() {
			out = append(out, string(k))
		}
	}
	return out
}

// neverRetried are the ends after which another try would come to the same.
var neverRetried = []string{noAddress, "no_words", "off"}

func readWays(ctx context.Context, tx Tx, now time.Time) ([]WayBacklog, error) {
	rows, err := tx.Query(ctx, `
		select d.channel, count(*) filter (where d.ended_at is null)::int, count(*) filter (where d.state = @failed)::int, count(*) filter (where d.state = @doubt)::int,
		       count(*) filter (where d.state = @failed and d.channel = @mail and d.person_id is not null and n.kind = any(@kinds) and d.status <> all(@never))::int
		  from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where (d.ended_at is null and d.state <> @held and d.due_at <= @now) or (d.ended_at > @day and d.state in (@doubt, @failed))
		 group by d.channel order by d.channel`,
		args{"now": now, "day": now.Add(-retryFor), "held": held, "doubt": doubt, "failed": failed, "mail": channelMail, "kinds": retryable(), "never": neverRetried})
	if err != nil {
		return nil, fmt.Errorf("read backlog: %w", err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowToStructByPos[WayBacklog])
	if err != nil {
		return nil, fmt.Errorf("read backlog: %w", err)
	}
	return out, nil
}

// failedMails lists the tenants with mails that failed and may be sent once more.
func failedMails(ctx context.Context, tx Tx, since time.Time) ([]station.Tenant, error) {
	rows, err := tx.Query(ctx, `
		select distinct d.tenant_id, d.of_company from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where d.ended_at > @since and d.state = @failed and d.channel = @mail and d.person_id is not null and n.kind = any(@kinds) and d.status <> all(@never)`,
		args{"since": since, "failed": failed, "mail": channelMail, "kinds": retryable(), "never": neverRetried})
	if err != nil {
		return nil, fmt.Errorf("list failed mails: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (station.Tenant, error) {
		var id [16]byte
		var company bool
		err := row.Scan(&id, &company)
		return tenantOf(id, company), err
	})
}

// openAgain puts the failed mails of a tenant back among those that wait, and gives their new jobs. What was read meanwhile ends by itself.
func openAgain(ctx context.Context, tx Tx, tenant station.Tenant, since, now time.Time) ([]pg.Timed, error) {
	rows, err := tx.Query(ctx, `
		update deliveries d set state = @pending, ended_at = null, started_at = null, due_at = @now, attempt = 0, round = d.round + 1
		  from notices n
		 where d.tenant_id = @tenant and n.tenant_id = @tenant and n.id = d.notice_id and n.sealed is not null
		   and d.ended_at > @since and d.state = @failed and d.channel = @mail and d.person_id is not null and n.kind = any(@kinds) and d.status <> all(@never)
		returning d.id, d.round`,
		args{"tenant": tenant.ID(), "since": since, "now": now, "pending": pending, "failed": failed, "mail": channelMail, "kinds": retryable(), "never": neverRetried})
	if err != nil {
		return nil, fmt.Errorf("open failed mails: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (job pg.Timed, err error) {
		var id DeliveryID
		var round int
		err = row.Scan(&id, &round)
		job.Args = newDeliverJob(tenant, id, channelMail, round)
		return job, err
	})
}
