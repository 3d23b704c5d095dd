package web

import (
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// signupForm is what the sign-up page posts. validator says what is malformed; accounts says
// what is not allowed.
type signupForm struct {
	CreditCode string   `validate:"required,len=18" name:"uscc"`
	Company    string   `validate:"required,min=2,max=100" name:"company"`
	Industry   string   `validate:"required,oneof=A B C D E F G H I J K L M N O P Q R S T" name:"industry"`
	District   string   `validate:"required" name:"district"`
	Size       string   `validate:"required,oneof=micro small medium large" name:"size"`
	Group      string   `validate:"max=100" name:"legal_group"`
	Countries  []string `validate:"max=60,dive,len=2,uppercase" name:"countries"`
	Person     string   `validate:"required,max=60" name:"name"`
	Email      string   `validate:"required,email,max=200" name:"email"`
	Password   string   `validate:"required,min=10,max=200" name:"password"`
}

// formRules is the validator, with fields named as the inputs are.
var formRules = newFormRules()

func newFormRules() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(fieldName)
	return v
}

var signupNames = []string{"uscc", "company", "industry", "district", "size", "legal_group", "countries", "name", "email"}

func (p *Portal) signupPage(c *fiber.Ctx, form Form) SignupPage {
	chrome := p.chrome(c, "")
	page := SignupPage{Chrome: chrome, Form: form, Industries: p.words.Industries(chrome.Lang), Sizes: p.words.CompanySizes(chrome.Lang),
		Countries: p.countries(chrome.Lang), Steps: p.words.SignupSteps(chrome.Lang, 0),
		Claim: p.claimToken(c)}
	for _, d := range p.place(c).Districts {
		page.Districts = append(page.Districts, Option{Value: d.Key, Label: map[string]string{Chinese: d.Zh, English: d.En}[chrome.Lang]})
	}
	return page
}

func (p *Portal) showSignup(c *fiber.Ctx) error {
	if actor(c).Person != (station.PersonID{}) {
		return c.Redirect(p.chrome(c, "").Home(), fiber.StatusSeeOther)
	}
	form := Form{}
	if token := p.claimToken(c); token != "" {
		claim, err := p.rooms.People.FollowClaim(c.UserContext(), token)
		if err != nil {
			return err
		}
		form.Values = map[string][]string{"uscc": {claim.CreditCode}}
	}
	return p.page(c, fiber.StatusOK, "signup", p.signupPage(c, form))
}

// claimToken is the link of a claim that a sign-up comes from, of the form or of the address.
func (p *Portal) claimToken(c *fiber.Ctx) string {
	if token := c.FormValue("claim"); token != "" {
		return token
	}
	return c.Query("claim")
}

func (p *Portal) signUp(c *fiber.Ctx) error {
	form := postedForm(c, signupNames...)
	in := signupForm{CreditCode: accounts.CleanCreditCode(form.Value("uscc")), Company: strings.TrimSpace(form.Value("company")), Industry: form.Value("industry"),
		District: form.Value("district"), Size: form.Value("size"), Group: strings.TrimSpace(form.Value("legal_group")), Countries: form.Values["countries"],
		Person: strings.TrimSpace(form.Value("name")), Email: strings.TrimSpace(form.Value("email")), Password: c.FormValue("password")}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if in.District != "" && !slices.ContainsFunc(p.place(c).Districts, func(d accounts.District) bool { return d.Key == in.District }) {
		form.Complain("district", station.Say("signup.wrong_district"))
	}
	for _, iso := range in.Countries {
		if !slices.ContainsFunc(p.countries(p.lang(c)), func(o Option) bool { return o.Value == iso }) {
			form.Complain("countries", station.Say("signup.wrong_countries"))
			break
		}
	}
	if len(form.Errors) > 0 {
		return p.page(c, fiber.StatusUnprocessableEntity, "signup", p.signupPage(c, form))
	}
	who, err := p.rooms.People.SignUp(c.UserContext(), accounts.SignUp{Station: p.place(c).ID, CreditCode: in.CreditCode, Company: in.Company, Section: in.Industry, District: in.District,
		Size: in.Size, Group: in.Group, Countries: in.Countries, Person: in.Person, Email: in.Email, Password: in.Password, Claim: p.claimToken(c), Demo: p.site.Demo, From: p.from(c)})
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict || f.Kind == station.TooMany) {
		form.Complain(signupField[f.Say.Key], f.Say)
		return p.page(c, statuses[f.Kind], "signup", p.signupPage(c, form))
	}
	if err != nil {
		return err
	}
	token, err := p.rooms.People.StartSession(c.UserContext(), who, p.device(c))
	if err != nil {
		return err
	}
	p.enter(c, token)
	return c.Redirect("/notice", fiber.StatusSeeOther)
}

// signupField says which input a refusal of accounts is about.
var signupField = map[string]string{"signup.credit_code_wrong": "uscc", "signup.code_taken": "uscc", "signup.email_taken": "email",
	"signup.password_short": "password", "signup.password_kinds": "password", "signup.password_guessable": "password"}
