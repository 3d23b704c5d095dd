package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// writeNotice writes a message with its inbox rows and ways in one statement, unless its key was told
// already: then it writes nothing and says so.
func writeNotice(ctx context.Context, tx Tx, o outgoing) (fresh bool, err error) {
	ways := args{"tenant": o.tenant.ID(), "id": o.id, "company": o.tenant.Company != (station.CompanyID{}), "key": o.key, "kind": string(o.kind), "urgent": o.urgent,
		"sealed": o.sealed, "at": o.at, "people": o.people, "about": o.about}
	columns(ways, o.ways)
	err = tx.QueryRow(ctx, `
		with told as (
		  insert into notices (tenant_id, id, of_company, key, kind, urgent, sealed, at, about)
		  values (@tenant, @id, @company, @key, @kind, @urgent, @sealed, @at, nullif(@about::uuid, '00000000-0000-0000-0000-000000000000'))
		  on conflict (tenant_id, key) do nothing
		  returning tenant_id, id, of_company
		), seen as (
		  insert into inbox (tenant_id, person_id, notice_id, at)
		  select told.tenant_id, person, told.id, @at from told, unnest(@people::uuid[]) person
		), gone as (
		  insert into deliveries (tenant_id, id, notice_id, of_company, channel, person_id, webhook_id, state, due_at, sealed)
		  select told.tenant_id, w.id, told.id, told.of_company, w.channel, w.person, w.hook, w.state, w.due, w.sealed
		    from told, unnest(@ids::uuid[], @channels::text[], @persons::uuid[], @hooks::uuid[], @states::text[], @dues::timestamptz[], @seals::bytea[])
		      as w (id, channel, person, hook, state, due, sealed)
		)
		select exists (select from told)`, ways).Scan(&fresh)
	if err != nil {
		return false, fmt.Errorf("write message: %w", err)
	}
	return fresh, nil
}

// columns turns ways into one array a column.
func columns(into args, ways []way) {
	n := len(ways)
	ids, channels, states, dues := make([]DeliveryID, n), make([]string, n), make([]string, n), make([]time.Time, n)
	persons, hooks, seals := make([]*station.PersonID, n), make([]*WebhookID, n), make([][]byte, n)
	for i, w := range ways {
		ids[i], channels[i], states[i], dues[i], persons[i], hooks[i], seals[i] = w.id, w.channel, w.state, w.due, w.person, w.hook, w.sealed
	}
	into["ids"], into["channels"], into["states"], into["dues"], into["persons"], into["hooks"], into["seals"] = ids, channels, states, dues, persons, hooks, seals
}

// listeners lists the tenant's systems that are told of a kind.
func listeners(ctx context.Context, tx Tx, tenant station.Tenant, kind Kind) ([]WebhookID, error) {
	rows, err := tx.Query(ctx, `
		select id from webhooks where tenant_id = @tenant and off_at is null and @kind = any (kinds) order by id`,
		args{"tenant": tenant.ID(), "kind": string(kind)})
	if err != nil {
		return nil, fmt.Errorf("find webhooks: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[WebhookID])
}

// withdraw ends what has not begun, and takes away what was not read.
func withdraw(ctx context.Context, tx Tx, tenant station.Tenant, key string, now time.Time) error {
	_, err := tx.Exec(ctx, `
		with told as (select id from notices where tenant_id = @tenant and key = @key),
		     ended as (
		       update deliveries set state = @withdrawn, ended_at = @now, sealed = null
		        where tenant_id = @tenant and notice_id in (select id from told) and channel <> @hook and state in (@held, @pending))
		delete from inbox where tenant_id = @tenant and notice_id in (select id from told) and read_at is null`,
		args{"tenant": tenant.ID(), "key": key, "now": now, "withdrawn": withdrawn, "held": held, "pending": pending, "hook": channelHook})
	if err != nil {
		return fmt.Errorf("withdraw message: %w", err)
	}
	return nil
}

// readPreferences gives how people want to be told; who never chose is told the usual way.
func readPreferences(ctx context.Context, tx Tx, tenant station.Tenant, people []station.PersonID) (map[station.PersonID]Preferences, error) {
	out := map[station.PersonID]Preferences{}
	for _, person := range people {
		out[person] = usual()
	}
	if len(people) == 0 {
		return out, nil
	}
	rows, err := tx.Query(ctx, `
		select person_id, work, news, quiet, sms, lang from notice_preferences where tenant_id = @tenant and person_id = any (@people)`,
		args{"tenant": tenant.ID(), "people": people})
	if err != nil {
		return nil, fmt.Errorf("read preferences: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var person station.PersonID
		var p Preferences
		if err := rows.Scan(&person, &p.Work, &p.News, &p.Quiet, &p.Texts, &p.Lang); err != nil {
			return nil, fmt.Errorf("read preferences: %w", err)
		}
		out[person] = p
	}
	return out, rows.Err()
}

func writePreferences(ctx context.Context, tx Tx, tenant station.Tenant, person station.PersonID, p Preferences, now time.Time) error {
	_, err := tx.Exec(ctx, `
		insert into notice_preferences (tenant_id, person_id, work, news, quiet, sms, lang, at)
		values (@tenant, @person, @work, @news, @quiet, @sms, @lang, @now)
		on conflict (tenant_id, person_id) do update
		  set work = @work, news = @news, quiet = @quiet, sms = @sms, lang = @lang, at = @now`,
		args{"tenant": tenant.ID(), "person": person, "work": string(p.Work), "news": string(p.News), "quiet": p.Quiet, "sms": p.Texts, "lang": p.Lang, "now": now})
	if err != nil {
		return fmt.Errorf("keep preferences: %w", err)
	}
	return nil
}
