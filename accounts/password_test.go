package accounts_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// refusal is the key of what a sign-up with that password hears; empty = it was taken.
func refusal(t *testing.T, b *bench, password string) string {
	t.Helper()
	up := signUp(codeA, "chen@example.com")
	up.Password = password
	_, err := b.SignUp(t.Context(), up)
	if f, ok := station.AsFault(err); ok {
		return f.Say.Key
	}
	if err != nil {
		t.Fatal(err)
	}
	return ""
}

func TestWhatAnybodyWouldTryIsNoPassword(t *testing.T) {
	b := setup(t)
	for _, password := range []string{"Password123!", "P@ssw0rd1234", "password2024!", "Sunshine2024!", "Qwerty12345!", "1q2w3e4r5t", "Aa123456789!", "abcd1234!@#$", "zhuqi12345678", "Administrator1", "chen@example.com1", "0123456789abc", "iloveyou12"} {
		if got := refusal(t, b, password); got != "signup.password_guessable" {
			t.Errorf("%s: %q", password, got)
		}
	}
}

// TestALongPasswordIsTakenWholeAndInTime: nothing is cut off, and what a guesser's estimate costs does not grow without end.
func TestALongPasswordIsTakenWholeAndInTime(t *testing.T) {
	b := setup(t)
	long := strings.Repeat("ab1!", 49) + "Zebra"
	began := time.Now()
	refusal(t, b, long)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("%s", took)
	}
	whole := strings.Repeat("a horse and a battery ", 9)
	if got := refusal(t, b, whole); got != "" {
		t.Fatal(got)
	}
	if _, _, err := b.SignIn(t.Context(), "chen@example.com", strings.TrimSuffix(whole, " "), accounts.Device{}); err == nil {
		t.Error("a password is taken without its last character")
	}
	if _, _, err := b.SignIn(t.Context(), "chen@example.com", whole, accounts.Device{}); err != nil {
		t.Error(err)
	}
}

func TestKindsOfCharactersAreAskedForWhereTheDeploymentSaysSo(t *testing.T) {
	b := setup(t)
	b.HoldPasswordsTo(accounts.PasswordPolicy{Kinds: true})
	for password, want := range map[string]string{"long enough words": "signup.password_kinds", "longenoughwords": "signup.password_kinds", "LONGENOUGHwords": "signup.password_kinds"} {
		if got := refusal(t, b, password); got != want {
			t.Errorf("%s: %q", password, got)
		}
	}
	if got := refusal(t, b, "Long enough 7 words"); got != "" {
		t.Errorf("three kinds: %q", got)
	}
}

// TestAPasswordRunsOutAndIsReplacedByAnother walks a policy of ninety days: the session says it, and only another password mends it.
func TestAPasswordRunsOutAndIsReplacedByAnother(t *testing.T) {
	b, ctx := setup(t), t.Context()
	const first = "long enough words"
	b.HoldPasswordsTo(accounts.PasswordPolicy{MaxAge: 90 * 24 * time.Hour})
	if _, err := b.SignUp(ctx, signUp(codeA, "chen@example.com")); err != nil {
		t.Fatal(err)
	}
	who := func() accounts.Visitor {
		t.Helper()
		token, _, err := b.SignIn(ctx, "chen@example.com", first, accounts.Device{})
		if err != nil {
			t.Fatal(err)
		}
		who, err := b.Who(ctx, token)
		if err != nil {
			t.Fatal(err)
		}
		return who
	}
	b.now = noon.Add(90*24*time.Hour - time.Second)
	if who().Outdated {
		t.Error("outdated a second early")
	}
	b.now = noon.Add(90 * 24 * time.Hour)
	late := who()
	if !late.Outdated {
		t.Fatal("a password of ninety days goes on")
	}
	change := scope(t, late.Actor)
	same := b.ChangePassword(ctx, change, first, first, late.Session, accounts.Device{}, nil)
	if f, ok := station.AsFault(same); !ok || f.Say.Key != "signup.password_same" {
		t.Errorf("the same password again: %v", same)
	}
	if err := b.ChangePassword(ctx, change, first, "quite another sentence", late.Session, accounts.Device{}, nil); err != nil {
		t.Fatal(err)
	}
	token, _, err := b.SignIn(ctx, "chen@example.com", "quite another sentence", accounts.Device{})
	if now, _ := b.Who(ctx, token); err != nil || now.Outdated {
		t.Errorf("after the change: outdated %v, %v", now.Outdated, err)
	}
}

// TestAPasswordThatSomebodyElseMadeServesOnce: whatever the policy.
func TestAPasswordThatSomebodyElseMadeServesOnce(t *testing.T) {
	b, ctx := setup(t), t.Context()
	made := accounts.NewPerson{Name: "Security", Email: "first@example.com", Password: "LTTEPBTUBCX6KLFUOBG4GM7N3D", Once: true}
	if err := b.AddStaff(ctx, accounts.FirstStation, station.Security, made); err != nil {
		t.Fatal(err)
	}
	token, _, err := b.SignIn(ctx, made.Email, made.Password, accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	who, err := b.Who(ctx, token)
	if err != nil || !who.Outdated {
		t.Errorf("outdated %v, %v", who.Outdated, err)
	}
}

// TestAFoundPasswordIsNeitherTheOldOneNorOnesOwnAddress follows a link to a new password.
func TestAFoundPasswordIsNeitherTheOldOneNorOnesOwnAddress(t *testing.T) {
	b, ctx := setup(t), t.Context()
	if _, err := b.SignUp(ctx, signUp(codeA, "chenjing.lanqiao@example.com")); err != nil {
		t.Fatal(err)
	}
	var token string
	err := b.RecoverByMail(ctx, "chenjing.lanqiao@example.com", accounts.Device{}, func(_ context.Context, _ accounts.Tx, r accounts.Recovery) error {
		token = r.Token
		return nil
	})
	if err != nil || token == "" {
		t.Fatal(err)
	}
	for password, want := range map[string]string{"chenjing.lanqiao1": "signup.password_guessable", "long enough words": "signup.password_same"} {
		err := b.Recover(ctx, token, password, nil)
		if f, ok := station.AsFault(err); !ok || f.Say.Key != want {
			t.Errorf("%s: %v", password, err)
		}
	}
	if err := b.Recover(ctx, token, "quite another sentence", nil); err != nil {
		t.Error(err)
	}
}

// TestAStationIsFoundedWithItsHeadOrNotAtAll: an address that is taken leaves no station without anybody behind.
func TestAStationIsFoundedWithItsHeadOrNotAtAll(t *testing.T) {
	b, ctx := setup(t), t.Context()
	if _, err := b.SignUp(ctx, signUp(codeA, "taken@example.com")); err != nil {
		t.Fatal(err)
	}
	as := accounts.Station{Host: "b.example", NameZh: "乙站", NameEn: "City B", Districts: []accounts.District{{Key: "w", Zh: "西", En: "West"}}}
	head := accounts.NewPerson{Name: "Security", Email: "taken@example.com", Password: uuid.NewString()}
	if _, err := b.AddStation(ctx, as, head); err == nil {
		t.Fatal("an address that is taken heads a station")
	}
	head.Email = "head@example.com"
	if _, err := b.AddStation(ctx, as, head); err != nil {
		t.Errorf("the same host once more: %v", err)
	}
}
