package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

// InboxPage lists a person's messages, the unread ones first. Page "inbox".
type InboxPage struct {
	Chrome
	OnlyUnread bool
	Items      []InboxRow
	Pager      Pager
	Undo       string // names what was marked read just now; empty when nothing was
	Marked     int
	CanHook    bool
}

// InboxRow is one message of the list.
type InboxRow struct {
	ID, URL        string
	Subject, Short string
	At             time.Time
	Unread, Urgent bool
}

// MessagePage is a message that leads to no page of its own. Page "message".
type MessagePage struct {
	Chrome
	Subject    string
	Paragraphs string
	At         time.Time
}

// mostUnread is as far as the number beside the bell counts.
const mostUnread = 100

// unread is how many messages the visitor has not read. A page is shown without the number rather than
// not at all, and waits for it no longer than a moment.
func (p *Portal) unread(c *fiber.Ctx, who station.Actor) int {
	if n, known := c.Locals("unread").(int); known || p.rooms.Notices == nil {
		return n
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), 500*time.Millisecond)
	defer cancel()
	n, err := p.rooms.Notices.Unread(ctx, who, mostUnread)
	if err != nil {
		p.log.Warn("count unread messages", "error", scrub(err))
	}
	c.Locals("unread", n)
	return n
}

func (p *Portal) showInbox(c *fiber.Ctx) error {
	who, only := scope(c).Actor(), c.Query("show") == "unread"
	items, next, err := p.rooms.Notices.Inbox(c.UserContext(), who, p.lang(c), only, notices.ParseCursor(c.Query("after")), pageSize)
	if err != nil {
		return err
	}
	page := InboxPage{Chrome: p.chrome(c, "inbox", p.homeCrumb(c), Crumb{Say: station.Say("inbox.title")}), OnlyUnread: only}
	for _, item := range items {
		id := uuid.UUID(item.ID).String()
		page.Items = append(page.Items, InboxRow{ID: id, URL: "/inbox/" + id, Subject: item.Subject, Short: item.Short, At: item.At, Unread: item.Unread(), Urgent: item.Urgent})
	}
	if next != (notices.Cursor{}) {
		page.Pager.Next = "/inbox?" + url.Values{"show": {c.Query("show")}, "after": {next.String()}}.Encode()
	}
	if c.Query("after") != "" {
		page.Pager.Prev = "/inbox?" + url.Values{"show": {c.Query("show")}}.Encode()
	}
	if at, err := strconv.ParseInt(c.Query("undo"), 10, 64); err == nil && at > 0 {
		page.Undo = strconv.FormatInt(at, 10)
		page.Marked, _ = strconv.Atoi(c.Query("n"))
	}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "webhook.manage", actor(c).Company)
	page.CanHook = refused == nil
	return p.page(c, fiber.StatusOK, "inbox", page)
}

// homeCrumb leads to where the visitor is at home.
func (p *Portal) homeCrumb(c *fiber.Ctx) Crumb {
	if actor(c).Company == (station.CompanyID{}) {
		return Crumb{Say: station.Say("nav.home"), URL: "/staff"}
	}
	return Crumb{Say: station.Say("nav.home"), URL: "/home"}
}

// openMessage marks a message read and goes to the page that it is about.
func (p *Portal) openMessage(c *fiber.Ctx) error {
	if to := elsewhere(c.Path()); to != "" {
		return c.Redirect(to, fiber.StatusSeeOther)
	}
	id, err := id(c, "id")
	if err != nil {
		return err
	}
	item, err := p.rooms.Notices.Open(c.UserContext(), scope(c).Actor(), p.lang(c), notices.NoticeID(id))
	if err != nil {
		return err
	}
	if item.Link != "" {
		return c.Redirect(localPath(item.Link, "/inbox"), fiber.StatusSeeOther)
	}
	page := MessagePage{Chrome: p.chrome(c, "inbox", p.homeCrumb(c), Crumb{Say: station.Say("inbox.title"), URL: "/inbox"}, Crumb{Label: item.Subject}), Subject: item.Subject, Paragraphs: item.Body, At: item.At}
	return p.page(c, fiber.StatusOK, "message", page)
}

// markMessage marks one message read.
func (p *Portal) markMessage(c *fiber.Ctx) error {
	id, err := id(c, "id")
	if err != nil {
		return err
	}
	return p.markRead(c, notices.NoticeID(id))
}

// markAll marks all messages read.
func (p *Portal) markAll(c *fiber.Ctx) error { return p.markRead(c) }

func (p *Portal) markRead(c *fiber.Ctx, ids ...notices.NoticeID) error {
	at, n, err := p.rooms.Notices.MarkRead(c.UserContext(), scope(c).Actor(), ids...)
	if err != nil {
		return err
	}
	show := url.Values{}
	if c.FormValue("show") == "unread" {
		show.Set("show", "unread")
	}
	if n > 0 {
		show.Set("undo", strconv.FormatInt(at.UnixMicro(), 10))
		show.Set("n", strconv.Itoa(n))
	} else if len(ids) == 1 {
		if err := p.known(c, ids[0]); err != nil {
			return err
		}
	}
	return c.Redirect("/inbox?"+show.Encode(), fiber.StatusSeeOther)
}

// known tells apart a message that was read already from one that is not there.
func (p *Portal) known(c *fiber.Ctx, id notices.NoticeID) error {
	_, err := p.rooms.Notices.Open(c.UserContext(), scope(c).Actor(), p.lang(c), id)
	return err
}

// unmark takes back what was marked read just now.
func (p *Portal) unmark(c *fiber.Ctx) error {
	at, err := strconv.ParseInt(c.FormValue("at"), 10, 64)
	if err != nil {
		return c.Redirect("/inbox", fiber.StatusSeeOther)
	}
	if err := p.rooms.Notices.MarkUnread(c.UserContext(), scope(c).Actor(), time.UnixMicro(at)); err != nil {
		return err
	}
	return c.Redirect("/inbox", fiber.StatusSeeOther)
}

// MailboxPage lists the mails that the demo would have sent. Page "mailbox".
type MailboxPage struct {
	Chrome
	Mails []MailRow
}

// MailRow is one mail of the demo's mailbox.
type MailRow struct {
	URL, To, Subject string
	At               time.Time
}

// MailPage is one mail of the demo's mailbox. Page "mail".
type MailPage struct {
	Chrome
	Row         MailRow
	Text        string
	Button      string
	ButtonURL   string
	Unsubscribe string
}

// Mailbox holds the mails of the demo.
type Mailbox interface {
	Mails() []notices.Mail
	Mail(id string) (notices.Mail, bool)
}

func mailRow(m notices.Mail) MailRow {
	return MailRow{URL: "/demo/mailbox/" + m.ID, To: m.To, Subject: m.Subject, At: m.At}
}

func (p *Portal) showMailbox(c *fiber.Ctx) error {
	page := MailboxPage{Chrome: p.chrome(c, "", Crumb{Say: station.Say("nav.home"), URL: "/"}, Crumb{Say: station.Say("mailbox.title")})}
	for _, m := range p.rooms.Mailbox.Mails() {
		page.Mails = append(page.Mails, mailRow(m))
	}
	return p.page(c, fiber.StatusOK, "mailbox", page)
}

func (p *Portal) showMail(c *fiber.Ctx) error {
	m, ok := p.rooms.Mailbox.Mail(c.Params("id"))
	if !ok {
		return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	page := MailPage{Chrome: p.chrome(c, "", Crumb{Say: station.Say("nav.home"), URL: "/"}, Crumb{Say: station.Say("mailbox.title"), URL: "/demo/mailbox"}, Crumb{Label: m.Subject}),
		Row: mailRow(m), Text: m.Text, Button: m.Button, ButtonURL: p.here(m.URL), Unsubscribe: p.here(m.Unsubscribe)}
	return p.page(c, fiber.StatusOK, "mail", page)
}

// here is a path of ours in an address of ours; the demo may be reached by another name than its own.
func (p *Portal) here(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	return localPath(u.RequestURI(), "/")
}

// unreadWord is the number beside the bell.
func unreadWord(n int) string {
	if n >= mostUnread {
		return fmt.Sprintf("%d+", mostUnread-1)
	}
	return strconv.Itoa(n)
}
