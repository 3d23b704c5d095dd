package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// ForgotPage asks for the address to which a link to a new password is sent, and says afterwards that it
// was sent, whether there is such an account or not. Page "forgot". Input: email.
type ForgotPage struct {
	Chrome
	Form Form
	Sent bool
}

// ConfirmPage confirms a new address by its link. Page "confirm".
type ConfirmPage struct {
	Chrome
	Token string
	Done  bool
}

// forgotTakes is how long the answer takes at least, so that its time does not tell who has an account.
const forgotTakes = 400 * time.Millisecond

func (p *Portal) showForgot(c *fiber.Ctx) error {
	return p.page(c, fiber.StatusOK, "forgot", ForgotPage{Chrome: p.chrome(c, "")})
}

func (p *Portal) forgot(c *fiber.Ctx) error {
	until := time.After(forgotTakes)
	form := postedForm(c, "email")
	in := inviteForm{Email: strings.TrimSpace(form.Value("email"))}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if len(form.Errors) > 0 {
		return p.page(c, fiber.StatusUnprocessableEntity, "forgot", ForgotPage{Chrome: p.chrome(c, ""), Form: form})
	}
	err := p.rooms.People.RecoverByMail(c.UserContext(), in.Email, p.device(c), p.mailRecovery)
	if f, ok := station.AsFault(err); ok && f.Kind == station.TooMany {
		form.Complain("email", waitSaid(c, f))
		return p.page(c, fiber.StatusTooManyRequests, "forgot", ForgotPage{Chrome: p.chrome(c, ""), Form: form})
	}
	if err != nil {
		return err
	}
	<-until
	return p.page(c, fiber.StatusOK, "forgot", ForgotPage{Chrome: p.chrome(c, ""), Sent: true})
}

// changeEmail sends a link to a new address; the present one holds until it is followed.
func (p *Portal) changeEmail(c *fiber.Ctx) error {
	form := postedForm(c, "email")
	in := inviteForm{Email: strings.TrimSpace(form.Value("email"))}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if len(form.Errors) > 0 {
		return p.accountPage(c, fiber.StatusUnprocessableEntity, form, "email")
	}
	if err := p.rooms.People.ChangeEmail(c.UserContext(), scope(c), in.Email, p.mailNewAddress); err != nil {
		return err
	}
	return accountIs(c, "asked")
}

func (p *Portal) showConfirm(c *fiber.Ctx) error {
	return p.page(c, fiber.StatusOK, "confirm", ConfirmPage{Chrome: p.chrome(c, ""), Token: c.Params("token")})
}

func (p *Portal) confirm(c *fiber.Ctx) error {
	if err := p.rooms.People.ConfirmEmail(c.UserContext(), c.Params("token")); err != nil {
		return err
	}
	return p.page(c, fiber.StatusOK, "confirm", ConfirmPage{Chrome: p.chrome(c, ""), Done: true})
}
