package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// GrantRow is a report, or a finding, that experts may read because the company asked them to.
type GrantRow struct {
	URL, Title string
	State      station.Text
}

// grants are the consents of a company to single experts that hold at this moment: reviews and disputes that are open.
func (p *Portal) grants(c *fiber.Ctx, lang string) (out []GrantRow, err error) {
	if p.rooms.Reviews == nil {
		return nil, nil
	}
	found, err := p.rooms.Reviews.OpenReviews(c.UserContext(), scope(c))
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		out = append(out, GrantRow{URL: "/reviews/" + r.ID.String(), Title: p.reviewTitle(lang, r), State: station.Say("review.state_" + string(r.State))})
	}
	disputes, err := p.rooms.Reviews.OpenDisputes(c.UserContext(), scope(c))
	if err != nil {
		return nil, err
	}
	for _, d := range disputes {
		url := findingURL(profileURL(assessments.ProfileID(d.Profile)), d.Finding) + "/dispute"
		out = append(out, GrantRow{URL: url, Title: p.say(lang, "privacy.disputed"), State: station.Say("dispute.state_" + string(d.State))})
	}
	return out, nil
}
