package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// RulesOverruledPage tells who writes rules how often experts overruled each. Page "rules_overruled".
type RulesOverruledPage struct {
	Chrome
	Least int // reports that a figure rests on
	Rows  []RuleOverruledRow
	Few   []string // rules with too few reports, by id
}

// RuleOverruledRow is one rule.
type RuleOverruledRow struct {
	reviews.RuleOverruled
	Title string
}

func (p *Portal) showRulesOverruled(c *fiber.Ctx) error {
	found, err := p.rooms.Reviews.RulesOverruled(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	chrome := p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("release.list"), URL: "/rules"}, Crumb{Say: station.Say("overruled.title")})
	page := RulesOverruledPage{Chrome: chrome, Least: reviews.LeastCounted}
	for _, one := range found {
		if !one.Enough() {
			page.Few = append(page.Few, one.Rule)
			continue
		}
		row := RuleOverruledRow{RuleOverruled: one}
		if rule, ok := p.rooms.Checks.Engine().Rule(one.Rule); ok {
			row.Title = rule.Title.In(chrome.Lang)
		}
		page.Rows = append(page.Rows, row)
	}
	return p.page(c, fiber.StatusOK, "rules_overruled", page)
}
