package web

import (
	"context"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
)

// Insights are the releases of a station as its analysts read them, and the log of who read which; the room insights keeps them.
type Insights interface {
	Latest(ctx context.Context, s accounts.Scope, audience insights.Audience) (*insights.Published, error)
	ByHash(ctx context.Context, s accounts.Scope, audience insights.Audience, hash string) (*insights.Published, error)
	History(ctx context.Context, s accounts.Scope, audience insights.Audience, limit int) ([]*insights.Published, error)
	Lines(ctx context.Context, s accounts.Scope, audience insights.Audience, after string, limit int) ([]ReleaseLine, error)
	NoteRead(ctx context.Context, s accounts.Scope, r Reading) error
	Reads(ctx context.Context, s accounts.Scope, after uuid.UUID, limit int) ([]ReadLine, error)
}

// ReleaseLine is a release in a list.
type ReleaseLine struct {
	Hash      string
	Cut       string // a day
	At        time.Time
	K         int
	Synthetic bool
	Withheld  []string // tables
}

// Reading is one look at a release, or one file taken of it.
type Reading struct {
	Release  string // its hash
	Audience insights.Audience
	Table    string // empty: the release as a whole
	Format   string
}

// ReadLine is a kept reading.
type ReadLine struct {
	Reading
	ID     uuid.UUID
	At     time.Time
	Person string
}

// earlierReleases is how far back pages look: a quarter of weekly releases, and the year for the trend.
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

// released gives what an address asks for, the newest first: the one release that is named, or all that are known. Its first is of the newest cut.
// There is none where the station has not published yet.
func (p *Portal) released(c *fiber.Ctx, ask InsightAsk) ([]*insights.Published, error) {
	if p.rooms.Insights == nil {
		return nil, nil
	}
	if ask.Hash != "" {
		one, err := p.rooms.Insights.ByHash(c.UserContext(), scope(c), ask.Audience, ask.Hash)
		if err != nil {
			return nil, err
		}
		return []*insights.Published{one}, nil
	}
	return p.rooms.Insights.History(c.UserContext(), scope(c), ask.Audience, earlierReleases)
}

// holding is the first release that has a table: a release of a week holds only what is due that week.
func holding(all []*insights.Published, table string) *insights.Published {
	for _, one := range all {
		if _, has := one.Table(table); has {
			return one
		}
	}
	return nil
}

// noteRead keeps that somebody looked. What cannot be kept is not shown.
func (p *Portal) noteRead(c *fiber.Ctx, of *insights.Published, table, format string) error {
	return p.rooms.Insights.NoteRead(c.UserContext(), scope(c), Reading{Release: of.Hash, Audience: of.Audience, Table: table, Format: format})
}

// cutOf is the day of a release.
func cutOf(of *insights.Published) time.Time { return cutDay(of.Release.Cut) }

// cutDay reads a day of a release; the zero time where there is none.
func cutDay(text string) time.Time {
	at, err := time.ParseInLocation(time.DateOnly, text, shanghai)
	if err != nil {
		return time.Time{}
	}
	return at
}
