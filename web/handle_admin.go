package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
)

// StationPage shows and changes what a station tells of itself. Page "admin_station". Inputs: name_zh,
// name_en, short_zh, short_en, desk_phone, districts (a line each: key, Chinese, English), icp, police.
type StationPage struct {
	Chrome
	Form      Form
	Rev       int64
	Host      string
	CanChange bool
	Logo      string // the address of its own mark; empty = the built-in one
	LogoForm  Form   // of the upload: file
	Accept    string
}

// adminCrumbs lead from the staff's home to a page of administration.
func adminCrumbs(key string) []Crumb {
	return []Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, {Say: station.Say(key)}}
}

// allows tells whether the visitor may do something, perhaps after proving who they are once more.
func (p *Portal) allows(c *fiber.Ctx, action string) bool {
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), action, actor(c).Company)
	return refused == nil || refused == accounts.ErrProve
}

func (p *Portal) showStation(c *fiber.Ctx) error {
	card, err := p.rooms.People.StationCard(c.UserContext(), scope(c).Station())
	if err != nil {
		return err
	}
	page := p.stationPage(c, card, stationValues(card))
	if c.Query("done") == "logo" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("logo.saved")})
	}
	if c.Query("done") == "saved" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("admin.station_saved")})
	}
	return p.page(c, fiber.StatusOK, "admin_station", page)
}

// stationValues fills the form with what a station shows.
func stationValues(card accounts.Station) Form {
	return Form{Values: map[string][]string{"name_zh": {card.NameZh}, "name_en": {card.NameEn}, "short_zh": {card.ShortZh}, "short_en": {card.ShortEn},
		"desk_phone": {card.DeskPhone}, "districts": {districtLines(card.Districts)}, "icp": {card.ICPRecord}, "police": {card.PoliceRecord}}}
}

func (p *Portal) stationPage(c *fiber.Ctx, card accounts.Station, form Form) StationPage {
	page := StationPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.station")...), Form: form, Rev: card.Rev, Host: card.Host, CanChange: p.allows(c, "settings.change"), Accept: files.Logo.Accept()}
	page.Logo = page.LogoURL
	return page
}

func districtLines(all []accounts.District) string {
	var lines []string
	for _, d := range all {
		lines = append(lines, d.Key+" | "+d.Zh+" | "+d.En)
	}
	return strings.Join(lines, "\n")
}

// readDistricts reads a line a district; a line that is not key | Chinese | English is told by its number.
func readDistricts(text string) (out []accounts.District, wrong int) {
	for i, line := range strings.Split(strings.ReplaceAll(text, "｜", "|"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			return nil, i + 1
		}
		out = append(out, accounts.District{Key: strings.TrimSpace(parts[0]), Zh: strings.TrimSpace(parts[1]), En: strings.TrimSpace(parts[2])})
	}
	return out, 0
}

// stationForm is what the administrator gives of the station.
type stationForm struct {
	NameZh string `validate:"required,min=2,max=60" name:"name_zh"`
	NameEn string `validate:"required,min=2,max=120" name:"name_en"`
	Phone  string `validate:"required,max=40" name:"desk_phone"`
	ICP    string `validate:"max=60" name:"icp"`
	Police string `validate:"max=60" name:"police"`
}

func (p *Portal) changeStation(c *fiber.Ctx) error {
	form := postedForm(c, "name_zh", "name_en", "short_zh", "short_en", "desk_phone", "districts", "icp", "police")
	trimmed := func(name string) string { return strings.TrimSpace(form.Value(name)) }
	complain(&form, formRules.Struct(stationForm{trimmed("name_zh"), trimmed("name_en"), trimmed("desk_phone"), trimmed("icp"), trimmed("police")}), "admin.wrong_")
	districts, wrong := readDistricts(form.Value("districts"))
	if wrong > 0 {
		form.Complain("districts", station.Say("admin.wrong_district_line", "n", wrong))
	}
	card := accounts.Station{NameZh: trimmed("name_zh"), NameEn: trimmed("name_en"), ShortZh: clipTo(trimmed("short_zh"), 20), ShortEn: clipTo(trimmed("short_en"), 40),
		DeskPhone: trimmed("desk_phone"), Districts: districts, ICPRecord: trimmed("icp"), PoliceRecord: trimmed("police"), Rev: int64(intOf(c.FormValue("rev")))}
	if len(form.Errors) > 0 {
		return p.page(c, fiber.StatusUnprocessableEntity, "admin_station", p.stationPage(c, card, form))
	}
	err := p.rooms.People.ChangeStation(c.UserContext(), scope(c), card)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(map[bool]string{true: "districts"}[strings.HasPrefix(f.Say.Key, "station.district")], f.Say)
		return p.page(c, statuses[f.Kind], "admin_station", p.stationPage(c, card, form))
	}
	if err != nil {
		return err
	}
	if err := p.learnPlaces(c.UserContext()); err != nil {
		return err
	}
	return c.Redirect("/admin/station?done=saved", fiber.StatusSeeOther)
}

// clipTo shortens a text to so many characters.
func clipTo(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// UnitsPage lists the units of a station. Page "admin_units". Inputs: unit, name_zh, name_en, district.
type UnitsPage struct {
	Chrome
	Form      Form
	Units     []UnitRow
	Districts []Option
	Edit      string // the unit that the form changes; empty = a new one
	CanChange bool
}

// UnitRow is one unit.
type UnitRow struct {
	ID, Name, District string
	Staff              int
	Closed             bool
}

func (p *Portal) showUnits(c *fiber.Ctx) error {
	form := Form{}
	edit := c.Query("unit")
	if edit != "" {
		units, err := p.rooms.People.Units(c.UserContext(), scope(c))
		if err != nil {
			return err
		}
		for _, u := range units {
			if uuid.UUID(u.ID).String() == edit {
				form.Values = map[string][]string{"name_zh": {u.NameZh}, "name_en": {u.NameEn}, "district": {u.District}}
			}
		}
		if form.Values == nil {
			return fiber.ErrNotFound
		}
	}
	return p.unitsPage(c, fiber.StatusOK, form, edit)
}

func (p *Portal) unitsPage(c *fiber.Ctx, status int, form Form, edit string) error {
	units, err := p.rooms.People.Units(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := UnitsPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.units")...), Form: form, Edit: edit, CanChange: p.allows(c, "settings.change")}
	names := map[string]string{}
	for _, d := range p.place(c).Districts {
		names[d.Key] = map[string]string{Chinese: d.Zh, English: d.En}[page.Lang]
		page.Districts = append(page.Districts, Option{Value: d.Key, Label: names[d.Key]})
	}
	for _, u := range units {
		page.Units = append(page.Units, UnitRow{ID: uuid.UUID(u.ID).String(), Name: u.Name(page.Lang), District: names[u.District], Staff: u.Staff, Closed: u.ClosedAt != nil})
	}
	return p.page(c, status, "admin_units", page)
}

func (p *Portal) putUnit(c *fiber.Ctx) error {
	form := postedForm(c, "name_zh", "name_en", "district")
	edit := c.FormValue("unit")
	unit := accounts.Unit{NameZh: clipTo(form.Value("name_zh"), 60), NameEn: clipTo(form.Value("name_en"), 120), District: form.Value("district")}
	if edit != "" {
		which, err := uuid.Parse(edit)
		if err != nil {
			return fiber.ErrNotFound
		}
		unit.ID = station.UnitID(which)
	}
	_, err := p.rooms.People.PutUnit(c.UserContext(), scope(c), unit)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("name_zh", f.Say)
		return p.unitsPage(c, statuses[f.Kind], form, edit)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/admin/units", fiber.StatusSeeOther)
}

func (p *Portal) closeUnit(c *fiber.Ctx) error {
	which, err := id(c, "unit")
	if err != nil {
		return err
	}
	err = p.rooms.People.CloseUnit(c.UserContext(), scope(c), which, c.FormValue("open") == "")
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		var form Form
		form.Complain("", f.Say)
		return p.unitsPage(c, fiber.StatusConflict, form, "")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/admin/units", fiber.StatusSeeOther)
}

// intOf reads a whole number; what is none is 0.
func intOf(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
