package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

var (
	isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	setBy  = []string{"law", "practice", "house"}
	// howChecked are the words of the sources' own header.
	howChecked = []string{"verified", "secondary", "partly", "knowledge", "house"}
)

// checkData finds what the data files lack: a figure without its day, its value, who set it and by
// what; a figure that nobody reads; a source that does not say what it is.
func checkData(modules map[string]*ast.Module, data map[string]any) []Fault {
	named := namesIn(modules)
	var faults []Fault
	for _, area := range station.Areas() {
		sources := objectAt(data, "sources", string(area))
		faults = append(faults, checkSources("sources/"+string(area)+"/data.yaml", sources)...)
		file := "risk/" + string(area) + "/data.yaml"
		figures := objectAt(data, "risk", string(area), "figures")
		for _, name := range slices.Sorted(maps.Keys(figures)) {
			for _, say := range checkFigure(figures[name], sources) {
				faults = append(faults, untold(file, "figure "+name+": "+say))
			}
			if !named[name] {
				faults = append(faults, told(file, rules.NewUnfit("unfit.figure_unread", "figure %s: no rule reads it", name)))
			}
		}
	}
	return faults
}

func checkFigure(raw any, sources map[string]any) []string {
	entries, _ := raw.([]any)
	if len(entries) == 0 {
		return []string{"a list of entries, each with from, value, unit, set_by and source"}
	}
	var says []string
	last := ""
	for _, each := range entries {
		entry, _ := each.(map[string]any)
		from := textAt(entry, "from")
		wrong := func(bad bool, format string, args ...any) {
			if bad {
				says = append(says, strings.TrimPrefix(from+": ", ": ")+fmt.Sprintf(format, args...))
			}
		}
		for field := range entry {
			wrong(!slices.Contains([]string{"from", "value", "unit", "set_by", "source"}, field), "no field is called %s", field)
		}
		wrong(!isoDay.MatchString(from), "from is the day from which it holds (YYYY-MM-DD)")
		wrong(from != "" && from <= last, "the entries stand in the order of their days, each day once")
		wrong(entry["value"] == nil, "value is missing")
		wrong(json.Valid([]byte(textAt(entry, "value"))), "value: a number stands without quotes")
		wrong(textAt(entry, "unit") == "", "unit says what it counts")
		wrong(!slices.Contains(setBy, textAt(entry, "set_by")), "set_by is one of %s", strings.Join(setBy, ", "))
		source := textAt(entry, "source")
		wrong(source == "" || sources[source] == nil, "source %q is not in the sources of the area", source)
		last = from
	}
	return says
}

func checkSources(file string, sources map[string]any) []Fault {
	var faults []Fault
	for _, key := range slices.Sorted(maps.Keys(sources)) {
		source, _ := sources[key].(map[string]any)
		wrong := func(bad bool, say string) {
			if bad {
				faults = append(faults, untold(file, key+": "+say))
			}
		}
		for _, field := range slices.Sorted(maps.Keys(source)) {
			wrong(!slices.Contains([]string{"title", "date", "jurisdiction", "checked"}, field), "no field is called "+field)
		}
		how := textAt(source, "checked")
		wrong(textAt(source, "title") == "", "title is missing")
		wrong(!slices.Contains(howChecked, how), "checked is one of "+strings.Join(howChecked, ", "))
		wrong(how != "house" && textAt(source, "jurisdiction") == "", "jurisdiction is missing: CN, or whose text it is")
	}
	return faults
}

// namesIn collects every name that the rules and helpers mention, tests left out.
func namesIn(modules map[string]*ast.Module) map[string]bool {
	names := map[string]bool{}
	for _, module := range withoutTests(modules) {
		ast.WalkTerms(module, func(t *ast.Term) bool {
			if s, ok := t.Value.(ast.String); ok {
				names[string(s)] = true
			}
			return false
		})
	}
	return names
}

func objectAt(data map[string]any, steps ...string) map[string]any {
	for _, step := range steps {
		data, _ = data[step].(map[string]any)
	}
	return data
}

func textAt(m map[string]any, field string) string {
	s, _ := m[field].(string)
	return s
}
