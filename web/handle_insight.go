package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
)

func (p *Portal) teller(lang string) InsightTeller {
	return InsightTeller{Words: p.words, Lang: lang, Now: p.clock(), Rule: func(id string) string {
		if p.rooms.Checks == nil {
			return ""
		}
		rule, known := p.rooms.Checks.Engine().Rule(id)
		if !known {
			return ""
		}
		return rule.Title.In(lang)
	}}
}

// insightChrome is the frame of the pages of releases: they belong together.
func (p *Portal) insightChrome(c *fiber.Ctx, ask InsightAsk, at string, crumbs ...Crumb) Chrome {
	chrome := p.chrome(c, "insight", append([]Crumb{{Say: station.Say("nav.home"), URL: "/staff"}}, crumbs...)...)
	chrome.Siblings = InsightTabs(ask.Audience, at)
	return chrome
}

// InsightTabs are the pages that belong together, for an audience.
func InsightTabs(audience insights.Audience, at string) []Tab {
	ask := InsightAsk{Audience: audience}
	pages := []struct {
		key, url string
		say      station.Text
	}{{"insight", "/insight", station.Say("insight.title")}, {"trend", "/insight/trend", station.Say("insight.trend")}, {"audit", "/insight/audit", station.Say("insight.audit")},
		{"releases", "/insight/releases", station.Say("insight.releases")}, {"briefs", "/insight/briefs", station.Say("brief.list")}, {"reads", "/insight/reads", station.Say("insight.reads")}}
	var out []Tab
	for _, page := range pages {
		url := ask.to(page.url)
		if page.key == "reads" || page.key == "briefs" { // of no audience
			url = page.url
		}
		out = append(out, Tab{Say: page.say, URL: url, Current: page.key == at})
	}
	return out
}

func (p *Portal) showInsight(c *fiber.Ctx) error {
	ask, err := insightAsked(c)
	if err != nil {
		return err
	}
	of, err := p.released(c, ask)
	if err != nil {
		return err
	}
	page := p.teller(p.lang(c)).Overview(of, ask)
	page.Chrome = p.insightChrome(c, ask, "insight", Crumb{Say: station.Say("insight.title")})
	if of != nil {
		if err := p.noteRead(c, of, "release", "page"); err != nil {
			return err
		}
	}
	return p.page(c, fiber.StatusOK, "insight", page)
}

func (p *Portal) showInsightTable(c *fiber.Ctx) error {
	name := c.Params("table")
	of, ask, err := p.tableAsked(c, name)
	if err != nil {
		return err
	}
	page, _ := p.teller(p.lang(c)).TablePage(of, ask, name, c.Query("area"), c.Query("sort"))
	page.Chrome = p.insightChrome(c, ask, "insight", Crumb{Say: station.Say("insight.title"), URL: InsightAsk{Audience: ask.Audience}.to("/insight")}, Crumb{Label: page.Table.Title})
	if err := p.noteRead(c, of, name, "page"); err != nil {
		return err
	}
	return p.page(c, fiber.StatusOK, "insight_table", page)
}

var noSuchTable = &station.Fault{Kind: station.NotFound, Say: station.Say("insight.no_table")}

// tableAsked is the release whose table an address asks for.
func (p *Portal) tableAsked(c *fiber.Ctx, name string) (*insights.Published, InsightAsk, error) {
	ask, err := insightAsked(c)
	if err != nil {
		return nil, ask, err
	}
	of, err := p.released(c, ask)
	if err != nil {
		return nil, ask, err
	}
	if of == nil {
		return nil, ask, noSuchTable
	}
	if _, has := of.Table(name); !has {
		return nil, ask, noSuchTable
	}
	return of, ask, nil
}
