package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

func registry() []Story {
	return []Story{
		{"company", "company", func(t Telling) any {
			p := card(t)
			p.Claims = []web.ClaimRow{{ID: "1", State: "filed", At: day(22, 9, 0), Heard: day(22, 9, 0).AddDate(0, 0, 14), Open: true}}
			return p
		}},
		{"company-verified", "company", func(t Telling) any {
			p := card(t)
			at := day(20, 9, 0)
			p.Company.VerifiedAt, p.Company.GroupConfirmedAt = &at, &at
			return p
		}},
		{"company-refused", "company", func(t Telling) any {
			p := card(t)
			p.Verification = accounts.Verification{State: "refused", Reason: t.in("图片太模糊", "The picture is not sharp")}
			p.Which = "licence"
			p.Form.Complain("file", station.Say("upload.choose_file"))
			return p
		}},
		{"claim-new", "claim_new", func(t Telling) any {
			p := web.ClaimPage{Chrome: t.Chrome, Form: web.Form{Values: map[string][]string{"uscc": {"91330103MA27Y00A1U"}}}}
			p.Form.Complain("reason", station.Say("claim.wrong_reason"))
			return p
		}},
		{"claim-filed", "claim_status", func(t Telling) any {
			return web.ClaimStatus{Chrome: t.Chrome, Claim: accounts.Claim{CreditCode: "91330103MA27Y00A1U", At: day(22, 9, 0), State: "filed"}, Heard: day(22, 9, 0).AddDate(0, 0, 14), URL: "https://station.example/claims/mZ0l6cQ9yJrU1x3VbN8kT5wE2aHsDfGp7oLiKuYtRe4"}
		}},
		{"claim-separated", "claim_status", func(t Telling) any {
			return web.ClaimStatus{Chrome: t.Chrome, Claim: accounts.Claim{CreditCode: "91330103MA27Y00A1U", At: day(22, 9, 0), State: "separated", Reason: t.in("执照有效", "The licence is valid")}, SignUp: "/signup?claim=t"}
		}},
		{"signup-taken", "signup", func(t Telling) any {
			p := signup(t).(web.SignupPage)
			p.Form.Values = map[string][]string{"uscc": {"91330103MA27Y00A1U"}}
			p.Form.Complain("uscc", station.Say("signup.code_taken"))
			return p
		}},
		{"privacy", "privacy", func(t Telling) any { return privacy(t) }},
		{"privacy-empty", "privacy", func(t Telling) any {
			p := privacy(t)
			p.Looks, p.Next, p.CanGive = nil, "", false
			return p
		}},
		{"privacy-unsure", "privacy", func(t Telling) any {
			p := privacy(t)
			p.Form.Complain("sure", station.Say("privacy.sure_rows"))
			return p
		}},
	}
}

func desk() []Story {
	return []Story{
		{"desk", "desk", func(t Telling) any {
			return web.DeskPage{Chrome: t.staff("desk.title"), Licences: []accounts.Verification{licence(t)}, Claims: []accounts.Claim{{CreditCode: "91330103MA27Y00A1U", At: day(22, 9, 0), State: "filed"}}}
		}},
		{"desk-empty", "desk", func(t Telling) any { return web.DeskPage{Chrome: t.staff("desk.title")} }},
		{"desk-licence", "desk_licence", func(t Telling) any { return web.LicencePage{Chrome: t.staff("desk.licence"), Licence: licence(t)} }},
		{"desk-claim", "desk_claim", func(t Telling) any {
			return web.DeskClaimPage{Chrome: t.staff("desk.claim"), Claim: deskClaim(t, "filed"), Heard: day(22, 9, 0).AddDate(0, 0, 14), Now: day(23, 9, 0)}
		}},
		{"desk-claim-heard", "desk_claim", func(t Telling) any {
			p := web.DeskClaimPage{Chrome: t.staff("desk.claim"), Claim: deskClaim(t, "heard")}
			at := day(23, 9, 0)
			p.Claim.Answer, p.Claim.AnsweredAt = t.in("由我司财务于 6 月登记。", "Our accountant registered it in June."), &at
			p.Form.Complain("reason", station.Say("claim.reason_missing"))
			return p
		}},
		{"desk-factors", "desk_factors", func(t Telling) any {
			p := web.DeskFactorsPage{Chrome: t.staff("desk.factors"), Papers: t.Words.Options(t.Chrome.Lang, "desk.papers_", "id_card", "passport", "licence_and_letter")}
			p.Form.Complain("sure", station.Say("desk.factors_unsure"))
			return p
		}},
		{"desk-factors-done", "desk_factors", func(t Telling) any {
			return web.DeskFactorsPage{Chrome: t.staff("desk.factors"), Papers: t.Words.Options(t.Chrome.Lang, "desk.papers_", "id_card", "passport", "licence_and_letter"), Done: t.in("陈静", "Chen Jing")}
		}},
		{"desk-recover", "desk_recover", func(t Telling) any {
			return web.DeskRecoverPage{Chrome: t.staff("desk.recover"), Papers: []web.Option{{Value: "id_card", Label: t.Words.T(t.Chrome.Lang, station.Say("desk.papers_id_card"))}},
				Handed: &web.Handed{Key: "recover", To: t.in("陈静", "Chen Jing"), URL: "https://station.example/reset/mZ0l6cQ9yJrU1x3VbN8kT5wE2aHsDfGp7oLiKuYtRe4", Expires: day(23, 15, 0)}}
		}},
	}
}

func privacy(t Telling) web.PrivacyPage {
	return web.PrivacyPage{Chrome: t.at("home", key("nav.home", "/home"), key("privacy.title", "")), CanGive: true, CanLeave: true, Kept: kept(), Hold: 30, Next: "/privacy?before=1#looks",
		Consents: []web.ConsentRow{
			{Kind: accounts.ConsentPrivacy, Given: true, Version: "2026-12", By: t.in("陈静", "Chen Jing"), At: day(3, 9, 0), Fresh: true},
			{Kind: accounts.ConsentEmployeeRows, Given: true, Version: "2026-11", By: t.in("陈静", "Chen Jing"), At: day(4, 9, 0), Fresh: true},
			{Kind: accounts.ConsentAggregates},
		},
		Granted: []web.GrantRow{{URL: "/reviews/1", Title: t.in("整份报告", "The whole report"), State: station.Say("review.state_accepted")}, {URL: "/profiles/1/findings/EMP-010/dispute", Title: t.Words.T(t.Chrome.Lang, station.Say("privacy.disputed")), State: station.Say("dispute.state_filed")}},
		Looks:   []web.LookRow{{At: day(23, 9, 2), Person: t.in("周岚", "Zhou Lan"), RoleKey: "officer", Station: t.in("澜州市公安局出入境管理支队", "Exit-Entry Police of Lan City"), ThingKey: "licence", Purpose: t.Words.T(t.Chrome.Lang, station.Say("look.why_licence"))}},
	}
}

func card(t Telling) web.CompanyPage {
	s := signup(t).(web.SignupPage)
	return web.CompanyPage{Chrome: t.at("home", key("nav.home", "/home"), key("company.title", "")), CanChange: true, CanVerify: true, CanAnswer: true, Industries: s.Industries, Districts: s.Districts, Sizes: s.Sizes, Countries: s.Countries,
		Company: accounts.Company{Name: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), CreditCode: "91330103MA27Y00A1U", Section: "C", District: "donggang", Size: "medium", Group: t.in("澜桥集团", "Lanqiao Group"), Countries: []string{"VN"}}}
}

func licence(t Telling) accounts.Verification {
	return accounts.Verification{Name: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), CreditCode: "91330103MA27Y00A1U", District: "donggang", Group: t.in("澜桥集团", "Lanqiao Group"), At: day(23, 9, 0), State: "waiting"}
}

func deskClaim(t Telling, state string) accounts.Claim {
	return accounts.Claim{CreditCode: "91330103MA27Y00A1U", At: day(22, 9, 0), State: state,
		Claimant: accounts.Claimant{Name: t.in("李明", "Li Ming"), Email: "li@example.com", Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Reason: t.in("我司从未在本站登记。", "We never registered here.")}}
}
