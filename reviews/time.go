package reviews

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// When what is told, in working days of the station.
const (
	soonWithin  = 2 // before something is due, who answers for it is reminded
	nudgeAfter  = 2 // an expert who was asked by name and says nothing is reminded
	silentAfter = 5 // the company is told that it may ask somebody else
)

// EndsAfter is how long after its signing a review ends by itself, in days: time for questions about the conclusion. The company goes on
// reading it.
const EndsAfter = 30

// endingAhead is how many days before its last day the end of an override is told.
const endingAhead = 7

// What is the kind of a Moment.
type What string

// The kinds.
const (
	ReviewSoon  What = "review_soon"  // a review is due in two working days: to its lead
	ReviewLate  What = "review_late"  // it is overdue: to its lead and the company
	OfferWaits  What = "offer_waits"  // an expert who was asked by name has said nothing for two working days: to them
	OfferSilent What = "offer_silent" // and nothing for five: to the company
	DisputeSoon What = "dispute_soon" // a dispute is due: to who answers it, or once to every expert where nobody does
	DisputeLate What = "dispute_late" // likewise, when it is overdue
)

// Moment is something that time has brought to a review or a dispute, to be told once.
type Moment struct {
	What    What
	Station station.StationID
	Company station.CompanyID
	ID      uuid.UUID          // of the review or the dispute
	At      time.Time          // when it is due, or was; of an offer, when it was made
	People  []station.PersonID // experts who are told
	Owners  []station.PersonID // of the company, who are told too
	Open    bool               // a dispute that nobody answers yet: People are all verified experts
}

// News tells people what the passing of time brings, each in the transaction in which it is marked as told or done: it is told if and only if
// that holds.
type News interface {
	// Moment tells a reminder.
	Moment(ctx context.Context, tx Tx, m Moment) error
	// Ending tells that an override applies for a week more, Expired that it does not any more.
	Ending(ctx context.Context, tx Tx, r Review, o Override) error
	Expired(ctx context.Context, tx Tx, r Review, o Override) error
	// Ended tells that a signed review has ended.
	Ended(ctx context.Context, tx Tx, r Review) error
}
