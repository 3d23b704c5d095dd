package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func profiles() []Story {
	return []Story{
		{"profiles", "profiles", func(t Telling) any {
			return web.ProfilesPage{Chrome: t.at("profiles", key("profiles.title", "")), Profiles: []web.ProfileRow{
				{Title: t.in("2026 年第四季度", "Fourth quarter 2026"), URL: "/profiles/2", Depth: "full", At: day(23, 9, 0), Score: bounds(61, 72), Findings: 7, Open: 6},
				{Title: t.in("2026 年第三季度", "Third quarter 2026"), URL: "/profiles/1", Depth: "core", At: day(2, 9, 0), Score: bounds(60, 60), Findings: 9, Expired: true},
				{Title: t.in("员工专项", "People only"), URL: "/profiles/0", Depth: "core", At: day(1, 9, 0), Open: 20},
			}}
		}},
		{"profiles-empty", "profiles", func(t Telling) any {
			return web.ProfilesPage{Chrome: t.at("profiles", key("profiles.title", "")), StartURL: "/self-checks"}
		}},
		{"profile", "profile", func(t Telling) any { return profile(t) }},
		{"profile-certain", "profile", func(t Telling) any {
			p := profile(t)
			p.Dial = web.Dial{Score: bounds(88, 88), Provisional: true}
			p.Open, p.OpenN, p.Findings, p.FindingsN, p.Moves, p.MoreFindings = nil, 0, nil, 0, nil, 0
			p.Headline, p.Summary = t.in("按您的回答没有发现严重问题", "Nothing critical found in your answers"), ""
			p.RulesNewer, p.RescoreURL, p.Expired = true, "/rescore", true
			return p
		}},
		{"profile-open", "profile", func(t Telling) any {
			p := profile(t)
			p.Dial, p.Completeness = web.Dial{}, 41
			p.Areas[0].Score, p.Areas[2].NotAsked = station.Bounds{}, true
			return p
		}},
		{"finding", "finding", finding},
		{"findings", "findings", func(t Telling) any {
			return web.FindingsPage{Chrome: t.at("profiles", key("profiles.title", "/profiles")), Title: t.in("外派人员护照快到期", "Passports of staff abroad expire"), RuleID: "EMP-001", Area: station.Employee, N: 120, From: 51, To: 54, Findings: findings(t), Pager: web.Pager{Prev: "?from=0", Next: "?from=100"}}
		}},
		{"findings-none", "findings", func(t Telling) any {
			return web.FindingsPage{Chrome: t.at("profiles", key("profiles.title", "/profiles")), Title: t.in("买单出口", "Exporting under another name"), RuleID: "TAX-034", Area: station.Tax}
		}},
	}
}

func profile(t Telling) web.ProfilePage {
	axes := [][3]string{{"转让定价", "Pricing", ""}, {"常设机构", "Establishments", ""}, {"申报合规", "Filing", ""}, {"出口管制", "Export control", ""}, {"供应商集中", "Concentration", ""}, {"尽责调查", "Due diligence", ""}, {"签证身份", "Visas", ""}, {"用工合同", "Contracts", ""}, {"人身安全", "Safety", ""}}
	scores := [][3]int{{42, 42, 40}, {55, 61, 61}, {81, 81, 78}, {72, 80, 72}, {58, 58, 50}, {66, 70, 52}, {38, 38, 60}, {83, 83, 80}, {74, 74, 70}}
	radar := web.Radar{}
	for i, a := range axes {
		radar.Axes = append(radar.Axes, web.Axis{Label: t.in(a[0], a[1]), Score: bounds(scores[i][0], scores[i][1]), Previous: ptr(bounds(scores[i][2], scores[i][2]))})
	}
	return web.ProfilePage{
		Chrome:  t.at("profiles", key("profiles.title", "/profiles"), web.Crumb{Label: t.in("2026 年第四季度", "Fourth quarter 2026")}),
		Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Title: t.in("2026 年第四季度", "Fourth quarter 2026"), At: day(23, 9, 0), Depth: "full", Completeness: 88,
		Dial:     web.Dial{Score: bounds(61, 72), Previous: ptr(bounds(60, 60))},
		Headline: t.in("1 项须马上处理：4 名员工在越南的签证与工作不符", "1 finding needs you now: 4 employees in Viet Nam work on the wrong visa"),
		Summary:  t.in("其余总体可控，另有 1 项高风险 30 天内到期。还有 6 项待核实，核实后分数会落在 61 到 72 之间。", "The rest is under control; one high risk is due within 30 days. 6 items are to verify; then the score is somewhere from 61 to 72."),
		Areas: []web.AreaScore{
			{Area: station.Tax, Score: bounds(62, 66), Previous: ptr(bounds(63, 63)), Counts: map[station.Severity]int{station.High: 1, station.Medium: 1}},
			{Area: station.Supply, Score: bounds(68, 74), Previous: ptr(bounds(61, 61)), Counts: map[station.Severity]int{station.Medium: 1, station.Low: 1}},
			{Area: station.Employee, Score: bounds(65, 65), Previous: ptr(bounds(69, 69)), Counts: map[station.Severity]int{station.Critical: 1, station.Medium: 1}},
		},
		Findings: findings(t), MoreFindings: 3, FindingsURL: "/profiles/2/findings",
		Moves: []web.Move{
			{Label: t.in("给 4 名员工办妥越南工作许可", "Get work permits for the 4 employees"), URL: "/findings/1", Detail: t.in("约 25 天 · 消除唯一的严重项", "About 25 days · removes the only critical one"), Wins: 9},
			{Label: t.in("补齐 2025 年度本地文档", "Prepare the local file of 2025"), URL: "/findings/2", Detail: t.in("约 20 天 · 需外部税务顾问", "About 20 days · needs a tax adviser"), Wins: 6},
			{Label: t.in("引入第二家铸件供应商", "Add a second castings supplier"), URL: "/findings/3", Detail: t.in("约 90 天", "About 90 days"), Wins: 4},
		},
		OpenN: 2, FindingsN: 7, Open: []web.OpenItem{
			{Title: t.in("3 类产品没有做出口管制归类", "3 products have no export classification"), URL: "/q/1", Because: station.BecauseAnswers},
			{Title: t.in("汉堡仓库的活动性质", "What the Hamburg warehouse does"), Because: station.BecauseManual},
		}, OpenURL: "/self-checks/2",
		NotLooked: []string{t.in("数据出境", "Data transfers"), t.in("汇率风险", "Currency risk")}, Radar: radar, PrintURL: "/print", ExportURL: "/export",
		Source: web.Source{Answered: 48, Open: 6, People: 3, Suppliers: 312, Employees: 27, Revision: "2026.11", Rules: 128, Engine: "1.4.0", Digest: "3f9a c17e 52d0 8b44"},
	}
}

func findings(t Telling) []web.FindingRow {
	return []web.FindingRow{
		{Severity: station.Critical, Title: t.in("4 名驻越员工持商务签证做现场安装", "4 employees install equipment in Viet Nam on business visas"), URL: "/findings/1", Why: t.in("答案“现场安装调试”与签证种类“DN 商务”不符，停留已 61 天", "“On-site installation” does not fit a DN business visa; 61 days so far"), Costs: 1240, Wins: 9},
		{Severity: station.High, Title: t.in("关联交易超过 2 亿元，没有本地文档", "Related-party trade above RMB 200 million without a local file"), URL: "/findings/2", Why: t.in("2.36 亿元，门槛 2 亿元", "RMB 236 million; the line is RMB 200 million"), Deadline: day(30, 0, 0).AddDate(0, -5, 0), Passed: true, Costs: 640, Wins: 6},
		{Severity: station.Medium, SeverityOpen: true, Title: t.in("可能构成常设机构", "May be a permanent establishment"), Subject: t.in("德国", "Germany"), URL: "/findings/3", Why: t.in("仓内 3 人有签约权", "3 people in the warehouse may sign contracts"), Deadline: day(28, 0, 0), Costs: 300, Wins: 3},
		{Severity: station.Low, Title: t.in("应急联络表超过一年没有更新", "Emergency contacts not updated for a year"), URL: "/findings/4", Costs: 40, Count: 23, Subjects: []web.Link{{Label: "E-0001", URL: "/findings/5"}, {Label: "E-0002", URL: "/findings/6"}}},
	}
}

func finding(t Telling) any {
	return web.FindingPage{
		Chrome:   t.at("profiles", key("profiles.title", "/profiles"), web.Crumb{Label: t.in("2026 年第四季度", "Fourth quarter 2026"), URL: "/profiles/2"}, web.Crumb{Label: "TAX-015"}),
		Severity: station.High, SeverityOpen: true, Area: station.Tax, Topic: t.in("转让定价", "Transfer pricing"), RuleID: "TAX-015",
		Title:       t.in("关联交易超过 2 亿元，没有准备本地文档", "Related-party trade above RMB 200 million, no local file"),
		Consequence: t.in("法定准备期限（2026 年 6 月 30 日）已过，税务机关一旦要求，须在 30 日内提供。", "The legal deadline of 30 June 2026 has passed. If the tax office asks, the file is due within 30 days."),
		Evidence: []web.EvidenceRow{
			{Question: t.in("与境外关联方的货物交易额", "Goods traded with related parties abroad"), Answer: web.Money(t.Chrome.Lang, 23600), Line: web.Money(t.Chrome.Lang, 20000), Setter: "law", Hit: true, EditURL: "/q/7"},
			{Question: t.in("是否备有本地文档", "Local file ready"), Answer: t.in("否", "No"), Line: t.in("是", "Yes"), Setter: "law", Hit: true, EditURL: "/q/9"},
		},
		Laws: []web.Law{law()},
		Steps: []string{
			t.in("财务核对全年关联购销发票", "Finance checks the invoices of the year"),
			t.in("起草功能风险分析和可比性分析", "Draft the functional and comparability analysis"),
			t.in("归档备查，改答案，再出一份画像", "Keep it ready, change the answer and make a new profile"),
		},
		Deadline: day(30, 0, 0).AddDate(0, -5, 0), Passed: true, Effort: t.in("约 20 天", "about 20 days"), Costs: 640, Wins: 6,
		PrevURL: "/findings/1", NextURL: "/findings/3",
	}
}
