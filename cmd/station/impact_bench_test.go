package main

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

// benchProfiles is how many companies have a profile in the benchmark of impact.
const benchProfiles = 120

// manyProfiles fills a database with the demo's company and its profile, so many times over.
func manyProfiles(b *testing.B, engine *rules.Engine) {
	b.Helper()
	ctx := context.Background()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	db := pgtest.New(b)
	now := func() time.Time { return time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC) }
	people, err := accounts.NewStore(db, accountstest.Vault(b), now)
	must(err)
	policy, err := rules.LoadPolicy(rules.Authz())
	must(err)
	checks := assessments.New(db, accountstest.Vault(b), engine, people, now, func() rules.Context {
		return rules.Context{Revision: "test", FX: map[string]json.Number{"USD": "7", "EUR": "8"}}
	})
	gate := accounts.NewGate(policy)
	_, err = fillDemo(ctx, gate, people, checks, nil, nil)
	must(err)
	_, who, err := people.SignIn(ctx, "owner@demo.example", demoPassword, accounts.Device{Address: "127.0.0.1"})
	must(err)
	scope, err := gate.Admit(ctx, who, "profile.read", who.Company)
	must(err)
	lines, err := checks.Profiles(ctx, scope, assessments.ProfileID{}, 1)
	must(err)
	profile, err := checks.Profile(ctx, scope, lines[0].ID)
	must(err)
	owner, err := pgx.Connect(ctx, pgtest.URLs(b).Owner)
	must(err)
	defer owner.Close(ctx)
	_, err = owner.Exec(ctx, `
		create temp table checks_copy as select * from app.self_checks; create temp table profiles_copy as select * from app.profiles`)
	must(err)
	// what is sealed opens for its company only: it is copied in plain, and sealed for another
	_, err = owner.Exec(ctx, `update profiles_copy set document = $1, sealed = null, sealed_line = null, completeness = 0, worst = 0, best = 0, shown = false, findings = 0, open_items = 0`, profile.Bytes)
	must(err)
	for range benchProfiles - 1 {
		company := uuid.Must(uuid.NewV7())
		_, err := owner.Exec(ctx, `
			update checks_copy set company_id = '`+company.String()+`'; insert into app.self_checks select * from checks_copy;
			update profiles_copy set company_id = '`+company.String()+`'; insert into app.profiles select * from profiles_copy`)
		must(err)
		must(checks.SealCompany(ctx, station.CompanyID(company)))
	}
}

// BenchmarkImpact judges the profiles of many companies again, one after another and at once.
func BenchmarkImpact(b *testing.B) {
	engine, err := rules.Load(rules.Bundle())
	if err != nil {
		b.Fatal(err)
	}
	manyProfiles(b, engine)
	worker := pgtest.Open(b, pgtest.URLs(b).Worker)
	for name, workers := range map[string]int{"serial": 1, "parallel": 0} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				impact, err := assessments.MeasureImpact(context.Background(), worker, assessments.Comparison{Vault: accountstest.Vault(b), Candidate: engine, Workers: workers})
				if err != nil || impact.Companies != benchProfiles || impact.Failed != 0 {
					b.Fatalf("%+v %v", impact, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*benchProfiles), "ms/profile")
		})
	}
}
