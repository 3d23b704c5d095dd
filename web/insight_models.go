package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// InsightPart is what stands on every page about a release: which it is, and what it guards.
type InsightPart struct {
	Hash      string // in groups; empty = no release yet
	Cut       time.Time
	K         int
	Synthetic bool
	View      string // room or outside
	Views     []Tab
	Late      int    // days since the cut, where that is too long ago; else 0
	Newest    string // where the newest release is, when this is an earlier one; else empty
}

// InsightPage is the first page of an analyst: what the newest release says, and its tables. Page "insight".
type InsightPage struct {
	Chrome
	Part     InsightPart
	Headline station.Text
	Overall  station.Text // may be empty
	Cards    []InsightCard
	Export   string // the whole release as a file; empty = none yet
}

// InsightCard is a table of the lattice with how much of it is published.
type InsightCard struct {
	Name, Title, Cadence string
	URL                  string // empty: no release has it yet
	Cut                  time.Time
	Numbers, Shown       int
	Percent              int
	Hidden               []string // in words, with how many
	Withheld             bool
}

// InsightTablePage is one table. Page "insight_table".
type InsightTablePage struct {
	Chrome
	Part      InsightPart
	Table     InsightTable
	Withheld  bool
	Carried   time.Time // the table was not due: it is of that day
	Slices    []InsightChoice
	SliceWord string
	Downloads []Link
	AuditURL  string
	Wider     []Link // where to look, when all is hidden
}

// InsightChoice is one of the published slices or series of a page.
type InsightChoice struct {
	Label, URL string
	Current    bool
}

// InsightTrendPage is the share at risk from release to release. Page "insight_trend".
type InsightTrendPage struct {
	Chrome
	Part    InsightPart
	About   string // what is counted: everybody, or an industry group
	Choices []InsightChoice
	Chart   LineChart
	Columns []string
	Rows    []InsightTrendRow // the newest first
	Marks   []LineMark
}

// InsightTrendRow is one cut.
type InsightTrendRow struct {
	Cut   time.Time
	Cells []InsightCell
}

// InsightAuditPage is the sheet that is published beside a release. Page "insight_audit".
type InsightAuditPage struct {
	Chrome
	Part                                                               InsightPart
	Sheets                                                             []InsightSheet
	P, System, Relations, Exact, Unproved, Narrowest, Rounds, Withheld int
	Lost                                                               int  // numbers that the release before has narrowed by itself
	Together                                                           bool // it was proved together with the release before
	Lattice, Previous, HashPlain                                       string
	PreviousURL, Export, AuditURL                                      string
}

// InsightSheet is a table's line of the sheet.
type InsightSheet struct {
	Title, URL                                                       string
	Numbers, Published, Held, Primary, Secondary, Withheld, PerMille int
	Structural                                                       int
}

// InsightReleasesPage lists the releases of an audience. Page "insight_releases".
type InsightReleasesPage struct {
	Chrome
	Part  InsightPart
	Lines []InsightLine
	Pager Pager
}

// InsightLine is a release in that list.
type InsightLine struct {
	Short, URL, AuditURL string
	Cut, At              time.Time
	K, Withheld          int
	Synthetic            bool
}

// InsightReadsPage is who looked at which release. Page "insight_reads".
type InsightReadsPage struct {
	Chrome
	Lines []InsightRead
	Pager Pager
}

// InsightRead is one line of it.
type InsightRead struct {
	At                                   time.Time
	Person, Short, URL, View, Part, Form string
}

// Share is the part of a table's numbers that are shown, in per cent with one digit.
func (s InsightSheet) Share() string { return perMille(s.PerMille) }
