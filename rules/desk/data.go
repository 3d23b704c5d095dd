package desk

import (
	"encoding/json"
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
			for _, u := range checkFigure(figures[name], sources) {
				faults = append(faults, told(file, rules.NewUnfit("unfit.of_figure", "figure %s: %w", name, u)))
			}
			if !named[name] {
				faults = append(faults, told(file, rules.NewUnfit("unfit.figure_unread", "figure %s: no rule reads it", name)))
			}
		}
	}
	return faults
}

func checkFigure(raw any, sources map[string]any) []*rules.Unfit {
	entries, _ := raw.([]any)
	if len(entries) == 0 {
		return []*rules.Unfit{rules.NewUnfit("unfit.f_list", "a list of entries, each with from, value, unit, set_by and source")}
	}
	var says []*rules.Unfit
	last := ""
	for _, each := range entries {
		entry, _ := each.(map[string]any)
		from := textAt(entry, "from")
		wrong := func(bad bool, key, format string, args ...any) {
			u := rules.NewUnfit(key, format, args...)
			if from != "" {
				u = rules.NewUnfit("unfit.within", "%s: %w", from, u)
			}
			if bad {
				says = append(says, u)
			}
		}
		for field := range entry {
			wrong(!slices.Contains([]string{"from", "value", "unit", "set_by", "source"}, field), "unfit.no_field", "no field is called %s", field)
		}
		wrong(!isoDay.MatchString(from), "unfit.f_from", "from is the day from which it holds (YYYY-MM-DD)")
		wrong(from != "" && from <= last, "unfit.f_order", "the entries stand in the order of their days, each day once")
		wrong(entry["value"] == nil, "unfit.lacks", "%s is missing", "value")
		wrong(json.Valid([]byte(textAt(entry, "value"))), "unfit.f_quoted", "value: a number stands without quotes")
		wrong(textAt(entry, "unit") == "", "unfit.f_unit", "unit says what it counts")
		wrong(!slices.Contains(setBy, textAt(entry, "set_by")), "unfit.f_set_by", "set_by is one of %s", strings.Join(setBy, ", "))
		source := textAt(entry, "source")
		wrong(source == "" || sources[source] == nil, "unfit.f_source", "source %q is not in the sources of the area", source)
		last = from
	}
	return says
}

func checkSources(file string, sources map[string]any) []Fault {
	var faults []Fault
	for _, key := range slices.Sorted(maps.Keys(sources)) {
		source, _ := sources[key].(map[string]any)
		wrong := func(bad bool, say, format string, args ...any) {
			if bad {
				faults = append(faults, told(file, rules.NewUnfit("unfit.within", "%s: %w", key, rules.NewUnfit(say, format, args...))))
			}
		}
		for _, field := range slices.Sorted(maps.Keys(source)) {
			wrong(!slices.Contains([]string{"title", "date", "jurisdiction", "checked"}, field), "unfit.no_field", "no field is called %s", field)
		}
		how := textAt(source, "checked")
		wrong(textAt(source, "title") == "", "unfit.lacks", "%s is missing", "title")
		wrong(!slices.Contains(howChecked, how), "unfit.s_checked", "checked is one of %s", strings.Join(howChecked, ", "))
		wrong(how != "house" && textAt(source, "jurisdiction") == "", "unfit.s_jurisdiction", "jurisdiction is missing: CN, or whose text it is")
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
