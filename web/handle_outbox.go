package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

// OutboxPage tells of messages that wait or failed, as figures: never whose they are. Page "admin_outbox".
type OutboxPage struct {
	Chrome
	Absent    bool // this node has no background work
	Backlog   notices.Backlog
	Minutes   int // for how long the oldest has waited
	Retryable int
	CanRetry  bool
	Late      bool // something waits that should have gone
}

// lateAfter is from when on something that is due counts as late.
const lateAfter = 10 * time.Minute

func (p *Portal) showOutbox(c *fiber.Ctx) error {
	page := OutboxPage{Chrome: p.chrome(c, "home", adminCrumbs("outbox.title")...), CanRetry: p.allows(c, "job.retry"), Absent: p.rooms.Outbox == nil}
	if page.Absent {
		return p.page(c, fiber.StatusOK, "admin_outbox", page)
	}
	var err error
	if page.Backlog, err = p.rooms.Outbox.Backlog(c.UserContext()); err != nil {
		return err
	}
	page.Minutes, page.Late = int(page.Backlog.Oldest/time.Minute), page.Backlog.Oldest > lateAfter
	for _, way := range page.Backlog.Ways {
		page.Retryable += way.Retryable
	}
	if c.Query("sent") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("outbox.retried", "n", intOf(c.Query("sent")))})
	}
	return p.page(c, fiber.StatusOK, "admin_outbox", page)
}

// retryMails sends the mails of the station and its companies that failed once more.
func (p *Portal) retryMails(c *fiber.Ctx) error {
	if p.rooms.Outbox == nil {
		return fiber.ErrNotFound
	}
	n, err := p.rooms.Outbox.RetryMails(c.UserContext(), scope(c).Station())
	if err != nil {
		return err
	}
	if err := p.rooms.People.RecordRetry(c.UserContext(), scope(c), n); err != nil {
		return err
	}
	return c.Redirect("/admin/messages?sent="+strconv.Itoa(n), fiber.StatusSeeOther)
}
