package web

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// statuses is the one place that knows which status a fault is.
var statuses = map[station.Kind]int{
	station.Invalid: fiber.StatusUnprocessableEntity, station.Unauthorized: fiber.StatusUnauthorized, station.Forbidden: fiber.StatusForbidden,
	station.NotFound: fiber.StatusNotFound, station.Conflict: fiber.StatusConflict, station.TooMany: fiber.StatusTooManyRequests,
	station.Unavailable: fiber.StatusServiceUnavailable,
}

// fail turns an error into an answer. Only here is it logged, with a number to quote; the visitor
// sees the fault's words, never the cause.
func (p *Portal) fail(c *fiber.Ctx, err error) error {
	status, say := p.meaning(err)
	reference := newReference()
	level := slog.LevelInfo
	if status >= 500 {
		level = slog.LevelError
	}
	p.log.Log(c.UserContext(), level, "request failed", "reference", reference, "method", c.Method(), "route", c.Route().Path, "status", status, "error", scrub(err))
	if status == fiber.StatusUnauthorized && c.Method() == fiber.MethodGet && !wantsJSON(c) {
		return c.Redirect("/signin?return="+url.QueryEscape(c.OriginalURL()), fiber.StatusSeeOther)
	}
	if status == fiber.StatusTooManyRequests || status == fiber.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "30")
	}
	if wantsJSON(c) {
		return c.Status(status).JSON(fiber.Map{"error": p.words.T(p.lang(c), say), "reference": reference})
	}
	if status == fiber.StatusForbidden && actor(c).Person != (station.PersonID{}) {
		return p.page(c, status, "denied", DeniedPage{Chrome: p.chrome(c, ""), Say: say, HomePath: p.chrome(c, "").Home()})
	}
	return p.page(c, status, "error", ErrorPage{Chrome: p.chrome(c, ""), Say: say, Reference: reference, RetryURL: retry(c)})
}

func retry(c *fiber.Ctx) string {
	if c.Method() == fiber.MethodGet {
		return localPath(c.OriginalURL(), "/")
	}
	return ""
}

func (p *Portal) meaning(err error) (int, station.Text) {
	if f, ok := station.AsFault(err); ok {
		return statuses[f.Kind], f.Say
	}
	var known *fiber.Error
	if errors.As(err, &known) {
		switch known.Code {
		case fiber.StatusNotFound, fiber.StatusMethodNotAllowed:
			return known.Code, station.Say("fault.not_found")
		case fiber.StatusRequestEntityTooLarge:
			return known.Code, station.Say("fault.too_large", "mb", maxBody>>20)
		}
	}
	return fiber.StatusInternalServerError, station.Text{}
}

// scrub keeps what visitors typed out of the log: a fault is logged by its key and cause.
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
