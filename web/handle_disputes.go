package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// DisputePage is a dispute of a finding, for the company: the form, or how it stands. Page "dispute". Input: text.
type DisputePage struct {
	Chrome
	Form     Form
	Title    string
	Subject  string
	Severity station.Severity
	Self     string // of the finding
	Dispute  *reviews.Dispute
	CanFile  bool
}

// DisputesPage lists the disputes that an expert answers or may take. Page "disputes".
type DisputesPage struct {
	Chrome
	Lines []reviews.DisputeLine
	Open  int
	Late  map[uuid.UUID]Due // those that are overdue
}

// DisputeAnswerPage is a dispute with the finding that it is about, for the expert who answers. Page "dispute_answer". Inputs: state, text, rev.
type DisputeAnswerPage struct {
	Chrome
	Form     Form
	Dispute  reviews.Dispute
	Title    string
	Subject  string
	Why      string
	Severity station.Severity
	Evidence []EvidenceRow
	Laws     []Law
	Answers  []Option
	Late     bool
}

// disputedFinding is the finding of the path, of a kept profile.
func (p *Portal) disputedFinding(c *fiber.Ctx) (*assessments.Profile, assessments.FindingPart, error) {
	kept, err := p.kept(c)
	if err != nil {
		return nil, assessments.FindingPart{}, err
	}
	key, err := pathKey(c)
	if err != nil {
		return nil, assessments.FindingPart{}, err
	}
	f, there := findingOf(&kept.Document, key)
	if !there {
		return nil, f, fiber.ErrNotFound
	}
	return kept, f, nil
}

func (p *Portal) showDispute(c *fiber.Ctx) error {
	return p.disputePage(c, fiber.StatusOK, Form{})
}

func (p *Portal) disputePage(c *fiber.Ctx, status int, form Form) error {
	kept, f, err := p.disputedFinding(c)
	if err != nil {
		return err
	}
	all, err := p.rooms.Reviews.Disputes(c.UserContext(), scope(c), uuid.UUID(kept.ID))
	if err != nil {
		return err
	}
	d, lang, self := &kept.Document, p.lang(c), findingURL(profileURL(kept.ID), f.Key)
	title := d.Cards[f.RuleID].Title.In(lang)
	chrome := p.chrome(c, "profiles", Crumb{Say: station.Say("profile.title"), URL: profileURL(kept.ID)}, Crumb{Label: title, URL: self}, Crumb{Say: station.Say("dispute.title")})
	page := DisputePage{Chrome: chrome, Form: form, Title: title, Subject: p.subject(lang, d, f), Severity: f.Finding.Severity, Self: self, CanFile: true}
	if found, there := all[f.Key]; there {
		page.Dispute, page.CanFile = &found, found.State != reviews.DisputeFiled || form.Value("text") != ""
	}
	if c.Query("done") != "" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("dispute.done")})
	}
	return p.page(c, status, "dispute", page)
}

func (p *Portal) fileDispute(c *fiber.Ctx) error {
	kept, f, err := p.disputedFinding(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "text")
	filing := reviews.Filing{ID: requestID(c), Profile: uuid.UUID(kept.ID), Finding: f.Key, Text: form.Value("text")}
	err = p.rooms.Reviews.File(c.UserContext(), scope(c), filing, p.disputeFiled(actor(c).Station))
	if said, ok := station.AsFault(err); ok && (said.Kind == station.Invalid || said.Kind == station.Conflict) {
		form.Complain(map[station.Kind]string{station.Invalid: "text"}[said.Kind], said.Say)
		return p.disputePage(c, statuses[said.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(findingURL(profileURL(kept.ID), f.Key)+"/dispute?done=1", fiber.StatusSeeOther)
}

func (p *Portal) takeDisputeBack(c *fiber.Ctx) error {
	kept, f, err := p.disputedFinding(c)
	if err != nil {
		return err
	}
	all, err := p.rooms.Reviews.Disputes(c.UserContext(), scope(c), uuid.UUID(kept.ID))
	if err != nil {
		return err
	}
	found, there := all[f.Key]
	if !there {
		return fiber.ErrNotFound
	}
	if err := p.rooms.Reviews.TakeBack(c.UserContext(), scope(c), found.ID); err != nil {
		return err
	}
	return withdrawn(c, findingURL(profileURL(kept.ID), f.Key)+"/dispute?done=1")
}

// disputed lets an expert in to a dispute that is theirs to answer; to everybody else there is no such dispute.
func (p *Portal) disputed(action string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who := actor(c)
		key, err := id(c, "dispute")
		if err != nil {
			return err
		}
		if _, err := p.rooms.Gate.AdmitTo(c.UserContext(), who, action, accounts.Object{Station: who.Station, Granted: true}); err != nil {
			return err // whatever the dispute: the role may not
		}
		on, err := p.rooms.Reviews.GrantedDispute(c.UserContext(), who, key)
		if err != nil {
			return err
		}
		s, err := p.rooms.Gate.AdmitTo(c.UserContext(), who, action, on)
		if err != nil {
			return err
		}
		c.Locals("scope", s)
		return c.Next()
	}
}

func (p *Portal) showDisputes(c *fiber.Ctx) error {
	lines, err := p.rooms.Reviews.DisputeDesk(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := DisputesPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("dispute.list")}), Lines: lines, Late: map[uuid.UUID]Due{}}
	for _, l := range lines {
		if l.State != reviews.DisputeFiled {
			continue
		}
		page.Open++
		if due := NewDue(p.rooms.Days.Days(actor(c).Station), p.clock(), l.Due); due.Late {
			page.Late[l.ID] = due
		}
	}
	return p.page(c, fiber.StatusOK, "disputes", page)
}

func (p *Portal) takeDispute(c *fiber.Ctx) error {
	which, err := id(c, "dispute")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.Take(c.UserContext(), scope(c), which); err != nil {
		return err
	}
	return c.Redirect(disputeURL(which)+"?done=1", fiber.StatusSeeOther)
}

func (p *Portal) showDisputeAnswer(c *fiber.Ctx) error {
	return p.disputeAnswerPage(c, fiber.StatusOK, Form{})
}

// disputeAnswerPage shows of the report the finding that is disputed, and nothing else.
func (p *Portal) disputeAnswerPage(c *fiber.Ctx, status int, form Form) error {
	which, err := id(c, "dispute")
	if err != nil {
		return err
	}
	found, _, err := p.rooms.Reviews.Disputed(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	kept, err := p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(found.Profile))
	if err != nil {
		return err
	}
	f, there := findingOf(&kept.Document, found.Finding)
	if !there {
		return fiber.ErrNotFound
	}
	shown := p.findingPage(c, kept, f)
	chrome := p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("dispute.list"), URL: "/expert/disputes"}, Crumb{Label: shown.Title})
	page := DisputeAnswerPage{Chrome: chrome, Form: form, Dispute: found, Title: shown.Title, Subject: shown.Subject, Why: shown.Consequence, Severity: shown.Severity, Laws: shown.Laws,
		Late: found.State == reviews.DisputeFiled && found.Due.Before(p.clock())}
	if c.Query("done") != "" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("dispute.done")})
	}
	for _, e := range shown.Evidence {
		e.EditURL = ""
		page.Evidence = append(page.Evidence, e)
	}
	for _, s := range reviews.DisputeAnswers() {
		page.Answers = append(page.Answers, Option{Value: string(s), Label: p.say(chrome.Lang, "dispute.answer_"+string(s))})
	}
	return p.page(c, status, "dispute_answer", page)
}

func (p *Portal) answerDispute(c *fiber.Ctx) error {
	which, err := id(c, "dispute")
	if err != nil {
		return err
	}
	owners, err := p.rooms.People.Keepers(c.UserContext(), station.Tenant{Company: scope(c).Company()})
	if err != nil {
		return err
	}
	form := postedForm(c, "state", "text")
	a := reviews.DisputeAnswer{State: reviews.DisputeState(form.Value("state")), Text: form.Value("text"), Rev: int64(intOf(c.FormValue("rev")))}
	err = p.rooms.Reviews.Answer(c.UserContext(), scope(c), which, a, p.disputeAnswered(owners))
	if f, ok := station.AsFault(err); ok && f.Kind != station.NotFound {
		form.Complain(map[string]string{"dispute.choose_answer": "state", "dispute.wrong_answer": "text"}[f.Say.Key], f.Say)
		return p.disputeAnswerPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(disputeURL(which)+"?done=1", fiber.StatusSeeOther)
}
