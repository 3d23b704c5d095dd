package reviews_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
)

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

// shelf is the versions of one company's report: what another room gives at this one's door.
type shelf struct {
	mu  sync.Mutex
	all map[uuid.UUID]reviews.Report
}

func (s *shelf) Report(_ context.Context, _ accounts.Scope, profile uuid.UUID) (reviews.Report, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, there := s.all[profile]
	if !there {
		return in, &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	return in, nil
}

// put lays down a version, an hour after the last.
func (s *shelf) put(findings reviews.Findings) uuid.UUID {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := uuid.New()
	keys := slices.Sorted(maps.Keys(findings))
	areas := map[string]station.Area{}
	for _, key := range keys {
		areas[key] = map[bool]station.Area{true: "tax", false: "employee"}[key < "EMZ"]
	}
	s.all[id] = reviews.Report{Profile: id, At: noon.Add(time.Duration(len(s.all)) * time.Hour), Findings: findings, Order: keys, Areas: areas}
	return id
}

// soon is two days, whatever the working time.
type soon struct{}

func (soon) InDays(_ context.Context, _ station.StationID, start time.Time, _ int) (time.Time, bool, error) {
	return start.AddDate(0, 0, 2), true, nil
}

// room is a review of a report, with a senior who leads, a second senior and a junior.
type room struct {
	*reviews.Room
	t       *testing.T
	people  *accounts.Store
	gate    accounts.Gate
	db      *pg.DB
	urls    pgtest.Addresses
	shelf   *shelf
	owner   station.Actor
	lead    station.Actor
	second  station.Actor
	junior  station.Actor
	profile uuid.UUID
	review  uuid.UUID
	now     time.Time
	mu      sync.Mutex
}

// version1 is the first version of the report.
func version1() reviews.Findings {
	return reviews.Findings{
		"EMP-010":    {Severity: station.Critical, Inputs: "a", Fields: map[string]string{"title.zh": "收取保证金", "why.zh": "您收了员工保证金 500 元。员工可以要求退还，并可能被处每人 500 元罚款。", "remedy.1.zh": "七日内全部退还"}},
		"EMP-011 VN": {Severity: station.High, Inputs: "b", Fields: map[string]string{"title.zh": "越南工作许可", "why.zh": "您收了员工保证金 500 元。员工可以要求退还，并可能被处每人 500 元罚款。"}},
		"TAX-015":    {Severity: station.Low, Inputs: "c", Fields: map[string]string{"title.zh": "未备妥本地文档"}},
	}
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, urls: pgtest.URLs(t), shelf: &shelf{all: map[uuid.UUID]reviews.Report{}}, now: noon}
	r.db = pgtest.New(t)
	clock := func() time.Time {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.now = r.now.Add(time.Second)
		return r.now
	}
	policy, err := rules.LoadPolicy(rules.Authz())
	r.must(err)
	r.gate = accounts.NewGate(policy)
	r.people, err = accounts.NewStore(r.db, accountstest.Vault(t), clock)
	r.must(err)
	r.Room = reviews.New(r.db, r.people, accountstest.Vault(t), r.shelf, soon{}, clock)
	r.profile = r.shelf.put(version1())
	r.owner, err = r.people.SignUp(t.Context(), accounts.SignUp{CreditCode: "91330100MA2H2XJK0F", Company: "试航有限公司", Section: "C", District: "east", Size: "small", Person: "陈静", Email: "owner@example.com", Password: "long enough words"})
	r.must(err)
	r.owner.Verified = true
	r.lead, r.second, r.junior = r.expert("01", accounts.Senior), r.expert("02", accounts.Senior), r.expert("03", accounts.Junior)
	r.review = r.asked(false)
	return r
}

// asked has the company ask the lead for a review, who takes the others along.
func (r *room) asked(later bool) uuid.UUID {
	r.t.Helper()
	id := uuid.New()
	_, err := r.Ask(r.t.Context(), r.scope(r.owner, "review.ask"), reviews.Ask{ID: id, Profile: r.profile, Part: reviews.Whole, Question: "可以签约吗", Expert: r.lead.Person, Later: later}, nil)
	r.must(err)
	r.must(r.Accept(r.t.Context(), r.scope(r.lead, "review.queue"), id, reviews.TermsVersion, nil))
	for who, part := range map[*station.Actor]string{&r.second: "consultant", &r.junior: "junior"} {
		r.must(r.Invite(r.t.Context(), r.in(r.lead, id), id, who.Person, part, nil))
		r.must(r.Accept(r.t.Context(), r.scope(*who, "review.queue"), id, reviews.TermsVersion, nil))
	}
	return id
}

func (r *room) expert(n string, rank accounts.ExpertRank) station.Actor {
	r.t.Helper()
	email := n + "@station.example"
	r.must(r.people.AddStaff(r.t.Context(), accounts.FirstStation, station.Expert, accounts.NewPerson{Name: "律师" + n, Email: email, Password: "long enough words"}))
	_, who, err := r.people.SignIn(r.t.Context(), email, "long enough words", accounts.Device{Address: "127.0.0.1"})
	r.must(err)
	who.Strong = true
	_, err = r.people.PutOwnExpert(r.t.Context(), r.scope(who, "expert.card"), accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: "133012015101234" + n}, FirmZh: "试验律所", FirmEn: "Trial firm",
		Domains: []string{"tax"}, Languages: []string{"zh"}, Capacity: 5}, nil)
	r.must(err)
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	r.must(r.people.DecideExpert(r.t.Context(), r.scope(checker, "expert.admit"), who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: rank, ValidUntil: noon.AddDate(1, 0, 0), Note: "checked", Rev: 1}, nil))
	return who
}

func (r *room) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) scope(who station.Actor, action string) accounts.Scope {
	r.t.Helper()
	s, err := r.gate.Admit(r.t.Context(), who, action, who.Company)
	r.must(err)
	return s
}

// in is the scope of somebody in a review: an expert whom it is granted, or its company.
func (r *room) in(who station.Actor, review uuid.UUID) accounts.Scope {
	r.t.Helper()
	if who.Company != (station.CompanyID{}) {
		return r.scope(who, "review.comment")
	}
	on, err := r.Granted(r.t.Context(), who, review)
	r.must(err)
	s, err := r.gate.AdmitTo(r.t.Context(), who, "report.annotate", on)
	r.must(err)
	return s
}

// write opens a thread and gives its id.
func (r *room) write(who station.Actor, mark reviews.Mark, audience reviews.Audience, text string) uuid.UUID {
	r.t.Helper()
	id := uuid.New()
	r.must(r.OpenThread(r.t.Context(), r.in(who, r.review), r.review, r.profile, mark, audience, reviews.Said{ID: id, Text: text}, nil))
	return id
}

func (r *room) sees(who station.Actor) []reviews.Thread {
	r.t.Helper()
	all, err := r.Threads(r.t.Context(), r.in(who, r.review), r.review, "")
	r.must(err)
	return all
}

// thread is one of those that somebody sees.
func (r *room) thread(who station.Actor, id uuid.UUID) reviews.Thread {
	r.t.Helper()
	for _, t := range r.sees(who) {
		if t.ID == id {
			return t
		}
	}
	r.t.Fatal("there is no such thread")
	return reviews.Thread{}
}

func kind(err error) string {
	if f, ok := station.AsFault(err); ok {
		return f.Say.Key
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
