package assessments

import (
	"fmt"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Texts are the passages of a finding that somebody may write about, by stable paths: title, why, note, remedy.N, papers.N, basis.N and
// shows.KEY, each with .zh or .en. They are what a comment is anchored to, so a path never changes its meaning.
func (f FindingPart) Texts(card CardPart) map[string]string {
	out := map[string]string{}
	both := func(path string, b rules.Bilingual) {
		for lang, text := range map[string]string{"zh": b.Zh, "en": b.En} {
			if text != "" {
				out[path+"."+lang] = text
			}
		}
	}
	both("title", card.Title)
	both("why", card.Why)
	if card.Note != nil {
		both("note", *card.Note)
	}
	for name, steps := range map[string]rules.Remedies{"remedy": card.Remedy, "papers": card.Papers} {
		for lang, texts := range map[string][]string{"zh": steps.Zh, "en": steps.En} {
			for i, text := range texts {
				out[fmt.Sprintf("%s.%d.%s", name, i+1, lang)] = text
			}
		}
	}
	for i, basis := range card.Basis {
		text := strings.TrimSpace(basis.Title + " " + basis.Article)
		both(fmt.Sprintf("basis.%d", i+1), rules.Bilingual{Zh: text, En: text})
	}
	for _, e := range f.Evidence {
		both("shows."+e.Key, rules.Bilingual{Zh: e.shown("zh", "：", "，界限 "), En: e.shown("en", ": ", ", line ")})
	}
	return out
}

// shown writes a piece of evidence as one plain line.
func (e EvidencePart) shown(lang, is, line string) string {
	name := e.Short.In(lang)
	if name == "" {
		name = e.Label.In(lang)
	}
	text := name + is + e.plain(lang, e.Value, e.Unit)
	if e.Line != nil {
		unit := e.LineUnit
		if unit == "" {
			unit = e.Unit
		}
		text += line + e.plain(lang, e.Line, unit)
	}
	return text
}

func (e EvidencePart) plain(lang string, v any, unit string) string {
	word := func(zh, en string) string {
		if lang == "en" {
			return en
		}
		return zh
	}
	switch v := v.(type) {
	case nil:
		return word("无", "none")
	case bool:
		if v {
			return word("是", "yes")
		}
		return word("否", "no")
	case string:
		if o, ok := e.Options[v]; ok {
			return o.In(lang)
		}
		return v
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = e.plain(lang, one, "")
		}
		return strings.Join(parts, word("、", ", "))
	case map[string]any:
		return word("多项", "several")
	}
	return strings.TrimSpace(fmt.Sprint(v) + " " + unit)
}

// FindingTexts are the texts of all findings of a judgement, by their keys, with the fingerprint of what each rests on, as a
// document made of it would have them.
func FindingTexts(e *rules.Engine, j *rules.Judgement) (texts map[string]map[string]string, inputs map[string]string) {
	texts, inputs = map[string]map[string]string{}, map[string]string{}
	called := names{e, map[string]EvidencePart{}}
	for _, v := range j.Verdicts {
		rule, _ := e.Rule(v.ID)
		card := cardPart(rule, v)
		for _, f := range v.Findings {
			part := findingPart(called, rule, v.ID, f, j)
			texts[part.Key], inputs[part.Key] = part.Texts(card), part.Inputs
		}
	}
	return texts, inputs
}
