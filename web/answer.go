package web

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// readValue reads the answer of one question off a form: what is said, or what is wrong.
func readValue(q *rules.Question, form Form) (assessments.Said, any, station.Text) {
	instead, text := form.Value(q.Name+".instead"), strings.TrimSpace(form.Value(q.Name))
	if twoAnswers(q, form) {
		return "", nil, station.Say("answer.both")
	}
	if instead == "" && (text == "dont_know" || (text == "na" && q.NA) || (text == "none" && q.None != nil && q.Type != "enum")) {
		instead = text
	}
	switch {
	case instead == "dont_know":
		return assessments.SaidDontKnow, nil, station.Text{}
	case instead == "na" && q.NA:
		return assessments.SaidNA, nil, station.Text{}
	case instead == "none" && q.None != nil:
		return assessments.SaidValue, nil, station.Text{}
	}
	switch q.Type {
	case "set":
		return readSet(q, form)
	case "object":
		return readCounts(q, form)
	}
	if text == "" {
		return assessments.SaidCleared, nil, station.Text{}
	}
	var raw any = text
	switch q.Type {
	case "boolean":
		raw = text == "true"
		if text != "true" && text != "false" {
			return "", nil, station.Say("answer.wrong_choice")
		}
	case "integer", "decimal":
		n, say := typedNumber(q, text)
		if say.Key == "" {
			say = outOfRange(q, string(n))
		}
		if say.Key != "" {
			return "", nil, say
		}
		raw = n
	}
	value, err := q.Take(raw)
	if err != nil {
		return "", nil, station.Say("answer.wrong_" + q.Type)
	}
	return assessments.SaidValue, value, station.Text{}
}

// twoAnswers tells whether an answer and a way out of it were given at once, or two ways out: nobody
// but the person can say which is meant.
func twoAnswers(q *rules.Question, form Form) bool {
	outs := form.Values[q.Name+".instead"]
	if len(outs) == 0 {
		return false
	}
	if q.Type == "set" || q.Type == "object" {
		return len(outs) > 1 || filled(q, form)
	}
	text := strings.TrimSpace(form.Value(q.Name))
	return len(outs) > 1 || (text != "" && text != outs[0])
}

// filled tells whether a set has a tick or counts have a number.
func filled(q *rules.Question, form Form) bool {
	for name, values := range form.Values {
		if (name == q.Name || strings.HasPrefix(name, q.Name+".") && name != q.Name+".instead") && strings.Join(values, "") != "" {
			return true
		}
	}
	return false
}

// readSet reads ticks. Nothing ticked is no answer; the tick "none" is the empty set.
func readSet(q *rules.Question, form Form) (assessments.Said, any, station.Text) {
	values := form.Values[q.Name]
	if len(values) == 0 {
		return assessments.SaidCleared, nil, station.Text{}
	}
	items := []any{}
	for _, v := range values {
		if v != emptySet {
			items = append(items, v)
		}
	}
	value, err := q.Take(items)
	if err != nil || (len(items) > 0 && len(items) != len(values)) {
		return "", nil, station.Say("answer.wrong_set")
	}
	return assessments.SaidValue, value, station.Text{}
}

// emptySet is the tick that says "none of these".
const emptySet = "-"

// outOfRange says what a number of the right form cannot mean.
func outOfRange(q *rules.Question, n string) station.Text {
	v, okValue := new(big.Rat).SetString(n)
	if !okValue {
		return station.Text{} // not a number at all; the type says so
	}
	if v.Sign() < 0 && !q.Negative {
		return station.Say("answer.negative")
	}
	most, bounded := new(big.Rat).SetString(q.Max)
	switch {
	case bounded && v.Cmp(most) > 0 && q.Max == "1":
		return station.Say("answer.ratio")
	case bounded && v.Cmp(most) > 0:
		return station.Say("answer.too_much", "max", q.Max)
	}
	return station.Text{}
}

// questionField draws a question as a field, with the answer so far or what was just posted.
func (p *Portal) questionField(lang string, q *rules.Question, a assessments.Answer, answered bool, form Form, alone bool) Field {
	f := Field{ID: ID(q.Name), Name: q.Name, Label: q.Ask.In(lang), Help: q.Help.In(lang), Where: q.Where.In(lang), Heading: alone, Unit: p.unit(lang, q.Unit)}
	if wrong, is := form.Wrong(q.Name); is {
		f.Error = p.words.T(lang, wrong)
	}
	var none string
	if q.None != nil {
		none = q.None.In(lang)
	}
	f.Outs = p.outs(lang, none, q.NA)
	switch q.Type {
	case "boolean":
		f.Kind, f.Options, f.Outs = "radio", p.words.YesNo(lang, q.NA), nil
	case "enum":
		f.Kind = "radio"
		for _, v := range q.Values {
			f.Options = append(f.Options, Option{Value: v, Label: q.Options[v].In(lang)})
		}
		f.Options, f.Outs = append(f.Options, f.Outs...), nil
	case "set":
		f.Kind = "checks"
		for _, v := range q.Values {
			f.Options = append(f.Options, Option{Value: v, Label: q.Options[v].In(lang)})
		}
		f.Options = append(f.Options, Option{Value: emptySet, Label: p.say(lang, "answer.none_of_these")})
	case "integer", "decimal":
		f.Kind, f.EchoMoney = "number", strings.HasPrefix(q.Unit, "CNY 10,000")
	case "date":
		f.Kind, f.Unit = "date", ""
	default:
		f.Kind, f.Unit = "text", ""
		if q.Unit == countryUnit {
			f.Kind, f.Options = "select", p.countries(lang)
		}
	}
	if form.Values != nil {
		f.Value, f.Values, f.Out = form.Value(q.Name), form.Values[q.Name], form.Value(q.Name+".instead")
		return f
	}
	if answered {
		f.fill(a)
	}
	return f
}

// outs words the ways out of a question; "none" has the question's own words.
func (p *Portal) outs(lang, none string, na bool) []Option {
	options := p.words.Outs(lang, none != "", na)
	for i := range options {
		if options[i].Value == "none" {
			options[i].Label, options[i].Note = none, ""
		}
	}
	return options
}

// fill puts a kept answer into a field.
func (f *Field) fill(a assessments.Answer) {
	switch {
	case a.Said == assessments.SaidDontKnow || a.Said == assessments.SaidNA:
		f.Value, f.Out = string(a.Said), string(a.Said)
		if f.Kind != "radio" {
			f.Value = ""
		}
	case a.Said == assessments.SaidValue && a.Value == nil:
		f.Out = "none"
		if f.Kind == "radio" {
			f.Value = "none"
		}
	case a.Said == assessments.SaidValue:
		if items, ok := a.Value.([]any); ok {
			for _, item := range items {
				f.Values = append(f.Values, fmt.Sprint(item))
			}
			if len(items) == 0 {
				f.Values = []string{emptySet}
			}
			return
		}
		f.Value = fmt.Sprint(a.Value)
	}
}

// unit words a unit of keys/data.yaml; one that the catalogue does not know is shown as it is.
func (p *Portal) unit(lang, unit string) string {
	key, ok := unitKeys[unit]
	if !ok {
		return ""
	}
	return p.say(lang, key)
}

var unitKeys = map[string]string{
	"CNY 10,000 (万元)": "unit.wan", "CNY 10,000": "unit.wan", "%": "unit.percent", "percent 0-100": "unit.percent", "% of gain": "unit.percent", "% of purchases": "unit.percent_of_purchases", "groups": "unit.count", "points": "unit.points", "ratio 0-1": "unit.ratio",
	"days": "unit.days", "working days": "unit.working_days", "persons": "unit.persons", "months": "unit.months", "years": "unit.years", "year": "unit.year",
	"local currency": "unit.local_currency", "count": "unit.count", "USD": "unit.usd", "CNY": "unit.cny", "EUR": "unit.eur", "EUR million": "unit.eur_million",
	"tiers": "unit.tiers", "tonnes": "unit.tonnes", "tonnes per year": "unit.tonnes", "hours": "unit.hours", "AED": "unit.aed", "HKD": "unit.hkd", "USD per year": "unit.usd",
	"count 0-3": "unit.count", "count 0-4": "unit.count", "count 0-5": "unit.count",
}

// answerText says a kept answer in words.
func (p *Portal) answerText(lang string, q *rules.Question, a assessments.Answer) string {
	switch {
	case a.Said == assessments.SaidDontKnow:
		return p.say(lang, "answer.dont_know")
	case a.Said == assessments.SaidNA:
		return p.say(lang, "answer.na")
	case a.Said != assessments.SaidValue:
		return p.say(lang, "answer.taken_back")
	}
	if q.Type == "object" {
		return p.countsText(lang, q, a.Value)
	}
	if iso, ok := a.Value.(string); ok && q.Unit == countryUnit {
		return countryName(lang, iso)
	}
	return p.valueText(lang, a.Value, q.Unit, q.Options)
}

// countryUnit marks a key that is a country: it is chosen from the list, never typed.
const countryUnit = "ISO 3166-1 alpha-2"

// shown says what was just posted in words.
func (p *Portal) shown(lang string, q *rules.Question, form Form) string {
	said, value, say := readValue(q, form)
	if say.Key != "" {
		return form.Value(q.Name)
	}
	return p.answerText(lang, q, assessments.Answer{Said: said, Value: value})
}

// valueText says a value in words: yes and no, option labels, numbers with their unit.
func (p *Portal) valueText(lang string, v any, unit string, options map[string]rules.Bilingual) string {
	switch v := v.(type) {
	case nil:
		return p.say(lang, "answer.none")
	case bool:
		if v {
			return p.say(lang, "answer.yes")
		}
		return p.say(lang, "answer.no")
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = p.valueText(lang, item, "", options)
		}
		if len(parts) == 0 {
			return p.say(lang, "answer.none_of_these")
		}
		return strings.Join(parts, p.say(lang, "form.comma"))
	case string:
		if o, ok := options[v]; ok {
			return o.In(lang)
		}
		return v
	case map[string]any:
		return p.say(lang, "answer.several")
	}
	text := grouped(fmt.Sprint(v))
	if word := p.unit(lang, unit); word != "" {
		if lang == English {
			return text + " " + word
		}
		return text + " " + word
	}
	return text
}

// grouped sets thousands apart in a decimal number, without touching its digits.
func grouped(s string) string {
	sign, digits := "", s
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, digits = "−", rest
	}
	head, tail, _ := strings.Cut(digits, ".")
	for _, r := range head {
		if r < '0' || r > '9' {
			return s
		}
	}
	var out strings.Builder
	for i, r := range head {
		if i > 0 && (len(head)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(r)
	}
	if tail != "" {
		out.WriteString("." + tail)
	}
	return sign + out.String()
}
