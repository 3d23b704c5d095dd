package web

import (
	"context"
	"fmt"

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
