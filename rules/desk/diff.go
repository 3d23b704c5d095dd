package desk

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Change is one difference between two bundles. About is a rule, a question or a table; Say is what
// changed, with the texts before and after where there are such.
type Change struct {
	About         string
	Say           station.Text
	Before, After string
}

// Diff tells in what two bundles differ.
func Diff(before, after rules.Files) ([]Change, error) {
	old, err := rules.LoadFiles(before)
	if err != nil {
		return nil, fmt.Errorf("the first bundle: %w", err)
	}
	fresh, err := rules.LoadFiles(after)
	if err != nil {
		return nil, fmt.Errorf("the second bundle: %w", err)
	}
	return Between(old, fresh), nil
}

// Between tells in what the rules of two bundles differ, as a lawyer would ask: rules that came and
// went, and for each rule its severity, its wording, its law, its condition; figures; questions;
// tables.
func Between(old, fresh *rules.Engine) []Change {
	before, after := old.Files(), fresh.Files()
	var out []Change
	for _, r := range old.Rules() {
		if _, kept := fresh.Rule(r.ID); !kept {
			out = append(out, change(r.ID, "diff.rule_gone", r.Title.Zh, ""))
		}
	}
	for _, r := range fresh.Rules() {
		was, known := old.Rule(r.ID)
		if !known {
			out = append(out, change(r.ID, "diff.rule_new", "", r.Title.Zh))
			continue
		}
		out = append(out, diffRule(was, r, before, after)...)
	}
	out = append(out, diffFigures(old, fresh)...)
	out = append(out, diffQuestions(old, fresh)...)
	out = append(out, diffMoves(old, fresh)...)
	for _, table := range []string{"countries", "keys", "sources", "lists", "sheets", "scoring", "tables"} {
		out = append(out, diffTable(table, old.Data(table), fresh.Data(table))...)
	}
	return out
}

func change(about, key, before, after string) Change {
	return Change{About: about, Say: station.Say(key), Before: before, After: after}
}

func diffRule(was, is *rules.Rule, before, after rules.Files) []Change {
	var out []Change
	compare := func(key, a, b string) {
		if a != b {
			out = append(out, change(is.ID, key, a, b))
		}
	}
	compare("diff.title", was.Title.Zh+" / "+was.Title.En, is.Title.Zh+" / "+is.Title.En)
	compare("diff.severity", severities(was), severities(is))
	compare("diff.why", was.Why.Zh+"\n"+was.Why.En, is.Why.Zh+"\n"+is.Why.En)
	compare("diff.remedy", strings.Join(was.Remedy.Zh, "; ")+"\n"+strings.Join(was.Remedy.En, "; "), strings.Join(is.Remedy.Zh, "; ")+"\n"+strings.Join(is.Remedy.En, "; "))
	compare("diff.law", law(was), law(is))
	compare("diff.effective", was.EffectiveOn+" – "+was.EndsOn, is.EffectiveOn+" – "+is.EndsOn)
	compare("diff.lifecycle", was.Lifecycle, is.Lifecycle)
	compare("diff.condition", body(before[was.File]), body(after[is.File]))
	return out
}

func severities(r *rules.Rule) string {
	var out []string
	for _, s := range r.Severities {
		out = append(out, string(s))
	}
	return strings.Join(out, ", ")
}

func law(r *rules.Rule) string {
	var out []string
	for _, c := range r.Basis {
		out = append(out, strings.TrimSpace(c.Title+" "+c.Article))
	}
	return strings.Join(out, "; ")
}

var comment = regexp.MustCompile(`(?m)^\s*#.*\n`)

// body is a rule's file without its card and remarks.
func body(text []byte) string { return strings.TrimSpace(string(comment.ReplaceAll(text, nil))) }

// diffFigures compares the dated figures of each area.
func diffFigures(old, fresh *rules.Engine) []Change {
	var out []Change
	for _, area := range station.Areas() {
		was, _ := old.Data("risk", string(area), "figures").(map[string]any)
		is, _ := fresh.Data("risk", string(area), "figures").(map[string]any)
		for _, name := range union(was, is) {
			if a, b := plain(was[name]), plain(is[name]); a != b {
				say := "diff.figure"
				if a == "" {
					say = "diff.figure_new"
				}
				out = append(out, change(string(area)+"."+name, say, a, b))
			}
		}
	}
	return out
}

func diffQuestions(old, fresh *rules.Engine) []Change {
	var out []Change
	for _, scope := range []rules.Scope{rules.ScopeCompany, rules.ScopePresence} {
		was, is := questions(old, scope), questions(fresh, scope)
		for _, name := range union(was, is) {
			a, b := was[name], is[name]
			about := string(scope) + "." + name
			switch {
			case a == nil:
				out = append(out, change(about, "diff.question_new", "", b.(*rules.Question).Ask.Zh))
			case b == nil:
				out = append(out, change(about, "diff.question_gone", a.(*rules.Question).Ask.Zh, ""))
			case plain(a) != plain(b):
				out = append(out, change(about, "diff.question", asked(a.(*rules.Question)), asked(b.(*rules.Question))))
			}
		}
	}
	return out
}

// asked is a question with its help, in both languages.
func asked(q *rules.Question) string {
	return strings.TrimSpace(q.Ask.Zh + "\n" + q.Ask.En + "\n" + q.Help.Zh + "\n" + q.Help.En)
}

func questions(e *rules.Engine, scope rules.Scope) map[string]any {
	out := map[string]any{}
	for _, q := range e.Questions(scope) {
		out[q.Name] = q
	}
	return out
}

// diffTable compares reference data entry by entry.
func diffTable(name string, was, is any) []Change {
	a, okA := was.(map[string]any)
	b, okB := is.(map[string]any)
	if !okA || !okB {
		return nil
	}
	var out []Change
	for _, entry := range union(a, b) {
		if x, y := plain(a[entry]), plain(b[entry]); x != y {
			inner, okX := a[entry].(map[string]any)
			other, okY := b[entry].(map[string]any)
			if okX && okY {
				out = append(out, diffTable(name+"."+entry, inner, other)...)
				continue
			}
			out = append(out, change(name+"."+entry, saysTable(x, y), x, y))
		}
	}
	return out
}

// saysTable tells a new entry, and one that is gone, from one that has changed.
func saysTable(before, after string) string {
	switch "" {
	case before:
		return "diff.table_new"
	case after:
		return "diff.table_gone"
	}
	return "diff.table"
}

func union(a, b map[string]any) []string {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]any{}
	}
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// plain is a value as text that compares.
func plain(v any) string {
	if v == nil {
		return ""
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSpace(out.String())
}
