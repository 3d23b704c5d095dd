package notices_test

import (
	"context"
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

func postOffice(t testing.TB, implicit bool, plan fakepost.Fault) *fakepost.Server {
	t.Helper()
	post, err := fakepost.Start(implicit)
	must(t, err)
	post.Plan = func(int) fakepost.Fault { return plan }
	go post.Serve()
	t.Cleanup(post.Close)
	return post
}

func letter() notices.Mail {
	return notices.Mail{ID: "0190-1", To: "chen@example.com", Sender: "助企云站", Lang: "zh-CN", Subject: "您要的数据导出好了", Text: "正文\n", HTML: "<p>正文</p>", Unsubscribe: "https://station.example/unsubscribe/t", At: wednesday}
}

func TestAMailArrivesWithAHeadThatReadersUnderstand(t *testing.T) {
	t.Parallel()
	post := postOffice(t, false, "")
	post.User, post.Password = "station", "p@ss word"
	handed := 0
	m := letter()
	m.Subject = "好\r\nBcc: evil@example.com"
	m.Sender = "助企\r\nX-Evil: 1"
	relay, err := notices.NewRelay("smtp://station:p%40ss%20word@"+post.Addr, notices.RelayOptions{From: "no-reply@station.example", Roots: fakepost.Roots(post.Cert)})
	must(t, err)
	must(t, relay.Send(ctx, m, func() error { handed++; return nil }))
	got := post.Mails()
	if len(got) != 1 || handed != 1 {
		t.Fatalf("%d mails, handed over %d times", len(got), handed)
	}
	r := got[0]
	for name, want := range map[string]string{"Message-Id": "<0190-1@station.example>", "Auto-Submitted": "auto-generated", "Content-Language": "zh-CN", "To": "<chen@example.com>",
		"List-Unsubscribe": "<https://station.example/unsubscribe/t>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Bcc": "", "X-Evil": "", "User-Agent": "", "X-Mailer": ""} {
		if got := r.Head.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	at, err := r.Head.Date()
	if err != nil || !at.Equal(wednesday) {
		t.Errorf("date %v, %v", at, err)
	}
	if from, err := mail.ParseAddress(r.Head.Get("From")); err != nil || from.Address != "no-reply@station.example" {
		t.Errorf("from %q, %v", r.Head.Get("From"), err)
	}
	if r.Text != "正文\n" || r.HTML != "<p>正文</p>" || r.From != "no-reply@station.example" {
		t.Errorf("text %q, html %q, envelope %q", r.Text, r.HTML, r.From)
	}
	for _, line := range strings.Split(string(r.Raw), "\n") {
		if len(line) > 998 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

// TestEachAnswerOfARelayIsReadForWhatItSays: what is for good, what passes, and what nobody can know.
func TestEachAnswerOfARelayIsReadForWhatItSays(t *testing.T) {
	t.Parallel()
	for fault, want := range map[fakepost.Fault]notices.Refusal{
		fakepost.Busy:       {Status: "421"},
		fakepost.NotYet:     {Status: "451"},
		fakepost.NoSuchUser: {Status: "550", Final: true},
		fakepost.TooMuch:    {Status: "452"},
		fakepost.Spam:       {Status: "554", Final: true},
		fakepost.DropEarly:  {Status: "lost"},
		fakepost.DropLate:   {Status: "lost", Doubt: true},
		fakepost.NoTLS:      {Status: "relay"},
		fakepost.NoAuth:     {Status: "535"}, // ours to mend: the mail is not to blame
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			post := postOffice(t, false, fault)
			post.User, post.Password = "station", "p@ss word"
			handed := false
			m := letter()
			if fault == fakepost.DropEarly {
				m.Text = strings.Repeat("很长的正文", 400_000) // more than the buffers between hold
			}
			err := relayTo(t, post, false).Send(ctx, m, func() error { handed = true; return nil })
			var got *notices.Refusal
			if !errors.As(err, &got) || got.Status != want.Status || got.Final != want.Final || got.Doubt != want.Doubt {
				t.Errorf("%+v, want %+v", err, want)
			}
			if err != nil && strings.Contains(err.Error(), "ss word") {
				t.Errorf("the password in %v", err)
			}
			if want.Doubt && !handed {
				t.Error("in doubt without having said so before")
			}
		})
	}
}

func TestARelayThatIsSlowServesAndOneThatNeverAnswersLeavesAMailInDoubt(t *testing.T) {
	t.Parallel()
	slow := postOffice(t, true, fakepost.Slow)
	relay, err := notices.NewRelay("smtps://"+slow.Addr, notices.RelayOptions{From: "a@b.example", Roots: fakepost.Roots(slow.Cert)})
	must(t, err)
	must(t, relay.Send(ctx, letter(), func() error { return nil }))
	silent := postOffice(t, true, fakepost.Silent)
	relay, err = notices.NewRelay("smtps://"+silent.Addr, notices.RelayOptions{From: "a@b.example", Roots: fakepost.Roots(silent.Cert)})
	must(t, err)
	limited, cancel := context.WithTimeout(ctx, 700*time.Millisecond)
	defer cancel()
	began := time.Now()
	err = relay.Send(limited, letter(), func() error { return nil })
	var got *notices.Refusal
	if !errors.As(err, &got) || !got.Doubt || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}

func TestNothingGoesOutWhenItCannotBeMarkedThatItGoes(t *testing.T) {
	t.Parallel()
	post := postOffice(t, true, "")
	relay, err := notices.NewRelay("smtps://"+post.Addr, notices.RelayOptions{From: "a@b.example", Roots: fakepost.Roots(post.Cert)})
	must(t, err)
	oops := errors.New("the database is away")
	if err := relay.Send(ctx, letter(), func() error { return oops }); !errors.Is(err, oops) {
		t.Errorf("%v", err)
	}
	time.Sleep(50 * time.Millisecond)
	if n := len(post.Mails()); n != 0 {
		t.Errorf("%d mails", n)
	}
}

func TestARelayIsTrustedByItsCertificateOnly(t *testing.T) {
	t.Parallel()
	for _, implicit := range []bool{true, false} {
		post := postOffice(t, implicit, "")
		relay, err := notices.NewRelay(map[bool]string{true: "smtps://", false: "smtp://"}[implicit]+post.Addr, notices.RelayOptions{From: "a@b.example"})
		must(t, err)
		if err := relay.Send(ctx, letter(), func() error { return nil }); err == nil || len(post.Mails()) != 0 {
			t.Errorf("implicit %v: a relay with any certificate was given a mail: %v", implicit, err)
		}
	}
}

func TestAnAddressOfARelayThatWouldNotBeSafeIsRefused(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "mail.example.com", "http://mail.example.com", "smtp://mail.example.com?tls=none", "smtp://user:topsecret@localhost?tls=none", "smtps://user:topsecret@", "smtp://user:topsecret@host:notaport", "smtp://h/path"} {
		_, err := notices.NewRelay(address, notices.RelayOptions{From: "a@b.example"})
		if err == nil || strings.Contains(err.Error(), "topsecret") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if _, err := notices.NewRelay("smtp://localhost:25?tls=none", notices.RelayOptions{From: "nobody"}); err == nil {
		t.Error("a sender without an address")
	}
	if _, err := notices.NewRelay("smtp://localhost:25?tls=none", notices.RelayOptions{From: "助企云站 <a@b.example>"}); err != nil {
		t.Error(err)
	}
}
