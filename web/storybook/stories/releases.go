package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web"
)

func releases() []Story { return append(releaseLists(), releasePages()...) }

// releaseLists are the page on which releases are proposed.
func releaseLists() []Story {
	return []Story{
		{"releases", "releases", func(t Telling) any { return releasesPage(t) }},
		{"releases-refused", "releases", func(t Telling) any {
			p := releasesPage(t)
			p.Form = web.Form{Values: map[string][]string{"note": {t.in("更新预提税税率", "New withholding rates")}}}
			p.Form.Complain("archive", station.Say("release.unsigned"))
			return p
		}},
		{"releases-unfit", "releases", func(t Telling) any {
			p := releasesPage(t)
			p.Form.Complain("archive", station.Say("release.refused", "n", 3))
			p.Faults = []web.FaultRow{
				{File: "risk/tax/local_file.rego", Say: t.in("keys/data.yaml 里没有 input.company.has_rptt 这个键", "keys/data.yaml has no key input.company.has_rptt.")},
				{File: "risk/tax/local_file.rego:41", Say: t.in("这一处 Rego 写法有误", "The Rego here is not right."), Detail: "rego_parse_error: unexpected [ token: expected \\n or ; or }\n\tapplies if [\n\t           ^"},
				{Say: t.in("没有测试经过 risk/tax/local_file.rego:44", "No test reaches risk/tax/local_file.rego:44.")},
			}
			return p
		}},
		{"releases-empty", "releases", func(t Telling) any {
			p := releasesPage(t)
			p.Enabled, p.CanPropose, p.Releases = false, false, nil
			return p
		}},
	}
}

// releasePages are one release: who looks at it, and how far its impact is counted.
func releasePages() []Story {
	return []Story{
		{"release", "release", func(t Telling) any { return releasePage(t) }},
		{"release-own", "release", func(t Telling) any {
			p := releasePage(t)
			p.CanApprove, p.Own = false, true
			return p
		}},
		{"release-same", "release", func(t Telling) any {
			p := releasePage(t)
			p.CanApprove, p.Changes, p.Row, p.Impact = false, nil, releaseRows(t)[2], nil
			p.Approvals = []assessments.Approval{{Approver: t.in("罗敏", "Luo Min"), At: day(3, 9, 0), From: day(3, 9, 0)}, {Approver: t.in("秦岚", "Qin Lan"), At: day(1, 9, 0), From: day(2, 0, 0)}}
			return p
		}},
		{"release-counting", "release", func(t Telling) any {
			p := releasePage(t)
			p.Impact.State, p.Impact.Since, p.Impact.Action = "counting", day(3, 10, 5), ""
			return p
		}},
		{"release-silent", "release", func(t Telling) any {
			p := releasePage(t)
			p.Impact.State, p.Impact.Since, p.Impact.Silent, p.Impact.Moved, p.Impact.Told = "counting", day(3, 10, 5), true, day(3, 10, 6), false
			return p
		}},
		{"release-failed", "release", func(t Telling) any {
			p := releasePage(t)
			p.Unloadable, p.Changes = true, nil
			p.Impact = &web.ImpactPart{State: "failed", Why: station.Say("release.impact_why_rules"), Least: 5, Action: "/rules/8/impact"}
			return p
		}},
		{"release-uncounted", "release", func(t Telling) any {
			p := releasePage(t)
			p.Impact = &web.ImpactPart{State: "none", Least: 5, Action: "/rules/8/impact"}
			return p
		}},
		{"release-off", "release", func(t Telling) any {
			p := releasePage(t)
			p.Impact = &web.ImpactPart{State: "off", Least: 5}
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
		Impact: impactPart(t),
		Changes: []web.ChangeRow{
			{About: "EMP-900", Say: t.in("新规则", "New rule"), After: t.in("当地员工比例低于规定", "Local staff below the quota")},
			{About: "TAX-015", Say: t.in("严重程度改了", "Severity changed"), Before: "high", After: "medium"},
			{About: "tax.local_file_threshold", Say: t.in("数值改了", "Figure changed"), Before: "{\"from\":\"2016-06-29\",\"value\":200000000}", After: "{\"from\":\"2016-06-29\",\"value\":100000000}"},
		},
	}
}

func impactPart(t Telling) *web.ImpactPart {
	few := t.in("少于 5", "fewer than 5")
	good, watch := t.in("良好", "Good"), t.in("关注", "Watch")
	return &web.ImpactPart{
		State: "counted", Counted: day(3, 9, 12), Against: "5", InForce: "6", Told: true, Least: 5, Self: "/rules/8#impact", Action: "/rules/8/impact", Failed: few,
		Moves:   []web.ImpactMove{{From: good, To: good, Count: "1,204", Same: true}, {From: good, To: watch, Count: "37"}, {From: watch, To: good, Count: few}},
		Found:   []web.ImpactRule{{ID: "EMP-900", Title: t.in("当地员工比例低于规定", "Local staff below the quota"), Count: "112"}},
		Cleared: []web.ImpactRule{{ID: "TAX-015", Title: t.in("未备妥本地文档", "Local file not prepared"), Count: few}},
	}
}
