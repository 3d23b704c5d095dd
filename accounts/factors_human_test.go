package accounts_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
)

const words = "long enough words"

var (
	desk = accounts.Device{Address: "10.0.0.1", Agent: "Firefox · Linux"}
	site = accounts.Party{Host: "station.example", Origin: "https://station.example", Name: "Test station"}
)

// human is somebody with an account, signed in, and what they have for a second factor.
type human struct {
	b      *bench
	t      *testing.T
	ctx    context.Context
	email  string
	who    station.Actor
	token  string
	secret string
	codes  []string
}

func factors(t *testing.T) *bench {
	return setup(t)
}

func (b *bench) owner(t *testing.T, code, email string) *human {
	t.Helper()
	who, err := b.SignUp(t.Context(), signUp(code, email))
	return (&human{b: b, t: t, ctx: t.Context(), email: email, who: who}).in(err)
}

func (b *bench) officer(t *testing.T, role station.Role, email string) *human {
	t.Helper()
	err := b.AddStaff(t.Context(), accounts.FirstStation, role, accounts.NewPerson{Name: "周岚", Email: email, Password: words})
	return (&human{b: b, t: t, ctx: t.Context(), email: email}).in(err)
}

// in signs the person in by the password, which is all there is yet.
func (h *human) in(err error) *human {
	h.t.Helper()
	h.must(err)
	h.token, h.who, err = h.b.SignIn(h.ctx, h.email, words, desk)
	h.must(err)
	return h
}

func (h *human) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *human) scope() accounts.Scope { h.t.Helper(); return scope(h.t, h.who) }

func (h *human) code() string {
	h.t.Helper()
	return accountstest.AppCode(h.t, h.secret, h.b.now)
}

// app adds an authenticator app, and waits for the next code.
func (h *human) app() *human {
	h.t.Helper()
	h.must(h.b.BeginApp(h.ctx, h.scope(), h.token))
	setup, err := h.b.AppSetup(h.ctx, h.scope(), h.token, "Test station")
	h.must(err)
	h.secret = setup.Secret
	added, err := h.b.AddApp(h.ctx, h.scope(), h.token, "phone", h.code(), nil)
	h.must(err)
	h.token, h.codes = added.Token, append(h.codes, added.Codes...)
	h.who.Strong = true
	h.b.now = h.b.now.Add(30 * time.Second)
	return h
}

// key adds a security key.
func (h *human) key(at accounts.Party) *accountstest.SecurityKey {
	h.t.Helper()
	key := accountstest.NewSecurityKey(h.t, at)
	options, err := h.b.InviteKey(h.ctx, h.scope(), h.token, at)
	h.must(err)
	added, err := h.b.AddKey(h.ctx, h.scope(), h.token, at, "key", key.Create(options), nil)
	h.must(err)
	h.token, h.codes = added.Token, append(h.codes, added.Codes...)
	return key
}

// half shows the password and gives the token of the pending session.
func (h *human) half() string {
	h.t.Helper()
	token, who, err := h.b.SignIn(h.ctx, h.email, words, desk)
	h.must(err)
	if who != (station.Actor{}) {
		h.t.Fatalf("the password alone makes %+v", who)
	}
	return token
}

// second shows a factor under a new pending session.
func (h *human) second(shown accounts.Shown) error {
	h.t.Helper()
	_, _, err := h.b.SecondStep(h.ctx, h.half(), shown, desk, nil)
	return err
}

func (h *human) list() []accounts.Factor {
	h.t.Helper()
	all, _, err := h.b.Factors(h.ctx, h.scope())
	h.must(err)
	return all
}

// trail are the actions of the person's company or station, newest first.
func (h *human) trail() string {
	h.t.Helper()
	lines, _, err := h.b.Trail(h.ctx, accounts.Scope{}, accounts.Audited{Whose: h.who.Tenant()}, accounts.TrailFilter{})
	h.must(err)
	var out []string
	for _, l := range lines {
		out = append(out, l.Action)
	}
	return strings.Join(out, " ")
}
