package accounts

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ForgetPeople takes away what another part keeps of people whose logins are emptied, in that very transaction. It must be safe to run twice.
type ForgetPeople = func(ctx context.Context, tx Tx, people []station.PersonID) error

// held finds a company that may be deleted now, and keeps it as it is until the transaction ends. Fault: NotFound when its deletion was
// taken back.
func (s *Store) held(ctx context.Context, tx Tx, company station.CompanyID) error {
	var there bool
	err := tx.QueryRow(ctx, `
		select true from companies where id = @company and deletion_due_at <= @now and deleted_at is null for update`,
		args{"company": company, "now": s.clock()}).Scan(&there)
	if errors.Is(err, pgx.ErrNoRows) {
		return notFound(err) // it was taken back
	}
	if err != nil {
		return fmt.Errorf("find the company to be deleted: %w", err)
	}
	return nil
}

// CloseCompany is the first step of a deletion that is due: nobody acts for the company any more. The logins of its people, also of those who
// have left, are emptied where they belong to no other company and to no staff; an id stays in the trail. also hears whose. Safe to run twice.
func (s *Store) CloseCompany(ctx context.Context, company station.CompanyID, also ForgetPeople) error {
	return s.db.Tenant(ctx, company, func(ctx context.Context, tx Tx) error {
		if err := s.held(ctx, tx, company); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			select p.person_id from (
			       select person_id from memberships where company_id = @company
			        union select person_id from audit where tenant_id = @company
			        union select accepted_by from invitations where company_id = @company) p
			  join logins l on l.person_id = p.person_id
			 where not exists (select from memberships m where m.person_id = p.person_id and m.company_id <> @company)
			   and not exists (select from staff t where t.person_id = p.person_id)`, args{"company": company})
		if err != nil {
			return fmt.Errorf("find who belonged to the company: %w", err)
		}
		people, err := pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
		if err != nil {
			return fmt.Errorf("find who belonged to the company: %w", err)
		}
		ended, err := tx.Exec(ctx, `delete from memberships where company_id = @company`, args{"company": company})
		if err != nil {
			return fmt.Errorf("end memberships: %w", err)
		}
		if _, err := tx.Exec(ctx, `delete from sessions where company_id = @company or person_id = any(@people::uuid[])`, args{"company": company, "people": people}); err != nil {
			return fmt.Errorf("end sessions: %w", err)
		}
		for _, sql := range []string{
			`delete from links where person_id = any(@people::uuid[])`,
			`update logins set email = null, email_sealed = null, email_mark = null, name = null, name_sealed = null, password_hash = '',
			        disabled_at = coalesce(disabled_at, @now), password_at = null
			  where person_id = any(@people::uuid[]) and email_mark is not null`,
		} {
			with := args{"people": people}
			if sql[0] == 'u' {
				with["now"] = s.clock()
			}
			if _, err := tx.Exec(ctx, sql, with); err != nil {
				return fmt.Errorf("empty logins: %w", err)
			}
		}
		if also != nil {
			if err := also(ctx, tx, people); err != nil {
				return err
			}
		}
		if ended.RowsAffected() == 0 {
			return nil // an earlier run recorded it
		}
		return s.Record(ctx, tx, station.Actor{}, company, "company.close", "", map[string]any{"people": ended.RowsAffected()})
	})
}

// ForgetCompany takes away what this room keeps of a company that is being deleted, but for its card, its trail and its consents:
// through the worker's own door, whose row security holds it to companies that asked for it. A claim on its code is its claimant's
// and stays without what the company said to it; one that was open ends with the code set free for the claimant. Safe to run twice.
func (s *Store) ForgetCompany(ctx context.Context, worker *pg.DB, company station.CompanyID) error {
	return worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		with := args{"company": company}
		for _, sql := range []string{
			`delete from invitations where company_id = @company`,
			`delete from verifications where company_id = @company`,
			`delete from looks where company_id = @company`,
		} {
			if _, err := tx.Exec(ctx, sql, with); err != nil {
				return fmt.Errorf("forget a company: %w", err)
			}
		}
		// the code of an open claim is kept for who claims it
		_, err := tx.Exec(ctx, `
			update claim_links l set reserves = c.credit_code, expires_at = @expires
			  from claims c join companies f on f.id = c.company_id and f.credit_code = c.credit_code
			 where c.company_id = @company and c.state in ('filed', 'heard') and l.station_id = c.station_id and l.claim_id = c.id`,
			args{"company": company, "expires": s.clock().Add(ClaimLife)})
		if err != nil {
			return fmt.Errorf("keep the code of a claim: %w", err)
		}
		_, err = tx.Exec(ctx, `
			update claims set answer = null, answered_by = null, answered_at = null, reason = '',
			       decided_at = case when state in ('filed', 'heard') then @now::timestamptz else decided_at end,
			       state = case when state in ('filed', 'heard') then 'separated' else state end
			 where company_id = @company`, args{"company": company, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("forget what was said to a claim: %w", err)
		}
		return nil
	})
}

// EndCompany is the last step of a deletion: the keys of the company are destroyed, and of its card only the id is left, so that its code can be
// registered anew. Call Forget of the vault and of the rooms afterwards.
func (s *Store) EndCompany(ctx context.Context, company station.CompanyID) error {
	whose := station.Tenant{Company: company}
	err := s.db.Tenant(ctx, company, func(ctx context.Context, tx Tx) error {
		if err := s.held(ctx, tx, company); err != nil {
			return err
		}
		if err := s.vault.Destroy(ctx, tx, whose); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
			update companies set credit_code = null, name = '--', district = '', group_name = '', countries = '{}', size = 'micro',
			       verified_at = null, group_confirmed_at = null, deleted_at = @now
			 where id = @company`, args{"company": company, "now": s.clock()})
		if err != nil {
			return fmt.Errorf("empty the card: %w", err)
		}
		return s.Record(ctx, tx, station.Actor{}, company, "company.deleted", "", nil)
	})
	if err == nil {
		s.vault.Forget(whose)
	}
	return err
}

// SweptCompany notes that a deleted company was looked after once more and that nothing is left.
func (s *Store) SweptCompany(ctx context.Context, company station.CompanyID) error {
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `update companies set deletion_swept_at = @now where id = @company and deleted_at is not null`, args{"company": company, "now": s.clock()})
		return err
	})
}
