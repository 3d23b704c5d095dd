package accounts

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// RetentionKind is a kind of data that is kept for a time and no longer. All figures are days.
type RetentionKind struct {
	Name    string
	Default int
	Least   int // by law, or because less would not do
	Most    int
}

// Fixed tells whether a station cannot change it.
func (k RetentionKind) Fixed() bool { return k.Least == k.Most }

// The kinds of data, by their names in the table of what stations decided.
const (
	KeepUploads     = "uploads"     // files whose import was never confirmed
	KeepSessions    = "sessions"    // sessions that have ended
	KeepAttempts    = "attempts"    // counts of failed tries
	KeepDevices     = "devices"     // browsers and systems that somebody signed in with
	KeepLinks       = "links"       // links that were sent, after their end
	KeepInvitations = "invitations" // invitations, after they were accepted, taken back or ran out
	KeepNotices     = "notices"     // what was told a person in the portal
	KeepTold        = "told"        // that a message was told and how it went, without its words
	KeepCodes       = "codes"       // mobile numbers that wait for their code
	KeepLooks       = "looks"       // who looked at a company
	KeepReviews     = "reviews"     // what was written about findings in a review, after it is over
	KeepClaims      = "claims"      // claims on codes, after they were decided
	KeepBriefs      = "briefs"      // drafts of briefs that nobody goes on with
	KeepHold        = "hold"        // from asking for a company's deletion to the deletion
	KeepAudit       = "audit"       // trail and consents of a company, after its deletion
)

// RetentionKinds are all kinds, in the order in which pages show them. Looks and audit have their least by law: records of handling
// personal data are kept for three years (个人信息保护法 56), logs for six months (网络安全法 23).
func RetentionKinds() []RetentionKind {
	return []RetentionKind{
		{KeepUploads, 1, 1, 1},
		{KeepSessions, 1, 1, 1},
		{KeepAttempts, 1, 1, 1},
		{KeepDevices, 90, 90, 90},
		{KeepLinks, 7, 7, 7},
		{KeepCodes, 1, 1, 1},
		{KeepTold, 730, 730, 730}, // so that what happened once is told once
		{KeepInvitations, 30, 1, 180},
		{KeepNotices, 365, 30, 730}, // a key of a message is remembered for two years
		{KeepLooks, 1095, 1095, 3650},
		{KeepReviews, 1095, 183, 3650},
		{KeepClaims, 365, 183, 1095},
		{KeepBriefs, 180, 30, 1095},
		{KeepHold, 30, 7, 180},
		{KeepAudit, 1095, 183, 3650},
	}
}

// Retained is a kind of data with how long a station keeps it.
type Retained struct {
	RetentionKind
	Days int
	By   string    // who changed it last; empty = as usual
	At   time.Time // and when
}

// Aged takes away what rooms other than this one kept of a kind since before the moment of each station, through the worker's
// own door. It must be safe to run twice. Stations and moments have the same order.
type Aged func(ctx context.Context, worker *pg.DB, stations []station.StationID, before []time.Time) error

const day = 24 * time.Hour
