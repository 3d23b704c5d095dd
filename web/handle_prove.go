package web

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// ProvePage asks somebody who is signed in for their password once more, and for the second factor if they have one,
// before an act that only they may do. Page "prove". Inputs: password, code, recovery, passkey, return, and the form
// that was being sent.
type ProvePage struct {
	Chrome
	Form    Form
	Second  Second
	Return  string
	Carried Carried
	Left    bool // a file stays behind
}

// askFirst leads to what is asked for before an act: to the password again, or to a second factor.
// What was being sent comes along.
func (p *Portal) askFirst(c *fiber.Ctx, err error) (led bool, _ error) {
	if wantsJSON(c) {
		return false, nil
	}
	switch {
	case errors.Is(err, accounts.ErrRenew):
		return true, c.Redirect("/account?first=password#a-password", fiber.StatusSeeOther)
	case errors.Is(err, accounts.ErrEnrol):
		return true, c.Redirect(withReturn("/account/factor", readable(c)), fiber.StatusSeeOther)
	case errors.Is(err, accounts.ErrVerify) && c.Method() == fiber.MethodGet:
		return true, c.Redirect("/company?first=verify#licence", fiber.StatusSeeOther)
	case !errors.Is(err, accounts.ErrProve):
		return false, nil
	case c.Method() == fiber.MethodGet:
		return true, c.Redirect(withReturn("/prove", readable(c)), fiber.StatusSeeOther)
	}
	page := ProvePage{Return: readable(c)}
	page.Carried, _ = sent(c)
	p.carrySecrets(c, &page.Carried)
	if parts, err := c.MultipartForm(); err == nil {
		page.Left = len(parts.File) > 0
	}
	return true, p.provePage(c, fiber.StatusForbidden, page)
}

func (p *Portal) showProve(c *fiber.Ctx) error {
	return p.provePage(c, fiber.StatusOK, ProvePage{Return: localPath(c.Query("return"), p.chrome(c, "").Home())})
}

func (p *Portal) provePage(c *fiber.Ctx, status int, page ProvePage) (err error) {
	page.Chrome = p.chrome(c, "")
	if page.Second, err = p.secondOf(c); err != nil {
		return err
	}
	return p.page(c, status, "prove", page)
}

// prove makes the session fresh, under a new token, and goes on to where the visitor was, or to the form that was being sent.
func (p *Portal) prove(c *fiber.Ctx) error {
	back, form, shown := localPath(c.FormValue("return"), p.chrome(c, "").Home()), carriedBack(c), p.factorShown(c)
	token, err := p.rooms.People.Prove(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), c.FormValue("password"), shown, p.device(c))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Unauthorized || f.Kind == station.TooMany || f.Kind == station.Invalid) {
		page, about := ProvePage{Return: back, Carried: form}, "password"
		if f.Say.Key != "prove.wrong" && f.Kind != station.TooMany {
			about = shownIn(shown)
		}
		page.Form.Complain(about, waitSaid(c, f))
		return p.provePage(c, proofStatus(f), page)
	}
	if err != nil {
		return err
	}
	p.enter(c, token)
	if form.Action != "" && form.Person == p.markOf(actor(c).Person) {
		return p.resend(c, form, back)
	}
	return c.Redirect(back, fiber.StatusSeeOther)
}

// proofStatus is the status of a proof that failed, by somebody who is signed in: a wrong password
// is a form to mend, not a session that has ended.
func proofStatus(f *station.Fault) int {
	if f.Kind == station.Unauthorized {
		return fiber.StatusUnprocessableEntity
	}
	return statuses[f.Kind]
}

// waitSaid words a refusal that has to be waited for, and tells the browser for how long.
func waitSaid(c *fiber.Ctx, f *station.Fault) station.Text {
	if until, ok := f.Say.Args["until"].(time.Time); ok {
		c.Set(fiber.HeaderRetryAfter, "60")
		return station.Say(f.Say.Key, "until", Clock(until))
	}
	return f.Say
}
