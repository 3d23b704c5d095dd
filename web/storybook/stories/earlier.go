package stories

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func again() []Story {
	return []Story{
		{"question-suggested", "question", func(t Telling) any {
			q := rptQuestion(t)
			q.Value, q.Suggested = "", &web.Suggested{Text: t.in("是", "Yes"), From: t.in("王敏 于 2026年8月3日 在另一次自检中答", "Wang Min, 3 August 2026, in another self-check"), Mark: "1a2b"}
			return question(t, q)
		}},
		{"question-changed", "question", func(t Telling) any {
			q := rptQuestion(t)
			q.Value, q.Suggested = "", &web.Suggested{Text: t.in("是、否", "Yes, No"), From: t.in("王敏 于 2026年8月3日 答", "Wang Min, 3 August 2026"), Why: t.in("境内和境外的关联方现在分开问", "Related parties at home and abroad are asked apart now")}
			return question(t, q)
		}},
		{"earlier", "earlier", earlier},
		{"earlier-none", "earlier", func(t Telling) any {
			return web.EarlierPage{Chrome: t.at("checks", key("checks.title", "/self-checks"), key("earlier.title", "")), CheckURL: "/self-checks/2"}
		}},
		{"judgements", "judgements", judgements},
		{"judgements-none", "judgements", func(t Telling) any {
			return web.JudgementsPage{Chrome: t.at("checks", key("checks.title", "/self-checks"), key("judged.title", "")), CheckURL: "/self-checks/2"}
		}},
	}
}

func earlier(t Telling) any {
	item := func(name, zh, en, textZh, textEn string) web.EarlierItem {
		return web.EarlierItem{ID: web.ID(name), Value: "company." + name + "|1a2b", Label: t.in(zh, en), URL: "/self-checks/2/questions/company." + name,
			Suggested: web.Suggested{Text: t.in(textZh, textEn), Mark: "1a2b", From: t.in("王敏 于 2026年8月3日 在另一次自检中答", "Wang Min, 3 August 2026, in another self-check")}}
	}
	confirm := item("deposit_taken", "收押金或财物", "Deposits taken from workers", "否", "No")
	confirm.Why = t.in("扣押证件现在也算", "Papers held in exchange for work count too now")
	anew := item("vendor_hr", "人事外包", "Staff work given out", "是", "Yes")
	anew.Value, anew.Mark, anew.Why = "", "", t.in("背景调查现在另外问", "Background checks are asked apart now")
	taken := item("has_rpt", "有关联交易", "Related-party transactions", "是", "Yes")
	taken.Taken = true
	p := web.EarlierPage{Chrome: t.at("checks", key("checks.title", "/self-checks"), web.Crumb{Label: t.in("税务、员工", "Tax, people"), URL: "/self-checks/2"}, key("earlier.title", "")), Action: "/self-checks/2/earlier", CheckURL: "/self-checks/2", Rules: "3",
		Groups: []web.EarlierGroup{
			{Key: "tax_2", Title: t.in("关联交易", "Related parties"), Area: station.Tax, Takes: true, Items: []web.EarlierItem{taken, item("rpt_tangible", "有形资产关联交易额", "Tangible goods with related parties", "23,600 万元", "23,600 × RMB 10,000")}},
			{Key: "employee_1", Title: t.in("用工合同", "Employment"), Area: station.Employee, Takes: true, Items: []web.EarlierItem{confirm, anew}}},
		Gone: []web.GoneRow{{Label: "fax_number", Text: "0571-0000", By: t.in("王敏 于 2026年8月3日 答", "Wang Min, 3 August 2026"), Why: t.in("传真不再要求", "A fax is no longer asked for")}}}
	p.Form.Complain("", station.Say("earlier.changed"))
	return p
}

func judgements(t Telling) any {
	digest := strings.TrimSpace(strings.Repeat("4f1d ", 16))
	row := func(n int64, hour int) web.JudgementRow {
		return web.JudgementRow{At: day(23, hour, 32), AsOf: day(23, 0, 0), Revision: "3", Engine: "opa 1.22.2", Answers: n, Suppliers: 4,
			Digests: []web.Line{{Label: t.in("规则", "rules"), Text: digest}, {Label: t.in("答案", "answers"), Text: digest}, {Label: t.in("结果", "outcome"), Text: digest}}}
	}
	odd := row(37, 9)
	odd.Differs, odd.Employees = true, 2
	return web.JudgementsPage{Chrome: t.at("checks", key("checks.title", "/self-checks"), key("judged.title", "")), CheckURL: "/self-checks/2",
		Records: []web.JudgementRow{row(38, 14), odd}, Pager: web.Pager{Next: "?after=1"}}
}
