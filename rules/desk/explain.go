package desk

import (
	"context"
	"fmt"
	"io"
	"regexp"
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
			x.line(1, "%s: %s", x.words(s.Text), x.say(truth[0], truth[1]))
		}
	}
	outcome := outcomes[row.Outcome]
	x.line(0, "%s: %s", x.say("结论", "Verdict"), x.say(outcome[0], outcome[1]))
	if row.Finding != nil {
		x.line(1, "%s: %s", x.say("严重程度", "severity"), row.Finding.Severity)
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
		x.line(1, "%s: %s", x.say("还缺", "still needed"), strings.Join(row.Needs, ", "))
	}
	if row.Because != "" {
		x.line(1, "%s: %s", x.say("原因", "because"), row.Because)
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
	case !v.Known:
		return x.say("没有回答", "not answered")
	case v.Value == nil:
		return x.say("没有", "none")
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

var (
	inputRef  = regexp.MustCompile(`input\.(company|presence|supplier|employee|derived)\.([a-z0-9_]+)`)
	figureRef = regexp.MustCompile(`figures\.on\(limit\.([a-z0-9_]+)\)|limit\.([a-z0-9_]+)`)
)

// words puts labels and figures into a statement; what remains is read as it stands in the file.
func (x *explainer) words(text string) string {
	text = figureRef.ReplaceAllStringFunc(text, func(s string) string {
		m := figureRef.FindStringSubmatch(s)
		return x.figure(m[1] + m[2])
	})
	text = inputRef.ReplaceAllStringFunc(text, func(s string) string {
		m := inputRef.FindStringSubmatch(s)
		return "「" + x.e.Label(rules.Scope(m[1]), m[2]).In(x.lang) + "」"
	})
	for _, op := range [][3]string{{" == false", " 为否", " is no"}, {" == true", " 为是", " is yes"}, {" >= ", " 不低于 ", " is at least "}, {" <= ", " 不高于 ", " is at most "},
		{" > ", " 高于 ", " is above "}, {" < ", " 低于 ", " is below "}, {" == ", " 是 ", " is "}, {" != ", " 不是 ", " is not "}, {" in {", " 属于 {", " is one of {"}} {
		text = strings.ReplaceAll(text, op[0], x.say(op[1], op[2]))
	}
	if rest, ok := strings.CutPrefix(text, "not "); ok {
		text = x.say("并非：", "it is not so that: ") + rest
	}
	return text
}

// figure is the value of a dated figure in force, with its unit.
func (x *explainer) figure(name string) string {
	value := name
	entries, _ := x.e.Data("risk", string(x.rule.Area), "figures", name).([]any)
	for _, raw := range entries {
		if m, _ := raw.(map[string]any); m != nil && fmt.Sprint(m["from"]) <= x.day {
			value = strings.TrimSpace(fmt.Sprintf("%v %v", m["value"], m["unit"]))
		}
	}
	return value
}
