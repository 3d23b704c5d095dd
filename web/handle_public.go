package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web/assets"
	"github.com/zhuqi-yunzhan/station/web/help"
)

// health answers whether this node can serve: its database answers.
func (p *Portal) health(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := p.ready(ctx); err != nil {
		p.log.Error("not ready", "error", scrub(err))
		return c.Status(fiber.StatusServiceUnavailable).SendString("not ready\n")
	}
	return c.SendString("ok\n")
}

// asset serves a built file under its hashed name: it never changes, so it is kept for a year.
func (p *Portal) asset(c *fiber.Ctx) error {
	if strings.HasPrefix(c.Params("*"), help.Served) {
		return helpPicture(c, c.Params("*"))
	}
	body, kind, encoding, ok := assets.Lookup("/assets/"+c.Params("*"), c.Get(fiber.HeaderAcceptEncoding))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; style-src 'unsafe-inline'")
	if encoding != "" {
		c.Set(fiber.HeaderContentEncoding, encoding)
	}
	return c.Send(body)
}

func (p *Portal) showLanding(c *fiber.Ctx) error {
	if who := actor(c); who.Person != (station.PersonID{}) {
		return c.Redirect(p.chrome(c, "").Home(), fiber.StatusSeeOther)
	}
	return p.page(c, fiber.StatusOK, "landing", LandingPage{Chrome: p.chrome(c, "home")})
}

func (p *Portal) showSignin(c *fiber.Ctx) error {
	return p.page(c, fiber.StatusOK, "signin", SigninPage{Chrome: p.chrome(c, ""), Return: localPath(c.Query("return"), ""), Done: map[bool]string{true: "password"}[c.Query("done") == "password"]})
}

// signIn starts a session under a new token, or asks for the second factor first. A wrong password and an unknown
// account read alike.
func (p *Portal) signIn(c *fiber.Ctx) error {
	form := postedForm(c, "email")
	token, who, err := p.rooms.People.SignIn(c.UserContext(), c.FormValue("email"), c.FormValue("password"), p.device(c))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Unauthorized || f.Kind == station.TooMany) {
		form.Complain("", f.Say)
		page := SigninPage{Chrome: p.chrome(c, ""), Form: form, Return: localPath(c.FormValue("return"), ""), Carried: carriedBack(c)}
		if until, ok := f.Say.Args["until"].(time.Time); ok {
			page.LockedTill = until
			c.Set(fiber.HeaderRetryAfter, "900")
		}
		return p.page(c, statuses[f.Kind], "signin", page)
	}
	if err != nil {
		return err
	}
	if who.Person == (station.PersonID{}) {
		return p.askSecond(c, token)
	}
	return p.entered(c, token, localPath(c.FormValue("return"), homeOf(who)))
}

// enter gives the browser a new session and forgets the old ids.
func (p *Portal) enter(c *fiber.Ctx, token string) {
	p.setCookie(c, "session", token, accounts.SessionLife)
	p.setCookie(c, "visitor", "", -1)
}

func (p *Portal) signOut(c *fiber.Ctx) error {
	if err := p.rooms.People.SignOut(c.UserContext(), c.Cookies(p.cookie("session"))); err != nil {
		return err
	}
	p.setCookie(c, "session", "", -1)
	c.Set("Clear-Site-Data", `"cache", "storage"`)
	return c.Redirect("/", fiber.StatusSeeOther)
}

// noticeSince is when the version of the privacy notice in force began.
var noticeSince = time.Date(2026, 12, 1, 0, 0, 0, 0, shanghai)

func (p *Portal) showNotice(c *fiber.Ctx) error {
	kept, err := p.rooms.People.Retention(c.UserContext(), p.place(c).ID)
	if err != nil {
		return err
	}
	page := NoticePage{Chrome: p.chrome(c, ""), Version: accounts.PrivacyVersion, Since: noticeSince, Return: localPath(c.Query("return"), "/home"), Kept: kept}
	who := actor(c)
	if who.Company != (station.CompanyID{}) && !who.Outdated { // the notice itself is everybody's to read
		agreed, may, err := p.noticeState(c, who)
		if err != nil {
			return err
		}
		page.Ask = !agreed && may
		if page.Ask {
			page.Steps = p.words.SignupSteps(page.Lang, 1)
		}
	}
	return p.page(c, fiber.StatusOK, "notice", page)
}

// noticeState tells whether the visitor's company has agreed, and whether this person may.
func (p *Portal) noticeState(c *fiber.Ctx, who station.Actor) (agreed, may bool, err error) {
	s, err := p.rooms.Gate.Admit(c.UserContext(), who, "company.read", who.Company)
	if err != nil {
		return false, false, err
	}
	if agreed, err = p.rooms.People.Agreed(c.UserContext(), s, accounts.ConsentPrivacy, accounts.PrivacyVersion); err != nil {
		return false, false, err
	}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), who, "consent.give", who.Company)
	return agreed, refused == nil, nil
}

func (p *Portal) agreeNotice(c *fiber.Ctx) error {
	back := localPath(c.FormValue("return"), "/home")
	if c.FormValue("agree") == "" || c.FormValue("version") != accounts.PrivacyVersion {
		kept, err := p.rooms.People.Retention(c.UserContext(), p.place(c).ID)
		if err != nil {
			return err
		}
		page := NoticePage{Chrome: p.chrome(c, ""), Version: accounts.PrivacyVersion, Since: noticeSince, Ask: true, Return: back, Steps: p.words.SignupSteps(p.lang(c), 1), Kept: kept}
		page.Form.Complain("agree", station.Say("notice.must_agree"))
		return p.page(c, fiber.StatusUnprocessableEntity, "notice", page)
	}
	if err := p.rooms.People.Agree(c.UserContext(), scope(c), accounts.ConsentPrivacy, accounts.PrivacyVersion); err != nil {
		return err
	}
	return c.Redirect(back, fiber.StatusSeeOther)
}

// staffLinks are the pages of the staff, each with the action that opens it.
var staffLinks = []struct{ action, title, note, url, icon string }{
	{"desk.read", "desk.title", "desk.link", "/desk", "shield"},
	{"recovery.issue", "desk.recover", "desk.link_recover", "/desk/recover", "key"},
	{"recovery.issue", "desk.factors", "desk.link_factors", "/desk/factors", "key"},
	{"rules.read", "release.title", "release.link_note", "/rules", "book"},
	{"insight.read", "insight.title", "insight.link", "/insight", "radar"},
	{"settings.read", "admin.station", "admin.link_station", "/admin/station", "home"},
	{"settings.read", "admin.units", "admin.link_units", "/admin/units", "desk"},
	{"settings.read", "connect.title", "connect.link", "/admin/connections", "link"},
	{"settings.read", "holidays.title", "holidays.link", "/admin/holidays", "flag"},
	{"settings.read", "retention.title", "retention.link", "/admin/retention", "clock"},
	{"staff.read", "admin.staff", "admin.link_staff", "/admin/staff", "people"},
	{"expert.read", "expert.list", "expert.list_link", "/admin/experts", "user"},
	{"insight.brief", "brief.list", "brief.link", "/insight/briefs", "doc"},
	{"review.queue", "review.queue", "review.queue_link", "/expert/reviews", "doc"},
	{"review.queue", "dispute.list", "dispute.list_link", "/expert/disputes", "warn"},
	{"review.queue", "texts.title", "texts.link", "/expert/texts", "chat"},
	{"review.queue", "case.list", "case.link", "/expert/cases", "book"},
	{"expert.read", "sign.keys", "sign.keys_link", "/admin/signing-keys", "key"},
	{"expert.card", "expert.title", "expert.link", "/account/expert", "user"},
	{"job.read", "admin.jobs", "admin.link_jobs", "/admin/jobs", "clock"},
	{"job.read", "outbox.title", "outbox.link", "/admin/messages", "bell"},
	{"settings.read", "versions.title", "versions.link", "/admin/versions", "doc"},
	{"audit.read", "admin.audit", "admin.link_audit", "/admin/audit", "eye"},
}

func (p *Portal) showStaff(c *fiber.Ctx) error {
	chrome := p.chrome(c, "home")
	page := StaffHome{Chrome: chrome, Headline: station.Say("staff.nothing_waits")}
	for _, link := range staffLinks {
		if p.allows(c, link.action) {
			page.Links = append(page.Links, Link{Label: p.say(chrome.Lang, link.title), URL: link.url, Icon: link.icon, Note: p.say(chrome.Lang, link.note)})
		}
	}
	return p.page(c, fiber.StatusOK, "staffhome", page)
}

// postedForm keeps what was typed, so that a refused form comes back with it. Passwords are not kept.
func postedForm(c *fiber.Ctx, names ...string) Form {
	form := Form{Values: map[string][]string{}}
	for _, name := range names {
		for _, value := range postedAll(c, name) {
			form.Values[name] = append(form.Values[name], value)
		}
	}
	return form
}

// postedAll gives every posted value of a name, from either kind of form.
func postedAll(c *fiber.Ctx, name string) []string {
	var out []string
	if form, err := c.MultipartForm(); err == nil {
		return append(out, form.Value[name]...)
	}
	for _, value := range c.Request().PostArgs().PeekMulti(name) {
		out = append(out, string(value))
	}
	return out
}
