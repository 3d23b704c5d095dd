package rules

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Relations are what an act's object can be to the actor, each with the mark that the table of
// permissions uses for it. The empty relation is an act about no company and no station.
func Relations() []Relation {
	return []Relation{
		{"", "●", nil},
		{"own company", "C", []string{"own_company"}},
		{"granted report", "G", []string{"granted"}},
		{"own unit", "U", []string{"own_unit", "own_station"}},
		{"own station", "S", []string{"own_station"}},
	}
}

// Relation is one column of the question: its name, its mark, and what the policy is told.
type Relation struct {
	Name, Mark string
	Told       []string
}

// Permissions asks the policy about every action, role and relation, and gives the table as
// Markdown: a row an action, a column a role, in each cell the relations over which it is granted.
func (p *Policy) Permissions(ctx context.Context) (string, error) {
	var out strings.Builder
	roles := append([]station.Role{station.Anonymous}, station.Roles()...)
	fmt.Fprint(&out, "| action |")
	for _, role := range roles {
		fmt.Fprintf(&out, " %s |", role)
	}
	fmt.Fprint(&out, " asks first |\n|---|", strings.Repeat(":-:|", len(roles)), "---|\n")
	for _, action := range p.sortedActions() {
		fmt.Fprintf(&out, "| `%s` |", action)
		for _, role := range roles {
			cell, err := p.cell(ctx, action, role)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&out, " %s |", cell)
		}
		asks, err := p.asks(ctx, action)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, " %s |\n", asks)
	}
	return out.String(), nil
}

func (p *Policy) sortedActions() []string {
	var out []string
	for action := range p.Actions() {
		out = append(out, action)
	}
	slices.Sort(out)
	return out
}

// PolicyQuestion is the policy's question about an action, a role and a relation, of somebody who has proved
// all that can be asked for, but for what is left out.
func PolicyQuestion(action string, role station.Role, told []string, without ...string) map[string]any {
	actor := map[string]any{"role": string(role), "signed_in": role != station.Anonymous, "strong": true, "fresh": true, "verified": true}
	for _, name := range without {
		actor[name] = false
	}
	relations := []any{}
	for _, r := range told {
		relations = append(relations, r)
	}
	return map[string]any{"action": action, "actor": actor, "relations": relations}
}

func (p *Policy) cell(ctx context.Context, action string, role station.Role) (string, error) {
	var marks []string
	for _, relation := range Relations() {
		decision, err := p.Decide(ctx, PolicyQuestion(action, role, relation.Told))
		if err != nil {
			return "", err
		}
		if decision == "allow" {
			marks = append(marks, relation.Mark)
		}
	}
	if len(marks) > 0 && marks[0] == "●" {
		return "●", nil // about nobody's things: it stands everywhere
	}
	return strings.Join(marks, " "), nil
}

// asks words what an action asks for first, of a role that it is granted to.
func (p *Policy) asks(ctx context.Context, action string) (string, error) {
	var out []string
	for _, missing := range []struct{ name, decision, say string }{
		{"strong", "enrol", "second factor"}, {"verified", "verify", "accepted licence"}, {"fresh", "prove", "fresh proof"},
	} {
		asked, err := p.anybodyHears(ctx, action, missing.name, missing.decision)
		if err != nil {
			return "", err
		}
		if asked {
			out = append(out, missing.say)
		}
	}
	return strings.Join(out, ", "), nil
}

func (p *Policy) anybodyHears(ctx context.Context, action, without, decision string) (bool, error) {
	for _, role := range station.Roles() {
		for _, relation := range Relations() {
			got, err := p.Decide(ctx, PolicyQuestion(action, role, relation.Told, without))
			if err != nil {
				return false, err
			}
			if got == decision {
				return true, nil
			}
		}
	}
	return false, nil
}
