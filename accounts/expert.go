package accounts

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// ExpertRank says who leads and who is led: 资深专家 and 骨干. The administrator of security gives it.
type ExpertRank string

// The ranks.
const (
	Junior ExpertRank = "junior"
	Senior ExpertRank = "senior"
)

// ExpertState is how an expert's licence stands.
type ExpertState string

// The states. Expired is never kept: a verification that holds no longer is one.
const (
	ExpertUnverified ExpertState = "unverified"
	ExpertVerified   ExpertState = "verified"
	ExpertSuspended  ExpertState = "suspended"
	ExpertExpired    ExpertState = "expired"
)

// Licence is by what somebody may practise law. Country is where it was given, ISO 3166-1; CN has numbers of one form.
type Licence struct {
	Country string `json:"country"`
	Number  string `json:"number"`
}

// ExpertCard is what an expert says of themselves.
type ExpertCard struct {
	Licence   Licence
	FirmZh    string
	FirmEn    string
	About     string // one line
	Domains   []string
	Countries []string
	Languages []string
	Capacity  int // cases at once; 0 = none for now
}

// Expert is somebody who advises companies, as the directory has them.
type Expert struct {
	ExpertCard
	Person     station.PersonID
	Name       string
	Rank       ExpertRank
	State      ExpertState
	VerifiedBy string // who decided last; empty = nobody yet
	VerifiedAt *time.Time
	ValidUntil *time.Time // the last day on which the verification holds, as midnight UTC
	Note       string     // how it was checked, or why not; for the expert and the administrator of security
	Rev        int64
}

// Listed tells whether the expert is in the directory.
func (e Expert) Listed() bool { return e.State == ExpertVerified }

// shanghai is the clock by which days are counted.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

func dayOf(at time.Time) string { return at.In(shanghai).Format(time.DateOnly) }

// chineseLicence is the form of 律师执业证号: 17 digits by the numbering rules (编号规则) that the Ministry of Justice issued with
// the certificates of 2010: kind of paper (1 = a lawyer's), province (2), city (2), year of the first certificate (4), category,
// sex, serial number (6). Whose number it is, only a look at the certificate or the bar's register tells.
var chineseLicence = regexp.MustCompile(`^1[1-8][0-9]{3}((?:19|20)[0-9]{2})[0-9]{8}$`)

// cleanLicence is a licence as it is kept and compared: without spaces, Latin letters large.
func cleanLicence(l Licence) Licence {
	l.Country = strings.ToUpper(strings.TrimSpace(l.Country))
	if l.Country == "CN" {
		l.Number = strings.Join(strings.Fields(l.Number), "")
	}
	l.Number = strings.ToUpper(strings.Join(strings.Fields(l.Number), " "))
	return l
}

// check holds a cleaned licence against the form of its country. Fault: Invalid.
func (l Licence) check(now time.Time) error {
	if l.Country != "CN" {
		if n := utf8.RuneCountInString(l.Number); n < 2 || n > 60 {
			return invalid("expert.wrong_licence_foreign")
		}
		return nil
	}
	year := chineseLicence.FindStringSubmatch(l.Number)
	if year == nil || year[1] < "1979" || year[1] > now.In(shanghai).Format("2006") { // there were no lawyers before
		return invalid("expert.wrong_licence")
	}
	return nil
}

// check holds a card against what every card needs. Which domains, countries and languages there are, the caller knows.
func (c ExpertCard) check(now time.Time) error {
	if err := c.Licence.check(now); err != nil {
		return err
	}
	fits := func(s string, most int) bool { return s != "" && utf8.RuneCountInString(s) <= most }
	switch {
	case !fits(c.FirmZh, 60) || !fits(c.FirmEn, 120):
		return invalid("expert.wrong_firm")
	case utf8.RuneCountInString(c.About) > 200:
		return invalid("expert.wrong_about")
	case len(c.Domains) == 0 || len(c.Domains) > 40:
		return invalid("expert.wrong_domains")
	case len(c.Languages) == 0 || len(c.Languages) > 20 || len(c.Countries) > 60:
		return invalid("expert.wrong_languages")
	case c.Capacity < 0 || c.Capacity > 50:
		return invalid("expert.wrong_capacity")
	}
	return nil
}

// changedPapers tells whether what was verified is another now: licence or firm.
func (c ExpertCard) changedPapers(was ExpertCard) bool {
	return c.Licence != was.Licence || c.FirmZh != was.FirmZh || c.FirmEn != was.FirmEn
}

// sorted gives a set in one order, without doubles.
func sorted(set []string) []string {
	out := append([]string{}, set...)
	slices.Sort(out)
	return slices.Compact(out)
}

// ExpertFilter narrows the directory; empty fields narrow nothing.
type ExpertFilter struct {
	Domains  []string // one of them is enough
	Country  string
	Language string
	Rank     ExpertRank
	After    station.PersonID // the last one seen
	Limit    int              // at most 100; 0 = 50
}

// ExpertDecision is what the administrator of security decides about a card, as it was when they saw it.
type ExpertDecision struct {
	State      ExpertState // ExpertVerified or ExpertSuspended
	Rank       ExpertRank
	ValidUntil time.Time // of a verification
	Note       string
	Rev        int64
}

// longestVerification bounds for how long a verification holds: licences are checked every year, and a year's stamp may come late.
const longestVerification = 2 * 365 * day

func (d ExpertDecision) check(now time.Time) error {
	switch {
	case d.State != ExpertVerified && d.State != ExpertSuspended:
		return invalid("expert.choose_decision")
	case strings.TrimSpace(d.Note) == "" || utf8.RuneCountInString(d.Note) > 500:
		return invalid("expert.wrong_note")
	case d.State == ExpertSuspended:
		return nil
	case d.Rank != Junior && d.Rank != Senior:
		return invalid("expert.wrong_rank")
	case dayOf(d.ValidUntil) <= dayOf(now) || d.ValidUntil.After(now.Add(longestVerification)):
		return invalid("expert.wrong_until")
	}
	return nil
}
