// Package stories fills every page with invented data, for looking at and for tests.
// The company, its people and its figures do not exist.
package stories

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

// Story is one page in one state.
type Story struct {
	Name string // of the file
	Page string // of the template
	Make func(t Telling) any
}

// Telling is how a story is told: the frame of the page, which names the language, and the words.
type Telling struct {
	Chrome web.Chrome
	Words  *web.Words
}

// in picks the text of the telling's language.
func (t Telling) in(zh, en string) string {
	if t.Chrome.Lang == web.English {
		return en
	}
	return zh
}

// at is the frame of a page inside the navigation.
func (t Telling) at(active string, crumbs ...web.Crumb) web.Chrome {
	c := t.Chrome
	c.Active = active
	c.Path = "/" + active
	c.Person = "5f3a9c0e1b7d2468"
	c.Actor = &web.ChromeActor{Name: t.in("陈静", "Chen Jing"), Company: t.in("澜桥精密", "Lanqiao Precision"), RoleKey: string(station.Owner)}
	if len(crumbs) > 0 {
		c.Crumbs = append([]web.Crumb{{Say: station.Say("nav.home"), URL: "/home"}}, crumbs...)
	}
	return c
}

// key is a crumb that the catalogue words.
func key(k, url string) web.Crumb { return web.Crumb{Say: station.Text{Key: k}, URL: url} }

// NewTelling is the frame that all stories share.
func NewTelling(words *web.Words, lang string) Telling {
	t := Telling{Words: words, Chrome: web.Chrome{Lang: lang, CSRF: "story", Demo: true, DeskPhone: "0000-12345", Path: "/", Guide: "/help"}}
	t.Chrome.StationName = t.in("澜州市公安局出入境管理支队", "Lan City Exit-Entry Police")
	t.Chrome.StationShort = t.in("澜州公安出入境", "Lan City Police")
	return t
}

// All lists every story.
func All() []Story {
	var all []Story
	for _, part := range [][]Story{public(), company(), checks(), again(), lists(), profiles(), talk(), releases(), people(), second(), setup(), admin(), stationSettings(), registry(), desk(), notices(), trust(), experts(), expertReviews(), threads(), cases(), judgement(), disputes(), inWord(), signing(), insight(), briefs(), cohorts(), guide()} {
		all = append(all, part...)
	}
	return all
}

// day is a fixed day of November 2026, Shanghai time.
func day(d, hour, minute int) time.Time {
	return time.Date(2026, 11, d, hour, minute, 0, 0, time.FixedZone("", 8*60*60))
}

func bounds(worst, best int) station.Bounds {
	return station.Bounds{Worst: worst, Best: best, Shown: true}
}

func ptr(b station.Bounds) *station.Bounds { return &b }
