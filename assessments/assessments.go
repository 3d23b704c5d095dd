// Package assessments keeps a self-check from its first answer to its profile: drafts, what to
// ask next, the lists, the judgement and the document made of it.
package assessments

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Recorder writes a line of the audit trail in the transaction of the act.
type Recorder interface {
	Record(ctx context.Context, tx pg.Tx, who station.Actor, tenant station.CompanyID, action, subject string, detail map[string]any) error
}

// Room is the room of self-checks. It is the only writer of its tables.
type Room struct {
	db      *pg.DB
	vault   *accounts.Vault
	inForce atomic.Pointer[rules.Engine]
	trail   Recorder
	clock   func() time.Time
	context func() rules.Context

	mu     sync.Mutex
	recent map[cacheKey]*cached // judgements of checks at work; a cache, nothing is lost with it

	flights map[cacheKey]*flight // judgements under way
	effects effects

	library library // of releases
	queue   Queue   // nil: no work is done in the background
}

// Queue takes work that is done later, if and only if the transaction commits. The same work asked
// for again before it has ended is one.
type Queue interface {
	EnqueueAgain(ctx context.Context, tx pg.Tx, args pg.JobArgs) error
}

// WorkThrough gives the room its queue, before anything is asked of it.
func (r *Room) WorkThrough(q Queue) { r.queue = q }

// New makes the room. What companies give is sealed by the keys of the vault; clock tells the time; daily gives the tables
// that change daily.
func New(db *pg.DB, vault *accounts.Vault, engine *rules.Engine, trail Recorder, clock func() time.Time, daily func() rules.Context) *Room {
	r := &Room{db: db, vault: vault, trail: trail, clock: clock, context: daily, recent: map[cacheKey]*cached{}, flights: map[cacheKey]*flight{}}
	r.inForce.Store(engine)
	return r
}

// Engine gives the rules in force, for reading questions and cards.
func (r *Room) Engine() *rules.Engine { return r.inForce.Load() }

// Adopt puts other rules in force. What is being judged is finished by the old ones; whatever is
// asked from now on is judged by the new. Profiles that were made stay as they are.
func (r *Room) Adopt(engine *rules.Engine) { r.inForce.Store(engine) }

// CheckID names one self-check.
type CheckID [16]byte

// Check is a self-check with its newest answers.
type Check struct {
	ID        CheckID
	Areas     []station.Area
	Sheet     string
	Rev       int64
	CreatedAt time.Time
	Answers   map[Place]Answer
	Presences []Presence
	Suggested map[Place]Suggestion // answers from before the rules changed, to be confirmed
	Gone      []Gone
	newest    map[Place]Answer // as they were given, whatever became of them
	// NoPresence: the company said that it has none abroad.
	NoPresence bool
}

// Place is where an answer belongs: a key of the company or of one presence.
type Place struct {
	Scope   rules.Scope
	Subject string
	Key     string
}

// Said is what an answer means besides its value.
type Said string

// What can be said.
const (
	SaidValue    Said = "value"
	SaidDontKnow Said = "dont_know"
	SaidNA       Said = "na"
	SaidCleared  Said = "cleared"
	saidRemoved  Said = "removed"
)

// Answer is the newest answer of a place.
type Answer struct {
	Said   Said
	Value  any
	Rev    int64
	Asked  int64  // first revision that has the question as it was asked
	Person string // name of who answered
	At     time.Time
}

// Presence is one host country of a check.
type Presence struct {
	Ref     string
	Country string
}

// Given is one answer on its way in. Seen is the revision of the answer that the form showed, 0
// for none: if somebody else answered since, the two are shown and nothing is overwritten.
type Given struct {
	Place
	Said  Said
	Value any
	Seen  int64
	// Rules is the revision of the rules by which the form asked; 0 = those in force. An answer to a
	// question as it was before the rules changed is kept as such.
	Rules int64
}

// Conflict says that somebody else answered in between.
type Conflict struct{ Places map[Place]Answer }

// Error names the conflict for the log.
func (c *Conflict) Error() string { return "somebody else has answered in between" }

// Saved says what a saved answer became.
type Saved struct {
	Rev int64
	At  time.Time
}

func (r *Room) today() time.Time {
	y, m, d := r.clock().In(shanghai).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// shanghai is the civil time of the people here. China keeps one zone without summer time.
var shanghai = time.FixedZone("CST", 8*3600)

func notFound(err error) error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found"), Err: err}
}
