package accounts_test

import (
	"context"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

// everyone is a policy that lets everybody in, for tests of what lies behind the gate.
type everyone struct{}

func (everyone) Decide(context.Context, map[string]any) (string, error) { return "allow", nil }

type bench struct {
	*accounts.Store
	db  *pg.DB
	now time.Time
}

func setup(t testing.TB) *bench {
	t.Helper()
	b := &bench{db: pgtest.New(t), now: noon}
	b.openWith(t, accountstest.Vault(t))
	return b
}

// openWith opens the store anew over another vault.
func (b *bench) openWith(t testing.TB, vault *accounts.Vault) {
	t.Helper()
	store, err := accounts.NewStore(b.db, vault, func() time.Time { return b.now })
	if err != nil {
		t.Fatal(err)
	}
	b.Store = store
}

func signUp(code, email string) accounts.SignUp {
	return accounts.SignUp{CreditCode: code, Company: "甲纺织有限公司", Section: "C", District: "east", Size: "small",
		Countries: []string{"VN"}, Person: "陈静", Email: email, Password: "long enough words"}
}

const (
	codeA = "91330100MA2H2XJK0F"
	codeB = "91330109MA2GL8F33A"
)

func scope(t testing.TB, who station.Actor) accounts.Scope {
	t.Helper()
	s, err := accounts.NewGate(everyone{}).Admit(context.Background(), who, "x", who.Company)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func kindOf(err error) station.Kind {
	if f, ok := station.AsFault(err); ok {
		return f.Kind
	}
	return 0
}
