package stories

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/calendar"
	told "github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/assets"
)

// stationSettings are the pages of what a station sets for itself.
func stationSettings() []Story {
	return append(append(connections(), holidays()...), []Story{
		{"admin-outbox", "admin_outbox", func(t Telling) any {
			return web.OutboxPage{Chrome: t.staff("outbox.title"), CanRetry: true, Late: true, Minutes: 42, Retryable: 7,
				Backlog: told.Backlog{Due: 12, Oldest: 42 * time.Minute, Doubt: 1, Failed: 9, Ways: []told.WayBacklog{{Channel: "hook", Due: 2}, {Channel: "mail", Due: 10, Failed: 8, Doubt: 1, Retryable: 7}, {Channel: "sms", Failed: 1}}}}
		}},
		{"admin-outbox-empty", "admin_outbox", func(t Telling) any { return web.OutboxPage{Chrome: t.staff("outbox.title"), CanRetry: true} }},
		{"admin-outbox-absent", "admin_outbox", func(t Telling) any { return web.OutboxPage{Chrome: t.staff("outbox.title"), Absent: true} }},
		{"admin-versions", "admin_versions", func(t Telling) any {
			return web.VersionsPage{Chrome: t.staff("versions.title"), About: web.About{Version: "v1.4.0", Commit: "045cfe0064784d37352a135e95fde07df6ac5226", Changed: true, Go: "1.26.0", Database: "15.8 (Debian 15.8-0+deb12u1)", Migration: "0020_settings.sql", Suite: "gm",
				Libraries: []web.Library{{Path: "github.com/gofiber/fiber/v2", Version: "v2.52.9"}, {Path: "github.com/open-policy-agent/opa", Version: "v1.9.0"}}},
				Rules: web.RulesVersion{Revision: "7", Digest: "5c1f 09aa 31d0", Count: 256, From: day(20, 8, 0), By: t.in("周岚", "Zhou Lan")}, Laws: 143, LawDay: day(1, 0, 0), Checked: day(22, 0, 0), Year: 2027, OwnYear: true,
				NewsOf: "Unreleased", News: []string{"Rules engine over OPA with three-valued verdicts.", "Messages: told once through an outbox."}}
		}},
		{"admin-station-logo", "admin_station", func(t Telling) any {
			p := web.StationPage{Chrome: t.staff("admin.station"), CanChange: true, Logo: assets.URL("icon.svg"), Accept: ".png"}
			p.Chrome.LogoURL = assets.URL("icon.svg")
			p.LogoForm.Complain("file", station.Say("files.too_large_kb", "limit", 512))
			return p
		}},
	}...)
}

func connections() []Story {
	return []Story{
		{"admin-connections", "admin_connections", func(t Telling) any {
			return web.ConnectionsPage{Chrome: t.staff("connect.title"), Kinds: []web.ConnectionRow{{Kind: "mail", URL: "/admin/connections/mail", State: "own", To: "mail.lan.example", At: day(20, 9, 0)},
				{Kind: "sms", URL: "/admin/connections/sms", State: "none"}, {Kind: "model", URL: "/admin/connections/model", State: "server"}, {Kind: "webhooks", URL: "/admin/connections/webhooks", State: "none"}}}
		}},
		{"admin-connection-mail", "admin_connection", func(t Telling) any { return mailPage(t) }},
		{"admin-connection-tested", "admin_connection", func(t Telling) any {
			p := mailPage(t)
			p.Kept, p.Inputs[4].Typed = "sealed", true
			p.Tested = &web.Tested{OK: true, Typed: true, Say: station.Say("connect.ok_mail", "to", "zhou@station.example", "ms", 87)}
			return p
		}},
		{"admin-connection-wrong", "admin_connection", func(t Telling) any {
			p := mailPage(t)
			p.Form.Complain("host", station.Say("connect.wrong_mail_host"))
			p.Form.Complain("secret_password", station.Say("connect.secret_again"))
			return p
		}},
		{"admin-connection-model", "admin_connection", func(t Telling) any {
			return web.ConnectionPage{Chrome: t.staff("connect.kind_model"), Kind: "model", State: "server", CanChange: true, Holds: []web.Line{{Label: t.Words.T(t.Chrome.Lang, station.Say("connect.model_url")), Text: "http://10.8.0.9:8000/v1"}},
				Inputs: []web.ConnectionInput{{Name: "url", Kind: "text", Help: true}, {Name: "model", Kind: "text"}, {Name: "key", Kind: "password", Optional: true, Secret: true}},
				Tested: &web.Tested{Say: station.Say("connect.fail_model", "model", "qwen-house"), Detail: "HTTP 404"}}
		}},
		{"admin-connection-sms", "admin_connection", func(t Telling) any {
			return web.ConnectionPage{Chrome: t.staff("connect.kind_sms"), Kind: "sms", State: "none", CanChange: true, Needs: true,
				Inputs: []web.ConnectionInput{{Name: "url", Kind: "text", Help: true}, {Name: "body", Kind: "area", Help: true}, {Name: "headers", Kind: "area", Optional: true, Help: true, Secret: true}, {Name: "success", Kind: "text", Optional: true, Help: true}, {Name: "folds", Kind: "tick", Help: true}}}
		}},
		{"admin-connection-read", "admin_connection", func(t Telling) any {
			return web.ConnectionPage{Chrome: t.staff("connect.kind_webhooks"), Kind: "webhooks", State: "none"}
		}},
	}
}

func mailPage(t Telling) web.ConnectionPage {
	word := func(key string) string { return t.Words.T(t.Chrome.Lang, station.Say(key)) }
	return web.ConnectionPage{Chrome: t.staff("connect.kind_mail"), Kind: "mail", State: "own", Rev: 3, By: t.in("周岚", "Zhou Lan"), At: day(20, 9, 0), CanChange: true,
		Holds: []web.Line{{Label: word("connect.mail_host"), Text: "mail.lan.example"}, {Label: word("connect.mail_password"), Text: word("connect.secret_set")}},
		Form:  web.Form{Values: map[string][]string{"host": {"mail.lan.example"}, "security": {"starttls"}, "from": {"no-reply@lan.example"}}},
		Inputs: []web.ConnectionInput{{Name: "host", Kind: "text", Help: true}, {Name: "security", Kind: "radio"}, {Name: "port", Kind: "number", Optional: true, Help: true}, {Name: "user", Kind: "text", Optional: true},
			{Name: "password", Kind: "password", Optional: true, Secret: true, Since: day(20, 9, 0)}, {Name: "from", Kind: "text", Help: true}, {Name: "ca", Kind: "area", Optional: true, Help: true}, {Name: "folds", Kind: "tick", Help: true}}}
}

// aDay is a day of the year 2027.
func aDay(month time.Month, d int) time.Time {
	return time.Date(2027, month, d, 0, 0, 0, 0, calendar.Zone())
}

func feasts2027(t Telling) []web.FeastRow {
	return []web.FeastRow{{Name: t.in("元旦", "New Year's Day"), From: aDay(1, 1), To: aDay(1, 3), Days: 3}, {Name: t.in("春节", "Spring Festival"), From: aDay(2, 5), To: aDay(2, 12), Days: 8, Work: []time.Time{aDay(1, 31), aDay(2, 20)}}}
}

func holidayPreview(t Telling) *web.HolidayPreview {
	due := func(d int, key string) web.Due {
		return web.Due{At: aDay(2, d).Add(18 * time.Hour), Say: station.Say(key, "n", 50)}
	}
	return &web.HolidayPreview{Feasts: feasts2027(t), Off: 12, Work: 4, Dues: []web.DuePreview{{N: 5, Before: due(4, "due.in_days_expected"), After: due(15, "due.in_days")}, {N: 10, Before: due(22, "due.in_days"), After: due(22, "due.in_days"), Same: true}}}
}

func holidays() []Story {
	rows := func(t Telling) (out []web.NoticeRow) {
		for i, f := range calendar.Feasts() {
			out = append(out, web.NoticeRow{I: i, Name: t.in(f.ZH, f.EN)})
		}
		return append(out, web.NoticeRow{I: 7, Free: true}, web.NoticeRow{I: 8, Free: true})
	}
	page := func(t Telling) web.HolidaysPage {
		return web.HolidaysPage{Chrome: t.staff("holidays.title"), CanChange: true, Years: []web.YearRow{
			{Year: 2028, State: "not_yet", URL: "/admin/holidays/2028", Feasts: []web.FeastRow{{Name: t.in("元旦", "New Year's Day"), From: aDay(1, 1), To: aDay(1, 1), Days: 1, ByLaw: true}}},
			{Year: 2027, State: "own", Source: "https://www.gov.cn/2027.htm", Title: t.in("国务院办公厅关于2027年部分节假日安排的通知", "Notice on the holidays of 2027"), URL: "/admin/holidays/2027", Feasts: feasts2027(t)},
			{Year: 2026, State: "published", Source: "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm", Feasts: feasts2027(t)}},
			Days: []web.OwnDayRow{{Day: aDay(3, 9), Value: "2027-03-09", Reason: t.in("台风停工", "Typhoon"), By: t.in("周岚", "Zhou Lan"), At: day(20, 9, 0)}}}
	}
	return []Story{
		{"admin-holidays", "admin_holidays", func(t Telling) any { return page(t) }},
		{"admin-holidays-preview", "admin_holidays", func(t Telling) any {
			p := page(t)
			p.Form = web.Form{Values: map[string][]string{"day": {"2027-03-10"}, "works": {"no"}, "reason": {t.in("台风", "Typhoon")}}}
			p.Preview = holidayPreview(t)
			p.Preview.Feasts, p.Preview.Days = nil, []calendar.Change{{Day: aDay(3, 10), Before: true}}
			return p
		}},
		{"admin-holiday-year", "admin_holiday_year", func(t Telling) any {
			return web.HolidayYearPage{Chrome: t.staff("holidays.title"), Year: 2027, Rows: rows(t), CanChange: true}
		}},
		{"admin-holiday-year-preview", "admin_holiday_year", func(t Telling) any {
			return web.HolidayYearPage{Chrome: t.staff("holidays.title"), Year: 2027, Rows: rows(t), CanChange: true, CanDrop: true, Rev: 1, By: t.in("周岚", "Zhou Lan"), At: day(20, 9, 0), Preview: holidayPreview(t)}
		}},
		{"admin-holiday-year-wrong", "admin_holiday_year", func(t Telling) any {
			p := web.HolidayYearPage{Chrome: t.staff("holidays.title"), Year: 2027, Rows: rows(t), CanChange: true}
			p.Form.Complain("work_1", station.Say("holidays.wrong_row", "name", t.in("春节", "Spring Festival"), "what", station.Say("holidays.wrong_work_weekend", "day", "2027-02-15")))
			p.Form.Complain("zh_7", station.Say("holidays.wrong_name"))
			return p
		}},
	}
}
