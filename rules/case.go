package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Row is one row of a list, or the company's answers: key → value. Values are bool, string,
// json.Number, []any, map[string]any, or nil for "answered none". An absent key is not answered.
type Row map[string]any

// Case is what a company said, as of a day. A nil list is not answered; an empty one means none.
type Case struct {
	AsOf      time.Time
	Context   Context
	Company   Row
	Presences []Row
	Suppliers []Row
	Employees []Row
	// Asked: the answers come from a questionnaire that asks one after another. Then what was
	// answered behind a gate that was shut later no longer counts. In a case from a file every
	// value was meant.
	Asked bool
}

// Context is what changes daily and comes from us, not from the company.
type Context struct {
	Revision string                 `json:"revision,omitempty"`
	FX       map[string]json.Number `json:"fx,omitempty"`  // CNY for one unit of the currency
	MFA      map[string]string      `json:"mfa,omitempty"` // travel-risk level by country or country/region
}

// list gives the rows of a scope; nil when the list is not answered.
func (c *Case) list(s Scope) []Row {
	switch s {
	case ScopePresence:
		return c.Presences
	case ScopeSupplier:
		return c.Suppliers
	case ScopeEmployee:
		return c.Employees
	}
	return nil
}

// BadInput is one thing wrong with a case: where it stands and what would be right.
type BadInput struct {
	Where string
	What  string
}

// BadCase lists everything wrong with a case. Nothing is judged by guess.
type BadCase []BadInput

// Error lists the faults, one a line.
func (b BadCase) Error() string {
	lines := make([]string, len(b))
	for i, f := range b {
		lines[i] = f.Where + ": " + f.What
	}
	return strings.Join(lines, "\n")
}

// DecodeCase reads a case from YAML or JSON. Values are decoded by the declared type of their
// key, never by what YAML guesses: `country: NO` is Norway and `goods_hs: 030290` keeps its zero.
func (e *Engine) DecodeCase(text []byte) (*Case, error) {
	var root, more yaml.Node
	reader := yaml.NewDecoder(bytes.NewReader(text))
	if err := reader.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		return nil, BadCase{{"file", "is neither YAML nor JSON: " + strings.TrimPrefix(err.Error(), "yaml: ")}}
	}
	if err := reader.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, BadCase{{"file", "goes on after the case; a file holds one case"}}
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return nil, BadCase{{"file", "must be an object with as_of, company, presences, suppliers, employees"}}
	}
	d := &decoder{keys: e.keys, c: &Case{Company: Row{}, Context: Context{FX: map[string]json.Number{}}}}
	d.root(caseIn(root.Content[0]))
	if len(d.bad) == 0 {
		d.bad = append(d.bad, e.CheckCase(d.c)...)
	}
	if len(d.bad) > 0 {
		return nil, d.bad
	}
	return d.c, nil
}

// caseIn finds the case of a sample company, which stands under `case` beside what is expected of it.
func caseIn(root *yaml.Node) *yaml.Node {
	if len(root.Content) == 4 {
		for i := 0; i < 4; i += 2 {
			if other := root.Content[2-i].Value; root.Content[i].Value == "case" && other == "expect" && root.Content[i+1].Kind == yaml.MappingNode {
				return root.Content[i+1]
			}
		}
	}
	return root
}

type decoder struct {
	keys *Keys
	c    *Case
	bad  BadCase
}

func (d *decoder) fail(where, format string, args ...any) {
	d.bad = append(d.bad, BadInput{where, fmt.Sprintf(format, args...)})
}

func (d *decoder) root(n *yaml.Node) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		if seen[name] {
			d.fail(name, "stands twice")
		}
		seen[name] = true
		switch name {
		case "as_of":
			day, err := time.Parse(time.DateOnly, value.Value)
			if err != nil || outOfTime(day) {
				d.fail("as_of", "%q is not a date (YYYY-MM-DD) between 1900 and 2200", value.Value)
			}
			d.c.AsOf = day
		case "context":
			d.context(value)
		case "fx":
			d.fx("fx", value)
		case "company":
			d.c.Company = d.row("company", ScopeCompany, value)
		case "presences":
			d.c.Presences = d.rows(ScopePresence, value)
		case "suppliers":
			d.c.Suppliers = d.rows(ScopeSupplier, value)
		case "employees":
			d.c.Employees = d.rows(ScopeEmployee, value)
		default:
			d.fail(name, "is unknown; a case has as_of, context, fx, company, presences, suppliers, employees")
		}
	}
	if !seen["as_of"] {
		d.fail("as_of", "is missing: the day the case is judged on (YYYY-MM-DD)")
	}
}

func (d *decoder) context(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.fail("context", "must be an object")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		switch name {
		case "fx":
			d.fx("context.fx", value)
		case "revision":
			d.c.Context.Revision = value.Value
		case "mfa":
			d.mfa(value)
		default:
			d.fail("context."+name, "is unknown; context has fx, mfa, revision")
		}
	}
}

func (d *decoder) mfa(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.fail("context.mfa", "must be an object of levels by country")
		return
	}
	d.c.Context.MFA = map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		place, level := n.Content[i].Value, n.Content[i+1].Value
		if _, twice := d.c.Context.MFA[place]; twice {
			d.fail("context.mfa."+place, "stands twice")
		}
		if !riskPlace.MatchString(place) {
			d.fail("context.mfa."+place, "is no place: a country (ISO 3166-1 alpha-2), or country/region")
		}
		if !slices.Contains([]string{"blue", "yellow", "orange", "red"}, level) {
			d.fail("context.mfa."+place, "%q is not blue, yellow, orange or red", level)
		}
		d.c.Context.MFA[place] = level
	}
}

func (d *decoder) fx(where string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		d.fail(where, "must be an object of rates by currency")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		currency, rate := n.Content[i].Value, n.Content[i+1]
		if _, twice := d.c.Context.FX[currency]; twice {
			d.fail(where+"."+currency, "stands twice")
		}
		if !currencyCode.MatchString(currency) {
			d.fail(where+"."+currency, "is not a currency code of ISO 4217")
		}
		if rate.Kind != yaml.ScalarNode || !plainDecimal.MatchString(rate.Value) || strings.Trim(rate.Value, "0.") == "" {
			d.fail(where+"."+currency, "must be a rate above 0: CNY for one unit")
			continue
		}
		if d.c.Context.FX[currency] = canonicalNumber(json.Number(rate.Value)); currency == "CNY" && d.c.Context.FX[currency] != "1" {
			d.fail(where+".CNY", "is 1: rates are CNY for one unit")
		}
	}
}

func (d *decoder) rows(scope Scope, n *yaml.Node) []Row {
	list := scope.listOf()
	if n.Kind != yaml.SequenceNode {
		d.fail(list, "must be a list of rows; [] means there are none")
		return nil
	}
	out := make([]Row, 0, len(n.Content))
	for i, item := range n.Content {
		out = append(out, d.row(fmt.Sprintf("%s[%d]", list, i), scope, item))
	}
	return out
}

func (d *decoder) row(where string, scope Scope, n *yaml.Node) Row {
	row := Row{}
	if n.Kind != yaml.MappingNode {
		d.fail(where, "must be an object of keys and values")
		return row
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		at := where + "." + name
		if scope == ScopePresence && name == "ref" {
			d.ref(at, value, row)
			continue
		}
		if name == perCountry.name && scope == ScopeCompany {
			d.perCountry(at, value, row)
			continue
		}
		if d.pattern(scope, name, at, value, row) {
			continue
		}
		key, ok := d.keys.Find(scope, name)
		if !ok {
			d.fail(at, "is no key of %s%s", scope, d.suggest(scope, name))
			continue
		}
		if seen[key.Name] {
			d.fail(at, "stands twice")
			continue
		}
		seen[key.Name] = true
		if value.Value == DontKnow && identity[string(scope)+"."+key.Name] {
			d.fail(at, "names the row and cannot be unknown")
			continue
		}
		v, known, err := key.decode(value)
		if err != nil {
			d.fail(at, "%v", err)
			continue
		}
		if known {
			d.merge(at, row, key, v)
		}
	}
	return row
}

// pattern takes aliases such as headcount_VN, which stand for one entry of an object key.
func (d *decoder) pattern(scope Scope, name, at string, n *yaml.Node, row Row) bool {
	for _, p := range d.keys.patterns {
		m := p.re.FindStringSubmatch(name)
		if m == nil || p.key.Scope != scope {
			continue
		}
		v, err := plainValue(n)
		if err != nil {
			d.fail(at, "%v", err)
			return true
		}
		entry, ok := v.(map[string]any)
		if !ok {
			entry = map[string]any{p.as: v}
		}
		merged := map[string]any{m[1]: entry}
		if err := p.key.checkHeadcounts(merged); err != nil {
			d.fail(at, "%v", err)
			return true
		}
		d.merge(at, row, p.key, merged)
		return true
	}
	return false
}
