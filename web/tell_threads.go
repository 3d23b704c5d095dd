package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// threadTold tells of what was written: the company of what it may read, the team of what the company wrote, whoever is mentioned, and the seniors
// of a draft. The link leads to the list: the key of a finding stays out of messages.
func (p *Portal) threadTold(c *fiber.Ctx) reviews.AlsoThread {
	me := actor(c)
	return func(ctx context.Context, tx pg.Tx, r reviews.Review, t reviews.Thread, said reviews.Comment) error {
		experts := notices.Notice{Tenant: station.Tenant{Station: r.Station}, About: r.Company, Args: notices.Args{"by": me.Name}, Link: "/expert/reviews/" + r.ID.String() + "/findings?show=open"}
		if said.Side == reviews.SideCompany {
			return p.tellThread(ctx, tx, experts, notices.ThreadWritten, team(r, me.Person, false))
		}
		if said.Author == me.Person { // who is mentioned was told when it was written, and not again when it is approved
			if err := p.tellThread(ctx, tx, experts, notices.ThreadMention, said.Mentions); err != nil {
				return err
			}
		}
		switch {
		case said.Draft:
			return p.tellThread(ctx, tx, experts, notices.ThreadWaiting, team(r, me.Person, true))
		case t.Audience == reviews.ForCompany && !t.Draft:
			owners, err := p.rooms.People.Owners(ctx, tx, r.Company)
			if err != nil {
				return err
			}
			company := notices.Notice{Tenant: station.Tenant{Company: r.Company}, Args: notices.Args{"by": said.Name}, Link: "/reviews/" + r.ID.String() + "/findings?show=open"}
			if company.Args["by"] == "" || said.Author == me.Person {
				company.Args["by"] = me.Name
			}
			return p.tellThread(ctx, tx, company, notices.ThreadWritten, owners)
		}
		return nil
	}
}

// team are those of a review's team who have accepted, but for one; seniors leaves juniors out.
func team(r reviews.Review, but station.PersonID, seniors bool) (out []station.PersonID) {
	for _, m := range r.Team {
		if m.State == "accepted" && m.Person != but && !(seniors && m.Part == "junior") {
			out = append(out, m.Person)
		}
	}
	return out
}

func (p *Portal) tellThread(ctx context.Context, tx pg.Tx, n notices.Notice, kind notices.Kind, to []station.PersonID) error {
	if len(to) == 0 {
		return nil
	}
	n.To, n.Kind, n.Key = notices.To(to...), kind, once(kind)
	return p.tell(ctx, tx, n)
}
