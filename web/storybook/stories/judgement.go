package stories

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/word"
	"github.com/zhuqi-yunzhan/station/web"
)

// judgement are the pages of overrides.
func judgement() []Story {
	return []Story{
		{"overrides", "overrides", func(t Telling) any {
			p := web.OverridesPage{Chrome: t.staff("override.title"), ReviewID: "1", Waiting: 1, Decide: t.Words.Options(t.Chrome.Lang, "override.decide_", "approve", "refuse"), Findings: []web.Link{{Label: t.in("押金", "Deposits"), URL: "/o/1"}}}
			for _, state := range []reviews.OverrideState{reviews.OverrideProposed, reviews.OverrideApproved, reviews.OverrideToReview, reviews.OverrideRefused, reviews.OverrideExpired, reviews.OverrideLifted, reviews.OverrideGone} {
				row := overruled(t, state)
				row.CanDecide, row.CanLift = state == reviews.OverrideProposed, state == reviews.OverrideApproved
				p.Rows = append(p.Rows, row)
			}
			p.Form.Complain("", station.Say("override.decided_meanwhile"))
			return p
		}},
		{"overrides-none", "overrides", func(t Telling) any {
			return web.OverridesPage{Chrome: t.staff("override.title"), Findings: []web.Link{{Label: t.in("押金", "Deposits"), URL: "/o/1"}}}
		}},
		{"override", "override", func(t Telling) any {
			p := web.OverridePage{Chrome: t.staff("override.form"), Title: t.in("收取员工押金", "Deposits taken from employees"), Why: t.in("劳动合同法不允许收押金。", "The law does not allow deposits."), Was: station.High, Action: "/o/1", Reasons: t.Words.Options(t.Chrome.Lang, "override.reason_", reviews.OverrideReasons()...),
				Severities: []web.Option{{Value: "low", Label: t.in("低", "Low")}, {Value: "none", Label: t.in("不构成风险", "No risk"), Soft: true}}, Basis: []web.Option{{Value: "0", Label: "劳动合同法 第九条", Lang: "zh-CN"}}, Earlier: []web.OverrideRow{overruled(t, reviews.OverrideExpired)}}
			p.Form.Complain("source", station.Say("override.no_citation"))
			return p
		}},
		{"rules-overruled", "rules_overruled", func(t Telling) any {
			return web.RulesOverruledPage{Chrome: t.staff("overruled.title"), Least: 5, Few: []string{"TAX-003", "SUP-012"}, Rows: []web.RuleOverruledRow{{Title: t.in("收取员工押金", "Deposits taken from employees"),
				RuleOverruled: reviews.RuleOverruled{Rule: "EMP-010", Had: 17, Overruled: 7, Dismissed: 5, Low: 2}}, {Title: t.in("买单出口", "Exporting under another name"), RuleOverruled: reviews.RuleOverruled{Rule: "TAX-034", Had: 6}}}}
		}},
		{"rules-overruled-none", "rules_overruled", func(t Telling) any { return web.RulesOverruledPage{Chrome: t.staff("overruled.title"), Least: 5} }},
	}
}

// disputes are the pages of disputes, and the company's pages where something was overruled or disputed.
func disputes() []Story {
	return []Story{
		{"dispute", "dispute", func(t Telling) any {
			p := web.DisputePage{Chrome: t.at("profiles", key("dispute.title", "")), Title: t.in("收取员工押金", "Deposits taken from employees"), Severity: station.High, Self: "/profiles/1/findings/EMP-010", CanFile: true}
			p.Form.Complain("text", station.Say("dispute.wrong_text", "most", 2000))
			return p
		}},
		{"dispute-filed", "dispute", func(t Telling) any {
			d := inDispute(t, reviews.DisputeFiled)
			return web.DisputePage{Chrome: t.at("profiles", key("dispute.title", "")), Title: t.in("收取员工押金", "Deposits taken from employees"), Severity: station.High, Self: "/profiles/1/findings/EMP-010", Dispute: &d}
		}},
		{"disputes", "disputes", func(t Telling) any {
			return web.DisputesPage{Chrome: t.staff("dispute.list"), Open: 2, Late: map[uuid.UUID]web.Due{{1}: {At: day(17, 9, 0), Say: station.Say("due.late_days", "n", 2), Late: true, Since: true}}, Lines: []reviews.DisputeLine{{ID: uuid.UUID{1}, Area: station.Employee, State: reviews.DisputeFiled, FiledAt: day(3, 9, 0), Due: day(17, 9, 0), DueCertain: true, Mine: true},
				{ID: uuid.UUID{2}, Area: station.Tax, State: reviews.DisputeFiled, FiledAt: day(4, 9, 0), Due: day(18, 9, 0)}, {ID: uuid.UUID{3}, Area: station.Tax, State: reviews.DisputePartly, FiledAt: day(1, 9, 0), Due: day(15, 9, 0), DueCertain: true, Mine: true}}}
		}},
		{"disputes-none", "disputes", func(t Telling) any { return web.DisputesPage{Chrome: t.staff("dispute.list")} }},
		{"dispute-answer", "dispute_answer", func(t Telling) any {
			p := web.DisputeAnswerPage{Chrome: t.staff("dispute.one"), Dispute: inDispute(t, reviews.DisputeFiled), Title: t.in("收取员工押金", "Deposits taken from employees"), Severity: station.High, Late: true,
				Evidence: []web.EvidenceRow{{Question: t.in("是否收取押金", "Deposits taken"), Answer: t.in("是", "Yes")}}, Laws: []web.Law{{Title: "劳动合同法", Article: "第九条"}}}
			for _, s := range reviews.DisputeAnswers() {
				p.Answers = append(p.Answers, t.Words.Options(t.Chrome.Lang, "dispute.answer_", string(s))...)
			}
			return p
		}},
		{"profile-judged", "profile", func(t Telling) any {
			p := profile(t)
			p.Judgement = &web.Judgement{Known: true, Engine: bounds(61, 72), Score: bounds(68, 77), Applied: []web.OverrideRow{overruled(t, reviews.OverrideApproved)}, ToReview: []web.OverrideRow{overruled(t, reviews.OverrideToReview)}}
			p.JudgementURL = "/profiles/2/judgement.json"
			return p
		}},
		{"finding-judged", "finding", func(t Telling) any {
			p := finding(t).(web.FindingPage)
			d := inDispute(t, reviews.DisputePartly)
			p.Judged, p.Dispute, p.DisputeURL = []web.OverrideRow{overruled(t, reviews.OverrideApproved)}, &d, "/profiles/2/findings/1/dispute"
			return p
		}},
	}
}

func overruled(t Telling, state reviews.OverrideState) web.OverrideRow {
	at := day(4, 9, 0)
	row := web.OverrideRow{ID: "1", Title: t.in("收取员工押金", "Deposits taken from employees"), URL: "/findings/1", Was: station.High, To: station.Low, Reason: t.in("已经整改", "It is mended already"), Text: t.in("押金已于 9 月退还。", "The deposits were given back in September."),
		Cites: []web.Law{{Title: "劳动合同法", Article: "第九条"}}, State: state, Until: time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC), Author: t.in("林岚", "Lin Lan"), At: day(3, 9, 0), Rev: 1}
	switch state {
	case reviews.OverrideProposed:
		row.To = ""
	case reviews.OverrideRefused:
		row.Ending = t.in("没有退款凭证。", "No receipt was shown.")
		fallthrough
	default:
		row.By, row.DecidedAt = t.in("陆明", "Lu Ming"), &at
	}
	if state == reviews.OverrideToReview {
		row.AgainURL = "/o/1"
	}
	return row
}

func inDispute(t Telling, state reviews.DisputeState) reviews.Dispute {
	d := reviews.Dispute{ID: uuid.UUID{1}, State: state, Text: t.in("押金 9 月已经退还，有转账凭证。", "The deposits were given back in September; there are receipts."), FiledAt: day(3, 9, 0), Due: day(17, 9, 0), Rev: 1}
	if state != reviews.DisputeFiled {
		at := day(10, 9, 0)
		d.AnsweredBy, d.AnsweredAt, d.Answer = t.in("林岚", "Lin Lan"), &at, t.in("看到凭证，按已整改处理；制度仍要改。", "The receipts show that it is mended; the rule book still has to change.")
	}
	return d
}

// inWord are the pages of comments in Word.
func inWord() []Story {
	return []Story{
		{"word", "word", func(t Telling) any {
			p := web.WordPage{Chrome: t.staff("word.title"), Self: "/expert/reviews/1"}
			p.Form.Complain("file", station.Say("word.not_word"))
			return p
		}},
		{"word-read", "word", func(t Telling) any {
			one := web.WordComment{Title: t.in("收取员工押金", "Deposits taken from employees"), Comment: word.Comment{Quote: t.in("不得收取押金", "no deposits"), Author: t.in("林岚", "Lin Lan"), Text: t.in("请看转账凭证。", "See the receipts.")}}
			return web.WordPage{Chrome: t.staff("word.title"), Self: "/expert/reviews/1", Read: &web.WordRead{Known: 2, New: []web.WordComment{one}, Unmatched: []web.WordComment{one}}}
		}},
		{"word-nothing", "word", func(t Telling) any {
			return web.WordPage{Chrome: t.staff("word.title"), Self: "/expert/reviews/1", Read: &web.WordRead{}}
		}},
	}
}
