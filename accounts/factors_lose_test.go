package accounts_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
)

func TestWrongFactorsWaitAndLockNobodyOutForEver(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	elsewhere := accounts.Device{Address: "10.0.0.2"}
	try := func(shown accounts.Shown, from accounts.Device) error {
		_, _, err := h.b.SecondStep(h.ctx, h.half(), shown, from, nil)
		return err
	}
	wrong := func() accounts.Shown {
		return accounts.Shown{Code: map[bool]string{true: "111111", false: "000000"}[h.code() == "000000"]}
	}
	for range 5 {
		if err := try(wrong(), desk); kindOf(err) != station.Unauthorized {
			t.Fatalf("a wrong code: %v", err)
		}
	}
	if err := try(accounts.Shown{Code: h.code()}, desk); kindOf(err) != station.TooMany {
		t.Errorf("the sixth try does not wait: %v", err)
	}
	h.must(try(accounts.Shown{Code: h.code()}, elsewhere)) // the owner elsewhere
	for _, wait := range []time.Duration{2, 4, 8, 15, 15} {
		h.b.now = h.b.now.Add(max(wait/2, 1) * time.Minute)
		if wait == 15 {
			h.b.now = h.b.now.Add(8 * time.Minute)
		}
		if err := try(wrong(), desk); kindOf(err) != station.Unauthorized {
			t.Errorf("before %d minutes: %v", wait, err)
		}
		if err := try(accounts.Shown{Recovery: h.codes[0]}, desk); kindOf(err) != station.TooMany {
			t.Errorf("%d minutes are not waited for: %v", wait, err)
		}
	}
	h.b.now = h.b.now.Add(15 * time.Minute)
	h.must(try(accounts.Shown{Code: h.code()}, desk))
	if n := strings.Count(h.trail(), "factor.wrong"); n != 10 {
		t.Errorf("%d wrong ones in the trail: %s", n, h.trail())
	}
}

// TestDigitsAreNotGuessedFromManyAddresses: the count of an app's codes is the person's, wherever they come from; what
// cannot be guessed stays open.
func TestDigitsAreNotGuessedFromManyAddresses(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	from := func(i int) accounts.Device { return accounts.Device{Address: "10.0.1." + string(rune('0'+i))} }
	for i := range 10 {
		if _, _, err := h.b.SecondStep(h.ctx, h.half(), accounts.Shown{Code: "12345x"}, from(i), nil); kindOf(err) != station.Unauthorized {
			t.Fatalf("try %d: %v", i, err)
		}
	}
	if _, _, err := h.b.SecondStep(h.ctx, h.half(), accounts.Shown{Code: h.code()}, desk, nil); kindOf(err) != station.TooMany {
		t.Errorf("an eleventh address guesses on: %v", err)
	}
	h.must(h.second(accounts.Shown{Recovery: h.codes[0]}))
	h.b.now = h.b.now.Add(15 * time.Minute)
	h.must(h.second(accounts.Shown{Code: h.code()}))
}

func TestANewPasswordLeavesTheFactor(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	var link string
	h.must(h.b.RecoverByMail(h.ctx, h.email, desk, func(_ context.Context, _ accounts.Tx, r accounts.Recovery) error { link = r.Token; return nil }))
	pending := h.half()
	h.must(h.b.Recover(h.ctx, link, "another long one", nil))
	if _, _, err := h.b.SecondStep(h.ctx, pending, accounts.Shown{Code: h.code()}, desk, nil); kindOf(err) != station.Unauthorized {
		t.Errorf("a pending session of the old password: %v", err)
	}
	if _, who, err := h.b.SignIn(h.ctx, h.email, "another long one", desk); err != nil || who != (station.Actor{}) {
		t.Errorf("the new password alone makes %+v, %v", who, err)
	}
}

func TestTheFirstFactorEndsWhatWasStartedWithoutIt(t *testing.T) {
	h := factors(t).officer(t, station.Officer, "zhou@station.example")
	before, _, err := h.b.SignIn(h.ctx, h.email, words, desk)
	h.must(err)
	old := h.token
	h.app()
	for name, token := range map[string]string{"another": before, "its own of before": old} {
		if who, _ := h.b.Who(h.ctx, token); who.Person != (station.PersonID{}) {
			t.Errorf("%s is still a session", name)
		}
	}
	if who, err := h.b.Who(h.ctx, h.token); err != nil || !who.Strong || !who.Fresh {
		t.Errorf("the own one is %+v, %v", who, err)
	}
	// a session without the factor, as a mistake elsewhere might leave one, adds none to it
	weak, err := h.b.StartSession(h.ctx, station.Actor{Person: h.who.Person, Station: h.who.Station, Role: h.who.Role}, desk)
	h.must(err)
	h.must(h.b.BeginApp(h.ctx, h.scope(), weak))
	setup, err := h.b.AppSetup(h.ctx, h.scope(), weak, "x")
	h.must(err)
	own := h.secret
	h.secret = setup.Secret
	if _, err := h.b.AddApp(h.ctx, h.scope(), weak, "thief's", h.code(), nil); !errors.Is(err, accounts.ErrProve) {
		t.Errorf("it adds one: %v", err)
	}
	h.secret = own
	if who, err := h.b.Who(h.ctx, weak); err != nil || who.Strong || who.Fresh {
		t.Errorf("with the password alone it is %+v, %v", who, err)
	}
	proved, err := h.b.Prove(h.ctx, h.scope(), weak, words, accounts.Shown{Code: h.code()}, desk)
	h.must(err)
	if who, err := h.b.Who(h.ctx, proved); err != nil || !who.Strong || !who.Fresh {
		t.Errorf("after both were shown it is %+v, %v", who, err)
	}
}

// TestNoSignInSlipsPastANewFactor signs in at the very moment at which a factor is added: the sign-in waits for it.
func TestNoSignInSlipsPastANewFactor(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com")
	h.must(h.b.BeginApp(h.ctx, h.scope(), h.token))
	setup, err := h.b.AppSetup(h.ctx, h.scope(), h.token, "x")
	h.must(err)
	tokens := make(chan string, 3)
	_, err = h.b.AddApp(h.ctx, h.scope(), h.token, "phone", accountstest.AppCode(t, setup.Secret, h.b.now), func(context.Context, accounts.Tx) error {
		for range cap(tokens) {
			go func() {
				token, _, err := h.b.SignIn(context.Background(), h.email, words, desk)
				if err != nil {
					t.Error(err)
				}
				tokens <- token
			}()
		}
		time.Sleep(500 * time.Millisecond) // time enough to slip past
		return nil
	})
	h.must(err)
	for range cap(tokens) {
		if who, err := h.b.Who(h.ctx, <-tokens); err != nil || who.Person != (station.PersonID{}) {
			t.Errorf("a session without the factor is open: %v", err)
		}
	}
}

func TestProvingAsksForBoth(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	h.b.now = h.b.now.Add(accounts.FreshFor)
	stale := func() bool { who, err := h.b.Who(h.ctx, h.token); h.must(err); return !who.Fresh }
	for name, c := range map[string]struct {
		password string
		shown    accounts.Shown
		want     station.Kind
	}{
		"the password alone":     {words, accounts.Shown{}, station.Invalid},
		"the factor alone":       {"", accounts.Shown{Code: h.code()}, station.Unauthorized},
		"a wrong code":           {words, accounts.Shown{Code: "x"}, station.Unauthorized},
		"a wrong recovery code":  {words, accounts.Shown{Recovery: "x"}, station.Unauthorized},
		"a wrong password first": {"not the password", accounts.Shown{Recovery: h.codes[0]}, station.Unauthorized},
	} {
		if _, err := h.b.Prove(h.ctx, h.scope(), h.token, c.password, c.shown, desk); kindOf(err) != c.want || !stale() {
			t.Errorf("%s: %v, fresh %v", name, err, !stale())
		}
	}
	before := h.token
	proved, err := h.b.Prove(h.ctx, h.scope(), h.token, words, accounts.Shown{Code: h.code()}, desk)
	h.must(err)
	if h.token = proved; stale() {
		t.Error("both are shown and the session is not fresh")
	}
	if who, err := h.b.Who(h.ctx, before); err != nil || who.Person != (station.PersonID{}) {
		t.Errorf("the token of before still opens the session: %v", err)
	}
	h.must(h.second(accounts.Shown{Recovery: h.codes[0]})) // which the wrong password did not use up
}

func TestTheStaffReplaceTheirLastFactorAndCompaniesMayRemoveIt(t *testing.T) {
	b := factors(t)
	staff, owner := b.officer(t, station.Officer, "zhou@station.example").app(), b.owner(t, codeA, "a@example.com").app()
	if err := b.RemoveFactor(t.Context(), staff.scope(), staff.list()[0].ID, nil); kindOf(err) != station.Conflict {
		t.Errorf("the last one of the staff: %v", err)
	}
	old := staff.list()[0].ID
	staff.key(site)
	staff.must(b.RenameFactor(t.Context(), staff.scope(), old, "the old phone"))
	if all := staff.list(); all[0].Name != "the old phone" {
		t.Errorf("%+v", all)
	}
	all := staff.list()
	second := make(chan error, 1)
	err := b.RemoveFactor(t.Context(), staff.scope(), all[0].ID, func(context.Context, accounts.Tx) error {
		go func() { second <- b.RemoveFactor(context.Background(), staff.scope(), all[1].ID, nil) }()
		time.Sleep(300 * time.Millisecond)
		return nil
	})
	if other := <-second; err != nil || kindOf(other) != station.Conflict || len(staff.list()) != 1 {
		t.Errorf("two at once: %v and %v, %d left", err, other, len(staff.list()))
	}
	owner.must(b.RemoveFactor(t.Context(), owner.scope(), owner.list()[0].ID, nil))
	if _, codes, err := b.Factors(t.Context(), owner.scope()); codes != 0 || err != nil {
		t.Errorf("%d recovery codes are left of nothing, %v", codes, err)
	}
	for range 10 {
		owner.app()
	}
	owner.must(b.BeginApp(t.Context(), owner.scope(), owner.token))
	setup, err := b.AppSetup(t.Context(), owner.scope(), owner.token, "x")
	owner.must(err)
	owner.secret = setup.Secret
	if _, err := b.AddApp(t.Context(), owner.scope(), owner.token, "eleventh", owner.code(), nil); kindOf(err) != station.Conflict {
		t.Errorf("an eleventh factor: %v", err)
	}
}

func TestOthersResetWhatIsLost(t *testing.T) {
	b := factors(t)
	ctx := t.Context()
	head, zhou, owner := b.officer(t, station.Security, "head@station.example").app(), b.officer(t, station.Officer, "zhou@station.example").app(), b.owner(t, codeA, "a@example.com").app()
	zhou.must(b.AddMember(ctx, owner.scope(), accounts.NewPerson{Name: "王敏", Email: "wang@example.com", Password: words}))
	wang := (&human{b: b, t: t, ctx: ctx, email: "wang@example.com"}).in(nil).app()
	elsewhere, err := b.AddStation(ctx, accounts.Station{Host: "other.example", NameZh: "别站", NameEn: "Other", Districts: []accounts.District{{Key: "w", Zh: "西区", En: "West"}}})
	zhou.must(err)
	theirs := station.Actor{Person: station.PersonID{9}, Role: station.Security, Station: elsewhere}
	byOfficer := func(s accounts.Scope, email string) error {
		_, err := b.ResetFactorsByOfficer(ctx, s, codeA, email, "id card", nil)
		return err
	}
	for name, c := range map[string]struct {
		err  error
		want station.Kind
	}{
		"oneself":                 {b.ResetStaffFactors(ctx, head.scope(), head.who.Person, nil), station.Forbidden},
		"another station's":       {b.ResetStaffFactors(ctx, scope(t, theirs), zhou.who.Person, nil), station.NotFound},
		"a company's, as staff":   {b.ResetStaffFactors(ctx, head.scope(), owner.who.Person, nil), station.NotFound},
		"nobody":                  {b.ResetStaffFactors(ctx, head.scope(), station.PersonID(uuid.New()), nil), station.NotFound},
		"the owner's own":         {b.ResetMemberFactors(ctx, owner.scope(), owner.who.Person, nil), station.NotFound},
		"no colleague":            {b.ResetMemberFactors(ctx, owner.scope(), zhou.who.Person, nil), station.NotFound},
		"a member, by an officer": {byOfficer(zhou.scope(), wang.email), station.NotFound},
		"another station's owner": {byOfficer(scope(t, theirs), owner.email), station.NotFound},
	} {
		if kindOf(c.err) != c.want {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	pending := zhou.half()
	zhou.must(b.ResetStaffFactors(ctx, head.scope(), zhou.who.Person, nil))
	zhou.must(b.ResetMemberFactors(ctx, owner.scope(), wang.who.Person, nil))
	for _, h := range []*human{zhou, wang} {
		if who, _ := b.Who(ctx, h.token); who.Person != (station.PersonID{}) {
			t.Error("a session outlives the reset")
		}
		if _, who, err := b.SignIn(ctx, h.email, words, desk); err != nil || who.Person != h.who.Person || who.Strong {
			t.Errorf("after it the password makes %+v, %v", who, err)
		}
	}
	if _, _, err := b.SecondStep(ctx, pending, accounts.Shown{Recovery: zhou.codes[0]}, desk, nil); kindOf(err) != station.Unauthorized {
		t.Errorf("a pending session outlives the reset: %v", err)
	}
	if err := b.ResetStaffFactors(ctx, head.scope(), zhou.who.Person, nil); kindOf(err) != station.Conflict {
		t.Errorf("what is reset is reset again: %v", err)
	}
	zhou.must(byOfficer(zhou.scope(), owner.email))
	if !strings.HasPrefix(owner.trail(), "factor.reset") || !strings.Contains(head.trail(), "factor.reset") {
		t.Errorf("the trails say %s and %s", owner.trail(), head.trail())
	}
}

// TestAnOwnerOpensNobodyWhoActsForAnotherCompanyToo: what protects the other company is not this owner's to take away.
func TestAnOwnerOpensNobodyWhoActsForAnotherCompanyToo(t *testing.T) {
	b := factors(t)
	ctx := t.Context()
	first, second := b.owner(t, codeA, "a@example.com"), b.owner(t, codeB, "b@example.com").app()
	link, err := b.Invite(ctx, first.scope(), uuid.New(), second.email, station.Member, station.UnitID{}, nil)
	first.must(err)
	_, err = b.JoinAs(ctx, second.scope(), link)
	first.must(err)
	if err := b.ResetMemberFactors(ctx, first.scope(), second.who.Person, nil); kindOf(err) != station.Conflict {
		t.Errorf("reset: %v", err)
	}
	if made, err := b.RecoverMember(ctx, first.scope(), second.who.Person); kindOf(err) != station.Conflict || made.Token != "" {
		t.Errorf("a link to a new password: %v", err)
	}
	if len(second.list()) != 1 {
		t.Error("the factor is gone")
	}
}
