package assessments

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// LeastCounted is the smallest number of companies that is told: fewer could be recognised.
const LeastCounted = 5

// impactPage is how many profiles are read at a time.
const impactPage = 50

// BandHidden stands for a profile that shows no number yet.
const BandHidden = "hidden"

// Impact is what other rules would change in the newest profiles of all companies. It names none.
type Impact struct {
	Companies int
	Moves     map[[2]string]int // band before and after → companies; a band is that of the worst bound
	Found     map[string]int    // rule → companies in which it newly finds something
	Cleared   map[string]int    // rule → companies in which it no longer does
	Failed    int               // profiles that the candidate cannot judge
}

// Told is a count as it may be said: the number, or fewer than LeastCounted.
func Told(n int) string {
	if n > 0 && n < LeastCounted {
		return fmt.Sprintf("<%d", LeastCounted)
	}
	return fmt.Sprint(n)
}

// MeasureImpact judges the newest profile of every company again with a candidate. The door is the
// background worker's.
func MeasureImpact(ctx context.Context, worker *pg.DB, candidate *rules.Engine) (*Impact, error) {
	impact := &Impact{Moves: map[[2]string]int{}, Found: map[string]int{}, Cleared: map[string]int{}}
	var after station.CompanyID
	for {
		page, err := newestProfiles(ctx, worker, after)
		if err != nil {
			return nil, err
		}
		for _, p := range page {
			after = p.Company
			if err := impact.count(ctx, p.Document, candidate); err != nil {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				impact.Failed++
			}
		}
		if len(page) < impactPage {
			return impact, nil
		}
	}
}

type storedProfile struct {
	Company  station.CompanyID
	Document []byte
}

func newestProfiles(ctx context.Context, worker *pg.DB, after station.CompanyID) ([]storedProfile, error) {
	var page []storedProfile
	err := worker.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (company_id) company_id, document from profiles
			 where company_id > @after order by company_id, at desc, id desc limit @n`, args{"after": after, "n": impactPage})
		if err != nil {
			return fmt.Errorf("read profiles: %w", err)
		}
		page, err = pgx.CollectRows(rows, pgx.RowToStructByPos[storedProfile])
		return err
	})
	return page, err
}

func (i *Impact) count(ctx context.Context, document []byte, candidate *rules.Engine) error {
	var d Document
	if err := unmarshalExact(document, &d); err != nil {
		return fmt.Errorf("read document: %w", err)
	}
	c, areas, err := d.caseOf()
	if err != nil {
		return err
	}
	j, err := candidate.Judge(ctx, c, rules.Options{Areas: areas, Sheet: d.Sheet})
	if err != nil {
		return err
	}
	i.Companies++
	i.Moves[[2]string{bandOf(candidate, d.Score.Overall), bandOf(candidate, j.Score.Overall)}]++
	before, now := atRisk(d.Verdicts), atRisk(j.Verdicts)
	for id := range now {
		if !before[id] {
			i.Found[id]++
		}
	}
	for id := range before {
		if !now[id] {
			i.Cleared[id]++
		}
	}
	return nil
}

func bandOf(e *rules.Engine, b station.Bounds) string {
	if !b.Shown {
		return BandHidden
	}
	return e.BandOf(b.Worst).Key
}

func atRisk(verdicts []station.Verdict) map[string]bool {
	out := map[string]bool{}
	for _, v := range verdicts {
		if v.Outcome == station.AtRisk {
			out[v.ID] = true
		}
	}
	return out
}

// caseOf is what a document was judged on.
func (d *Document) caseOf() (*rules.Case, []station.Area, error) {
	asOf, err := time.Parse(time.DateOnly, d.AsOf)
	if err != nil {
		return nil, nil, fmt.Errorf("read document: %w", err)
	}
	var areas []station.Area
	for _, a := range d.Areas {
		areas = append(areas, a.Area)
	}
	return &rules.Case{AsOf: asOf, Context: d.Context, Company: d.Answers.Company, Presences: d.Answers.Presences, Suppliers: d.Answers.Suppliers, Employees: d.Answers.Employees, Asked: d.Answers.Asked}, areas, nil
}
