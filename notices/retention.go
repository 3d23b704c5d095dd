package notices

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Keep is how long messages are kept.
type Keep struct {
	// Words of a message that lies in no inbox any more, and the log of its deliveries.
	Words time.Duration
	// Inbox is how long a message lies in an inbox.
	Inbox time.Duration
	// Keys is how long a key is remembered, so that what happened once is told once.
	Keys time.Duration
}

// UsualKeep is three months of words, a year of inbox, two years of keys.
func UsualKeep() Keep {
	return Keep{Words: 90 * 24 * time.Hour, Inbox: 365 * 24 * time.Hour, Keys: 730 * 24 * time.Hour}
}

// Terms are how long stations keep messages in the inboxes of their own people and of the companies that they serve: what was told
// before the moment goes. Stations and moments have the same order; a station that is not there keeps them as Keep says.
type Terms struct {
	Stations []station.StationID
	Before   []time.Time
}

// sweepBatch is how many rows of each kind go in one transaction.
const sweepBatch = 2000

// Sweep takes away what has served its time, through the worker's door: inbox rows, the words of
// messages that lie in no inbox, and at last the messages. It is safe to run twice; more tells that there is
// more to take than went at once.
func Sweep(ctx context.Context, door *pg.DB, now time.Time, k Keep, t Terms) (more bool, err error) {
	err = door.Global(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		more, err = sweep(ctx, tx, now, k, t, sweepBatch)
		return err
	})
	return more, err
}

// DeleteAll forgets everything that a tenant was told, its systems and its people's preferences, in the
// transaction of that tenant; through the worker's door also what the staff was told of it. Jobs that are under way find nothing and end.
func DeleteAll(ctx context.Context, tx pg.Tx, tenant station.Tenant) error {
	return deleteTenant(ctx, tx, tenant)
}

// DeletePerson forgets what a tenant told one person: the inbox, the preferences, what is on its way, and
// messages that nobody else was told.
func DeletePerson(ctx context.Context, tx pg.Tx, tenant station.Tenant, person station.PersonID) error {
	return deletePerson(ctx, tx, tenant, person)
}
