package desk

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

var (
	inputRef  = regexp.MustCompile(`input\.(company|presence|supplier|employee|derived)\.([a-z0-9_]+)`)
	figureRef = regexp.MustCompile(`figures\.on\(limit\.([a-z0-9_]+)\)|limit\.([a-z0-9_]+)`)
	dateCall  = regexp.MustCompile(`^dates\.plus_(days|months|years)\((.*)\)$`)
	literal   = regexp.MustCompile(`^("[^"]*"|-?[0-9.]+|true|false|null|[{\[].*)$`)
	aDay      = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// signs are the comparisons in words, for numbers and for days.
var signs = map[string]struct{ number, day [2]string }{
	"<":  {[2]string{"低于", "is below"}, [2]string{"早于", "is before"}},
	"<=": {[2]string{"不高于", "is at most"}, [2]string{"不晚于", "is not after"}},
	">":  {[2]string{"高于", "is above"}, [2]string{"晚于", "is after"}},
	">=": {[2]string{"不低于", "is at least"}, [2]string{"不早于", "is not before"}},
	"==": {[2]string{"是", "is"}, [2]string{"是", "is"}},
	"!=": {[2]string{"不是", "is not"}, [2]string{"不是", "is not"}},
}

// statement is a line of a condition in words.
func (x *explainer) statement(s rules.Statement) string {
	if len(s.Sides) != 2 {
		return x.words(s.Text)
	}
	left, right := s.Sides[0], s.Sides[1]
	if s.Truth == rules.Open { // what a side comes to is not sure while something it reads is open
		left.Value, right.Value = nil, nil
	}
	sign := signs[s.Op].number
	if x.isDay(left) || x.isDay(right) {
		sign = signs[s.Op].day
	}
	if s.Op == "==" && (right.Text == "true" || right.Text == "false") {
		return x.side(left, right) + " " + x.say(map[string]string{"true": "为是", "false": "为否"}[right.Text], map[string]string{"true": "is yes", "false": "is no"}[right.Text])
	}
	return x.side(left, right) + " " + x.say(sign[0], sign[1]) + " " + x.side(right, left)
}

func (x *explainer) isDay(s rules.Side) bool {
	value, _ := s.Value.(string)
	return aDay.MatchString(value) || s.Text == "input.as_of" || dateCall.MatchString(s.Text)
}

// side is one side of a comparison in words, with what it comes to where that is not said already.
func (x *explainer) side(s, other rules.Side) string {
	switch {
	case s.Text == "input.as_of":
		return x.say("判断日 ", "the day of judging, ") + x.day
	case s.Text == "null":
		return "“" + x.none(x.named(other)) + "”"
	case literal.MatchString(s.Text):
		return x.code(s.Text, other.Text)
	}
	said := x.words(s.Text)
	if call := dateCall.FindStringSubmatch(s.Text); call != nil {
		said = x.moved(call[1], call[2])
	}
	plain := inputRef.FindString(s.Text) == s.Text || figureRef.FindString(s.Text) == s.Text
	if s.Value == nil || plain {
		return said
	}
	return said + fmt.Sprintf(x.say("（%v）", " (%v)"), s.Value)
}

// code is a literal: the label of a choice, or what stands in the file.
func (x *explainer) code(text, other string) string {
	if v := x.named(rules.Side{Text: other}); v.Name != "" && strings.HasPrefix(text, `"`) {
		return x.option(v, strings.Trim(text, `"`))
	}
	return text
}

// named is the key that a side names, if that is all it is.
func (x *explainer) named(s rules.Side) rules.ReadValue {
	m := inputRef.FindStringSubmatch(s.Text)
	if m == nil || m[0] != s.Text {
		return rules.ReadValue{}
	}
	return rules.ReadValue{Scope: rules.Scope(m[1]), Name: m[2]}
}

var units = map[string][2]string{"days": {"天", "days"}, "months": {"个月", "months"}, "years": {"年", "years"}}

// moved is a date moved by a time: 「…」加 6 个月.
func (x *explainer) moved(unit, arguments string) string {
	date, by := lastArgument(arguments)
	sign := x.say(" 加 ", " plus ")
	if rest, back := strings.CutPrefix(by, "0 - "); back {
		sign, by = x.say(" 减 ", " minus "), rest
	}
	said := x.words(by)
	if literal.MatchString(by) {
		said += " " + x.say(units[unit][0], units[unit][1])
	}
	if date == "input.as_of" {
		return x.say("判断日", "the day of judging") + sign + said
	}
	return x.words(date) + sign + said
}

// lastArgument parts the arguments of a call at the last comma that stands in no bracket.
func lastArgument(arguments string) (before, last string) {
	depth := 0
	for i := len(arguments) - 1; i >= 0; i-- {
		switch arguments[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			depth--
		case ',':
			if depth == 0 {
				return strings.TrimSpace(arguments[:i]), strings.TrimSpace(arguments[i+1:])
			}
		}
	}
	return arguments, ""
}

// words puts labels and figures into a statement; what remains is read as it stands in the file.
func (x *explainer) words(text string) string {
	text = figureRef.ReplaceAllStringFunc(text, func(s string) string {
		m := figureRef.FindStringSubmatch(s)
		return x.figure(m[1] + m[2])
	})
	text = inputRef.ReplaceAllStringFunc(text, func(s string) string {
		m := inputRef.FindStringSubmatch(s)
		return fmt.Sprintf(x.say("「%s」", "“%s”"), x.e.Label(rules.Scope(m[1]), m[2]).In(x.lang))
	})
	text = strings.ReplaceAll(text, "input.as_of", x.say("判断日", "the day of judging"))
	text = strings.ReplaceAll(text, " in {", x.say(" 属于 {", " is one of {"))
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
			unit := fmt.Sprint(m["unit"])
			if known, ok := units[unit]; ok {
				unit = x.say(known[0], known[1])
			}
			value = strings.TrimSpace(fmt.Sprintf("%v %v", m["value"], unit))
		}
	}
	return value
}
