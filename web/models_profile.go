package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// ProfilesPage lists the profiles. Page "profiles".
type ProfilesPage struct {
	Chrome
	Profiles []ProfileRow
	Pager    Pager
	StartURL string
}

// ProfileRow is one profile of the list.
type ProfileRow struct {
	Title, URL string
	Depth      string
	At         time.Time
	Score      station.Bounds
	Findings   int
	Open       int
	Expired    bool
}

// ProfilePage is what is wrong and what to do first. Page "profile".
type ProfilePage struct {
	Chrome
	Company, Title string
	At             time.Time
	Depth          string
	Completeness   int // per cent of the weight that is decided
	Dial           Dial
	Headline       string // one sentence: the verdict
	Summary        string
	Areas          []AreaScore
	Findings       []FindingRow // one for all subjects of a rule and severity
	FindingsN      int          // findings, each subject by itself
	MoreFindings   int
	FindingsURL    string
	Moves          []Move // the three best
	Open           []OpenItem
	OpenN          int    // items to be verified
	OpenURL        string // where the open questions are answered
	NotLooked      []string
	Radar          Radar
	Source         Source
	RulesNewer     bool // rules have changed since; the profile has not
	RescoreURL     string
	Expired        bool
	PrintURL       string
	ExportURL      string
	AskURL         string
	MoveOn         []Link     // reviews under way of an earlier report, which can be put over to this one
	ReviewURL      string     // where experts are asked; empty = the visitor may not
	Arithmetic     []Table    // one an area
	Judgement      *Judgement // of experts, beside the engine's; nil = nothing was overruled
	JudgementURL   string     // the same as a file
	Cohort         *Cohort    // among companies like it; nil where nothing was released
}

// shownOpen is how many open items a profile shows before it folds the rest.
const shownOpen = 30

// OpenFirst are the open items that are shown at once.
func (p ProfilePage) OpenFirst() []OpenItem { return p.Open[:min(len(p.Open), shownOpen)] }

// OpenRest are the open items that are folded.
func (p ProfilePage) OpenRest() []OpenItem { return p.Open[min(len(p.Open), shownOpen):] }

// NeedMore is how many questions are missing before a number is shown.
func (p ProfilePage) NeedMore() int {
	if p.Dial.Score.Shown {
		return 0
	}
	return p.OpenN
}

// FindingRow is one finding in the list.
type FindingRow struct {
	Severity     station.Severity
	SeverityOpen bool
	Title, URL   string
	Why          string
	Subject      string
	Area         station.Area
	Deadline     time.Time
	Passed       bool
	Costs        int    // hundredths of a point
	Wins         int    // whole points that mending wins back
	Count        int    // of a rule with several subjects
	Subjects     []Link // the first of them
}

// FindingsPage lists one rule's findings, page by page. Page "findings".
type FindingsPage struct {
	Chrome
	Title, RuleID string
	Area          station.Area
	N, From, To   int
	Findings      []FindingRow
	Pager         Pager
}

// Move is something worth doing first.
type Move struct {
	Label, URL, Detail string
	Wins               int
}

// OpenItem is a verdict that waits: for answers, for reference data, or for a person.
type OpenItem struct {
	Title, URL string
	Because    station.Because
	Area       station.Area
}

// Source says where a profile comes from, so that it can be repeated bit for bit.
type Source struct {
	Answered, Open   int
	People           int
	Suppliers        int
	Employees        int
	Rules            int
	Revision, Engine string
	Digest           string // in groups of four
	AnswersAt        time.Time
	Sheet            string
}

// FindingPage says why a rule fired and how to mend it. Page "finding".
type FindingPage struct {
	Chrome
	Severity     station.Severity
	SeverityOpen bool
	Area         station.Area
	Topic        string // the theme within the area, in words
	RuleID       string
	Subject      string
	Title        string
	Consequence  string
	Evidence     []EvidenceRow
	Laws         []Law
	Steps        []string
	Deadline     time.Time
	Passed       bool
	Effort       string
	Costs, Wins  int // hundredths; whole points
	PrevURL      string
	NextURL      string
	AskURL       string
	Papers       []string      // to show that it is mended
	Note         string        // why it is read together with rules that pull the other way
	Beside       []Link        // those of them that found something here
	Judged       []OverrideRow // by experts: applied, or to be reviewed again
	Dispute      *reviews.Dispute
	DisputeURL   string // where the company says that it is wrong; empty for who may not
}

// EvidenceRow sets an answer against the line it crossed, and says who drew the line.
type EvidenceRow struct {
	Question, Answer, Line string
	Setter                 string // law, practice or station
	Hit                    bool
	EditURL                string
}
