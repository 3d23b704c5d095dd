package web

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web/help"
)

// Site is what a deployment decides.
type Site struct {
	PublicURL string // https://… in production; empty = plain http on loopback
	Demo      bool
	// Station names the first station of a new installation; later its administrator does.
	Station        accounts.Station
	TrustedProxies []string // addresses or networks of the proxies whose X-Forwarded-For is believed
	// StaffFactorOptional lets the staff work without a second factor: in a demo, or where a
	// gateway before the portal has asked for one.
	StaffFactorOptional bool
}

// secure tells whether cookies may go over TLS only.
func (s Site) secure() bool {
	u, err := url.Parse(s.PublicURL)
	return err == nil && u.Scheme == "https"
}

// Answerer answers a question about a profile; the room advisor is one.
type Answerer interface {
	Answer(ctx context.Context, q Ask, say func(Piece) error) error
	// Label says who answers at a station.
	Label(at station.StationID, lang string) string
}

// Ask is a question about a profile, or about one finding of it. Document is the kept profile.
type Ask struct {
	Question string
	Lang     string
	Station  station.StationID
	Document json.RawMessage
	Finding  string // key of a finding; empty = the whole profile
	Tenant   string // for budgets; names nobody
}

// Piece is a part of an answer on its way out.
type Piece struct {
	Text    string       // more of the answer
	Say     station.Text // or a fixed sentence
	Cite    []Cited
	Done    bool // the answer is whole
	Partial bool // it ended early and says so
}

// Cited is one thing that an answer rests on.
type Cited struct {
	Key   string // finding key or rule id
	Title string
}

// Rooms are the doors that the portal opens.
type Rooms struct {
	Gate    accounts.Gate
	People  *accounts.Store
	Checks  *assessments.Room
	Reviews *reviews.Room
	// Insights are the published releases of aggregate risk.
	Insights *insights.Store
	Notices  *notices.Room
	Advisor  Answerer
	Files    *files.Room
	// Briefs are what analysts write of releases; nil where this node has none.
	Briefs *insights.Briefs
	// Mailbox takes the mails of the demo; nil anywhere else.
	Mailbox Mailbox
	// Rulebook opens archives of rules that are proposed; nil where rules are not released on pages.
	Rulebook Rulebook
	// Jobs is the queue of background work; nil where this node has none.
	Jobs Queue
	// Connections are what stations set of how messages leave and who answers questions; Holidays what they set of working days.
	Connections Connections
	Holidays    *calendar.Book
	// Days are the calendars that come of it.
	Days Calendars
	// Program tells what the program is made of.
	Program Program
	// Outbox tells of messages that wait or failed; nil where this node has no background work.
	Outbox Outbox
	// Anchors are what the audit trails are held against; nil where there are none.
	Anchors *accounts.Anchors
}

// Queue is background work as an administrator looks at it.
type Queue interface {
	Unfinished(ctx context.Context) ([]pg.Job, error)
	TryAgain(ctx context.Context, id int64, record func(kind string) error) error
}

// Connections are how stations reach what lies outside, as this node uses them.
type Connections interface {
	// Servers are the server's settings of a kind as they may be shown: nil where there are none.
	Servers(kind string) map[string]string
	// InUse is what a station uses at this moment: its own, else the server's.
	InUse(at station.StationID) (notices.Outward, *advisor.Advisor)
	// Refresh reads at once what was changed on this node.
	Refresh(ctx context.Context) error
}

// Outbox is what waits to leave the house, as an administrator looks at it.
type Outbox interface {
	Backlog(ctx context.Context) (notices.Backlog, error)
	// RetryMails sends mails that failed for a station and its companies once more, and gives how many.
	RetryMails(ctx context.Context, at station.StationID) (int, error)
}

// Rulebook gives the rules of an archive, if a trusted key signed it and it passes every check.
type Rulebook interface {
	Open(ctx context.Context, archive []byte) (*rules.Engine, rules.Files, error)
}

// Portal is the portal: the route table and what its handlers need.
type Portal struct {
	rooms      Rooms
	site       Site
	views      *Views
	words      *Words
	guide      *help.Book
	log        *slog.Logger
	clock      func() time.Time
	secret     []byte
	columnBook columnBook
	app        *fiber.App
	proxies    []netip.Prefix
	places     places
	exports    leavingNow
	logos      logos
	live       liveStreams
	ready      func(ctx context.Context) error

	exportLimit int // lines of a trail in a file
}

// Limits of a request.
const (
	maxBody       = 6 << 20 // an upload of 5 MB and its envelope
	formBody      = 256 << 10
	handlerTime   = 8 * time.Second
	idleTime      = 60 * time.Second
	transferTime  = 60 * time.Second
	maxConcurrent = 2048
	maxPerAddress = 512 // connections from one address, where no proxy stands before us
)

// sayings are the words, pages and guide that lie in the program. No deployment changes them, so that they are made once a process.
var sayings = sync.OnceValues(func() (out struct {
	words *Words
	views *Views
	guide *help.Book
}, err error) {
	if out.words, err = LoadWords(); err != nil {
		return out, err
	}
	if out.views, err = NewViews(out.words); err != nil {
		return out, err
	}
	out.guide, err = OpenGuide(out.words)
	return out, err
})

// New builds the portal. It fails on a template that does not parse and on words that are missing.
func New(rooms Rooms, site Site, log *slog.Logger, clock func() time.Time, ready func(ctx context.Context) error) (*Portal, error) {
	say, err := sayings()
	if err != nil {
		return nil, err
	}
	p := &Portal{rooms: rooms, site: site, views: say.views, words: say.words, guide: say.guide, log: log, clock: clock, ready: ready, exportLimit: exportLimit}
	if _, err := Columns(rooms.Checks.Engine()); err != nil {
		return nil, err
	}
	if err := rooms.People.NameFirstStation(context.Background(), site.Station); err != nil {
		return nil, err
	}
	if err := p.learnPlaces(context.Background()); err != nil {
		return nil, err
	}
	secret, err := rooms.People.Secret(context.Background(), "forms")
	if err != nil {
		return nil, err
	}
	p.secret = []byte(secret)
	rooms.People.TellBy(accounts.Tell{NewDevice: p.newDevice, RecoveryUsed: p.recoveryUsed})
	if p.proxies, err = parseProxies(site.TrustedProxies); err != nil {
		return nil, err
	}
	p.app = fiber.New(fiber.Config{
		// the body is read by the handlers, after its size and its sender are known
		StreamRequestBody: true, DisablePreParseMultipartForm: true,
		Immutable: true, BodyLimit: noteBody, Concurrency: maxConcurrent,
		ReadTimeout: transferTime, WriteTimeout: transferTime, IdleTimeout: idleTime,
		DisableStartupMessage: true, ErrorHandler: p.fail, StrictRouting: true, CaseSensitive: true,
		ReduceMemoryUsage: true, GETOnly: false, UnescapePath: false, ServerHeader: "",
	})
	if len(p.proxies) == 0 {
		p.app.Server().MaxConnsPerIP = maxPerAddress
	}
	p.routes()
	return p, nil
}

// parseProxies reads addresses and networks of proxies.
func parseProxies(texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		text = strings.TrimSpace(text)
		if prefix, err := netip.ParsePrefix(text); err == nil {
			out = append(out, prefix)
			continue
		}
		addr, err := netip.ParseAddr(text)
		if err != nil {
			return nil, fmt.Errorf("trusted proxy %q is neither an address nor a network such as 10.0.0.0/8", text)
		}
		out = append(out, netip.PrefixFrom(addr, addr.BitLen()))
	}
	return out, nil
}

// Serve answers on a listener until it is closed.
func (p *Portal) Serve(listener net.Listener) error { return p.app.Listener(listener) }

// Shutdown lets what is in flight finish, for so long at the most.
func (p *Portal) Shutdown(within time.Duration) error {
	p.live.close()
	return p.app.ShutdownWithTimeout(within)
}

// App gives the Fiber app, for tests that enumerate its routes.
func (p *Portal) App() *fiber.App { return p.app }

// actor gives who is signed in.
func actor(c *fiber.Ctx) station.Actor {
	who, _ := c.Locals("actor").(station.Actor)
	return who
}

// scope gives what the gate gave for this route.
func scope(c *fiber.Ctx) accounts.Scope {
	s, _ := c.Locals("scope").(accounts.Scope)
	return s
}
