package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// PeoplePage lists a company's people and who is invited; the owner invites, helps with a lost
// password, takes people off, and hands the company over. Page "people". Inputs: email; new_owner, sure.
type PeoplePage struct {
	Chrome
	Form        Form
	People      []PersonRow
	Invitations []InvitationRow
	Handed      *Handed
	CanInvite   bool
	CanTransfer bool
	Members     []Option // who can become the owner
}

// HandingOver tells whether it is the form of handing over that came back.
func (p PeoplePage) HandingOver() bool {
	_, whom := p.Form.Wrong("new_owner")
	_, sure := p.Form.Wrong("sure")
	return whom || sure
}

// PersonRow is one of the company's people.
type PersonRow struct {
	ID, Name, Email, RoleKey string
	Self                     bool
	CanRemove                bool
	Factor                   bool // has a second factor
}

// InvitationRow is somebody who was asked to join and has not yet.
type InvitationRow struct {
	ID, Email, RoleKey, By string
	Expires                time.Time
	Over                   bool
}

// Handed is a link that is shown once, for whoever made it to hand over.
type Handed struct {
	Key     string // invite or recover: what is said of it; again: an invitation that was sent before
	To      string
	URL     string // empty when it was shown before
	Expires time.Time
}

func (p *Portal) showPeople(c *fiber.Ctx) error {
	return p.peoplePage(c, fiber.StatusOK, Form{}, nil)
}

func (p *Portal) peoplePage(c *fiber.Ctx, status int, form Form, handed *Handed) error {
	ctx, s := c.UserContext(), scope(c)
	people, err := p.rooms.People.People(ctx, s)
	if err != nil {
		return err
	}
	page := PeoplePage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("people.title")}), Form: form, Handed: handed}
	may := func(action string) bool {
		_, refused := p.rooms.Gate.Admit(ctx, actor(c), action, actor(c).Company)
		return refused == nil || refused == accounts.ErrProve
	}
	page.CanInvite, page.CanTransfer = may("people.invite"), may("company.transfer")
	for _, person := range people {
		row := PersonRow{ID: uuid.UUID(person.ID).String(), Name: person.Name, Email: person.Email, RoleKey: string(person.Role), Self: person.ID == actor(c).Person, Factor: person.Factor}
		row.CanRemove = page.CanInvite && person.Role == station.Member
		if row.CanRemove {
			page.Members = append(page.Members, Option{Value: row.ID, Label: row.Name})
		}
		page.People = append(page.People, row)
	}
	if page.CanInvite {
		if page.Invitations, err = p.invitations(c, s); err != nil {
			return err
		}
	}
	if done := c.Query("done"); peopleDone[done] && status == fiber.StatusOK && handed == nil {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("people.done_" + done)})
	}
	return p.page(c, status, "people", page)
}

var peopleDone = map[string]bool{"revoked": true, "removed": true, "reset": true, "signed_out": true}

func (p *Portal) invitations(c *fiber.Ctx, s accounts.Scope) ([]InvitationRow, error) {
	open, err := p.rooms.People.Invitations(c.UserContext(), s)
	if err != nil {
		return nil, err
	}
	var out []InvitationRow
	for _, i := range open {
		out = append(out, InvitationRow{ID: i.ID.String(), Email: i.Email, RoleKey: string(i.Role), By: i.By, Expires: i.Expires, Over: !i.Open(p.clock())})
	}
	return out, nil
}

// inviteForm is what the owner gives of a colleague.
type inviteForm struct {
	Email string `validate:"required,email,max=200" name:"email"`
}

func (p *Portal) invitePerson(c *fiber.Ctx) error {
	form := postedForm(c, "email")
	in := inviteForm{Email: strings.TrimSpace(form.Value("email"))}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	if len(form.Errors) > 0 {
		return p.peoplePage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	command := requestID(c)
	token, err := p.rooms.People.Invite(c.UserContext(), scope(c), command, in.Email, station.Member, station.UnitID{}, p.mailInvitation(scope(c).Tenant(), command, companyName(c), actor(c).Name, in.Email))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Complain("email", f.Say)
		return p.peoplePage(c, fiber.StatusConflict, form, nil)
	}
	if err != nil {
		return err
	}
	return p.peoplePage(c, fiber.StatusOK, Form{}, p.invited(c, in.Email, token))
}

// invited hands the link of an invitation over. Without a token the command was done before: its link was shown then, and is not known any more.
func (p *Portal) invited(c *fiber.Ctx, email, token string) *Handed {
	if token == "" {
		return &Handed{Key: "again", To: email}
	}
	return &Handed{Key: "invite", To: email, URL: p.linkTo(c, "/join/"+token), Expires: p.clock().Add(accounts.InvitationLife)}
}

func (p *Portal) revokeInvitation(c *fiber.Ctx) error {
	which, err := id(c, "invitation")
	if err != nil {
		return err
	}
	if err := p.rooms.People.Revoke(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return c.Redirect("/people?done=revoked", fiber.StatusSeeOther)
}

func (p *Portal) removePerson(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	if err := p.rooms.People.RemoveMember(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return c.Redirect("/people?done=removed", fiber.StatusSeeOther)
}

func (p *Portal) signPersonOut(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	if err := p.rooms.People.SignMemberOut(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return c.Redirect("/people?done=signed_out", fiber.StatusSeeOther)
}

func (p *Portal) recoverPerson(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	made, err := p.rooms.People.RecoverMember(c.UserContext(), scope(c), which)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		return p.peoplePage(c, fiber.StatusConflict, Form{Errors: []FormError{{Say: f.Say}}}, nil)
	}
	if err != nil {
		return err
	}
	return p.peoplePage(c, fiber.StatusOK, Form{}, &Handed{Key: "recover", To: made.Name, URL: p.linkTo(c, "/reset/"+made.Token), Expires: p.clock().Add(accounts.RecoverLife)})
}

// transferCompany makes another the owner. Both sign in anew.
func (p *Portal) transferCompany(c *fiber.Ctx) error {
	form := postedForm(c, "new_owner", "sure")
	to, err := uuid.Parse(form.Value("new_owner"))
	if err != nil {
		form.Complain("new_owner", station.Say("people.choose_owner"))
	}
	if form.Value("sure") == "" {
		form.Complain("sure", station.Say("people.sure_transfer"))
	}
	if len(form.Errors) > 0 {
		return p.peoplePage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	if err := p.rooms.People.TransferOwner(c.UserContext(), scope(c), station.PersonID(to), p.ownerChanged(actor(c), companyName(c), p.nameOf(c, station.PersonID(to)), station.PersonID(to))); err != nil {
		return err
	}
	p.setCookie(c, "session", "", -1)
	return c.Redirect("/signin", fiber.StatusSeeOther)
}

// companyName is the name of the company that the visitor acts for.
func companyName(c *fiber.Ctx) string {
	name, _ := c.Locals("company").(string)
	return name
}

// nameOf is a colleague's name; empty for who is none.
func (p *Portal) nameOf(c *fiber.Ctx, person station.PersonID) string {
	people, err := p.rooms.People.People(c.UserContext(), scope(c))
	if err != nil {
		return ""
	}
	for _, colleague := range people {
		if colleague.ID == person {
			return colleague.Name
		}
	}
	return ""
}
