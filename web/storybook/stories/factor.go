package stories

import (
	"html/template"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

// both is somebody with an app and a key.
var both = web.Second{Ways: accounts.Ways{App: true, Key: true, Codes: 8}, Ask: "/signin/code/challenge"}

// second are the pages that ask for a second factor.
func second() []Story {
	return []Story{
		{"signin-code", "signin_code", func(t Telling) any { return web.CodePage{Chrome: t.Chrome, Second: both, Return: "/home"} }},
		{"signin-code-wrong", "signin_code", func(t Telling) any {
			p := web.CodePage{Chrome: t.Chrome, Second: web.Second{Ways: accounts.Ways{App: true, Codes: 2}}}
			p.Form.Complain("code", station.Say("factor.wrong_code"))
			return p
		}},
		{"signin-code-recovery-wrong", "signin_code", func(t Telling) any {
			p := web.CodePage{Chrome: t.Chrome, Second: web.Second{Ways: accounts.Ways{App: true, Codes: 2}}, Carried: web.Carried{Action: "/people/transfer", Person: "5f3a9c0e1b7d2468"}}
			p.Form.Complain("recovery", station.Say("factor.wrong_recovery"))
			return p
		}},
		{"signin-code-wait", "signin_code", func(t Telling) any {
			p := web.CodePage{Chrome: t.Chrome, Second: both, LockedTill: day(23, 15, 2)}
			p.Form.Complain("code", station.Say("signin.too_many", "until", "15:02"))
			return p
		}},
		{"signin-code-key", "signin_code", func(t Telling) any {
			return web.CodePage{Chrome: t.Chrome, Second: web.Second{Ways: accounts.Ways{Key: true, Codes: 10}, Ask: "/signin/code/challenge"}}
		}},
		{"signin-code-elsewhere", "signin_code", func(t Telling) any {
			return web.CodePage{Chrome: t.Chrome, Second: web.Second{Ways: accounts.Ways{Elsewhere: true, Codes: 10}, NoKey: station.Say("factor.use_localhost", "url", "http://localhost:8080")}}
		}},
		{"prove-both", "prove", func(t Telling) any {
			s := both
			s.Ask = "/prove/challenge"
			return web.ProvePage{Chrome: t.at("home"), Return: "/people", Second: s}
		}},
	}
}

// setup are the pages on which factors are added and replaced.
func setup() []Story {
	return []Story{
		{"factor-must", "factor", func(t Telling) any {
			return web.FactorPage{Chrome: t.staff("factor.add"), First: true, Must: true, Return: "/staff", Form: named(t, "factor.key_name")}
		}},
		{"factor-first", "factor", func(t Telling) any {
			return web.FactorPage{Chrome: t.at("account", key("account.title", "/account"), key("factor.add", "")), First: true, Return: "/account", Form: named(t, "factor.key_name")}
		}},
		{"factor-more-no-key", "factor", func(t Telling) any {
			return web.FactorPage{Chrome: t.at("account"), NoKey: station.Say("factor.use_localhost", "url", "http://localhost:8080"), Return: "/account/factor/phone"}
		}},
		{"factor-refused", "factor", func(t Telling) any {
			p := web.FactorPage{Chrome: t.at("account"), Return: "/account", Form: named(t, "factor.key_name")}
			p.Form.Complain("", station.Say("factor.key_refused"))
			return p
		}},
		{"factor-app", "factor_app", func(t Telling) any { return app(t) }},
		{"factor-app-wrong", "factor_app", func(t Telling) any {
			p := app(t)
			p.Form.Complain("code", station.Say("factor.setup_wrong"))
			return p
		}},
		{"factor-codes", "factor_codes", func(t Telling) any {
			return web.CodesPage{Chrome: t.at("account"), Codes: codes, Added: true, Return: "/account"}
		}},
		{"factor-codes-renewed", "factor_codes", func(t Telling) any {
			return web.CodesPage{Chrome: t.at("account"), Codes: codes, Return: "/account"}
		}},
		{"factor-phone", "factor_phone", func(t Telling) any {
			return web.PhonePage{Chrome: t.at("account"), Factors: factors(t, false), Return: "/home"}
		}},
		{"factor-phone-staff", "factor_phone", func(t Telling) any {
			list := factors(t, true)
			list.All = list.All[:1]
			return web.PhonePage{Chrome: t.staff("factor.phone"), Factors: list, Must: true, Return: "/staff"}
		}},
		{"account-factors", "account", func(t Telling) any {
			p := account(t)
			p.Factors = factors(t, false)
			return p
		}},
		{"account-factors-staff", "account", func(t Telling) any {
			p := account(t)
			p.Chrome, p.Companies, p.CanLeave, p.Factors = t.staff("account.title"), nil, false, factors(t, true)
			p.Factors.All = p.Factors.All[:1]
			p.Which = "factor"
			p.Form.Complain("", station.Say("factor.last_of_staff"))
			return p
		}},
	}
}

// codes are nobody's.
var codes = []string{"K7Q2M-9XW4T-0HZ8R-5NPA3-VJ6CD", "3B8YF-ZE1G7-QM5KT-W2X9N-4RHPD", "P0V6J-7CA2S-8TD4Y-MK3BQ-Z5XHG", "9N1RE-W6F0K-2JQ7V-XB4ZT-8MCSA", "T5GHD-4PY8Z-VK1M3-06RNX-2JBQE",
	"0XW7B-KQ3NS-6ZD9F-T8V2R-MYP1C", "H2J4M-8CRT6-5XA0V-QE9KW-3ZGNB", "6YDPS-1VF7X-N9B3Z-0KMTQ-R4WJ8", "ZC5TA-0G8QN-H3XV6-2RDKM-7YPBE", "M4KXR-9WZ2B-7DQ0T-8JN5H-V6CGS"}

func named(t Telling, key string) web.Form {
	return web.Form{Values: map[string][]string{"name": {t.Words.T(t.Chrome.Lang, station.Say(key))}}}
}

func app(t Telling) web.AppPage {
	return web.AppPage{Chrome: t.at("account", key("account.title", "/account"), key("factor.app", "")), First: true, Return: "/account", Form: named(t, "factor.app_name"), Secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
		QR: template.HTML(`<svg class="qr" viewBox="0 0 29 29" role="img" aria-label="QR" shape-rendering="crispEdges" focusable="false"><rect width="29" height="29" fill="#fff"/><path d="M4 4h7v1h-7zM4 5h1v5h-1zM10 5h1v5h-1zM4 10h7v1h-7zM6 6h3v3h-3z" fill="#000"/></svg>`)}
}

func factors(t Telling, only bool) web.FactorList {
	used := day(23, 9, 2)
	return web.FactorList{Codes: 2, Few: true, All: []web.FactorRow{
		{ID: "1", Name: t.in("旧手机", "Old phone"), KindKey: string(accounts.App), Made: day(1, 9, 0), Used: &used, Only: only},
		{ID: "2", Name: t.in("办公室的安全密钥", "Security key at the office"), KindKey: string(accounts.Key), Host: "station.example", Made: day(20, 9, 0)},
	}}
}
