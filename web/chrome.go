package web

import (
	"slices"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// Chrome is what every page has around its content. Page structs embed it by value.
type Chrome struct {
	Lang          string // zh or en; anything else is read as zh
	Theme         string // "" follows the system, or light, dark
	Large         bool   // large print
	Nonce         string // kept for the policy header; no page of ours has an inline script
	CSRF          string
	Person        string // mark of who is signed in: what a form or a browser keeps is this person's only
	Demo          bool   // the banner 演示 on every page
	StationName   string // who runs this station, in the page's language
	LogoURL       string // the station's own mark; empty = the built-in one
	StationShort  string // the same for a phone's width; may be empty
	DeskPhone     string // a person is one tap away on every page
	ICPRecord     string // 备案号 of the site; may be empty
	PoliceRecord  string // 公安备案号; may be empty
	PasswordKinds bool   // a password has characters of several kinds
	Path          string // this page, where a changed preference comes back to
	Active        string // the navigation item that holds this page: home, checks, profiles, lists, insight
	Actor         *ChromeActor
	Unread        int       // messages that the actor has not read, up to mostUnread
	Leaving       *Deletion // the company is going to be deleted; nil = it is not
	Guide         string    // where the user's guide explains this page
	Flash         []Flash
	Crumbs        []Crumb
	Siblings      []Tab // pages that belong together with this one
}

// PasswordHelp words what a new password has to be.
func (c Chrome) PasswordHelp() string {
	if c.PasswordKinds {
		return "signup.password_help_kinds"
	}
	return "signup.password_help"
}

// ChromeActor is who is signed in, as the head of the page shows it.
type ChromeActor struct {
	Name, Company string
	RoleKey       string // a station.Role
}

// Flash is a short notice above the content: what has just happened, and what comes next.
type Flash struct {
	Level string // info, ok, warn, bad
	Say   station.Text
}

// Crumb is one step of the way to this page. The last has no URL. Say wins over Label.
type Crumb struct {
	Label, URL string
	Say        station.Text
}

// NavItem is one entry of the main navigation; its word is nav.<Key>.
type NavItem struct {
	Key, URL, Icon string
	Current        bool
}

// framed is met by every struct that embeds Chrome.
type framed interface{ frame() Chrome }

func (c Chrome) frame() Chrome { return c }

// Nav is the main navigation for the actor's role.
func (c Chrome) Nav() []NavItem {
	items := []NavItem{{Key: "home", URL: "/", Icon: "home"}}
	switch {
	case c.ForCompany():
		items = []NavItem{
			{Key: "home", URL: "/home", Icon: "home"},
			{Key: "checks", URL: "/self-checks", Icon: "check"},
			{Key: "profiles", URL: "/profiles", Icon: "radar"},
			{Key: "lists", URL: "/lists", Icon: "list"},
		}
	case c.Actor != nil:
		items[0].URL = "/staff"
		if c.Actor.RoleKey == string(station.Analyst) {
			items = append(items, NavItem{Key: "insight", URL: "/insight", Icon: "radar"})
		}
	}
	for i := range items {
		items[i].Current = items[i].Key == c.Active
	}
	return items
}

// ForCompany tells whether the actor acts for a company.
func (c Chrome) ForCompany() bool {
	return c.Actor != nil && slices.Contains([]station.Role{station.Owner, station.Member}, station.Role(c.Actor.RoleKey))
}

// Tabs tells whether the phone has its bar of tabs: companies do. Question pages answer no.
func (c Chrome) Tabs() bool { return c.ForCompany() }

// Home is where the brand leads.
func (c Chrome) Home() string { return c.Nav()[0].URL }

// UnreadWord is the number beside the bell: 7, or 99+.
func (c Chrome) UnreadWord() string { return unreadWord(c.Unread) }

// Initial is the first letter of the actor's name.
func (a ChromeActor) Initial() string {
	r, _ := utf8.DecodeRuneInString(a.Name)
	return string(r)
}

// OtherLang is the language to switch to.
func (c Chrome) OtherLang() string {
	if c.Lang == English {
		return Chinese
	}
	return English
}

// NextTheme is what the theme switch offers: dark, then light, then as the system.
func (c Chrome) NextTheme() string {
	return map[string]string{"": "dark", "dark": "light", "light": "system"}[c.Theme]
}
