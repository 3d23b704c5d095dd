package accounts_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
)

// ask gives a pending session and a challenge for it.
func (h *human) ask(at accounts.Party) (token string, options []byte) {
	h.t.Helper()
	token = h.half()
	options, err := h.b.AskToSignIn(h.ctx, token, at)
	h.must(err)
	return token, options
}

func (h *human) sign(token string, answer []byte, at accounts.Party) error {
	h.t.Helper()
	_, _, err := h.b.SecondStep(h.ctx, token, accounts.Shown{Key: answer, Party: at}, accounts.Device{Address: token[:8]}, nil)
	return err
}

func TestAKeySignsIn(t *testing.T) {
	h := factors(t).officer(t, station.Officer, "zhou@station.example")
	key := h.key(site)
	if len(h.codes) != accounts.RecoveryCodes {
		t.Errorf("%d recovery codes", len(h.codes))
	}
	for range 2 {
		token, options := h.ask(site)
		fresh, who, err := h.b.SecondStep(h.ctx, token, accounts.Shown{Key: key.Sign(options), Party: site}, desk, nil)
		if err != nil || !who.Strong || fresh == token {
			t.Fatalf("%+v, %v", who, err)
		}
	}
	synced := accountstest.NewSecurityKey(t, site)
	synced.Synced = true
	options, err := h.b.InviteKey(h.ctx, h.scope(), h.token, site)
	h.must(err)
	if !bytes.Contains(options, []byte(`"excludeCredentials"`)) || !bytes.Contains(options, []byte(`"rp":{"name":"Test station","id":"station.example"}`)) {
		t.Errorf("the browser is told %s", options)
	}
	added, err := h.b.AddKey(h.ctx, h.scope(), h.token, site, "passkey", synced.Create(options), nil)
	h.must(err)
	h.token = added.Token
	for range 2 { // one that is synced counts nothing
		token, options := h.ask(site)
		h.must(h.sign(token, synced.Sign(options), site))
	}
	if all := h.list(); len(all) != 2 || all[1].Name != "passkey" || all[1].Host != site.Host || all[1].Used == nil {
		t.Errorf("listed as %+v", all)
	}
}

func TestAKeyThatCountsBackwardsIsRefusedAndStandsInTheTrail(t *testing.T) {
	h := factors(t).officer(t, station.Officer, "zhou@station.example")
	key := h.key(site)
	token, options := h.ask(site)
	h.must(h.sign(token, key.Sign(options), site))
	for name, count := range map[string]uint32{"the same again": key.Count - 1, "less": key.Count - 2, "none": ^uint32(0)} {
		copied := *key
		copied.Count = count // grows by one before it signs
		token, options := h.ask(site)
		if err := h.sign(token, copied.Sign(options), site); kindOf(err) != station.Unauthorized {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := strings.Count(h.trail(), "factor.cloned"); n != 3 {
		t.Errorf("%d lines in the trail: %s", n, h.trail())
	}
	token, options = h.ask(site)
	h.must(h.sign(token, key.Sign(options), site))
}

// TestAKeysAnswerHoldsForItsChallengeItsSessionAndItsHostOnly bends an answer in every way that matters.
func TestAKeysAnswerHoldsForItsChallengeItsSessionAndItsHostOnly(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com")
	key := h.key(site)
	phished := *key
	phished.Origin = "https://station.examp1e"
	other := *key
	other.Host = "other.example"
	refused := map[string]func() error{
		"an answer of before": func() error {
			token, options := h.ask(site)
			answer := key.Sign(options)
			h.must(h.sign(token, answer, site))
			token, _ = h.ask(site)
			return h.sign(token, answer, site)
		},
		"a challenge of another session": func() error {
			_, options := h.ask(site)
			token, _ := h.ask(site)
			return h.sign(token, key.Sign(options), site)
		},
		"no challenge": func() error {
			_, options := h.ask(site)
			return h.sign(h.half(), key.Sign(options), site)
		},
		"a challenge that was answered wrongly before": func() error {
			token, options := h.ask(site)
			_ = h.sign(token, []byte(`{}`), site)
			return h.sign(token, key.Sign(options), site)
		},
		"a challenge that a newer one replaced": func() error {
			token, options := h.ask(site)
			_, err := h.b.AskToSignIn(h.ctx, token, site)
			h.must(err)
			return h.sign(token, key.Sign(options), site)
		},
		"a challenge that took too long": func() error {
			token, options := h.ask(site)
			answer := key.Sign(options)
			h.b.now = h.b.now.Add(accounts.ChallengeLife)
			return h.sign(token, answer, site)
		},
		"a challenge to add a key": func() error {
			options, err := h.b.InviteKey(h.ctx, h.scope(), h.token, site)
			h.must(err)
			_, err = h.b.Prove(h.ctx, h.scope(), h.token, words, accounts.Shown{Key: key.Sign(options), Party: site}, desk)
			return err
		},
		"another origin": func() error {
			token, options := h.ask(site)
			return h.sign(token, phished.Sign(options), site)
		},
		"another host in what was signed": func() error {
			token, options := h.ask(site)
			return h.sign(token, other.Sign(options), site)
		},
		"another name of the site": func() error {
			token, options := h.ask(site)
			return h.sign(token, key.Sign(options), accounts.Party{Host: "other.example", Origin: site.Origin, Name: "x"})
		},
		"a bit of the signature": func() error {
			token, options := h.ask(site)
			answer := key.Sign(options)
			at := bytes.Index(answer, []byte(`"signature":"`)) + 30
			answer[at] = map[bool]byte{true: 'B', false: 'A'}[answer[at] == 'A']
			return h.sign(token, answer, site)
		},
		"no JSON": func() error {
			token, _ := h.ask(site)
			return h.sign(token, []byte("nonsense"), site)
		},
	}
	for name, try := range refused {
		if err := try(); kindOf(err) != station.Unauthorized {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.b.AskToSignIn(h.ctx, h.half(), accounts.Party{Host: "other.example", Origin: "https://other.example", Name: "x"}); kindOf(err) != station.Conflict {
		t.Errorf("a challenge where no key works: %v", err)
	}
	if ways, err := h.b.WaysToSignIn(h.ctx, h.half(), "other.example"); err != nil || ways.Key || !ways.Elsewhere || ways.None() {
		t.Errorf("seen from another host: %+v, %v", ways, err)
	}
	if _, err := h.b.InviteKey(h.ctx, h.scope(), h.token, accounts.Party{}); kindOf(err) != station.Conflict {
		t.Errorf("a site without a name: %v", err)
	}
	digits := accounts.Party{Host: "127.0.0.1", Origin: "http://127.0.0.1", Name: "x"}
	if _, err := h.b.InviteKey(h.ctx, h.scope(), h.token, digits); err == nil {
		t.Error("a key is bound to an address of digits")
	}
}

func TestOneChallengeLetsInOnce(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com")
	key := h.key(site)
	token, options := h.ask(site)
	answer := key.Sign(options)
	results := make(chan error, 4)
	var wait sync.WaitGroup
	for range cap(results) {
		wait.Go(func() {
			_, _, err := h.b.SecondStep(context.Background(), token, accounts.Shown{Key: answer, Party: site}, desk, nil)
			results <- err
		})
	}
	wait.Wait()
	close(results)
	let := 0
	for err := range results {
		if err == nil {
			let++
		}
	}
	if let != 1 {
		t.Errorf("let in %d times", let)
	}
}

func TestAddingAKeyTakesItsOwnInvitationOnce(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	key := accountstest.NewSecurityKey(t, site)
	options, err := h.b.InviteKey(h.ctx, h.scope(), h.token, site)
	h.must(err)
	phished := *key
	phished.Origin = "https://elsewhere.example"
	if _, err := h.b.AddKey(h.ctx, h.scope(), h.token, site, "key", phished.Create(options), nil); kindOf(err) != station.Invalid {
		t.Errorf("from another origin: %v", err)
	}
	if _, err := h.b.AddKey(h.ctx, h.scope(), h.token, site, "key", key.Create(options), nil); kindOf(err) != station.Invalid {
		t.Errorf("an invitation that was answered wrongly: %v", err)
	}
	if options, err = h.b.InviteKey(h.ctx, h.scope(), h.token, site); err != nil {
		t.Fatal(err)
	}
	h.b.now = h.b.now.Add(accounts.ChallengeLife + time.Second)
	if _, err := h.b.AddKey(h.ctx, h.scope(), h.token, site, "key", key.Create(options), nil); kindOf(err) != station.Invalid {
		t.Errorf("an invitation that took too long: %v", err)
	}
	if all := h.list(); len(all) != 1 {
		t.Errorf("%d factors", len(all))
	}
}
