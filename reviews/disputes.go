package reviews

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// DisputeWithin is how long an answer to a dispute takes, in working days of the station.
const DisputeWithin = 10

// DisputeState is how far a dispute is.
type DisputeState string

// The states.
const (
	DisputeFiled     DisputeState = "filed"
	DisputeUpheld    DisputeState = "upheld"    // the company is wrong: the finding stands
	DisputeCorrected DisputeState = "corrected" // the company is right: the finding is wrong
	DisputePartly    DisputeState = "partly"    // right in part
	DisputeWithdrawn DisputeState = "withdrawn" // the company took it back
)

// DisputeAnswers are the states that an expert can answer with.
func DisputeAnswers() []DisputeState {
	return []DisputeState{DisputeUpheld, DisputePartly, DisputeCorrected}
}

// Dispute is a company's word that a finding is wrong.
type Dispute struct {
	ID         uuid.UUID
	Company    station.CompanyID
	Profile    uuid.UUID
	Area       station.Area
	Finding    string // sealed: filled where the company's key is open
	Text       string // likewise
	Review     *uuid.UUID
	State      DisputeState
	FiledBy    string
	FiledAt    time.Time
	Due        time.Time
	DueCertain bool
	TakenBy    station.PersonID // zero = nobody yet
	TakenName  string
	AnsweredBy string
	AnsweredAt *time.Time
	Answer     string
	Rev        int64
}

// Filing is what a company files.
type Filing struct {
	ID      uuid.UUID // given by the form: sent twice it is one
	Profile uuid.UUID
	Finding string
	Text    string
}

// DisputeAnswer is what an expert answers, to the dispute as it was when they read it.
type DisputeAnswer struct {
	State DisputeState
	Text  string
	Rev   int64
}

// mostDisputed bounds a dispute's text and its answer, in runes.
const mostDisputed = 2000
