package rules

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// alike spares judging rows that a rule cannot tell apart: in a long list many rows hold the same
// values in the few columns that a rule reads. Rows that stay unanswered are judged each, for
// what they need is their own.
type alike struct {
	f     *facts
	reads []read
	seen  map[string]rowResult
}

// worthIt is how many rows a list has before looking for likeness pays.
const worthIt = 50

func newAlike(f *facts, r *Rule, rows int) *alike {
	a := &alike{f: f}
	if rows < worthIt {
		return a
	}
	a.seen = map[string]rowResult{}
	for _, in := range r.allReads {
		if in.root != "company" && in.root != "as_of" && in.root != "context" {
			a.reads = append(a.reads, in)
		}
	}
	return a
}

func (a *alike) judge(row *resolved, judge func() (rowResult, error)) (rowResult, error) {
	if a.seen == nil {
		return judge()
	}
	key := a.key(row)
	if known, ok := a.seen[key]; ok {
		known.subject, known.label = row.subject, Label(row.scope, row.row)
		if known.finding != nil {
			own := *known.finding
			own.Subject, own.Label = known.subject, known.label
			known.finding = &own
		}
		return known, nil
	}
	result, err := judge()
	if err == nil && result.outcome != station.Unanswered && len(result.needs) == 0 {
		a.seen[key] = result
	}
	return result, err
}

// key writes down what the rule reads of a row: a value, none, or nothing known.
func (a *alike) key(row *resolved) string {
	var b strings.Builder
	for _, in := range a.reads {
		switch {
		case in.root == "country":
			iso, _ := row.row[countryField[row.scope]].(string)
			b.WriteString(iso)
		case in.root == "derived":
			if fig := a.f.e.figureSet[in.key]; fig != nil && fig.per != "" {
				if t := a.f.perRow[in.key][row.index]; t != nil {
					b.WriteString(t.String())
				}
			}
		case row.values[in.key] != nil:
			b.WriteString(row.values[in.key].String())
		case row.none[in.key]:
			b.WriteByte('-')
		}
		b.WriteByte(0)
	}
	return b.String()
}

// countryField names the column that says which country's parameters a row has.
var countryField = map[Scope]string{ScopePresence: "country", ScopeEmployee: "post_country"}
