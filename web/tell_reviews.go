package web

import (
	"context"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// reviewAsked tells the expert who was named that they are asked.
func (p *Portal) reviewAsked(ctx context.Context, tx pg.Tx, r reviews.Review) error {
	return p.tellTeam(ctx, tx, r, func(to []station.PersonID) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(to...), Kind: notices.ReviewAsked, Key: "review.asked:" + r.ID.String() + ":" + uuid.UUID(to[0]).String(),
			Args: notices.Args{"until": r.AnswerDue}, Link: "/expert/reviews/" + r.ID.String() + "/offer"})
	}, "asked")
}

// reviewWithdrawn tells everybody who was asked that the company took it back.
func (p *Portal) reviewWithdrawn(ctx context.Context, tx pg.Tx, r reviews.Review) error {
	return p.tellTeam(ctx, tx, r, func(to []station.PersonID) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(to...), Kind: notices.ReviewWithdrawn, Key: "review.withdrawn:" + r.ID.String(), Args: notices.Args{"at": p.clock()}, Link: "/expert/reviews?view=over"})
	}, "asked", "accepted")
}

// reviewMoved tells the experts of a review that it is about a later version of the report.
func (p *Portal) reviewMoved(ctx context.Context, tx pg.Tx, r reviews.Review) error {
	return p.tellTeam(ctx, tx, r, func(to []station.PersonID) error {
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, To: notices.To(to...), Kind: notices.ReviewMoved, Key: "review.moved:" + r.ID.String() + ":" + r.Profile.String(), Args: notices.Args{"at": p.clock()},
			Link: reviewURL(r.ID) + "/findings"})
	}, "accepted")
}

// reviewAnswered tells the company's owners what an expert said to its request.
func (p *Portal) reviewAnswered(who station.Actor, outcome string) reviews.Also {
	return func(ctx context.Context, tx pg.Tx, r reviews.Review) error {
		owners, err := p.rooms.People.Owners(ctx, tx, r.Company)
		if err != nil || len(owners) == 0 {
			return err
		}
		return p.tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Company: r.Company}, To: notices.To(owners...), Kind: notices.ReviewAnswered, Key: once(notices.ReviewAnswered),
			Args: notices.Args{"expert": who.Name, "outcome": outcome}, Link: "/reviews/" + r.ID.String()})
	}
}
