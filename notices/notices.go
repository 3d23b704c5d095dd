// Package notices tells people what has happened: once in their inbox, by mail, by short message, and
// to a tenant's own systems by signed webhooks.
//
// A message is told inside the transaction of the act that it is about: the message, its place in
// every inbox and each way that it takes outward are rows of that transaction, and so are the jobs that carry
// them (the outbox). What is committed is told; what is rolled back never was. The same key twice is one message.
//
// To a person's eye a message comes once: the inbox holds one row of it. On the wire every way keeps one
// stable id (Message-ID, webhook-id) however often it is tried. docs/adr/0012-notices.md says what is done when nobody can
// know whether the last try arrived.
package notices

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// The languages that every template is written in; the first is for people of whom nothing is known.
const (
	Chinese = "zh"
	English = "en"
)

// Languages lists them.
func Languages() []string { return []string{Chinese, English} }

// Address is where a person is reached. An empty Mail or Phone means: not that way.
type Address struct {
	Mail  string
	Phone string
	Lang  string // zh or en; empty when the person never chose
}

// Addresses is the book of addresses; the room accounts keeps it.
type Addresses interface {
	// Of gives where a person who belongs to the tenant is reached at this moment. Who has left it, or
	// is not known, has the zero Address and no error.
	Of(ctx context.Context, tenant station.Tenant, person station.PersonID) (Address, error)
	// Keepers lists who answers for a tenant: a company's owners, a station's administrators.
	Keepers(ctx context.Context, tenant station.Tenant) ([]station.PersonID, error)
}

// Hours knows when people work; the room calendar does.
type Hours interface {
	// Next is the given moment if it is a working one where a tenant is served, else the beginning of the next. It is asked in the
	// tenant's open transaction. With the zero tenant, and no transaction, it is the earliest of all stations.
	Next(ctx context.Context, tx pg.Tx, tenant station.Tenant, at time.Time) (time.Time, error)
}

// Sealer opens the keys of a tenant in that tenant's open transaction, for the length of it; the
// vault of the room accounts does.
type Sealer interface {
	// Box is for a transaction that writes.
	Box(ctx context.Context, tx pg.Tx, tenant station.Tenant) (Box, error)
	// ReadBox is for one that only reads.
	ReadBox(ctx context.Context, tx pg.Tx, tenant station.Tenant) (Box, error)
}

// Box seals what must not lie in the database in plain, bound to its tenant and a place (table and
// column, row): what was sealed for one opens for no other.
type Box interface {
	Seal(kind, row string, plain []byte) ([]byte, error)
	Open(kind, row string, sealed []byte) ([]byte, error)
}

// Trail writes the audit trail in the transaction of an act; the room accounts does.
type Trail interface {
	Record(ctx context.Context, tx pg.Tx, who station.Actor, tenant station.Tenant, action, subject string, detail map[string]any) error
}

// Queue takes jobs in the caller's transaction; pg.Jobs is one.
type Queue interface {
	EnqueueAll(ctx context.Context, tx pg.Tx, jobs []pg.Timed) error
}

// Options is what a Room stands on.
type Options struct {
	Clock     func() time.Time
	Addresses Addresses
	Hours     Hours
	Sealer    Sealer
	Trail     Trail
	// Secret signs the links by which people stop a kind of mail.
	Secret []byte
	// PublicURL is where the links of messages lead, without a slash at its end, for stations without a host of their own.
	PublicURL string
	// Station is who runs the station, by language, where its Outward does not say so: the foot of every mail says it.
	Station map[string]string
	// Texts tells, in a tenant's open transaction, whether short messages can be sent for it; nil = never.
	Texts func(ctx context.Context, tx pg.Tx, tenant station.Tenant) (bool, error)
}

// Room tells messages and shows them. It works through the portal's door to the database.
type Room struct {
	Options
	db    *pg.DB
	queue Queue
	words *words
	step  func(name string) // where a test lets the process die; does nothing otherwise
}

// New makes the room. It fails on a template that does not parse or is not there in every language.
func New(db *pg.DB, o Options) (*Room, error) {
	if o.Clock == nil || o.Addresses == nil || o.Hours == nil || o.Sealer == nil || o.Trail == nil {
		return nil, errors.New("notices: clock, addresses, hours, sealer and trail are needed")
	}
	if len(o.Secret) < 16 {
		return nil, errors.New("notices: the secret that signs links has fewer than 16 bytes")
	}
	o.PublicURL = strings.TrimSuffix(o.PublicURL, "/")
	all, err := loadWords()
	if err != nil {
		return nil, fmt.Errorf("notices: %w", err)
	}
	return &Room{Options: o, db: db, words: all, step: func(string) {}}, nil
}

// WorkThrough gives the room its queue. Without one, messages wait until a worker finds them.
func (r *Room) WorkThrough(queue Queue) { r.queue = queue }

// NoticeID names one message. UUIDv7: later ones are greater.
type NoticeID [16]byte

// DeliveryID names one way that a message takes to one receiver. UUIDv7.
type DeliveryID [16]byte

// WebhookID names a system that a tenant has told of events.
type WebhookID [16]byte

func invalid(key string) error {
	return &station.Fault{Kind: station.Invalid, Say: station.Say(key)}
}

func notFound() error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
}
