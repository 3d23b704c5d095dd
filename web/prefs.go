package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

const prefsAge = 365 * 24 * time.Hour

// lang is the language of the visitor: as chosen, else as the browser prefers, else Chinese.
func (p *Portal) lang(c *fiber.Ctx) string {
	switch c.Cookies(p.cookie("lang")) {
	case English:
		return English
	case Chinese:
		return Chinese
	}
	if c.AcceptsLanguages("zh", "en") == English {
		return English
	}
	return Chinese
}

// chrome builds what every page has around its content.
func (p *Portal) chrome(c *fiber.Ctx, active string, crumbs ...Crumb) Chrome {
	lang := p.lang(c)
	theme := c.Cookies(p.cookie("theme"))
	if theme != "light" && theme != "dark" {
		theme = ""
	}
	place := p.place(c)
	chrome := Chrome{Lang: lang, Theme: theme, Large: c.Cookies(p.cookie("print")) == "large", CSRF: p.formToken(c), Demo: p.site.Demo, PasswordKinds: p.rooms.People.Passwords().Kinds,
		StationName: place.Name(lang), StationShort: place.Short(lang), DeskPhone: place.DeskPhone, ICPRecord: place.ICPRecord, PoliceRecord: place.PoliceRecord,
		Path: localPath(c.OriginalURL(), "/"), Active: active, Crumbs: crumbs, Guide: p.guideTo(c)}
	if place.Logo.Digest != "" {
		chrome.LogoURL = "/logo/" + place.Logo.Digest
	}
	if c.Method() != fiber.MethodGet {
		chrome.Path = "/"
	}
	if who := actor(c); who.Person != (station.PersonID{}) {
		company, _ := c.Locals("company").(string)
		chrome.Actor = &ChromeActor{Name: who.Name, Company: company, RoleKey: string(who.Role)}
		chrome.Person = p.markOf(who.Person)
		chrome.Unread = p.unread(c, who)
		chrome.Leaving = p.planned(c, who)
	}
	return chrome
}

// setPreferences keeps language, theme and print size in cookies and comes back.
func (p *Portal) setPreferences(c *fiber.Ctx) error {
	choices := map[string][]string{"lang": Languages(), "theme": {"light", "dark", "system"}, "print": {"normal", "large"}}
	for name, allowed := range choices {
		for _, value := range allowed {
			if c.FormValue(name) == value {
				p.setCookie(c, name, value, prefsAge)
				if name == "lang" { // messages come in it too
					if err := p.rooms.People.SetLang(c.UserContext(), scope(c), value); err != nil {
						return err
					}
				}
			}
		}
	}
	return c.Redirect(localPath(c.FormValue("return"), "/"), fiber.StatusSeeOther)
}
