package web

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// ReviewFindingPage is one finding under review with what was written about it: for an expert of the team, or for the company. Page
// "review_finding". Inputs of the new thread: field, quote, start, end, audience, text, source, article, mention, file; of a reply: text, source, article, mention, file; more asks
// for another row of source and article. Query: saved.
type ReviewFindingPage struct {
	Chrome
	Form     Form
	FormOf   string // of which thread the form is that came back; "new"; empty = none
	Expert   bool
	Base     string // this review
	Self     string // this finding
	Title    string
	Subject  string
	Severity station.Severity
	RuleID   string
	Gone     bool // the finding is not in the version under review
	Over     bool // nobody writes any more
	Version  string
	Rows     []PassageRow
	Fields   []Option
	Team     []Option            // whom the expert may mention
	Saved    []reviews.SavedText // texts that the expert uses again
	PrevURL  string
	NextURL  string
	ListURL  string
	Senior   bool   // may approve what juniors wrote
	Judge    string // where an expert judges the finding otherwise
	Dispute  string // where the company disputes it
	N        int    // threads
	Attached map[uuid.UUID]files.File
	Names    map[station.PersonID]string // of the team
}

// Blank is a form that nobody has sent.
func (ReviewFindingPage) Blank() Form { return Form{} }

// PassageRow is one field of a finding with the threads about it.
type PassageRow struct {
	Field   string // empty: the finding as a whole
	Say     station.Text
	Lang    string
	Pieces  []Piece16
	Threads []ThreadView
}

// Piece16 is a piece of a field, with the threads that mark it; Starts are those whose mark begins here.
type Piece16 struct {
	Text   string
	Marked bool
	Starts []ThreadView
}

// ThreadView is a thread as a page shows it. N numbers it on its page.
type ThreadView struct {
	reviews.Thread
	N       int
	Quote   string // what was marked, where the place of it is not certain or reads differently
	URL     string // its finding, on a list
	Finding string // title of it, on a list
	Version time.Time
}

// Anchor ids of threads and comments on a page.
func (t ThreadView) Anchor() string { return "t-" + t.ID.String() }

// Reworded tells whether the page shows the passage as it was.
func (t ThreadView) Reworded() bool { return t.Quote != "" }

// Moved tells whether there is something to say of where it stands.
func (t ThreadView) Moved() bool { return t.Thread.Anchor.Status != reviews.Exact }

// Statuses are what is to be said of where it stands, the gravest first.
func (t ThreadView) Statuses() []reviews.Status {
	return append([]reviews.Status{t.Thread.Anchor.Status}, t.Thread.Anchor.Also...)
}

// ReviewFindingsPage lists the findings of a review with the threads on each. Page "review_findings". Query: show.
type ReviewFindingsPage struct {
	Chrome
	Expert   bool
	Base     string
	Show     string // "", open, mine, gone, ambiguous
	Shows    []Option
	Counts   reviews.ThreadCounts
	Findings []ReviewFindingRow
	Gone     []ThreadView // threads whose finding is not there any more
}

// ReviewFindingRow is one finding on the list.
type ReviewFindingRow struct {
	URL, Title, Subject        string
	Severity                   station.Severity
	N, Open, Ambiguous, Drafts int
}

// CommentPage is one's own comment to be edited, or what a comment said before. Page "review_comment". Inputs: text, source, article, rev.
type CommentPage struct {
	Chrome
	Form     Form
	Action   string
	Back     string
	Mine     bool
	Comment  reviews.Comment
	Editions []reviews.Edition
	Attached map[uuid.UUID]files.File
}
