package web

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// What is told of overrides and disputes, each in the transaction in which it happens.

// overrideProposed tells the others of the team that a proposal waits.
func (p *Portal) overrideProposed(who station.Actor) reviews.AlsoOverride {
	return func(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override) error {
		var to []station.PersonID
		for _, m := range r.Team {
			if m.State == "accepted" && m.Person != who.Person {
				to = append(to, m.Person)
			}
		}
		if len(to) == 0 {
			return nil
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(to...), Kind: notices.OverrideProposed, Key: "override.proposed:" + o.ID.String(), Args: notices.Args{"by": who.Name}, Link: overridesURL(r.ID)})
	}
}

// overrideDecided tells the author what became of it, and the owners of what is approved now or no longer.
func (p *Portal) overrideDecided(who station.Actor, owners []station.PersonID) reviews.AlsoOverride {
	return func(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override) error {
		outcome := notices.Args{"outcome": string(o.State)}
		if o.AuthorID != who.Person {
			err := p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(o.AuthorID), Kind: notices.OverrideDecided, Key: "override.decided:" + o.ID.String() + ":" + string(o.State) + ":" + strconv.FormatInt(o.Rev, 10), Args: outcome, Link: overridesURL(r.ID)})
			if err != nil {
				return err
			}
		}
		if o.DecidedAt == nil || o.State == reviews.OverrideRefused || len(owners) == 0 {
			return nil
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Company: r.Company}, To: notices.To(owners...), Kind: notices.OverrideTold, Key: "override.told:" + o.ID.String() + ":" + string(o.State) + ":" + strconv.FormatInt(o.Rev, 10), Args: outcome,
			Link: profileURL(assessments.ProfileID(o.Profile))}) // no finding: links lie open
	}
}

// overrideMoved tells the author and who leads that a later version of the report rests on something else.
func (p *Portal) overrideMoved(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override) error {
	to := []station.PersonID{}
	for _, m := range r.Team {
		if m.State == "accepted" && (m.Person == o.AuthorID || m.Part == "lead") {
			to = append(to, m.Person)
		}
	}
	if len(to) == 0 {
		return nil
	}
	return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(to...), Kind: notices.OverrideDecided, Key: "override.moved:" + o.ID.String() + ":" + strconv.FormatInt(o.Rev, 10),
		Args: notices.Args{"outcome": string(o.State)}, Link: overridesURL(r.ID)})
}

// disputeFiled tells who leads the review, if anybody, that a finding is disputed.
func (p *Portal) disputeFiled(at station.StationID) reviews.AlsoDispute {
	return func(ctx context.Context, tx pg.Tx, d reviews.Dispute, lead station.PersonID) error {
		if lead == (station.PersonID{}) {
			return nil
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: at}, About: d.Company, To: notices.To(lead), Kind: notices.DisputeFiled, Key: "dispute.filed:" + d.ID.String(), Args: notices.Args{"until": d.Due}, Link: disputeURL(d.ID)})
	}
}

// disputeAnswered tells the owners what was answered.
func (p *Portal) disputeAnswered(owners []station.PersonID) reviews.AlsoDispute {
	return func(ctx context.Context, tx pg.Tx, d reviews.Dispute, _ station.PersonID) error {
		if len(owners) == 0 {
			return nil
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Company: d.Company}, To: notices.To(owners...), Kind: notices.DisputeAnswered, Key: "dispute.answered:" + d.ID.String(), Args: notices.Args{"outcome": string(d.State)},
			Link: profileURL(assessments.ProfileID(d.Profile))})
	}
}

// disputeURL is where an expert answers a dispute.
func disputeURL(id uuid.UUID) string { return "/expert/disputes/" + id.String() }
