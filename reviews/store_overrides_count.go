package reviews

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// LeastCounted is how many reviewed reports a figure of a rule rests on at least: with fewer, none is shown.
const LeastCounted = 5

const countedMark = "review_counted.mark"

// CountReviewed counts the findings of a report as reviewed, each rule once, in the transaction of the act that makes it so: the
// approval of an override, or the signing. A report that is counted already is not counted again.
func (r *Room) CountReviewed(ctx context.Context, tx Tx, about Review, report Report) error {
	var ids []string
	for _, key := range about.Covers(report) {
		ids = append(ids, ruleOf(key))
	}
	slices.Sort(ids)
	fresh, err := r.countedAnew(ctx, tx, about, "had", slices.Compact(ids))
	if err != nil || len(fresh) == 0 {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into rule_override_counts (station_id, rule_id, month, had) select @station, unnest(@rules::text[]), @month, 1
		on conflict (station_id, rule_id, month) do update set had = rule_override_counts.had + 1`,
		args{"station": about.Station, "rules": fresh, "month": r.month()})
	if err != nil {
		return fmt.Errorf("count reviewed findings: %w", err)
	}
	return nil
}

// countOverride counts that a rule was overruled in a report, once.
func (r *Room) countOverride(ctx context.Context, tx Tx, about Review, report Report, o Override) error {
	if err := r.CountReviewed(ctx, tx, about, report); err != nil {
		return err
	}
	fresh, err := r.countedAnew(ctx, tx, about, "overruled", []string{o.Rule()})
	if err != nil || len(fresh) == 0 {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into rule_override_counts (station_id, rule_id, month, overruled, dismissed, critical, high, medium, low)
		values (@station, @rule, @month, 1, (@to = '')::int, (@to = 'critical')::int, (@to = 'high')::int, (@to = 'medium')::int, (@to = 'low')::int)
		on conflict (station_id, rule_id, month) do update set overruled = rule_override_counts.overruled + 1, dismissed = rule_override_counts.dismissed + excluded.dismissed,
		  critical = rule_override_counts.critical + excluded.critical, high = rule_override_counts.high + excluded.high,
		  medium = rule_override_counts.medium + excluded.medium, low = rule_override_counts.low + excluded.low`,
		args{"station": about.Station, "rule": o.Rule(), "month": r.month(), "to": string(o.To)})
	if err != nil {
		return fmt.Errorf("count an override: %w", err)
	}
	return nil
}

// month is the first day of this one.
func (r *Room) month() time.Time {
	day, _ := time.Parse(time.DateOnly, shanghaiDay(r.clock())[:8]+"01") // it was written in this form
	return day
}

// countedAnew marks rules of a review as counted in a way, and gives those that were not.
func (r *Room) countedAnew(ctx context.Context, tx Tx, about Review, way string, ids []string) ([]string, error) {
	box, err := r.vault.Box(ctx, tx, station.Tenant{Company: about.Company})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	marks, of := make([]string, len(ids)), map[string]string{}
	for i, id := range ids {
		if marks[i], err = box.Index(countedMark, []byte(way+" "+id)); err != nil {
			return nil, err
		}
		of[marks[i]] = id
	}
	rows, err := tx.Query(ctx, `
		insert into review_counted (company_id, review_id, mark, station_id) select @company, @review, unnest(@marks::text[]), @station
		on conflict (company_id, review_id, mark) do nothing returning mark`, args{"company": about.Company, "review": about.ID, "marks": marks, "station": about.Station})
	if err != nil {
		return nil, fmt.Errorf("mark what is counted: %w", err)
	}
	fresh, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("mark what is counted: %w", err)
	}
	for i, mark := range fresh {
		fresh[i] = of[mark]
	}
	slices.Sort(fresh)
	return fresh, nil
}

// RuleOverruled is how often experts of a station overruled one rule.
type RuleOverruled struct {
	Rule                                   string
	Had, Overruled                         int // reports in which it found something, and in which that was overruled
	Dismissed, Critical, High, Medium, Low int // to what
}

// Enough tells whether a figure may be shown.
func (o RuleOverruled) Enough() bool { return o.Had >= LeastCounted }

// Percent is the share of reports in which it was overruled, rounded.
func (o RuleOverruled) Percent() int {
	if o.Had == 0 {
		return 0
	}
	return (o.Overruled*200 + o.Had) / (2 * o.Had)
}

// RulesOverruled lists the rules that reviewed reports of the scope's station had, by id. Where a rule was in too few of them, only that
// it was is told, and no number.
func (r *Room) RulesOverruled(ctx context.Context, scope accounts.Scope) (out []RuleOverruled, err error) {
	at := scope.Actor().Station
	err = r.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select rule_id, sum(had)::int, sum(overruled)::int, sum(dismissed)::int, sum(critical)::int, sum(high)::int, sum(medium)::int, sum(low)::int
			  from rule_override_counts where station_id = @station group by rule_id order by rule_id`, args{"station": at})
		if err != nil {
			return fmt.Errorf("read how often rules were overruled: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[RuleOverruled])
		return err
	})
	for i, o := range out {
		if !o.Enough() {
			out[i] = RuleOverruled{Rule: o.Rule}
		}
	}
	return out, err
}
