package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// ChecksPage lists the self-checks and starts a new one. Page "checks". Inputs: areas (several), depth.
type ChecksPage struct {
	Chrome
	Form   Form
	CanNew bool
	Checks []CheckRow
	Pager  Pager
}

// CheckRow is one self-check of the list. State is submitted when its newest profile holds its
// newest answers, else draft.
type CheckRow struct {
	Title, URL string
	State      string
	Depth      string // core or full
	Started    time.Time
	Submitted  time.Time // when the newest profile was made
	ProfileURL string    // of the newest profile
}

// CheckPage is one self-check from above: areas, lists, presences, submit. Page "check". Inputs of the
// presence form: country, kind.
type CheckPage struct {
	Chrome
	Title       string
	Depth       string
	Tally       Tally
	Cells       []string // what is missing in the lists, apart from the questions
	Minutes     int      // about what the questions left take
	Save        Save
	Areas       []CheckArea
	Unknown     []Link // answered with "don't know": to be looked at once more
	Lists       []Task
	Presences   []Presence
	Removed     *Removed // what has just happened to a presence
	Form        Form
	Countries   []Option
	PresenceURL string // POST: add
	NonePresent bool   // the company said that it has none abroad
	NoneURL     string // POST: say so; offered while there are none
	ContinueURL string
	Continue    string // what comes next
	SubmitURL   string
	CanSubmit   bool
	WhyNot      []station.Text // reasons why it cannot be submitted, in words
	Confirm     int            // answers from before the rules changed, to be confirmed
	Known       int            // questions that other answers or an earlier self-check answer
	Gone        int            // answers to questions that are no longer asked
	EarlierURL  string
	Earlier     []Presence // host countries of the last self-check, to be added
	RecordsURL  string     // of the judgements
}

// CheckArea is one area with its groups of questions.
type CheckArea struct {
	Area  station.Area
	Tasks []Task
}

// Removed is the notice after a presence was taken out or came back. Ref is set where it can
// be put back.
type Removed struct {
	Say station.Text
	Ref string
}

// JudgingPage says that the lists are being judged and comes again by itself. Page "judging".
type JudgingPage struct {
	Chrome
	URL string // to look again without waiting
}

// Presence is a host country in which the company is.
type Presence struct {
	Label, URL string
	RemoveURL  string
	Task       Task
}

// QuestionPage asks one question, or a small group that belongs together. Page "question".
// Buttons post go=next or go=later.
type QuestionPage struct {
	Chrome
	Form      Form
	Action    string
	Posted    bool // the page shows what was just posted, refused or in conflict
	Area      station.Area
	Group     string
	Number    int
	Tally     Tally
	Save      Save
	Heading   string // of a group; a single question is its own heading
	Questions []Question
	Hidden    []Hidden // version and the like
	PrevURL   string
	PeopleURL string // where a colleague is asked in
	Side      []Task
}

// Question is a field, and perhaps a second answer to it.
type Question struct {
	Field
	Conflict *Conflict
}

// Conflict is two answers of two people to one question. Input: keep.<name> = mine or theirs.
type Conflict struct {
	Mine, Theirs string
	By           string
	At           time.Time
}

// Tabs answers no: nothing competes with the answer.
func (QuestionPage) Tabs() bool { return false }

// Single is the only question, if there is just one and it has its own heading.
func (q QuestionPage) Single() bool { return q.Heading == "" && len(q.Questions) == 1 }
