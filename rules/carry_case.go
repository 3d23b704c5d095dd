package rules

import "slices"

// CarryCase brings a case that was judged under an earlier revision to the questions of these rules,
// lists and all.
func (e *Engine) CarryCase(c *Case, revision int64) *Case {
	if len(e.moves) == 0 {
		return c
	}
	out := *c
	by := func(scope Scope) func(string) int64 {
		return func(key string) int64 { return e.AskedBy(scope, key, revision) }
	}
	out.Company = e.carryRow(ScopeCompany, c.Company, by(ScopeCompany))
	for _, list := range []struct {
		scope Scope
		rows  *[]Row
	}{{ScopePresence, &out.Presences}, {ScopeSupplier, &out.Suppliers}, {ScopeEmployee, &out.Employees}} {
		*list.rows = slices.Clone(*list.rows)
		for i, row := range *list.rows {
			(*list.rows)[i] = e.carryRow(list.scope, row, by(list.scope))
		}
	}
	return &out
}

// AskedOf tells for each cell of a row which form of its column these rules have, as Asked does;
// columns that have always been so are left out.
func (e *Engine) AskedOf(scope Scope, row Row) map[string]int64 {
	out := map[string]int64{}
	for key := range row {
		if asked := e.Asked(scope, key); asked > 0 {
			out[key] = asked
		}
	}
	return out
}

// CarryRow brings a row that was written under other rules to the columns of these. asked is what
// AskedOf said of it then.
func (e *Engine) CarryRow(scope Scope, row Row, asked map[string]int64) Row {
	if len(asked) == 0 && !slices.ContainsFunc(e.moves, func(m Move) bool { return m.Scope == scope }) {
		return row
	}
	return e.carryRow(scope, row, func(key string) int64 { return asked[key] })
}

func (e *Engine) carryRow(scope Scope, row Row, asked func(key string) int64) Row {
	given, out := make(map[string]Earlier, len(row)), Row{}
	for key, v := range row {
		was := Earlier{Said: SaidValue, Value: v, Asked: asked(key)}
		if identity[string(scope)+"."+key] {
			out[key] = v
			continue
		}
		switch v {
		case DontKnow:
			was.Said, was.Value = SaidDontKnow, nil
		case "na":
			if key, ok := e.keys.Find(scope, key); !ok || key.NA {
				was.Said, was.Value = SaidNA, nil
			}
		}
		given[key] = was
	}
	carried := e.Carry(scope, given)
	for key := range carried.open() {
		if declared, ok := e.keys.Find(scope, key); ok && declared.HasBlank {
			out[key] = DontKnow // leaving it out would say what an empty one means
		}
	}
	for key, now := range carried.Holds {
		switch now.Said {
		case SaidValue:
			out[key] = now.Value
		case SaidDontKnow:
			out[key] = DontKnow
		case SaidNA:
			out[key] = "na"
		}
	}
	return out
}
