package rules_test

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// factString is the condition of one rule in the words of its fact file.
type factString struct {
	ID      string `yaml:"id"`
	Scope   string `yaml:"scope"`
	Applies string `yaml:"applies"`
	When    string `yaml:"when"`
	Manual  string `yaml:"manual"` // where a person must look though it fires

	Severity string `yaml:"severity"` // where there are several
}

// reading is a fact string ready to run.
type reading struct {
	factString
	applies, when, manual, severity *expression
	company, row                    []*rules.Key // what it reads
	marks                           []string
}

var rowLetter = map[rules.Scope]string{rules.ScopePresence: "h", rules.ScopeEmployee: "e", rules.ScopeSupplier: "s"}

func readings(t *testing.T, file string) []*reading {
	t.Helper()
	text, err := os.ReadFile("testdata/facts/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var strs []factString
	if err := yaml.Unmarshal(text, &strs); err != nil {
		t.Fatal(err)
	}
	var out []*reading
	for _, s := range strs {
		if _, written := engine(t).Rule(s.ID); !written {
			t.Errorf("%s is not written", s.ID)
			continue
		}
		r := &reading{factString: s, applies: parseExpression(s.Applies, factFunctions), when: parseExpression(s.When, factFunctions)}
		r.manual, r.severity = parseExpression(cmp.Or(s.Manual, "False"), factFunctions), parseExpression(cmp.Or(s.Severity, "None"), factFunctions)
		r.learn(t, r.applies, r.when, r.manual, r.severity)
		out = append(out, r)
	}
	return out
}

// learn collects the keys that expressions read, and the numbers worth trying.
func (r *reading) learn(t *testing.T, expressions ...*expression) {
	t.Helper()
	for _, x := range expressions {
		r.marks = append(r.marks, x.marks...)
		for _, name := range slices.Sorted(maps.Keys(x.names)) {
			letter, key, _ := strings.Cut(name, ".")
			switch letter {
			case "c":
				r.company = appendKey(t, r.company, rules.ScopeCompany, key)
			case "p":
				r.row = appendKey(t, r.row, rules.ScopePresence, "country")
				for _, also := range map[string][]string{"div_eff": {"own_pct"}, "tp_hit": {"rev", "rp_goods", "rp_other", "rp_lower_tax", "assets", "staff", "sme_group"}}[key] {
					r.row = appendKey(t, r.row, rules.ScopePresence, also)
				}
				if key == "tp_hit" {
					r.company = appendKey(t, r.company, rules.ScopeCompany, "group_rev_eur_m")
				}
			case "hp":
				r.row = appendKey(t, r.row, rules.ScopeEmployee, "post_country")
			case "asof":
			default:
				if name == "e.level" {
					key = "mfa"
				}
				r.row = appendKey(t, r.row, rules.Scope(r.Scope), key)
			}
		}
	}
}

func appendKey(t *testing.T, to []*rules.Key, scope rules.Scope, name string) []*rules.Key {
	key, ok := engine(t).Keys().Find(scope, name)
	if !ok {
		t.Fatalf("no key %s.%s", scope, name)
	}
	if slices.Contains(to, key) {
		return to
	}
	return append(to, key)
}

// verdictIn is what the engine makes of it.
func (r *reading) verdictIn(t *testing.T, few *rules.Engine, w world) (station.Outcome, station.Severity) {
	t.Helper()
	j, err := few.Judge(context.Background(), r.caseOf(w), rules.Options{})
	if err != nil {
		t.Fatalf("%s: %v", r.ID, err)
	}
	return j.Verdicts[0].Outcome, j.Verdicts[0].Severity
}

func (r *reading) caseOf(w world) *rules.Case {
	c := &rules.Case{AsOf: asOf, Company: w.company}
	row := maps.Clone(w.row)
	switch rules.Scope(r.Scope) {
	case rules.ScopePresence:
		row["ref"] = "P1"
		c.Presences = []rules.Row{row}
	case rules.ScopeEmployee:
		row["emp_ref"] = "E1"
		c.Employees = []rules.Row{row}
	case rules.ScopeSupplier:
		row["supplier_name"] = "S1"
		c.Suppliers = []rules.Row{row}
	}
	return c
}

// told is a world in which what is never asked of it counts as none.
func (r *reading) told(t *testing.T, few *rules.Engine, w world) world {
	out := w.clone()
	for _, at := range few.Shut(t, r.caseOf(w)) {
		scope, name, _ := strings.Cut(at, ".")
		if scope == "company" {
			out.company[name] = nil
		} else {
			out.row[name] = nil
		}
	}
	return out
}

func (w world) String() string {
	text, _ := json.Marshal(map[string]any{"company": w.company, "row": w.row})
	return string(text)
}

// TestFactStringsAndRegoAgree runs the conditions of the fact files beside the rules on made-up
// rows. With every answer given both must say the same. With answers taken away, what the string
// is certain of the engine must say; and where only the engine is certain, filling the gaps in any
// way must bear it out.
func TestFactStringsAndRegoAgree(t *testing.T) {
	for file, rows := range map[string]int{"tax.yaml": 10_000, "supply.yaml": 10_000, "employee.yaml": 10_000} {
		all := readings(t, file)
		each := rows/len(all) + 1
		for i, r := range all {
			t.Run(r.ID, func(t *testing.T) {
				t.Parallel()
				r.compare(t, dice{rand.New(rand.NewPCG(uint64(i), 7))}, each)
			})
		}
	}
}

func (r *reading) compare(t *testing.T, d dice, rows int) {
	few := engine(t).Only(r.ID)
	seen := map[any]int{}
	faults := 0
	complain := func(format string, args ...any) {
		if faults++; faults <= 3 {
			t.Errorf(format, args...)
		}
	}
	for n := range rows {
		whole := world{rules.Row{}, rules.Row{}}
		r.fill(d, whole)
		for tries := 0; n%2 == 0 && tries < 5000 && r.says(t, whole) != "fires"; tries++ { // half of the rows are to fire
			whole = world{rules.Row{}, rules.Row{}}
			r.fill(d, whole)
		}
		said, severity := r.verdictIn(t, few, whole)
		want := r.says(t, whole)
		seen[want]++
		if tier, ok := r.severity.eval(r.answer(t, whole)).(string); ok && want == "fires" && said == station.AtRisk && tier != string(severity) {
			complain("%s\nfact file: %s, engine: %s\n%s", r.Severity, tier, severity, whole)
		}
		if want != (unknown{}) && !agrees(said, want) {
			complain("%s\nfact file: %v, engine: %s\n%s", r.When, want, said, whole)
		}
		part := whole.clone()
		r.thin(d, part)
		told := r.told(t, few, part)
		said, _ = r.verdictIn(t, few, part)
		want = r.says(t, told)
		seen[want]++
		switch {
		case want != unknown{} && !agrees(said, want):
			complain("%s\nwith gaps, fact file: %v, engine: %s\n%s", r.When, want, said, part)
		case want == unknown{} && said != station.Unanswered:
			for range 30 {
				filled := told.clone()
				r.fill(d, filled)
				if would := r.says(t, filled); would != (unknown{}) && !agrees(said, would) {
					complain("%s\nthe engine is certain (%s) of\n%s\nwhich may be %v:\n%s", r.When, said, part, would, filled)
					break
				}
			}
		}
	}
	if seen["fires"] < rows/50 || seen["quiet"]+seen["na"] < rows/50 {
		t.Errorf("the rows show too little: %v", seen)
	}
}

// agrees: a rule that does not apply and one that is clear are both without a finding; the fact
// file's "quiet" leaves open which.
func agrees(said station.Outcome, want any) bool {
	switch want {
	case "fires":
		return said == station.AtRisk
	case "na", "quiet":
		return said == station.NotApplicable || said == station.Clear
	}
	return said == station.Unanswered
}

func (r *reading) fill(d dice, w world) {
	marks := slices.Clone(r.marks)
	for _, part := range []struct {
		keys []*rules.Key
		row  rules.Row
	}{{r.company, w.company}, {r.row, w.row}} {
		for _, k := range part.keys {
			if _, said := part.row[k.Name]; !said && !(k.HasBlank && d.IntN(3) == 0) { // an empty one says something too
				part.row[k.Name] = d.value(k, marks)
			}
		}
	}
}

// thin takes some answers away.
func (r *reading) thin(d dice, w world) {
	for _, row := range []rules.Row{w.company, w.row} {
		for _, name := range slices.Sorted(maps.Keys(row)) {
			if d.IntN(3) == 0 {
				delete(row, name)
			}
		}
	}
}
