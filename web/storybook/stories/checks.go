package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func checks() []Story {
	return []Story{
		{"checks", "checks", func(t Telling) any {
			return web.ChecksPage{Chrome: t.at("checks", key("checks.title", "")), CanNew: true, Checks: []web.CheckRow{
				{Title: t.in("税务、供应链、员工", "Tax, supply chain, people"), URL: "/self-checks/2", State: "draft", Depth: "full", Started: day(18, 9, 0), Submitted: day(20, 9, 0), ProfileURL: "/profiles/2"},
				{Title: t.in("税务、供应链", "Tax, supply chain"), URL: "/self-checks/1", State: "submitted", Depth: "core", Started: day(1, 9, 0), Submitted: day(2, 9, 0), ProfileURL: "/profiles/1"},
				{Title: t.in("员工", "People"), URL: "/self-checks/0", State: "draft", Depth: "core", Started: day(1, 9, 0)},
			}, Pager: web.Pager{Next: "?after=0"}}
		}},
		{"checks-empty", "checks", func(t Telling) any {
			p := web.ChecksPage{Chrome: t.at("checks", key("checks.title", "")), CanNew: true}
			p.Form.Complain("areas", station.Say("complain.choose_some"))
			return p
		}},
		{"check", "check", check},
		{"check-none", "check", func(t Telling) any {
			p := check(t).(web.CheckPage)
			p.Removed = &web.Removed{Say: station.Say("presence.back", "name", t.in("泰国", "Thailand"))}
			p.Earlier, p.Confirm, p.Known, p.Gone = []web.Presence{{Label: t.in("越南", "Viet Nam"), URL: "VN"}, {Label: t.in("德国", "Germany"), URL: "DE"}}, 0, 0, 0
			p.Presences, p.NoneURL, p.CanSubmit, p.WhyNot, p.ContinueURL = nil, "/self-checks/2/no-presence", true, nil, ""
			return p
		}},
		{"judging", "judging", func(t Telling) any { return web.JudgingPage{Chrome: t.at("checks"), URL: "/home"} }},
		{"question", "question", func(t Telling) any { return question(t, rptQuestion(t)) }},
		{"question-group", "question", questionGroup},
		{"question-counts", "question", func(t Telling) any {
			number := func(name, zh, en, value string) web.Field {
				return web.Field{Kind: "number", ID: web.ID(name), Name: name, Label: t.in(zh, en), Unit: t.in("人", "people"), InputMode: "numeric", Value: value}
			}
			counts := func(iso, zh, en string) web.FieldPart {
				return web.FieldPart{Label: t.in(zh, en), Fields: []web.Field{number("headcounts."+iso+".local", "当地员工", "Local staff", "160"), number("headcounts."+iso+".foreign", "外籍员工（含中方外派）", "Foreign staff, your own included", "4")}}
			}
			kazakh := counts("KZ", "哈萨克斯坦", "Kazakhstan")
			category := number("headcounts.KZ.by_category.cat1_2.local", "第一、二类本地员工", "Local staff, categories 1 and 2", "7")
			category.Help = t.in("类别看工作许可上写的，没有人填 0。", "As it stands on the work permit. Give 0 where there is nobody.")
			kazakh.Fields = append(kazakh.Fields, category)
			return question(t, web.Question{Field: web.Field{Kind: "counts", ID: web.ID("headcounts"), Name: "headcounts", Heading: true, Label: t.in("在各个国家或地区，各有多少人？", "How many people are there in each country or region?"),
				Help: t.in("按当地主体的全部员工填。", "Count the whole staff of the entity there."), Parts: []web.FieldPart{counts("VN", "越南", "Viet Nam"), kazakh},
				Options: []web.Option{{Value: "-", Label: t.in("境外没有员工", "Nobody works abroad")}}, Outs: t.Words.Outs(t.Chrome.Lang, false, false)}})
		}},
		{"question-conflict", "question", func(t Telling) any {
			q := rptQuestion(t)
			q.Conflict = &web.Conflict{Mine: t.in("是，23,600 万元", "Yes, RMB 236 million"), Theirs: t.in("是，20,500 万元", "Yes, RMB 205 million"), By: t.in("王敏", "Wang Min"), At: day(23, 14, 30)}
			p := question(t, q)
			p.Save, p.Posted = web.Save{State: "offline"}, true
			return p
		}},
	}
}

func check(t Telling) any {
	task := func(zh, en, metaZh, metaEn string, percent int, state string, n int) web.Task {
		return web.Task{Title: t.in(zh, en), URL: "/self-checks/2/questions/x", Meta: t.in(metaZh, metaEn), Percent: percent, State: state, Count: n}
	}
	return web.CheckPage{
		Chrome: t.at("checks", key("checks.title", "/self-checks"), web.Crumb{Label: t.in("2026 年第四季度", "Fourth quarter 2026")}),
		Title:  t.in("2026 年第四季度自检", "Self-check, fourth quarter 2026"), Depth: "full",
		Tally: web.Tally{Answered: 37, Asked: 48, Open: 6, Determined: 62}, Minutes: 9, Save: web.Save{State: "saved", At: day(23, 14, 32)},
		Areas: []web.CheckArea{
			{Area: station.Tax, Tasks: []web.Task{
				task("企业与架构", "Company and structure", "4 题，已全部作答", "4 questions, all answered", 100, "done", 0),
				task("申报与抵免", "Filing and credits", "4 题，1 题选了“不清楚”", "4 questions, 1 “Not sure”", 100, "unknown", 1),
				task("关联交易", "Related parties", "5 题，答了 2 题", "2 of 5 answered", 40, "progress", 0),
				task("常设机构", "Permanent establishments", "3 题", "3 questions", 0, "todo", 0)}},
			{Area: station.Employee, Tasks: []web.Task{task("签证与工作许可", "Visas and permits", "由陈静作答", "Chen Jing answers", 50, "locked", 0)}},
		},
		Cells:     []string{t.in("供应商名单：还有 4 格待补", "Suppliers: 4 cells are missing")},
		Unknown:   []web.Link{{Label: t.in("是否备有本地文档", "Local file ready"), URL: "/self-checks/2/questions/y"}},
		Removed:   &web.Removed{Say: station.Say("presence.removed", "name", t.in("泰国", "Thailand")), Ref: "TH"},
		Lists:     []web.Task{task("供应商名单", "Suppliers", "共 312 行", "312 rows", 100, "cells", 4), task("外派员工名单", "Employees abroad", "27 行", "27 rows", 100, "done", 0)},
		Presences: []web.Presence{{Label: t.in("越南", "Viet Nam"), URL: "/p/1", RemoveURL: "/p/1/remove", Task: web.Task{State: "done"}}, {Label: t.in("德国", "Germany"), URL: "/p/2", RemoveURL: "/p/2/remove", Task: web.Task{State: "unknown", Count: 3}}},
		Countries: []web.Option{{Value: "ID", Label: t.in("印度尼西亚", "Indonesia")}}, PresenceURL: "/self-checks/2/presences",
		ContinueURL: "/self-checks/2/questions/x", Continue: t.in("关联交易", "Related parties"), SubmitURL: "/self-checks/2/submit",
		WhyNot: []station.Text{station.Say("check.only_owner")}, Confirm: 2, Known: 31, Gone: 1, EarlierURL: "/self-checks/2/earlier", RecordsURL: "/self-checks/2/judgements",
	}
}

func question(t Telling, q web.Question) web.QuestionPage {
	return web.QuestionPage{
		Chrome: t.at("checks", key("checks.title", "/self-checks"), key("area.tax", "")),
		Action: "/self-checks/2/answers", Area: station.Tax, Group: t.in("关联交易", "Related parties"), Number: 7,
		Tally: web.Tally{Steps: []string{"done", "done", "done", "skip", "done", "done", "now", "", "", "", "", "", "", "", "", ""}, Answered: 6, Asked: 16, Determined: 62},
		Save:  web.Save{State: "saved", At: day(23, 14, 32)}, Questions: []web.Question{q}, Hidden: []web.Hidden{{Name: "version", Value: "12"}},
		PrevURL: "/self-checks/2/questions/w", PeopleURL: "/people",
		Side: []web.Task{{Title: t.in("企业与架构", "Company and structure"), URL: "/a", State: "done"}, {Title: t.in("申报与抵免", "Filing and credits"), URL: "/b", State: "unknown", Count: 1}, {Title: t.in("关联交易", "Related parties"), State: "progress"}, {Title: t.in("常设机构", "Permanent establishments"), URL: "/c", State: "todo"}},
	}
}

func rptQuestion(t Telling) web.Question {
	lang := t.Chrome.Lang
	options := t.Words.YesNo(lang, true)
	options[0].Note = t.in("有这类交易", "There are such transactions")
	options[1].Note = t.in("没有这类交易", "There are none")
	options[3].Note = t.in("没有境外关联方", "No related parties abroad")
	options[0].Reveal = []web.Field{{
		Kind: "number", ID: web.ID("rpt_tangible"), Name: "rpt_tangible", Label: t.in("全年金额合计（不含税）", "Total of the year, without tax"),
		Help: t.in("填大概数就行，精确到百万元。外币按年末汇率折成人民币。", "A rough figure is enough, to the nearest million. Convert at the year-end rate."), Value: "23,600",
		Unit: t.in("万元", "× RMB 10,000"), Echo: web.MoneyEcho(lang, 23600), EchoMoney: true,
	}}
	return web.Question{
		Field: web.Field{Kind: "radio", ID: web.ID("has_rpt"), Name: "has_rpt", Heading: true, Value: "true", Options: options,
			Label: t.in("2025 年度，贵公司与境外关联方之间，有没有买卖货物或设备？", "In 2025, did your company buy goods or equipment from related parties abroad, or sell to them?"),
			Help:  t.in("关联方包括：持股 25% 以上的境外公司、同一控制人的公司、实际由同一批人管理的公司。", "Related parties: foreign companies held by 25% or more, companies under the same control, companies run by the same people."),
			Why:   t.in("货物类关联交易全年超过 2 亿元，须在次年 6 月 30 日前备好“本地文档”。没有备好，被调整补税时还会加收利息。", "Above RMB 200 million a year, a local file must be ready by 30 June of the next year. Without it, extra interest is due if tax is adjusted."),
			Where: t.in("年度关联业务往来报告表，或财务的往来明细。", "The annual related-party report, or the ledger of your finance team."),
			Laws:  []web.Law{law()},
		},
	}
}

func law() web.Law {
	return web.Law{Title: "国家税务总局公告 2016 年第 42 号", Article: "第十三条", Status: "in_force", Checked: day(2, 0, 0), URL: "https://www.chinatax.gov.cn/",
		Quote: "有形资产所有权转让金额（来料加工业务按照年度进出口报关价格计算）超过 2 亿元的，应当准备本地文档。"}
}

func questionGroup(t Telling) any {
	lang := t.Chrome.Lang
	p := question(t, web.Question{})
	p.Heading = t.in("最大的一家境外子公司，情况如何？", "Your largest subsidiary abroad")
	p.Form.Complain("share", station.Say("complain.range", "field", t.in("持股比例", "The share"), "from", 0, "to", 100))
	p.Form.Complain("kinds", station.Say("complain.choose_some"))
	p.Posted = true
	share := web.Field{Kind: "number", ID: web.ID("share"), Name: "share", Label: t.in("直接和间接持股比例", "Direct and indirect share"), Value: "510", Unit: "%", Error: t.in("持股比例要在 0 到 100 之间", "The share is between 0 and 100"), Outs: t.Words.Outs(lang, false, false)}
	kinds := web.Field{Kind: "checks", ID: web.ID("kinds"), Name: "kinds", Label: t.in("做哪些业务", "What it does"), Error: t.in("请至少选一项", "Choose at least one"), Values: []string{"sale"}, Options: []web.Option{{Value: "make", Label: t.in("生产", "Production")}, {Value: "sale", Label: t.in("销售", "Sales")}, {Value: "service", Label: t.in("服务", "Services")}}, Outs: t.Words.Outs(lang, true, true), Out: "dont_know"}
	since := web.Field{Kind: "date", ID: web.ID("since"), Name: "since", Label: t.in("成立日期", "Founded on"), Help: t.in("例如 2023 年 6 月 15 日", "For example 15 June 2023"), Value: "2023-06-15", Prefilled: t.in("上次自检", "the last self-check")}
	notes := web.Field{Kind: "area", ID: web.ID("notes"), Name: "notes", Label: t.in("补充说明", "Remarks"), Optional: true}
	grade := web.Field{Kind: "select", ID: web.ID("grade"), Name: "grade", Label: t.in("海关信用等级", "Customs grade"), Options: []web.Option{{Value: "a", Label: t.in("高级认证", "Advanced certified")}, {Value: "r", Label: t.in("常规", "Regular")}}}
	p.Questions = nil
	for _, f := range []web.Field{share, kinds, since, grade, notes} {
		p.Questions = append(p.Questions, web.Question{Field: f})
	}
	return p
}
