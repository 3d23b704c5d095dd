package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// LaterVersion offers to put a review over to the company's latest report. Inputs of its form: profile, agree.
type LaterVersion struct {
	Profile string // id of the latest
	Title   string // when it was made
	Was     string // when the one under review was made
	URL     string
	Consent bool // the company has not agreed to later versions: it is asked now
}

// laterVersion tells whether there is a later report than the one under review, for who may put the review over to it.
func (p *Portal) laterVersion(c *fiber.Ctx, r reviews.Review) (*LaterVersion, error) {
	if r.State != reviews.Asked && r.State != reviews.Accepted || !p.allows(c, "consent.give") {
		return nil, nil
	}
	latest, err := p.rooms.Checks.Profiles(c.UserContext(), scope(c), assessments.ProfileID{}, 1)
	if err != nil || len(latest) == 0 || uuid.UUID(latest[0].ID) == r.Profile {
		return nil, err
	}
	was, err := p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(r.Profile))
	if err != nil {
		return nil, err
	}
	if !latest[0].At.After(madeAt(&was.Document)) {
		return nil, nil
	}
	lang := p.lang(c)
	return &LaterVersion{Profile: uuid.UUID(latest[0].ID).String(), Title: p.profileTitle(lang, latest[0].At), Was: p.profileTitle(lang, madeAt(&was.Document)), URL: profileURL(latest[0].ID), Consent: !r.Later}, nil
}

// mostMovable is how many reviews under way a profile points at.
const mostMovable = 20

// movableTo are the reviews under way of an earlier report, where this is the company's latest.
func (p *Portal) movableTo(c *fiber.Ctx, kept *assessments.Profile) ([]Link, error) {
	if !p.allows(c, "consent.give") {
		return nil, nil
	}
	latest, err := p.rooms.Checks.Profiles(c.UserContext(), scope(c), assessments.ProfileID{}, 1)
	if err != nil || len(latest) == 0 || latest[0].ID != kept.ID {
		return nil, err
	}
	found, _, err := p.rooms.Reviews.Reviews(c.UserContext(), scope(c), uuid.Nil, mostMovable)
	var out []Link
	for _, r := range found {
		if r.Profile != uuid.UUID(kept.ID) && (r.State == reviews.Asked || r.State == reviews.Accepted) {
			out = append(out, Link{Label: p.say(p.lang(c), "review.move_link", "review", p.reviewTitle(p.lang(c), r)), URL: "/reviews/" + r.ID.String() + "#later", Icon: "right"})
		}
	}
	return out, err
}

// moveReviewOn puts a review over to a later version of its report. Without the consent that it needs, the form comes back.
func (p *Portal) moveReviewOn(c *fiber.Ctx) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	form := postedForm(c, "profile", "agree")
	profile, err := uuid.Parse(form.Value("profile"))
	if err != nil {
		return fiber.ErrNotFound
	}
	err = p.rooms.Reviews.MoveOn(c.UserContext(), scope(c), review, profile, form.Value("agree") != "", p.overrideMoved, p.reviewMoved)
	if f, ok := station.AsFault(err); ok && f.Say.Key == "thread.consent_first" {
		form.Complain("agree", f.Say)
		return p.reviewPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/reviews/"+uuid.UUID(review).String()+"/findings", fiber.StatusSeeOther)
}
