package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// FactorRow is one of a person's second factors.
type FactorRow struct {
	ID, Name string
	KindKey  string // totp, webauthn
	Host     string // of a key: the name of the site that it works under
	Made     time.Time
	Used     *time.Time
	Only     bool // the last one of the staff: another is added before it goes
}

// FactorList is what the pages show of a person's second factors.
type FactorList struct {
	All   []FactorRow
	Codes int  // recovery codes that are left
	Few   bool // fewer than three
}

// PhonePage leads somebody with a new phone: add it, take the old one away, end what is signed in elsewhere, and renew
// the recovery codes. Page "factor_phone".
type PhonePage struct {
	Chrome
	Factors FactorList
	Must    bool // the staff
	Return  string
}

// fewCodes is when the pages begin to warn.
const fewCodes = 3

func (p *Portal) factorList(c *fiber.Ctx) (FactorList, error) {
	all, codes, err := p.rooms.People.Factors(c.UserContext(), scope(c))
	if err != nil {
		return FactorList{}, err
	}
	out := FactorList{Codes: codes, Few: len(all) > 0 && codes < fewCodes}
	for _, f := range all {
		out.All = append(out.All, FactorRow{ID: f.ID.String(), Name: f.Name, KindKey: string(f.Kind), Host: f.Host, Made: f.Made, Used: f.Used,
			Only: len(all) == 1 && actor(c).Company == (station.CompanyID{})})
	}
	return out, nil
}

func (p *Portal) showPhone(c *fiber.Ctx) error {
	list, err := p.factorList(c)
	if err != nil {
		return err
	}
	page := PhonePage{Chrome: p.factorCrumbs(c, "factor.phone"), Factors: list, Must: actor(c).Company == (station.CompanyID{}), Return: returnOf(c)}
	return p.page(c, fiber.StatusOK, "factor_phone", page)
}

func (p *Portal) renewCodes(c *fiber.Ctx) error {
	codes, err := p.rooms.People.RenewCodes(c.UserContext(), scope(c), p.factorChanged(actor(c).Tenant(), actor(c).Person, "renewed"))
	if err != nil {
		return err
	}
	return p.page(c, fiber.StatusOK, "factor_codes", CodesPage{Chrome: p.factorCrumbs(c, "factor.codes"), Codes: codes, Return: returnOf(c)})
}

func (p *Portal) renameFactor(c *fiber.Ctx) error {
	which, err := id(c, "factor")
	if err != nil {
		return err
	}
	name := strings.TrimSpace(c.FormValue("name"))
	if name == "" || len([]rune(name)) > 60 {
		return p.accountPage(c, fiber.StatusUnprocessableEntity, Form{Errors: []FormError{{Say: station.Say("factor.name_long")}}}, "factor")
	}
	if err := p.rooms.People.RenameFactor(c.UserContext(), scope(c), which, name); err != nil {
		return err
	}
	return accountIs(c, "renamed")
}

func (p *Portal) removeFactor(c *fiber.Ctx) error {
	which, err := id(c, "factor")
	if err != nil {
		return err
	}
	err = p.rooms.People.RemoveFactor(c.UserContext(), scope(c), which, p.factorChanged(actor(c).Tenant(), actor(c).Person, "removed"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		return p.accountPage(c, fiber.StatusConflict, Form{Errors: []FormError{{Say: f.Say}}}, "factor")
	}
	if err != nil {
		return err
	}
	if back := returnOf(c); back != "/account" {
		return c.Redirect(back, fiber.StatusSeeOther)
	}
	return accountIs(c, "removed")
}

// resetStaffFactors takes the factors of a colleague away who has lost them.
func (p *Portal) resetStaffFactors(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	err = p.rooms.People.ResetStaffFactors(c.UserContext(), scope(c), which, p.factorChanged(scope(c).Tenant(), which, "removed"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		return p.staffPage(c, fiber.StatusConflict, Form{Errors: []FormError{{Say: f.Say}}}, nil)
	}
	return p.staffChanged(c, err)
}

// resetMemberFactors is that for a company's owner.
func (p *Portal) resetMemberFactors(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	err = p.rooms.People.ResetMemberFactors(c.UserContext(), scope(c), which, p.factorChanged(scope(c).Tenant(), which, "removed"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		return p.peoplePage(c, fiber.StatusConflict, Form{Errors: []FormError{{Say: f.Say}}}, nil)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/people?done=reset", fiber.StatusSeeOther)
}

// secondOf is what a page asks of somebody who is signed in; without a factor it asks for the password only.
func (p *Portal) secondOf(c *fiber.Ctx) (Second, error) {
	s, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "account.prove", actor(c).Company)
	if err != nil {
		return Second{}, err
	}
	party, why := p.party(c)
	ways, err := p.rooms.People.WaysToProve(c.UserContext(), s, party.Host)
	return Second{Ways: ways, Ask: "/prove/challenge", NoKey: why}, err
}
