package assessments

import "github.com/zhuqi-yunzhan/station/rules"

// caseOf makes the case out of a check's answers; the lists come after.
func (r *Room) caseOf(e *rules.Engine, c *Check) *rules.Case {
	out := &rules.Case{AsOf: r.today(), Context: r.context(), Company: rules.Row{}, Asked: true}
	rows := map[string]rules.Row{}
	for _, p := range c.Presences {
		row := rules.Row{"ref": p.Ref, "country": p.Country}
		rows[p.Ref] = row
		out.Presences = append(out.Presences, row)
	}
	if c.NoPresence {
		out.Presences = []rules.Row{}
	}
	for place, a := range c.Answers {
		row := out.Company
		if place.Scope == rules.ScopePresence {
			row = rows[place.Subject]
		}
		if row == nil || place.Key == "country" || place.Key == "none" {
			continue
		}
		switch a.Said {
		case SaidValue:
			row[place.Key] = a.Value
		case SaidNA:
			row[place.Key] = "na"
		}
	}
	for place := range c.Suggested { // not answered, whatever an empty one would mean
		row := out.Company
		if place.Scope == rules.ScopePresence {
			row = rows[place.Subject]
		}
		if _, answered := row[place.Key]; row != nil && !answered {
			row[place.Key] = rules.DontKnow
		}
	}
	openNone(e, rules.ScopeCompany, out.Company)
	for _, row := range out.Presences {
		openNone(e, rules.ScopePresence, row)
	}
	return out
}

// openNone keeps questions open whose silence would mean "none": here a person answers one by
// one, and what was not answered yet is not known. "None" said in words leaves the key out.
func openNone(e *rules.Engine, scope rules.Scope, row rules.Row) {
	for _, q := range e.Questions(scope) {
		v, answered := row[q.Name]
		switch {
		case !q.MeansNone():
		case !answered:
			row[q.Name] = rules.DontKnow
		case v == nil && !q.Nullable:
			delete(row, q.Name)
		}
	}
}
