package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func public() []Story {
	return []Story{
		{"landing", "landing", func(t Telling) any { return web.LandingPage{Chrome: t.Chrome} }},
		{"signin", "signin", func(t Telling) any { return web.SigninPage{Chrome: t.Chrome} }},
		{"signin-locked", "signin", func(t Telling) any { return web.SigninPage{Chrome: t.Chrome, LockedTill: day(23, 15, 2)} }},
		{"signin-ended", "signin", func(t Telling) any {
			return web.SigninPage{Chrome: t.Chrome, Ended: true, Left: true, Return: "/self-checks/2", Carried: web.Carried{Action: "/self-checks/2/questions/company.exporter", Person: "5f3a9c0e1b7d2468", Fields: []web.Hidden{{Name: "exporter", Value: "true"}}}}
		}},
		{"resend", "resend", func(t Telling) any {
			return web.ResendPage{Chrome: t.at("checks"), Action: "/self-checks/2/questions/company.exporter", Hidden: []web.Hidden{{Name: "exporter", Value: "true"}}, BackURL: "/self-checks/2",
				Shown: []web.Line{{Label: t.in("公司是否出口货物", "Does the company export goods"), Text: t.in("是", "Yes")}}}
		}},
		{"signup", "signup", signup},
		{"signup-error", "signup", func(t Telling) any {
			p := signup(t).(web.SignupPage)
			p.Form.Values = map[string][]string{"uscc": {"9133"}, "company": {t.in("澜桥精密机械有限公司", "Lanqiao Precision Ltd")}, "size": {"medium"}, "countries": {"VN"}}
			p.Form.Complain("uscc", station.Say("complain.uscc"))
			p.Form.Complain("industry", station.Say("complain.choose", "field", station.Say("signup.industry")))
			p.Form.Complain("name", station.Say("complain.fill", "field", station.Say("signup.person_name")))
			return p
		}},
		{"notice", "notice", func(t Telling) any {
			return web.NoticePage{Chrome: t.Chrome, Version: "2026-10", Since: day(1, 0, 0), Ask: true, Steps: t.Words.SignupSteps(t.Chrome.Lang, 1), Kept: kept()}
		}},
		{"notice-read", "notice", func(t Telling) any {
			return web.NoticePage{Chrome: t.at("home"), Version: "2026-10", Since: day(1, 0, 0), Agreed: day(3, 9, 0), Kept: kept()}
		}},
		{"error", "error", func(t Telling) any {
			return web.ErrorPage{Chrome: t.at("checks"), Reference: "7F3A", Kept: true, RetryURL: "/self-checks"}
		}},
		{"denied", "denied", func(t Telling) any {
			return web.DeniedPage{Chrome: t.at("lists"), WhoCan: []string{t.in("王敏（企业负责人）", "Wang Min (owner)")}}
		}},
		{"staffhome", "staffhome", staff},
		{"staffhome-empty", "staffhome", func(t Telling) any {
			p := staff(t).(web.StaffHome)
			p.Counts, p.Links = nil, nil
			return p
		}},
	}
}

func signup(t Telling) any {
	lang := t.Chrome.Lang
	asia, europe, america := t.in("亚洲", "Asia"), t.in("欧洲", "Europe"), t.in("美洲", "Americas")
	var countries []web.Option
	for _, c := range [][4]string{
		{"VN", "越南", "Viet Nam", asia}, {"ID", "印度尼西亚", "Indonesia", asia}, {"TH", "泰国", "Thailand", asia}, {"MY", "马来西亚", "Malaysia", asia},
		{"SG", "新加坡", "Singapore", asia}, {"AE", "阿联酋", "United Arab Emirates", asia}, {"DE", "德国", "Germany", europe}, {"PL", "波兰", "Poland", europe},
		{"HU", "匈牙利", "Hungary", europe}, {"FR", "法国", "France", europe}, {"MX", "墨西哥", "Mexico", america}, {"US", "美国", "United States", america}, {"BR", "巴西", "Brazil", america},
	} {
		countries = append(countries, web.Option{Value: c[0], Label: t.in(c[1], c[2]), Group: c[3]})
	}
	return web.SignupPage{
		Chrome: t.Chrome, Industries: t.Words.Industries(lang), Sizes: t.Words.CompanySizes(lang),
		Districts: []web.Option{{Value: "1", Label: t.in("东港区", "Donggang")}, {Value: "2", Label: t.in("临江区", "Linjiang")}},
		Countries: countries, Steps: t.Words.SignupSteps(lang, 0),
	}
}

func staff(t Telling) any {
	c := t.Chrome
	c.Active = "home"
	c.Actor = &web.ChromeActor{Name: t.in("何晓", "He Xiao"), RoleKey: string(station.Dispatcher)}
	return web.StaffHome{
		Chrome: c, Headline: station.Say("staff.nothing"),
		Counts: []web.Count{{Label: t.in("待受理", "To claim"), N: 0}, {Label: t.in("在办", "Open"), N: 4, Note: t.in("件", "cases")}, {Label: t.in("今天到期", "Due today"), N: 0}},
		Links: []web.Link{
			{Label: t.in("受理队列", "Queue"), URL: "/desk", Icon: "desk", Note: t.in("按剩余时间排序", "By time left")},
			{Label: t.in("事项目录", "Catalogue"), URL: "/catalogue", Icon: "book", Note: t.in("办事事项和所需材料", "Services and what they need")},
		},
	}
}
