package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
)

// briefRoutes are the monthly briefs of analysts.
func (p *Portal) briefRoutes(app *fiber.App) {
	app.Get("/insight/briefs", p.may("insight.brief"), p.briefed, p.showBriefs)
	app.Post("/insight/briefs", p.may("insight.brief"), p.briefed, p.startBrief)
	app.Get("/insight/briefs/new", p.may("insight.brief"), p.briefed, p.showNewBrief)
	app.Get("/insight/briefs/:brief", p.may("insight.brief"), p.briefed, p.showBrief)
	app.Post("/insight/briefs/:brief", p.may("insight.brief"), p.briefed, p.saveBrief)
	app.Get("/insight/briefs/:brief/preview", p.may("insight.brief"), p.briefed, p.previewBrief)
	app.Post("/insight/briefs/:brief/publish", p.may("insight.brief"), p.briefed, p.publishBrief)
	app.Post("/insight/briefs/:brief/correct", p.may("insight.brief"), p.briefed, p.correctBrief)
	app.Post("/insight/briefs/:brief/drop", p.may("insight.brief"), p.briefed, p.dropBrief)
	app.Get("/insight/briefs/:brief/brief.pdf", p.may("insight.brief"), p.briefed, p.briefPDF)
	app.Get("/insight/briefs/:brief/brief.docx", p.may("insight.brief"), p.briefed, p.briefDOCX)
}

// briefed lets nobody further where this node has no releases.
func (p *Portal) briefed(c *fiber.Ctx) error {
	if p.rooms.Briefs == nil || p.rooms.Insights == nil {
		return fiber.ErrNotFound
	}
	return c.Next()
}

func (p *Portal) briefChrome(c *fiber.Ctx, more ...Crumb) Chrome {
	list := Crumb{Say: station.Say("brief.list")}
	if len(more) > 0 {
		list.URL = "/insight/briefs"
	}
	chrome := p.chrome(c, "insight", append([]Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, list}, more...)...)
	if len(more) == 0 {
		chrome.Siblings = InsightTabs(insights.Room, "briefs")
	}
	return chrome
}

const briefPageSize = 20

func (p *Portal) showBriefs(c *fiber.Ctx) error {
	page := BriefsPage{Chrome: p.briefChrome(c)}
	after, _ := uuid.Parse(c.Query("after")) // nothing begins
	found, more, err := p.rooms.Briefs.List(c.UserContext(), scope(c), after, briefPageSize)
	if err != nil {
		return err
	}
	for _, one := range found {
		page.Briefs = append(page.Briefs, p.briefRow(one))
	}
	if more {
		page.Pager.Next = "/insight/briefs?after=" + found[len(found)-1].ID.String()
	}
	releases, err := p.rooms.Insights.History(c.UserContext(), scope(c), insights.Outside, 1)
	if err != nil {
		return err
	}
	page.CanStart = len(releases) > 0
	if c.Query("done") == "dropped" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("brief.dropped")})
	}
	return p.page(c, fiber.StatusOK, "briefs", page)
}

// newestBriefable is how many of the latest releases a brief may be written about.
const newestBriefable = 6

func (p *Portal) showNewBrief(c *fiber.Ctx) error { return p.newBriefPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) newBriefPage(c *fiber.Ctx, status int, form Form) error {
	lang := p.lang(c)
	page := BriefNewPage{Chrome: p.briefChrome(c, Crumb{Say: station.Say("brief.new")}), Form: form}
	releases, err := p.rooms.Insights.History(c.UserContext(), scope(c), insights.Outside, newestBriefable)
	if err != nil {
		return err
	}
	for _, r := range releases {
		key := "brief.release_option"
		if r.Release.Synthetic {
			key = "brief.release_made_up"
		}
		page.Releases = append(page.Releases, Option{Value: r.Hash, Label: p.say(lang, key, "cut", DateYear(lang, briefCut(r)), "hash", r.Hash[:8])})
	}
	for _, l := range Languages() {
		page.Langs = append(page.Langs, Option{Value: l, Label: p.say(lang, "brief.lang_"+l)})
	}
	if form.Values == nil && len(releases) > 0 {
		at := briefCut(releases[0]).AddDate(0, 0, -1) // a cut on the first of a month is of the month before
		page.Form = Form{Values: map[string][]string{"release": {releases[0].Hash}, "lang": {lang}, "title": {p.say(lang, "brief.of_month", "year", strconv.Itoa(at.Year()), "month", int(at.Month()))}}}
	}
	return p.page(c, status, "brief_new", page)
}

func briefCut(p *insights.Published) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, p.Release.Cut, shanghai)
	if err != nil {
		return p.At
	}
	return at
}

func (p *Portal) startBrief(c *fiber.Ctx) error {
	form := postedForm(c, "release", "lang", "title")
	d := brief.Draft{Lang: form.Value("lang"), Title: strings.TrimSpace(form.Value("title"))}
	if !slices.Contains(Languages(), d.Lang) {
		form.Complain("lang", station.Say("brief.pick_language"))
	}
	if d.Title == "" || len(d.TooLong()) > 0 {
		form.Complain("title", station.Say("brief.no_title"))
	}
	source, err := p.briefSource(c, form.Value("release"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		form.Complain("release", station.Say("brief.pick_release"))
	} else if err != nil {
		return err
	}
	if len(form.Errors) > 0 {
		return p.newBriefPage(c, fiber.StatusUnprocessableEntity, form)
	}
	offers := source.Offers()
	for _, k := range brief.Kinds() {
		d.Sections = append(d.Sections, brief.Section{Kind: k, Chosen: slices.Contains(offers, k) && k != brief.Countries})
	}
	cut, err := time.Parse(time.DateOnly, source.Release.Cut)
	if err != nil {
		return err
	}
	in := insights.Brief{ID: requestID(c), Release: source.Hash, Cut: cut, Draft: d}
	if err := p.rooms.Briefs.Start(c.UserContext(), scope(c), in); err != nil {
		return err
	}
	return c.Redirect(briefURL(in.ID)+"?done=started", fiber.StatusSeeOther)
}
