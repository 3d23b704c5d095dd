package reviews

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// OverrideState is how far an override is.
type OverrideState string

// The states. ToReview is one whose finding rests on other inputs, or another rule, than it was judged by: neither dropped nor applied.
const (
	OverrideProposed OverrideState = "proposed"
	OverrideApproved OverrideState = "approved"
	OverrideRefused  OverrideState = "refused"
	OverrideLifted   OverrideState = "lifted"
	OverrideExpired  OverrideState = "expired"
	OverrideToReview OverrideState = "to_review"
	OverrideGone     OverrideState = "gone" // of a version that has not the finding; never kept
)

// OverrideReasons are the short reasons: a fact is established otherwise, the law does not apply, an exception holds, it is mended already, the
// engine is too coarse, another one.
func OverrideReasons() []string {
	return []string{"fact", "law", "exception", "mended", "coarse", "other"}
}

// mostReason bounds the text of an override, in runes.
const mostReason = 2000

// Proposal is another severity for a finding, as an expert proposes it.
type Proposal struct {
	ID        uuid.UUID // given by the form: sent twice it is one
	Finding   string    // key
	To        station.Severity
	Dismiss   bool // To is empty: there is no risk
	Reason    string
	Text      string
	Citations []Citation
	Until     time.Time // the last day on which it is applied, as midnight UTC
}

// Override is an expert's judgement of a finding in place of the engine's.
type Override struct {
	ID        uuid.UUID
	Review    uuid.UUID
	Profile   uuid.UUID // the version in which it was proposed
	Finding   string
	Was       station.Severity // the engine's
	To        station.Severity // empty = dismissed
	Reason    string
	Text      string
	Citations []Citation
	Inputs    string // fingerprint of what the finding rested on
	State     OverrideState
	Until     time.Time
	AuthorID  station.PersonID
	Author    string
	At        time.Time
	By        string // who approved or refused it
	ByID      station.PersonID
	DecidedAt *time.Time
	EndedBy   string
	EndedAt   *time.Time
	Ending    string // why it was refused or lifted
	Rev       int64
}

// Rule is the rule whose finding it is.
func (o Override) Rule() string { return ruleOf(o.Finding) }

// Kind is raise, lower or dismiss.
func (o Override) Kind() string {
	switch {
	case o.To == "":
		return "dismiss"
	case o.To.Rank() > o.Was.Rank():
		return "raise"
	}
	return "lower"
}

func ruleOf(key string) string {
	rule, _, _ := strings.Cut(key, "@")
	return rule
}

// In tells how an override stands in a version of the report on a day: approved only where it is applied.
func (o Override) In(report Report, now time.Time) OverrideState {
	switch o.State {
	case OverrideProposed, OverrideApproved, OverrideToReview:
	default:
		return o.State
	}
	if o.over(now) {
		return OverrideExpired
	}
	passage, there := report.Findings[o.Finding]
	if !there {
		return OverrideGone
	}
	if o.State == OverrideProposed {
		return OverrideProposed
	}
	if o.Inputs == "" || passage.Inputs != o.Inputs {
		return OverrideToReview
	}
	return OverrideApproved
}

// over tells whether its last day has passed in Shanghai.
func (o Override) over(now time.Time) bool {
	return o.Until.Format(time.DateOnly) < shanghaiDay(now)
}

func shanghaiDay(at time.Time) string {
	return at.In(time.FixedZone("Asia/Shanghai", 8*60*60)).Format(time.DateOnly)
}

// Severities are what is to be scored in a version: finding key → severity, empty = dismissed, of those that are applied.
func Severities(all []Override, report Report, now time.Time) map[string]station.Severity {
	out := map[string]station.Severity{}
	for _, o := range all {
		if o.In(report, now) == OverrideApproved {
			out[o.Finding] = o.To
		}
	}
	return out
}

// covers tells whether a finding is part of what a review is about.
func (r Review) covers(report Report, key string) bool {
	switch r.Part {
	case Whole:
		return true
	case Area:
		return report.Areas[key] == r.Area
	}
	return key == r.Finding
}

// Covers lists the findings of a report that a review is about, in the report's order.
func (r Review) Covers(report Report) []string {
	var out []string
	for _, key := range report.Order {
		if r.covers(report, key) {
			out = append(out, key)
		}
	}
	return out
}

// check holds a proposal to what every one needs. was is the engine's severity.
func (p Proposal) check(was station.Severity, now time.Time) error {
	switch n := utf8.RuneCountInString(p.Text); {
	case p.ID == uuid.Nil, p.Dismiss && p.To != "":
		return invalid("review.wrong_form")
	case !p.Dismiss && p.To.Rank() == 0:
		return invalid("override.choose_severity")
	case !p.Dismiss && p.To == was:
		return invalid("override.same_severity")
	case !slices.Contains(OverrideReasons(), p.Reason):
		return invalid("override.choose_reason")
	case n == 0 || n > mostReason:
		return invalid("override.wrong_text", "most", mostReason)
	case len(p.Citations) == 0:
		return invalid("override.no_citation")
	case len(p.Citations) > MostCitations:
		return invalid("override.many_citations", "most", MostCitations)
	case p.Until.Format(time.DateOnly) <= shanghaiDay(now) || p.Until.Format(time.DateOnly) > shanghaiDay(now.AddDate(1, 0, 0)):
		return invalid("override.wrong_until")
	}
	for _, c := range p.Citations {
		if c.Source == "" || c.Article == "" || utf8.RuneCountInString(c.Source) > mostCited || utf8.RuneCountInString(c.Article) > mostCited {
			return invalid("override.no_citation")
		}
	}
	return nil
}

// clean is a proposal without space at the edges, and without citations that say nothing.
func (p Proposal) clean() Proposal {
	p.Text = strings.TrimSpace(p.Text)
	var cited []Citation
	for _, c := range p.Citations {
		c = Citation{strings.TrimSpace(c.Source), strings.TrimSpace(c.Article)}
		if c != (Citation{}) && !slices.Contains(cited, c) {
			cited = append(cited, c)
		}
	}
	p.Citations = cited
	return p
}
