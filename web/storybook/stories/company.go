package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func company() []Story {
	return []Story{
		{"home", "home", func(t Telling) any {
			p := home(t)
			p.Resume = &web.Resume{URL: "/self-checks/1/questions", Left: 11, Next: t.in("关联交易", "Related parties"), Determined: 62, Saved: day(23, 14, 32)}
			p.Areas = areaTasks(t)
			p.Flash = []web.Flash{{Level: "ok", Say: station.Say("notice.agreed", "date", web.DateYear(t.Chrome.Lang, day(3, 9, 0)))}}
			return p
		}},
		{"home-profile", "home", func(t Telling) any { return home(t) }},
		{"home-new", "home", func(t Telling) any {
			p := home(t)
			p.Profile, p.Todo = nil, nil
			return p
		}},
	}
}

func home(t Telling) web.CompanyHome {
	return web.CompanyHome{
		Chrome: t.at("home"), Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), CanNew: true,
		Profile: &web.ProfileCard{URL: "/profiles/1", Title: t.in("2026 年第三季度自检", "Self-check, third quarter 2026"), Score: bounds(61, 72), At: day(2, 10, 0), Findings: 7, Open: 6},
		Todo: []web.Todo{
			{Level: "critical", Title: t.in("4 名驻越员工的签证与工作不符", "4 employees in Viet Nam work on the wrong visa"), URL: "/findings/1", Note: t.in("请立即停工核查", "Stop the work and check at once")},
			{Level: "unknown", Title: t.in("补答 6 题待核实", "Answer 6 open questions"), URL: "/self-checks/1", Note: t.in("答完分数不再是区间", "The score then is one number")},
			{Level: "info", Title: t.in("供应商名单有 4 行要改", "4 supplier rows need a change"), URL: "/lists"},
		},
		Links: []web.Link{
			{Label: t.in("上传名单", "Upload lists"), URL: "/lists", Icon: "list", Note: t.in("供应商和外派员工", "Suppliers and employees abroad")},
			{Label: t.in("体检画像", "Profiles"), URL: "/profiles", Icon: "radar", Note: t.in("每次提交出一份", "One for each submission")},
			{Label: t.in("隐私与数据使用", "Privacy and data"), URL: "/notice", Icon: "lock", Note: t.in("谁能看到、保存多久", "Who sees what, and for how long")},
		},
	}
}

func areaTasks(t Telling) []web.Task {
	return []web.Task{
		{Title: t.in("税务", "Tax"), URL: "/self-checks/1/questions/tax", Meta: t.in("16 题，答了 7 题", "7 of 16 answered"), Percent: 44, State: "progress"},
		{Title: t.in("供应链", "Supply chain"), URL: "/self-checks/1/questions/supply", Meta: t.in("18 题，答了 14 题", "14 of 18 answered"), Percent: 78, State: "unknown", Count: 2},
		{Title: t.in("员工", "People"), URL: "/self-checks/1/questions/employee", Meta: t.in("14 题", "14 questions"), Percent: 100, State: "done"},
	}
}
