package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// How a stream of events goes on. Its grant is asked for anew with each look, so it ends well within five seconds after it was withdrawn.
const (
	liveLook    = 2 * time.Second
	liveBeat    = 15 * time.Second
	liveLife    = 30 * time.Minute // then the browser comes again
	livePerHead = 4                // streams of one person: tabs
)

// liveStreams counts the streams of each person, and tells all that the portal closes.
type liveStreams struct {
	mu   sync.Mutex
	open map[station.PersonID]int
	done chan struct{}
	once sync.Once
}

func (l *liveStreams) enter(who station.PersonID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		l.open = map[station.PersonID]int{}
	}
	if l.open[who] >= livePerHead {
		return false
	}
	l.open[who]++
	return true
}

func (l *liveStreams) leave(who station.PersonID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[who]--; l.open[who] <= 0 {
		delete(l.open, who)
	}
}

// closing is closed when the portal ends.
func (l *liveStreams) closing() chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done == nil {
		l.done = make(chan struct{})
	}
	return l.done
}

func (l *liveStreams) close() { l.once.Do(func() { close(l.closing()) }) }

// live is one stream.
type live struct {
	p      *Portal
	who    station.Actor
	token  string // of the session, whose end ends the stream
	review uuid.UUID
	last   int64
	here   string // as it was sent last
	w      *bufio.Writer
	conn   net.Conn
}

// reviewEvents streams what happens in a review, and who is here, to one of its experts: events without words, on which the page reads anew.
func (p *Portal) reviewEvents(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	who := actor(c)
	if !p.live.enter(who.Person) {
		return &station.Fault{Kind: station.TooMany, Say: station.Say("sign.too_many_streams")}
	}
	s := &live{p: p, who: who, token: c.Cookies(p.cookie("session")), review: which, last: -1, conn: c.Context().Conn()}
	if seq, err := strconv.ParseInt(c.Get("Last-Event-ID"), 10, 64); err == nil && seq >= 0 {
		s.last = seq
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer p.live.leave(who.Person)
		s.w = w
		s.run()
	})
	return nil
}

func (s *live) run() {
	closing := s.p.live.closing()
	tick := time.NewTicker(liveLook)
	defer tick.Stop()
	defer s.gone()
	began, beat := time.Now(), time.Now()
	for {
		sent, err := s.look()
		if err != nil {
			return
		}
		if !sent && time.Since(beat) >= liveBeat {
			if err := s.send(": beat\n\n"); err != nil {
				return
			}
			sent = true
		}
		if sent {
			beat = time.Now()
		}
		if time.Since(began) > liveLife {
			return
		}
		select {
		case <-closing:
			return
		case <-tick.C:
		}
	}
}

// look asks for the grant anew and sends what is new. Fault: whatever ends the stream.
func (s *live) look() (sent bool, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	scope, err := s.let(ctx)
	if err != nil {
		if f, ok := station.AsFault(err); ok && f.Kind != station.Unavailable {
			_ = s.send("event: ended\ndata: {}\n\n") // the reader may be gone
		}
		return false, err
	}
	events, last, here, err := s.p.rooms.Reviews.Live(ctx, scope, s.review, s.last)
	if err != nil {
		s.p.log.Info("a stream of events ended", "error", scrub(err))
		return false, err
	}
	if s.last < 0 {
		s.last = last
		if err := s.send("id: " + strconv.FormatInt(last, 10) + "\nretry: 3000\nevent: began\ndata: {}\n\n"); err != nil {
			return true, err
		}
		sent = true
	}
	for _, e := range events {
		mine := e.Person == s.who.Person
		if err := s.event(e.Seq, "happened", map[string]any{"kind": e.Kind, "ref": e.Ref, "mine": mine}); err != nil {
			return true, err
		}
		s.last, sent = e.Seq, true
	}
	names := []string{}
	for _, h := range here {
		if h.Person != s.who.Person {
			names = append(names, h.Name)
		}
	}
	if said := fmt.Sprint(names); said != s.here {
		s.here, sent = said, true
		return true, s.event(-1, "here", map[string]any{"names": names})
	}
	return sent, nil
}

// let asks whether the reader may still read: session, role and grant.
func (s *live) let(ctx context.Context) (accounts.Scope, error) {
	now, err := s.p.rooms.People.Who(ctx, s.token)
	if err != nil {
		return accounts.Scope{}, err
	}
	if now.Person != s.who.Person {
		return accounts.Scope{}, errEnded
	}
	now.Strong = now.Strong || s.p.site.StaffFactorOptional
	on, err := s.p.rooms.Reviews.Granted(ctx, now.Actor, s.review)
	if err != nil {
		return accounts.Scope{}, err
	}
	return s.p.rooms.Gate.AdmitTo(ctx, now.Actor, "report.read", on)
}

func (s *live) event(seq int64, kind string, data any) error {
	text, err := json.Marshal(data)
	if err != nil {
		return err
	}
	head := ""
	if seq >= 0 {
		head = "id: " + strconv.FormatInt(seq, 10) + "\n"
	}
	return s.send(head + "event: " + kind + "\ndata: " + string(text) + "\n\n")
}

// send renews the deadline first, so that a reader who is stuck is let go and a quiet one is not.
func (s *live) send(text string) error {
	if err := s.conn.SetWriteDeadline(time.Now().Add(transferTime)); err != nil {
		return err
	}
	if _, err := s.w.WriteString(text); err != nil {
		return err
	}
	return s.w.Flush()
}

func (s *live) gone() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := s.p.rooms.Reviews.Gone(ctx, s.who, s.review); err != nil {
		s.p.log.Info("presence stays until it lapses", "error", scrub(err))
	}
}
