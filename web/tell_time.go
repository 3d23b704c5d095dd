package web

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// teller tells messages, each in the transaction of what it is about.
type teller interface {
	Tell(ctx context.Context, tx pg.Tx, n notices.Notice) error
}

// passing words what the passing of time brings to reviews. Messages name people by id and say no word of a report.
type passing struct {
	told   teller
	people *accounts.Store
}

// PassingOf tells people what the passing of time brings to reviews.
func PassingOf(told *notices.Room, people *accounts.Store) reviews.News { return passing{told, people} }

// words of a moment: to the experts, and to the company's owners.
type momentWords struct {
	kind  notices.Kind
	arg   string // of the moment
	whose bool   // says whether somebody answers it
	link  func(m reviews.Moment) string
}

func expertsReview(m reviews.Moment) string { return "/expert/reviews/" + m.ID.String() }
func expertsOffer(m reviews.Moment) string  { return expertsReview(m) + "/offer" }
func companysReview(id uuid.UUID) string    { return "/reviews/" + id.String() }
func expertsDispute(m reviews.Moment) string {
	if m.Open {
		return "/expert/disputes"
	}
	return disputeURL(m.ID)
}

// momentKinds are the words of each moment.
var momentKinds = map[reviews.What]momentWords{
	reviews.ReviewSoon:  {notices.ReviewDue, "until", false, expertsReview},
	reviews.ReviewLate:  {notices.ReviewOverdue, "since", false, expertsReview},
	reviews.OfferWaits:  {notices.ReviewWaits, "since", false, expertsOffer},
	reviews.OfferSilent: {notices.ReviewUnanswered, "since", false, nil},
	reviews.DisputeSoon: {notices.DisputeDue, "until", true, expertsDispute},
	reviews.DisputeLate: {notices.DisputeOverdue, "since", true, expertsDispute},
}

// Moment tells a reminder. Its key holds the moment, so that one for a due date that has moved is told as well.
func (p passing) Moment(ctx context.Context, tx pg.Tx, m reviews.Moment) error {
	w, known := momentKinds[m.What]
	if !known {
		return fmt.Errorf("no words for %q", m.What)
	}
	out := notices.Notice{Kind: w.kind, Key: fmt.Sprintf("%s:%s:%d", w.kind, m.ID, m.At.Unix()), Args: notices.Args{w.arg: m.At}}
	if w.whose {
		out.Args["whose"] = "yours"
		if m.Open {
			out.Args["whose"] = "nobodys"
			out.Key += ":all"
		}
	}
	if len(m.People) > 0 {
		n := out
		n.Tenant, n.About, n.To, n.Link = station.Tenant{Station: m.Station}, m.Company, notices.To(m.People...), w.link(m)
		if !m.Open { // who answers may change, and the next one is to hear too
			n.Key += ":" + uuid.UUID(m.People[0]).String()
		}
		if err := p.told.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	if len(m.Owners) == 0 {
		return nil
	}
	out.Tenant, out.To, out.Link = station.Tenant{Company: m.Company}, notices.To(m.Owners...), companysReview(m.ID)
	return p.told.Tell(ctx, tx, out)
}

// judges are who proposed an override and who leads its review.
func judges(r reviews.Review, o reviews.Override) []station.PersonID {
	out := []station.PersonID{o.AuthorID}
	if lead := r.Lead(); lead != nil && lead.Person != o.AuthorID {
		out = append(out, lead.Person)
	}
	return out
}

// Ending tells author, lead and company on which day an override ends.
func (p passing) Ending(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override) error {
	return p.both(ctx, tx, r, o, func(bool) notices.Notice {
		return notices.Notice{Kind: notices.OverrideEnding, Key: "override.ending:" + o.ID.String(), Args: notices.Args{"on": o.Until}}
	})
}

// Expired tells author and lead that an override has ended, and the company where it was ever in force.
func (p passing) Expired(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override) error {
	return p.both(ctx, tx, r, o, func(company bool) notices.Notice {
		kind := notices.OverrideDecided
		if company {
			kind = notices.OverrideTold
		}
		return notices.Notice{Kind: kind, Key: string(kind) + ":" + o.ID.String() + ":expired", Args: notices.Args{"outcome": "expired"}}
	})
}

// both tells the judges of an override, and the owners of the company where a second expert ever decided it.
func (p passing) both(ctx context.Context, tx pg.Tx, r reviews.Review, o reviews.Override, say func(company bool) notices.Notice) error {
	n := say(false)
	n.Tenant, n.About, n.To, n.Link = station.Tenant{Station: r.Station}, r.Company, notices.To(judges(r, o)...), overridesURL(r.ID)
	if !r.State.Open() {
		n.Link = "/expert/reviews?view=over"
	}
	if err := p.told.Tell(ctx, tx, n); err != nil || o.DecidedAt == nil {
		return err
	}
	owners, err := p.people.Owners(ctx, tx, r.Company)
	if err != nil || len(owners) == 0 {
		return err
	}
	n = say(true)
	n.Tenant, n.To, n.Link = station.Tenant{Company: r.Company}, notices.To(owners...), profileURL(assessments.ProfileID(o.Profile)) // no finding: links lie open
	return p.told.Tell(ctx, tx, n)
}

// Ended tells the company and the lead that a signed review has ended.
func (p passing) Ended(ctx context.Context, tx pg.Tx, r reviews.Review) error {
	n := notices.Notice{Kind: notices.ReviewEnded, Key: "review.ended:" + r.ID.String()}
	if lead := r.Lead(); lead != nil {
		to := n
		to.Tenant, to.About, to.To, to.Args, to.Link = station.Tenant{Station: r.Station}, r.Company, notices.To(lead.Person), notices.Args{"side": "expert"}, "/expert/reviews?view=over"
		if err := p.told.Tell(ctx, tx, to); err != nil {
			return err
		}
	}
	owners, err := p.people.Owners(ctx, tx, r.Company)
	if err != nil || len(owners) == 0 {
		return err
	}
	n.Tenant, n.To, n.Args, n.Link = station.Tenant{Company: r.Company}, notices.To(owners...), notices.Args{"side": "company"}, companysReview(r.ID)
	return p.told.Tell(ctx, tx, n)
}
