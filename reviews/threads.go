package reviews

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// Audience is who reads a thread.
type Audience string

// The audiences.
const (
	ForExperts Audience = "experts" // the team only
	ForCompany Audience = "company" // the company too
)

// Settled is whether a thread is settled. It says nothing of where the thread stands in the report.
type Settled string

// The states of a thread.
const (
	Open       Settled = "open"
	Resolved   Settled = "resolved"
	Superseded Settled = "superseded" // another thread, or a later version, took its place
)

// Who wrote a comment.
const (
	SideExpert  = "expert"
	SideCompany = "company"
)

// Bounds of what is written.
const (
	mostText  = 4000 // runes of a comment
	mostCited = 200  // runes of a source, and of an article
)

// MostCitations is how many pieces of law a comment may cite.
const MostCitations = 8

// Citation is a piece of law that a comment or an override rests on.
type Citation struct {
	Source  string `json:"source"`
	Article string `json:"article,omitempty"`
}

// Mark is what somebody marks in a report: a finding, a field of it or none, and a passage of that field or none. Start and End are in UTF-16
// units, as a browser's selection is; both zero = where the passage stands is looked for.
type Mark struct {
	Finding, Field, Exact string
	Start, End            int
}

// Said is what somebody writes. ID is given by the form: sent twice it is one comment, and of a new thread it is the thread's id too.
type Said struct {
	ID        uuid.UUID
	Text      string
	Citations []Citation
	Mentions  []station.PersonID // of the team
	Files     Keeping            // nil: none come with it
}

// Comment is one comment as its reader sees it.
type Comment struct {
	ID         uuid.UUID
	Thread     uuid.UUID
	Author     station.PersonID
	Name       string
	Side       string              // expert, company
	Rank       accounts.ExpertRank // of an expert, on the day
	Text       string
	Citations  []Citation
	Mentions   []station.PersonID
	Draft      bool
	ApprovedBy string
	ApprovedAt *time.Time
	At         time.Time
	EditedAt   *time.Time
	Rev        int64
	Files      []uuid.UUID // what goes with it, in its order; the names are kept with the files
}

// Thread is one thread, with its comments in the order in which they were written, and where it stands in the version under review.
type Thread struct {
	ID        uuid.UUID
	Review    uuid.UUID
	Profile   uuid.UUID // the version that it was written about
	Target    Target
	Was       Passage // the finding as it was then
	Audience  Audience
	State     Settled
	Draft     bool
	Author    station.PersonID
	Name      string
	At        time.Time
	SettledBy string
	SettledAt *time.Time
	Rev       int64
	Anchor    Anchored
	Comments  []Comment
}

// Mine tells whether a person wrote in the thread, or is mentioned there.
func (t Thread) Mine(who station.PersonID) bool {
	return t.Author == who || slices.ContainsFunc(t.Comments, func(c Comment) bool { return c.Author == who || slices.Contains(c.Mentions, who) })
}

// Waiting are the comments that wait for a senior.
func (t Thread) Waiting() (n int) {
	for _, c := range t.Comments {
		if c.Draft {
			n++
		}
	}
	return n
}

// ThreadCounts are how many threads of a review there are, as its overview says it.
type ThreadCounts struct {
	All, Open, Gone, Ambiguous, Changed, Drafts, Mine int
}

// CountThreads counts the threads that somebody sees. Gone, Ambiguous and Changed (in any other way) are of the open ones; Drafts are comments.
func CountThreads(all []Thread, who station.PersonID) (n ThreadCounts) {
	for _, t := range all {
		n.All++
		n.Drafts += t.Waiting()
		if t.Mine(who) {
			n.Mine++
		}
		if t.State != Open {
			continue
		}
		n.Open++
		switch t.Anchor.Status {
		case Gone:
			n.Gone++
		case Ambiguous:
			n.Ambiguous++
		case Exact:
		default:
			n.Changed++
		}
	}
	return n
}

// Shows tells whether a review is about a finding of a report, so that its experts may see it.
func (r Review) Shows(in Report, finding string) bool {
	if _, there := in.Findings[finding]; !there {
		return false
	}
	switch r.Part {
	case Whole:
		return true
	case Area:
		return in.Areas[finding] == r.Area
	}
	return r.Finding == finding
}

// Keys are the findings of a report that a review is about, as the report lists them.
func (r Review) Keys(in Report) []string {
	return slices.DeleteFunc(slices.Clone(in.Order), func(key string) bool { return !r.Shows(in, key) })
}

// check cleans what is written and refuses what cannot be kept.
func (s *Said) check() error {
	s.Text = strings.TrimSpace(clean(s.Text))
	switch n := utf8.RuneCountInString(s.Text); {
	case s.ID == uuid.Nil:
		return invalid("review.wrong_form")
	case n == 0:
		return invalid("thread.no_text")
	case n > mostText:
		return invalid("thread.long_text", "most", mostText)
	}
	var kept []Citation
	for _, c := range s.Citations {
		c.Source, c.Article = strings.TrimSpace(c.Source), strings.TrimSpace(c.Article)
		if c.Source == "" && c.Article == "" {
			continue
		}
		if c.Source == "" || utf8.RuneCountInString(c.Source) > mostCited || utf8.RuneCountInString(c.Article) > mostCited {
			return invalid("thread.wrong_citation")
		}
		kept = append(kept, c)
	}
	if len(kept) > MostCitations {
		return invalid("thread.wrong_citation")
	}
	s.Citations = kept
	return nil
}

// target makes of a mark what a thread is about. Faults: Invalid for a passage that the field does not hold, or holds more than once.
func (m Mark) target(in Passage) (Target, Passage, error) {
	out := Target{Finding: m.Finding, Field: m.Field}
	was := Passage{Severity: in.Severity, Inputs: in.Inputs, Fields: in.Fields}
	exact := clean(m.Exact)
	if m.Field == "" {
		if strings.TrimSpace(exact) != "" {
			return out, was, invalid("thread.no_field")
		}
		return out, was, nil
	}
	text, there := in.Fields[m.Field]
	if !there {
		return out, was, invalid("thread.no_field")
	}
	was.Fields = map[string]string{m.Field: text}
	if strings.TrimSpace(exact) == "" {
		return out, was, nil
	}
	if q, ok := QuoteOf16(text, m.Start, m.End); ok && q.Exact == exact {
		out.Quote = &q
		return out, was, nil
	}
	q, ok := Quote{Exact: strings.TrimSpace(exact)}.Placed(text)
	if !ok {
		if strings.Contains(clean(text), strings.TrimSpace(exact)) {
			return out, was, invalid("thread.quote_twice")
		}
		return out, was, invalid("thread.quote_not_there")
	}
	out.Quote = &q
	return out, was, nil
}
