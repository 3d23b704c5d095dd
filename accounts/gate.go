// Package accounts admits: who signs in, what they may, what a company agreed to, and the trail
// of what was done.
package accounts

import (
	"context"
	"fmt"

	"github.com/zhuqi-yunzhan/station"
)

// Policy decides about an action: allow, deny, or what is asked for first: renew (the password), enrol (a second factor),
// verify (the company's licence), prove (who one is, once more). The answer comes from rules/authz;
// a policy that cannot answer is an error, and an error is a no.
type Policy interface {
	Decide(ctx context.Context, question map[string]any) (string, error)
}

// Gate is asked before every act. It alone fills a Scope.
type Gate struct{ policy Policy }

// NewGate makes a gate over a policy.
func NewGate(policy Policy) Gate { return Gate{policy: policy} }

// Scope is proof that the gate was asked: who acts, and for which company or station. Every store
// method demands one. The zero Scope names nobody, and the database refuses it.
type Scope struct {
	actor   station.Actor
	company station.CompanyID
	station station.StationID
	action  string
}

// Company is the tenant whose rows may be touched.
func (s Scope) Company() station.CompanyID { return s.company }

// Station is the station whose rows may be touched, where the act belongs to no company.
func (s Scope) Station() station.StationID { return s.station }

// Tenant is the company, or else the station.
func (s Scope) Tenant() station.Tenant {
	if s.company != (station.CompanyID{}) {
		return station.Tenant{Company: s.company}
	}
	return station.Tenant{Station: s.station}
}

// Actor is who acts.
func (s Scope) Actor() station.Actor { return s.actor }

// Action is what was asked for.
func (s Scope) Action() string { return s.action }

// Object is what an act is about: something of a company's, or of a station's and perhaps of one of
// its units'. Granted says that the company granted the actor this very report; only the room that
// keeps the grants may say so.
type Object struct {
	Company station.CompanyID
	Station station.StationID
	Unit    station.UnitID
	Granted bool
}

// relations are what the object is to the actor.
func (o Object) relations(who station.Actor) []string {
	out := []string{}
	if o.Company != (station.CompanyID{}) && o.Company == who.Company {
		out = append(out, "own_company")
	}
	if o.Granted {
		out = append(out, "granted")
	}
	if who.Company == (station.CompanyID{}) && o.Station != (station.StationID{}) && o.Station == who.Station {
		out = append(out, "own_station")
		if o.Unit == who.Unit || who.Unit == (station.UnitID{}) {
			out = append(out, "own_unit")
		}
	}
	return out
}

// Admit asks whether an actor may do something to the rows of a company, and gives the proof; with
// the zero id, about what is the actor's own station's. Faults as AdmitTo.
func (g Gate) Admit(ctx context.Context, who station.Actor, action string, owner station.CompanyID) (Scope, error) {
	if owner == (station.CompanyID{}) {
		return g.AdmitTo(ctx, who, action, Object{Station: who.Station, Unit: who.Unit})
	}
	return g.AdmitTo(ctx, who, action, Object{Company: owner})
}

// Faults that ask for something before an act. The portal leads to the page where it is given.
var (
	ErrRenew  = &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.renew_first")}
	ErrEnrol  = &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.enrol_first")}
	ErrProve  = &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.prove_first")}
	ErrVerify = &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.verify_first")}
)

// AdmitTo asks whether an actor may do something to an object, and gives the proof. Faults:
// Unauthorized for nobody, NotFound for what is another company's or another station's, since a
// stranger must not learn that it exists, Forbidden for a role that may not; and ErrRenew, ErrEnrol,
// ErrProve, ErrVerify where something is asked for first.
func (g Gate) AdmitTo(ctx context.Context, who station.Actor, action string, on Object) (Scope, error) {
	relations := on.relations(who)
	decision, err := g.policy.Decide(ctx, map[string]any{
		"action": action,
		"actor": map[string]any{"role": string(who.Role), "signed_in": who.Person != station.PersonID{},
			"strong": who.Strong, "fresh": who.Fresh, "verified": who.Verified, "outdated": who.Outdated},
		"relations": relations,
	})
	if err != nil {
		return Scope{}, fmt.Errorf("ask the policy about %s: %w", action, err)
	}
	switch decision {
	case "allow":
		return Scope{actor: who, company: on.Company, station: on.Station, action: action}, nil
	case "renew":
		return Scope{}, ErrRenew
	case "enrol":
		return Scope{}, ErrEnrol
	case "prove":
		return Scope{}, ErrProve
	case "verify":
		return Scope{}, ErrVerify
	}
	switch foreign := len(relations) == 0 && on != (Object{}); {
	case who.Person == station.PersonID{}:
		return Scope{}, &station.Fault{Kind: station.Unauthorized, Say: station.Say("fault.sign_in_first")}
	case foreign:
		return Scope{}, &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	return Scope{}, &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.role_may_not")}
}
