package reviews

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// agedAtOnce is how many threads go in one transaction.
const agedAtOnce = 200

// AgeNotes takes away what was written about findings in reviews that were over before the moment of each station: threads, comments, what they said
// before, where they stood, and their files. The review itself, its overrides and what was signed stay with the report. drop takes a file of a company
// away, and finds nothing wrong with one that is gone. Safe to run twice.
func AgeNotes(drop func(ctx context.Context, company station.CompanyID, file uuid.UUID) error) accounts.Aged {
	return func(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) error {
		for {
			old, err := oldThreads(ctx, worker, stations, before)
			if err == nil {
				err = old.drop(ctx, worker, drop)
			}
			if err != nil {
				return fmt.Errorf("take old notes away: %w", err)
			}
			if len(old.threads) < agedAtOnce {
				return nil
			}
		}
	}
}

// oldNotes are threads, as columns for one statement, and the files that hang on them.
type oldNotes struct {
	companies, threads [][16]byte
	files              []companyFile
}

type companyFile struct {
	Company station.CompanyID
	File    uuid.UUID
}

func oldThreads(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) (out oldNotes, err error) {
	at := make([][16]byte, len(stations))
	for i, id := range stations {
		at[i] = id
	}
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select t.company_id, t.id from review_threads t
			  join reviews r on r.station_id = t.station_id and r.id = t.review_id
			  join unnest(@stations::uuid[], @before::timestamptz[]) as s (station_id, before) on s.station_id = r.station_id
			 where r.ended_at < s.before order by t.company_id, t.id limit @limit`, args{"stations": at, "before": before, "limit": agedAtOnce})
		if err != nil {
			return err
		}
		var company, thread [16]byte
		if _, err = pgx.ForEachRow(rows, []any{&company, &thread}, func() error {
			out.companies, out.threads = append(out.companies, company), append(out.threads, thread)
			return nil
		}); err != nil {
			return err
		}
		rows, err = tx.Query(ctx, `
			select a.company_id, a.file_id from review_attachments a
			  join review_comments c on c.company_id = a.company_id and c.id = a.comment_id
			  join unnest(@companies::uuid[], @threads::uuid[]) as t (company_id, id) on t.company_id = c.company_id and t.id = c.thread_id
			 order by a.company_id, a.file_id`, args{"companies": out.companies, "threads": out.threads})
		if err != nil {
			return err
		}
		out.files, err = pgx.CollectRows(rows, pgx.RowToStructByPos[companyFile])
		return err
	})
	return out, err
}

// drop takes files away before the rows that tell of them, so that a run that is cut off is begun anew.
func (o oldNotes) drop(ctx context.Context, worker *pg.DB, file func(ctx context.Context, company station.CompanyID, file uuid.UUID) error) error {
	for _, f := range o.files {
		if err := file(ctx, f.Company, f.File); err != nil {
			return err
		}
	}
	return worker.Global(ctx, func(ctx context.Context, tx Tx) error {
		const mine = ` unnest(@companies::uuid[], @threads::uuid[]) as t (company_id, id)`
		for _, sql := range []string{
			`delete from review_comment_edits e using review_comments c,` + mine + ` where c.company_id = t.company_id and c.thread_id = t.id and e.company_id = c.company_id and e.comment_id = c.id`,
			`delete from review_attachments a using review_comments c,` + mine + ` where c.company_id = t.company_id and c.thread_id = t.id and a.company_id = c.company_id and a.comment_id = c.id`,
			`delete from review_anchors a using` + mine + ` where a.company_id = t.company_id and a.thread_id = t.id`,
			`delete from review_comments c using` + mine + ` where c.company_id = t.company_id and c.thread_id = t.id`,
			`delete from review_threads o using` + mine + ` where o.company_id = t.company_id and o.id = t.id`,
		} {
			if _, err := tx.Exec(ctx, sql, args{"companies": o.companies, "threads": o.threads}); err != nil {
				return err
			}
		}
		return nil
	})
}
