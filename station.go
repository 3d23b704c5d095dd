// Package station is the vocabulary of the house: the words every room uses and
// nothing else. It imports the standard library only, so that no room can be
// reached through it.
package station

import (
	"errors"
	"fmt"
)

// CompanyID names one company, the tenant of nearly every row. UUIDv7, made in Go.
type CompanyID [16]byte

// StationID names one exit-entry police station that runs the service, the tenant of what the
// police own. UUIDv7.
type StationID [16]byte

// UnitID names one unit of a station, such as a district's desk.
type UnitID [16]byte

// PersonID names one human being who signs in.
type PersonID [16]byte

// Tenant is whose a row is: a company's or a station's, never both. The zero Tenant is nobody's,
// and the database refuses it.
type Tenant struct {
	Company CompanyID
	Station StationID
}

// ID is the id that leads the row.
func (t Tenant) ID() [16]byte {
	if t.Company != (CompanyID{}) {
		return t.Company
	}
	return t.Station
}

// Role is what a person may be to a company or to the station (house rules, "Roles").
type Role string

// The roles of the house. The policy in rules/authz says what each may do.
const (
	Anonymous     Role = "anonymous"
	Owner         Role = "owner"
	Member        Role = "member"
	Expert        Role = "expert"
	Officer       Role = "officer"
	Dispatcher    Role = "dispatcher"
	Analyst       Role = "analyst"
	RuleAuthor    Role = "rule_author"
	RuleApprover  Role = "rule_approver"
	Editor        Role = "editor"
	Administrator Role = "administrator" // of the system: settings, jobs
	Security      Role = "security"      // of security: the staff and what they may
	Auditor       Role = "auditor"       // of the audit trail, read only
)

// Roles lists every role a signed-in person can hold, in the order of the house rules.
func Roles() []Role {
	return []Role{Owner, Member, Expert, Officer, Dispatcher, Analyst, RuleAuthor, RuleApprover, Editor, Administrator, Security, Auditor}
}

// Actor is who asks: a person, the role they act in, their company if they act for one, and the
// station that serves or employs them. The zero Actor is anonymous and owns nothing.
type Actor struct {
	Person   PersonID
	Name     string
	Role     Role
	Company  CompanyID
	Station  StationID
	Unit     UnitID // of the staff; zero = the whole station
	Strong   bool   // signed in with a second factor, or none is asked of the staff here
	Fresh    bool   // proved who they are within the last minutes
	Verified bool   // an officer has accepted the licence of their company
	Outdated bool   // their password has to be replaced before anything else
}

// Tenant is the company that the actor acts for, else the station.
func (a Actor) Tenant() Tenant {
	if a.Company != (CompanyID{}) {
		return Tenant{Company: a.Company}
	}
	return Tenant{Station: a.Station}
}

// Text is a sentence of the catalogues web/words/{zh,en}.yaml: a key and its arguments.
// Rooms speak in Texts; only web turns them into words.
type Text struct {
	Key  string
	Args map[string]any
}

// Say makes a Text. Arguments come in pairs: name, value.
func Say(key string, pairs ...any) Text {
	if len(pairs) == 0 {
		return Text{Key: key}
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return Text{Key: key, Args: args}
}

// Kind is what a Fault means. Only web knows which status that is.
type Kind int

// The kinds of fault a visitor can meet.
const (
	Invalid Kind = iota + 1
	Unauthorized
	Forbidden
	NotFound
	Conflict
	TooMany
	Unavailable
)

// Fault is an error meant for the visitor. Any other error is ours to log and never to show.
type Fault struct {
	Kind Kind
	Say  Text  // safe to display, says what to do
	Err  error // the cause, for the log; may be nil
}

// Error names the fault for the log; visitors see Say.
func (f *Fault) Error() string {
	if f.Err != nil {
		return f.Say.Key + ": " + f.Err.Error()
	}
	return f.Say.Key
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// AsFault finds a Fault in an error chain.
func AsFault(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}
