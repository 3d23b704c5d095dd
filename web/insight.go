package web

import (
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
)

// earlierReleases is how far back the trend looks: a year of weekly releases.
const earlierReleases = 53

// InsightAsk is which release an address asks for: the newest of an audience, or one by its hash.
type InsightAsk struct {
	Audience insights.Audience
	Hash     string
}

var noSuchRelease = &station.Fault{Kind: station.NotFound, Say: station.Say("insight.no_release")}

func insightAsked(c *fiber.Ctx) (InsightAsk, error) {
	ask := InsightAsk{Audience: insights.Room, Hash: c.Query("release")}
	if c.Query("view") == string(insights.Outside) {
		ask.Audience = insights.Outside
	}
	if ask.Hash != "" && !hashForm.MatchString(ask.Hash) {
		return ask, noSuchRelease
	}
	return ask, nil
}

// to is the address of a page of the same release and audience. Pairs of name and value may follow; empty ones are left out.
func (a InsightAsk) to(path string, pairs ...string) string {
	query := url.Values{}
	if a.Hash != "" {
		query.Set("release", a.Hash)
	}
	if a.Audience == insights.Outside {
		query.Set("view", string(a.Audience))
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}

// released is the release that an address asks for, by its hash or the newest; nil where the station has not published yet.
func (p *Portal) released(c *fiber.Ctx, ask InsightAsk) (*insights.Published, error) {
	if p.rooms.Insights == nil {
		return nil, nil
	}
	if ask.Hash != "" {
		return p.rooms.Insights.ByHash(c.UserContext(), scope(c), ask.Audience, ask.Hash)
	}
	of, err := p.rooms.Insights.Latest(c.UserContext(), scope(c), ask.Audience)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return nil, nil
	}
	return of, err
}

// noteRead keeps that somebody read a part of a release, in a form. What cannot be kept is not shown.
func (p *Portal) noteRead(c *fiber.Ctx, of *insights.Published, part, form string) error {
	return p.rooms.Insights.NoteRead(c.UserContext(), scope(c), insights.Reading{Audience: of.Audience, Hash: of.Hash, Part: part, Form: form})
}

// cutOf is the day of a release.
func cutOf(of *insights.Published) time.Time { return cutDay(of.Release.Cut) }

// dayOfTable is the day that the numbers of a table are of: one that was not due is carried over as it was.
func dayOfTable(of *insights.Published, name string) time.Time {
	t, _ := of.Table(name)
	if !t.Carried {
		return cutOf(of)
	}
	latest := ""
	for _, c := range t.Cells {
		for _, m := range c.Measures {
			latest = max(latest, m.AsOf)
		}
	}
	return cutDay(latest)
}

// cutDay reads a day of a release; the zero time where there is none.
func cutDay(text string) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, text, shanghai)
	if err != nil {
		return time.Time{}
	}
	return at
}
