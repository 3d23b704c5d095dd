package assessments_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

var noon = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

type everyone struct{}

func (everyone) Decide(context.Context, map[string]any) (string, error) { return "allow", nil }

// bench is a company at work in a database of its own.
type bench struct {
	*assessments.Room
	t       testing.TB
	ctx     context.Context
	people  *accounts.Store
	gate    accounts.Gate
	me      accounts.Scope
	another accounts.Scope // of another company
	now     time.Time
}

func setup(t testing.TB) *bench {
	t.Helper()
	b := empty(t, accountstest.Vault(t))
	b.me = b.company("91330100MA2H2XJK0F", "a@example.com")
	b.another = b.company("91330109MA2GL8F33A", "b@example.com")
	return b
}

// empty is a room over a database in which nobody works yet.
func empty(t testing.TB, vault *accounts.Vault) *bench {
	t.Helper()
	b := &bench{t: t, ctx: context.Background(), gate: accounts.NewGate(everyone{}), now: noon}
	db := pgtest.New(t)
	clock := func() time.Time { return b.now }
	engine, err := rules.Load(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	if b.people, err = accounts.NewStore(db, vault, clock); err != nil {
		t.Fatal(err)
	}
	daily := func() rules.Context {
		return rules.Context{Revision: "test", FX: map[string]json.Number{"USD": "7"}}
	}
	b.Room = assessments.New(db, vault, engine, b.people, clock, daily)
	return b
}

func (b *bench) company(code, email string) accounts.Scope {
	b.t.Helper()
	who, err := b.people.SignUp(b.ctx, accounts.SignUp{CreditCode: code, Company: "甲纺织有限公司", Section: "C", District: "east", Size: "small",
		Person: "陈静", Email: email, Password: "long enough words"})
	if err != nil {
		b.t.Fatal(err)
	}
	scope, err := b.gate.Admit(b.ctx, who, "x", who.Company)
	if err != nil {
		b.t.Fatal(err)
	}
	return scope
}

func (b *bench) start(areas ...station.Area) assessments.CheckID {
	b.t.Helper()
	if areas == nil {
		areas = station.Areas()
	}
	id, err := b.Start(b.ctx, b.me, uuid.New(), areas, rules.SheetFull)
	if err != nil {
		b.t.Fatal(err)
	}
	return id
}

func said(key string, value any, seen int64) assessments.Given {
	return assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: key}, Said: assessments.SaidValue, Value: value, Seen: seen}
}

func (b *bench) answer(id assessments.CheckID, given ...assessments.Given) assessments.Saved {
	b.t.Helper()
	saved, err := b.Answer(b.ctx, b.me, id, uuid.New(), given)
	if err != nil {
		b.t.Fatal(err)
	}
	return saved
}

// row is a row of a list as it is kept.
func (b *bench) row(list, key string) assessments.ListRow {
	b.t.Helper()
	got, err := b.List(b.ctx, b.me, list)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, row := range got.Rows {
		if row.Key == key {
			return row
		}
	}
	b.t.Fatalf("no row %q", key)
	return assessments.ListRow{}
}

func kindOf(err error) station.Kind {
	if f, ok := station.AsFault(err); ok {
		return f.Kind
	}
	return 0
}
