package assessments

import (
	"maps"
	"slices"
	"sort"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// engineVersion is part of every profile: OPA is pinned exactly, and a profile says by what it
// was judged.
const engineVersion = "opa 1.22.2"

// compose writes a judgement down with the wording of the day.
func compose(s *Standing, company, by string, now time.Time) Document {
	j, e := s.Judgement, s.Engine
	d := Document{Format: 1, Company: company, CheckID: uuid.UUID(s.Check.ID).String(), Sheet: s.Check.Sheet, AsOf: s.Case.AsOf.Format(time.DateOnly),
		MadeAt: now.In(shanghai).Format(time.RFC3339), MadeBy: by, Revision: j.Revision, Digest: j.Digest, Engine: engineVersion,
		Context: s.Case.Context, Score: j.Score, Verdicts: brief(j.Verdicts), Rev: s.Check.Rev, SuppliersAt: s.Suppliers, EmployeesAt: s.Employees, Cards: map[string]CardPart{}, Bounds: j.Themes,
		Answers: CaseRecord{Company: s.Case.Company, Presences: s.Case.Presences, Suppliers: s.Case.Suppliers, Employees: s.Case.Employees, Asked: s.Case.Asked}}
	mending, called := e.Mending(j), names{e, map[string]EvidencePart{}}
	d.Answered, d.AnsweredBy = answeredBy(s.Check)
	band := e.BandOf(j.Score.Overall.Worst)
	d.Band = BandPart{Key: band.Key, Name: band.Name}
	for _, area := range j.Areas {
		d.Areas = append(d.Areas, areaPart(e, j, area))
		d.Arithmetic = append(d.Arithmetic, arithmetic(e, j, area)...)
	}
	for _, t := range e.Themes() {
		bounds, looked := j.Themes[t.Key]
		d.Themes = append(d.Themes, ThemePart{Key: t.Key, Title: t.Title, Bounds: bounds, Looked: looked})
	}
	for _, v := range j.Verdicts {
		rule, _ := e.Rule(v.ID)
		d.Cards[v.ID] = cardPart(rule, v)
		for _, f := range v.Findings {
			part := findingPart(called, rule, v.ID, f, j)
			part.WinsBack = mending.WinsBack(v.ID, f.Subject)
			part.Due, part.Passed = due(rule.Deadline, s.Case.AsOf)
			d.Findings = append(d.Findings, part)
		}
	}
	sortFindings(d.Findings)
	d.Open = openParts(e, s.Asks)
	return d
}

// findingPart is a finding with what it shows and rests on.
func findingPart(called names, rule *rules.Rule, id string, f station.Finding, j *rules.Judgement) FindingPart {
	return FindingPart{RuleID: id, Key: station.FindingKey(id, f.Subject), Finding: f, Evidence: called.evidence(rule, f), Inputs: j.InputsDigest(id, f)}
}

// cardPart is what a document says of a rule: all of it where the rule found something, else what
// it is called, why it matters and where it belongs.
func cardPart(rule *rules.Rule, v station.Verdict) CardPart {
	card := CardPart{Area: v.Area, Title: rule.Title, Why: rule.Why, BasisKind: rule.BasisKind, Theme: rule.Theme, Worst: rule.Worst(), Severity: rule.Severities}
	if v.Outcome != station.AtRisk {
		return card
	}
	card.Remedy, card.Papers, card.Basis = rule.Remedy, rule.Evidence, rule.Basis
	card.Deadline, card.Effort, card.Beside = rule.Deadline, rule.Effort, rule.Beside
	if rule.Note.Zh != "" {
		card.Note = &rule.Note
	}
	return card
}

// sortFindings puts findings in the order in which they should be mended.
func sortFindings(list []FindingPart) {
	sort.SliceStable(list, func(i, k int) bool {
		a, b := list[i], list[k]
		switch {
		case a.Finding.Severity != b.Finding.Severity:
			return a.Finding.Severity.Rank() > b.Finding.Severity.Rank()
		case a.Due != b.Due:
			return b.Due == "" || (a.Due != "" && a.Due < b.Due)
		case a.WinsBack != b.WinsBack:
			return a.WinsBack > b.WinsBack
		}
		return a.Key < b.Key
	})
}

// due is the day of a yearly legal deadline: the last one where a finding means that it was
// missed, else the next, as of a day.
func due(deadline *rules.Deadline, asOf time.Time) (day string, passed bool) {
	if deadline == nil || deadline.MonthDay == "" {
		return "", false
	}
	day = asOf.Format("2006-") + deadline.MonthDay
	over := day < asOf.Format(time.DateOnly)
	switch {
	case deadline.Missed && !over:
		day = asOf.AddDate(-1, 0, 0).Format("2006-") + deadline.MonthDay
	case !deadline.Missed && over:
		day = asOf.AddDate(1, 0, 0).Format("2006-") + deadline.MonthDay
	}
	return day, deadline.Missed
}

// openParts writes down what is still asked, the cells of a column as one.
func openParts(e *rules.Engine, asks []rules.Ask) []OpenPart {
	var out []OpenPart
	columns := map[string]int{}
	for _, ask := range asks {
		part := OpenPart{Stake: ask.Stake, Rules: ask.Rules}
		if _, row := rowLists[ask.Scope]; !row || ask.Key == "" {
			part.Place, part.Label = ask.Place(), e.Label(ask.Scope, ask.Key)
			out = append(out, part)
			continue
		}
		ask.Subject = ""
		place := ask.Place()
		i, seen := columns[place]
		if !seen {
			part.Place, part.Label = place, e.Label(ask.Scope, ask.Key)
			i, out = len(out), append(out, part)
			columns[place] = i
		}
		out[i].Count++
	}
	return out
}

// rowLists are the lists whose cells are asked for.
var rowLists = map[rules.Scope]string{rules.ScopeSupplier: ListSuppliers, rules.ScopeEmployee: ListEmployees}

func areaPart(e *rules.Engine, j *rules.Judgement, area station.Area) AreaPart {
	part := AreaPart{Area: area, Bounds: j.Score.Areas[area], Completeness: j.Score.ByArea[area], Counts: map[string]int{}}
	for _, rule := range e.Rules() {
		if rule.Area == area {
			part.Rules++
		}
	}
	for _, v := range j.Verdicts {
		if v.Area != area {
			continue
		}
		part.Looked++
		part.Counts[string(v.Outcome)]++
		if v.Outcome == station.Unanswered {
			part.Counts["because_"+string(v.Because)]++
		}
		for _, f := range v.Findings {
			part.Counts[string(f.Severity)]++
		}
	}
	return part
}

// arithmetic shows how the area's score came about, line by line.
func arithmetic(e *rules.Engine, j *rules.Judgement, area station.Area) []Step {
	var out []Step
	for _, line := range e.Arithmetic(j, area) {
		out = append(out, Step{Area: area, RuleID: line.RuleID, Severity: line.Severity, Share: line.Share, Left: line.Left, Capped: line.Capped})
	}
	return out
}

// names keeps what a piece of evidence is called, which is the same for every row of a rule.
type names struct {
	e    *rules.Engine
	said map[string]EvidencePart
}

// evidence lists what a finding rests on: first what crossed a line, then the rest.
func (n names) evidence(rule *rules.Rule, f station.Finding) []EvidencePart {
	var crossed, rest []EvidencePart
	for _, name := range slices.Sorted(maps.Keys(f.Evidence)) {
		part, known := n.said[rule.ID+" "+name]
		if !known {
			part = named(n.e, rule, name)
			n.said[rule.ID+" "+name] = part
		}
		part.Value = f.Evidence[name]
		if part.Line = f.Lines[name]; part.Line == nil {
			rest = append(rest, part)
		} else {
			crossed = append(crossed, part)
		}
	}
	return append(crossed, rest...)
}

// named says what a piece of evidence is called and in which unit it is.
func named(e *rules.Engine, rule *rules.Rule, name string) EvidencePart {
	part := EvidencePart{Key: name, Label: e.Label(rule.Scope, name), Short: short(e, rule.Scope, name), LineUnit: rule.LineUnit(name)}
	for _, scope := range []rules.Scope{rule.Scope, rules.ScopeCompany} {
		if key, ok := e.Keys().Find(scope, name); ok {
			part.Unit = key.Unit
			if q, asked := e.Question(scope, name); asked {
				part.Options = q.Options
			} else {
				part.Options = e.ColumnOptions(scope, name)
			}
			break
		}
	}
	if _, unit, ok := e.Figure(name); ok {
		part.Unit = unit
	}
	return part
}

// short names a key in a few words: columns and figures have a name, keys of questions only in
// Chinese.
func short(e *rules.Engine, scope rules.Scope, key string) rules.Bilingual {
	for _, s := range []rules.Scope{scope, rules.ScopeCompany} {
		if l, ok := e.Column(s, key); ok {
			return l
		}
		if k, ok := e.Keys().Find(s, key); ok {
			return rules.Bilingual{Zh: k.Zh}
		}
	}
	title, _, _ := e.Figure(key)
	return title
}

// answeredBy counts the questions answered with a value, and the people who answered.
func answeredBy(c *Check) (answers, people int) {
	names := map[string]bool{}
	for place, a := range c.Answers {
		if a.Said == SaidValue && place.Key != "country" && place.Key != "none" {
			answers++
			names[a.Person] = true
		}
	}
	return answers, len(names)
}

// Label names a key, a column, a figure or a whole list for people.
func (r *Room) Label(scope rules.Scope, key string) rules.Bilingual {
	return r.Engine().Label(scope, key)
}
