package accounts_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

// joined makes a member of a station's staff, and gives them as they act.
func (b *bench) joined(t testing.TB, at station.StationID, role station.Role, email string) station.Actor {
	t.Helper()
	if err := b.AddStaff(context.Background(), at, role, accounts.NewPerson{Name: email, Email: email, Password: "long enough words"}); err != nil {
		t.Fatal(err)
	}
	_, who, err := b.SignIn(context.Background(), email, "long enough words", accounts.Device{Address: "10.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// lawyer is a card that can be verified.
func lawyer(number string) accounts.ExpertCard {
	return accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: number}, FirmZh: "试验律师事务所", FirmEn: "Trial Law Firm", About: "跨境税务十年", Domains: []string{"tax", "filing"},
		Countries: []string{"VN", "DE"}, Languages: []string{"zh", "en"}, Capacity: 3}
}

const (
	numberA = "13301201510123456"
	numberB = "13301201511123457"
)

// experts is a station with an expert and who checks licences, and another station.
func experts(t *testing.T) (b *bench, expert, checker station.Actor, elsewhere station.StationID) {
	t.Helper()
	b = setup(t)
	elsewhere, err := b.AddStation(context.Background(), accounts.Station{Host: "b.example", NameZh: "乙站", NameEn: "Other", Districts: []accounts.District{{Key: "w", Zh: "西", En: "West"}}})
	if err != nil {
		t.Fatal(err)
	}
	return b, b.joined(t, accounts.FirstStation, station.Expert, "expert@a.example"), b.joined(t, accounts.FirstStation, station.Security, "security@a.example"), elsewhere
}

func (b *bench) put(t testing.TB, who station.Actor, card accounts.ExpertCard) (waiting bool) {
	t.Helper()
	waiting, err := b.PutOwnExpert(context.Background(), scope(t, who), card, nil)
	if err != nil {
		t.Fatal(err)
	}
	return waiting
}

func (b *bench) decide(t testing.TB, by station.Actor, about station.PersonID, d accounts.ExpertDecision) {
	t.Helper()
	e, err := b.ExpertCardOf(context.Background(), scope(t, by), about)
	if err != nil {
		t.Fatal(err)
	}
	d.Rev = e.Rev
	if err := b.DecideExpert(context.Background(), scope(t, by), about, d, nil); err != nil {
		t.Fatal(err)
	}
}

func verify(until time.Time) accounts.ExpertDecision {
	return accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: until, Note: "在省律协名册查到"}
}

func (b *bench) listed(t testing.TB, by station.Actor, f accounts.ExpertFilter) []accounts.Expert {
	t.Helper()
	all, err := b.Experts(context.Background(), scope(t, by), f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAnExpertIsListedFromTheirVerificationToItsLastDay goes through a licence's life.
func TestAnExpertIsListedFromTheirVerificationToItsLastDay(t *testing.T) {
	b, expert, checker, _ := experts(t)
	if !b.put(t, expert, lawyer(" 1330 1201 5101 23456")) {
		t.Error("a first card does not wait to be checked")
	}
	if n := len(b.listed(t, checker, accounts.ExpertFilter{})); n != 0 {
		t.Errorf("%d listed whom nobody has checked", n)
	}
	last := time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)
	b.decide(t, checker, expert.Person, verify(last))
	all := b.listed(t, checker, accounts.ExpertFilter{Domains: []string{"filing", "employee"}, Country: "DE", Language: "en", Rank: accounts.Senior})
	if len(all) != 1 || all[0].Licence.Number != numberA || all[0].FirmZh != "试验律师事务所" || all[0].VerifiedBy != "security@a.example" || !all[0].VerifiedAt.Equal(noon) || !all[0].ValidUntil.Equal(last) || all[0].Note != "" {
		t.Fatalf("%+v", all)
	}
	for name, f := range map[string]accounts.ExpertFilter{"domain": {Domains: []string{"employee"}}, "country": {Country: "FR"}, "language": {Language: "fr"}, "rank": {Rank: accounts.Junior}, "page": {After: expert.Person}} {
		if n := len(b.listed(t, checker, f)); n != 0 {
			t.Errorf("the filter by %s lets %d through", name, n)
		}
	}
	b.now = time.Date(2027, 5, 31, 15, 59, 0, 0, time.UTC) // a minute to midnight in Shanghai
	if _, err := b.Expert(context.Background(), scope(t, checker), expert.Person); err != nil {
		t.Errorf("on the last day: %v", err)
	}
	b.now = b.now.Add(2 * time.Minute)
	if _, err := b.Expert(context.Background(), scope(t, checker), expert.Person); kindOf(err) != station.NotFound || len(b.listed(t, checker, accounts.ExpertFilter{})) != 0 {
		t.Errorf("on the day after: %v", err)
	}
	if own, err := b.OwnExpert(context.Background(), scope(t, expert)); err != nil || own.State != accounts.ExpertExpired || own.Note != "在省律协名册查到" {
		t.Errorf("the expert sees %+v, %v", own, err)
	}
}

// TestAnotherLicenceOrFirmIsCheckedAnew and nothing else is; nor does it undo a suspension.
func TestAnotherLicenceOrFirmIsCheckedAnew(t *testing.T) {
	b, expert, checker, _ := experts(t)
	b.put(t, expert, lawyer(numberA))
	b.decide(t, checker, expert.Person, verify(noon.AddDate(1, 0, 0)))
	card := lawyer(numberA)
	card.Capacity, card.About, card.Domains = 0, "", []string{"employee"}
	if b.put(t, expert, card) || len(b.listed(t, checker, accounts.ExpertFilter{})) != 1 {
		t.Error("another capacity ended the verification")
	}
	card.FirmEn = "Another Law Firm"
	if !b.put(t, expert, card) || len(b.listed(t, checker, accounts.ExpertFilter{})) != 0 {
		t.Error("another firm did not end the verification")
	}
	b.decide(t, checker, expert.Person, accounts.ExpertDecision{State: accounts.ExpertSuspended, Note: "查无此人"})
	card.Licence.Number = numberB
	b.put(t, expert, card)
	if own, err := b.OwnExpert(context.Background(), scope(t, expert)); err != nil || own.State != accounts.ExpertSuspended {
		t.Errorf("a new licence made of a suspended expert %q, %v", own.State, err)
	}
}

// TestWhatIsVerifiedIsWhatWasSeen: a card that changed while it was looked at is looked at again.
func TestWhatIsVerifiedIsWhatWasSeen(t *testing.T) {
	b, expert, checker, _ := experts(t)
	ctx := context.Background()
	b.put(t, expert, lawyer(numberA))
	seen, err := b.ExpertCardOf(ctx, scope(t, checker), expert.Person)
	if err != nil {
		t.Fatal(err)
	}
	b.put(t, expert, lawyer(numberB))
	d := verify(noon.AddDate(1, 0, 0))
	d.Rev = seen.Rev
	if err := b.DecideExpert(ctx, scope(t, checker), expert.Person, d, nil); kindOf(err) != station.Conflict {
		t.Errorf("a card was verified that nobody had seen: %v", err)
	}
	if err := b.DecideExpert(ctx, scope(t, expert), expert.Person, d, nil); kindOf(err) != station.Forbidden {
		t.Errorf("an expert verifies the own card: %v", err)
	}
	for name, wrong := range map[string]accounts.ExpertDecision{
		"no note":            {State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: noon.AddDate(1, 0, 0)},
		"a day that is over": verify(noon), "ten years": verify(noon.AddDate(10, 0, 0)),
		"no rank": {State: accounts.ExpertVerified, ValidUntil: noon.AddDate(1, 0, 0), Note: "x"}, "no decision": {Note: "x"},
	} {
		wrong.Rev = seen.Rev + 1
		if err := b.DecideExpert(ctx, scope(t, checker), expert.Person, wrong, nil); kindOf(err) != station.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestExpertsOfAnotherStationAreNeverListed nor found by id, nor decided over.
func TestExpertsOfAnotherStationAreNeverListed(t *testing.T) {
	b, expert, checker, elsewhere := experts(t)
	ctx := context.Background()
	b.put(t, expert, lawyer(numberA))
	b.decide(t, checker, expert.Person, verify(noon.AddDate(1, 0, 0)))
	stranger := b.joined(t, elsewhere, station.Security, "security@b.example")
	if n := len(b.listed(t, stranger, accounts.ExpertFilter{})); n != 0 {
		t.Errorf("%d of another station are listed", n)
	}
	if _, err := b.Expert(ctx, scope(t, stranger), expert.Person); kindOf(err) != station.NotFound {
		t.Errorf("found by id: %v", err)
	}
	if _, err := b.ExpertCardOf(ctx, scope(t, stranger), expert.Person); kindOf(err) != station.NotFound {
		t.Errorf("opened by id: %v", err)
	}
	d := accounts.ExpertDecision{State: accounts.ExpertSuspended, Note: "x", Rev: 2}
	if err := b.DecideExpert(ctx, scope(t, stranger), expert.Person, d, nil); kindOf(err) != station.NotFound {
		t.Errorf("decided over: %v", err)
	}
	all, err := b.ExpertCards(ctx, scope(t, stranger))
	if err != nil || len(all) != 0 {
		t.Errorf("%d cards, %v", len(all), err)
	}
	// the same licence may stand at both, for nobody learns from it that the other has it
	twin := b.joined(t, elsewhere, station.Expert, "expert@b.example")
	b.put(t, twin, lawyer(numberA))
	second := b.joined(t, accounts.FirstStation, station.Expert, "second@a.example")
	if _, err := b.PutOwnExpert(ctx, scope(t, second), lawyer(numberA), nil); kindOf(err) != station.Conflict {
		t.Errorf("two experts of one station have one licence: %v", err)
	}
}

// TestWhoIsNoExpertAnyMoreIsListedNoMore: another role or a shut account takes them out at once.
func TestWhoIsNoExpertAnyMoreIsListedNoMore(t *testing.T) {
	b, expert, checker, _ := experts(t)
	ctx := context.Background()
	b.put(t, expert, lawyer(numberA))
	b.decide(t, checker, expert.Person, verify(noon.AddDate(1, 0, 0)))
	steps := []struct {
		name string
		do   func() error
		want int
	}{
		{"shut out", func() error { return b.DisableStaff(ctx, scope(t, checker), expert.Person, true) }, 0},
		{"let in again", func() error { return b.DisableStaff(ctx, scope(t, checker), expert.Person, false) }, 1},
		{"an officer", func() error {
			return b.ChangeStaff(ctx, scope(t, checker), expert.Person, station.Officer, station.UnitID{})
		}, 0},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if n := len(b.listed(t, checker, accounts.ExpertFilter{})); n != step.want {
			t.Errorf("%s: %d listed", step.name, n)
		}
	}
}

func TestALicenceOfALawyerHasItsForm(t *testing.T) {
	b, expert, _, _ := experts(t)
	for number, ok := range map[string]bool{numberA: true, "1330120151012345": false, "133012015101234567": false, "23301201510123456": false, "13301197010123456": false, "13301203010123456": false, "1330120151012345X": false, "": false} {
		_, err := b.PutOwnExpert(context.Background(), scope(t, expert), lawyer(number), nil)
		if ok != (err == nil) || !ok && kindOf(err) != station.Invalid {
			t.Errorf("%q: %v", number, err)
		}
	}
	foreign := lawyer("")
	foreign.Licence = accounts.Licence{Country: "de", Number: "  RAK  12/345 "}
	b.put(t, expert, foreign)
	if own, err := b.OwnExpert(context.Background(), scope(t, expert)); err != nil || own.Licence != (accounts.Licence{Country: "DE", Number: "RAK 12/345"}) {
		t.Errorf("%+v, %v", own.Licence, err)
	}
}

// TestWhatAnExpertGivesLiesSealed looks for it in every table, and in the trail for what was done.
func TestWhatAnExpertGivesLiesSealed(t *testing.T) {
	b, expert, checker, _ := experts(t)
	b.put(t, expert, lawyer(numberA))
	b.decide(t, checker, expert.Person, verify(noon.AddDate(1, 0, 0)))
	owner := pgtest.Owner(t)
	for _, secret := range []string{numberA, "试验律师事务所", "Trial Law Firm", "跨境税务十年", "在省律协名册查到"} {
		if found := accountstest.TablesWith(t, owner, secret); len(found) != 0 {
			t.Errorf("%s lies open in %v", secret, found)
		}
	}
	var did []string
	rows, err := owner.Query(context.Background(), `select action from app.audit where tenant_id = $1 and action like 'expert.%' and subject = $2 order by seq`, accounts.FirstStation, uuid.UUID(expert.Person).String())
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var action string
		_ = rows.Scan(&action)
		did = append(did, action)
	}
	if got := strings.Join(did, " "); got != "expert.card expert.read expert.verified" {
		t.Errorf("the trail says %q", got)
	}
}

// TestWhoseVerificationEndsIsFoundByTheWorker a month before, on the day and a week after, and nobody else.
func TestWhoseVerificationEndsIsFoundByTheWorker(t *testing.T) {
	b, expert, checker, _ := experts(t)
	b.put(t, expert, lawyer(numberA))
	last := time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)
	b.decide(t, checker, expert.Person, verify(last))
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	for days, want := range map[int]string{-31: "", -30: "ending", -1: "ending", 0: "ended", 7: "ended", 8: ""} {
		found, err := accounts.ExpertsEnding(context.Background(), worker, last.AddDate(0, 0, days).Add(4*time.Hour))
		got := ""
		if len(found) == 1 && found[0].Person == expert.Person && found[0].Station == accounts.FirstStation && found[0].Until.Equal(last) {
			got = map[bool]string{false: "ending", true: "ended"}[found[0].Ended]
		}
		if err != nil || got != want {
			t.Errorf("%d days from it: %q, %v", days, got, err)
		}
	}
}
