// Package accounts admits: who signs in, what they may, what a company agreed to, and the trail
// of what was done.
package accounts

import (
	"context"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
)

// Policy answers whether an action is allowed. The answer comes from rules/authz; a policy that
// cannot answer is an error, and an error is a no.
type Policy interface {
	Allows(ctx context.Context, question map[string]any) (bool, error)
}

// Gate is asked before every act. It alone fills a Scope.
type Gate struct{ policy Policy }

// NewGate makes a gate over a policy.
func NewGate(policy Policy) Gate { return Gate{policy: policy} }

// Scope is proof that the gate was asked: who acts, and for which company. Every store method
// demands one. The zero Scope names no company, and the database refuses it.
type Scope struct {
	actor   station.Actor
	company station.CompanyID
	action  string
}

// Company is the tenant whose rows may be touched.
func (s Scope) Company() station.CompanyID { return s.company }

// Actor is who acts.
func (s Scope) Actor() station.Actor { return s.actor }

// Action is what was asked for.
func (s Scope) Action() string { return s.action }

// Admit asks whether an actor may do something to the rows of a company, and gives the proof.
// An action that belongs to no company is asked with the zero id. Faults: Unauthorized for
// nobody, Forbidden for a role that may not, NotFound for another company's rows: a stranger
// must not learn that they exist.
func (g Gate) Admit(ctx context.Context, who station.Actor, action string, owner station.CompanyID) (Scope, error) {
	allowed, err := g.policy.Allows(ctx, map[string]any{
		"action": action,
		"actor":  map[string]any{"role": string(who.Role), "signed_in": who.Person != station.PersonID{}},
		"own":    owner == who.Company && owner != station.CompanyID{},
		"tenant": owner != station.CompanyID{},
	})
	if err != nil {
		return Scope{}, fmt.Errorf("ask the policy about %s: %w", action, err)
	}
	switch {
	case allowed:
		return Scope{actor: who, company: owner, action: action}, nil
	case who.Person == station.PersonID{}:
		return Scope{}, &station.Fault{Kind: station.Unauthorized, Say: station.Say("fault.sign_in_first")}
	case owner != station.CompanyID{} && owner != who.Company:
		return Scope{}, &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	return Scope{}, &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.role_may_not")}
}
