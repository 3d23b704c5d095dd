package accounts_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

func TestThePasswordAloneOpensNothing(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	pending := h.half()
	if who, err := h.b.Who(h.ctx, pending); who.Person != (station.PersonID{}) || err != nil {
		t.Errorf("a pending session is %+v, %v", who, err)
	}
	if ways, err := h.b.WaysToSignIn(h.ctx, pending, ""); err != nil || !ways.App || ways.Key || ways.Codes != accounts.RecoveryCodes {
		t.Errorf("what can be shown: %+v, %v", ways, err)
	}
	if sessions, err := h.b.Sessions(h.ctx, h.scope()); err != nil || len(sessions) != 1 {
		t.Errorf("%d sessions are listed, %v", len(sessions), err)
	}
	token, who, err := h.b.SecondStep(h.ctx, pending, accounts.Shown{Code: " " + h.code()[:3] + " " + h.code()[3:]}, desk, nil)
	if err != nil || !who.Strong || !who.Fresh || who.Person != h.who.Person || token == pending {
		t.Fatalf("the second step makes %+v, under the same token %v, %v", who, token == pending, err)
	}
	if seen, err := h.b.Who(h.ctx, token); err != nil || !seen.Strong || !seen.Fresh {
		t.Errorf("the session is %+v, %v", seen, err)
	}
	if seen, _ := h.b.Who(h.ctx, pending); seen.Person != (station.PersonID{}) {
		t.Error("the token from before the second step is one of a session")
	}
	if _, _, err := h.b.SecondStep(h.ctx, pending, accounts.Shown{Code: h.code()}, desk, nil); kindOf(err) != station.Unauthorized {
		t.Errorf("a pending session serves twice: %v", err)
	}
	late := h.half()
	h.b.now = h.b.now.Add(accounts.PendingLife)
	if _, _, err := h.b.SecondStep(h.ctx, late, accounts.Shown{Code: h.code()}, desk, nil); kindOf(err) != station.Unauthorized {
		t.Errorf("a pending session lives on: %v", err)
	}
	for _, token := range []string{h.token, "", "nonsense"} {
		if _, _, err := h.b.SecondStep(h.ctx, token, accounts.Shown{Code: h.code()}, desk, nil); kindOf(err) != station.Unauthorized {
			t.Errorf("what is no pending session takes a second step: %v", err)
		}
	}
	if !strings.Contains(h.trail(), "account.sign_in factor.add") {
		t.Errorf("the trail says %s", h.trail())
	}
}

func TestACodeIsTakenOnce(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	h.b.now = h.b.now.Add(-30 * time.Second)
	if err := h.second(accounts.Shown{Code: h.code()}); kindOf(err) != station.Unauthorized {
		t.Errorf("the code that added the app signs in: %v", err)
	}
	h.b.now = h.b.now.Add(60 * time.Second)
	used := h.code()
	h.must(h.second(accounts.Shown{Code: used}))
	if err := h.second(accounts.Shown{Code: used}); kindOf(err) != station.Unauthorized {
		t.Errorf("a code is taken twice: %v", err)
	}
	if err := h.second(accounts.Shown{Code: accountstest.AppCode(t, h.secret, h.b.now.Add(-30*time.Second))}); kindOf(err) != station.Unauthorized {
		t.Errorf("an older code is taken after a newer one: %v", err)
	}
	h.must(h.second(accounts.Shown{Code: accountstest.AppCode(t, h.secret, h.b.now.Add(30*time.Second))}))
	if all := h.list(); len(all) != 1 || all[0].Used == nil || !all[0].Used.Equal(h.b.now) {
		t.Errorf("the app is listed as %+v", all)
	}
}

// TestOneCodeSignsInOnceAlsoForManyAtOnce sends the same code, and the same recovery code, by several at a time.
func TestOneCodeSignsInOnceAlsoForManyAtOnce(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	for name, shown := range map[string]accounts.Shown{"an app's code": {Code: h.code()}, "a recovery code": {Recovery: h.codes[0]}} {
		var tokens []string
		for range 4 {
			tokens = append(tokens, h.half())
		}
		var wait sync.WaitGroup
		results := make(chan error, len(tokens))
		for _, token := range tokens {
			wait.Go(func() {
				_, _, err := h.b.SecondStep(context.Background(), token, shown, accounts.Device{Address: token[:8]}, nil)
				results <- err
			})
		}
		wait.Wait()
		close(results)
		let := 0
		for err := range results {
			if err == nil {
				let++
			} else if kindOf(err) != station.Unauthorized {
				t.Errorf("%s: %v", name, err)
			}
		}
		if let != 1 {
			t.Errorf("%s signs in %d times", name, let)
		}
	}
}

func TestARecoveryCodeServesOnceAndNewOnesEndTheOld(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	if len(h.codes) != accounts.RecoveryCodes {
		t.Fatalf("%d codes", len(h.codes))
	}
	h.must(h.second(accounts.Shown{Recovery: strings.ToLower(strings.ReplaceAll(h.codes[0], "-", " "))}))
	if err := h.second(accounts.Shown{Recovery: h.codes[0]}); kindOf(err) != station.Unauthorized {
		t.Errorf("a recovery code serves twice: %v", err)
	}
	if _, left, err := h.b.Factors(h.ctx, h.scope()); left != accounts.RecoveryCodes-1 || err != nil {
		t.Errorf("%d are left, %v", left, err)
	}
	fresh, err := h.b.RenewCodes(h.ctx, h.scope(), nil)
	h.must(err)
	if err := h.second(accounts.Shown{Recovery: h.codes[1]}); kindOf(err) != station.Unauthorized {
		t.Errorf("a code of before is still good: %v", err)
	}
	h.must(h.second(accounts.Shown{Recovery: fresh[1]}))
	h.must(h.b.RemoveFactor(h.ctx, h.scope(), h.list()[0].ID, nil))
	if _, err := h.b.RenewCodes(h.ctx, h.scope(), nil); kindOf(err) != station.Conflict {
		t.Errorf("recovery codes without a factor: %v", err)
	}
	if _, who, err := h.b.SignIn(h.ctx, h.email, words, desk); err != nil || who.Person != h.who.Person {
		t.Errorf("without a factor the password is not enough: %+v, %v", who, err)
	}
}

func TestNobodysFactorIsAnothers(t *testing.T) {
	b := factors(t)
	mine, other := b.owner(t, codeA, "a@example.com").app(), b.owner(t, codeB, "b@example.com").app()
	key := other.key(site)
	for name, shown := range map[string]accounts.Shown{"an app's code": {Code: other.code()}, "a recovery code": {Recovery: other.codes[0]}} {
		if err := mine.second(shown); kindOf(err) != station.Unauthorized {
			t.Errorf("%s of another's signs in: %v", name, err)
		}
	}
	own := mine.key(site)
	pending := mine.half()
	options, err := b.AskToSignIn(t.Context(), pending, site)
	mine.must(err)
	if _, _, err := b.SecondStep(t.Context(), pending, accounts.Shown{Key: key.Sign(options), Party: site}, desk, nil); kindOf(err) != station.Unauthorized {
		t.Errorf("another's key signs in: %v", err)
	}
	options, err = b.InviteKey(t.Context(), mine.scope(), mine.token, site)
	mine.must(err)
	if _, err := b.AddKey(t.Context(), mine.scope(), mine.token, site, "again", key.Create(options), nil); kindOf(err) != station.Conflict {
		t.Errorf("a key of another's is added: %v", err)
	}
	if own.Count == 0 || len(mine.list()) != 2 {
		t.Errorf("%d factors", len(mine.list()))
	}
	theirs := other.list()[0].ID
	for name, err := range map[string]error{"renames": b.RenameFactor(t.Context(), mine.scope(), theirs, "mine"), "removes": b.RemoveFactor(t.Context(), mine.scope(), theirs, nil),
		"removes what is nothing": b.RemoveFactor(t.Context(), mine.scope(), uuid.New(), nil)} {
		if kindOf(err) != station.NotFound {
			t.Errorf("somebody %s: %v", name, err)
		}
	}
	if _, err := b.AppSetup(t.Context(), mine.scope(), other.token, "x"); kindOf(err) != station.NotFound {
		t.Errorf("a setup under another's token: %v", err)
	}
}

// TestNoSecretLiesInTheDatabase looks through every row of every table, as the owner of the database reads them.
func TestNoSecretLiesInTheDatabase(t *testing.T) {
	h := factors(t).owner(t, codeA, "a@example.com").app()
	key := h.key(site)
	_ = h.second(accounts.Shown{Code: "000000"})
	h.must(h.second(accounts.Shown{Recovery: h.codes[0]}))
	h.must(h.b.BeginApp(h.ctx, h.scope(), h.token))
	setup, err := h.b.AppSetup(h.ctx, h.scope(), h.token, "x")
	h.must(err)
	_, err = h.b.InviteKey(h.ctx, h.scope(), h.token, site)
	h.must(err)
	owner := pgtest.Owner(t)
	for name, secret := range map[string]string{"an app's": h.secret, "an app's that is set up": setup.Secret, "a key's id": string(key.ID), "a key's public half": string(key.Private.X.Bytes()),
		"a recovery code": h.codes[0], "another": h.codes[1]} {
		if found := accountstest.TablesWith(t, owner, secret); len(found) > 0 {
			t.Errorf("%s lies in %v", name, found)
		}
	}
	session := sha256.Sum256([]byte(h.token))
	for name, plain := range map[string]string{"text": codeA, "bytes": string(session[:])} { // so that the look is known to see
		if len(accountstest.TablesWith(t, owner, plain)) == 0 {
			t.Errorf("the look finds no %s at all", name)
		}
	}
}

func TestWhatGoesWithAnActHoldsOrFallsWithIt(t *testing.T) {
	h := factors(t).officer(t, station.Officer, "zhou@station.example").app()
	fail := func(context.Context, accounts.Tx) error { return errors.New("no message can be sent") }
	h.must(h.b.BeginApp(h.ctx, h.scope(), h.token))
	setup, err := h.b.AppSetup(h.ctx, h.scope(), h.token, "x")
	h.must(err)
	if _, err := h.b.AddApp(h.ctx, h.scope(), h.token, "second", accountstest.AppCode(t, setup.Secret, h.b.now), fail); err == nil {
		t.Error("an app is added whose message was not sent")
	}
	if err := h.b.RemoveFactor(h.ctx, h.scope(), h.list()[0].ID, fail); err == nil {
		t.Error("a factor is removed whose message was not sent")
	}
	if _, err := h.b.RenewCodes(h.ctx, h.scope(), fail); err == nil {
		t.Error("codes are renewed whose message was not sent")
	}
	h.must(h.second(accounts.Shown{Recovery: h.codes[0]}))
	if len(h.list()) != 1 {
		t.Errorf("%d factors", len(h.list()))
	}
	sent := 0
	also := func(ctx context.Context, tx accounts.Tx) error {
		sent++
		return tx.QueryRow(ctx, `select 1`).Scan(new(int))
	}
	_, err = h.b.RenewCodes(h.ctx, h.scope(), also)
	h.must(err)
	if sent != 1 {
		t.Errorf("sent %d times", sent)
	}
}
