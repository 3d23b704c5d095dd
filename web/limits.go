package web

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// refusal is a request that is not let in, with a status that no fault has.
type refusal struct {
	status int
	say    station.Text
}

func (r refusal) Error() string { return r.say.Key }

// takes is the largest body that a path takes, in bytes: only some bring a file.
func takes(method, path string) int {
	if method != fiber.MethodPost {
		return formBody
	}
	ends := func(under, with string) bool { return strings.HasPrefix(path, under) && strings.HasSuffix(path, with) }
	switch {
	case slices.Contains([]string{"/rules", "/company/licence", "/claims", "/verify", "/admin/station/logo"}, path),
		ends("/lists/", "/import"), ends("/expert/reviews/", "/word"), ends("/expert/reviews/", "/certificate"):
		return maxBody
	case strings.Contains(path, "/reviews/") && (ends("/expert/reviews/", "/threads") || ends("/expert/reviews/", "/replies") || ends("/reviews/", "/replies")):
		return noteBody
	}
	return formBody
}

// bounded refuses a body by what its headers say, before a byte of it is read: one that is too
// large, one that does not say how large it is, and one that is packed, for what a packed body
// grows to is known only when it is too late.
func (p *Portal) bounded(c *fiber.Ctx) error {
	header := &c.Request().Header
	length := header.ContentLength()
	limit := takes(c.Method(), c.Path())
	var refused error
	switch {
	case len(header.Peek(fiber.HeaderContentEncoding)) > 0:
		refused = refusal{fiber.StatusUnsupportedMediaType, station.Say("fault.malformed")}
	case length == -1: // chunked
		refused = refusal{fiber.StatusLengthRequired, station.Say("fault.malformed")}
	case length > limit:
		refused = refusal{fiber.StatusRequestEntityTooLarge, station.Say("fault.too_large", "size", sizeOf(limit))}
	default:
		return c.Next()
	}
	c.Context().SetConnectionClose() // what is not read is not drained either
	return refused
}

// sizeOf says a limit as people do.
func sizeOf(bytes int) string {
	if bytes < 1<<20 {
		return strconv.Itoa(bytes>>10) + " KB"
	}
	return strconv.Itoa(bytes>>20) + " MB"
}

// wellFormed reads the body and refuses text that no keyboard makes: bytes that are not UTF-8,
// and control characters, which the database does not take. A file comes in only from somebody
// who is signed in, but for the licence of a claim and a signed report that is checked.
func (p *Portal) wellFormed(c *fiber.Ctx) error {
	if c.Request().Header.ContentLength() > formBody && actor(c).Person == (station.PersonID{}) && c.Path() != "/claims" && c.Path() != "/verify" {
		p.heardOut(c)
		return errEnded
	}
	fine := true
	look := func(key, value []byte) { fine = fine && clean(string(key)) && clean(string(value)) }
	path, err := url.PathUnescape(c.Path())
	fine = err == nil && clean(path)
	c.Context().QueryArgs().VisitAll(look)
	c.Request().PostArgs().VisitAll(look)
	if form, err := c.MultipartForm(); err == nil {
		for key, values := range form.Value {
			look([]byte(key), []byte(strings.Join(values, "")))
		}
	}
	if !fine {
		return refusal{fiber.StatusUnprocessableEntity, station.Say("fault.malformed")}
	}
	return c.Next()
}

// clean tells whether a text is UTF-8 without control characters; line ends and tabs are none.
func clean(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// from is the address that a request comes from. Behind proxies it is the last address in
// X-Forwarded-For that none of them has: whatever stands before it, the visitor may have written.
func (p *Portal) from(c *fiber.Ctx) string {
	addr, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	if !ok {
		return ""
	}
	addr = addr.Unmap()
	hops := strings.Split(c.Get(fiber.HeaderXForwardedFor), ",")
	for i := len(hops) - 1; i >= 0 && p.trusts(addr); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = next.Unmap()
	}
	return addr.String()
}

func (p *Portal) trusts(addr netip.Addr) bool {
	for _, prefix := range p.proxies {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// localPath keeps a return address on this site. Browsers drop some characters and read others
// as slashes, so only plain ones are let through.
func localPath(s, otherwise string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") {
		return otherwise
	}
	for _, b := range []byte(s) {
		if b < 0x21 || b > 0x7e || b == '\\' {
			return otherwise
		}
	}
	return s
}

// readable is a page of ours that shows what a request was about: itself when it only reads,
// else the page that its form stood on.
func readable(c *fiber.Ctx) string {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		return localPath(c.OriginalURL(), "/home")
	}
	page, err := url.Parse(c.Get(fiber.HeaderReferer))
	if err != nil || page.Host != string(c.Request().Host()) {
		return "/home"
	}
	return localPath(page.RequestURI(), "/home")
}

// elsewhere is where somebody is taken who opens the address of a command, by reloading or by
// coming back to it: to the page that the command belongs to.
func elsewhere(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case path == "/signout", path == "/preferences":
		return "/"
	case path == "/inbox/read", path == "/inbox/unread", len(parts) == 3 && parts[0] == "inbox" && parts[2] == "read":
		return "/inbox"
	case path == "/settings/messages/test":
		return "/settings/messages"
	case len(parts) >= 4 && parts[0] == "settings" && parts[1] == "webhooks":
		return "/settings/webhooks/" + parts[2]
	case len(parts) == 4 && parts[0] == "admin" && parts[1] == "connections":
		return "/admin/connections/" + parts[2]
	case strings.Contains(path, "/reviews/") && strings.Contains(path, "/findings/") && strings.Contains(path, "/threads"):
		finding, _, _ := strings.Cut(path, "/threads")
		return finding
	case strings.HasPrefix(path, "/admin/holidays/"):
		return "/admin/holidays"
	case strings.HasPrefix(path, "/admin/station/logo"):
		return "/admin/station"
	case path == "/admin/messages/retry":
		return "/admin/messages"
	case path == "/company/export", path == "/company/delete", path == "/company/keep":
		return "/privacy"
	case len(parts) < 3:
		return ""
	case parts[0] == "account":
		return "/account"
	case parts[0] == "self-checks" && (parts[2] == "presences" || (parts[2] == "profile" && len(parts) == 3)):
		return "/self-checks/" + parts[1]
	case parts[0] == "lists" && len(parts) == 3 && parts[2] == "none":
		return "/lists"
	case parts[0] == "lists" && len(parts) == 5 && parts[2] == "rows" && parts[4] == "remove":
		return strings.TrimSuffix(path, "/remove")
	}
	return ""
}

// notFound answers what no route takes.
func (p *Portal) notFound(c *fiber.Ctx) error {
	if to := elsewhere(c.Path()); to != "" && c.Method() == fiber.MethodGet {
		return c.Redirect(localPath(to, "/"), fiber.StatusSeeOther)
	}
	return fiber.ErrNotFound
}
