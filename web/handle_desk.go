package web

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
)

// DeskPage is what waits for an officer: licences and claims. Page "desk".
type DeskPage struct {
	Chrome
	Licences []accounts.Verification
	Claims   []accounts.Claim
}

func (p *Portal) showDesk(c *fiber.Ctx) error {
	page := DeskPage{Chrome: p.chrome(c, "home", adminCrumbs("desk.title")...)}
	var err error
	if page.Licences, err = p.rooms.People.Verifications(c.UserContext(), scope(c)); err != nil {
		return err
	}
	if page.Claims, err = p.rooms.People.Claims(c.UserContext(), scope(c)); err != nil {
		return err
	}
	if c.Query("done") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("desk.decided")})
	}
	return p.page(c, fiber.StatusOK, "desk", page)
}

// LicencePage is one licence to be accepted or refused. Page "desk_licence". Inputs: decision, group, reason.
type LicencePage struct {
	Chrome
	Form    Form
	Licence accounts.Verification
}

func deskCrumbs(key string) []Crumb {
	return []Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, {Say: station.Say("desk.title"), URL: "/desk"}, {Say: station.Say(key)}}
}

func (p *Portal) licence(c *fiber.Ctx) (accounts.Verification, error) {
	which, err := id(c, "licence")
	if err != nil {
		return accounts.Verification{}, err
	}
	return p.rooms.People.Verification(c.UserContext(), scope(c), which)
}

func (p *Portal) showLicence(c *fiber.Ctx) error {
	found, err := p.licence(c)
	if err != nil {
		return err
	}
	if err := p.rooms.People.LookAtLicence(c.UserContext(), scope(c), found, false); err != nil {
		return err
	}
	return p.licencePage(c, fiber.StatusOK, found, Form{})
}

func (p *Portal) licencePage(c *fiber.Ctx, status int, found accounts.Verification, form Form) error {
	for _, d := range p.place(c).Districts {
		if d.Key == found.District {
			found.District = map[string]string{Chinese: d.Zh, English: d.En}[p.lang(c)]
		}
	}
	return p.page(c, status, "desk_licence", LicencePage{Chrome: p.chrome(c, "home", deskCrumbs("desk.licence")...), Form: form, Licence: found})
}

// giveLicence hands the picture out, once it is recorded who looked.
func (p *Portal) giveLicence(c *fiber.Ctx) error {
	found, err := p.licence(c)
	if err != nil {
		return err
	}
	if err := p.rooms.People.LookAtLicence(c.UserContext(), scope(c), found, true); err != nil {
		return err
	}
	return p.giveFile(c, station.Tenant{Company: found.Company}, files.ID(found.File))
}

// giveFile sends a file as something to save, from a path of its own.
func (p *Portal) giveFile(c *fiber.Ctx, whose station.Tenant, which files.ID) error {
	file, body, err := p.rooms.Files.Open(c.UserContext(), whose, which)
	if err != nil {
		return err
	}
	defer body.Close()
	text, err := io.ReadAll(body) // 10 MB at most, and whole before a byte goes out
	if err != nil {
		return err
	}
	for _, h := range files.Headers(file) {
		c.Set(h.Name, h.Value)
	}
	return c.Send(text)
}

func (p *Portal) decideLicence(c *fiber.Ctx) error {
	found, err := p.licence(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "decision", "group", "reason")
	accept := form.Value("decision") == "accept"
	if !accept && form.Value("decision") != "refuse" {
		form.Complain("decision", station.Say("desk.choose"))
		return p.licencePage(c, fiber.StatusUnprocessableEntity, found, form)
	}
	err = p.rooms.People.DecideVerification(c.UserContext(), scope(c), found, accept, form.Value("group") != "", clipTo(strings.TrimSpace(form.Value("reason")), 300), p.licenceDecided(found, accept))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("reason", f.Say)
		return p.licencePage(c, statuses[f.Kind], found, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/desk?done=1", fiber.StatusSeeOther)
}

// DeskClaimPage is one claim with what both sides say. Page "desk_claim". Inputs: outcome, reason.
type DeskClaimPage struct {
	Chrome
	Form   Form
	Claim  accounts.Claim
	Heard  time.Time // until when the holder may explain; see Unheard
	Now    time.Time
	Handed *Handed // the claimant's invitation, once it is handed over
}

// Unheard tells whether the holder has said nothing yet and still may: nothing can be taken from them.
func (d DeskClaimPage) Unheard() bool { return d.Claim.AnsweredAt == nil && d.Now.Before(d.Heard) }

// Seen is the answer that the page shows, for the decision to be about it.
func (d DeskClaimPage) Seen() string { return answerSeen(d.Claim) }

func answerSeen(c accounts.Claim) string {
	if c.AnsweredAt == nil {
		return ""
	}
	return c.AnsweredAt.UTC().Format(time.RFC3339Nano)
}

// hearDays are the working days that the holder of a code has to explain, and hearLonger what holds beyond the calendar.
const (
	hearDays   = 10
	hearLonger = 16 * 24 * time.Hour
)

// heardBy is until when the holder of a claimed code may explain, by the working days of the station that decides.
func (p *Portal) heardBy(at station.StationID, filed time.Time) time.Time {
	due, _, err := p.rooms.Days.Days(at).InDays(filed, hearDays)
	if err != nil {
		return filed.Add(hearLonger)
	}
	return due
}

func (p *Portal) claim(c *fiber.Ctx) (accounts.Claim, error) {
	which, err := id(c, "claim")
	if err != nil {
		return accounts.Claim{}, err
	}
	return p.rooms.People.Claim(c.UserContext(), scope(c), which)
}

func (p *Portal) showDeskClaim(c *fiber.Ctx) error {
	found, err := p.claim(c)
	if err != nil {
		return err
	}
	return p.deskClaimPage(c, fiber.StatusOK, found, Form{}, nil)
}

func (p *Portal) deskClaimPage(c *fiber.Ctx, status int, found accounts.Claim, form Form, handed *Handed) error {
	return p.page(c, status, "desk_claim", DeskClaimPage{Chrome: p.chrome(c, "home", deskCrumbs("desk.claim")...), Form: form, Claim: found, Heard: p.heardBy(found.Station, found.At), Now: p.clock(), Handed: handed})
}

func (p *Portal) giveClaimFile(c *fiber.Ctx) error {
	found, err := p.claim(c)
	if err != nil {
		return err
	}
	return p.giveFile(c, station.Tenant{Station: found.Station}, files.ID(found.File))
}

var claimOutcomes = []string{accounts.ClaimRefused, accounts.ClaimHandedOver, accounts.ClaimSeparated}

func (p *Portal) decideClaim(c *fiber.Ctx) error {
	found, err := p.claim(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "outcome", "reason")
	if c.FormValue("seen") != answerSeen(found) {
		form.Complain("reason", station.Say("claim.answered_meanwhile"))
		return p.deskClaimPage(c, fiber.StatusConflict, found, form, nil)
	}
	if !slices.Contains(claimOutcomes, form.Value("outcome")) {
		form.Complain("outcome", station.Say("claim.outcome_missing"))
		return p.deskClaimPage(c, fiber.StatusUnprocessableEntity, found, form, nil)
	}
	decision := accounts.ClaimDecision{Outcome: form.Value("outcome"), Reason: clipTo(strings.TrimSpace(form.Value("reason")), 300), HeardBy: p.heardBy(found.Station, found.At)}
	token, err := p.rooms.People.DecideClaim(c.UserContext(), scope(c), found, decision, p.claimDecided(found, form.Value("outcome"), p.place(c).Name(p.lang(c))))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(map[bool]string{true: "outcome", false: "reason"}[f.Say.Key == "claim.not_heard"], f.Say)
		return p.deskClaimPage(c, statuses[f.Kind], found, form, nil)
	}
	if err != nil {
		return err
	}
	if token == "" {
		return c.Redirect("/desk?done=1", fiber.StatusSeeOther)
	}
	found.State = accounts.ClaimHandedOver
	return p.deskClaimPage(c, fiber.StatusOK, found, Form{}, &Handed{Key: "invite", To: found.Claimant.Email, URL: p.linkTo(c, "/join/"+token), Expires: p.clock().Add(accounts.InvitationLife)})
}

// DeskRecoverPage helps the owner of a company whose identity an officer has checked to a new password.
// Page "desk_recover". Inputs: uscc, email, papers.
type DeskRecoverPage struct {
	Chrome
	Form   Form
	Handed *Handed
	Papers []Option
}

// papers are by what an identity was checked; the number is never asked for.
var papers = []string{"id_card", "passport", "licence_and_letter"}

func (p *Portal) showDeskRecover(c *fiber.Ctx) error {
	return p.deskRecoverPage(c, fiber.StatusOK, Form{}, nil)
}

func (p *Portal) deskRecoverPage(c *fiber.Ctx, status int, form Form, handed *Handed) error {
	page := DeskRecoverPage{Chrome: p.chrome(c, "home", deskCrumbs("desk.recover")...), Form: form, Handed: handed}
	for _, key := range papers {
		page.Papers = append(page.Papers, Option{Value: key, Label: p.say(page.Lang, "desk.papers_"+key)})
	}
	return p.page(c, status, "desk_recover", page)
}

func (p *Portal) deskRecover(c *fiber.Ctx) error {
	form := postedForm(c, "uscc", "email", "papers")
	if !slices.Contains(papers, form.Value("papers")) {
		form.Complain("papers", station.Say("desk.choose_papers"))
		return p.deskRecoverPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	made, err := p.rooms.People.RecoverByOfficer(c.UserContext(), scope(c), accounts.CleanCreditCode(form.Value("uscc")), form.Value("email"), form.Value("papers"), nil) // handed over in person, and never by mail
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		form.Complain("uscc", f.Say)
		return p.deskRecoverPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	if err != nil {
		return err
	}
	return p.deskRecoverPage(c, fiber.StatusOK, Form{}, &Handed{Key: "recover", To: made.Name, URL: p.linkTo(c, "/reset/"+made.Token), Expires: p.clock().Add(accounts.RecoverLife)})
}
