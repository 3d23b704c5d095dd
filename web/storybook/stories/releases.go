package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func releases() []Story {
	return []Story{
		{"releases", "releases", func(t Telling) any { return releasesPage(t) }},
		{"releases-refused", "releases", func(t Telling) any {
			p := releasesPage(t)
			p.Form = web.Form{Values: map[string][]string{"note": {t.in("更新预提税税率", "New withholding rates")}}}
			p.Form.Complain("archive", station.Say("release.unsigned"))
			return p
		}},
		{"releases-empty", "releases", func(t Telling) any {
			p := releasesPage(t)
			p.Enabled, p.CanPropose, p.Releases = false, false, nil
			return p
		}},
		{"release", "release", func(t Telling) any { return releasePage(t) }},
		{"release-own", "release", func(t Telling) any {
			p := releasePage(t)
			p.CanApprove, p.Own = false, true
			return p
		}},
		{"release-same", "release", func(t Telling) any {
			p := releasePage(t)
			p.CanApprove, p.Changes, p.Row = false, nil, releaseRows(t)[2]
			return p
		}},
	}
}

func atRules(t Telling, crumbs ...web.Crumb) web.Chrome {
	c := t.Chrome
	c.Active, c.Path = "home", "/rules"
	c.Actor = &web.ChromeActor{Name: t.in("何晓", "He Xiao"), RoleKey: string(station.RuleAuthor)}
	c.Crumbs = append([]web.Crumb{key("nav.home", "/staff")}, crumbs...)
	return c
}

func releasesPage(t Telling) web.ReleasesPage {
	return web.ReleasesPage{Chrome: atRules(t, key("release.title", "")), InForce: "6", Digest: "9f21 77c0 41de 8ab3", Rules: 256, Enabled: true, CanPropose: true, Releases: releaseRows(t), Pager: web.Pager{Next: "/rules?before=5"}}
}

func releaseRows(t Telling) []web.ReleaseRow {
	author, approver := t.in("何晓", "He Xiao"), t.in("罗敏", "Luo Min")
	return []web.ReleaseRow{
		{Revision: 8, URL: "/rules/8", State: "waiting", Rules: 257, Note: t.in("补上新的用工配额规则", "Adds a rule on staff quotas"), Author: author, At: day(3, 9, 0), Digest: "02ab 5512 90ff e01c", Changes: 3},
		{Revision: 7, URL: "/rules/7", State: "planned", Rules: 256, Note: t.in("明年的最低工资", "Next year's minimum wages"), Author: author, Approver: approver, At: day(2, 9, 0), From: day(20, 0, 0)},
		{Revision: 6, URL: "/rules/6", State: "in_force", Rules: 256, Note: t.in("更新预提税税率", "New withholding rates"), Author: author, Approver: approver, At: day(1, 9, 0), From: day(1, 9, 0), Digest: "9f21 77c0 41de 8ab3"},
		{Revision: 5, URL: "/rules/5", State: "earlier", Rules: 255, Note: t.in("第一次发布", "First release"), Author: author, Approver: approver, At: day(1, 8, 0), From: day(1, 8, 0)},
	}
}

func releasePage(t Telling) web.ReleasePage {
	return web.ReleasePage{
		Chrome: atRules(t, key("release.title", "/rules"), web.Crumb{Label: t.in("规则第 8 版", "Rules, revision 8")}), Row: releaseRows(t)[0], CanApprove: true, Action: "/rules/8/activate", ArchiveURL: "/rules/8/rules.tar.gz",
		Changes: []web.ChangeRow{
			{About: "EMP-900", Say: t.in("新规则", "New rule"), After: t.in("当地员工比例低于规定", "Local staff below the quota")},
			{About: "TAX-015", Say: t.in("严重程度改了", "Severity changed"), Before: "high", After: "medium"},
			{About: "tax.local_file_threshold", Say: t.in("数值改了", "Figure changed"), Before: "{\"from\":\"2016-06-29\",\"value\":200000000}", After: "{\"from\":\"2016-06-29\",\"value\":100000000}"},
		},
	}
}
