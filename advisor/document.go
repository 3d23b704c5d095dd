package advisor

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// profile is the part of a kept profile that is read here. The names are those of its JSON.
type profile struct {
	Format   int             `json:"format"`
	Company  string          `json:"company"`
	AsOf     string          `json:"as_of"`
	MadeBy   string          `json:"made_by"`
	Answers  json.RawMessage `json:"answers"` // only read for the names in it, which must not leave
	Score    score           `json:"score"`
	Findings []finding       `json:"findings"`
	Open     []open          `json:"open"`
	Verdicts []verdict       `json:"verdicts"`
	Cards    map[string]card `json:"cards"`
}

type bilingual struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

func (b bilingual) in(lang string) string {
	if lang == "en" {
		return b.En
	}
	return b.Zh
}

type steps struct {
	Zh []string `json:"zh"`
	En []string `json:"en"`
}

func (s steps) in(lang string) []string {
	if lang == "en" {
		return s.En
	}
	return s.Zh
}

type bounds struct {
	Worst int  `json:"worst"`
	Best  int  `json:"best"`
	Shown bool `json:"shown"`
}

type score struct {
	Overall      bounds `json:"overall"`
	Completeness int    `json:"completeness"`
}

type law struct {
	Article string `json:"article"`
	Title   string `json:"title"`
	Date    string `json:"date"`
	Checked string `json:"checked"`
}

type card struct {
	Title    bilingual  `json:"title"`
	Why      bilingual  `json:"why"`
	Remedy   steps      `json:"remedy"`
	Papers   steps      `json:"papers"`
	Basis    []law      `json:"basis"`
	Deadline *bilingual `json:"deadline"`
}

type shown struct {
	Key     string               `json:"key"`
	Label   bilingual            `json:"label"`
	Unit    string               `json:"unit"`
	Value   any                  `json:"value"`
	Options map[string]bilingual `json:"options"`
	Line    any                  `json:"line"`
}

type finding struct {
	RuleID  string  `json:"rule_id"`
	Key     string  `json:"key"`
	Due     string  `json:"due"`
	Shows   []shown `json:"shows"`
	Finding struct {
		Subject  string `json:"subject"`
		Label    string `json:"label"`
		Severity string `json:"severity"`
	} `json:"finding"`
}

type open struct {
	Label bilingual `json:"label"`
	Rules int       `json:"rules"`
}

type verdict struct {
	ID      string `json:"id"`
	Outcome string `json:"outcome"`
	Because string `json:"because"`
}

// decode reads what is needed of a profile.
func decode(document json.RawMessage) (*profile, error) {
	d := json.NewDecoder(bytes.NewReader(document))
	d.UseNumber()
	p := &profile{}
	if err := d.Decode(p); err != nil {
		return nil, fmt.Errorf("advisor: this is no profile: %w", kindOfJSON(err))
	}
	if p.Format != 1 {
		return nil, fmt.Errorf("advisor: a profile of format %d is not known", p.Format)
	}
	for _, f := range p.Findings {
		if _, ok := p.Cards[f.RuleID]; !ok {
			return nil, errors.New("advisor: the profile lacks the card of " + f.RuleID)
		}
	}
	return p, nil
}

// kindOfJSON keeps values of the document out of an error that will be logged.
func kindOfJSON(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("a field of the wrong type at byte %d", kind.Offset)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("bad JSON at byte %d", syntax.Offset)
	}
	return errors.New("bad JSON")
}

func (p *profile) find(key string) *finding {
	i := slices.IndexFunc(p.Findings, func(f finding) bool { return f.Key == key })
	if i < 0 {
		return nil
	}
	return &p.Findings[i]
}

// outcome is what the profile says of a rule.
func (p *profile) outcome(rule string) string {
	for _, v := range p.Verdicts {
		if v.ID == rule {
			return v.Outcome
		}
	}
	return ""
}

// rules lists the ids of the cards: those with findings in the order of the profile, then the others.
func (p *profile) rules() []string {
	var out []string
	for _, f := range p.Findings {
		if !slices.Contains(out, f.RuleID) {
			out = append(out, f.RuleID)
		}
	}
	for _, v := range p.Verdicts {
		if _, ok := p.Cards[v.ID]; ok && !slices.Contains(out, v.ID) {
			out = append(out, v.ID)
		}
	}
	return out
}
