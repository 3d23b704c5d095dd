package rules

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/zhuqi-yunzhan/station"
)

// Ask is one answer that can still change a verdict, with the weight at stake: the sum over
// the rules it can decide of −ln of the share that the worst of each would leave, in millionths.
type Ask struct {
	Scope   Scope
	Subject string // of the row; empty for the company
	Key     string // empty when the whole list is not answered
	Stake   int64
	Rules   int
}

// Place names the ask the way a need does: company.k, presences[VN].k, suppliers.
func (a Ask) Place() string {
	switch {
	case a.Scope == ScopeCompany:
		return "company." + a.Key
	case a.Key == "":
		return a.Scope.listOf()
	}
	return a.Scope.listOf() + "[" + a.Subject + "]." + a.Key
}

// Asks lists what can still change a verdict of the judgement, most at stake first. A question
// whose gate is not certainly open waits for the answer that opens it; what can no longer matter
// is not in the list.
func (e *Engine) Asks(ctx context.Context, j *Judgement) ([]Ask, error) {
	found := map[string]*Ask{}
	for _, d := range j.judged {
		seen := map[string]bool{}
		for _, row := range d.rows {
			stake := e.scoring.weight[d.rule.Worst()]
			switch {
			case row.finding != nil && row.finding.SeverityOpen:
				stake -= e.scoring.weight[row.finding.Severity]
			case row.outcome != station.Unanswered || row.because != station.BecauseAnswers:
				continue
			}
			for _, need := range row.needs {
				ask := found[need]
				if ask == nil {
					parsed := parseNeed(need)
					ask = &parsed
					found[need] = ask
				}
				if !seen[need] {
					seen[need] = true
					ask.Stake += stake
					ask.Rules++
				}
			}
		}
	}
	settled := map[string]*Ask{}
	for place, ask := range found {
		if ask.inList() { // columns are asked for by the template, whatever their gates
			keepAsk(settled, place, *ask)
			continue
		}
		if err := e.openers(ctx, j.facts, *ask, settled, 0); err != nil {
			return nil, err
		}
	}
	return e.inOrder(ctx, settled)
}

// inList tells whether an ask is a cell of a list or a whole list.
func (a Ask) inList() bool { return a.Scope == ScopeSupplier || a.Scope == ScopeEmployee }

// inOrder puts asks in order: most at stake, then the order of the questions.
func (e *Engine) inOrder(ctx context.Context, asks map[string]*Ask) ([]Ask, error) {
	type placed struct {
		ask   *Ask
		place string
		q     *Question
	}
	all := make([]placed, 0, len(asks))
	for place, ask := range asks {
		q, _ := e.Question(ask.Scope, ask.Key)
		all = append(all, placed{ask, place, q})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b placed) int {
		if c := cmp.Compare(b.ask.Stake, a.ask.Stake); c != 0 {
			return c
		}
		if (a.q != nil) != (b.q != nil) {
			if a.q != nil {
				return -1
			}
			return 1
		}
		if a.q != nil {
			if c := cmp.Or(cmp.Compare(a.q.Section, b.q.Section), cmp.Compare(a.q.Order, b.q.Order)); c != 0 {
				return c
			}
		}
		return cmp.Compare(a.place, b.place)
	})
	out := make([]Ask, len(all))
	for i, p := range all {
		out[i] = *p.ask
	}
	return out, nil
}

func parseNeed(need string) Ask {
	if key, ok := strings.CutPrefix(need, "company."); ok {
		return Ask{Scope: ScopeCompany, Key: key}
	}
	list, rest, ok := strings.Cut(need, "[")
	scope, _ := scopeOfList(list)
	if !ok {
		return Ask{Scope: scope}
	}
	end := strings.LastIndex(rest, "].")
	return Ask{Scope: scope, Subject: rest[:end], Key: rest[end+2:]}
}

// openers keeps an ask whose gate is open, or else what would open it.
func (e *Engine) openers(ctx context.Context, f *facts, ask Ask, into map[string]*Ask, depth int) error {
	open, waits, err := e.gateOf(ctx, f, ask)
	if err != nil || open == no || depth > 20 {
		return err
	}
	if open == yes {
		keepAsk(into, ask.Place(), ask)
		return nil
	}
	for _, need := range waits {
		first := parseNeed(need)
		first.Stake, first.Rules = ask.Stake, ask.Rules
		if err := e.openers(ctx, f, first, into, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// keepAsk keeps an ask at the most that it was found to have at stake.
func keepAsk(into map[string]*Ask, place string, ask Ask) {
	if into[place] == nil {
		into[place] = &ask
		return
	}
	into[place].Stake = max(into[place].Stake, ask.Stake)
	into[place].Rules = max(into[place].Rules, ask.Rules)
}

// gateOf tells whether the gate of an ask is open, and while that is not known, what decides it.
func (e *Engine) gateOf(ctx context.Context, f *facts, ask Ask) (ternary, []string, error) {
	key, ok := e.keys.Find(ask.Scope, ask.Key)
	if !ok || e.gates[key] == nil || (ask.Scope != ScopeCompany && ask.Scope != ScopePresence) {
		return yes, nil, nil
	}
	row := f.company
	if ask.Scope == ScopePresence {
		row = nil
		for _, r := range f.rows[ScopePresence] {
			if r.subject == ask.Subject {
				row = r
			}
		}
		if row == nil {
			return no, nil, nil
		}
	}
	g := e.gates[key]
	unknown := f.unknowns(row, g.reads)
	open, settled := row.gates[key.Name]
	if !settled {
		var err error
		if open, err = g.open(ctx, f.input(row), unknown); err != nil {
			return maybe, nil, err
		}
	}
	if open != maybe {
		return open, nil, nil
	}
	waits, _ := f.needs(row, ast.NewSet(unknown...), false)
	return maybe, waits, nil
}

// Closed tells whether a question is certainly not asked: its gate is shut by other answers.
func (e *Engine) Closed(j *Judgement, scope Scope, subject, key string) bool {
	if scope == ScopeCompany {
		return j.facts.company.none[key] && j.facts.company.values[key] == nil
	}
	for _, r := range j.facts.rows[scope] {
		if r.subject == subject {
			return r.none[key] && r.values[key] == nil
		}
	}
	return false
}

// SheetKeys lists the keys that the rules of a sheet and areas read, by scope: the questions and
// columns of that sheet, gates included.
func (e *Engine) SheetKeys(sheet string, areas []station.Area) map[Scope][]*Key {
	seen := map[*Key]bool{}
	var note func(in read)
	note = func(in read) {
		if fig := e.figureSet[in.key]; in.root == "derived" && fig != nil {
			for _, cell := range fig.cells {
				seen[cell] = true
			}
			return
		}
		key, ok := e.keys.Find(Scope(in.root), in.key)
		if !ok || seen[key] {
			return
		}
		seen[key] = true
		if g := e.gates[key]; g != nil {
			for _, next := range g.reads {
				note(next)
			}
		}
	}
	for _, r := range e.rules {
		if contains(areas, r.Area) && e.InSheet(sheet, r.ID) {
			for _, in := range r.allReads {
				note(in)
			}
		}
	}
	out := map[Scope][]*Key{}
	for key := range seen {
		out[key.Scope] = append(out[key.Scope], key)
	}
	for _, keys := range out {
		slices.SortFunc(keys, func(a, b *Key) int { return cmp.Compare(a.Name, b.Name) })
	}
	return out
}

// Line is one line of the arithmetic of an area: what is left after a rule kept its share.
type Line struct {
	RuleID   string
	Severity station.Severity
	Share    int // thousandths kept
	Left     int // hundredths of a point left
	Capped   bool
}

// Arithmetic shows how the best score of an area came about, rule by rule.
func (e *Engine) Arithmetic(j *Judgement, area station.Area) []Line {
	tolls, _, _ := e.tolls(j.judged, func(r *Rule) bool { return r.Area == area })
	var out []Line
	left, capped := int64(unit), false
	for _, t := range tolls {
		if t.best == "" {
			continue
		}
		left = left * e.scoring.share[t.best] / 1000
		capped = capped || t.best == station.Critical
		out = append(out, Line{RuleID: t.rule.rule.ID, Severity: t.best, Share: e.Share(t.best), Left: int(left * 10_000 / unit)})
	}
	if n := len(out); n > 0 && capped && out[n-1].Left > e.scoring.cap*100 {
		out = append(out, Line{Left: e.scoring.cap * 100, Capped: true})
	}
	return out
}

// ListTitle names a list for people.
func (e *Engine) ListTitle(scope Scope) Bilingual {
	switch scope {
	case ScopePresence:
		return Bilingual{"境外机构", "Presences abroad"}
	case ScopeSupplier:
		return Bilingual{"供应商清单", "Supplier list"}
	case ScopeEmployee:
		return Bilingual{"员工清单", "Employee list"}
	}
	return Bilingual{}
}

// ColumnOptions gives the labels of a column's values.
func (e *Engine) ColumnOptions(scope Scope, key string) map[string]Bilingual {
	columns, _ := dig(e.data, "lists", scope.listOf(), "columns").([]any)
	for _, raw := range columns {
		m, _ := raw.(map[string]any)
		if text(m, "key") != key {
			continue
		}
		out := map[string]Bilingual{}
		values, _ := m["values"].([]any)
		for _, v := range values {
			o, _ := v.(map[string]any)
			out[text(o, "code")] = Bilingual{text(o, "zh"), text(o, "en")}
		}
		return out
	}
	return nil
}

// Column names a column of the supplier or employee list.
func (e *Engine) Column(scope Scope, key string) (Bilingual, bool) {
	columns, _ := dig(e.data, "lists", scope.listOf(), "columns").([]any)
	for _, raw := range columns {
		m, _ := raw.(map[string]any)
		if text(m, "key") == key {
			return Bilingual{text(m, "zh"), text(m, "en")}, true
		}
	}
	return Bilingual{}, false
}
