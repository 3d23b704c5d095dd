package web

import (
	"archive/zip"
	"bufio"
	"context"
	"io"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

const (
	exportTime    = 15 * time.Minute // how long a whole export may take, with a slow reader
	exportsAtOnce = 6                // on one node, and one a company
)

// leavingNow are the companies whose archives are on their way out of this node.
type leavingNow struct {
	mu   sync.Mutex
	busy map[station.CompanyID]bool
}

// begin tells whether another archive may be made.
func (l *leavingNow) begin(company station.CompanyID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.busy) >= exportsAtOnce || l.busy[company] {
		return false
	}
	if l.busy == nil {
		l.busy = map[station.CompanyID]bool{}
	}
	l.busy[company] = true
	return true
}

func (l *leavingNow) end(company station.CompanyID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.busy, company)
}

// exportEverything gives the owner all that the company gave, as one archive that is made while it is sent: nothing of it is laid down
// anywhere. What goes wrong on the way ends the connection before the last byte, and the archive has no directory, which every program
// that opens one looks for first: a torn export never looks whole.
func (p *Portal) exportEverything(c *fiber.Ctx) error {
	s, lang, at := scope(c), p.lang(c), p.clock()
	if !p.exports.begin(s.Company()) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return &station.Fault{Kind: station.Unavailable, Say: station.Say("export.busy")}
	}
	if err := p.rooms.People.RecordExport(c.UserContext(), s); err != nil {
		p.exports.end(s.Company())
		return err
	}
	from, to := io.Pipe()
	conn := c.Context().Conn()
	go func() {
		defer p.exports.end(s.Company())
		ctx, cancel := context.WithTimeout(context.Background(), exportTime)
		defer cancel()
		err := p.writeExport(ctx, &renewed{to, conn}, s, lang, at)
		if err != nil {
			p.log.Warn("export ended early", "error", scrub(err))
		}
		_ = to.CloseWithError(err) // nil ends it well
	}()
	c.Set(fiber.HeaderContentType, "application/zip")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="station-export-`+at.In(shanghai).Format("20060102-1504")+`.zip"`)
	c.Context().SetBodyStream(from, -1)
	return nil
}

// renewed writes to a reader that may be slow: each piece has a minute of its own.
type renewed struct {
	to   io.Writer
	conn net.Conn
}

// Write sends a piece on.
func (r *renewed) Write(b []byte) (int, error) {
	if err := r.conn.SetWriteDeadline(time.Now().Add(transferTime)); err != nil {
		return 0, err
	}
	return r.to.Write(b)
}

// writeExport writes the archive. Only when it returns nil the archive is whole.
func (p *Portal) writeExport(ctx context.Context, to io.Writer, s accounts.Scope, lang string, at time.Time) error {
	buffered := bufio.NewWriterSize(to, 64<<10)
	e := &exporting{p: p, ctx: ctx, scope: s, lang: lang, at: at, zip: zip.NewWriter(buffered)}
	for _, part := range []func() error{e.readme, e.sheets, e.lists, e.profiles, e.waiting, e.files} {
		if err := part(); err != nil {
			return err // without its directory the archive is torn, and says so
		}
	}
	if err := e.zip.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}
