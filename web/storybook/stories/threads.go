package stories

import (
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

// threads are notes on findings under review, for experts and for the company.
func threads() []Story {
	return []Story{
		{"review-finding", "review_finding", func(t Telling) any { return noted(t, true) }},
		{"review-finding-company", "review_finding", func(t Telling) any { return noted(t, false) }},
		{"review-finding-wrong", "review_finding", func(t Telling) any {
			p := noted(t, true)
			p.Form, p.FormOf = web.Form{Values: map[string][]string{"quote": {t.in("没有的话", "words that are not there")}, "text": {t.in("写了一半", "half written")}, "source": {t.in("劳动合同法", "Labour Contract Law"), t.in("民法典", "Civil Code")}, "article": {"9", ""}, "mention": {"2"}}}, "new"
			p.Form.Complain("file", station.Say("files.too_large", "limit", 5))
			p.Form.Complain("quote", station.Say("thread.quote_not_there"))
			return p
		}},
		{"review-finding-gone", "review_finding", func(t Telling) any {
			p := noted(t, true)
			p.Gone, p.Rows = true, []web.PassageRow{{Say: station.Say("thread.gone_was"), Threads: p.Rows[2].Threads[:1]}}
			return p
		}},
		{"review-findings", "review_findings", func(t Telling) any {
			p := noted(t, true)
			return web.ReviewFindingsPage{Chrome: p.Chrome, Expert: true, Base: p.Base, Show: "open", Shows: t.Words.Options(t.Chrome.Lang, "thread.show_", "all", "open", "mine", "gone", "ambiguous"), Counts: reviews.ThreadCounts{All: 4, Open: 3, Gone: 1, Drafts: 1},
				Findings: []web.ReviewFindingRow{{URL: p.Self, Title: p.Title, Severity: station.Critical, N: 3, Open: 2, Ambiguous: 1, Drafts: 1}}, Gone: gone(t, p)}
		}},
		{"review-findings-none", "review_findings", func(t Telling) any { return web.ReviewFindingsPage{Chrome: t.at("profiles"), Base: "/reviews/1"} }},
		{"expert-texts", "expert_texts", func(t Telling) any {
			p := web.TextsPage{Chrome: t.staff("texts.title"), Texts: []reviews.SavedText{{ID: uuid.UUID{1}, Title: t.in("押金", "Deposits"), Text: t.in("一律退还。", "All are paid back."), Shared: true, By: t.in("林岚", "Lin Lan")}, {ID: uuid.UUID{2}, Title: t.in("停工", "Stop work"), Text: t.in("先停工。", "Stop work first."), Mine: true}}}
			p.Form.Complain("title", station.Say("texts.wrong_title", "most", 60))
			return p
		}},
		{"expert-texts-none", "expert_texts", func(t Telling) any { return web.TextsPage{Chrome: t.staff("texts.title")} }},
		{"review-comment", "review_comment", func(t Telling) any {
			p := noted(t, true)
			c := p.Rows[2].Threads[0].Comments[0]
			out := web.CommentPage{Chrome: p.Chrome, Form: web.Form{Values: map[string][]string{"text": {c.Text}, "rev": {"2"}}}, Action: "/x", Back: p.Self, Mine: true, Comment: c, Editions: []reviews.Edition{{Rev: 1, Until: day(24, 9, 30), Text: t.in("押金要退。", "Pay it back.")}}}
			out.Form.Complain("", station.Say("thread.changed_since"))
			return out
		}},
	}
}

func gone(t Telling, p web.ReviewFindingPage) []web.ThreadView {
	v := p.Rows[2].Threads[1]
	v.URL, v.Finding = p.Self+"#x", t.in("越南工作许可", "Work permits in Vietnam")
	return []web.ThreadView{v}
}

// noted is a finding with three notes, two of whose marks overlap.
func noted(t Telling, expert bool) web.ReviewFindingPage {
	p := web.ReviewFindingPage{Chrome: t.at("profiles"), Expert: expert, Base: "/reviews/1", Self: "/reviews/1/findings/EMP-010", Title: t.in("收取员工保证金", "Deposits taken from staff"), RuleID: "EMP-010", Severity: station.Critical, Version: uuid.Nil.String(),
		NextURL: "/reviews/1/findings/2", ListURL: "/reviews/1/findings", N: 3, Form: web.Form{Values: map[string][]string{"audience": {"company"}}}}
	if expert {
		p.Chrome = t.staff("thread.list_title")
		p.Base, p.Self, p.Senior = "/expert/reviews/1", "/expert/reviews/1/findings/EMP-010", true
		p.Saved = []reviews.SavedText{{ID: uuid.UUID{1}, Title: t.in("押金", "Deposits")}}
		p.Team = []web.Option{{Value: "2", Label: t.in("郑一", "Zheng Yi")}}
		p.Names = map[station.PersonID]string{{2}: t.in("郑一", "Zheng Yi")}
	}
	p.Chrome.Crumbs = []web.Crumb{{Say: station.Say("thread.list_title"), URL: p.ListURL}, {Label: p.Title}}
	p.Fields = []web.Option{{Value: "why.zh", Label: t.in("后果", "Consequence")}}
	one, two, three := note(t, 1), note(t, 2), note(t, 3)
	two.Thread.Anchor, two.Quote, two.Audience = reviews.Anchored{Status: reviews.Ambiguous, Also: []reviews.Status{reviews.SeverityChanged}}, t.in("三十日内退还", "paid back within 30 days"), reviews.ForExperts
	three.State, three.Draft = reviews.Resolved, false
	one.Comments = append(one.Comments, reviews.Comment{ID: uuid.UUID{9}, Name: t.in("陈静", "Chen Jing"), Side: reviews.SideCompany, Text: t.in("已全部退还。", "All of it is paid back."), At: day(24, 10, 0), Rev: 1},
		reviews.Comment{ID: uuid.UUID{10}, Name: t.in("郑一", "Zheng Yi"), Side: reviews.SideExpert, Rank: accounts.Junior, Text: t.in("请附凭证。", "Attach the receipts."), At: day(24, 11, 0), Draft: expert, Rev: 1})
	p.Attached = map[uuid.UUID]files.File{{7}: {Name: t.in("退还凭证.pdf", "receipts.pdf"), Size: 412 << 10}, {8}: {Name: t.in("明细.xlsx", "list.xlsx"), Size: 2 << 20}}
	one.Comments[0].Files, one.Comments[0].Mentions = []uuid.UUID{{7}, {8}}, []station.PersonID{{2}}
	p.Rows = []web.PassageRow{{Say: station.Say("thread.whole")}, {Field: "title", Lang: t.Chrome.Lang, Say: station.Say("thread.field_title"), Pieces: []web.Piece16{{Text: p.Title}}},
		{Field: "why", Lang: t.Chrome.Lang, Say: station.Say("thread.field_why"), Threads: []web.ThreadView{one, two, three}, Pieces: []web.Piece16{{Text: t.in("您收了", "You took ")}, {Text: t.in("员工保证金", "a deposit"), Marked: true, Starts: []web.ThreadView{one}},
			{Text: t.in("500 元", " of RMB 500"), Marked: true, Starts: []web.ThreadView{three}}, {Text: t.in("。员工可以要求退还。", ". Staff can ask for it back.")}}},
		{Field: "remedy.1", Lang: t.Chrome.Lang, Say: station.Say("thread.field_remedy_n", "n", 1), Pieces: []web.Piece16{{Text: t.in("七日内退还", "Pay it back within seven days")}}}}
	return p
}

func note(t Telling, n int) web.ThreadView {
	id := uuid.UUID{byte(n)}
	return web.ThreadView{N: n, Thread: reviews.Thread{ID: id, State: reviews.Open, Audience: reviews.ForCompany, Name: t.in("林岚", "Lin Lan"), At: day(23, 16, 0), Rev: 1, Anchor: reviews.Anchored{Status: reviews.Exact},
		Comments: []reviews.Comment{{ID: id, Name: t.in("林岚", "Lin Lan"), Side: reviews.SideExpert, Rank: accounts.Senior, Text: t.in("无论金额多少都要退。", "It is paid back whatever the amount."), Citations: []reviews.Citation{{Source: t.in("劳动合同法", "Labour Contract Law"), Article: t.in("第九条", "Article 9")}}, At: day(23, 16, 0), Rev: 1}}}}
}
