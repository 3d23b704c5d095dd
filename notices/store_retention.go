package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// sweep takes up to most rows of each kind.
func sweep(ctx context.Context, tx Tx, now time.Time, k Keep, t Terms, most int) (more bool, err error) {
	inbox, err := tx.Exec(ctx, `
		delete from inbox i using (
		  select c.tenant_id, c.person_id, c.notice_id from inbox c
		    left join tenants_served s on s.tenant_id = c.tenant_id
		    left join unnest(@stations::uuid[], @befores::timestamptz[]) as t(station_id, before) on t.station_id = s.station_id
		   where c.at < @latest and c.at < coalesce(t.before, @before) order by c.at limit @most) old
		 where i.tenant_id = old.tenant_id and i.person_id = old.person_id and i.notice_id = old.notice_id`,
		args{"before": now.Add(-k.Inbox), "latest": t.latest(now.Add(-k.Inbox)), "stations": t.Stations, "befores": t.Before, "most": most})
	if err != nil {
		return false, fmt.Errorf("sweep inboxes: %w", err)
	}
	words, err := tx.Exec(ctx, `
		update notices n set sealed = null
		  from (select c.tenant_id, c.id from notices c
		          left join tenants_served s on s.tenant_id = c.tenant_id
		          left join unnest(@stations::uuid[], @befores::timestamptz[]) as t(station_id, before) on t.station_id = s.station_id
		         where c.at < @latest and c.at < greatest(@before, t.before) and c.sealed is not null
		          and not exists (select from inbox i where i.tenant_id = c.tenant_id and i.notice_id = c.id)
		          and not exists (select from deliveries d where d.tenant_id = c.tenant_id and d.notice_id = c.id and d.ended_at is null)
		         order by c.at limit @most) old
		 where n.tenant_id = old.tenant_id and n.id = old.id`,
		args{"before": now.Add(-k.Words), "latest": t.latest(now.Add(-k.Words)), "stations": t.Stations, "befores": t.Before, "most": most})
	if err != nil {
		return false, fmt.Errorf("sweep words of messages: %w", err)
	}
	keys, err := tx.Exec(ctx, `
		delete from notices n using (select tenant_id, id from notices where at < @before order by at limit @most) old
		 where n.tenant_id = old.tenant_id and n.id = old.id`,
		args{"before": now.Add(-k.Keys), "most": most})
	if err != nil {
		return false, fmt.Errorf("sweep messages: %w", err)
	}
	return max(inbox.RowsAffected(), words.RowsAffected(), keys.RowsAffected()) == int64(most), nil
}

// latest is the last moment before which anything may go, so that an index bounds the search.
func (t Terms) latest(usual time.Time) time.Time {
	for _, before := range t.Before {
		if before.After(usual) {
			usual = before
		}
	}
	return usual
}

func deleteTenant(ctx context.Context, tx Tx, tenant station.Tenant) error {
	_, err := tx.Exec(ctx, `
		with p as (delete from notice_preferences where tenant_id = @tenant),
		     w as (delete from webhooks where tenant_id = @tenant)
		delete from notices where tenant_id = @tenant or about = @tenant`, args{"tenant": tenant.ID()})
	if err != nil {
		return fmt.Errorf("delete a tenant's messages: %w", err)
	}
	return nil
}

func deletePerson(ctx context.Context, tx Tx, tenant station.Tenant, person station.PersonID) error {
	// a message whose only receiver this person was goes whole, and its inbox rows and deliveries with it
	_, err := tx.Exec(ctx, `
		delete from notices n
		 where n.tenant_id = @tenant
		   and (exists (select from inbox i where i.tenant_id = @tenant and i.notice_id = n.id and i.person_id = @person)
		     or exists (select from deliveries d where d.tenant_id = @tenant and d.notice_id = n.id and d.person_id = @person))
		   and not exists (select from inbox i where i.tenant_id = @tenant and i.notice_id = n.id and i.person_id <> @person)
		   and not exists (select from deliveries d where d.tenant_id = @tenant and d.notice_id = n.id and d.person_id is distinct from @person)`,
		args{"tenant": tenant.ID(), "person": person})
	if err != nil {
		return fmt.Errorf("delete a person's messages: %w", err)
	}
	_, err = tx.Exec(ctx, `
		with i as (delete from inbox where tenant_id = @tenant and person_id = @person),
		     d as (delete from deliveries where tenant_id = @tenant and person_id = @person)
		delete from notice_preferences where tenant_id = @tenant and person_id = @person`, args{"tenant": tenant.ID(), "person": person})
	if err != nil {
		return fmt.Errorf("delete a person's messages: %w", err)
	}
	return nil
}
