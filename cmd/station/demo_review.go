package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// demoReview is the one review of the demo, at an address that is always the same.
var demoReview = uuid.MustParse("01936f00-0000-7000-8000-000000000001")

// Who leads the demo's review, and who consults.
const (
	demoLead       = "lead@demo.example"
	demoConsultant = "consultant@demo.example"
)

// fillReview has the demo's company ask two experts, whose licences are checked, for a conclusion that both sign.
func fillReview(ctx context.Context, gate accounts.Gate, people *accounts.Store, looked *reviews.Room, owner station.Actor, profile assessments.ProfileID) error {
	lead, err := demoExpert(ctx, gate, people, demoLead, "林岚", "13301201510123451")
	if err != nil {
		return err
	}
	second, err := demoExpert(ctx, gate, people, demoConsultant, "郑一", "13301201510123452")
	if err != nil {
		return err
	}
	owner.Verified = true
	ask, err := gate.Admit(ctx, owner, "review.ask", owner.Company)
	if err != nil {
		return err
	}
	if _, err := looked.Ask(ctx, ask, reviews.Ask{ID: demoReview, Profile: uuid.UUID(profile), Part: reviews.Whole, Question: "这份越南供货合同现在能不能签？", Expert: lead.Person, Needed: 2}, nil); err != nil {
		return err
	}
	queue := func(who station.Actor) error {
		s, err := gate.Admit(ctx, who, "review.queue", who.Company)
		if err != nil {
			return err
		}
		return looked.Accept(ctx, s, demoReview, reviews.TermsVersion, nil)
	}
	if err := queue(lead); err != nil {
		return err
	}
	on, err := looked.Granted(ctx, lead, demoReview)
	if err != nil {
		return err
	}
	leads, err := gate.AdmitTo(ctx, lead, "report.lead", on)
	if err != nil {
		return err
	}
	if err := looked.Invite(ctx, leads, demoReview, second.Person, "consultant", nil); err != nil {
		return err
	}
	return queue(second)
}

// demoExpert adds an expert to the demo, with a card that was checked.
func demoExpert(ctx context.Context, gate accounts.Gate, people *accounts.Store, email, name, licence string) (station.Actor, error) {
	if err := people.AddStaff(ctx, accounts.FirstStation, station.Expert, accounts.NewPerson{Name: name, Email: email, Password: demoPassword, Demo: true}); err != nil {
		return station.Actor{}, err
	}
	who, err := demoActor(ctx, people, email)
	if err != nil {
		return who, err
	}
	card, err := gate.Admit(ctx, who, "expert.card", who.Company)
	if err != nil {
		return who, err
	}
	if _, err := people.PutOwnExpert(ctx, card, accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: licence}, FirmZh: "澜州试验律师事务所", FirmEn: "Lan Trial Law Firm", Domains: []string{"tax", "supply", "employee"},
		Countries: []string{"VN", "DE"}, Languages: []string{"zh", "en"}, Capacity: 3}, nil); err != nil {
		return who, err
	}
	checker, err := demoActor(ctx, people, "security@demo.example")
	if err != nil {
		return who, err
	}
	admit, err := gate.Admit(ctx, checker, "expert.admit", checker.Company)
	if err != nil {
		return who, err
	}
	return who, people.DecideExpert(ctx, admit, who.Person, accounts.ExpertDecision{State: accounts.ExpertVerified, Rank: accounts.Senior, ValidUntil: time.Now().AddDate(1, 0, 0), Note: "演示", Rev: 1}, nil)
}

// demoActor is somebody of the demo as if they had just proved who they are.
func demoActor(ctx context.Context, people *accounts.Store, email string) (station.Actor, error) {
	_, who, err := people.SignIn(ctx, email, demoPassword, accounts.Device{Address: "127.0.0.1"})
	if err != nil {
		return who, fmt.Errorf("%s: %w", email, err)
	}
	who.Strong, who.Fresh = true, true
	return who, nil
}
