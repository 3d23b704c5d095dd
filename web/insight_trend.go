package web

import (
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// RuleChange is a revision of the rules and when it came into force: a share may move because of it.
type RuleChange struct {
	Revision int64
	At       time.Time
}

// trendTables are the table of everybody by area and the one by area and one thing more; the second may be missing.
func trendTables(l *lattice.Lattice) (all, parted lattice.Table) {
	for _, of := range l.Tables {
		switch kind := shownAs(of); {
		case kind == "list" && of.Dimensions[0] == "area_any":
			all = of
		case kind == "heat" && len(of.Dimensions) == 2 && of.Dimensions[0] == "area_any" && parted.Name == "":
			parted = of
		}
	}
	return all, parted
}

// Trend is the share at risk from release to release. all are the releases, the newest first; row is a word of the second dimension, or empty.
func (t InsightTeller) Trend(all []*insights.Published, ask InsightAsk, row string, changes []RuleChange) InsightTrendPage {
	var newest *insights.Published
	if len(all) > 0 {
		newest = all[0]
	}
	page := InsightTrendPage{Part: t.part(newest, InsightAsk{Audience: ask.Audience}, "/insight/trend"), About: t.say("insight.everybody")}
	if len(all) == 0 {
		return page
	}
	l := all[0].Lattice
	table, parted := trendTables(l)
	if parted.Name != "" {
		words := l.Words(parted.Dimensions[1])
		if !slices.Contains(words, row) {
			row = ""
		}
		for _, word := range append([]string{""}, words...) {
			label := t.say("insight.everybody")
			if word != "" {
				label = t.word(l, parted.Dimensions[1], word)
			}
			page.Choices = append(page.Choices, InsightChoice{Label: label, URL: InsightAsk{Audience: ask.Audience}.to("/insight/trend", "row", word), Current: word == row})
		}
		if row != "" {
			table, page.About = parted, t.word(l, parted.Dimensions[1], row)
		}
	}
	var of []*insights.Published
	for _, one := range slices.Backward(all) {
		if made, has := one.Table(table.Name); has && !made.Carried && one.Lattice.Version() == l.Version() {
			of = append(of, one)
		}
	}
	page.Chart.Lang, page.Chart.About = t.Lang, t.say("insight.trend_about", "what", page.About, "n", len(of))
	t.follow(&page, of, ask, table, row)
	page.Marks = t.between(of, changes)
	page.Chart.Marks = page.Marks
	return page
}

// follow fills the lines and the table beside them, of releases in the order of their cuts.
func (t InsightTeller) follow(page *InsightTrendPage, of []*insights.Published, ask InsightAsk, table lattice.Table, row string) {
	if len(of) == 0 {
		return
	}
	areas := of[0].Lattice.Words(table.Dimensions[0])
	for _, area := range areas {
		page.Columns = append(page.Columns, t.word(of[0].Lattice, table.Dimensions[0], area))
		page.Chart.Series = append(page.Chart.Series, LineSeries{Label: t.word(of[0].Lattice, table.Dimensions[0], area)})
	}
	for _, one := range of {
		cut := cutOf(one)
		page.Chart.Days = append(page.Chart.Days, cut)
		line := InsightTrendRow{Cut: cut}
		for i, area := range areas {
			k := lattice.Key{Table: table.Name, Words: []string{area}}
			if row != "" {
				k.Words = append(k.Words, row)
			}
			cell := t.cellOf(one, InsightAsk{ask.Audience, one.Hash}, k, 0)
			cell.ID = anchor(append([]string{one.Release.Cut}, k.Words...))
			line.Cells = append(line.Cells, cell)
			point := LinePoint{Known: cell.Share != "", Held: cell.Held, Text: strings.Join(cell.Why, t.say("list.comma"))}
			if point.Known {
				point.Share, point.Text = cell.Part, cell.Share+" ("+cell.Risk+" / "+cell.N+")"
			}
			page.Chart.Series[i].Points = append(page.Chart.Series[i].Points, point)
		}
		page.Rows = append(page.Rows, line)
	}
	slices.Reverse(page.Rows)
}

// between are the changes of rules that fell between the first cut and the last.
func (t InsightTeller) between(of []*insights.Published, changes []RuleChange) (out []LineMark) {
	if len(of) < 2 {
		return nil
	}
	from, to := cutOf(of[0]), cutOf(of[len(of)-1])
	for _, c := range changes {
		if c.At.After(from) && c.At.Before(to) {
			out = append(out, LineMark{At: c.At, Label: t.say("insight.rules_mark", "n", int(c.Revision)), Say: t.say("insight.rules_changed", "n", int(c.Revision), "date", DateYear(t.Lang, c.At))})
		}
	}
	slices.SortFunc(out, func(a, b LineMark) int { return a.At.Compare(b.At) })
	return out
}

// mostRuleChanges is how many revisions of the rules are looked at.
const mostRuleChanges = 60

func (p *Portal) ruleChanges(c *fiber.Ctx) ([]RuleChange, error) {
	list, err := p.rooms.Checks.Releases(c.UserContext(), scope(c), 0, mostRuleChanges)
	if err != nil {
		return nil, err
	}
	var out []RuleChange
	for _, r := range list {
		if r.ActiveFrom != nil && !r.ActiveFrom.After(p.clock()) {
			out = append(out, RuleChange{r.Revision, *r.ActiveFrom})
		}
	}
	return out, nil
}

func (p *Portal) showInsightTrend(c *fiber.Ctx) error {
	ask, err := insightAsked(c)
	if err != nil {
		return err
	}
	ask.Hash = "" // a trend is of all of them
	var all []*insights.Published
	if p.rooms.Insights != nil {
		if all, err = p.rooms.Insights.History(c.UserContext(), scope(c), ask.Audience, earlierReleases); err != nil {
			return err
		}
	}
	changes, err := p.ruleChanges(c)
	if err != nil {
		return err
	}
	page := p.teller(p.lang(c)).Trend(all, ask, c.Query("row"), changes)
	page.Chrome = p.insightChrome(c, ask, "trend", Crumb{Say: station.Say("insight.title"), URL: ask.to("/insight")}, Crumb{Say: station.Say("insight.trend")})
	if len(all) > 0 {
		if err := p.noteRead(c, all[0], "trend", "page"); err != nil {
			return err
		}
	}
	return p.page(c, fiber.StatusOK, "insight_trend", page)
}
