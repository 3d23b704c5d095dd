package accounts_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

func TestCreditCodes(t *testing.T) {
	cases := map[string]bool{
		codeA: true, codeB: true, "": false,
		"91330100MA2H2XJK0G":  false, // wrong check digit
		"91330100MA2H2XJK0":   false, // too short
		"91330100MA2H2XIK0F":  false, // I is not in the alphabet
		"91330100ma2h2xjk0f":  false, // must be cleaned first
		"91330100MA2H2XJK0FF": false,
	}
	for code, want := range cases {
		if accounts.ValidCreditCode(code) != want {
			t.Errorf("ValidCreditCode(%q) is %v", code, !want)
		}
	}
	if got := accounts.CleanCreditCode(" 9133 0100-ma2h2xjk0ｆ"); got != codeA {
		t.Errorf("cleaned to %q", got)
	}
}

func TestSignUpThenSignIn(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "Chen@Example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if who.Role != station.Owner {
		t.Errorf("signed up as %s", who.Role)
	}
	token, again, err := b.SignIn(ctx, " chen@example.COM ", "long enough words", accounts.Device{Address: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	if again.Company != who.Company || again.Name != "陈静" {
		t.Errorf("signed in as %+v", again)
	}
	seen, err := b.Who(ctx, token)
	if err != nil || seen.Person != who.Person {
		t.Errorf("session belongs to %+v, %v", seen, err)
	}
	if err := b.SignOut(ctx, token); err != nil {
		t.Fatal(err)
	}
	if gone, _ := b.Who(ctx, token); gone.Person != (station.PersonID{}) {
		t.Error("the session outlives the sign-out")
	}
}

func TestSignUpRefuses(t *testing.T) {
	b, ctx := setup(t), context.Background()
	if _, err := b.SignUp(ctx, signUp(codeA, "a@example.com")); err != nil {
		t.Fatal(err)
	}
	short := signUp(codeB, "b@example.com")
	short.Password = "short"
	cases := map[string]struct {
		up   accounts.SignUp
		kind station.Kind
	}{
		"a code that is taken":      {signUp(codeA, "b@example.com"), station.Conflict},
		"an address that is taken":  {signUp(codeB, "A@example.com"), station.Conflict},
		"a code with a wrong digit": {signUp("91330100MA2H2XJK0G", "b@example.com"), station.Invalid},
		"a short password":          {short, station.Invalid},
	}
	for name, c := range cases {
		if _, err := b.SignUp(ctx, c.up); kindOf(err) != c.kind {
			t.Errorf("%s: %v", name, err)
		}
	}
	if genuine, demo, err := b.Census(ctx); genuine != 1 || demo != 0 || err != nil {
		t.Errorf("%d real and %d demo companies, %v", genuine, demo, err)
	}
}

func TestSignInAnswersAlikeAndNotForEver(t *testing.T) {
	b, ctx := setup(t), context.Background()
	if _, err := b.SignUp(ctx, signUp(codeA, "a@example.com")); err != nil {
		t.Fatal(err)
	}
	_, _, wrong := b.SignIn(ctx, "a@example.com", "not the password", accounts.Device{Address: "10.0.0.1"})
	_, _, unknown := b.SignIn(ctx, "nobody@example.com", "not the password", accounts.Device{Address: "10.0.0.1"})
	if kindOf(wrong) != station.Unauthorized || wrong.Error() != unknown.Error() {
		t.Errorf("a wrong password says %v, an unknown account %v", wrong, unknown)
	}
	var err error
	for range 12 {
		_, _, err = b.SignIn(ctx, "a@example.com", "not the password", accounts.Device{Address: "10.0.0.1"})
	}
	if kindOf(err) != station.TooMany {
		t.Errorf("after many tries: %v", err)
	}
	b.now = b.now.Add(16 * time.Minute)
	if _, _, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{Address: "10.0.0.1"}); err != nil {
		t.Errorf("after a quarter of an hour: %v", err)
	}
}

func TestFailuresLockOneAddressOutAndNobodyElse(t *testing.T) {
	b, ctx := setup(t), context.Background()
	if _, err := b.SignUp(ctx, signUp(codeA, "a@example.com")); err != nil {
		t.Fatal(err)
	}
	right := func(from string) error {
		_, _, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{Address: from})
		return err
	}
	for range 100 {
		if err := right("10.0.0.2"); err != nil {
			t.Fatalf("a right password counts as a failure: %v", err)
		}
	}
	for range 12 {
		_, _, _ = b.SignIn(ctx, "a@example.com", "not the password", accounts.Device{Address: "10.0.0.1"})
	}
	if err := right("10.0.0.1"); kindOf(err) != station.TooMany {
		t.Errorf("the address that guessed: %v", err)
	}
	if err := right("10.0.0.2"); err != nil {
		t.Errorf("the owner elsewhere is locked out: %v", err)
	}
	var readable int
	err := b.db.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select count(*) from (select what from attempts union all select what from waits) tries where what like '%example%' or what like '%10.0%'`).Scan(&readable)
	})
	if err != nil || readable != 0 {
		t.Errorf("%d attempts name who tried, %v", readable, err)
	}
}

// TestWaitsGrowFromOneMinuteToAQuarterOfAnHourAndStayThere: five failures are free; what is tried while one waits makes it no longer.
func TestWaitsGrowFromOneMinuteToAQuarterOfAnHourAndStayThere(t *testing.T) {
	b, ctx := setup(t), context.Background()
	if _, err := b.SignUp(ctx, signUp(codeA, "a@example.com")); err != nil {
		t.Fatal(err)
	}
	try := func(email, password string) error {
		_, _, err := b.SignIn(ctx, email, password, accounts.Device{Address: "10.0.0.1"})
		return err
	}
	for _, email := range []string{"a@example.com", "nobody@example.com"} {
		for n := range 5 {
			if err := try(email, "not the password"); kindOf(err) != station.Unauthorized {
				t.Fatalf("failure %d of %s: %v", n+1, email, err)
			}
		}
		for _, minutes := range []int{1, 2, 4, 8, 15, 15, 15} {
			wait := time.Duration(minutes) * time.Minute
			f, _ := station.AsFault(try(email, "long enough words"))
			if f == nil || f.Kind != station.TooMany || !f.Say.Args["until"].(time.Time).Equal(b.now.Add(wait)) {
				t.Fatalf("%s waits %v, want %s", email, f, wait)
			}
			b.now = b.now.Add(wait - time.Second)
			if err := try(email, "long enough words"); kindOf(err) != station.TooMany {
				t.Errorf("a second before %s are over: %v", wait, err)
			}
			b.now = b.now.Add(time.Second)
			if err := try(email, "not the password"); kindOf(err) != station.Unauthorized {
				t.Errorf("after %s: %v", wait, err)
			}
		}
	}
	b.now = b.now.Add(15 * time.Minute)
	if err := try("a@example.com", "long enough words"); err != nil {
		t.Errorf("the owner, after the longest wait: %v", err)
	}
	if err := try("a@example.com", "not the password"); kindOf(err) != station.Unauthorized {
		t.Errorf("a success forgives nothing: %v", err)
	}
}

func TestSignUpsFromOneAddressEnd(t *testing.T) {
	b, ctx := setup(t), context.Background()
	var err error
	for range 40 {
		up := signUp(codeA, "a@example.com")
		up.From = "10.0.0.1"
		_, err = b.SignUp(ctx, up)
	}
	if kindOf(err) != station.TooMany {
		t.Errorf("after forty sign-ups: %v", err)
	}
}

func TestGuessablePasswordsAreRefused(t *testing.T) {
	b, ctx := setup(t), context.Background()
	for _, password := range []string{"1234567890123", "aaaaaaaaaaaa", "abcdefghijkl", "ababababab", "Chen.jing@Example.com", codeA, "password123", "13800138000"} {
		up := signUp(codeA, "chen.jing@example.com")
		up.Password = password
		if _, err := b.SignUp(ctx, up); kindOf(err) != station.Invalid {
			t.Errorf("%q is taken: %v", password, err)
		}
	}
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	err = b.AddMember(ctx, scope(t, who), accounts.NewPerson{Name: "王敏", Email: "wang@example.com", Password: "1234567890"})
	if kindOf(err) != station.Invalid {
		t.Errorf("a colleague's password of digits: %v", err)
	}
}

func TestWhoLeftTheCompanyIsOutAtOnce(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	token, err := b.StartSession(ctx, who, accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	err = b.db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `delete from memberships where person_id = $1`, who.Person)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen, err := b.Who(ctx, token); seen.Person != (station.PersonID{}) || err != nil {
		t.Errorf("somebody who left is still let in: %+v, %v", seen, err)
	}
}

func TestSessionEndsWhenIdleAndAtItsAge(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	idle, err := b.StartSession(ctx, who, accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	b.now = noon.Add(accounts.SessionIdle + time.Second)
	if seen, _ := b.Who(ctx, idle); seen.Person == who.Person {
		t.Error("an idle session lives on")
	}
	b.now = noon
	busy, err := b.StartSession(ctx, who, accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	for b.now.Before(noon.Add(accounts.SessionLife)) {
		if seen, _ := b.Who(ctx, busy); seen.Person != who.Person {
			t.Fatalf("a busy session ended after %s", b.now.Sub(noon))
		}
		b.now = b.now.Add(time.Hour)
	}
	if seen, _ := b.Who(ctx, busy); seen.Person == who.Person {
		t.Error("a session outlives its age")
	}
}

func TestColleaguesAndConsents(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	s := scope(t, who)
	if err := b.AddMember(ctx, s, accounts.NewPerson{Name: "王敏", Email: "wang@example.com", Password: "another long one"}); err != nil {
		t.Fatal(err)
	}
	people, err := b.People(ctx, s)
	if err != nil || len(people) != 2 || people[0].Role != station.Owner {
		t.Errorf("people %+v, %v", people, err)
	}
	_, member, err := b.SignIn(ctx, "wang@example.com", "another long one", accounts.Device{Address: "10.0.0.1"})
	if err != nil || member.Role != station.Member || member.Company != who.Company {
		t.Errorf("the colleague signs in as %+v, %v", member, err)
	}
	if ok, _ := b.Agreed(ctx, s, accounts.ConsentPrivacy, "1"); ok {
		t.Error("agreed before anybody did")
	}
	if err := b.Agree(ctx, s, accounts.ConsentPrivacy, "1"); err != nil {
		t.Fatal(err)
	}
	if ok, err := b.Agreed(ctx, s, accounts.ConsentPrivacy, "1"); !ok || err != nil {
		t.Errorf("agreed: %v, %v", ok, err)
	}
	if ok, _ := b.Agreed(ctx, s, accounts.ConsentPrivacy, "2"); ok {
		t.Error("an old agreement counts for a new version")
	}
}

func TestGateTellsAStrangerNothing(t *testing.T) {
	ctx := context.Background()
	gate := accounts.NewGate(nobody{})
	me := station.Actor{Person: station.PersonID{1}, Role: station.Owner, Company: station.CompanyID{1}}
	if _, err := gate.Admit(ctx, station.Actor{}, "x", station.CompanyID{1}); kindOf(err) != station.Unauthorized {
		t.Errorf("nobody hears %v", err)
	}
	if _, err := gate.Admit(ctx, me, "x", station.CompanyID{2}); kindOf(err) != station.NotFound {
		t.Errorf("a stranger hears %v", err)
	}
	if _, err := gate.Admit(ctx, me, "x", me.Company); kindOf(err) != station.Forbidden {
		t.Errorf("who may not hears %v", err)
	}
}

type nobody struct{}

func (nobody) Decide(context.Context, map[string]any) (string, error) { return "deny", nil }
