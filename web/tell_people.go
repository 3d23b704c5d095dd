package web

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// What is told of experts, phones, devices and second factors, each in the transaction in which it happens.

// expertWaits tells who checks experts that a card is to be checked.
func (p *Portal) expertWaits(who station.Actor) func(ctx context.Context, tx pg.Tx, checkers []station.PersonID) error {
	return func(ctx context.Context, tx pg.Tx, checkers []station.PersonID) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(checkers...), Kind: notices.ExpertWaiting, Key: once(notices.ExpertWaiting),
			Args: notices.Args{"name": who.Name}, Link: "/admin/experts/" + uuid.UUID(who.Person).String()})
	}
}

// expertDecided tells an expert what became of the card.
func (p *Portal) expertDecided(by station.Actor, person station.PersonID, d accounts.ExpertDecision) accounts.Also {
	return func(ctx context.Context, tx accounts.Tx) error {
		n := notices.Notice{Tenant: by.Tenant(), To: notices.To(person), Kind: notices.ExpertSuspended, Key: fmt.Sprintf("expert.decided:%s:%d", uuid.UUID(person), d.Rev), Link: "/account/expert"}
		if d.State == accounts.ExpertVerified {
			n.Kind, n.Args = notices.ExpertVerified, notices.Args{"until": d.ValidUntil}
		}
		return p.tell(ctx, tx, n)
	}
}

// newDevice tells a person that they signed in from a browser and system that were not seen for long, and where sessions are ended.
func (p *Portal) newDevice(ctx context.Context, tx accounts.Tx, who station.Actor, device string) error {
	if device == "" {
		device = "?"
	}
	return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(who.Person), Kind: notices.NewSignIn, Key: once(notices.NewSignIn),
		Args: notices.Args{"at": p.clock(), "device": device}, Link: "/account#a-sessions", Urgent: true})
}

// recoveryUsed tells a person that one of their recovery codes was taken.
func (p *Portal) recoveryUsed(ctx context.Context, tx accounts.Tx, who station.Actor, left int) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(who.Person), Kind: notices.RecoveryUsed, Key: once(notices.RecoveryUsed),
		Args: notices.Args{"at": p.clock(), "left": left}, Link: "/account#a-factor", Urgent: true})
}

// consentSaid is what messages call the kinds of consent.
var consentSaid = map[string]string{accounts.ConsentPrivacy: "privacy", accounts.ConsentEmployeeRows: "employee_rows", accounts.ConsentAggregates: "statistics", accounts.ConsentReview: "sharing"}

// consentWithdrawn tells that a company took an agreement back: its owners, and whoever held something by it.
func (p *Portal) consentWithdrawn(ctx context.Context, tx pg.Tx, whose station.Tenant, company, kind string, owners []station.PersonID, holders ...station.PersonID) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: whose, To: notices.To(append(owners, holders...)...), Kind: notices.ConsentWithdrawn, Key: once(notices.ConsentWithdrawn),
		Args: notices.Args{"company": company, "consent": consentSaid[kind]}, Link: "/privacy"})
}

// phoneCode sends the code to a number that somebody wants to be theirs.
func (p *Portal) phoneCode(who station.Actor, lang string) func(ctx context.Context, tx accounts.Tx, to, code string) error {
	return func(ctx context.Context, tx accounts.Tx, to, code string) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: []notices.Recipient{{Person: who.Person, Phone: to, Lang: lang}}, Kind: notices.PhoneCode, Key: once(notices.PhoneCode),
			Args: notices.Args{"code": code, "minutes": int(accounts.CodeLife / time.Minute)}, Urgent: true})
	}
}

// phoneChanged tells a person by mail that their number is another now, and by a short message to the one before.
func (p *Portal) phoneChanged(who station.Actor) func(ctx context.Context, tx accounts.Tx, change accounts.PhoneChange) error {
	return func(ctx context.Context, tx accounts.Tx, change accounts.PhoneChange) error {
		to := notices.To(who.Person)
		if change.Old != "" {
			to = append(to, notices.Recipient{Person: who.Person, Phone: change.Old})
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: to, Kind: notices.PhoneChanged, Key: once(notices.PhoneChanged),
			Args: notices.Args{"at": p.clock(), "change": change.What}, Link: "/account/phone", Urgent: true})
	}
}

// phoneTaken tells who had a number that it is another's now. Theirs is another tenant, so it is told after the number has moved.
func (p *Portal) phoneTaken(ctx context.Context, from *station.Actor) error {
	if from == nil || p.rooms.Notices == nil {
		return nil
	}
	return p.rooms.Notices.TellAlone(ctx, notices.Notice{Tenant: from.Tenant(), To: notices.To(from.Person), Kind: notices.PhoneChanged, Key: once(notices.PhoneChanged),
		Args: notices.Args{"at": p.clock(), "change": "taken"}, Link: "/account/phone", Urgent: true})
}

// factorsReset tells both sides of a reset at the desk: the owner, and the officer in whose name it was done.
func (p *Portal) factorsReset(by station.Actor) func(ctx context.Context, tx accounts.Tx, who station.Actor, company string) error {
	return func(ctx context.Context, tx accounts.Tx, who station.Actor, company string) error {
		if err := p.factorChanged(who.Tenant(), who.Person, "removed")(ctx, tx); err != nil {
			return err
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: by.Station}, About: who.Company, To: notices.To(by.Person), Kind: notices.FactorReset, Key: once(notices.FactorReset),
			Args: notices.Args{"at": p.clock(), "company": company}, Link: "/account", Urgent: true})
	}
}
