package stories

import (
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// briefs are monthly briefs of an analyst: the list, the editor, the second look, and what was published.
func briefs() []Story {
	return []Story{
		{"briefs", "briefs", func(t Telling) any {
			draft, old := t.briefRow(), t.briefRow()
			draft.Published, draft.Title = false, t.in("2026 年 10 月风险通报", "Risk brief, 10/2026")
			old.Corrected, old.Version = true, 1
			next := t.briefRow()
			next.Version = 2
			return web.BriefsPage{Chrome: t.analyst(), CanStart: true, Briefs: []web.BriefRow{draft, next, old}, Pager: web.Pager{Next: "/insight/briefs?after=1"}}
		}},
		{"briefs-none", "briefs", func(t Telling) any { return web.BriefsPage{Chrome: t.analyst(), CanStart: true} }},
		{"briefs-no-release", "briefs", func(t Telling) any { return web.BriefsPage{Chrome: t.analyst()} }},
		{"brief-new", "brief_new", func(t Telling) any { return t.newBrief(false) }},
		{"brief-new-wrong", "brief_new", func(t Telling) any { return t.newBrief(true) }},
		{"brief-new-none", "brief_new", func(t Telling) any { return web.BriefNewPage{Chrome: t.analyst()} }},
		{"brief", "brief", func(t Telling) any { return t.briefPage(nil) }},
		{"brief-complaints", "brief", func(t Telling) any { return t.briefPage(t.complaints()) }},
		{"brief-stale", "brief", func(t Telling) any {
			p := t.briefPage(nil)
			p.Stale = true
			p.Form.Complain("", station.Say("brief.changed_since"))
			p.Form.Complain("own_regions", station.Say("brief.too_long", "most", 2000))
			return p
		}},
		{"brief-preview", "brief_read", func(t Telling) any { return t.briefRead(func(p *web.BriefReadPage) { p.Row.Published = false }) }},
		{"brief-blocked", "brief_read", func(t Telling) any {
			return t.briefRead(func(p *web.BriefReadPage) { p.Row.Published, p.Complaints = false, t.complaints() })
		}},
		{"brief-not-sure", "brief_read", func(t Telling) any {
			return t.briefRead(func(p *web.BriefReadPage) {
				p.Row.Published = false
				p.Form.Complain("sure", station.Say("brief.sure_first"))
			})
		}},
		{"brief-published", "brief_read", func(t Telling) any {
			return t.briefRead(func(p *web.BriefReadPage) {
				p.Flash = []web.Flash{{Level: "ok", Say: station.Say("brief.done_published")}}
			})
		}},
		{"brief-corrected", "brief_read", func(t Telling) any {
			return t.briefRead(func(p *web.BriefReadPage) {
				next := t.briefRow()
				next.Version = 2
				p.Row.Corrected, p.New = true, &next
			})
		}},
	}
}

func (t Telling) briefRow() web.BriefRow {
	return web.BriefRow{URL: "/insight/briefs/1", Title: t.in("2026 年 9 月风险通报", "Risk brief, 9/2026"), By: t.in("吴敏", "Wu Min"), LangKey: t.Chrome.Lang, Cut: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Version: 1, Published: true, At: day(5, 10, 0)}
}

func (t Telling) newBrief(wrong bool) web.BriefNewPage {
	p := web.BriefNewPage{Chrome: t.analyst(), Langs: []web.Option{{Value: "zh", Label: t.in("中文", "Chinese")}, {Value: "en", Label: t.in("英文", "English")}},
		Releases: []web.Option{{Value: "a", Label: t.in("数据截至 2026 年 10 月 1 日，编号 5f3a9c0e，合成数据", "Data as of 1 Oct 2026, id 5f3a9c0e, synthetic")}, {Value: "b", Label: t.in("数据截至 2026 年 9 月 1 日，编号 7d2468aa，合成数据", "Data as of 1 Sep 2026, id 7d2468aa, synthetic")}},
		Form:     web.Form{Values: map[string][]string{"release": {"a"}, "lang": {t.Chrome.Lang}, "title": {t.briefRow().Title}}}}
	if wrong {
		p.Form = web.Form{Values: map[string][]string{}}
		p.Form.Complain("release", station.Say("brief.pick_release"))
		p.Form.Complain("lang", station.Say("brief.pick_language"))
		p.Form.Complain("title", station.Say("brief.no_title"))
	}
	return p
}

func (t Telling) complaints() []web.BriefComplaint {
	opening, part := t.in("开头的话", "Opening"), t.in("按国家和地区分组这一部分", "The part on By region")
	return []web.BriefComplaint{
		{Place: opening, Anchor: "#f-opening", Phrase: t.in("个别企业", "One company"), Sentence: t.in("个别企业没有备妥材料。", "One company had no file ready."), Why: station.Say("brief.why_narrow"), Instead: station.Say("brief.instead_narrow")},
		{Place: part, Anchor: "#f-own_regions", Phrase: t.in("越南", "Vietnam"), Sentence: t.in("越南的制造业上升。", "Vietnam rises in manufacturing."), Why: station.Say("brief.why_no_table", "beside", t.in("制造业", "manufacturing")), Instead: station.Say("brief.instead_no_table")},
	}
}

// regions is a section with its table, as invented.
func (t Telling) regions() []folio.Block {
	table := &folio.Table{Caption: t.in("按国家和地区分组，数据截至 2026 年 10 月 1 日", "By region, data as of 1 Oct 2026"), Alt: t.in("每行是一个范围，每列是一个领域。", "Each row is one scope, each column one area."),
		Columns: []folio.Column{{Head: t.in("范围", "Of what")}, {Head: t.in("税务", "Tax"), Number: true}, {Head: t.in("供应链", "Supply chain"), Number: true}}}
	for _, row := range []struct{ name, a, b, c, d string }{
		{t.in("东南亚", "South-eastern Asia"), t.in("31 %", "31%"), "412 / 1,320", t.in("24 %", "24%"), "301 / 1,255"},
		{t.in("中亚", "Central Asia"), t.in("27 %", "27%"), "58 / 214", t.in("少于 10 家", "fewer than 10"), t.in("共 190 家", "of 190")},
		{t.in("北非", "Northern Africa"), t.in("为保护别格", "protects another cell"), "", t.in("22 %", "22%"), t.in("41 / 186 · 2026 年 7 月 1 日的数", "41 / 186 · as of 1 Jul 2026")},
	} {
		table.Rows = append(table.Rows, folio.Row{Name: row.name, Cells: []folio.Cell{{Text: row.a, Note: row.b, Hidden: row.b == ""}, {Text: row.c, Note: row.d}}})
	}
	return []folio.Block{
		{Kind: folio.Said, Text: t.in("在公布的各格中，东南亚（税务）的占比最高：1,320 家法人集团中 412 家有高风险，占 31 %。", "Among published cells, South-eastern Asia (Tax) has the highest share: 412 of 1,320 legal groups are at high risk, 31%.")},
		{Kind: folio.Grid, Table: table},
		{Kind: folio.Small, Text: t.in("没有列出的：大洋洲、南亚。它们的数都少于 10 家，或者为保护别的格而不公布。", "Not listed: Oceania, Southern Asia. Their numbers are all fewer than 10, or are not published to protect other cells.")},
	}
}

func (t Telling) briefPage(complaints []web.BriefComplaint) web.BriefPage {
	row := t.briefRow()
	row.Published = false
	return web.BriefPage{Chrome: t.analyst(), Self: "/insight/briefs/1", Rev: 3, Row: row, LangCode: t.in("zh-CN", "en"), Complaints: complaints, MostTitle: 60, MostText: 2000,
		Form:  web.Form{Values: map[string][]string{"title": {row.Title}, "opening": {t.in("请各单位提醒企业备妥材料。", "Please remind companies to have their files ready.")}, "take_regions": {"1"}, "own_regions": {t.in("东南亚是本月宣讲的重点。", "South-eastern Asia is this month's focus.")}}},
		Parts: []web.BriefPart{{Kind: "regions", Title: t.in("按国家和地区分组", "By region"), Blocks: web.BriefBlocks(t.regions())}}}
}

func (t Telling) briefRead(change func(*web.BriefReadPage)) web.BriefReadPage {
	row := t.briefRow()
	doc := folio.Document{Title: row.Title, Sub: t.in("由澜州市公安局出入境管理支队发布", "Published by Lan City Exit-Entry Police"), Mark: t.in("合成数据", "Synthetic data"), MarkNote: t.in("由程序生成，不是任何企业的数据", "Generated by a program; of no company"),
		Facts: []folio.Fact{{Label: t.in("数据截至", "Data as of"), Value: t.in("2026 年 10 月 1 日", "1 Oct 2026")}, {Label: t.in("公布界限", "Threshold"), Value: t.in("每个公布的数至少涉及 10 家法人集团", "Each published number stands for at least 10 legal groups")}, {Label: t.in("发布编号", "Release"), Value: strings.Repeat("5f3a9c0e", 8)}}}
	doc.Blocks = append([]folio.Block{{Kind: folio.Own, Label: t.in("开头的话", "Opening"), Text: t.in("请各单位提醒企业备妥材料。\n有疑问请联系本站。", "Please remind companies to have their files ready.\nContact the station with questions.")}, {Kind: folio.Heading, ID: "s-regions", Text: t.in("按国家和地区分组", "By region")}}, t.regions()...)
	doc.Blocks = append(doc.Blocks, folio.Block{Kind: folio.Own, Label: t.in("研判员的话", "Analyst's comment"), Text: t.in("东南亚是本月宣讲的重点。", "South-eastern Asia is this month's focus.")}, folio.Block{Kind: folio.Heading, ID: "s-method", Text: t.in("怎么算的，为什么有的数不显示", "How it was counted, and why some numbers are not shown")},
		folio.Block{Kind: folio.Text, Text: t.in("计数的单位是法人集团，不是单个企业。", "What is counted are legal groups, not single companies.")})
	p := web.BriefReadPage{Chrome: t.analyst(), Self: "/insight/briefs/1", Rev: 3, Row: row, LangCode: t.in("zh-CN", "en"), Document: doc, Blocks: web.BriefBlocks(doc.Blocks)}
	change(&p)
	return p
}

func (t Telling) analyst() web.Chrome {
	c := t.staff("brief.list")
	c.Actor = &web.ChromeActor{Name: t.in("吴敏", "Wu Min"), RoleKey: string(station.Analyst)}
	return c
}

// cohorts are profiles that stand among others.
func cohorts() []Story {
	with := func(co web.Cohort) func(t Telling) any {
		return func(t Telling) any {
			p := profile(t)
			p.Cohort = &co
			return p
		}
	}
	say := func(t Telling, key string, pairs ...any) string {
		return t.Words.T(t.Chrome.Lang, station.Say(key, pairs...))
	}
	return []Story{
		{"profile-cohort", "profile", func(t Telling) any {
			return with(web.Cohort{Headline: say(t, "cohort.better", "share", 62, "least", 50), Share: 62, Compared: true, Notes: []string{
				say(t, "cohort.basis", "what", say(t, "cohort.industry", "industry", t.in("制造业", "Manufacturing")), "band", t.in("可控（70–84 分）", "Under control (70–84)"), "share", 62),
				say(t, "cohort.same", "date", t.in("2026 年 10 月 1 日", "1 Oct 2026"), "table", "T9 "+say(t, "brief.table_T9")), say(t, "cohort.made_up")}})(t)
		}},
		{"profile-cohort-none", "profile", func(t Telling) any { return with(web.Cohort{Headline: say(t, "cohort.none")})(t) }},
	}
}
