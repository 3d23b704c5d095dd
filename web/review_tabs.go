package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// Tab is one page of several that belong together.
type Tab struct {
	Say     station.Text
	URL     string
	Current bool
}

// reviewTabs are the pages of a review: all of them for its experts, those that are for it for the company. at is the one that is shown, as it
// ends behind base.
func reviewTabs(base string, expert bool, at string) (out []Tab) {
	for _, one := range []struct {
		say, path string
		both      bool
	}{{"review.tab_all", "", true}, {"review.tab_notes", "/findings", true}, {"review.tab_overrides", "/overrides", false}, {"review.tab_conclusion", "/conclusion", true}, {"review.tab_word", "/word", false}} {
		if expert || one.both {
			out = append(out, Tab{Say: station.Say(one.say), URL: base + one.path, Current: one.path == at})
		}
	}
	return out
}

// reviewChrome frames a page of a review, with the way back to it.
func (p *Portal) reviewChrome(c *fiber.Ctx, base string, expert bool, at string, more ...Crumb) (out Chrome) {
	way := Crumb{Say: station.Say("review.tab_all"), URL: base}
	if expert {
		out = p.queueCrumbs(c, append([]Crumb{way}, more...)...)
	} else {
		out = p.reviewCrumbs(c, append([]Crumb{way}, more...)...)
	}
	out.Siblings = reviewTabs(base, expert, at)
	return out
}

// reviewParts are what there is of a review for its company: notes and conclusion, each with how far it is.
func (p *Portal) reviewParts(c *fiber.Ctx, page *ReviewPage) error {
	base, lang := "/reviews/"+page.Review.ID.String(), page.Lang
	notes, err := p.notesLink(c, page.Review, base, lang)
	if err != nil {
		return err
	}
	say := "review.part_not_signed"
	if page.Review.State == reviews.Signed || page.Review.SignedAt != nil {
		say = "review.part_signed"
	}
	page.Links = []Link{notes, {Label: p.say(lang, "review.tab_conclusion"), URL: base + "/conclusion", Icon: "doc", Note: p.say(lang, say)}}
	return nil
}

// expertParts are what there is of a review for its experts.
func (p *Portal) expertParts(c *fiber.Ctx, page *ExpertReviewPage, in reviews.Report) error {
	base, lang := reviewURL(page.Review.ID), page.Lang
	notes, err := p.notesLink(c, page.Review, base, lang)
	if err != nil {
		return err
	}
	n, err := p.rooms.Reviews.CountOverrides(c.UserContext(), scope(c), page.Review.ID, in)
	if err != nil {
		return err
	}
	say := "review.part_not_signed"
	if page.Review.State == reviews.Signed {
		say = "review.part_signed"
	}
	page.Links = []Link{notes, {Label: p.say(lang, "review.tab_overrides"), URL: base + "/overrides", Icon: "warn", Note: p.say(lang, "review.part_overrides", "proposed", n.Proposed, "applied", n.Applied, "again", n.ToReview)},
		{Label: p.say(lang, "review.tab_conclusion"), URL: base + "/conclusion", Icon: "doc", Note: p.say(lang, say)}, {Label: p.say(lang, "word.title"), URL: base + "/word", Icon: "down"}}
	return nil
}

// notesLink leads to the notes of a review, and says how many are open.
func (p *Portal) notesLink(c *fiber.Ctx, r reviews.Review, base, lang string) (Link, error) {
	all, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), r.ID, "")
	if err != nil {
		return Link{}, err
	}
	n := reviews.CountThreads(all, actor(c).Person)
	note := p.say(lang, "review.part_notes", "all", n.All, "open", n.Open)
	if n.Drafts > 0 {
		note = p.say(lang, "thread.list_drafts", "n", n.Drafts)
	}
	return Link{Label: p.say(lang, "review.tab_notes"), URL: base + "/findings", Icon: "chat", Note: note}, nil
}
