package desk

import (
	"context"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Explain writes how a rule came to its verdict on a case: the answers it read, the statements of
// its condition in words, and the finding. Lang is zh or en.
func Explain(ctx context.Context, w io.Writer, e *rules.Engine, c *rules.Case, id, lang string) error {
	rule, ok := e.Rule(id)
	if !ok {
		return fmt.Errorf("no rule %s: `station rules list` names them", id)
	}
	rows, err := e.Explain(ctx, c, id)
	if err != nil {
		return err
	}
	x := explainer{e: e, rule: rule, lang: lang, day: c.AsOf.Format("2006-01-02"), w: w}
	x.line(0, "%s %s", rule.ID, rule.Title.In(lang))
	x.line(0, "%s", rule.Why.In(lang))
	if len(rows) == 0 {
		x.line(0, "%s", x.say("名单里没有这条规则要看的行。", "The case has no row that this rule looks at."))
	}
	for _, row := range rows {
		x.row(row)
	}
	return x.err
}

type explainer struct {
	e    *rules.Engine
	rule *rules.Rule
	lang string
	day  string
	w    io.Writer
	err  error
}

func (x *explainer) say(zh, en string) string {
	if x.lang == "en" {
		return en
	}
	return zh
}

func (x *explainer) line(indent int, format string, args ...any) {
	if _, err := fmt.Fprintf(x.w, strings.Repeat("  ", indent)+format+"\n", args...); err != nil && x.err == nil {
		x.err = err
	}
}

var truths = map[rules.Truth][2]string{rules.Holds: {"成立", "holds"}, rules.HoldsNot: {"不成立", "does not hold"}, rules.Open: {"还不知道", "not known yet"}}

var clauseNames = map[string][2]string{"applies": {"适用条件", "applies if"}, "fires": {"触发条件", "fires if"}, "manual": {"须由人来看", "a person must look if"}}

var outcomes = map[station.Outcome][2]string{station.AtRisk: {"有风险", "at risk"}, station.Clear: {"没有发现", "clear"},
	station.NotApplicable: {"不适用", "not applicable"}, station.Unanswered: {"待核实", "unanswered"}}

var severityNames = map[station.Severity][2]string{station.Critical: {"严重", "critical"}, station.High: {"高", "high"}, station.Medium: {"中", "medium"}, station.Low: {"低", "low"}}

var becauses = map[station.Because][2]string{station.BecauseAnswers: {"缺回答", "answers are missing"}, station.BecauseReference: {"站内缺资料", "reference data are missing"},
	station.BecauseManual: {"须由人来看", "a person must look"}}

func (x *explainer) row(row rules.ExplainedRow) {
	x.line(0, "")
	if row.Label != "" {
		x.line(0, "[%s]", row.Label)
	}
	x.line(0, "%s", x.say("看了哪些回答", "What it read"))
	for _, v := range row.Reads {
		x.line(1, "%s: %s", x.name(v), x.value(v))
	}
	for _, clause := range row.Clauses {
		name, known := clauseNames[clause.Name]
		if !known {
			name = [2]string{clause.Name + " 的条件", clause.Name + " if"}
		}
		x.line(0, "%s (%s:%d)", x.say(name[0], name[1]), x.rule.File, clause.Row)
		for _, s := range clause.Statements {
			truth := truths[s.Truth]
			x.line(1, "%s: %s", x.statement(s), x.say(truth[0], truth[1]))
		}
	}
	outcome := outcomes[row.Outcome]
	x.line(0, "%s: %s", x.say("结论", "Verdict"), x.say(outcome[0], outcome[1]))
	x.inForce()
	if row.Finding != nil {
		severity := severityNames[row.Finding.Severity]
		x.line(1, "%s: %s", x.say("严重程度", "severity"), x.say(severity[0], severity[1]))
		for _, key := range sorted(row.Finding.Evidence) {
			crossed := ""
			if line, ok := row.Finding.Lines[key]; ok {
				crossed = fmt.Sprintf(x.say("，界线 %v", ", the line is %v"), line)
			}
			said := x.value(rules.ReadValue{Scope: x.rule.Scope, Name: key, Value: row.Finding.Evidence[key], Known: true})
			x.line(1, "%s = %s%s", x.e.Label(x.rule.Scope, key).In(x.lang), said, crossed)
		}
	}
	if len(row.Needs) > 0 {
		x.line(1, "%s: %s", x.say("还缺", "still needed"), strings.Join(x.needs(row.Needs), x.say("；", "; ")))
	}
	if row.Because != "" {
		because := becauses[row.Because]
		x.line(1, "%s: %s", x.say("原因", "because"), x.say(because[0], because[1]))
	}
}

// needs names the answers that are missing as the questions do.
func (x *explainer) needs(places []string) []string {
	var out []string
	for _, place := range places {
		list, key, found := strings.Cut(place, ".")
		list, _, _ = strings.Cut(list, "[")
		scope := map[string]rules.Scope{"company": rules.ScopeCompany, "presences": rules.ScopePresence, "suppliers": rules.ScopeSupplier, "employees": rules.ScopeEmployee}[list]
		if i := strings.LastIndex(place, "]."); i >= 0 {
			key = place[i+2:]
		}
		said := x.e.Label(scope, key).In(x.lang)
		if !found {
			said = x.e.ListTitle(scope).In(x.lang)
		}
		out = append(out, said+" ("+place+")")
	}
	return out
}

// inForce says that a rule is not judged on the day, whatever its conditions are.
func (x *explainer) inForce() {
	if from := x.rule.EffectiveOn; from != "" && x.day < from {
		x.line(1, x.say("卡片写明从 %s 起才判断（effective_from），判断日 %s 还没到", "its card says that it is judged from %s on (effective_from); the day of judging is %s"), from, x.day)
	}
	if to := x.rule.EndsOn; to != "" && x.day > to {
		x.line(1, x.say("卡片写明只判断到 %s（effective_to），判断日 %s 已经过了", "its card says that it is judged until %s (effective_to); the day of judging is %s"), to, x.day)
	}
}

func sorted(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (x *explainer) name(v rules.ReadValue) string {
	if v.Scope != "" {
		return x.e.Label(v.Scope, v.Name).In(x.lang)
	}
	if name, ok := strings.CutPrefix(v.Name, "derived."); ok {
		if title, _, ok := x.e.Figure(name); ok {
			return title.In(x.lang)
		}
	}
	return v.Name
}

func (x *explainer) value(v rules.ReadValue) string {
	switch {
	case v.Shut:
		return x.say("不用问（别的回答已经说明与它无关）", "not asked (another answer says that it does not matter)")
	case !v.Known:
		return x.say("没有回答", "not answered")
	case v.Value == nil:
		return x.none(v)
	case v.Value == true:
		return x.say("是", "yes")
	case v.Value == false:
		return x.say("否", "no")
	}
	if code, ok := v.Value.(string); ok {
		return x.option(v, code)
	}
	return fmt.Sprint(v.Value)
}

// none is the label of the answer that there is none.
func (x *explainer) none(v rules.ReadValue) string {
	if q, ok := x.e.Question(v.Scope, v.Name); ok && q.None != nil {
		return q.None.In(x.lang)
	}
	return x.say("没有", "none")
}

// option is the label of a code that was chosen, else the code.
func (x *explainer) option(v rules.ReadValue, code string) string {
	options := x.e.ColumnOptions(v.Scope, v.Name)
	if q, ok := x.e.Question(v.Scope, v.Name); ok {
		options = q.Options
	}
	if label, ok := options[code]; ok {
		return label.In(x.lang)
	}
	return code
}
