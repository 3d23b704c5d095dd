package lattice

import (
	_ "embed"
	"fmt"
	"strings"
)

// rulesText is a line a rule: its id and the severities that its card lists. A test holds it
// against the cards and writes it anew with -update.
//
//go:embed rules.txt
var rulesText string

// Rule is a rule of the catalogue as far as counting needs it. Severities are those that its card
// lists, the worst first.
type Rule struct {
	ID         string
	Severities []string
}

// Severe tells whether every finding of the rule is high or critical, so that whoever is at risk
// by it is at risk in its area.
func (r Rule) Severe() bool {
	for _, s := range r.Severities {
		if s != "high" && s != "critical" {
			return false
		}
	}
	return len(r.Severities) > 0
}

// AreaOfRule is the place in Areas of a rule's area, by its id's prefix; -1 for none.
func (l *Lattice) AreaOfRule(rule int) int { return l.areaOfRule(l.Rules[rule].ID) }

func (l *Lattice) areaOfRule(id string) int {
	prefix, _, _ := strings.Cut(id, "-")
	for at, a := range l.Areas {
		if a.Rules == prefix {
			return at
		}
	}
	return -1
}

func builtinRules() (out []Rule, err error) {
	for at, line := range strings.Split(strings.TrimSpace(rulesText), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		if len(words) < 2 {
			return nil, fmt.Errorf("lattice: rules.txt line %d is not an id and severities", at+1)
		}
		out = append(out, Rule{words[0], words[1:]})
	}
	return out, nil
}
