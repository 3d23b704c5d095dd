package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

// notices are the pages of messages: inbox, how to be told, webhooks, the demo's mailbox.
func notices() []Story {
	return append(append(inboxes(), settings()...), append(webhooks(), mailboxes()...)...)
}

func inboxes() []Story {
	return []Story{
		{"inbox", "inbox", func(t Telling) any {
			p := inbox(t)
			p.Undo, p.Marked = "1790000000000000", 2
			return p
		}},
		{"inbox-unread", "inbox", func(t Telling) any {
			p := inbox(t)
			p.OnlyUnread, p.Items, p.Pager = true, p.Items[:2], web.Pager{}
			return p
		}},
		{"inbox-empty", "inbox", func(t Telling) any { return web.InboxPage{Chrome: t.at("inbox", key("inbox.title", ""))} }},
		{"inbox-all-read", "inbox", func(t Telling) any {
			return web.InboxPage{Chrome: t.at("inbox", key("inbox.title", "")), OnlyUnread: true}
		}},
		{"message", "message", func(t Telling) any {
			return web.MessagePage{Chrome: t.at("inbox", key("inbox.title", "/inbox"), web.Crumb{Label: t.in("已收到您的认领申请", "Your claim was received")}), Subject: t.in("已收到您的认领申请", "Your claim was received"), At: day(23, 10, 0),
				Paragraphs: t.in("服务台会联系现在的账户负责人并核实材料。\n\n请备好营业执照。", "The service desk asks those who hold the account.\n\nKeep the licence at hand.")}
		}},
	}
}

func inbox(t Telling) web.InboxPage {
	p := web.InboxPage{Chrome: t.at("inbox", key("inbox.title", "")), CanHook: true, Pager: web.Pager{Next: "/inbox?after=u.1"}}
	p.Unread = 2
	p.Items = []web.InboxRow{
		{ID: "1", URL: "/inbox/1", Subject: t.in("您的账户在新设备上登录", "Sign-in on a new device"), Short: t.in("11 月 23 日 09:58 您的账户在没用过的设备上登录（Chrome，Windows）。不是您本人请马上改密码。", "23 Nov, 09:58: sign-in to your account on a new device (Chrome, Windows). Not you? Change your password."), At: day(23, 9, 58), Unread: true, Urgent: true},
		{ID: "2", URL: "/inbox/2", Subject: t.in("您要的数据导出好了", "Your data export is ready"), Short: t.in("请在 11 月 26 日 10:00 前登录下载。", "Sign in and download it before 26 Nov, 10:00."), At: day(22, 16, 5), Unread: true},
		{ID: "3", URL: "/inbox/3", Subject: t.in("王敏已退出澜桥精密机械有限公司", "Wang Min has left Lanqiao Precision Machinery Ltd"), At: day(20, 11, 30)},
	}
	return p
}

func settings() []Story {
	return []Story{
		{"messages", "messages", func(t Telling) any {
			p := messages(t)
			p.Saved = true
			return p
		}},
		{"messages-wrong", "messages", func(t Telling) any {
			p := messages(t)
			p.Form.Values["work"] = nil
			p.Form.Complain("work", station.Say("notices.wrong_way"))
			return p
		}},
		{"unsubscribe", "unsubscribe", func(t Telling) any {
			return web.UnsubscribePage{Chrome: t.Chrome, Group: "news", Action: "/unsubscribe/x"}
		}},
		{"unsubscribe-done", "unsubscribe", func(t Telling) any { return web.UnsubscribePage{Chrome: t.Chrome, Group: "work", Done: true} }},
	}
}

func messages(t Telling) web.MessagesPage {
	return web.MessagesPage{Chrome: t.at("inbox", key("inbox.title", "/inbox"), key("messages.title", "")), CanHook: true, CanText: true,
		Form: web.Form{Values: map[string][]string{"work": {"once"}, "news": {"daily"}, "quiet": {"1"}, "texts": {"1"}, "lang": {"account"}}}}
}

func webhooks() []Story {
	return []Story{
		{"webhooks", "webhooks", func(t Telling) any {
			p := hooks(t)
			p.Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"
			return p
		}},
		{"webhooks-wrong", "webhooks", func(t Telling) any {
			p := hooks(t)
			p.Hooks, p.Form = nil, web.Form{Values: map[string][]string{"url": {"http://erp.example.com"}}}
			p.Form.Complain("url", station.Say("webhook.wrong_scheme"))
			p.Form.Complain("kinds", station.Say("webhook.wrong_kinds"))
			return p
		}},
		{"webhooks-full", "webhooks", func(t Telling) any {
			p := hooks(t)
			p.Full, p.Added = true, true
			return p
		}},
		{"webhook", "webhook", func(t Telling) any {
			p := hook(t)
			p.Done, p.Sent, p.OldUntil = "replayed", 3, day(24, 10, 0)
			return p
		}},
		{"webhook-off", "webhook", func(t Telling) any {
			p := hook(t)
			p.On, p.Rows, p.Pager, p.Secret = false, nil, web.Pager{}, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"
			p.Hook.State, p.Hook.Since = "off_failing", day(23, 9, 0)
			p.Form.Complain("", station.Say("webhook.is_off"))
			return p
		}},
	}
}

func hooks(t Telling) web.WebhooksPage {
	return web.WebhooksPage{Chrome: t.at("inbox", key("messages.title", "/settings/messages"), key("webhook.title", "")), Most: 5,
		Hooks: []web.HookRow{
			{URL: "/settings/webhooks/1", Address: "https://erp.lanqiao.example/hooks/station", State: "on", Events: 9},
			{URL: "/settings/webhooks/2", Address: "https://oa.lanqiao.example/in", State: "failing", Events: 2, Since: day(22, 9, 0)},
			{URL: "/settings/webhooks/3", Address: "https://old.lanqiao.example/in", State: "off_gone", Events: 1},
		},
		Kinds: []web.Option{{Value: "export.ready", Label: t.in("导出已备好", "Export ready"), Note: "export.ready"}, {Value: "member.left", Label: t.in("成员退出", "Member left"), Note: "member.left"}, {Value: "claim.decided", Label: t.in("认领结果", "Claim decided"), Note: "claim.decided"}}}
}

func hook(t Telling) web.WebhookPage {
	return web.WebhookPage{Chrome: t.at("inbox", key("webhook.title", "/settings/webhooks"), web.Crumb{Label: "https://erp.lanqiao.example/hooks/station"}), On: true,
		Hook:  web.HookRow{URL: "/settings/webhooks/1", Address: "https://erp.lanqiao.example/hooks/station", State: "failing", Events: 2, Since: day(23, 9, 0)},
		Kinds: []string{t.in("导出已备好", "Export ready"), t.in("成员退出", "Member left")}, Pager: web.Pager{Next: "/settings/webhooks/1?before=2"},
		Rows: []web.DeliveryRow{
			{ID: "4", Kind: t.in("推送测试", "Webhook test"), At: day(23, 14, 0), State: "waiting"},
			{ID: "3", Kind: t.in("导出已备好", "Export ready"), At: day(23, 9, 0), State: "retry", Status: "503", Tries: 3, Due: day(23, 15, 0)},
			{ID: "2", Kind: t.in("成员退出", "Member left"), At: day(21, 9, 0), State: "sent", Tries: 1, Action: "/settings/webhooks/1/deliveries/2/replay"},
			{ID: "1", Kind: t.in("成员退出", "Member left"), At: day(18, 9, 0), State: "failed", Why: "timeout", Tries: 10, Action: "/settings/webhooks/1/deliveries/1/replay"},
		}}
}

func mailboxes() []Story {
	row := func(t Telling) web.MailRow {
		return web.MailRow{URL: "/demo/mailbox/1", To: "wang@example.com", Subject: t.in("澜桥精密机械有限公司邀请您加入", "Lanqiao Precision Machinery Ltd invites you to join"), At: day(23, 9, 30)}
	}
	return []Story{
		{"mailbox", "mailbox", func(t Telling) any {
			return web.MailboxPage{Chrome: t.Chrome, Mails: []web.MailRow{row(t), {URL: "/demo/mailbox/2", To: "chen@example.com", Subject: t.in("重新设置您的密码", "Set a new password"), At: day(22, 8, 0)}}}
		}},
		{"mailbox-empty", "mailbox", func(t Telling) any { return web.MailboxPage{Chrome: t.Chrome} }},
		{"mail", "mail", func(t Telling) any {
			return web.MailPage{Chrome: t.Chrome, Row: row(t), Button: t.in("接受邀请", "Accept the invitation"), ButtonURL: "/invitations/x", Unsubscribe: "/unsubscribe/x",
				Text: t.in("陈静邀请您加入澜桥精密机械有限公司在助企云站的账户。\n\n接受邀请：\nhttp://127.0.0.1:8080/invitations/x", "Chen Jing invites you to join Lanqiao Precision Machinery Ltd.\n\nAccept the invitation:\nhttp://127.0.0.1:8080/invitations/x")}
		}},
	}
}
