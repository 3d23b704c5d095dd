package web

import (
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// CodePage is the second step of a sign-in. Page "signin_code". Inputs: code, recovery, passkey, return, and the form that
// was being sent.
type CodePage struct {
	Chrome
	Form       Form
	Second     Second
	LockedTill time.Time // too many attempts
	Return     string
	Carried    Carried
}

// Second is what a page needs to ask for a second factor.
type Second struct {
	Ways  accounts.Ways
	Ask   string       // where the script fetches a challenge for a key
	NoKey station.Text // why keys cannot be shown under this address; the zero Text = they can
}

// factorShown is the second factor that was posted.
func (p *Portal) factorShown(c *fiber.Ctx) accounts.Shown {
	party, _ := p.party(c)
	return accounts.Shown{Code: strings.TrimSpace(c.FormValue("code")), Recovery: strings.TrimSpace(c.FormValue("recovery")), Key: []byte(c.FormValue("passkey")), Party: party}
}

// shownIn is the input that a refusal of a factor is about; a key has none.
func shownIn(s accounts.Shown) string {
	switch {
	case len(s.Key) > 0:
		return ""
	case s.Recovery != "":
		return "recovery"
	}
	return "code"
}

// askSecond goes on from the password to the second factor. A form that was being sent goes along.
func (p *Portal) askSecond(c *fiber.Ctx, token string) error {
	p.setCookie(c, "pending", token, accounts.PendingLife)
	back := localPath(c.FormValue("return"), "")
	if form := carriedBack(c); form.Action != "" {
		return p.codePage(c, fiber.StatusOK, token, CodePage{Return: back, Carried: form})
	}
	return c.Redirect(withReturn("/signin/code", back), fiber.StatusSeeOther)
}

func (p *Portal) showCode(c *fiber.Ctx) error {
	return p.codePage(c, fiber.StatusOK, c.Cookies(p.cookie("pending")), CodePage{Return: localPath(c.Query("return"), "")})
}

// codePage asks for the second factor, or for the password again when that was too long ago.
func (p *Portal) codePage(c *fiber.Ctx, status int, token string, page CodePage) error {
	party, why := p.party(c)
	ways, err := p.rooms.People.WaysToSignIn(c.UserContext(), token, party.Host)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Unauthorized {
		return p.tooLate(c, page, f)
	}
	if err != nil {
		return err
	}
	page.Chrome, page.Second = p.chrome(c, ""), Second{Ways: ways, Ask: "/signin/code/challenge", NoKey: why}
	return p.page(c, status, "signin_code", page)
}

// tooLate begins the sign-in anew. Nothing that was being sent is lost.
func (p *Portal) tooLate(c *fiber.Ctx, page CodePage, f *station.Fault) error {
	p.setCookie(c, "pending", "", -1)
	if c.Method() == fiber.MethodGet {
		return c.Redirect(withReturn("/signin", page.Return), fiber.StatusSeeOther)
	}
	again := SigninPage{Chrome: p.chrome(c, ""), Return: page.Return, Carried: page.Carried}
	again.Form.Complain("", f.Say)
	return p.page(c, fiber.StatusUnauthorized, "signin", again)
}

// signInCode ends a sign-in by the second factor: the session begins now, under a token that nobody had before.
func (p *Portal) signInCode(c *fiber.Ctx) error {
	shown, page, pending := p.factorShown(c), CodePage{Return: localPath(c.FormValue("return"), ""), Carried: carriedBack(c)}, c.Cookies(p.cookie("pending"))
	token, who, err := p.rooms.People.SecondStep(c.UserContext(), pending, shown, p.device(c), nil)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Unauthorized || f.Kind == station.TooMany || f.Kind == station.Invalid) {
		if f.Say.Key == "factor.too_late" {
			return p.tooLate(c, page, f)
		}
		if until, ok := f.Say.Args["until"].(time.Time); ok {
			page.LockedTill = until
		}
		page.Form.Complain(shownIn(shown), waitSaid(c, f))
		return p.codePage(c, proofStatus(f), pending, page)
	}
	if err != nil {
		return err
	}
	p.setCookie(c, "pending", "", -1)
	back := localPath(page.Return, homeOf(who))
	if shown.How() == "recovery" { // the rest is lost: time to replace it
		back = withReturn("/account/factor/phone", back)
	}
	return p.entered(c, token, back)
}

// askForKey gives the script a challenge for a key, in the middle of a sign-in.
func (p *Portal) askForKey(c *fiber.Ctx) error {
	party, _ := p.party(c)
	options, err := p.rooms.People.AskToSignIn(c.UserContext(), c.Cookies(p.cookie("pending")), party)
	return sendOptions(c, options, err)
}

// askKeyToProve is that for somebody who is signed in.
func (p *Portal) askKeyToProve(c *fiber.Ctx) error {
	party, _ := p.party(c)
	options, err := p.rooms.People.AskToProve(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), party)
	return sendOptions(c, options, err)
}

func sendOptions(c *fiber.Ctx, options []byte, err error) error {
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(options)
}

func withReturn(path, back string) string {
	if back == "" {
		return path
	}
	return path + "?return=" + url.QueryEscape(back)
}
