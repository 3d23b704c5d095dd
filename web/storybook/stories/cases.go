package stories

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

// cases are teaching cases, before and after a second senior approved them.
func cases() []Story {
	return []Story{
		{"case-new", "case_new", func(t Telling) any { return caseForm(t) }},
		{"case-new-wrong", "case_new", func(t Telling) any {
			p := caseForm(t)
			p.Form.Complain("text", station.Say("case.tells", "what", t.in("澜桥", "Lanqiao")))
			p.Form.Complain("sure", station.Say("case.sure_first"))
			return p
		}},
		{"case-new-alone", "case_new", func(t Telling) any {
			p := caseForm(t)
			p.Approvers = nil
			return p
		}},
		{"cases", "cases", func(t Telling) any {
			draft := taught(t, 2)
			draft.Draft, draft.Asked = true, true
			return web.CasesPage{Chrome: t.staff("case.list"), Rules: []web.Option{{Value: "EMP-010", Label: "EMP-010 " + taught(t, 1).RuleTitle}}, Areas: []web.Option{{Value: "employee", Label: t.in("员工", "Employees")}}, Rule: "EMP-010",
				Drafts: []web.CaseRow{draft}, Cases: []web.CaseRow{taught(t, 1)}, Pager: web.Pager{Next: "/expert/cases?after=1"}}
		}},
		{"cases-none", "cases", func(t Telling) any { return web.CasesPage{Chrome: t.staff("case.list")} }},
		{"case", "case", func(t Telling) any { return casePage(t, func(*web.CasePage) {}) }},
		{"case-asked", "case", func(t Telling) any {
			return casePage(t, func(p *web.CasePage) {
				p.Case.Draft, p.Case.Asked, p.CanDrop, p.FormOf = true, true, true, "approve"
				p.Form = web.Form{}
				p.Form.Complain("sure", station.Say("case.sure_first"))
			})
		}},
		{"case-mine", "case", func(t Telling) any {
			return casePage(t, func(p *web.CasePage) { p.Case.Draft, p.Case.Mine, p.CanDrop = true, true, true })
		}},
	}
}

func taught(t Telling, n byte) web.CaseRow {
	text := t.in("专家：收取押金一律退还，不看金额。收了 ○○ 的，○○ 内退清，留好凭证。\n\n企业：已退还 ○○ 名员工。", "Expert: a deposit is paid back, whatever the amount. Pay ○○ back within ○○ and keep the receipts.\n\nCompany: paid back to ○○.")
	return web.CaseRow{Case: reviews.Case{ID: uuid.UUID{n}, Rule: "EMP-010", Area: "employee", Field: "why", Title: t.in("押金怎么看", "How to judge deposits"), Text: text, By: t.in("周律师", "Zhou Lan"), Month: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Rev: 1,
		Citations: []reviews.Citation{{Source: t.in("劳动合同法", "Labour Contract Law"), Article: t.in("第九条", "Article 9")}}}, URL: "/expert/cases/1", RuleTitle: t.in("收取员工保证金", "Deposits taken from staff"), Month: t.in("2026 年 11 月", "11/2026"), Begins: text}
}

func casePage(t Telling, change func(*web.CasePage)) web.CasePage {
	row := taught(t, 1)
	p := web.CasePage{Chrome: t.staff("case.list"), Case: row, FieldOf: t.in("后果", "Consequence"), Form: web.Form{Values: map[string][]string{"title": {row.Title}, "text": {row.Text}, "source": {row.Citations[0].Source}, "article": {row.Citations[0].Article}}}}
	change(&p)
	return p
}

func caseForm(t Telling) web.CaseFormPage {
	row := taught(t, 1)
	return web.CaseFormPage{Chrome: t.staff("case.list"), Action: "/x", Back: "/expert/reviews/1/findings/EMP-010", RuleID: row.Rule, RuleTitle: row.RuleTitle, Approvers: []web.Option{{Value: "2", Label: t.in("周律师", "Zhou Lan")}},
		Form: web.Form{Values: map[string][]string{"title": {row.RuleTitle}, "text": {row.Text}, "source": {row.Citations[0].Source}, "article": {row.Citations[0].Article}}}}
}
