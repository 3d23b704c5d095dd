package web

import (
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// ImpactPart is what a release would change in the newest profiles of all companies.
type ImpactPart struct {
	State     string // none, counting, counted, failed or off: this station does no work in the background
	Since     time.Time
	Silent    bool      // it is being counted, but nothing was heard of that for long
	Moved     time.Time // when something was
	Why       station.Text
	Against   string // revision that it is compared with
	InForce   string // revision in force by now, where that is another; else empty
	Told      bool   // figures follow: of this count, or of the one before while it is counted again
	Counted   time.Time
	Companies string // empty: not told
	NoProfile bool
	Moves     []ImpactMove
	Found     []ImpactRule
	Cleared   []ImpactRule
	Failed    string
	Least     int    // the smallest number that is told
	Self      string // this page, to be looked at again
	Action    string // where a count is asked for; empty = not now
}

// ImpactMove is how many companies go from a band to one.
type ImpactMove struct {
	From, To, Count string
	Same            bool
}

// ImpactRule is in how many companies a rule begins or ceases to find something.
type ImpactRule struct{ ID, Title, Count string }

// impactPart says what is known of the impact of a release. What is in force has none on itself:
// there stands what was counted before.
func (p *Portal) impactPart(c *fiber.Ctx, release assessments.Release, fresh *rules.Engine) (*ImpactPart, error) {
	known, err := p.rooms.Checks.Impact(c.UserContext(), scope(c), release.Revision)
	if err != nil {
		return nil, err
	}
	inForce := p.rooms.Checks.Engine()
	itself := release.Digest == inForce.Digest
	if known == nil && itself {
		return nil, nil
	}
	page := fmt.Sprintf("/rules/%d", release.Revision)
	part := &ImpactPart{State: "none", Least: assessments.LeastCounted, Self: page + "#impact"}
	if known == nil && !p.rooms.Checks.CanCount() {
		part.State = "off"
	}
	if known != nil {
		part.State, part.Since, part.Against, part.Moved, part.Silent = known.State, known.Since, known.Against, known.Moved, known.Silent(p.clock())
		if known.State == assessments.ImpactFailed {
			part.Why = station.Say("release.impact_why_" + known.Why)
		}
		if known.Digest != inForce.Digest && !itself {
			part.InForce = inForce.Revision
		}
		if known.Told != nil && known.Counted != nil {
			part.Told, part.Counted = true, *known.Counted
			p.tellImpact(p.lang(c), part, known.Told, fresh, inForce)
		}
	}
	if !itself && p.rooms.Checks.CanCount() && (part.State != assessments.ImpactCounting || part.Silent || part.InForce != "") {
		part.Action = page + "/impact"
	}
	return part, nil
}

// tellImpact puts the figures into words; the rules are called as the release calls them.
func (p *Portal) tellImpact(lang string, part *ImpactPart, told *assessments.ToldImpact, engines ...*rules.Engine) {
	part.NoProfile = len(told.Moves) == 0
	if told.Companies != nil {
		part.Companies = p.countOf(lang, *told.Companies)
	}
	if told.Failed != (assessments.Count{}) {
		part.Failed = p.countOf(lang, told.Failed)
	}
	for _, m := range told.Moves {
		part.Moves = append(part.Moves, ImpactMove{p.bandName(lang, m.From), p.bandName(lang, m.To), p.countOf(lang, m.Count), m.From == m.To})
	}
	called := func(list []assessments.ToldRule) (out []ImpactRule) {
		for _, r := range list {
			out = append(out, ImpactRule{r.Rule, titleOf(lang, r.Rule, engines), p.countOf(lang, r.Count)})
		}
		return out
	}
	part.Found, part.Cleared = called(told.Found), called(told.Cleared)
}

// countOf says a number of companies, or that it is small.
func (p *Portal) countOf(lang string, n assessments.Count) string {
	if n.Small {
		return p.say(lang, "release.few", "n", assessments.LeastCounted)
	}
	return Number(int64(n.N))
}

// bandName is what a band is called; bands are the bundle's, so that one may have a name of its own.
func (p *Portal) bandName(lang, key string) string {
	if key == assessments.BandHidden {
		return p.say(lang, "release.band_hidden")
	}
	if name := "band." + key; p.words.Has(lang, name) {
		return p.say(lang, name)
	}
	return key
}

func titleOf(lang, id string, engines []*rules.Engine) string {
	for _, e := range engines {
		if e == nil {
			continue
		}
		if rule, ok := e.Rule(id); ok {
			return rule.Title.In(lang)
		}
	}
	return ""
}

// askImpact has the impact of a release counted.
func (p *Portal) askImpact(c *fiber.Ctx) error {
	if err := p.rooms.Checks.AskImpact(c.UserContext(), scope(c), revision(c)); err != nil {
		return err
	}
	return c.Redirect(fmt.Sprintf("/rules/%d#impact", revision(c)), fiber.StatusSeeOther)
}
