package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

// demoDesk is the demo's company in a database of its own, and the portal over it.
type demoDesk struct {
	checks  *assessments.Room
	scope   accounts.Scope
	check   assessments.CheckID
	profile assessments.ProfileID
	portal  *web.Portal
	token   string
}

func newDemoDesk(b *testing.B) *demoDesk {
	b.Helper()
	ctx := context.Background()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	d, db := &demoDesk{}, pgtest.New(b)
	now := func() time.Time { return time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC) }
	engine, err := rules.Load(rules.Bundle())
	must(err)
	policy, err := rules.LoadPolicy(rules.Authz())
	must(err)
	people, err := accounts.NewStore(db, accountstest.Vault(b), now)
	must(err)
	gate := accounts.NewGate(policy)
	d.checks = assessments.New(db, accountstest.Vault(b), engine, people, now, func() rules.Context {
		return rules.Context{Revision: "test", FX: map[string]json.Number{"USD": "7", "EUR": "8"}}
	})
	_, err = fillDemo(ctx, gate, people, d.checks, nil, nil)
	must(err)
	token, who, err := people.SignIn(ctx, "owner@demo.example", demoPassword, accounts.Device{Address: "127.0.0.1"})
	must(err)
	d.token = token
	d.scope, err = gate.Admit(ctx, who, "check.answer", who.Company)
	must(err)
	list, err := d.checks.Checks(ctx, d.scope, assessments.CheckID{}, 1)
	must(err)
	d.check, d.profile = list[0].ID, *list[0].Profile
	site := web.Site{Station: accounts.Station{NameZh: "试验站", NameEn: "Test station", Districts: []accounts.District{{Key: "donggang", Zh: "东", En: "East"}}}}
	d.portal, err = web.New(web.Rooms{Gate: gate, People: people, Checks: d.checks}, site, slog.New(slog.NewTextHandler(io.Discard, nil)), now, db.Ping)
	must(err)
	return d
}

// employees are 5,000 rows with the cells of one of the demo's, and a mark in each.
func (d *demoDesk) employees(b *testing.B, mark string) []assessments.ListRow {
	b.Helper()
	held, err := d.checks.Engine().DecodeCase(demoCase)
	if err != nil {
		b.Fatal(err)
	}
	out := make([]assessments.ListRow, assessments.MaxRows)
	for i := range out {
		cells := rules.Row{}
		for k, row := range held.Employees { // the cells of all of them: as wide as a template that is filled in
			maps.Copy(cells, row)
			cells[fmt.Sprintf("role_%d", k)] = mark
		}
		cells["emp_ref"], cells["role"] = fmt.Sprintf("E%05d", i), mark
		out[i] = assessments.ListRow{Key: assessments.RowKey(assessments.ListEmployees, cells), Cells: cells}
	}
	return out
}

// BenchmarkKept times what is kept of a company: one answer saved, 5,000 employees put and read, a profile's page.
func BenchmarkKept(b *testing.B) {
	d, ctx := newDemoDesk(b), context.Background()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	b.Run("answer", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
			_, err := d.checks.Answer(ctx, d.scope, d.check, uuid.New(), []assessments.Given{{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "rpt_tangible"}, Said: assessments.SaidValue, Value: json.Number(fmt.Sprint(n)), Seen: 1 << 40}})
			must(err)
		}
	})
	b.Run("profile", func(b *testing.B) {
		for b.Loop() {
			r := httptest.NewRequest("GET", "/profiles/"+uuid.UUID(d.profile).String(), nil)
			r.AddCookie(&http.Cookie{Name: "station-session", Value: d.token})
			answer, err := d.portal.App().Test(r, 20_000)
			must(err)
			if answer.StatusCode != 200 {
				b.Fatal(answer.StatusCode)
			}
			_, err = io.Copy(io.Discard, answer.Body)
			must(err)
		}
	})
	rows := [][]assessments.ListRow{d.employees(b, "sales"), d.employees(b, "rd")}
	version := int64(1)
	b.Run("put5000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			version++
			_, err := d.checks.PutList(ctx, d.scope, assessments.ListEmployees, uuid.New(), rows[version%2], nil, version-1)
			must(err)
		}
	})
	b.Run("read5000", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			list, err := d.checks.List(ctx, d.scope, assessments.ListEmployees)
			must(err)
			if len(list.Rows) != assessments.MaxRows {
				b.Fatal(len(list.Rows))
			}
		}
	})
}
