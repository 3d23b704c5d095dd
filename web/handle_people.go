package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// PeoplePage lists a company's people; the owner adds colleagues. Page "people". Inputs: name, email, password.
type PeoplePage struct {
	Chrome
	Form   Form
	People []PersonRow
	CanAdd bool
}

// PersonRow is one of the company's people.
type PersonRow struct{ Name, Email, RoleKey string }

// personForm is what the owner gives of a colleague.
type personForm struct {
	Name     string `validate:"required,max=60" name:"name"`
	Email    string `validate:"required,email,max=200" name:"email"`
	Password string `validate:"required,min=10,max=200" name:"password"`
}

func (p *Portal) showPeople(c *fiber.Ctx) error { return p.peoplePage(c, fiber.StatusOK, Form{}) }

func (p *Portal) peoplePage(c *fiber.Ctx, status int, form Form) error {
	people, err := p.rooms.People.People(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := PeoplePage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("people.title")}), Form: form}
	for _, person := range people {
		page.People = append(page.People, PersonRow{person.Name, person.Email, string(person.Role)})
	}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "people.add", actor(c).Company)
	page.CanAdd = refused == nil
	return p.page(c, status, "people", page)
}

func (p *Portal) addPerson(c *fiber.Ctx) error {
	form := postedForm(c, "name", "email")
	in := personForm{Name: strings.TrimSpace(form.Value("name")), Email: strings.TrimSpace(form.Value("email")), Password: c.FormValue("password")}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if len(form.Errors) > 0 {
		return p.peoplePage(c, fiber.StatusUnprocessableEntity, form)
	}
	err := p.rooms.People.AddMember(c.UserContext(), scope(c), accounts.NewPerson{Name: in.Name, Email: in.Email, Password: in.Password, Demo: p.site.Demo})
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Conflict || f.Kind == station.Invalid) {
		form.Complain(signupField[f.Say.Key], f.Say)
		return p.peoplePage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/people", fiber.StatusSeeOther)
}
