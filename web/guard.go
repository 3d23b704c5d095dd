package web

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// policy is what a page of ours may load: only itself.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers sets what every answer carries.
func (p *Portal) headers(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, policy)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.site.secure() {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000; includeSubDomains")
	}
	return c.Next()
}

// deadline gives every handler a time of its own: the server does not notice a visitor who left.
func (p *Portal) deadline(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(context.Background(), handlerTime)
	defer cancel()
	c.SetUserContext(ctx)
	return c.Next()
}

// cookie names; __Host- where the site is served over TLS.
func (p *Portal) cookie(name string) string {
	if p.site.secure() {
		return "__Host-" + name
	}
	return "station-" + name
}

func (p *Portal) setCookie(c *fiber.Ctx, name, value string, age time.Duration) {
	cookie := &fiber.Cookie{Name: p.cookie(name), Value: value, Path: "/", HTTPOnly: true, Secure: p.site.secure(), SameSite: fiber.CookieSameSiteLaxMode}
	if age < 0 {
		cookie.Expires = time.Unix(1, 0)
	} else if age > 0 {
		cookie.MaxAge = int(age / time.Second)
	}
	c.Cookie(cookie)
}

// identify finds out who asks. A visitor without a session gets a random id, so that the first
// form is already bound to this browser.
func (p *Portal) identify(c *fiber.Ctx) error {
	token := c.Cookies(p.cookie("session"))
	if token != "" {
		who, err := p.rooms.People.Who(c.UserContext(), token)
		if err != nil {
			return err
		}
		if who.Person != (station.PersonID{}) {
			who.Strong = who.Strong || p.site.StaffFactorOptional
			c.Locals("actor", who.Actor)
			c.Locals("session", who.Session)
			c.Locals("company", who.CompanyName)
			c.Locals("browser", who.Session.String()) // which stays when its token changes
			return c.Next()
		}
		p.setCookie(c, "session", "", -1)
	}
	visitor := c.Cookies(p.cookie("visitor"))
	if len(visitor) != 43 {
		raw := make([]byte, 32)
		if _, err := rand.Read(raw); err != nil {
			return err
		}
		visitor = base64.RawURLEncoding.EncodeToString(raw)
		p.setCookie(c, "visitor", visitor, 0)
	}
	c.Locals("browser", visitor)
	c.Locals("actor", station.Actor{Role: station.Anonymous})
	return c.Next()
}

// formToken is bound to the browser's session, whose id is another one at every sign-in and for every company: a form of another
// browser does not have it, and one that is open elsewhere in this one is still good after a fresh proof.
func (p *Portal) formToken(c *fiber.Ctx) string {
	browser, _ := c.Locals("browser").(string)
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte("form\x00" + browser))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// forStranger tells whether a command is one of people who are not signed in. Any other that comes
// without a session comes from a page that was open when it ended: its sender is asked to sign in again.
func forStranger(path string) bool {
	switch path {
	case "/signin", "/signin/code", "/signin/code/challenge", "/signup", "/signout", "/preferences", "/notice", "/forgot", "/claims", "/verify":
		return true
	}
	for _, before := range []string{"/join/", "/reset/", "/confirm/", "/claims/", "/unsubscribe/"} {
		if strings.HasPrefix(path, before) {
			return true
		}
	}
	return false
}

var errEnded = &station.Fault{Kind: station.Unauthorized, Say: station.Say("fault.session_ended")}

var errForged = &station.Fault{Kind: station.Forbidden, Say: station.Say("fault.form_expired")}

// sameOrigin lets a command in only from a page of ours: by the browser's word on where the
// request came from, and by the form's token.
func (p *Portal) sameOrigin(c *fiber.Ctx) error {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead || byLink(c.Path()) {
		return c.Next()
	}
	if site := c.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return errForged
	}
	if origin := c.Get(fiber.HeaderOrigin); origin != "" {
		u, err := url.Parse(origin)
		if err != nil || u.Host != string(c.Request().Host()) {
			return errForged
		}
	}
	if actor(c).Person == (station.PersonID{}) && !forStranger(c.Path()) {
		return errEnded
	}
	token := c.Get("X-Csrf-Token")
	if token == "" {
		token = c.FormValue("csrf")
	}
	if !hmac.Equal([]byte(token), []byte(p.formToken(c))) {
		return errForged
	}
	return c.Next()
}

// byLink tells the one command that mail programs give without a page of ours (RFC 8058): its address
// holds a token that we signed, and all it does is to mail less.
func byLink(path string) bool { return strings.HasPrefix(path, "/unsubscribe/") }

// may asks the gate before the handler: the permission stands on the route's own line.
func (p *Portal) may(action string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who := actor(c)
		s, err := p.rooms.Gate.Admit(c.UserContext(), who, action, who.Company)
		if err != nil {
			return err
		}
		c.Locals("scope", s)
		return c.Next()
	}
}

// agreed sends a company that has not agreed to the privacy notice in force to it first.
func (p *Portal) agreed(c *fiber.Ctx) error {
	ok, err := p.rooms.People.Agreed(c.UserContext(), scope(c), accounts.ConsentPrivacy, accounts.PrivacyVersion)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/notice?return="+url.QueryEscape(readable(c)), fiber.StatusSeeOther)
	}
	return c.Next()
}

// id reads a path parameter that is an id; what is no id is simply not found.
func id(c *fiber.Ctx, name string) ([16]byte, error) {
	parsed, err := uuid.Parse(c.Params(name))
	if err != nil || len(c.Params(name)) != 36 {
		return [16]byte{}, &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
	}
	return parsed, nil
}

// requestID is the idempotency key of a command: from the form, or a new one.
func requestID(c *fiber.Ctx) uuid.UUID {
	if parsed, err := uuid.Parse(c.FormValue("request")); err == nil {
		return parsed
	}
	return uuid.New()
}
