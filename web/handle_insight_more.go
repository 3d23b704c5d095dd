package web

import (
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
)

func insightCrumbs(ask InsightAsk, key string) []Crumb {
	return []Crumb{{Say: station.Say("insight.title"), URL: InsightAsk{Audience: ask.Audience}.to("/insight")}, {Say: station.Say("insight." + key)}}
}

// oneReleased is the release that an address asks for: by its hash, or the newest; nil where there is none.
func (p *Portal) oneReleased(c *fiber.Ctx) (*insights.Published, InsightAsk, error) {
	ask, err := insightAsked(c)
	if err != nil {
		return nil, ask, err
	}
	of, err := p.released(c, ask)
	return of, ask, err
}

func (p *Portal) showInsightAudit(c *fiber.Ctx) error {
	of, ask, err := p.oneReleased(c)
	if err != nil {
		return err
	}
	page := p.teller(p.lang(c)).Audit(of, ask)
	page.Chrome = p.insightChrome(c, ask, "audit", insightCrumbs(ask, "audit")...)
	if of != nil {
		if err := p.noteRead(c, of, "audit", "page"); err != nil {
			return err
		}
	}
	return p.page(c, fiber.StatusOK, "insight_audit", page)
}

func (p *Portal) showInsightReleases(c *fiber.Ctx) error {
	ask, err := insightAsked(c)
	if err != nil {
		return err
	}
	t, before := p.teller(p.lang(c)), time.Time{}
	if text := c.Query("before"); text != "" {
		if before, err = time.Parse(time.DateOnly, text); err != nil {
			return fiber.ErrNotFound
		}
	}
	page := InsightReleasesPage{Chrome: p.insightChrome(c, ask, "releases", insightCrumbs(ask, "releases")...), Part: t.part(nil, InsightAsk{Audience: ask.Audience}, "/insight/releases")}
	if p.rooms.Insights != nil {
		lines, err := p.rooms.Insights.Lines(c.UserContext(), scope(c), ask.Audience, before, pageSize+1)
		if err != nil {
			return err
		}
		if len(lines) > pageSize {
			lines = lines[:pageSize]
			page.Pager.Next = InsightAsk{Audience: ask.Audience}.to("/insight/releases", "before", lines[pageSize-1].Cut.Format(time.DateOnly))
		}
		page.Lines = t.ReleaseList(lines, ask)
	}
	return p.page(c, fiber.StatusOK, "insight_releases", page)
}

func (p *Portal) showInsightReads(c *fiber.Ctx) error {
	var after uuid.UUID
	if text := c.Query("after"); text != "" {
		var err error
		if after, err = uuid.Parse(text); err != nil {
			return fiber.ErrNotFound
		}
	}
	page := InsightReadsPage{Chrome: p.insightChrome(c, InsightAsk{Audience: insights.Room}, "reads", insightCrumbs(InsightAsk{Audience: insights.Room}, "reads")...)}
	if p.rooms.Insights != nil {
		lines, err := p.rooms.Insights.Reads(c.UserContext(), scope(c), after, pageSize+1)
		if err != nil {
			return err
		}
		if len(lines) > pageSize {
			lines = lines[:pageSize]
			page.Pager.Next = "/insight/reads?after=" + lines[pageSize-1].ID.String()
		}
		page.Lines = p.teller(page.Lang).ReadList(lines)
	}
	return p.page(c, fiber.StatusOK, "insight_reads", page)
}
