package stories

import (
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web"
)

func expertReviews() []Story {
	return []Story{
		{"review-ask", "review_ask", func(t Telling) any { return askReview(t) }},
		{"review-ask-wrong", "review_ask", func(t Telling) any {
			p := askReview(t)
			p.Form.Complain("question", station.Say("review.no_question"))
			p.Form.Complain("agree", station.Say("review.agree_first"))
			return p
		}},
		{"reviews", "reviews", func(t Telling) any {
			r := review(t)
			return web.ReviewsPage{Chrome: t.at("profiles", key("nav.profiles", "/profiles"), key("review.list", "")), Reviews: []web.ReviewRow{{ID: r.ID.String(), Title: t.in("整份报告", "The whole report"), State: r.State, Lead: t.in("沈律师", "Shen Lü"), Due: due(), Review: r}}}
		}},
		{"reviews-none", "reviews", func(t Telling) any {
			return web.ReviewsPage{Chrome: t.at("profiles", key("nav.profiles", "/profiles"), key("review.list", ""))}
		}},
		{"review", "review", func(t Telling) any {
			return web.ReviewPage{Chrome: t.at("profiles", key("review.list", "/reviews"), key("review.offer", "")), Review: review(t), Title: t.in("整份报告", "The whole report"), ProfileURL: "/profiles/1", Due: due(), CanWithdraw: true}
		}},
		{"review-later", "review", func(t Telling) any {
			r := review(t)
			r.Later = false
			p := web.ReviewPage{Chrome: t.at("profiles", key("review.list", "/reviews"), key("review.offer", "")), Review: r, Title: t.in("整份报告", "The whole report"), ProfileURL: "/profiles/1", Due: due(), CanWithdraw: true,
				Later: &web.LaterVersion{Profile: "2", Title: t.in("2026 年 11 月 24 日的画像", "Profile of 24 Nov 2026"), Was: t.in("2026 年 11 月 20 日的画像", "Profile of 20 Nov 2026"), URL: "/profiles/2", Consent: true}}
			p.Form.Complain("agree", station.Say("thread.consent_first"))
			return p
		}},
		{"queue", "queue", func(t Telling) any {
			p := queue(t)
			p.Rows = []web.QueueRow{{URL: "/expert/reviews/1", Title: t.in("一个领域 · 税务", "One area · Tax"), Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Where: t.in("越南、德国", "Vietnam, Germany"), Section: "C", Mine: "lead", State: reviews.Accepted, Due: due()},
				{URL: "/expert/reviews/2/offer", Title: t.in("整份报告", "The whole report"), Section: "C", State: reviews.Asked, Due: due()}}
			return p
		}},
		{"queue-none", "queue", func(t Telling) any { return queue(t) }},
		{"review-offer", "review_offer", func(t Telling) any { return offer(t) }},
		{"review-offer-barred", "review_offer", func(t Telling) any {
			p := offer(t)
			p.Offer.Barred = true
			return p
		}},
		{"expert-review", "expert_review", func(t Telling) any {
			return web.ExpertReviewPage{Chrome: t.at("home", key("review.queue", "/expert/reviews"), key("review.offer", "")), Review: review(t), Title: t.in("整份报告", "The whole report"), Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Due: due(), Leads: true,
				Findings: []web.FindingLink{{URL: "/x", Title: t.in("未按期备妥本地文档", "Local file not ready in time"), Severity: station.High, Area: "tax"}},
				Experts:  []web.Option{{Value: "1", Label: t.in("陆律师", "Lu Wei")}}, Parts: []web.Option{{Value: "consultant", Label: t.in("会诊", "consultant")}, {Value: "junior", Label: t.in("骨干，起草", "junior, drafts")}}, Others: []web.Option{{Value: "2", Label: t.in("周律师", "Zhou Lan")}}}
		}},
		{"expert-review-signed", "expert_review", func(t Telling) any {
			r := review(t)
			r.State = reviews.Signed
			return web.ExpertReviewPage{Chrome: t.at("home", key("review.queue", "/expert/reviews"), key("review.offer", "")), Review: r, Title: t.in("整份报告", "The whole report"), Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Leads: true, CanEnd: true, EndsAfter: reviews.EndsAfter}
		}},
		{"queue-late", "queue", func(t Telling) any {
			p := queue(t)
			p.Rows = []web.QueueRow{{URL: "/expert/reviews/1", Title: t.in("整份报告", "The whole report"), Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Where: t.in("越南", "Vietnam"), Section: "C", Mine: "lead", State: reviews.Accepted, Due: &web.Due{At: day(9, 18, 0), Say: station.Say("due.late_days", "n", 7), Late: true, Since: true}}}
			return p
		}},
		{"conflicts", "conflicts", func(t Telling) any {
			return web.BarringPage{Chrome: t.at("home", key("review.queue", "/expert/reviews"), key("review.conflicts", "")), Barred: []reviews.Barred{{ID: uuid.Nil, Whom: t.in("甲纺织有限公司", "Jia Textile Ltd")}}}
		}},
	}
}

func due() *web.Due {
	return &web.Due{At: day(30, 14, 30), Say: station.Say("due.in_days", "n", 5)}
}

func review(t Telling) reviews.Review {
	at := day(24, 9, 0)
	return reviews.Review{ID: uuid.MustParse("0193f000-0000-7000-8000-000000000009"), Part: reviews.Whole, Question: t.in("下月签约，哪些必须先处理？", "We sign next month; what has to be done first?"), State: reviews.Accepted, Needed: 2, Later: true, AskedBy: t.in("陈静", "Chen Jing"), AskedAt: day(23, 10, 0),
		Team: []reviews.Member{{Name: t.in("沈律师", "Shen Lü"), Part: "lead", State: "accepted", At: day(23, 10, 0), AnsweredAt: &at}, {Name: t.in("周律师", "Zhou Lan"), Part: "consultant", State: "asked", At: day(24, 9, 30)}}}
}

func askReview(t Telling) web.AskReviewPage {
	return web.AskReviewPage{Chrome: t.at("profiles", key("review.list", "/reviews"), key("review.ask", "")), Profile: "1", Request: "r", Title: t.in("2026 年 11 月 23 日的画像", "profile of 23 Nov 2026"),
		Parts:   []web.Option{{Value: "whole", Label: t.in("整份报告", "The whole report")}, {Value: "area", Label: t.in("一个领域", "One area")}, {Value: "finding", Label: t.in("一条风险", "One finding")}},
		Areas:   []web.Option{{Value: "tax", Label: t.in("税务", "Tax")}},
		Needed:  []web.Option{{Value: "1", Label: t.in("1 位", "1")}},
		Experts: []web.ExpertChoice{{ID: "e1", Name: t.in("沈律师", "Shen Lü"), Firm: t.in("试验律师事务所", "Trial Law Firm"), Rank: "senior", Domains: t.in("税务", "Tax"), Places: t.in("越南", "Vietnam"), Tongues: t.in("中文、英语", "Chinese, English"), Load: 1, Capacity: 3}, {ID: "e2", Name: t.in("陆律师", "Lu Wei"), Firm: t.in("试验律师事务所", "Trial Law Firm"), Rank: "junior", Domains: t.in("员工", "People"), Tongues: t.in("中文", "Chinese"), Barred: true}}}
}

func queue(t Telling) web.QueuePage {
	return web.QueuePage{Chrome: t.at("home", key("review.queue", "")), View: "mine", Counts: reviews.Counts{Mine: 1, Asked: 1},
		Views: []web.QueueView{{Key: "mine", URL: "/expert/reviews", N: 1, Current: true}, {Key: "asked", URL: "/expert/reviews?view=asked", N: 1}, {Key: "open", URL: "/expert/reviews?view=open", N: 0}, {Key: "over", URL: "/expert/reviews?view=over", N: -1}},
		Areas: []web.Option{{Value: "tax", Label: t.in("税务", "Tax")}}}
}

func offer(t Telling) web.OfferPage {
	r := review(t)
	return web.OfferPage{Chrome: t.at("home", key("review.queue", "/expert/reviews"), key("review.offer", "")), Offer: reviews.Offer{Review: r, CompanyName: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Group: t.in("澜桥集团", "Lanqiao Group"), Question: r.Question}, Title: t.in("整份报告", "The whole report"), Due: due(), Terms: reviews.TermsVersion, Named: true,
		Reasons: []web.Option{{Value: "load", Label: t.in("手上太满", "Too much work")}}}
}
