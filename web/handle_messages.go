package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
)

// MessagesPage is how a person wants to be told. Page "messages". Inputs: work, news, quiet, texts, lang.
type MessagesPage struct {
	Chrome
	Form    Form
	Saved   bool
	Tested  bool
	CanText bool   // short messages can be sent
	Phone   string // where to, masked; empty = no number
	CanHook bool
}

// UnsubscribePage stops a group of mails by the link in one. Page "unsubscribe".
type UnsubscribePage struct {
	Chrome
	Group  string // work or news
	Action string
	Done   bool
}

func (p *Portal) showMessages(c *fiber.Ctx) error {
	prefer, err := p.rooms.Notices.Preferences(c.UserContext(), scope(c).Actor())
	if err != nil {
		return err
	}
	form := Form{Values: map[string][]string{"work": {string(prefer.Work)}, "news": {string(prefer.News)}, "lang": {prefer.Lang}}}
	if prefer.Lang == "" {
		form.Values["lang"] = []string{"account"}
	}
	if prefer.Quiet {
		form.Values["quiet"] = []string{"1"}
	}
	if prefer.Texts {
		form.Values["texts"] = []string{"1"}
	}
	return p.messagesPage(c, fiber.StatusOK, form)
}

func (p *Portal) messagesPage(c *fiber.Ctx, status int, form Form) error {
	page := MessagesPage{Chrome: p.chrome(c, "inbox", p.homeCrumb(c), Crumb{Say: station.Say("inbox.title"), URL: "/inbox"}, Crumb{Say: station.Say("messages.title")}), Form: form}
	page.Saved, page.Tested = c.Query("saved") != "", c.Query("tested") != ""
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "webhook.manage", actor(c).Company)
	page.CanHook = refused == nil
	own, err := p.rooms.People.OwnPhone(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page.Phone = accounts.MaskPhone(own.Number)
	if page.CanText, err = p.rooms.Notices.CanText(c.UserContext(), actor(c).Tenant()); err != nil {
		return err
	}
	return p.page(c, status, "messages", page)
}

func (p *Portal) saveMessages(c *fiber.Ctx) error {
	form := postedForm(c, "work", "news", "quiet", "texts", "lang")
	prefer := notices.Preferences{Work: notices.Way(form.Value("work")), News: notices.Way(form.Value("news")), Quiet: form.Value("quiet") != "", Texts: form.Value("texts") != "", Lang: form.Value("lang")}
	if prefer.Lang == "account" {
		prefer.Lang = ""
	}
	for name, way := range map[string]notices.Way{"work": prefer.Work, "news": prefer.News} {
		if way != notices.AtOnce && way != notices.Daily && way != notices.InboxOnly {
			form.Complain(name, station.Say("notices.wrong_way"))
		}
	}
	if len(form.Errors) > 0 {
		return p.messagesPage(c, fiber.StatusUnprocessableEntity, form)
	}
	asked, err := p.rooms.Notices.CanText(c.UserContext(), actor(c).Tenant())
	if err != nil {
		return err
	}
	if !asked {
		now, err := p.rooms.Notices.Preferences(c.UserContext(), scope(c).Actor())
		if err != nil {
			return err
		}
		prefer.Texts = now.Texts
	}
	err = p.rooms.Notices.Prefer(c.UserContext(), scope(c).Actor(), prefer)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		form.Complain("lang", f.Say)
		return p.messagesPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/settings/messages?saved=1", fiber.StatusSeeOther)
}

func (p *Portal) testMessages(c *fiber.Ctx) error {
	if err := p.rooms.Notices.SendTest(c.UserContext(), scope(c).Actor()); err != nil {
		return err
	}
	return c.Redirect("/settings/messages?tested=1", fiber.StatusSeeOther)
}

func (p *Portal) showUnsubscribe(c *fiber.Ctx) error {
	group, err := p.rooms.Notices.Unsubscription(c.Params("token"))
	if err != nil {
		return err
	}
	return p.unsubscribePage(c, group, false)
}

// unsubscribe is both the button of the page and what a mail program posts by itself (RFC 8058).
func (p *Portal) unsubscribe(c *fiber.Ctx) error {
	group, err := p.rooms.Notices.Unsubscribe(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	return p.unsubscribePage(c, group, true)
}

func (p *Portal) unsubscribePage(c *fiber.Ctx, group notices.Group, done bool) error {
	page := UnsubscribePage{Chrome: p.chrome(c, ""), Group: string(group), Action: "/unsubscribe/" + c.Params("token"), Done: done}
	page.Path = "/" // a changed preference must not come back to a command
	return p.page(c, fiber.StatusOK, "unsubscribe", page)
}
