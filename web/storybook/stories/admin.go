package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

func admin() []Story {
	return []Story{
		{"admin-station", "admin_station", func(t Telling) any {
			return web.StationPage{Chrome: t.staff("admin.station"), Rev: 3, CanChange: true, Form: web.Form{Values: map[string][]string{"name_zh": {t.in("澜州市公安局出入境管理支队", "Lan City EEP")}, "name_en": {"Exit-Entry Police of Lan City"},
				"desk_phone": {"0000-12345"}, "districts": {t.in("donggang | 东港区 | Donggang\nlinjiang | 临江区 | Linjiang", "donggang | Donggang | Donggang")}}}}
		}},
		{"admin-station-wrong", "admin_station", func(t Telling) any {
			p := web.StationPage{Chrome: t.staff("admin.station"), CanChange: true}
			p.Form.Complain("name_en", station.Say("admin.wrong_name_en"))
			p.Form.Complain("districts", station.Say("admin.wrong_district_line", "n", 2))
			return p
		}},
		{"admin-units", "admin_units", func(t Telling) any {
			return web.UnitsPage{Chrome: t.staff("admin.units"), CanChange: true, Districts: []web.Option{{Value: "donggang", Label: t.in("东港区", "Donggang")}},
				Units: []web.UnitRow{{ID: "1", Name: t.in("东港窗口", "Donggang desk"), District: t.in("东港区", "Donggang"), Staff: 3}, {ID: "2", Name: t.in("涉外服务科", "Foreign services"), Closed: true}}}
		}},
		{"admin-units-empty", "admin_units", func(t Telling) any { return web.UnitsPage{Chrome: t.staff("admin.units")} }},
		{"admin-staff", "admin_staff", func(t Telling) any {
			roles := []web.Option{{Value: "officer", Label: t.Words.T(t.Chrome.Lang, station.Say("role.officer"))}, {Value: "analyst", Label: t.Words.T(t.Chrome.Lang, station.Say("role.analyst"))}}
			seen := day(23, 14, 30)
			return web.StaffPage{Chrome: t.staff("admin.staff"), CanInvite: true, Roles: roles,
				Staff: []web.ColleagueRow{
					{ID: "1", Name: t.in("周岚", "Zhou Lan"), Email: "zhou@station.example", RoleKey: "officer", Unit: t.in("东港窗口", "Donggang desk"), Since: day(1, 9, 0), Seen: &seen, CanChange: true, Factor: true, Roles: roles},
					{ID: "2", Name: t.in("吴晓", "Wu Xiao"), Email: "wu@station.example", RoleKey: "analyst", Since: day(1, 9, 0), Disabled: true, CanChange: true, Roles: roles},
				},
				Invitations: []web.InvitationRow{{ID: "3", Email: "he@station.example", RoleKey: "dispatcher", Expires: day(30, 9, 0)}}}
		}},
		{"admin-audit", "admin_audit", func(t Telling) any { return trail(t) }},
		{"admin-audit-holds", "admin_audit", func(t Telling) any {
			p := trail(t)
			p.Checked = &accounts.AuditCheck{Lines: 1204, Anchors: 31, Anchored: day(23, 14, 20)}
			return p
		}},
		{"admin-audit-broken", "admin_audit", func(t Telling) any {
			p := trail(t)
			p.Checked = &accounts.AuditCheck{Lines: 17, Broken: 17}
			return p
		}},
		{"admin-audit-empty", "admin_audit", func(t Telling) any { return web.AuditPage{Chrome: t.staff("admin.audit")} }},
		{"admin-jobs", "admin_jobs", func(t Telling) any {
			return web.JobsPage{Chrome: t.staff("admin.jobs"), Failed: 1, CanRetry: true, Jobs: []web.JobRow{{ID: 7, What: t.in("发送消息", "Sends a message"), Kind: "notices.deliver", State: "retryable", Minutes: 12, Tries: 3, Error: "dial tcp: connection refused", Failed: true}, {ID: 9, What: t.in("清理到期的登录和链接", "Forgets sessions and links that have ended"), Kind: "sweep", State: "scheduled", Minutes: 41}}}
		}},
		{"admin-jobs-late", "admin_jobs", func(t Telling) any {
			return web.JobsPage{Chrome: t.staff("admin.jobs"), Late: 1, CanRetry: true, Jobs: []web.JobRow{{ID: 9, What: t.in("清理到期的登录和链接", "Forgets sessions and links that have ended"), Kind: "sweep", State: "available", Minutes: 410, Late: true}}}
		}},
		{"admin-jobs-absent", "admin_jobs", func(t Telling) any { return web.JobsPage{Chrome: t.staff("admin.jobs"), Absent: true} }},
		{"admin-jobs-empty", "admin_jobs", func(t Telling) any { return web.JobsPage{Chrome: t.staff("admin.jobs")} }},
	}
}

// staff is the chrome of a page of administration.
func (t Telling) staff(title string) web.Chrome {
	c := t.at("home", key("nav.home", "/staff"), key(title, ""))
	c.Actor = &web.ChromeActor{Name: t.in("周岚", "Zhou Lan"), RoleKey: string(station.Administrator)}
	return c
}

func trail(t Telling) web.AuditPage {
	return web.AuditPage{Chrome: t.staff("admin.audit"), Export: "/admin/audit/trail.csv?", Next: "/admin/audit?before=16",
		Lines: []web.AuditRow{
			{Seq: 18, At: day(23, 14, 30), Person: t.in("周岚", "Zhou Lan"), RoleKey: "security", What: t.Words.T(t.Chrome.Lang, station.Say("act.staff.change")), Action: "staff.change", About: `01a21613-fb19-7a10-930e-7544a1e2e6fb {"role":"officer"}`},
			{Seq: 17, At: day(23, 9, 2), What: t.Words.T(t.Chrome.Lang, station.Say("act.station.found")), Action: "station.found"},
		}}
}
