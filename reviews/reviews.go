package reviews

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// TermsVersion is the version of the terms of a review that both sides accept.
const TermsVersion = "2026-12"

// How long things take, in working days of the station after the day on which they begin.
const (
	AnswerWithin = 2  // an expert accepts or declines
	SignWithin   = 10 // the conclusion is signed
)

// Part is what of a report is to be looked at.
type Part string

// The parts.
const (
	Whole   Part = "whole"
	Area    Part = "area"
	Finding Part = "finding"
)

// State is how far a review is.
type State string

// The states.
const (
	Asked     State = "asked"     // nobody has accepted yet
	Accepted  State = "accepted"  // it is being worked on
	Signed    State = "signed"    // the conclusion is signed
	Withdrawn State = "withdrawn" // the company took it back
	Ended     State = "ended"     // nobody works on it any more
)

// Open tells whether experts work on it, or may.
func (s State) Open() bool { return s == Asked || s == Accepted || s == Signed }

// Ask is what a company asks for.
type Ask struct {
	ID       uuid.UUID // given by the form: sent twice it is one
	Profile  uuid.UUID
	Part     Part
	Area     station.Area // of Area
	Finding  string       // key, of Finding
	Question string
	Expert   station.PersonID // the zero id = whoever takes it
	Later    bool             // later versions of the report are shown too
	Needed   int              // how many sign; 0 = 1
}

// Review is one review as its company and its experts see it.
type Review struct {
	ID         uuid.UUID
	Station    station.StationID
	Company    station.CompanyID
	Profile    uuid.UUID
	Part       Part
	Area       station.Area
	Finding    string // sealed: filled where the company's key is open
	Question   string // likewise
	Later      bool
	State      State
	Needed     int
	AskedBy    string
	AskedAt    time.Time
	AnswerDue  time.Time
	AcceptedAt *time.Time
	DueAt      *time.Time
	DueCertain bool
	SignedAt   *time.Time
	EndedAt    *time.Time
	Rev        int64
	Team       []Member
}

// Lead is who leads it; nil while nobody has accepted.
func (r Review) Lead() *Member {
	for i, m := range r.Team {
		if m.Part == "lead" && m.State == "accepted" {
			return &r.Team[i]
		}
	}
	return nil
}

// Member is an expert who was asked.
type Member struct {
	Person     station.PersonID
	Name       string
	Part       string // lead, consultant, junior
	State      string // asked, accepted, declined, left
	At         time.Time
	AnsweredAt *time.Time
	Reason     string // conflict, load, domain, other, handed_over
}

// Report is a version of a report as reviews need it.
type Report struct {
	Profile  uuid.UUID
	At       time.Time
	Digest   string
	Rules    string // revision of the rules that judged it
	Findings Findings
	Order    []string // keys, as the report lists them
	Areas    map[string]station.Area
}

// Reports gives the versions of a company's reports. The scope is that of somebody whom the company let in.
type Reports interface {
	Report(ctx context.Context, scope accounts.Scope, profile uuid.UUID) (Report, error)
}

// Deadlines tells when a number of working days have passed at a station after the day of an instant: the end of the last of them. certain is
// false while a holiday notice is missing.
type Deadlines interface {
	InDays(ctx context.Context, at station.StationID, start time.Time, days int) (due time.Time, certain bool, err error)
}

// Room keeps the reviews.
type Room struct {
	db      *pg.DB
	people  *accounts.Store
	vault   *accounts.Vault
	reports Reports
	clocks  Deadlines
	clock   func() time.Time
	signing Signing
}

// New makes the room; clock tells the time, passed in so that it can be tested.
func New(db *pg.DB, people *accounts.Store, vault *accounts.Vault, reports Reports, clocks Deadlines, clock func() time.Time) *Room {
	return &Room{db: db, people: people, vault: vault, reports: reports, clocks: clocks, clock: clock}
}
