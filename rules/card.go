package rules

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Card is the product side of a rule: what it is called, why it matters, what to do and which
// law says so. It comes from the METADATA of the rule's own file, never from code.
type Card struct {
	ID          string
	Area        station.Area
	Scope       Scope
	Severities  []station.Severity // all it can have, worst first
	Theme       string
	Title       Bilingual
	Why         Bilingual
	Remedy      Remedies
	Evidence    Remedies // papers to show
	Basis       []Citation
	BasisKind   string // law, practice or house: who set the line
	Excludes    []string
	ScoreWith   string
	Beside      []string  // rules of another family that pulls the other way: shown together, with Note
	Note        Bilingual // why they are shown together
	Lifecycle   string    // stable, or draft
	Deadline    *Deadline
	Effort      *Effort
	EffectiveOn string // ISO date from which the rule is judged; empty = always
	EndsOn      string // last ISO date on which it is judged
}

// Worst is the severest that the rule can be.
func (c Card) Worst() station.Severity { return c.Severities[0] }

// Bilingual is a text in both languages of the product.
type Bilingual struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// In gives the text in a language, Chinese by default.
func (b Bilingual) In(lang string) string {
	if lang == "en" {
		return b.En
	}
	return b.Zh
}

// Remedies are steps in both languages, the same steps in the same order.
type Remedies struct {
	Zh []string `json:"zh"`
	En []string `json:"en"`
}

// In gives the steps in a language.
func (r Remedies) In(lang string) []string {
	if lang == "en" {
		return r.En
	}
	return r.Zh
}

// Citation names an instrument of sources/<area> and the article relied on.
type Citation struct {
	Source  string `json:"source"`
	Article string `json:"article"`
	Instrument
}

// Instrument is a law or other text: title, dates, jurisdiction and how far it was checked
// (verified, secondary, partly, knowledge, house).
type Instrument struct {
	Title        string `json:"title"`
	Date         string `json:"date"`
	Jurisdiction string `json:"jurisdiction"`
	Checked      string `json:"checked"`
}

// Effort is how long mending takes; a house estimate unless Source says otherwise.
type Effort struct {
	Days   int    `json:"days"`
	Source string `json:"source"`
}

// Deadline is the date the law sets, in words, and as a day of the year (MM-DD) where it is one.
// Missed: a finding means that the last of these days has passed with the duty undone.
type Deadline struct {
	Zh       string `json:"zh"`
	En       string `json:"en"`
	MonthDay string `json:"month_day"`
	Missed   bool   `json:"missed,omitempty"`
}

var ruleID = regexp.MustCompile(`^(TAX|SCM|EMP)-[0-9]{3}$`)

var areaOfPrefix = map[string]station.Area{"TAX": station.Tax, "SCM": station.Supply, "EMP": station.Employee}

// rawCard is the custom block of a rule's METADATA.
type rawCard struct {
	ID        string    `json:"id"`
	Scope     Scope     `json:"scope"`
	Severity  any       `json:"severity"`
	Theme     string    `json:"theme"`
	BasisKind string    `json:"basis_kind"`
	Remedy    []string  `json:"remedy"`
	Evidence  []string  `json:"evidence"`
	Excludes  []string  `json:"excludes"`
	ScoreWith string    `json:"score_with"`
	Beside    []string  `json:"beside"`
	Note      string    `json:"note"`
	Lifecycle string    `json:"lifecycle"`
	Effort    *Effort   `json:"effort"`
	Deadline  *Deadline `json:"deadline"`
	Effective string    `json:"effective_from"`
	Ends      string    `json:"effective_to"`
	Basis     []struct {
		Source  string `json:"source"`
		Article string `json:"article"`
	} `json:"basis"`
	En struct {
		Title    string   `json:"title"`
		Why      string   `json:"why"`
		Note     string   `json:"note"`
		Remedy   []string `json:"remedy"`
		Evidence []string `json:"evidence"`
	} `json:"en"`
}

// parseCard reads a card and says everything that is missing from it.
func parseCard(area station.Area, title, why string, custom map[string]any, sources map[string]Instrument, themes []string) (Card, error) {
	var raw rawCard
	if err := strictly(custom, &raw); err != nil {
		return Card{ID: text(custom, "id"), Scope: Scope(text(custom, "scope"))}, within("card", err)
	}
	card := Card{ID: raw.ID, Area: area, Scope: raw.Scope, Theme: raw.Theme, BasisKind: raw.BasisKind,
		Title: Bilingual{title, raw.En.Title}, Why: Bilingual{why, raw.En.Why},
		Remedy: Remedies{raw.Remedy, raw.En.Remedy}, Evidence: Remedies{raw.Evidence, raw.En.Evidence},
		Excludes: raw.Excludes, ScoreWith: raw.ScoreWith, Beside: raw.Beside, Note: Bilingual{raw.Note, raw.En.Note}, Lifecycle: raw.Lifecycle, Effort: raw.Effort, Deadline: raw.Deadline,
		EffectiveOn: raw.Effective, EndsOn: raw.Ends}
	var faults []error
	missing := func(bad bool, key, what string, values ...any) {
		if bad {
			faults = append(faults, unfit(key, "card: "+what, values...))
		}
	}
	missing(!ruleID.MatchString(card.ID) || areaOfPrefix[card.ID[:3]] != area, "unfit.c_id", "id must be TAX-, SCM- or EMP- and three digits, in the folder of its area")
	missing(!card.Scope.known(), "unfit.c_scope", "scope must be company, presence, supplier or employee")
	missing(card.Title.Zh == "" || card.Title.En == "", "unfit.c_title", "title and en.title")
	missing(card.Why.Zh == "" || card.Why.En == "", "unfit.c_why", "description and en.why")
	missing(len(raw.Remedy) == 0 || len(raw.Remedy) != len(raw.En.Remedy), "unfit.c_remedy", "remedy and en.remedy, step for step")
	missing(len(raw.Evidence) != len(raw.En.Evidence), "unfit.c_evidence", "evidence and en.evidence, paper for paper")
	missing(!slices.Contains(themes, card.Theme), "unfit.c_theme", "theme must be one of %s", strings.Join(themes, ", "))
	missing(!slices.Contains([]string{"law", "practice", "house"}, card.BasisKind), "unfit.c_basis_kind", "basis_kind must be law, practice or house")
	missing(!slices.Contains([]string{"stable", "draft"}, card.Lifecycle), "unfit.c_lifecycle", "lifecycle must be stable or draft")
	missing(len(raw.Basis) == 0, "unfit.c_basis", "basis")
	missing((len(raw.Beside) > 0) != (raw.Note != "") || (raw.Note == "") != (raw.En.Note == ""), "unfit.c_note", "note and en.note say why it stands beside other rules")
	missing(card.Deadline != nil && card.Deadline.Missed && card.Deadline.MonthDay == "", "unfit.c_deadline", "deadline.month_day, as deadline.missed says that it has passed")
	for _, b := range raw.Basis {
		instrument, known := sources[b.Source]
		missing(!known, "unfit.c_source", "basis names %s, which sources/%s lacks", b.Source, area)
		card.Basis = append(card.Basis, Citation{Source: b.Source, Article: b.Article, Instrument: instrument})
	}
	var err error
	card.Severities, err = severities(raw.Severity)
	return card, errors.Join(append(faults, err)...)
}

func severities(v any) ([]station.Severity, error) {
	names := texts(v)
	if s, ok := v.(string); ok {
		names = []string{s}
	}
	var out []station.Severity
	for _, known := range station.Severities() {
		if slices.Contains(names, string(known)) {
			out = append(out, known)
		}
	}
	if len(out) == 0 || len(out) != len(names) {
		return []station.Severity{station.Low}, unfit("unfit.c_severity", "card: severity must be critical, high, medium or low, or a list of them")
	}
	return out, nil
}
