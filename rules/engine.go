// Package rules judges: it loads a stock OPA bundle of risk rules, discovers every rule in it,
// and says of a case what each rule finds, what is clear, and what cannot be said yet and why.
// OPA is used nowhere else in the house.
package rules

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/zhuqi-yunzhan/station"
)

// Engine holds one loaded bundle, ready to judge. It is immutable and safe for many goroutines.
type Engine struct {
	Revision string // of the bundle's manifest
	Digest   string // sha256 over the bundle's files, tests left out

	keys      *Keys
	rules     []*Rule
	byID      map[string]*Rule
	figures   []*figure
	questions map[Scope]map[string]*Question
	gates     map[*Key]*gate
	behind    map[*Key][]*Key            // answers that speak for a gated key
	sheets    map[string]map[string]bool // sheet → rule id; "full" is every rule
	scoring   scoring
	sections  map[station.Area][]Section
	moves     []Move
	prefills  map[*Key]*prefill
	groups    map[string]Bilingual // titles of pages that ask several questions
	countries map[string]map[string]any
	figureSet map[string]*figure
	data      map[string]any

	compiler *ast.Compiler
	store    storage.Store
	texts    Files // of the modules, as they were written
}

// Section is a named part of an area's questions, for the progress line.
type Section struct {
	Key   string
	Title Bilingual
}

// Load reads and checks a bundle's folder. Every fault is reported, each with the file it stands in.
func Load(folder fs.FS) (*Engine, error) {
	files, err := FilesOf(folder)
	if err != nil {
		return nil, err
	}
	return LoadFiles(files)
}

// LoadFiles is Load for files in memory, as Unpack gives them.
func LoadFiles(files Files) (*Engine, error) {
	src, err := readSource(files)
	if err != nil {
		return nil, err
	}
	e := &Engine{Revision: src.revision, Digest: src.digest, data: src.data, texts: src.texts, byID: map[string]*Rule{}, figureSet: map[string]*figure{},
		store: inmem.NewFromObjectWithOpts(src.data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))}
	if e.keys, err = parseKeys(src.data["keys"]); err != nil {
		return nil, err
	}
	e.compiler = ast.NewCompiler().WithStrict(true).WithCapabilities(capabilities()).WithEnablePrintStatements(false)
	e.compiler.Compile(src.modules)
	if e.compiler.Failed() {
		return nil, e.compiler.Errors
	}
	steps := []func(*source) error{e.loadReference, e.loadTables, e.loadQuestions, e.loadRules, e.loadFigures, e.loadGates, e.loadSheets, e.loadMoves, e.loadPrefills, e.checkAll}
	var faults []error
	for _, step := range steps {
		faults = append(faults, step(src))
	}
	return e, errors.Join(faults...)
}

// Keys gives the register of every key.
func (e *Engine) Keys() *Keys { return e.keys }

// Rules lists every rule in the order of areas and ids.
func (e *Engine) Rules() []*Rule { return e.rules }

// Rule finds a rule by its id.
func (e *Engine) Rule(id string) (*Rule, bool) {
	r, ok := e.byID[id]
	return r, ok
}

// Question finds the question of a key.
func (e *Engine) Question(scope Scope, key string) (*Question, bool) {
	q, ok := e.questions[scope][key]
	return q, ok
}

// Questions lists the questions of a scope, in the order of area, section and place.
func (e *Engine) Questions(scope Scope) []*Question {
	var out []*Question
	for _, q := range e.questions[scope] {
		out = append(out, q)
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Section != b.Section {
			return a.Section < b.Section
		}
		if a.Order != b.Order {
			return a.Order < b.Order
		}
		return a.Name < b.Name
	})
	return out
}

// Sections lists the sections of an area's questions in order.
func (e *Engine) Sections(area station.Area) []Section { return e.sections[area] }

// GroupTitle heads the page that asks a question together with others of its group.
func (e *Engine) GroupTitle(q *Question) Bilingual { return e.groups[q.Group] }

// InSheet tells whether a rule belongs to a sheet: core or full.
func (e *Engine) InSheet(sheet, id string) bool { return sheet == SheetFull || e.sheets[sheet][id] }

// Country gives the parameters of a country (parts tax, supply, employee), if the bundle lists it.
func (e *Engine) Country(iso string) (map[string]any, bool) {
	c, ok := e.countries[iso]
	return c, ok
}

// Data gives a value of the bundle's data by path; nil when there is none. For reading only.
func (e *Engine) Data(steps ...string) any {
	var at any = e.data
	for _, step := range steps {
		m, _ := at.(map[string]any)
		at = m[step]
	}
	return at
}

// Figure describes a derived figure for people: its title and unit.
func (e *Engine) Figure(name string) (title Bilingual, unit string, ok bool) {
	f, ok := e.figureSet[name]
	if !ok {
		return Bilingual{}, "", false
	}
	return f.title, f.unit, true
}

func (e *Engine) loadReference(src *source) error {
	e.countries = map[string]map[string]any{}
	listed, _ := src.data["countries"].(map[string]any)
	for iso, raw := range listed {
		if m, ok := raw.(map[string]any); ok {
			e.countries[iso] = m
		}
	}
	return e.scoring.load(src.data["scoring"])
}

func (e *Engine) loadQuestions(src *source) error {
	e.questions = map[Scope]map[string]*Question{ScopeCompany: {}, ScopePresence: {}}
	e.sections, e.groups = map[station.Area][]Section{}, map[string]Bilingual{}
	var faults []error
	for _, area := range station.Areas() {
		file, _ := dig(src.data, "risk", string(area)).(map[string]any)
		questions, err := parseQuestions(file["questions"], e.keys)
		wrong := []error{err}
		sections, _ := file["sections"].([]any)
		known := map[string]bool{}
		for _, raw := range sections {
			m, _ := raw.(map[string]any)
			s := Section{Key: text(m, "key"), Title: Bilingual{text(m, "zh"), text(m, "en")}}
			known[s.Key] = true
			e.sections[area] = append(e.sections[area], s)
		}
		groups, _ := file["groups"].(map[string]any)
		for name, raw := range groups {
			m, _ := raw.(map[string]any)
			e.groups[name] = Bilingual{text(m, "zh"), text(m, "en")}
		}
		for _, q := range questions {
			if title := e.groups[q.Group]; q.Group != "" && (title.Zh == "" || title.En == "") {
				wrong = append(wrong, unfit("unfit.group", "question %s.%s: group %q has no title under groups", q.Scope, q.Name, q.Group))
			}
			if _, twice := e.questions[q.Scope][q.Name]; twice {
				wrong = append(wrong, unfit("unfit.asked_twice", "question %s.%s is asked in another area already", q.Scope, q.Name))
			}
			if !known[q.Section] {
				wrong = append(wrong, unfit("unfit.section", "question %s.%s: section %q is not listed", q.Scope, q.Name, q.Section))
			}
			e.questions[q.Scope][q.Name] = q
		}
		faults = append(faults, inFile("risk/"+string(area)+"/data.yaml", errors.Join(append(wrong, wrongPlaces(questions)...)...)))
	}
	return errors.Join(faults...)
}

func (e *Engine) loadSheets(src *source) error {
	e.sheets = map[string]map[string]bool{}
	var faults []error
	all, _ := src.data["sheets"].(map[string]any)
	for name, raw := range all {
		e.sheets[name] = map[string]bool{}
		for _, id := range texts(raw) {
			if _, ok := e.byID[id]; !ok && e.cardsReadable() {
				faults = append(faults, &FileFault{"sheets/data.yaml", unfit("unfit.sheet", "%s names %s: %w", name, id, ErrNoRule)})
			}
			e.sheets[name][id] = true
		}
	}
	return errors.Join(faults...)
}

// Sheets a self-check can be about.
const (
	SheetCore = "core"
	SheetFull = "full"
)

func dig(data map[string]any, steps ...string) any {
	var at any = data
	for _, step := range steps {
		m, _ := at.(map[string]any)
		at = m[step]
	}
	return at
}

// loadRules finds every package data.risk.<area>.<rule>: discovered, never registered.
func (e *Engine) loadRules(src *source) error {
	var faults []error
	for _, file := range slices.Sorted(maps.Keys(src.modules)) {
		module := src.modules[file]
		steps := strings.Split(module.Package.Path.String(), ".")
		if len(steps) != 4 || steps[1] != "risk" {
			continue
		}
		r, err := e.loadRule(station.Area(steps[2]), file, module)
		faults = append(faults, inFile(file, err))
		if other, taken := e.byID[r.ID]; taken && ruleID.MatchString(r.ID) {
			faults = append(faults, &FileFault{file, unfit("unfit.id_used", "id %s is used by %s", r.ID, other.File)})
			continue
		}
		e.byID[r.ID] = r
		e.rules = append(e.rules, r)
	}
	order := map[station.Area]int{station.Tax: 0, station.Supply: 1, station.Employee: 2}
	sort.Slice(e.rules, func(i, j int) bool {
		a, b := e.rules[i], e.rules[j]
		if a.Area != b.Area {
			return order[a.Area] < order[b.Area]
		}
		return a.ID < b.ID
	})
	return errors.Join(faults...)
}

// sourcesOf reads the register of instruments of an area.
func (e *Engine) sourcesOf(area station.Area) map[string]Instrument {
	out := map[string]Instrument{}
	raw, _ := dig(e.data, "sources", string(area)).(map[string]any)
	for id, v := range raw {
		m, _ := v.(map[string]any)
		out[id] = Instrument{Title: text(m, "title"), Date: text(m, "date"), Jurisdiction: text(m, "jurisdiction"), Checked: text(m, "checked")}
	}
	return out
}
