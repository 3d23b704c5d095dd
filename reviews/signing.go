package reviews

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// Signing is what signing needs from outside. The zero value confirms by Ed25519 and trusts no authority.
type Signing struct {
	Algorithm signature.Algorithm     // of keys that the station keeps
	Trust     func() *signature.Trust // authorities of experts' certificates, as they are at this moment
	Sealer    *signature.Sealer       // seals PDFs; nil = the station makes a certificate of its own
}

// SignBy sets what signing needs from outside, before the room is used.
func (r *Room) SignBy(s Signing) *Room {
	r.signing = s
	return r
}

// TrustsAuthorities tells whether signatures by certificates of experts' own can be checked.
func (r *Room) TrustsAuthorities() bool { return r.signing.Trust != nil && !r.signing.Trust().Empty() }

// SealsItself tells whether PDFs are sealed by a certificate that the station made itself.
func (r *Room) SealsItself() bool { return r.signing.Sealer == nil }

// Trust are the authorities that the station trusts at this moment; nil for none.
func (r *Room) Trust() *signature.Trust {
	if r.signing.Trust == nil {
		return nil
	}
	return r.signing.Trust()
}

// Kinds of writing.
const (
	writeConclusion = "conclusion"
	writeMinutes    = "minutes"
	writeDissent    = "dissent"
)

// Options of a conclusion.
var Options = []string{"sign", "conditions", "against", "other"}

// Writing is the latest version of something that experts write.
type Writing struct {
	Version int // 0 = nothing yet
	By      string
	At      time.Time
	Person  station.PersonID // of dissent
	Words
}

// Words are what a writing says. Minutes and dissent have a text only.
type Words struct {
	Option     string   `json:"option,omitempty"`
	Text       string   `json:"text"`
	Conditions []string `json:"conditions,omitempty"`
	Limits     string   `json:"limits,omitempty"` // what was not looked at
}

// Round is a content that was put up for signature.
type Round struct {
	Number   int
	Hash     string
	SM3      string
	Bytes    []byte // what is signed
	Content  signed.Content
	State    string // open, signed, voided, superseded
	Needed   int
	MadeBy   string
	MadeAt   time.Time
	SignedAt *time.Time
	EndedAt  *time.Time
	EndedBy  string   // empty = nobody in particular: it was found to have changed
	Why      []string // parts of the content that changed, see Parts
	Signed   []Signature

	sealed  []byte
	profile uuid.UUID
}

// Signature is one expert's signature under a round.
type Signature struct {
	Person    station.PersonID
	Name      string
	Kind      string // signed.Internal or signed.Certificate
	Key       string
	At        time.Time
	Algorithm string
	Value     []byte
	Signer    *signature.Signer // of a certificate
	Licence   string            // the name by which the licence was verified
}

// Mismatch tells whether a certificate names somebody else than the expert's licence.
func (s Signature) Mismatch() bool { return s.Signer != nil && !namesPerson(s.Signer.Subject, s.Name) }

// SignOff is all about the conclusion of a review.
type SignOff struct {
	Review     Review
	Conclusion Writing
	Minutes    Writing
	Dissent    []Writing
	Rounds     []Round // the latest first
}

// Current is the round that is open, or signed and still holds; nil when there is none.
func (s SignOff) Current() *Round {
	for i, r := range s.Rounds {
		if r.State == "open" || r.State == "signed" {
			return &s.Rounds[i]
		}
	}
	return nil
}

// UpForNow is the round that stands over the version of the report that the review is about now; nil when there is none.
func (s SignOff) UpForNow() *Round {
	if now := s.Current(); now != nil && (now.State == "open" || now.profile == s.Review.Profile) {
		return now
	}
	return nil
}

// Profile is the version of the report that was put up.
func (r Round) Profile() uuid.UUID { return r.profile }

// Signed is the round that was signed last and not voided; nil when there is none.
func (s SignOff) Signed() *Round {
	for i, r := range s.Rounds {
		if r.State == "signed" || r.State == "superseded" {
			return &s.Rounds[i]
		}
	}
	return nil
}

// ForCompany is what of it the company reads: the content that stands, as it was put up. What is still being written, and the minutes, are the experts' own.
func (s SignOff) ForCompany() SignOff {
	latest := s.Conclusion
	s.Conclusion, s.Minutes, s.Dissent = Writing{}, Writing{}, nil
	round := s.Current()
	if round == nil {
		round = s.Signed()
	}
	if round == nil {
		return s
	}
	c := round.Content
	s.Conclusion = Writing{Version: round.Number, By: round.MadeBy, At: round.MadeAt, Words: Words{Option: c.Conclusion.Option, Text: c.Conclusion.Text, Conditions: c.Conclusion.Conditions, Limits: c.Limits}}
	if latest.Text == c.Conclusion.Text {
		s.Conclusion.Version, s.Conclusion.By, s.Conclusion.At = latest.Version, latest.By, latest.At
	}
	for _, d := range c.Dissent {
		person, err := uuid.Parse(d.Person)
		if err == nil {
			s.Dissent = append(s.Dissent, Writing{Version: 1, By: c.Name(d.Person), At: round.MadeAt, Person: station.PersonID(person), Words: Words{Text: d.Text}})
		}
	}
	return s
}

// Parts of a content that may change, as words name them.
var Parts = []string{"report", "question", "team", "needed", "findings", "overrides", "threads", "conclusion", "limits", "dissent"}

// changed names the parts in which two contents differ.
func changed(a, b signed.Content) (out []string) {
	same := func(x, y any) bool {
		one, _ := signed.Canonical(x)
		two, _ := signed.Canonical(y)
		return string(one) == string(two)
	}
	for _, part := range []struct {
		name string
		a, b any
	}{{"report", a.Report, b.Report}, {"question", a.Question, b.Question}, {"team", a.Experts, b.Experts}, {"needed", a.Needed, b.Needed}, {"findings", a.Findings, b.Findings},
		{"overrides", a.Overrides, b.Overrides}, {"threads", a.Threads, b.Threads}, {"conclusion", a.Conclusion, b.Conclusion}, {"limits", a.Limits, b.Limits}, {"dissent", a.Dissent, b.Dissent}} {
		if !same(part.a, part.b) {
			out = append(out, part.name)
		}
	}
	return out
}
