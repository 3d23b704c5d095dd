package stories

import (
	"bytes"
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
	"github.com/zhuqi-yunzhan/station/web"
)

// releasesTold are releases of an invented city, the newest first; hidden is one of which nothing is shown.
type releasesTold struct {
	room, outside []*insights.Published
	hidden        *insights.Published
}

// invented builds the newest once, and bends it into the ones before: what they say does not matter, only how it looks.
var invented = sync.OnceValue(func() (out releasesTold) {
	l, err := lattice.Default()
	if err != nil {
		panic(err)
	}
	in := counted(l, population.Options{Lattice: l, Seed: 7, Cut: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Companies: 3000})
	room := publish(l, in, insights.Room, release.Options{})
	out.outside = []*insights.Published{publish(l, in, insights.Outside, release.Options{K: release.OutsideK})}
	out.room = []*insights.Published{bent(room, "2026-11-01", 0, stepBack)}
	for i, cut := range []string{"2026-10-01", "2026-09-01", "2026-08-01", "2026-07-01", "2026-06-01"} {
		out.room = append(out.room, bent(room, cut, i+1, stepBack))
	}
	out.hidden = bent(room, "2026-11-01", 0, func(_ lattice.Key, _ int, m release.Measure) release.Measure {
		return release.Measure{Status: sdc.Withheld}
	})
	return out
})

// stepBack bends one number of a release that many steps back: fewer, here and there hidden, here and there of an earlier day.
func stepBack(k lattice.Key, back int, m release.Measure) release.Measure {
	switch {
	case !m.Shown():
	case back == 2 && k.Table == "T3" && k.Words[0] == "supply":
		return release.Measure{Status: sdc.Secondary}
	case (back == 3 || back == 0) && k.Table == "T3" && k.Words[0] == "employee":
		value := *m.Value - 4*back
		return release.Measure{Status: release.Held, Value: &value, AsOf: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC).AddDate(0, -back, 0).Format(time.DateOnly)}
	case back > 0:
		value := *m.Value * (20 - back) / 20
		return release.Measure{Status: sdc.Published, Value: &value, AsOf: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).AddDate(0, -back, 0).Format(time.DateOnly)}
	}
	return m
}

// bent is a release with every number bent.
func bent(p *insights.Published, cut string, back int, bend func(lattice.Key, int, release.Measure) release.Measure) *insights.Published {
	r := p.Release
	r.Cut, r.Tables = cut, nil
	for _, t := range p.Release.Tables {
		made := release.Table{Table: t.Table}
		for _, c := range t.Cells {
			cell := release.Cell{Key: c.Key, Measures: map[string]release.Measure{}, Coarser: c.Coarser}
			for name, m := range c.Measures {
				cell.Measures[name] = bend(lattice.Key{Table: t.Table, Words: c.Key}, back, m)
				if name == "risk" && back > 0 && cell.Measures[name].Shown() {
					value := *cell.Measures[name].Value * (20 - back) / 20
					cell.Measures[name] = release.Measure{Status: cell.Measures[name].Status, Value: &value, AsOf: cell.Measures[name].AsOf}
				}
			}
			made.Cells = append(made.Cells, cell)
		}
		if len(made.Cells) > 0 && made.Cells[0].Measures["n"].Status == sdc.Withheld {
			made.Withheld = "not proved"
		}
		r.Tables = append(r.Tables, made)
	}
	a := p.Audit
	a.Sheets = nil
	for _, s := range p.Audit.Sheets {
		if t := r.Tables[len(a.Sheets)]; t.Withheld != "" {
			s.Withheld, s.Published, s.Primary, s.Secondary, s.PerMille = s.Numbers, 0, 0, 0, 0
			a.Withheld = append(a.Withheld, t.Table)
		}
		a.Sheets = append(a.Sheets, s)
	}
	out, err := insights.NewPublished(p.Audience, p.At.AddDate(0, -back, 0), r, a, p.Lattice)
	if err != nil {
		panic(err)
	}
	return out
}

func counted(l *lattice.Lattice, o population.Options) *counting.Result {
	var lines bytes.Buffer
	if _, err := population.Generate(&lines, o); err != nil {
		panic(err)
	}
	groups, err := population.Merge(population.NewReader(&lines, l), o.Cut)
	if err != nil {
		panic(err)
	}
	in, err := counting.Count(l, groups)
	if err != nil {
		panic(err)
	}
	return in
}

func publish(l *lattice.Lattice, in *counting.Result, audience insights.Audience, o release.Options) *insights.Published {
	r, a, err := release.Build(context.Background(), l, in, o)
	if err != nil {
		panic(err)
	}
	p, err := insights.NewPublished(audience, in.Cut.Add(9*time.Hour), r, a, l)
	if err != nil {
		panic(err)
	}
	return p
}

var room, outside = web.InsightAsk{Audience: insights.Room}, web.InsightAsk{Audience: insights.Outside}

func insight() []Story {
	table := func(story, name, area, sort string) Story {
		return Story{story, "insight_table", func(t Telling) any { return insightTable(t, invented().room[0], room, name, area, sort) }}
	}
	return []Story{
		{"insight", "insight", func(t Telling) any { return insightFirst(t, invented().room[0], room) }},
		{"insight-outside", "insight", func(t Telling) any { return insightFirst(t, invented().outside[0], outside) }},
		{"insight-empty", "insight", func(t Telling) any { return insightFirst(t, nil, room) }},
		{"insight-hidden", "insight", func(t Telling) any { return insightFirst(t, invented().hidden, room) }},
		table("insight-areas", "T1", "", ""), table("insight-countries", "T2", "", "share"), table("insight-table", "T3", "", "tax"), table("insight-slices", "T4", "supply", ""),
		table("insight-rules", "T7", "", ""), table("insight-bands", "T9", "", ""), table("insight-findings", "T10", "", ""),
		{"insight-table-outside", "insight_table", func(t Telling) any { return insightTable(t, invented().outside[0], outside, "T5", "", "") }},
		{"insight-table-hidden", "insight_table", func(t Telling) any { return insightTable(t, invented().hidden, room, "T6", "", "") }},
		{"insight-trend", "insight_trend", func(t Telling) any { return insightTrend(t, invented().room, "manufacturing") }},
		{"insight-trend-empty", "insight_trend", func(t Telling) any { return insightTrend(t, nil, "") }},
		{"insight-audit", "insight_audit", func(t Telling) any {
			p := teller(t).Audit(invented().room[0], room)
			p.Chrome = atInsight(t, "audit")
			return p
		}},
		{"insight-audit-empty", "insight_audit", func(t Telling) any {
			p := teller(t).Audit(nil, room)
			p.Chrome = atInsight(t, "audit")
			return p
		}},
		{"insight-releases", "insight_releases", insightReleases},
		{"insight-reads", "insight_reads", func(t Telling) any {
			who, hash := t.in("林岚", "Lin Lan"), invented().room[0].Hash
			return web.InsightReadsPage{Chrome: atInsight(t, "reads"), Pager: web.Pager{Next: "/insight/reads?after=x"}, Lines: teller(t).ReadList([]insights.ReadLine{
				{ID: uuid.UUID{2}, At: day(25, 9, 40), Person: who, Reading: insights.Reading{Hash: hash, Audience: insights.Room, Part: "T3", Form: "xlsx"}},
				{ID: uuid.UUID{1}, At: day(25, 9, 32), Person: who, Reading: insights.Reading{Hash: hash, Audience: insights.Outside, Part: "release", Form: "page"}}})}
		}},
		{"insight-reads-empty", "insight_reads", func(t Telling) any { return web.InsightReadsPage{Chrome: atInsight(t, "reads")} }},
	}
}

func teller(t Telling) web.InsightTeller {
	return web.InsightTeller{Words: t.Words, Lang: t.Chrome.Lang, Now: day(3, 9, 0), Rule: func(string) string { return t.in("一条虚构的规则", "An invented rule") }}
}

func atInsight(t Telling, at string) web.Chrome {
	c := t.Chrome
	c.Active, c.Path = "insight", "/insight"
	c.Actor = &web.ChromeActor{Name: t.in("林岚", "Lin Lan"), RoleKey: string(station.Analyst)}
	c.Crumbs = []web.Crumb{key("nav.home", "/staff"), key("insight.title", "")}
	c.Siblings = web.InsightTabs(insights.Room, at)
	return c
}

func insightFirst(t Telling, of *insights.Published, ask web.InsightAsk) web.InsightPage {
	p := teller(t).Overview(of, ask)
	p.Chrome = atInsight(t, "insight")
	return p
}

func insightTable(t Telling, of *insights.Published, ask web.InsightAsk, name, area, sort string) web.InsightTablePage {
	p, _ := teller(t).TablePage(of, ask, name, area, sort)
	p.Chrome = atInsight(t, "insight")
	return p
}

func insightTrend(t Telling, all []*insights.Published, row string) web.InsightTrendPage {
	p := teller(t).Trend(all, room, row, []web.RuleChange{{Revision: 6, At: time.Date(2026, 6, 20, 0, 0, 0, 0, time.UTC)}, {Revision: 7, At: time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)}})
	p.Chrome = atInsight(t, "trend")
	return p
}

func insightReleases(t Telling) any {
	page := web.InsightReleasesPage{Chrome: atInsight(t, "releases"), Part: teller(t).Overview(nil, room).Part}
	var lines []insights.Line
	for _, p := range invented().room {
		cut, _ := time.Parse(time.DateOnly, p.Release.Cut)
		lines = append(lines, insights.Line{Hash: p.Hash, Cut: cut, At: p.At, K: p.Release.K, Synthetic: p.Release.Synthetic, Withheld: p.Audit.Withheld})
	}
	page.Lines = teller(t).ReleaseList(lines, room)
	return page
}
