package accounts_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

// caller is somebody with a mobile phone.
type caller struct {
	*bench
	t    *testing.T
	who  station.Actor
	sent []string // "number code"
}

func callers(t *testing.T, emails ...string) (out []*caller) {
	t.Helper()
	b := setup(t)
	for i, email := range emails {
		who, err := b.SignUp(context.Background(), signUp([]string{codeA, codeB}[i], email))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, &caller{bench: b, t: t, who: who})
	}
	return out
}

func (c *caller) ask(number string) error {
	return c.askFrom(number, "10.0.0.1")
}

func (c *caller) askFrom(number, address string) error {
	return c.AskPhone(context.Background(), scope(c.t, c.who), number, accounts.Device{Address: address}, func(_ context.Context, _ accounts.Tx, to, code string) error {
		c.sent = append(c.sent, to+" "+code)
		return nil
	})
}

func (c *caller) code() (code string) {
	c.t.Helper()
	var to string
	if _, err := fmt.Sscan(c.sent[len(c.sent)-1], &to, &code); err != nil || len(code) != 6 {
		c.t.Fatalf("%q holds no code of six digits", c.sent[len(c.sent)-1])
	}
	return code
}

func (c *caller) confirm(code string) (change accounts.PhoneChange, from *station.Actor, err error) {
	from, err = c.ConfirmPhone(context.Background(), scope(c.t, c.who), code, accounts.Device{Address: "10.0.0.1"}, func(_ context.Context, _ accounts.Tx, what accounts.PhoneChange) error {
		change = what
		return nil
	})
	return change, from, err
}

func (c *caller) phone() accounts.Phone {
	c.t.Helper()
	p, err := c.OwnPhone(context.Background(), scope(c.t, c.who))
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// has gives somebody a number, the whole way.
func (c *caller) has(number string) *caller {
	c.t.Helper()
	if err := c.ask(number); err != nil {
		c.t.Fatal(err)
	}
	if _, _, err := c.confirm(c.code()); err != nil {
		c.t.Fatal(err)
	}
	return c
}

func TestANumberIsOnesOwnOnceItsCodeIsTyped(t *testing.T) {
	c := callers(t, "a@example.com")[0]
	if err := c.ask("138 0000-5678"); err != nil {
		t.Fatal(err)
	}
	if got := c.phone(); got.Number != "" || got.Asked != "+8613800005678" || !got.Until.Equal(noon.Add(accounts.CodeLife)) {
		t.Errorf("before the code: %+v", got)
	}
	wrong := "000000"
	if c.code() == wrong {
		wrong = "111111"
	}
	if _, _, err := c.confirm(wrong); kindOf(err) != station.Invalid {
		t.Errorf("a wrong code: %v", err)
	}
	change, from, err := c.confirm(" " + c.code()[:3] + " " + c.code()[3:])
	if err != nil || from != nil || change != (accounts.PhoneChange{What: "added"}) {
		t.Fatalf("%+v, %v, %v", change, from, err)
	}
	if got := c.phone(); got.Number != "+8613800005678" || got.Asked != "" || !got.Since.Equal(noon) {
		t.Errorf("after it: %+v", got)
	}
	if _, _, err := c.confirm(c.code()); kindOf(err) != station.Invalid {
		t.Errorf("the code twice: %v", err)
	}
	if err := c.ask("+86 13800005678"); kindOf(err) != station.Conflict {
		t.Errorf("the own number again: %v", err)
	}
	if err := c.ask("+49 151 23456789"); err != nil {
		t.Fatal(err)
	}
	if change, _, err = c.confirm(c.code()); err != nil || change != (accounts.PhoneChange{What: "changed", Old: "+8613800005678"}) {
		t.Errorf("%+v, %v", change, err)
	}
	phone, lang, err := c.Contact(context.Background(), c.who.Person)
	if err != nil || phone != "+4915123456789" || lang != "" {
		t.Errorf("messages go to %q in %q, %v", phone, lang, err)
	}
	if err := c.RemovePhone(context.Background(), scope(t, c.who), nil); err != nil || c.phone() != (accounts.Phone{}) {
		t.Errorf("%v, %+v", err, c.phone())
	}
	if err := c.RemovePhone(context.Background(), scope(t, c.who), nil); kindOf(err) != station.Conflict {
		t.Errorf("removed twice: %v", err)
	}
}

// TestACodeCountsForTenMinutesAndFiveTries and for the person who asked for it.
func TestACodeCountsForTenMinutesAndFiveTries(t *testing.T) {
	both := callers(t, "a@example.com", "b@example.com")
	c, other := both[0], both[1]
	if err := c.ask("13800005678"); err != nil {
		t.Fatal(err)
	}
	if err := other.ask("13800005678"); err != nil {
		t.Fatal(err)
	}
	if c.code() != other.code() {
		if _, _, err := other.confirm(c.code()); kindOf(err) != station.Invalid {
			t.Errorf("another's code for the same number: %v", err)
		}
	}
	c.now = c.now.Add(accounts.CodeLife)
	if _, _, err := c.confirm(c.code()); kindOf(err) != station.Invalid || c.phone().Asked != "" {
		t.Errorf("a code of ten minutes ago: %v", err)
	}
	c.now = c.now.Add(time.Hour)
	if err := c.ask("13800005678"); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		c.now = c.now.Add(time.Minute) // which is waited for after a few
		if _, _, err := c.confirm("x"); err == nil {
			t.Errorf("try %d: no refusal", i)
		}
	}
	c.now = c.now.Add(2 * time.Minute)
	if _, _, err := c.confirm(c.code()); err == nil || c.phone().Number != "" {
		t.Errorf("after five wrong ones: %v", err)
	}
}

// TestWhoProvesANumberTakesItFromWhoHadIt: numbers are given to others by their network, and messages must not follow them there.
func TestWhoProvesANumberTakesItFromWhoHadIt(t *testing.T) {
	both := callers(t, "a@example.com", "b@example.com")
	first, second := both[0].has("13800005678"), both[1]
	if err := second.ask("13800005678"); err != nil {
		t.Fatalf("whose number it is shows before it is proven: %v", err)
	}
	_, from, err := second.confirm(second.code())
	if err != nil || from == nil || from.Person != first.who.Person || from.Company != first.who.Company {
		t.Fatalf("taken from %+v, %v", from, err)
	}
	if first.phone().Number != "" || second.phone().Number != "+8613800005678" {
		t.Errorf("%+v and %+v", first.phone(), second.phone())
	}
}

// TestCodesAreNotSentWithoutEnd counts by person, by number, by address and by day; at the limit of a number nobody hears anything else.
func TestCodesAreNotSentWithoutEnd(t *testing.T) {
	both := callers(t, "a@example.com", "b@example.com")
	c, other := both[0], both[1]
	for i := range 3 {
		if err := c.ask("13800005678"); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := c.ask("13800005679"); kindOf(err) != station.TooMany {
		t.Errorf("a fourth code of one person: %v", err)
	}
	if err := other.ask("13800005678"); err != nil || len(other.sent) != 0 || other.phone().Asked != "+8613800005678" {
		t.Errorf("a fourth code to one number: %v, sent %v", err, other.sent)
	}
	for i := range 20 { // a quarter of an hour apart, so that the day's count is what ends it
		c.now = c.now.Add(15 * time.Minute)
		if err := c.askFrom(fmt.Sprintf("1380000%04d", i), "10.0.0.2"); kindOf(err) == station.TooMany {
			break
		}
	}
	if n := len(c.sent); n != 10 {
		t.Errorf("%d codes on one day", n)
	}
	c.now = c.now.Add(24 * time.Hour)
	var err error
	for i := 0; i < 20 && err == nil; i++ {
		from := both[i%2]
		if i%4 == 0 {
			c.now = c.now.Add(time.Second)
		}
		err = from.askFrom(fmt.Sprintf("1390000%04d", i), "10.0.0.3")
	}
	if kindOf(err) != station.TooMany {
		t.Errorf("from one address: %v", err)
	}
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{"13800005678": "+8613800005678", " 138-0000 5678 ": "+8613800005678", "8613800005678": "+8613800005678", "+86 138 0000 5678": "+8613800005678", "008613800005678": "+8613800005678",
		"+852 9123 4567": "+85291234567", "0049 (151) 23456789": "+4915123456789", "12800005678": "", "1380000567": "", "057188888888": "", "+0123456789": "", "+12": "", "abc": "", "": "", "+8613800005678900": ""} {
		got, err := accounts.CleanPhone(text)
		if got != want || (want == "") != (kindOf(err) == station.Invalid) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for number, want := range map[string]string{"+8613800005678": "138****5678", "+4915123456789": "+49****6789", "": "", "+12": ""} {
		if got := accounts.MaskPhone(number); got != want {
			t.Errorf("%s is shown as %s", number, got)
		}
	}
}

// TestANumberLiesSealedAndGoesWithItsPerson: neither tables nor trail hold it or its code, the export gives it whole to its owner only.
func TestANumberLiesSealedAndGoesWithItsPerson(t *testing.T) {
	c := callers(t, "a@example.com")[0].has("13800005678")
	ctx, owner := context.Background(), pgtest.Owner(t)
	if err := c.ask("13900001234"); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"13800005678", "13900001234", c.code()} {
		if found := accountstest.TablesWith(t, owner, secret); len(found) != 0 {
			t.Errorf("%s lies open in %v", secret, found)
		}
	}
	if err := c.AddMember(ctx, scope(t, c.who), accounts.NewPerson{Name: "王敏", Email: "m@example.com", Password: "long enough words"}); err != nil {
		t.Fatal(err)
	}
	_, member, err := c.SignIn(ctx, "m@example.com", "long enough words", accounts.Device{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	(&caller{bench: c.bench, t: t, who: member}).has("13700009876")
	for _, sheet := range c.Sheets(scope(t, c.who)) {
		if sheet.File != "contacts" {
			continue
		}
		lines, _, err := sheet.Read(ctx, "")
		if err != nil || len(lines) != 2 || lines[0][1] != "+8613800005678" || lines[1][1] != "137****9876" || lines[1][3] != "en" {
			t.Errorf("%v, %v", lines, err)
		}
	}
	if _, err := c.AskDeletion(ctx, scope(t, c.who), nil); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(31 * 24 * time.Hour)
	if err := c.CloseCompany(ctx, c.who.Company, accounts.ForgetPersons); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := owner.QueryRow(ctx, `select (select count(*) from app.contacts) + (select count(*) from app.devices)`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d rows of people whose logins are empty, %v", left, err)
	}
}
