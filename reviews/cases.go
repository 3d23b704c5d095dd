package reviews

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// Bounds of teaching cases.
const (
	mostCase      = 6000 // runes
	mostCaseTitle = 80
	mostCaseDraft = 50 // of one expert that wait
)

// Case is a teaching case: what experts learnt about a rule, stripped of the company. Nothing in it leads back to where it was learnt.
type Case struct {
	ID        uuid.UUID // random
	Rule      string    // id
	Area      station.Area
	Field     string // kind of the field; empty = the finding as a whole
	Title     string
	Text      string
	Citations []Citation
	Draft     bool
	Mine      bool             // a draft of the reader's
	Asked     bool             // a draft that waits for the reader
	Approver  station.PersonID // asked to approve, or who approved
	By        string           // their name
	Month     time.Time        // its first day
	Rev       int64
}

// CaseFilter narrows the list of cases; empty = all.
type CaseFilter struct {
	Rule  string
	Area  station.Area
	After uuid.UUID // the last one seen
	Limit int
}

// caseWords is what of a case lies sealed.
type caseWords struct {
	Title     string     `json:"title"`
	Text      string     `json:"text"`
	Citations []Citation `json:"citations,omitempty"`
}

var (
	ruleForm  = regexp.MustCompile(`^[A-Z]{2,4}-[0-9]{2,4}$`)
	fieldForm = regexp.MustCompile(`^[a-z]{0,20}$`)
)

// check cleans a case and refuses what cannot be kept. Its field loses all but its kind, for a number or a key tells more than is needed.
func (c *Case) check() error {
	c.Rule, _, _ = strings.Cut(c.Rule, "@")
	c.Rule, _, _ = strings.Cut(c.Rule, " ")
	c.Field, _, _ = strings.Cut(c.Field, ".")
	c.Title = strings.TrimSpace(clean(c.Title))
	said := Said{ID: c.ID, Text: "x", Citations: c.Citations}
	if err := said.check(); err != nil {
		return err
	}
	c.Text, c.Citations = strings.TrimSpace(clean(c.Text)), said.Citations
	switch n, title := utf8.RuneCountInString(c.Text), utf8.RuneCountInString(c.Title); {
	case !ruleForm.MatchString(c.Rule) || !fieldForm.MatchString(c.Field) || c.ID.Version() != 4:
		return invalid("review.wrong_form")
	case title == 0 || title > mostCaseTitle:
		return invalid("case.wrong_title", "most", mostCaseTitle)
	case n == 0 || n > mostCase:
		return invalid("case.wrong_text", "most", mostCase)
	}
	return nil
}

// Keepable tells whether somebody may make a teaching case of a thread: it is settled, and they are a senior.
func (t Thread) Keepable(senior bool) bool { return senior && t.State == Resolved && t.Waiting() == 0 }
