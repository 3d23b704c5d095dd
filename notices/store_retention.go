package notices

import (
	"context"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// sweep takes up to most rows of each kind.
func sweep(ctx context.Context, tx Tx, now time.Time, k Keep, most int) (more bool, err error) {
	inbox, err := tx.Exec(ctx, `
		delete from inbox i using (select tenant_id, person_id, notice_id from inbox where at < @before order by at limit @most) old
		 where i.tenant_id = old.tenant_id and i.person_id = old.person_id and i.notice_id = old.notice_id`,
		args{"before": now.Add(-k.Inbox), "most": most})
	if err != nil {
		return false, fmt.Errorf("sweep inboxes: %w", err)
	}
	words, err := tx.Exec(ctx, `
		update notices n set sealed = null
		  from (select tenant_id, id from notices c where at < @before and sealed is not null
		          and not exists (select from inbox i where i.tenant_id = c.tenant_id and i.notice_id = c.id)
		          and not exists (select from deliveries d where d.tenant_id = c.tenant_id and d.notice_id = c.id and d.ended_at is null)
		         order by at limit @most) old
		 where n.tenant_id = old.tenant_id and n.id = old.id`,
		args{"before": now.Add(-k.Words), "most": most})
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

func deleteTenant(ctx context.Context, tx Tx, tenant station.Tenant) error {
	_, err := tx.Exec(ctx, `
		with p as (delete from notice_preferences where tenant_id = @tenant),
		     w as (delete from webhooks where tenant_id = @tenant)
		delete from notices where tenant_id = @tenant`, args{"tenant": tenant.ID()})
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
