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
	"github.com/zhuqi-yunzhan/station/web"
)

// releasesTold are releases of an invented city, the newest first.
type releasesTold struct{ room, outside, hidden []*insights.Published }

// invented builds them once: three quarters of a city that grows older, and one of a town so small that nothing of it can be told.
var invented = sync.OnceValue(func() (out releasesTold) {
	l, err := lattice.Default()
	if err != nil {
		panic(err)
	}
	var people []byte
	var before, beforeOutside *release.Release
	cuts := []time.Time{time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	for i, cut := range cuts {
		o := population.Options{Lattice: l, Seed: 7, Cut: cut, Companies: 3000}
		if i > 0 {
			o.Companies, o.Previous, o.PreviousCut = 0, bytes.NewReader(people), cuts[i-1]
		}
		var in *counting.Result
		people, in = counted(l, o)
		room := publish(l, in, insights.Room, release.Options{Previous: before})
		outside := publish(l, in, insights.Outside, release.Options{K: release.OutsideK, Previous: beforeOutside})
		before, beforeOutside = &room.Release, &outside.Release
		out.room, out.outside = append([]*insights.Published{room}, out.room...), append([]*insights.Published{outside}, out.outside...)
	}
	_, in := counted(l, population.Options{Lattice: l, Seed: 7, Cut: cuts[2], Companies: population.Fewest})
	out.hidden = []*insights.Published{publish(l, in, insights.Room, release.Options{K: 400})}
	return out
})

func counted(l *lattice.Lattice, o population.Options) ([]byte, *counting.Result) {
	var lines bytes.Buffer
	if _, err := population.Generate(&lines, o); err != nil {
		panic(err)
	}
	text := bytes.Clone(lines.Bytes())
	groups, err := population.Merge(population.NewReader(&lines, l), o.Cut)
	if err != nil {
		panic(err)
	}
	in, err := counting.Count(l, groups)
	if err != nil {
		panic(err)
	}
	return text, in
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
		{"insight", "insight", func(t Telling) any { return insightFirst(t, invented().room, room) }},
		{"insight-outside", "insight", func(t Telling) any { return insightFirst(t, invented().outside, outside) }},
		{"insight-empty", "insight", func(t Telling) any { return insightFirst(t, nil, room) }},
		{"insight-hidden", "insight", func(t Telling) any { return insightFirst(t, invented().hidden, room) }},
		table("insight-areas", "T1", "", ""), table("insight-countries", "T2", "", "share"), table("insight-table", "T3", "", "tax"), table("insight-slices", "T4", "supply", ""),
		table("insight-rules", "T7", "", ""), table("insight-bands", "T9", "", ""), table("insight-findings", "T10", "", ""),
		{"insight-table-outside", "insight_table", func(t Telling) any { return insightTable(t, invented().outside[0], outside, "T5", "", "") }},
		{"insight-table-hidden", "insight_table", func(t Telling) any { return insightTable(t, invented().hidden[0], room, "T6", "", "") }},
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
			return web.InsightReadsPage{Chrome: atInsight(t, "reads"), Pager: web.Pager{Next: "/insight/reads?after=x"}, Lines: teller(t).ReadList([]web.ReadLine{
				{ID: uuid.UUID{2}, At: day(25, 9, 40), Person: who, Reading: web.Reading{Release: hash, Audience: insights.Room, Table: "T3", Format: "xlsx"}},
				{ID: uuid.UUID{1}, At: day(25, 9, 32), Person: who, Reading: web.Reading{Release: hash, Audience: insights.Outside, Format: "html"}}})}
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

func insightFirst(t Telling, all []*insights.Published, ask web.InsightAsk) web.InsightPage {
	p := teller(t).Overview(all, ask)
	p.Chrome = atInsight(t, "insight")
	return p
}

func insightTable(t Telling, of *insights.Published, ask web.InsightAsk, name, area, sort string) web.InsightTablePage {
	p, _ := teller(t).TablePage(of, ask, true, name, area, sort)
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
	var lines []web.ReleaseLine
	for _, p := range invented().room {
		lines = append(lines, web.ReleaseLine{Hash: p.Hash, Cut: p.Release.Cut, At: p.At, K: p.Release.K, Synthetic: p.Release.Synthetic, Withheld: p.Audit.Withheld})
	}
	page.Lines = teller(t).ReleaseList(lines, room)
	return page
}
