package web

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// statuses is the one place that knows which status a fault is.
var statuses = map[station.Kind]int{
	station.Invalid: fiber.StatusUnprocessableEntity, station.Unauthorized: fiber.StatusUnauthorized, station.Forbidden: fiber.StatusForbidden,
	station.NotFound: fiber.StatusNotFound, station.Conflict: fiber.StatusConflict, station.TooMany: fiber.StatusTooManyRequests,
	station.Unavailable: fiber.StatusServiceUnavailable,
}

// faultTime is what the page of a fault may take: who can grant it, how one proves who one is.
const faultTime = 3 * time.Second

// fail turns an error into an answer. Only here is it logged, with a number to quote; the visitor
// sees the fault's words, never the cause.
func (p *Portal) fail(c *fiber.Ctx, err error) error {
	// the handler's own time has ended with it; the page of a fault has a little of its own
	ctx, cancel := context.WithTimeout(context.Background(), faultTime)
	defer cancel()
	c.SetUserContext(ctx)
	status, say := p.meaning(err)
	reference := newReference()
	level := slog.LevelInfo
	if status >= 500 {
		level = slog.LevelError
	}
	p.log.Log(c.UserContext(), level, "request failed", "reference", reference, "method", c.Method(), "route", c.Route().Path, "status", status, "error", scrub(err))
	if led, err := p.askFirst(c, err); led {
		return err
	}
	if status >= 500 {
		c.Locals("unread", 0) // the page of a fault asks the database for nothing more
	}
	if status == fiber.StatusUnauthorized && !wantsJSON(c) && c.Method() == fiber.MethodPost {
		return p.signInAgain(c)
	}
	if errors.Is(err, errForged) && !wantsJSON(c) && actor(c).Person != (station.PersonID{}) {
		if form, ok := sent(c); ok && form.Person == p.markOf(actor(c).Person) {
			return p.resend(c, form, readable(c)) // a page of this person's own, from before they signed in anew
		}
	}
	if status == fiber.StatusUnauthorized && !wantsJSON(c) {
		return c.Redirect("/signin?return="+url.QueryEscape(readable(c)), fiber.StatusSeeOther)
	}
	if status == fiber.StatusTooManyRequests || status == fiber.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "30")
	}
	if wantsJSON(c) {
		return c.Status(status).JSON(fiber.Map{"error": p.words.T(p.lang(c), say), "reference": reference})
	}
	if status == fiber.StatusForbidden && actor(c).Person != (station.PersonID{}) {
		return p.page(c, status, "denied", DeniedPage{Chrome: p.chrome(c, ""), Say: say, HomePath: p.chrome(c, "").Home(), WhoCan: p.whoCan(c, err)})
	}
	page := ErrorPage{Chrome: p.chrome(c, ""), Say: say, Reference: reference}
	if c.Method() == fiber.MethodGet && status >= 500 {
		page.RetryURL = localPath(c.OriginalURL(), "/")
	}
	return p.page(c, status, "error", page)
}

func (p *Portal) meaning(err error) (int, station.Text) {
	if f, ok := station.AsFault(err); ok {
		return statuses[f.Kind], f.Say
	}
	var refused refusal
	if errors.As(err, &refused) {
		return refused.status, refused.say
	}
	var known *fiber.Error
	if errors.As(err, &known) {
		switch {
		case known.Code == fiber.StatusNotFound, known.Code == fiber.StatusMethodNotAllowed:
			return known.Code, station.Say("fault.not_found")
		case known.Code == fiber.StatusRequestEntityTooLarge:
			return known.Code, station.Say("fault.too_large", "size", sizeOf(maxBody))
		case known.Code < fiber.StatusInternalServerError: // a request that the server could not read
			return known.Code, station.Say("fault.malformed")
		}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fiber.StatusServiceUnavailable, station.Say("fault.busy")
	}
	return fiber.StatusInternalServerError, station.Text{}
}

// scrub brings an error to one line of the log. What visitors typed is in no error of ours: a
// fault carries its key, and the forms are checked before the database is asked to read them.
func scrub(err error) string {
	text := strings.ReplaceAll(err.Error(), "\n", " ")
	if len(text) > 500 {
		text = text[:500]
	}
	return text
}

func newReference() string {
	raw := make([]byte, 3)
	_, _ = rand.Read(raw) // never fails
	return strings.ToUpper(hex.EncodeToString(raw))
}

func wantsJSON(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON)
}

// page renders a page whole before a byte goes out: a template that fails never shows half a page.
func (p *Portal) page(c *fiber.Ctx, status int, name string, data any) error {
	var out bytes.Buffer
	if err := p.views.Render(&out, name, data); err != nil {
		if status >= 500 {
			return c.Status(status).SendString("500")
		}
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Status(status).Send(out.Bytes())
}
