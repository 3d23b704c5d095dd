package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// insertHook adds a webhook unless its id is there already. The tenant's are locked meanwhile, so that
// two at once do not become one too many.
func insertHook(ctx context.Context, tx Tx, who station.Actor, h Webhook, sealed []byte) (fresh bool, err error) {
	tenant := who.Tenant()
	if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('webhooks', 0) # hashtextextended(@tenant, 0))`,
		args{"tenant": fmt.Sprintf("%x", tenant.ID())}); err != nil {
		return false, fmt.Errorf("lock webhooks: %w", err)
	}
	var there bool
	var count int
	if err := tx.QueryRow(ctx, `select count(*)::int, coalesce(bool_or(id = @id), false) from webhooks where tenant_id = @tenant`,
		args{"tenant": tenant.ID(), "id": h.ID}).Scan(&count, &there); err != nil {
		return false, fmt.Errorf("count webhooks: %w", err)
	}
	switch {
	case there:
		return false, nil
	case count >= MostWebhooks:
		return false, &station.Fault{Kind: station.Conflict, Say: station.Say("webhook.too_many", "n", MostWebhooks)}
	}
	_, err = tx.Exec(ctx, `
		insert into webhooks (tenant_id, id, of_company, sealed, kinds, at, made_by)
		values (@tenant, @id, @company, @sealed, @kinds, @at, @by)`,
		args{"tenant": tenant.ID(), "id": h.ID, "company": tenant.Company != (station.CompanyID{}), "sealed": sealed, "kinds": texts(h.Kinds), "at": h.At, "by": who.Person})
	if err != nil {
		return false, fmt.Errorf("add webhook: %w", err)
	}
	return true, nil
}

func texts(kinds []Kind) []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = string(k)
	}
	return out
}

const hookColumns = `id, kinds, at, old_until, failing_since, off_at, coalesce(off_why, ''), sealed`

func (r *Room) readHooks(ctx context.Context, tx Tx, tenant station.Tenant) ([]Webhook, error) {
	rows, err := tx.Query(ctx, `select `+hookColumns+` from webhooks where tenant_id = @tenant order by at, id`, args{"tenant": tenant.ID()})
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	return r.openHooks(ctx, tx, tenant, rows)
}

func (r *Room) readHook(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID) (Webhook, error) {
	rows, err := tx.Query(ctx, `select `+hookColumns+` from webhooks where tenant_id = @tenant and id = @id`, args{"tenant": tenant.ID(), "id": id})
	if err != nil {
		return Webhook{}, fmt.Errorf("read webhook: %w", err)
	}
	found, err := r.openHooks(ctx, tx, tenant, rows)
	if err == nil && len(found) == 0 {
		err = notFound()
	}
	if err != nil {
		return Webhook{}, err
	}
	return found[0], nil
}

// lockHook is readHook of one that nobody else changes meanwhile.
func (r *Room) lockHook(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID) (Webhook, error) {
	if _, err := tx.Exec(ctx, `select from webhooks where tenant_id = @tenant and id = @id for update`, args{"tenant": tenant.ID(), "id": id}); err != nil {
		return Webhook{}, fmt.Errorf("lock webhook: %w", err)
	}
	return r.readHook(ctx, tx, tenant, id)
}

// openHooks reads all rows before it opens what is sealed: that may need the transaction itself.
func (r *Room) openHooks(ctx context.Context, tx Tx, tenant station.Tenant, rows pgx.Rows) ([]Webhook, error) {
	var seals [][]byte
	hooks, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Webhook, error) {
		var h Webhook
		var kinds []string
		var old, failing, off *time.Time
		var sealed []byte
		err := row.Scan(&h.ID, &kinds, &h.At, &old, &failing, &off, &h.OffWhy, &sealed)
		for _, k := range kinds {
			h.Kinds = append(h.Kinds, Kind(k))
		}
		h.OldUntil, h.FailingSince, h.OffAt = value(old), value(failing), value(off)
		seals = append(seals, sealed)
		return h, err
	})
	if err != nil {
		return nil, fmt.Errorf("read webhooks: %w", err)
	}
	box, err := r.Sealer.ReadBox(ctx, tx, tenant)
	if err != nil {
		return nil, err
	}
	for i := range hooks {
		if err := openJSON(box, placeWebhook, hooks[i].ID, seals[i], &hooks[i].keys); err != nil {
			return nil, err
		}
		hooks[i].URL = hooks[i].keys.URL
	}
	return hooks, nil
}

func value(at *time.Time) time.Time {
	if at == nil {
		return time.Time{}
	}
	return *at
}

func rotateHook(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID, sealed []byte, until time.Time) error {
	_, err := tx.Exec(ctx, `update webhooks set sealed = @sealed, old_until = @until where tenant_id = @tenant and id = @id`,
		args{"tenant": tenant.ID(), "id": id, "sealed": sealed, "until": until})
	if err != nil {
		return fmt.Errorf("change secret: %w", err)
	}
	return nil
}

func turnHookOff(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID, why string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update webhooks set off_at = coalesce(off_at, @now), off_why = coalesce(off_why, @why) where tenant_id = @tenant and id = @id`,
		args{"tenant": tenant.ID(), "id": id, "now": now, "why": why})
	if err != nil {
		return fmt.Errorf("turn webhook off: %w", err)
	}
	return nil
}

func turnHookOn(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID) error {
	_, err := tx.Exec(ctx, `update webhooks set off_at = null, off_why = null, failing_since = null where tenant_id = @tenant and id = @id`,
		args{"tenant": tenant.ID(), "id": id})
	if err != nil {
		return fmt.Errorf("turn webhook on: %w", err)
	}
	return nil
}

func removeHook(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID) error {
	_, err := tx.Exec(ctx, `delete from webhooks where tenant_id = @tenant and id = @id`, args{"tenant": tenant.ID(), "id": id})
	if err != nil {
		return fmt.Errorf("remove webhook: %w", err)
	}
	return nil
}

// hookFared keeps since when a webhook fails, or that it does not any more.
func hookFared(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID, well bool, now time.Time) error {
	_, err := tx.Exec(ctx, `
		update webhooks set failing_since = case when @well then null else coalesce(failing_since, @now) end
		 where tenant_id = @tenant and id = @id and (failing_since is null) <> @well`,
		args{"tenant": tenant.ID(), "id": id, "well": well, "now": now})
	if err != nil {
		return fmt.Errorf("keep how a webhook fares: %w", err)
	}
	return nil
}

func readDelivered(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID, before DeliveryID, most int) ([]Delivered, error) {
	rows, err := tx.Query(ctx, `
		select d.id, n.kind, n.at, d.state, d.status, d.attempt, d.started_at, d.due_at
		  from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		 where d.tenant_id = @tenant and d.webhook_id = @id and (@first or d.id < @before)
		 order by d.id desc limit @most`,
		args{"tenant": tenant.ID(), "id": id, "first": before == DeliveryID{}, "before": before, "most": most})
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Delivered])
}

// rewind makes deliveries pending again: the named one, or all since a moment that did not arrive.
func rewind(ctx context.Context, tx Tx, tenant station.Tenant, id WebhookID, one *DeliveryID, since, now time.Time) ([]pg.Timed, error) {
	rows, err := tx.Query(ctx, `
		update deliveries set state = @pending, round = round + 1, attempt = 0, due_at = @now, started_at = null, ended_at = null, status = ''
		 where tenant_id = @tenant and id in (
		   select d.id from deliveries d join notices n on n.tenant_id = d.tenant_id and n.id = d.notice_id
		    where d.tenant_id = @tenant and d.webhook_id = @hook and d.ended_at is not null and n.sealed is not null
		      and (d.id = @one or (@one::uuid is null and d.state <> @sent and n.at >= @since))
		    order by d.id limit 1000)
		returning id, round`,
		args{"tenant": tenant.ID(), "hook": id, "one": one, "since": since, "now": now, "pending": pending, "sent": sent})
	if err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	jobs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (pg.Timed, error) {
		var id DeliveryID
		var round int
		err := row.Scan(&id, &round)
		return pg.Timed{Args: newDeliverJob(tenant, id, channelHook, round)}, err
	})
	if err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	return jobs, nil
}
