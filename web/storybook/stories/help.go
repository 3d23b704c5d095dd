package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/help"
)

// guide are the pages of the user's guide, with the chapters that are compiled in.
func guide() []Story {
	contents := func(t Telling, query string, c web.Chrome) any {
		book := bookOf(t)
		page := web.HelpPage{Chrome: c, Query: query}
		if query != "" {
			page.Hits = book.Search(c.Lang, query)
		}
		role := station.Anonymous
		if c.Actor != nil {
			role = station.Role(c.Actor.RoleKey)
		}
		page.Own, page.Common, page.Others = book.Chapters(c.Lang, role)
		return page
	}
	return []Story{
		{"help", "help", func(t Telling) any { return contents(t, "", t.at("help", key("help.title", ""))) }},
		{"help-visitor", "help", func(t Telling) any { return contents(t, "", t.Chrome) }},
		{"help-found", "help", func(t Telling) any { return contents(t, t.in("密码", "password"), t.Chrome) }},
		{"help-none", "help", func(t Telling) any { return contents(t, "zzz", t.Chrome) }},
		{"help-chapter", "help_chapter", func(t Telling) any {
			chapter, before, after, _ := bookOf(t).Find(t.Chrome.Lang, "owner")
			return web.HelpChapterPage{Chrome: t.at("help", key("help.title", "/help"), web.Crumb{Label: chapter.Title}), Chapter: chapter, Before: before, After: after}
		}},
		{"help-chapter-visitor", "help_chapter", func(t Telling) any {
			chapter, before, after, _ := bookOf(t).Find(t.Chrome.Lang, "sign-in")
			return web.HelpChapterPage{Chrome: t.Chrome, Chapter: chapter, Before: before, After: after}
		}},
	}
}

// bookOf opens the guide with the words of a telling.
func bookOf(t Telling) *help.Book {
	book, err := web.OpenGuide(t.Words)
	if err != nil {
		panic(err) // a broken chapter also stops the portal's start
	}
	return book
}
