package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// deliveryRow is a delivery with its message, as a claim reads them.
type deliveryRow struct {
	State   string
	Round   int
	Attempt int
	Due     time.Time
	Started *time.Time
	Channel string
	Notice  NoticeID
	Person  *station.PersonID
	Hook    *WebhookID
	Own     []byte
	Kind    Kind
	Told    time.Time
	Content []byte
	Read    bool
	Busy    int // other deliveries to the same webhook that are under way
}

// mostAtOnce is how many deliveries go to one webhook at a time, so that a slow one leaves workers to others.
const mostAtOnce = 3

// claim takes a delivery for one try. A nil cargo with no wait means there is nothing to do: it has
// ended, waits for the digest, or was asked for anew since.
func (w *Worker) claim(ctx context.Context, job DeliverJob, out Outward) (c *cargo, wait time.Duration, err error) {
	tenant, id := job.tenant(), DeliveryID(job.Delivery)
	err = w.door.Of(ctx, tenant, func(ctx context.Context, tx Tx) error {
		c, wait = nil, 0
		now := w.Clock()
		row, err := lockDelivery(ctx, tx, tenant, id, now.Add(-w.lease))
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("claim delivery: %w", err)
		}
		c, wait, err = w.take(ctx, tx, job, row, out, now)
		return err
	})
	return c, wait, err
}

func lockDelivery(ctx context.Context, tx Tx, tenant station.Tenant, id DeliveryID, alive time.Time) (deliveryRow, error) {
	rows, err := tx.Query(ctx, `
		select d.state, d.round, d.attempt, d.due_at, d.started_at, d.channel, d.notice_id, d.person_id, d.webhook_id, d.sealed,
		       n.kind, n.at, n.sealed,
		       exists (select from inbox i where i.tenant_id = @tenant and i.person_id = d.person_id and i.notice_id = d.notice_id and i.read_at is not null),
		       (select count(*)::int from deliveries o where o.tenant_id = @tenant and o.webhook_id = d.webhook_id and o.id <> d.id
		           and o.state in (@sending, @handing) and o.started_at > @alive)
		  from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where d.tenant_id = @tenant and d.id = @id for update of d`,
		args{"tenant": tenant.ID(), "id": id, "alive": alive, "sending": sending, "handing": handing})
	if err != nil {
		return deliveryRow{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[deliveryRow])
}

// take decides over a locked delivery: left alone, put off, ended, or claimed.
func (w *Worker) take(ctx context.Context, tx Tx, job DeliverJob, row deliveryRow, out Outward, now time.Time) (*cargo, time.Duration, error) {
	c := &cargo{tenant: job.tenant(), id: DeliveryID(job.Delivery), notice: row.Notice, kind: row.Kind, channel: row.Channel, round: row.Round, attempt: row.Attempt, told: row.Told, prefer: usual(), out: out}
	if row.Person != nil {
		c.person = *row.Person
	}
	lost := false // somebody died while handing it over
	switch {
	case row.Round != job.Round:
		return nil, 0, nil
	case row.State == sending || row.State == handing:
		if row.Started != nil && now.Before(row.Started.Add(w.lease)) {
			return nil, row.Started.Add(w.lease).Sub(now), nil
		}
		lost = row.State == handing
	case row.State != pending:
		return nil, 0, nil
	case now.Before(row.Due):
		return nil, row.Due.Sub(now), nil
	case row.Busy >= mostAtOnce:
		return nil, time.Second / 2, nil
	}
	if lost && !resend(c, out.folds(c.channel)) {
		return nil, 0, end(ctx, tx, c, doubt, "interrupted", now)
	}
	return w.load(ctx, tx, c, row, now)
}

// load reads what carrying needs, and marks the delivery as under way.
func (w *Worker) load(ctx context.Context, tx Tx, c *cargo, row deliveryRow, now time.Time) (*cargo, time.Duration, error) {
	if c.channel != channelHook && c.person != (station.PersonID{}) {
		all, err := readPreferences(ctx, tx, c.tenant, []station.PersonID{c.person})
		if err != nil {
			return nil, 0, err
		}
		c.prefer = all[c.person]
		switch {
		case c.kind.Mutable() && row.Read:
			return nil, 0, end(ctx, tx, c, read, "", now) // it has come to the person's eye already
		case c.kind.Mutable() && c.channel == channelMail && c.prefer.way(c.kind) == InboxOnly && c.kind != digest:
			return nil, 0, end(ctx, tx, c, muted, "", now)
		}
	}
	box, err := w.Sealer.ReadBox(ctx, tx, c.tenant)
	if err != nil {
		return nil, 0, err
	}
	if c.content, err = openContent(box, c.kind, c.notice, row.Content); errors.Is(err, errEmptied) {
		return nil, 0, end(ctx, tx, c, failed, "no_words", now)
	} else if err != nil {
		return nil, 0, err
	}
	if row.Own != nil {
		if err := openJSON(box, placePrivate, c.id, row.Own, &c.own); err != nil {
			return nil, 0, err
		}
	}
	if row.Hook != nil {
		hook, err := w.readHook(ctx, tx, c.tenant, *row.Hook)
		if err != nil {
			return nil, 0, err
		}
		if !hook.OffAt.IsZero() {
			return nil, 0, end(ctx, tx, c, failed, "off", now)
		}
		c.hook = &hook
	}
	c.attempt++
	_, err = tx.Exec(ctx, `
		update deliveries set state = @sending, attempt = @attempt, started_at = @now where tenant_id = @tenant and id = @id`,
		args{"tenant": c.tenant.ID(), "id": c.id, "sending": sending, "attempt": c.attempt, "now": now})
	if err != nil {
		return nil, 0, fmt.Errorf("claim delivery: %w", err)
	}
	return c, 0, nil
}

// hand marks that the word is about to be said after which a delivery may have gone out. It fails
// when the claim is no longer ours: then nothing must be said.
func hand(ctx context.Context, tx Tx, c *cargo) error {
	tag, err := tx.Exec(ctx, `
		update deliveries set state = @handing where tenant_id = @tenant and id = @id and state = @sending and attempt = @attempt and round = @round`,
		args{"tenant": c.tenant.ID(), "id": c.id, "handing": handing, "sending": sending, "attempt": c.attempt, "round": c.round})
	if err != nil {
		return fmt.Errorf("mark delivery: %w", err)
	}
	if tag.RowsAffected() != 1 {
		return errors.New("mark delivery: the claim is not ours any more")
	}
	return nil
}

// end gives a delivery its last state. What was sealed for it alone goes with it.
func end(ctx context.Context, tx Tx, c *cargo, state, status string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update deliveries set state = @state, status = @status, ended_at = @now, sealed = null
		 where tenant_id = @tenant and id = @id and attempt = @attempt and round = @round and ended_at is null`,
		args{"tenant": c.tenant.ID(), "id": c.id, "state": state, "status": status, "now": now, "attempt": c.attempt, "round": c.round})
	if err != nil {
		return fmt.Errorf("end delivery: %w", err)
	}
	return nil
}

// settle keeps what came of a try: sent, given up, in doubt, or to be tried again after wait. A webhook
// that failed for good turns its endpoint off, and those who keep the tenant are told in the same transaction.
func (w *Worker) settle(ctx context.Context, c *cargo, outcome error) (wait time.Duration, err error) {
	now := w.Clock()
	v := decide(c, outcome, c.out.folds(c.channel), now)
	var keepers []station.PersonID
	if v.off != "" {
		if keepers, err = w.Addresses.Keepers(ctx, c.tenant); err != nil {
			return 0, fmt.Errorf("find who keeps the tenant: %w", err)
		}
	}
	err = w.door.Of(ctx, c.tenant, func(ctx context.Context, tx Tx) error {
		if v.state != pending {
			err = end(ctx, tx, c, v.state, v.status, now)
		} else {
			err = putOff(ctx, tx, c, v)
		}
		if err != nil || c.hook == nil {
			return err
		}
		return w.judgeHook(ctx, tx, c, v, keepers, now)
	})
	return v.after, err
}

func putOff(ctx context.Context, tx Tx, c *cargo, v verdict) error {
	_, err := tx.Exec(ctx, `
		update deliveries set state = @pending, status = @status, due_at = @due
		 where tenant_id = @tenant and id = @id and attempt = @attempt and round = @round and ended_at is null`,
		args{"tenant": c.tenant.ID(), "id": c.id, "pending": pending, "status": v.status, "due": v.due, "attempt": c.attempt, "round": c.round})
	if err != nil {
		return fmt.Errorf("put delivery off: %w", err)
	}
	return nil
}

// forgotten lists deliveries that are due since before, and not under way since stale.
func forgotten(ctx context.Context, tx Tx, before, stale time.Time) ([]pg.Timed, error) {
	rows, err := tx.Query(ctx, `
		select tenant_id, of_company, id, channel, round from deliveries
		 where ended_at is null and state <> @held and due_at < @before and (state = @pending or started_at < @stale)
		 order by due_at limit 300`, args{"held": held, "pending": pending, "before": before, "stale": stale})
	if err != nil {
		return nil, fmt.Errorf("look for deliveries: %w", err)
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (pg.Timed, error) {
		var tenant, id [16]byte
		var company bool
		var channel string
		var round int
		err := row.Scan(&tenant, &company, &id, &channel, &round)
		return pg.Timed{Args: newDeliverJob(tenantOf(tenant, company), DeliveryID(id), channel, round)}, err
	})
}

func readBacklog(ctx context.Context, tx Tx, now time.Time) (Backlog, error) {
	var b Backlog
	var since *time.Time
	err := tx.QueryRow(ctx, `
		select count(*) filter (where ended_at is null)::int, min(due_at) filter (where ended_at is null),
		       count(*) filter (where state = @doubt)::int, count(*) filter (where state = @failed)::int
		  from deliveries
		 where (ended_at is null and state <> @held and due_at <= @now) or (ended_at > @day and state in (@doubt, @failed))`,
		args{"now": now, "day": now.Add(-24 * time.Hour), "held": held, "doubt": doubt, "failed": failed}).Scan(&b.Due, &since, &b.Doubt, &b.Failed)
	if err != nil {
		return b, fmt.Errorf("read backlog: %w", err)
	}
	if since != nil {
		b.Oldest = now.Sub(*since)
	}
	b.Ways, err = readWays(ctx, tx, now)
	return b, err
}

func tenantOf(id [16]byte, company bool) station.Tenant {
	if company {
		return station.Tenant{Company: id}
	}
	return station.Tenant{Station: id}
}

// wire is a delivery's id as mails and gateways see it.
func (d DeliveryID) wire() string { return uuid.UUID(d).String() }
