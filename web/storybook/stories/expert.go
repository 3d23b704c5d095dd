package stories

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

// experts are the card of an expert, and the pages of who checks it.
func experts() []Story {
	return []Story{
		{"expert", "expert", func(t Telling) any { return expertForm(t, advisor(t, accounts.ExpertVerified)) }},
		{"expert-new", "expert", func(t Telling) any {
			p := expertForm(t, accounts.Expert{})
			p.Form = web.Form{Values: map[string][]string{"licence_country": {"CN"}, "licence": {"1234"}}}
			p.Form.Complain("licence", station.Say("expert.wrong_licence"))
			p.Form.Complain("domains", station.Say("expert.wrong_domains"))
			return p
		}},
		{"expert-suspended", "expert", func(t Telling) any { return expertForm(t, advisor(t, accounts.ExpertSuspended)) }},
		{"expert-expired", "expert", func(t Telling) any { return expertForm(t, advisor(t, accounts.ExpertExpired)) }},
		{"admin-experts", "admin_experts", func(t Telling) any {
			at, until := day(3, 9, 0), time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)
			return web.ExpertsPage{Chrome: t.staff("expert.list"), Waiting: 1, Experts: []web.ExpertRow{
				{ID: "1", Name: t.in("林岚", "Lin Lan"), Firm: t.in("澜州试验律师事务所", "Lan Trial Law Firm"), State: "unverified"},
				{ID: "2", Name: t.in("郑一", "Zheng Yi"), Firm: t.in("澜州试验律师事务所", "Lan Trial Law Firm"), State: "expired", By: t.in("安全管理员", "Administrator of security"), At: &at, Until: &at},
				{ID: "3", Name: "Hannah Schmidt", Firm: "Muster Rechtsanwälte", State: "verified", By: t.in("安全管理员", "Administrator of security"), At: &at, Until: &until}}}
		}},
		{"admin-experts-none", "admin_experts", func(t Telling) any { return web.ExpertsPage{Chrome: t.staff("expert.list")} }},
		{"admin-expert", "admin_expert", func(t Telling) any {
			e := advisor(t, accounts.ExpertUnverified)
			p := web.ExpertCardPage{Chrome: t.staff("expert.list"), Expert: e, ID: "1", Country: t.in("中国", "China"), Firm: t.in(e.FirmZh, e.FirmEn), Domains: t.in("税务、申报合规", "Tax, Filing"), Languages: t.in("中文、英语", "Chinese, English"),
				Countries: t.in("越南、德国", "Vietnam, Germany"), CanDecide: true, Decisions: t.Words.Options(t.Chrome.Lang, "expert.decide_", "verified", "suspended"), Ranks: t.Words.Options(t.Chrome.Lang, "expert.rank_", "junior", "senior")}
			p.Form.Complain("note", station.Say("expert.wrong_note"))
			return p
		}},
	}
}

func advisor(t Telling, state accounts.ExpertState) accounts.Expert {
	e := accounts.Expert{Name: t.in("林岚", "Lin Lan"), Rank: accounts.Senior, State: state, ExpertCard: accounts.ExpertCard{Licence: accounts.Licence{Country: "CN", Number: "13301201510123456"},
		FirmZh: "澜州试验律师事务所", FirmEn: "Lan Trial Law Firm", About: t.in("跨境税务十年", "Ten years of cross-border tax"), Domains: []string{"tax"}, Countries: []string{"VN"}, Languages: []string{"zh"}, Capacity: 3}}
	if state != accounts.ExpertUnverified {
		at, until := day(3, 9, 0), time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)
		e.VerifiedBy, e.VerifiedAt, e.ValidUntil, e.Note = t.in("安全管理员", "Administrator of security"), &at, &until, t.in("在省律师协会名册查到。", "Found in the register of the provincial bar.")
	}
	return e
}

func expertForm(t Telling, e accounts.Expert) web.ExpertPage {
	s := signup(t).(web.SignupPage)
	tax := t.in("税务", "Tax")
	return web.ExpertPage{Chrome: t.staff("expert.title"), Expert: e, Countries: s.Countries, Licences: append([]web.Option{{Value: "CN", Label: t.in("中国", "China")}}, s.Countries...),
		Domains:   []web.Option{{Value: "tax", Label: tax, Note: t.Words.T(t.Chrome.Lang, station.Say("expert.whole_area")), Group: tax}, {Value: "filing", Label: t.in("申报合规", "Filing"), Group: tax}},
		Languages: []web.Option{{Value: "zh", Label: t.in("中文", "Chinese")}, {Value: "en", Label: t.in("英语", "English")}},
		Form: web.Form{Values: map[string][]string{"licence_country": {"CN"}, "licence": {e.Licence.Number}, "firm_zh": {e.FirmZh}, "firm_en": {e.FirmEn}, "about": {e.About}, "domains": e.Domains, "languages": e.Languages,
			"countries": e.Countries, "capacity": {"3"}}}}
}
