package web

import (
	"errors"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// ProvePage asks somebody who is signed in for their password once more, before an act that only they
// may do. Page "prove". Inputs: password, return, and the form that was being sent.
type ProvePage struct {
	Chrome
	Form    Form
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
	case errors.Is(err, accounts.ErrEnrol):
		return true, c.Redirect("/account?return="+url.QueryEscape(readable(c))+"#factor", fiber.StatusSeeOther)
	case !errors.Is(err, accounts.ErrProve):
		return false, nil
	case c.Method() == fiber.MethodGet:
		return true, c.Redirect("/prove?return="+url.QueryEscape(readable(c)), fiber.StatusSeeOther)
	}
	page := ProvePage{Chrome: p.chrome(c, ""), Return: readable(c)}
	page.Carried, _ = sent(c)
	if parts, err := c.MultipartForm(); err == nil {
		page.Left = len(parts.File) > 0
	}
	return true, p.page(c, fiber.StatusForbidden, "prove", page)
}

func (p *Portal) showProve(c *fiber.Ctx) error {
	return p.page(c, fiber.StatusOK, "prove", ProvePage{Chrome: p.chrome(c, ""), Return: localPath(c.Query("return"), p.chrome(c, "").Home())})
}

// prove makes the session fresh and goes on to where the visitor was, or to the form that was being sent.
func (p *Portal) prove(c *fiber.Ctx) error {
	back, form := localPath(c.FormValue("return"), p.chrome(c, "").Home()), carriedBack(c)
	err := p.rooms.People.Prove(c.UserContext(), scope(c), c.Cookies(p.cookie("session")), c.FormValue("password"), p.device(c))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Unauthorized || f.Kind == station.TooMany) {
		page := ProvePage{Chrome: p.chrome(c, ""), Return: back, Carried: form}
		page.Form.Complain("password", waitSaid(c, f))
		return p.page(c, proofStatus(f), "prove", page)
	}
	if err != nil {
		return err
	}
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
