package main

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
)

// signin is one way into the demo.
type signin struct{ role, email, password string }

// demoPassword opens every demo account. The demo listens on loopback and holds nothing real.
const demoPassword = "demo-station-2026"

//go:embed demo.yaml
var demoCase []byte

// demoSignins lists the demo's accounts, one a role.
func demoSignins() []signin {
	out := []signin{{"owner", "owner@demo.example", demoPassword}, {"member", "member@demo.example", demoPassword}}
	for _, role := range station.Roles() {
		if role != station.Owner && role != station.Member {
			out = append(out, signin{string(role), string(role) + "@demo.example", demoPassword})
		}
	}
	return out
}

// printedSignins are those that the start prints: besides, the two experts of the demo's review.
func printedSignins() []signin {
	return append(demoSignins(), signin{"expert, lead", demoLead, demoPassword}, signin{"expert, second", demoConsultant, demoPassword})
}

// fillDemo fills an empty database with an invented company, its people, lists, a self-check and
// a profile, and with one member of the staff a role. Done once; later starts find it there.
func fillDemo(ctx context.Context, gate accounts.Gate, people *accounts.Store, checks *assessments.Room, told *notices.Room, looked *reviews.Room) ([]signin, error) {
	_, filled, err := people.Census(ctx)
	if err != nil || filled > 0 {
		return printedSignins(), err
	}
	owner, err := people.SignUp(ctx, accounts.SignUp{CreditCode: "91330103MA27Y00A1U", Company: "澜桥精密机械有限公司(演示)", Section: "C", District: "donggang", Size: "medium",
		Group: "澜桥集团(演示)", Countries: []string{"HK", "VN", "DE"}, Person: "陈静", Email: "owner@demo.example", Password: demoPassword, Demo: true})
	if err != nil {
		return nil, err
	}
	scope := func(action string) (accounts.Scope, error) { return gate.Admit(ctx, owner, action, owner.Company) }
	add, err := scope("people.invite")
	if err != nil {
		return nil, err
	}
	if err := people.AddMember(ctx, add, accounts.NewPerson{Name: "王敏", Email: "member@demo.example", Password: demoPassword, Demo: true}); err != nil {
		return nil, err
	}
	for _, s := range demoSignins()[2:] {
		if err := people.AddStaff(ctx, accounts.FirstStation, station.Role(s.role), accounts.NewPerson{Name: "演示 " + s.role, Email: s.email, Password: demoPassword, Demo: true}); err != nil {
			return nil, err
		}
	}
	for kind, version := range map[string]string{accounts.ConsentPrivacy: accounts.PrivacyVersion, accounts.ConsentEmployeeRows: accounts.EmployeeRowsVersion} {
		agree, err := scope("consent.give")
		if err != nil {
			return nil, err
		}
		if err := people.Agree(ctx, agree, kind, version); err != nil {
			return nil, err
		}
	}
	if told != nil {
		if err := tellDemo(ctx, told, owner); err != nil {
			return nil, err
		}
	}
	work, err := scope("check.submit")
	if err != nil {
		return nil, err
	}
	profile, err := fillCheck(ctx, work, checks)
	if err != nil || looked == nil {
		return printedSignins(), err
	}
	return printedSignins(), fillReview(ctx, gate, people, looked, owner, profile)
}

// tellDemo puts some messages into the owner's inbox.
func tellDemo(ctx context.Context, told *notices.Room, owner station.Actor) error {
	company, now := "澜桥精密机械有限公司(演示)", time.Now()
	for _, n := range []notices.Notice{
		{Kind: notices.LicenceAccepted, Key: "licence.accepted:demo", Args: notices.Args{"company": company}, Link: "/home"},
		{Kind: notices.CompanyLookedAt, Key: "company.looked_at:demo", Args: notices.Args{"n": 2, "on": now.AddDate(0, 0, -1)}, Link: "/privacy#looks"},
		{Kind: notices.NewSignIn, Key: "signin.new:demo", Args: notices.Args{"at": now, "device": "Chrome, Windows"}, Link: "/settings/messages"},
	} {
		n.Tenant, n.To = owner.Tenant(), notices.To(owner.Person)
		if err := told.TellAlone(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// fillCheck answers a self-check as demo.yaml says and makes a profile of it.
func fillCheck(ctx context.Context, scope accounts.Scope, checks *assessments.Room) (profile assessments.ProfileID, err error) {
	c, err := checks.Engine().DecodeCase(demoCase)
	if err != nil {
		return profile, err
	}
	id, err := checks.Start(ctx, scope, uuid.New(), station.Areas(), rules.SheetFull)
	if err != nil {
		return profile, err
	}
	var given []assessments.Given
	for key, value := range c.Company {
		given = append(given, assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: key}, Said: assessments.SaidValue, Value: value})
	}
	for _, presence := range c.Presences {
		country, _ := presence["country"].(string)
		ref, err := checks.AddPresence(ctx, scope, id, uuid.New(), country)
		if err != nil {
			return profile, err
		}
		for key, value := range presence {
			if key != "country" && key != "ref" {
				given = append(given, assessments.Given{Place: assessments.Place{Scope: rules.ScopePresence, Subject: ref, Key: key}, Said: assessments.SaidValue, Value: value})
			}
		}
	}
	if _, err := checks.Answer(ctx, scope, id, uuid.New(), given); err != nil {
		return profile, err
	}
	for name, rows := range map[string][]rules.Row{assessments.ListSuppliers: c.Suppliers, assessments.ListEmployees: c.Employees} {
		var list []assessments.ListRow
		for _, row := range rows {
			list = append(list, assessments.ListRow{Key: assessments.RowKey(name, row), Cells: row})
		}
		if _, err := checks.PutList(ctx, scope, name, uuid.New(), list, nil, 0); err != nil {
			return profile, fmt.Errorf("%s: %w", name, err)
		}
	}
	return checks.Submit(ctx, scope, id, uuid.New(), "澜桥精密机械有限公司(演示)")
}
