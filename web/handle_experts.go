package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// ExpertsPage lists the cards of a station's experts for who checks them. Page "admin_experts".
type ExpertsPage struct {
	Chrome
	Experts []ExpertRow
	Waiting int // to be checked now
}

// ExpertRow is one card of the list.
type ExpertRow struct {
	ID, Name, Firm string
	State          string
	By             string // who decided last
	At, Until      *time.Time
}

// ExpertCardPage is one card with the decision about it. Page "admin_expert". Inputs: decision, rank, until, note, rev.
type ExpertCardPage struct {
	Chrome
	Form      Form
	Expert    accounts.Expert
	ID        string
	Country   string // of the licence
	Firm      string
	Domains   string
	Countries string
	Languages string
	Decisions []Option
	Ranks     []Option
	CanDecide bool
}

func (p *Portal) showExperts(c *fiber.Ctx) error {
	all, err := p.rooms.People.ExpertCards(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := ExpertsPage{Chrome: p.chrome(c, "home", adminCrumbs("expert.list")...)}
	for _, e := range all {
		if e.State == accounts.ExpertUnverified {
			page.Waiting++
		}
		page.Experts = append(page.Experts, ExpertRow{ID: uuid.UUID(e.Person).String(), Name: e.Name, Firm: firmOf(e, page.Lang), State: string(e.State), By: e.VerifiedBy, At: e.VerifiedAt, Until: e.ValidUntil})
	}
	if c.Query("done") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("expert.decided")})
	}
	return p.page(c, fiber.StatusOK, "admin_experts", page)
}

func firmOf(e accounts.Expert, lang string) string {
	if lang == English {
		return e.FirmEn
	}
	return e.FirmZh
}

func (p *Portal) showExpertCard(c *fiber.Ctx) error {
	found, err := p.expertCard(c)
	if err != nil {
		return err
	}
	form := Form{Values: map[string][]string{"rank": {string(found.Rank)}}}
	if found.State == accounts.ExpertVerified || found.State == accounts.ExpertExpired {
		form.Values["until"] = []string{found.ValidUntil.Format(time.DateOnly)}
	}
	return p.expertCardPage(c, fiber.StatusOK, found, form)
}

// expertCard opens the card that the path names, which is recorded.
func (p *Portal) expertCard(c *fiber.Ctx) (accounts.Expert, error) {
	which, err := id(c, "person")
	if err != nil {
		return accounts.Expert{}, err
	}
	return p.rooms.People.ExpertCardOf(c.UserContext(), scope(c), which)
}

func (p *Portal) expertCardPage(c *fiber.Ctx, status int, e accounts.Expert, form Form) error {
	crumbs := []Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, {Say: station.Say("expert.list"), URL: "/admin/experts"}, {Label: e.Name}}
	page := ExpertCardPage{Chrome: p.chrome(c, "home", crumbs...), Form: form, Expert: e, CanDecide: p.allows(c, "expert.admit")}
	page.ID, page.Country, page.Firm = uuid.UUID(e.Person).String(), countryName(page.Lang, e.Licence.Country), firmOf(e, page.Lang)
	page.Domains = listed(page.Lang, labels(p.expertDomains(page.Lang), e.Domains))
	page.Countries = listed(page.Lang, labels(p.countries(page.Lang), e.Countries))
	page.Languages = listed(page.Lang, labels(p.expertLanguages(page.Lang), e.Languages))
	page.Decisions = p.words.Options(page.Lang, "expert.decide_", string(accounts.ExpertVerified), string(accounts.ExpertSuspended))
	page.Ranks = p.words.Options(page.Lang, "expert.rank_", string(accounts.Junior), string(accounts.Senior))
	return p.page(c, status, "admin_expert", page)
}

// decisionComplaints says which input a refusal of a decision is about.
var decisionComplaints = map[string]string{"expert.choose_decision": "decision", "expert.wrong_note": "note", "expert.wrong_rank": "rank", "expert.wrong_until": "until", "expert.changed_meanwhile": ""}

func (p *Portal) decideExpert(c *fiber.Ctx) error {
	which, err := id(c, "person")
	if err != nil {
		return err
	}
	form := postedForm(c, "decision", "rank", "until", "note")
	until, _ := time.Parse(time.DateOnly, strings.TrimSpace(form.Value("until"))) // none is refused with the rest
	d := accounts.ExpertDecision{State: accounts.ExpertState(form.Value("decision")), Rank: accounts.ExpertRank(form.Value("rank")), ValidUntil: until, Note: strings.TrimSpace(form.Value("note")), Rev: int64(intOf(c.FormValue("rev")))}
	err = p.rooms.People.DecideExpert(c.UserContext(), scope(c), which, d, p.expertDecided(actor(c), which, d))
	f, ok := station.AsFault(err)
	if ok {
		if name, known := decisionComplaints[f.Say.Key]; known {
			form.Complain(name, f.Say)
			found, err := p.expertCard(c)
			if err != nil {
				return err
			}
			return p.expertCardPage(c, statuses[f.Kind], found, form)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect("/admin/experts?done=1", fiber.StatusSeeOther)
}
