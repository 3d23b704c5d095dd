package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// StaffPage lists the staff of a station; the administrator of security invites and changes them.
// Page "admin_staff". Inputs: email, role, unit.
type StaffPage struct {
	Chrome
	Form        Form
	Staff       []ColleagueRow
	Invitations []InvitationRow
	Handed      *Handed
	Roles       []Option
	Units       []Option
	CanInvite   bool
}

// ColleagueRow is one of the staff.
type ColleagueRow struct {
	ID, Name, Email, RoleKey string
	Unit                     string // empty = the whole station
	UnitID                   string
	Since                    time.Time
	Seen                     *time.Time
	Disabled                 bool
	Factor                   bool // has a second factor
	CanChange                bool
	Roles, Units             []Option
}

func (p *Portal) showStaffList(c *fiber.Ctx) error {
	return p.staffPage(c, fiber.StatusOK, Form{}, nil)
}

func (p *Portal) staffPage(c *fiber.Ctx, status int, form Form, handed *Handed) error {
	ctx, s := c.UserContext(), scope(c)
	all, err := p.rooms.People.Staff(ctx, s)
	if err != nil {
		return err
	}
	page := StaffPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.staff")...), Form: form, Handed: handed, CanInvite: p.allows(c, "staff.invite")}
	for _, role := range accounts.StaffRoles() {
		page.Roles = append(page.Roles, Option{Value: string(role), Label: p.say(page.Lang, "role."+string(role))})
	}
	units, err := p.rooms.People.Units(ctx, s)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.ClosedAt == nil {
			page.Units = append(page.Units, Option{Value: uuid.UUID(u.ID).String(), Label: u.Name(page.Lang)})
		}
	}
	for _, m := range all {
		row := ColleagueRow{ID: uuid.UUID(m.ID).String(), Name: m.Name, Email: m.Email, RoleKey: string(m.Role), Since: m.Since, Seen: m.Seen, Disabled: m.Disabled != nil, Factor: m.Factor,
			CanChange: page.CanInvite && m.ID != actor(c).Person, Roles: page.Roles, Units: page.Units}
		if m.Unit != nil {
			row.Unit, row.UnitID = map[string]string{Chinese: m.UnitZh, English: m.UnitEn}[page.Lang], uuid.UUID(*m.Unit).String()
		}
		page.Staff = append(page.Staff, row)
	}
	if page.CanInvite {
		if page.Invitations, err = p.invitations(c, s); err != nil {
			return err
		}
	}
	if c.Query("done") != "" && status == fiber.StatusOK && handed == nil {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("admin.staff_changed")})
	}
	return p.page(c, status, "admin_staff", page)
}

// chosenUnit reads the unit of a form; none is the whole station.
func chosenUnit(text string) (station.UnitID, bool) {
	if text == "" {
		return station.UnitID{}, true
	}
	which, err := uuid.Parse(text)
	return station.UnitID(which), err == nil
}

func (p *Portal) inviteStaff(c *fiber.Ctx) error {
	form := postedForm(c, "email", "role", "unit")
	in := inviteForm{Email: strings.TrimSpace(form.Value("email"))}
	complain(&form, formRules.Struct(in), "signup.wrong_")
	unit, ok := chosenUnit(form.Value("unit"))
	if !ok {
		form.Complain("unit", station.Say("staff.unit_wrong"))
	}
	if len(form.Errors) > 0 {
		return p.staffPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	command := requestID(c)
	token, err := p.rooms.People.Invite(c.UserContext(), scope(c), command, in.Email, station.Role(form.Value("role")), unit, p.mailInvitation(scope(c).Tenant(), command, p.place(c).Name(p.lang(c)), actor(c).Name, in.Email))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Conflict || f.Kind == station.Invalid) {
		form.Complain(map[string]string{"invite.there_already": "email", "staff.unit_wrong": "unit", "staff.role_wrong": "role"}[f.Say.Key], f.Say)
		return p.staffPage(c, statuses[f.Kind], form, nil)
	}
	if err != nil {
		return err
	}
	return p.staffPage(c, fiber.StatusOK, Form{}, p.invited(c, in.Email, token))
}

func (p *Portal) revokeStaff(c *fiber.Ctx) error {
	which, err := id(c, "invitation")
	if err != nil {
		return err
	}
	if err := p.rooms.People.Revoke(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return c.Redirect("/admin/staff?done=1", fiber.StatusSeeOther)
}

func (p *Portal) changeStaff(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	unit, ok := chosenUnit(c.FormValue("unit"))
	if !ok {
		return fiber.ErrNotFound
	}
	return p.staffChanged(c, p.rooms.People.ChangeStaff(c.UserContext(), scope(c), which, station.Role(c.FormValue("role")), unit))
}

func (p *Portal) disableStaff(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	return p.staffChanged(c, p.rooms.People.DisableStaff(c.UserContext(), scope(c), which, c.FormValue("enable") == ""))
}

func (p *Portal) signStaffOut(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	return p.staffChanged(c, p.rooms.People.SignStaffOut(c.UserContext(), scope(c), which))
}

func (p *Portal) staffChanged(c *fiber.Ctx, err error) error {
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		var form Form
		form.Complain("", f.Say)
		return p.staffPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/admin/staff?done=1", fiber.StatusSeeOther)
}
