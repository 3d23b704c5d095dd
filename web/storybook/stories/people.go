package stories

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

func people() []Story {
	return []Story{
		{"people", "people", func(t Telling) any { return colleagues(t) }},
		{"people-invited", "people", func(t Telling) any {
			p := colleagues(t)
			p.Handed = &web.Handed{Key: "invite", To: "li@example.com", URL: "https://station.example/join/mZ0l6cQ9yJrU1x3VbN8kT5wE2aHsDfGp7oLiKuYtRe4", Expires: day(30, 14, 30)}
			p.Invitations = []web.InvitationRow{{ID: "1", Email: "li@example.com", RoleKey: string(station.Member), Expires: day(30, 14, 30)}, {ID: "2", Email: "zhao@example.com", RoleKey: string(station.Member), Over: true}}
			return p
		}},
		{"people-member", "people", func(t Telling) any {
			p := colleagues(t)
			p.CanInvite, p.CanTransfer, p.Members = false, false, nil
			return p
		}},
		{"account", "account", func(t Telling) any { return account(t) }},
		{"account-wrong", "account", func(t Telling) any {
			p := account(t)
			p.Which = "password"
			p.Form.Complain("present_password", station.Say("prove.wrong"))
			return p
		}},
		{"account-phone", "account_phone", func(t Telling) any {
			return web.MobilePage{Chrome: t.at("account", key("account.title", "/account"), key("phone.title", "")), CanText: true, Phone: accounts.Phone{Number: "+8613800005678", Since: day(3, 9, 0)}}
		}},
		{"account-phone-asked", "account_phone", func(t Telling) any {
			p := web.MobilePage{Chrome: t.at("account", key("account.title", "/account"), key("phone.title", "")), CanText: true, Masked: "139****1234", Phone: accounts.Phone{Asked: "+8613900001234", Until: day(23, 14, 40)}}
			p.Form.Complain("code", station.Say("phone.wrong_code"))
			return p
		}},
		{"account-phone-none", "account_phone", func(t Telling) any {
			return web.MobilePage{Chrome: t.at("account", key("account.title", "/account"), key("phone.title", ""))}
		}},
		{"prove", "prove", func(t Telling) any {
			return web.ProvePage{Chrome: t.at("home"), Return: "/people", Carried: web.Carried{Action: "/people/transfer", Person: "5f3a9c0e1b7d2468", Fields: []web.Hidden{{Name: "sure", Value: "1"}}}}
		}},
		{"join", "join", func(t Telling) any {
			return web.JoinPage{Chrome: t.Chrome, Token: "t", Where: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Invited: invited(t)}
		}},
		{"join-known", "join", func(t Telling) any {
			return web.JoinPage{Chrome: t.Chrome, Token: "t", Where: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Invited: invited(t), SignIn: true}
		}},
		{"join-other", "join", func(t Telling) any {
			return web.JoinPage{Chrome: t.at("home"), Token: "t", Where: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Invited: invited(t), SignOut: true}
		}},
		{"forgot", "forgot", func(t Telling) any { return web.ForgotPage{Chrome: t.Chrome} }},
		{"forgot-sent", "forgot", func(t Telling) any { return web.ForgotPage{Chrome: t.Chrome, Sent: true} }},
		{"confirm", "confirm", func(t Telling) any { return web.ConfirmPage{Chrome: t.Chrome, Token: "t"} }},
		{"confirm-done", "confirm", func(t Telling) any { return web.ConfirmPage{Chrome: t.Chrome, Done: true} }},
		{"reset", "reset", func(t Telling) any {
			p := web.ResetPage{Chrome: t.Chrome, Token: "t"}
			p.Form.Complain("password", station.Say("signup.password_short"))
			return p
		}},
	}
}

func colleagues(t Telling) web.PeoplePage {
	return web.PeoplePage{Chrome: t.at("home", key("people.title", "")), CanInvite: true, CanTransfer: true,
		People: []web.PersonRow{
			{ID: "1", Name: t.in("陈静", "Chen Jing"), Email: "chen@example.com", RoleKey: string(station.Owner), Self: true},
			{ID: "2", Name: t.in("王敏", "Wang Min"), Email: "wang@example.com", RoleKey: string(station.Member), CanRemove: true, Factor: true},
		},
		Members: []web.Option{{Value: "2", Label: t.in("王敏", "Wang Min")}}}
}

func account(t Telling) web.AccountPage {
	return web.AccountPage{Chrome: t.at("account"), Login: accounts.Login{Name: t.in("王敏", "Wang Min"), Email: "wang@example.com", PasswordAt: day(3, 9, 0)},
		Sessions: []web.SessionRow{
			{ID: "1", Agent: "Chrome · Windows", Company: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), Since: day(23, 9, 2), Seen: day(23, 14, 30), This: true},
			{ID: "2", Since: day(22, 20, 11), Seen: day(22, 20, 40)},
		},
		Companies: []web.OwnCompanyRow{{ID: "1", Name: t.in("澜桥精密机械有限公司", "Lanqiao Precision Machinery Ltd"), RoleKey: "member", This: true}, {ID: "2", Name: t.in("澜桥国际贸易有限公司", "Lanqiao Trading Ltd"), RoleKey: "owner"}},
		CanLeave:  true, Phone: "138****5678", CanText: true}
}

func invited(t Telling) accounts.Invited {
	return accounts.Invited{Invitation: accounts.Invitation{Email: "li@example.com", Role: station.Member, By: t.in("陈静", "Chen Jing"), At: day(23, 9, 0), Expires: day(30, 9, 0).Add(time.Minute)}}
}
