package rules

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/dependencies"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/zhuqi-yunzhan/station"
)

// Rule is one rule of the bundle: its card, what it reads, and its prepared queries.
type Rule struct {
	Card
	File string
	text string // fingerprint of the card and of what the rule says

	reads         []read // what applies, fires and manual depend on
	severityReads []read
	allReads      []read            // evidence and lines included
	tables        []string          // dated figures it compares with, as area.name
	lineUnits     map[string]string // unit of a line where it is not that of its evidence
	risk          query             // applies and fires
	applies       query
	manual        *query // applies, fires and "a person must look"
	severity      *rego.PreparedEvalQuery
	evidence      *rego.PreparedEvalQuery
	lines         *rego.PreparedEvalQuery
}

// read is one ground reference into the input, such as input.company.has_rpt.
type read struct {
	root string // company, presence, supplier, employee, derived, country, context, as_of
	key  string // the key, figure or path below it
	term *ast.Term
}

func (r read) String() string { return r.root + "." + r.key }

// query is one condition, prepared both ways: for a case that answers all it reads, and for one that does not.
type query struct {
	plain   rego.PreparedEvalQuery
	partial rego.PreparedPartialQuery
}

func (e *Engine) loadRule(area station.Area, file string, module *ast.Module) (*Rule, error) {
	title, why, custom := packageNote(module)
	card, cardErr := parseCard(area, title, why, custom, e.sourcesOf(area), e.themesOf(area))
	r := &Rule{Card: card, File: file, text: textDigest(card, module)}
	named := map[string][]*ast.Rule{}
	for _, rule := range module.Rules {
		name := rule.Head.Name.String()
		if rule.Head.Reference != nil && len(rule.Head.Reference) > 0 {
			name = strings.Trim(rule.Head.Reference[0].String(), `"`)
		}
		named[name] = append(named[name], rule)
	}
	faults := []error{cardErr}
	if named["fires"] == nil {
		faults = append(faults, unfit("unfit.no_fires", "a rule says when it fires: fires if …"))
	}
	if named["evidence"] == nil {
		faults = append(faults, unfit("unfit.no_evidence", `a finding shows what it rests on: evidence["KEY"] := input.…`))
	}
	if len(card.Severities) > 1 && named["severity"] == nil {
		faults = append(faults, unfit("unfit.no_severity", "the card lists several severities, so the file says which: severity := …"))
	}
	faults = append(faults, e.lint(module)...)
	r.reads = e.readsOf(&faults, named["applies"], named["fires"], named["manual"])
	r.severityReads = e.readsOf(&faults, named["severity"])
	r.allReads = e.readsOf(&faults, named["applies"], named["fires"], named["manual"], named["severity"], named["evidence"], named["lines"])
	r.tables = e.tablesOf(module)
	r.lineUnits = e.lineUnitsOf(area, module)
	if named["fires"] != nil {
		faults = append(faults, e.prepare(r, module.Package.Path.String(), named))
	}
	return r, errors.Join(faults...)
}

// themesOf lists the themes of an area.
func (e *Engine) themesOf(area station.Area) []string {
	var out []string
	for _, t := range e.scoring.ordered {
		if t.Area == area {
			out = append(out, t.Key)
		}
	}
	return out
}

func packageNote(module *ast.Module) (title, description string, custom map[string]any) {
	for _, note := range module.Annotations {
		if note.Scope == "package" {
			return note.Title, note.Description, note.Custom
		}
	}
	return "", "", nil
}

func (e *Engine) prepare(r *Rule, pkg string, named map[string][]*ast.Rule) error {
	applies := "true"
	if named["applies"] != nil {
		applies = pkg + ".applies"
	}
	fires := applies + "; " + pkg + ".fires"
	var faults []error
	r.applies, faults = e.both(applies, faults)
	r.risk, faults = e.both(fires, faults)
	if named["manual"] != nil {
		var m query
		m, faults = e.both(fires+"; "+pkg+".manual", faults)
		r.manual = &m
	}
	for name, slot := range map[string]**rego.PreparedEvalQuery{"severity": &r.severity, "evidence": &r.evidence, "lines": &r.lines} {
		if named[name] == nil {
			continue
		}
		q, err := e.options("x := " + pkg + "." + name).PrepareForEval(context.Background())
		faults = append(faults, err)
		*slot = &q
	}
	return errors.Join(faults...)
}

func (e *Engine) both(body string, faults []error) (query, []error) {
	plain, err := e.options(body).PrepareForEval(context.Background())
	faults = append(faults, err)
	partial, err := e.options(body).PrepareForPartial(context.Background())
	return query{plain: plain, partial: partial}, append(faults, err)
}

func (e *Engine) options(body string) *rego.Rego {
	return rego.New(rego.Query(body), rego.Compiler(e.compiler), rego.Store(e.store), rego.Capabilities(capabilities()), rego.StrictBuiltinErrors(true))
}

// readsOf lists the ground input references that rules depend on, helpers included.
func (e *Engine) readsOf(faults *[]error, groups ...[]*ast.Rule) []read {
	seen := map[string]read{}
	for _, group := range groups {
		for _, rule := range group {
			compiled := e.compiledRule(rule)
			refs, err := dependencies.Base(e.compiler, compiled)
			if err != nil {
				*faults = append(*faults, err)
				continue
			}
			for _, ref := range refs {
				e.noteRead(seen, ref, faults)
			}
		}
	}
	return sortedReads(seen)
}

// tablesOf lists the dated figures that a rule compares with, so that a day without an entry is
// refused instead of leaving the rule silent.
func (e *Engine) tablesOf(module *ast.Module) []string {
	found := map[string]bool{}
	for _, rule := range module.Rules {
		refs, err := dependencies.Base(e.compiler, e.compiledRule(rule))
		if err != nil {
			continue
		}
		for _, ref := range refs {
			if len(ref) >= 5 && ref[:2].String() == "data.risk" && ref[3].Equal(ast.StringTerm("figures")) {
				found[strings.Trim(ref[2].String(), `"`)+"."+strings.Trim(ref[4].String(), `"`)] = true
			}
		}
	}
	return sorted(found)
}

// figuresInForce refuses a day for which a dated figure of the rule has no entry.
func (e *Engine) figuresInForce(r *Rule, day string) error {
	for _, table := range r.tables {
		area, name, _ := strings.Cut(table, ".")
		entries, _ := dig(e.data, "risk", area, "figures", name).([]any)
		inForce := false
		for _, raw := range entries {
			m, _ := raw.(map[string]any)
			inForce = inForce || (text(m, "from") != "" && text(m, "from") <= day)
		}
		if !inForce {
			return fmt.Errorf("figure %s has no entry for %s", table, day)
		}
	}
	return nil
}

func sortedReads(seen map[string]read) []read {
	out := make([]read, 0, len(seen))
	for _, r := range seen {
		out = append(out, r)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].String() < out[j].String() })
	return out
}

// compiledRule finds the compiled twin of a parsed rule: the compiler rewrites modules in place
// on its own copies, and dependency analysis wants the rewritten one.
func (e *Engine) compiledRule(rule *ast.Rule) *ast.Rule {
	for _, candidate := range e.compiler.Modules[rule.Location.File].Rules {
		if candidate.Location.Row == rule.Location.Row && candidate.Location.Col == rule.Location.Col && candidate.Head.Ref().Equal(rule.Head.Ref()) {
			return candidate
		}
	}
	return rule
}

func (e *Engine) noteRead(seen map[string]read, ref ast.Ref, faults *[]error) {
	if len(ref) < 2 || !ref[0].Equal(ast.InputRootDocument) {
		return
	}
	root, ok := ref[1].Value.(ast.String)
	if !ok {
		*faults = append(*faults, unfit("unfit.reads", "%v: a rule names the keys it reads", ref))
		return
	}
	depth := map[string]int{"country": 4, "context": 3, "as_of": 2}[string(root)]
	if depth == 0 {
		depth = 3
	}
	if len(ref) < depth {
		*faults = append(*faults, unfit("unfit.whole", "%v: a rule names the keys it reads, it never takes a whole row or list", ref))
		return
	}
	var key []string
	for _, step := range ref[2:depth] {
		s, ok := step.Value.(ast.String)
		if !ok {
			*faults = append(*faults, unfit("unfit.reads", "%v: a rule names the keys it reads", ref))
			return
		}
		key = append(key, string(s))
	}
	r := read{root: string(root), key: strings.Join(key, "."), term: ast.NewTerm(ref[:depth].GroundPrefix())}
	seen[r.String()] = r
}
