package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web/help"
)

// HelpPage is the contents of the guide, or what a search in it found. Page "help". Input: q.
type HelpPage struct {
	Chrome
	Query               string
	Hits                []help.Hit
	Own, Common, Others []help.Chapter // those of the visitor's role first
}

// HelpChapterPage is one chapter. Page "help_chapter".
type HelpChapterPage struct {
	Chrome
	Chapter       help.Chapter
	Before, After help.Chapter // no name = there is none
}

// OpenGuide renders the guide with the words of the catalogues. It fails on a chapter that is broken.
func OpenGuide(words *Words) (*help.Book, error) {
	return help.Load(func(lang, key string) (string, bool) {
		return words.T(lang, station.Say(key)), words.Has(lang, key)
	})
}

// guideTo is the path of the guide that explains the page of this request to who asks.
func (p *Portal) guideTo(c *fiber.Ctx) string {
	route := c.Route().Path
	if route == "/" && c.Path() != "/" {
		return help.Root // the page of a fault: no route was found
	}
	return p.guide.For(route, actor(c).Role)
}

func (p *Portal) showHelp(c *fiber.Ctx) error {
	page := HelpPage{Chrome: p.chrome(c, "help"), Query: strings.TrimSpace(c.Query("q"))}
	page.Crumbs = []Crumb{homeCrumb(page.Chrome), {Say: station.Say("help.title")}}
	if page.Query != "" {
		page.Hits = p.guide.Search(page.Lang, page.Query)
	}
	page.Own, page.Common, page.Others = p.guide.Chapters(page.Lang, actor(c).Role)
	return p.page(c, fiber.StatusOK, "help", page)
}

func (p *Portal) showHelpChapter(c *fiber.Ctx) error {
	chrome := p.chrome(c, "help")
	chapter, before, after, ok := p.guide.Find(chrome.Lang, c.Params("chapter"))
	if !ok {
		return &station.Fault{Kind: station.NotFound, Say: station.Say("help.no_chapter")}
	}
	chrome.Crumbs = []Crumb{homeCrumb(chrome), {Say: station.Say("help.title"), URL: help.Root}, {Label: chapter.Title}}
	return p.page(c, fiber.StatusOK, "help_chapter", HelpChapterPage{Chrome: chrome, Chapter: chapter, Before: before, After: after})
}

// homeCrumb is the first step of the way to a page that anybody reads.
func homeCrumb(c Chrome) Crumb { return Crumb{Say: station.Say("nav.home"), URL: c.Home()} }

// helpPicture serves a picture of the guide under the name of its digest: it never changes, so it is kept for a year.
func helpPicture(c *fiber.Ctx, below string) error {
	body, ok := help.Picture(below)
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, "image/webp")
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'")
	return c.Send(body)
}
