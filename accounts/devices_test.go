package accounts_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

// TestASignInFromANewDeviceIsTold of a browser and system that were not seen for ninety days, and never the first time of all.
func TestASignInFromANewDeviceIsTold(t *testing.T) {
	b := setup(t)
	ctx := context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	b.TellBy(accounts.Tell{NewDevice: func(_ context.Context, _ accounts.Tx, is station.Actor, device string) error {
		if is.Person != who.Person {
			t.Errorf("told to %+v", is)
		}
		told = append(told, device)
		return nil
	}})
	for _, step := range []struct {
		days  int
		agent string
		want  []string
	}{
		{0, "Chrome · Windows", nil}, // the first of all
		{0, "Chrome · Windows", nil},
		{1, "Safari · iOS", []string{"Safari · iOS"}},
		{60, "Safari · iOS", nil},
		{1, "Chrome · Windows", nil},
		{89, "Chrome · Windows", nil},
		{90, "Chrome · Windows", []string{"Chrome · Windows"}},
		{1, "", []string{""}},
	} {
		told, b.now = nil, b.now.Add(time.Duration(step.days)*24*time.Hour)
		if _, _, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{Address: "10.0.0.1", Agent: step.agent}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(told, step.want) {
			t.Errorf("after %d days from %q: told of %q", step.days, step.agent, told)
		}
		if _, err := accounts.ApplyRetention(ctx, pgtest.Open(t, pgtest.URLs(t).Worker), b.now, nil); err != nil {
			t.Fatal(err)
		}
	}
	told = nil
	b.now = b.now.Add(400 * 24 * time.Hour) // every device was forgotten but the last
	if _, err := accounts.ApplyRetention(ctx, pgtest.Open(t, pgtest.URLs(t).Worker), b.now, nil); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{Agent: "Chrome · Windows"}); err != nil || len(told) != 1 {
		t.Errorf("after a year: %q, %v", told, err)
	}
	if _, _, err := b.SignIn(ctx, "a@example.com", "not the password", accounts.Device{Agent: "Edge · Windows"}); err == nil || len(told) != 1 {
		t.Errorf("a wrong password: %q, %v", told, err)
	}
}

// TestASecondFactorIsShownBeforeADeviceIsKnown and a recovery code that was taken is told.
func TestASecondFactorIsShownBeforeADeviceIsKnown(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	var devices, left []any
	h.b.TellBy(accounts.Tell{
		NewDevice: func(_ context.Context, _ accounts.Tx, _ station.Actor, device string) error {
			devices = append(devices, device)
			return nil
		},
		RecoveryUsed: func(_ context.Context, _ accounts.Tx, who station.Actor, n int) error {
			left = append(left, n)
			return nil
		},
	})
	from := accounts.Device{Address: "10.0.0.7", Agent: "Edge · Windows"}
	token, _, err := h.b.SignIn(h.ctx, h.email, words, from)
	h.must(err)
	if len(devices) != 0 {
		t.Errorf("with the password alone: %v", devices)
	}
	_, _, err = h.b.SecondStep(h.ctx, token, accounts.Shown{Recovery: h.codes[0]}, from, nil)
	h.must(err)
	if len(devices) != 1 || len(left) != 1 || left[0] != len(h.codes)-1 {
		t.Errorf("devices %v, codes left %v", devices, left)
	}
	_, err = h.b.Prove(h.ctx, h.scope(), h.token, words, accounts.Shown{Recovery: h.codes[1]}, from)
	h.must(err)
	if len(left) != 2 || left[1] != len(h.codes)-2 {
		t.Errorf("proving with a recovery code: %v", left)
	}
}

// TestAnotherCompanyDoesNotLengthenTheSession: twelve hours after the sign-in it is over, whoever somebody acts for.
func TestAnotherCompanyDoesNotLengthenTheSession(t *testing.T) {
	b := factors(t)
	first, second := b.owner(t, codeA, "a@example.com"), b.owner(t, codeB, "b@example.com").app()
	link, err := b.Invite(t.Context(), first.scope(), uuid.New(), second.email, station.Member, station.UnitID{}, nil)
	first.must(err)
	_, err = b.JoinAs(t.Context(), second.scope(), link)
	first.must(err)
	began := b.now
	for b.now.Sub(began) < 11*time.Hour {
		b.now = b.now.Add(time.Hour)
		to := []station.CompanyID{first.who.Company, second.who.Company}[int(b.now.Sub(began)/time.Hour)%2]
		who, err := b.ActFor(t.Context(), second.scope(), to)
		first.must(err)
		old := second.token
		second.token, err = b.SwitchCompany(t.Context(), second.scope(), old, who)
		first.must(err)
		if is, err := b.Who(t.Context(), second.token); err != nil || is.Company != to || !is.Strong || is.Fresh {
			t.Fatalf("%+v, %v", is, err)
		}
		if is, _ := b.Who(t.Context(), old); is.Person != (station.PersonID{}) {
			t.Fatal("the token of before still opens it")
		}
	}
	b.now = b.now.Add(time.Hour)
	if is, _ := b.Who(t.Context(), second.token); is.Person != (station.PersonID{}) {
		t.Error("the session lives on after twelve hours")
	}
	if _, err := b.SwitchCompany(t.Context(), second.scope(), "no token", first.who); kindOf(err) != station.Unauthorized {
		t.Errorf("a session that is over: %v", err)
	}
}
