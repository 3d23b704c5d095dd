package web_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// verified is an expert of the first station whose licence was verified, signed in. Numbers tell one from another.
func (p *portal) verified(name, number string) (who station.Actor, token string) {
	p.t.Helper()
	ctx, email := context.Background(), "expert-"+number[len(number)-4:]+"@station.example"
	p.must(p.people.AddStaff(ctx, accounts.FirstStation, station.Expert, accounts.NewPerson{Name: name, Email: email, Password: password}))
	token, who, err := p.people.SignIn(ctx, email, password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	who.Strong = true
	_, err = p.people.PutOwnExpert(ctx, p.scope(who, "expert.card"), accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: number}, FirmZh: "试验律所", FirmEn: "Trial firm",
		Domains: []string{"tax", "supply", "employee"}, Countries: []string{"VN"}, Languages: []string{"zh", "en"}, Capacity: 5}, nil)
	p.must(err)
	checker := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	p.must(p.people.DecideExpert(ctx, p.scope(checker, "expert.admit"), who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: noon.AddDate(1, 0, 0), Note: "checked", Rev: 1}, nil))
	return who, token
}

// reviewed has a firm ask for a review of its profile, which the expert accepts.
func (p *portal) reviewed(f *firm, expert station.Actor) {
	p.t.Helper()
	ctx := context.Background()
	owner := f.owner
	owner.Verified = true
	id := uuid.New()
	_, err := p.reviews.Ask(ctx, p.scope(owner, "review.ask"), reviews.Ask{ID: id, Profile: uuid.MustParse(f.profile), Part: reviews.Whole, Question: f.canary + "问题", Expert: expert.Person}, nil)
	p.must(err)
	p.must(p.reviews.Accept(ctx, p.scope(expert, "review.queue"), id, reviews.TermsVersion, nil))
	p.must(p.reviews.Bar(ctx, p.scope(expert, "review.queue"), f.canary+"的对手"))
	f.review = id.String()
}

func TestAnExpertReadsWhatWasGrantedAndOnlyWhileItIs(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	expert, _ := p.verified("沈律师", "13301201510123456")
	other, _ := p.verified("陆律师", "13301201510123457")
	p.reviewed(f, expert)
	id := uuid.MustParse(f.review)
	on, err := p.reviews.Granted(t.Context(), expert, id)
	p.must(err)
	if !on.Granted || on.Company != f.owner.Company {
		t.Errorf("%+v", on)
	}
	if _, err := p.reviews.Granted(t.Context(), other, id); err == nil {
		t.Error("another expert is let in")
	}
	p.must(p.reviews.Withdraw(t.Context(), p.scope(f.owner, "review.withdraw"), id, nil))
	if _, err := p.reviews.Granted(t.Context(), expert, id); err == nil {
		t.Error("the consent is withdrawn, and the expert is let in")
	}
}
