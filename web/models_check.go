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

// CheckRow is one self-check of the list. State is draft, submitted or expired.
type CheckRow struct {
	Title, URL string
	State      string
	Depth      string // core or full
	Areas      []station.Area
	Determined int
	Left       int
	Started    time.Time
	Submitted  time.Time
	ProfileURL string
}

// CheckPage is one self-check from above: areas, lists, presences, submit. Page "check". Inputs of the
// presence form: country, kind.
type CheckPage struct {
	Chrome
	Title       string
	Depth       string
	Tally       Tally
	Minutes     int // about what is left
	Save        Save
	Areas       []CheckArea
	Lists       []Task
	Presences   []Presence
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
}

// CheckArea is one area with its groups of questions.
type CheckArea struct {
	Area  station.Area
	Owner string
	Due   time.Time
	Tasks []Task
}

// Presence is a host country in which the company is.
type Presence struct {
	Label, URL, Note string
	RemoveURL        string
	Task             Task
}

// QuestionPage asks one question, or a small group that belongs together. Page "question".
// Buttons post go=next or go=later.
type QuestionPage struct {
	Chrome
	Form        Form
	Action      string
	Area        station.Area
	Group       string
	Number      int
	Tally       Tally
	Save        Save
	Heading     string // of a group; a single question is its own heading
	Questions   []Question
	Hidden      []Hidden // version and the like
	PrevURL     string
	HandoverURL string
	Side        []Task
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
