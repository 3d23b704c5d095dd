package desk

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/zhuqi-yunzhan/station/rules"
)

// todo marks what the author of a new rule still has to say; Check refuses it.
const todo = "TODO"

var (
	prefixes = map[string]string{"tax": "TAX", "supply": "SCM", "employee": "EMP"}
	goodName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

// NewRule begins a rule: its file, its test and the register of ids with the next free one. The
// faults say what to do.
func NewRule(files rules.Files, area, name, scope string) (id string, fresh rules.Files, err error) {
	prefix := prefixes[area]
	file := "risk/" + area + "/" + name + ".rego"
	switch {
	case prefix == "":
		return "", nil, fmt.Errorf("area %q: choose tax, supply or employee", area)
	case !goodName.MatchString(name):
		return "", nil, fmt.Errorf("name %q: small letters and underscores, such as late_filing", name)
	case !slices.Contains([]string{"company", "presence", "supplier", "employee"}, scope):
		return "", nil, fmt.Errorf("scope %q: choose company, presence, supplier or employee", scope)
	case files[file] != nil:
		return "", nil, fmt.Errorf("%s is there already: choose another name", file)
	}
	given, err := register(files)
	if err != nil {
		return "", nil, err
	}
	next := 1
	for used := range given {
		if n, err := strconv.Atoi(strings.TrimPrefix(used, prefix+"-")); err == nil && n >= next {
			next = n + 1
		}
	}
	if next > 999 {
		return "", nil, errors.New("all ids of the area are used")
	}
	id = fmt.Sprintf("%s-%03d", prefix, next)
	given[id] = area + "." + name
	fill := map[string]string{"ID": id, "Area": area, "Name": name, "Scope": scope, "Todo": todo, "Themes": themesOf(files, area)}
	fresh = rules.Files{registerFile: registerText(given)}
	for to, from := range map[string]*template.Template{file: ruleTemplate, strings.TrimSuffix(file, ".rego") + "_test.rego": testTemplate} {
		var out bytes.Buffer
		if err := from.Execute(&out, fill); err != nil {
			return "", nil, fmt.Errorf("begin rule: %w", err)
		}
		fresh[to] = out.Bytes()
	}
	return id, fresh, nil
}

// themesOf names the themes of an area, for the author to choose one.
func themesOf(files rules.Files, area string) string {
	_, data, err := rules.Files{"scoring/data.yaml": files["scoring/data.yaml"]}.Parsed()
	if err != nil {
		return "scoring/data.yaml"
	}
	var keys []string
	listed, _ := objectAt(data, "scoring")["themes"].([]any)
	for _, raw := range listed {
		if theme, _ := raw.(map[string]any); textAt(theme, "area") == area {
			keys = append(keys, textAt(theme, "key"))
		}
	}
	return strings.Join(keys, ", ")
}

func registerText(given map[string]string) []byte {
	var out bytes.Buffer
	out.WriteString("# Every id that was ever given, and the rule that it was given to. An id is never used again.\n")
	for _, id := range slices.SortedFunc(maps.Keys(given), byID) {
		fmt.Fprintf(&out, "%s: %s\n", id, given[id])
	}
	return out.Bytes()
}

var areaOrder = map[string]int{"TAX": 0, "SCM": 1, "EMP": 2}

// byID sorts ids by area, then number.
func byID(a, b string) int {
	if d := areaOrder[a[:3]] - areaOrder[b[:3]]; d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

var ruleTemplate = template.Must(template.New("rule").Parse(`# METADATA
# title: {{.Todo}} 几个字说清问题
# description: {{.Todo}} 为什么要紧、法律怎么说，写给忙人看；数字不是法律规定的要说明。
# custom:
#   id: {{.ID}}
#   scope: {{.Scope}}
#   severity: medium
#   theme: {{.Todo}} one of {{.Themes}}
#   basis_kind: law
#   basis:
#     - {source: {{.Todo}}, article: 第{{.Todo}}条}
#   remedy:
#     - {{.Todo}} 第一步
#   evidence: []
#   effort: {days: 10, source: house}
#   effective_from: "{{.Todo}} the first day on which the law holds; take the line out if it has long held"
#   lifecycle: draft
#   en:
#     title: {{.Todo}}
#     why: {{.Todo}}
#     remedy:
#       - {{.Todo}}
#     evidence: []
package risk.{{.Area}}.{{.Name}}

# {{.Todo}}: put keys of keys/data.yaml and figures of risk/{{.Area}}/data.yaml in the place of some_…, take the
# marks away from the lines that you need, and take out the others and this remark.
# import data.lib.dates
# import data.lib.figures
# import data.risk.{{.Area}}.figures as limit

# applies if input.{{.Scope}}.some_condition

fires if input.{{.Scope}}.some_key == false

# fires if input.{{.Scope}}.some_number > figures.on(limit.some_figure)
# fires if dates.plus_months(input.{{.Scope}}.some_date, figures.on(limit.some_months)) < input.as_of

evidence["some_key"] := input.{{.Scope}}.some_key

# lines["some_number"] := figures.on(limit.some_figure)
# lines["some_date"] := dates.first_start(input.as_of, figures.on(limit.some_months))
`))

var testTemplate = template.Must(template.New("test").Parse(`package risk.{{.Area}}.{{.Name}}_test

import data.risk.{{.Area}}.{{.Name}} as rule

# {{.Todo}}: both sides of every line, what does not apply, and take this one out.
test_fires if rule.fires with input.{{.Scope}}.some_key as false

test_silent if not rule.fires with input.{{.Scope}}.some_key as true

test_evidence if rule.evidence == {"some_key": false} with input.{{.Scope}}.some_key as false
`))
