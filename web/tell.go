package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// What is told to people of what happened, each in the transaction in which it happens.

// tell tells a message, where the station has messages.
func (p *Portal) tell(ctx context.Context, tx pg.Tx, n notices.Notice) error {
	if p.rooms.Notices == nil {
		return nil
	}
	return p.rooms.Notices.Tell(ctx, tx, n)
}

// once makes the key of a message that is told each time its act is done.
func once(kind notices.Kind) string { return string(kind) + ":" + uuid.NewString() }

// mailInvitation sends the link of an invitation to whoever is invited.
func (p *Portal) mailInvitation(whose station.Tenant, command uuid.UUID, where, by, email string) func(ctx context.Context, tx pg.Tx, token string) error {
	until := p.clock().Add(accounts.InvitationLife)
	return func(ctx context.Context, tx pg.Tx, token string) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: whose, To: []notices.Recipient{{Mail: email}}, Kind: notices.Invitation, Key: string(notices.Invitation) + ":" + command.String(),
			Args: notices.Args{"company": where, "by": by, "until": until}, Secret: "/join/" + token, Urgent: true})
	}
}

// mailRecovery sends the link to a new password.
func (p *Portal) mailRecovery(ctx context.Context, tx pg.Tx, r accounts.Recovery) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: r.Whose, To: notices.To(r.Person), Kind: notices.Recovery, Key: once(notices.Recovery),
		Args: notices.Args{"minutes": int(accounts.RecoverLife / time.Minute)}, Secret: "/reset/" + r.Token, Urgent: true})
}

// passwordChanged tells a person that their password is another now.
func (p *Portal) passwordChanged(ctx context.Context, tx pg.Tx, who station.Actor) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(who.Person), Kind: notices.PasswordChanged, Key: once(notices.PasswordChanged),
		Args: notices.Args{"at": p.clock()}, Link: "/account", Urgent: true})
}

// mailNewAddress asks the new address whether it is theirs, and tells the old one.
func (p *Portal) mailNewAddress(ctx context.Context, tx pg.Tx, r accounts.Recovery) error {
	err := p.tell(ctx, tx, notices.Notice{Tenant: r.Whose, To: []notices.Recipient{{Mail: r.Email}}, Kind: notices.MailConfirm, Key: once(notices.MailConfirm),
		Args: notices.Args{"until": p.clock().Add(accounts.ConfirmLife)}, Secret: "/confirm/" + r.Token, Urgent: true})
	if err != nil {
		return err
	}
	return p.tell(ctx, tx, notices.Notice{Tenant: r.Whose, To: notices.To(r.Person), Kind: notices.MailChanging, Key: once(notices.MailChanging),
		Args: notices.Args{"at": p.clock()}, Link: "/account", Urgent: true})
}

// licenceDecided tells the owners what became of their licence.
func (p *Portal) licenceDecided(v accounts.Verification, accepted bool) func(ctx context.Context, tx pg.Tx, owners []station.PersonID) error {
	return func(ctx context.Context, tx pg.Tx, owners []station.PersonID) error {
		n := notices.Notice{Tenant: station.Tenant{Company: v.Company}, To: notices.To(owners...), Kind: notices.LicenceAccepted, Key: "licence:" + v.ID.String(), Args: notices.Args{"company": v.Name}, Link: "/company"}
		if !accepted {
			n.Kind = notices.LicenceRefused
			n.Args["reason"] = "other" // the officer's words stand on the page
		}
		return p.tell(ctx, tx, n)
	}
}

// claimDecided tells both sides of a claim what was decided; to whom the company goes, how to take it.
func (p *Portal) claimDecided(c accounts.Claim, outcome, by string) func(ctx context.Context, tx pg.Tx, owners []station.PersonID, invitation string) error {
	told := "granted"
	if outcome == accounts.ClaimRefused {
		told = "refused"
	}
	return func(ctx context.Context, tx pg.Tx, owners []station.PersonID, invitation string) error {
		err := p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Company: c.Holder}, To: notices.To(owners...), Kind: notices.ClaimDecided, Key: "claim.decided:" + c.ID.String(),
			Args: notices.Args{"company": c.CreditCode, "outcome": told}, Link: "/company"})
		if err != nil {
			return err
		}
		err = p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: c.Station}, To: []notices.Recipient{{Mail: c.Claimant.Email}}, Kind: notices.ClaimAnswered, Key: "claim.answered:" + c.ID.String(),
			Args: notices.Args{"company": c.CreditCode, "outcome": told}})
		if err != nil || invitation == "" {
			return err
		}
		return p.mailInvitation(station.Tenant{Station: c.Station}, c.ID, c.CreditCode, by, c.Claimant.Email)(ctx, tx, invitation)
	}
}

// claimReceived gives the claimant the link by which a claim is followed.
func (p *Portal) claimReceived(ctx context.Context, tx pg.Tx, at station.StationID, in claimForm, token string) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: at}, To: []notices.Recipient{{Mail: in.Email}}, Kind: notices.ClaimReceived, Key: once(notices.ClaimReceived),
		Args: notices.Args{"company": in.CreditCode, "until": p.clock().Add(accounts.ClaimLife)}, Secret: "/claims/" + token})
}

// heard is how long the holder of a code has to answer a claim: about ten working days.
const heard = 14 * 24 * time.Hour

// claimFiled tells the owners of the company that somebody claims its code.
func (p *Portal) claimFiled(ctx context.Context, tx pg.Tx, in claimForm, holder station.CompanyID, owners []station.PersonID, claim uuid.UUID) error {
	return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Company: holder}, To: notices.To(owners...), Kind: notices.ClaimFiled, Key: "claim.filed:" + claim.String(),
		Args: notices.Args{"company": in.CreditCode, "until": p.clock().Add(heard)}, Link: "/company"})
}

// ownerChanged tells both of a hand-over.
func (p *Portal) ownerChanged(who station.Actor, company, owner string, to station.PersonID) func(ctx context.Context, tx pg.Tx) error {
	return func(ctx context.Context, tx pg.Tx) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(who.Person, to), Kind: notices.OwnerChanged, Key: once(notices.OwnerChanged),
			Args: notices.Args{"company": company, "owner": owner}, Link: "/people"})
	}
}

// memberLeft tells the owners who has left.
func (p *Portal) memberLeft(who station.Actor, company string) func(ctx context.Context, tx pg.Tx, owners []station.PersonID) error {
	return func(ctx context.Context, tx pg.Tx, owners []station.PersonID) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(owners...), Kind: notices.MemberLeft, Key: once(notices.MemberLeft),
			Args: notices.Args{"company": company, "member": who.Name}, Link: "/people"})
	}
}

// factorChanged tells a person that a second factor of theirs was added, removed or renewed.
func (p *Portal) factorChanged(whose station.Tenant, person station.PersonID, change string) accounts.Also {
	return func(ctx context.Context, tx accounts.Tx) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: whose, To: notices.To(person), Kind: notices.FactorChanged, Key: once(notices.FactorChanged),
			Args: notices.Args{"at": p.clock(), "change": change}, Link: "/account", Urgent: true})
	}
}

// everybodyIn are the people of the visitor's company.
func (p *Portal) everybodyIn(c *fiber.Ctx) ([]station.PersonID, error) {
	people, err := p.rooms.People.People(c.UserContext(), scope(c))
	var out []station.PersonID
	for _, person := range people {
		out = append(out, person.ID)
	}
	return out, err
}

// deletionPlanned tells the company's people that it is going to be deleted, and when.
func (p *Portal) deletionPlanned(to []station.PersonID, who station.Actor) func(ctx context.Context, tx accounts.Tx, due time.Time) error {
	return func(ctx context.Context, tx accounts.Tx, due time.Time) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(to...), Kind: notices.DeletionPlanned, Key: once(notices.DeletionPlanned),
			Args: notices.Args{"subject": "company", "on": due}, Link: "/privacy", Urgent: true})
	}
}

// deletionStopped tells them that it is not deleted after all.
func (p *Portal) deletionStopped(to []station.PersonID, who station.Actor) func(ctx context.Context, tx accounts.Tx) error {
	return func(ctx context.Context, tx accounts.Tx) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: who.Tenant(), To: notices.To(to...), Kind: notices.DeletionStopped, Key: once(notices.DeletionStopped),
			Args: notices.Args{"subject": "company"}, Link: "/privacy", Urgent: true})
	}
}
