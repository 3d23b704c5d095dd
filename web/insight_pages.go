package web

import (
	"fmt"
	"strconv"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// insightLate is after how many days without a release its age is said.
const insightLate = 14

// perMille writes thousandths as per cent: 962 → 96.2.
func perMille(n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return fmt.Sprintf("%d.%d", n/10, n%10)
}

// part tells which release a page shows; path leads to the same page of the other audience.
func (t InsightTeller) part(of *insights.Published, ask InsightAsk, path string) InsightPart {
	part := InsightPart{View: string(ask.Audience), Views: insightViews(ask.Audience, path)}
	if of == nil {
		return part
	}
	part.Hash, part.Cut, part.K, part.Synthetic = shortHash(of.Hash), cutOf(of), of.Release.K, of.Release.Synthetic
	if ask.Hash != "" {
		part.Newest = InsightAsk{Audience: ask.Audience}.to(path)
	}
	return part
}

// shortHash is the beginning of a hash, in groups.
func shortHash(hash string) string { return groups(hash[:min(len(hash), 16)]) }

func insightViews(audience insights.Audience, path string) []Tab {
	return []Tab{{Say: station.Say("insight.view_room"), URL: InsightAsk{Audience: insights.Room}.to(path), Current: audience == insights.Room},
		{Say: station.Say("insight.view_outside"), URL: InsightAsk{Audience: insights.Outside}.to(path), Current: audience == insights.Outside}}
}

// Overview is the first page of a release; nil before the first.
func (t InsightTeller) Overview(of *insights.Published, ask InsightAsk) InsightPage {
	page := InsightPage{Part: t.part(of, ask, "/insight"), Headline: station.Say("insight.empty")}
	if of == nil {
		return page
	}
	if days := int(t.Now.Sub(page.Part.Cut).Hours() / 24); days > insightLate && ask.Hash == "" {
		page.Part.Late = days
	}
	page.Headline, page.Overall, page.Cards = t.headline(of), t.overall(of), t.cards(of, ask)
	page.Export = ask.to("/insight/release.json")
	return page
}

// cards are the tables of the lattice, each with how much of it is published.
func (t InsightTeller) cards(of *insights.Published, ask InsightAsk) (out []InsightCard) {
	for _, shape := range of.Lattice.Tables {
		card := InsightCard{Name: shape.Name, Title: t.table(shape), Cadence: t.cadence(shape)}
		if _, has := of.Table(shape.Name); !has {
			out = append(out, card)
			continue
		}
		sheet := of.Sheet(shape.Name)
		card.URL, card.Cut = ask.to("/insight/tables/"+shape.Name), dayOfTable(of, shape.Name)
		card.Numbers, card.Shown, card.Percent = sheet.Numbers-sheet.Structural, sheet.Published+sheet.Held, sheet.PerMille/10
		card.Withheld, card.Hidden = sheet.Withheld > 0, t.hiddenOf(sheet, of.Release.K)
		out = append(out, card)
	}
	return out
}

func (t InsightTeller) cadence(of lattice.Table) string {
	if key := "insight.cadence_" + of.Cadence; t.Words.Has(t.Lang, key) {
		return t.say(key)
	}
	return ""
}

// hiddenOf says of a table how many numbers are hidden or old, and why.
func (t InsightTeller) hiddenOf(s release.Sheet, k int) (out []string) {
	for _, part := range []struct {
		n   int
		key string
	}{{s.Held, "insight.n_held"}, {s.Primary, "insight.n_few"}, {s.Secondary, "insight.n_protects"}, {s.Withheld, "insight.n_withheld"}} {
		if part.n > 0 {
			out = append(out, t.say(part.key, "n", part.n, "k", k))
		}
	}
	return out
}

// TablePage is the page of a table; false where the release has none of it.
func (t InsightTeller) TablePage(of *insights.Published, ask InsightAsk, name, area, sort string) (InsightTablePage, bool) {
	path := "/insight/tables/" + name
	page := InsightTablePage{Part: t.part(of, ask, path), AuditURL: InsightAsk{ask.Audience, of.Hash}.to("/insight/audit")}
	var known bool
	if page.Table, known = t.Table(of, ask, name, area, sort); !known {
		return page, false
	}
	shown, _ := of.Table(name)
	page.Withheld = shown.Withheld != ""
	if shown.Carried {
		page.Carried = dayOfTable(of, name)
	}
	shape, _ := tableOf(of.Lattice, name)
	if at := sliced(shape); at >= 0 {
		page.SliceWord = t.dimension(shape.Dimensions[at])
		for _, word := range of.Lattice.Words(shape.Dimensions[at]) {
			page.Slices = append(page.Slices, InsightChoice{Label: t.word(of.Lattice, shape.Dimensions[at], word), URL: ask.to(path, "area", word), Current: word == gridOf(of.Lattice, shape, area).chosen})
		}
	}
	for _, format := range []string{"csv", "xlsx", "json"} {
		page.Downloads = append(page.Downloads, Link{Label: t.say("insight.as_" + format), URL: ask.to(path + "." + format)})
	}
	if page.Table.Shown == 0 {
		page.Wider = t.wider(of, ask, shape)
	}
	return page, true
}

// wider are the tables that answer where one is hidden altogether.
func (t InsightTeller) wider(of *insights.Published, ask InsightAsk, shape lattice.Table) (out []Link) {
	keys := of.Lattice.Keys(shape.Name)
	for len(keys) > 0 {
		up, above := of.Lattice.Coarser(keys[0])
		if !above {
			break
		}
		if to, known := tableOf(of.Lattice, up.Table); known {
			out = append(out, Link{Label: t.table(to), URL: ask.to("/insight/tables/" + to.Name)})
		}
		keys = []lattice.Key{up}
	}
	return out
}
