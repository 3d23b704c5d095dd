package assessments

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// sealingStep names the pass in its table. Another pass, over other columns, has another name.
const sealingStep = "assessments 2026-11"

const sealingPage = 50 // companies

// sealingPass is how far a pass over the companies got. A pass that found something is followed by another; one that found
// nothing is the last.
type sealingPass struct {
	Reached station.CompanyID
	Clean   bool // nothing was found yet
	Done    bool
}

// SealOld seals what earlier stations left in plain and empties the plain columns, a company after the other. It tells whether
// nothing is left; called again it goes on where it was. Until then either form is read, and whatever is written is sealed. A company
// that cannot be sealed keeps no other from it, and is an error.
func (r *Room) SealOld(ctx context.Context, enough func() bool) (done bool, err error) {
	at, err := r.sealingReached(ctx)
	var bad []error
	for err == nil && !at.Done {
		var page []station.CompanyID
		if page, err = r.companiesAfter(ctx, at.Reached); err != nil {
			break
		}
		for _, company := range page {
			found, finished, err := r.sealCompany(ctx, company, enough)
			at.Clean = at.Clean && !found && err == nil
			if err != nil {
				bad = append(bad, fmt.Errorf("seal what company %x has: %w", company, err))
			} else if !finished {
				return false, errors.Join(append(bad, r.keepSealing(ctx, at))...)
			}
			at.Reached = company
		}
		ended := len(page) < sealingPage
		if ended {
			at = sealingPass{Clean: true, Done: at.Clean}
		}
		if err = r.keepSealing(ctx, at); ended && len(bad) > 0 || enough() {
			break
		}
	}
	return at.Done, errors.Join(append(bad, err)...)
}

// SealCompany seals all that earlier stations left of one company, so that nothing of it outlives its key.
func (r *Room) SealCompany(ctx context.Context, company station.CompanyID) error {
	_, _, err := r.sealCompany(ctx, company, func() bool { return false })
	return err
}

func (r *Room) sealingReached(ctx context.Context) (at sealingPass, err error) {
	at.Clean = true
	err = r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select reached, clean, done_at is not null from sealing_steps where step = @step`, args{"step": sealingStep}).Scan(&at.Reached, &at.Clean, &at.Done)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return at, nil
	}
	return at, err
}

func (r *Room) keepSealing(ctx context.Context, at sealingPass) error {
	return r.db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			insert into sealing_steps (step, reached, clean, done_at) values (@step, @reached, @clean, case when @done then @now::timestamptz end)
			on conflict (step) do update set reached = excluded.reached, clean = excluded.clean, done_at = excluded.done_at`,
			args{"step": sealingStep, "reached": at.Reached, "clean": at.Clean, "done": at.Done, "now": r.clock()})
		return err
	})
}

func (r *Room) companiesAfter(ctx context.Context, after station.CompanyID) (page []station.CompanyID, err error) {
	err = r.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id from companies where id > @after order by id limit @n`, args{"after": after, "n": sealingPage})
		if err != nil {
			return fmt.Errorf("list companies: %w", err)
		}
		page, err = pgx.CollectRows(rows, pgx.RowTo[station.CompanyID])
		return err
	})
	return page, err
}

// sealCompany seals in batches, each in a transaction of its own, until none is left or enough says so. It tells whether it
// found anything to seal.
func (r *Room) sealCompany(ctx context.Context, company station.CompanyID, enough func() bool) (found, finished bool, err error) {
	found, err = r.leftInPlain(ctx, company)
	if err != nil || !found {
		return false, err == nil, err
	}
	for _, batch := range []func(context.Context, pgx.Tx, *accounts.Box, station.CompanyID) (int, error){
		sealMappings, r.sealHeldRows(ListSuppliers), r.sealHeldRows(ListEmployees), sealRowChanges, sealAnswers, sealProfiles, sealUploads, sealCommands,
		func(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
			return sealJudgements(ctx, tx, box, company, nil)
		},
	} {
		for n := -1; n != 0; {
			err := r.boxed(ctx, company, func(ctx context.Context, tx pgx.Tx, box *accounts.Box) (err error) {
				n, err = batch(ctx, tx, box, company)
				return err
			})
			if errors.Is(err, accounts.ErrDestroyed) {
				return false, true, nil // its rows go with the company
			}
			if err != nil {
				return true, false, err
			}
			if n > 0 && enough() {
				return true, false, nil
			}
		}
	}
	return true, true, nil
}

func (r *Room) leftInPlain(ctx context.Context, company station.CompanyID) (left bool, err error) {
	err = r.db.ReadTenant(ctx, company, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `
			select exists (select from answers where company_id = @company and sealed is null)
			    or exists (select from lists where company_id = @company and sealed is null and mapping <> '{}')
			    or exists (select from list_rows where company_id = @company and sealed is null)
			    or exists (select from list_changes where company_id = @company and sealed is null)
			    or exists (select from profiles where company_id = @company and sealed is null)
			    or exists (select from uploads where company_id = @company and sealed is null)
			    or exists (select from judgements where company_id = @company and sealed is null)
			    or exists (select from commands where company_id = @company and what !~ ' sealed1\.')`, args{"company": company}).Scan(&left)
	})
	return left, err
}

// How many rows are sealed in one transaction: some megabytes at the most.
const (
	smallBatch = 500
	rowBatch   = 200
	fileBatch  = 4
)

// batchOf is one turn of sealing: the rows that select finds, each made ready, then written by one update. It tells how
// many there were.
func batchOf[T any](ctx context.Context, tx pgx.Tx, find string, with args, prepare func(T) error, update string, columns func() args) (int, error) {
	rows, err := tx.Query(ctx, find, with)
	if err != nil {
		return 0, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[T])
	if err != nil || len(found) == 0 {
		return 0, err
	}
	for _, one := range found {
		if err := prepare(one); err != nil {
			return 0, err
		}
	}
	_, err = tx.Exec(ctx, update, columns())
	return len(found), err
}

func sealAnswers(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var c answerColumns
	return batchOf(ctx, tx, `
		select check_id, sealed, scope, subject, key, said, value, rev, asked_since, '', at from answers
		 where company_id = @company and sealed is null limit @n for update`, args{"company": company, "n": smallBatch},
		func(s storedAnswer) error {
			p, _, err := s.open(box)
			if err != nil {
				return err
			}
			return c.add(box, s.Check, answerRow{Place: p, Rev: s.Rev, Said: Said(*s.Said), Value: s.Value, Asked: s.Asked})
		}, `
		update answers o set mark = f.mark, sealed = f.sealed, scope = null, subject = null, key = null, said = null, value = null
		  from unnest(@checks::uuid[], @revs::bigint[], @marks::text[], @sealed::bytea[]) as f(check_id, rev, mark, sealed)
		 where o.company_id = @company and o.check_id = f.check_id and o.rev = f.rev`,
		func() args {
			return args{"company": company, "checks": c.checks, "revs": c.revs, "marks": c.marks, "sealed": c.sealed}
		})
}

// sealHeldRows seals the rows of a list while it is kept from changing.
func (r *Room) sealHeldRows(list string) func(context.Context, pgx.Tx, *accounts.Box, station.CompanyID) (int, error) {
	return func(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
		if _, err := tx.Exec(ctx, `select from lists where company_id = @company and list = @list for update`, args{"company": company, "list": list}); err != nil {
			return 0, err
		}
		return sealRows(ctx, tx, box, company, list)
	}
}

// sealRows seals all rows of a list that are not; the caller keeps it from changing.
func sealRows(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID, list string) (int, error) {
	var c rowColumnsIn
	var was []string
	return batchOf(ctx, tx, rowColumns+` where company_id = @company and list = @list and sealed is null`, args{"company": company, "list": list},
		func(s storedRow) error {
			in := sealedRow{Key: s.Key, Asked: s.Asked}
			if err := unmarshalExact(s.Cells, &in.Cells); err != nil {
				return err
			}
			was = append(was, s.Key)
			return c.add(box, list, 0, in, s.Position, false)
		}, `
		update list_rows o set row_key = f.mark, cells = null, asked = '{}', sealed = f.sealed
		  from unnest(@was::text[], @marks::text[], @sealed::bytea[]) as f(was, mark, sealed)
		 where o.company_id = @company and o.list = @list and o.row_key = f.was`,
		func() args {
			return args{"company": company, "list": list, "was": was, "marks": c.marks, "sealed": c.sealed}
		})
}

type plainMapping struct {
	List    string
	Mapping map[string]string
}

func sealMappings(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var lists []string
	var all [][]byte
	return batchOf(ctx, tx, `select list, mapping from lists where company_id = @company and sealed is null and mapping <> '{}' for update`, args{"company": company},
		func(m plainMapping) error {
			sealed, err := put(box, atMapping(m.List), m.Mapping)
			lists, all = append(lists, m.List), append(all, sealed)
			return err
		}, `
		update lists o set mapping = '{}', sealed = f.sealed from unnest(@lists::text[], @sealed::bytea[]) as f(list, sealed)
		 where o.company_id = @company and o.list = f.list`,
		func() args { return args{"company": company, "lists": lists, "sealed": all} })
}
