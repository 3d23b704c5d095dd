package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// OverridesPage lists the overrides of a review, for its team. Page "overrides". Inputs of each: decision, reason, rev.
type OverridesPage struct {
	Chrome
	Form     Form
	ReviewID string
	Rows     []OverrideRow
	Waiting  int // that somebody decides
	Findings []Link
	Decide   []Option // approve, refuse
}

// OverridePage is the form of another severity for a finding. Page "override". Inputs: severity, reason, text, basis, source, article, until.
type OverridePage struct {
	Chrome
	Form       Form
	Title, Why string
	Subject    string
	Action     string
	Was        station.Severity
	Severities []Option
	Reasons    []Option
	Basis      []Option
	Earlier    []OverrideRow // of this finding
}

// overrideInputs are what the form sends.
var overrideInputs = []string{"severity", "reason", "text", "basis", "source", "article", "until"}

// overrideComplaints says which input a refusal of the store is about.
var overrideComplaints = map[string]string{"override.choose_severity": "severity", "override.same_severity": "severity", "override.choose_reason": "reason", "override.wrong_text": "text", "override.no_citation": "source",
	"override.many_citations": "basis", "override.wrong_until": "until", "thread.said_otherwise": "", "review.not_verified": "", "review.over": ""}

// dismissed is the choice of no risk at all.
const dismissed = "none"

// reviewURL is where an expert works on a review.
func reviewURL(review uuid.UUID) string { return "/expert/reviews/" + review.String() }

func overridesURL(review uuid.UUID) string {
	return reviewURL(review) + "/overrides"
}

func overrideURL(review uuid.UUID, key string) string {
	return reviewURL(review) + "/findings/" + url.PathEscape(key) + "/override"
}

// underJudgement reads the review of the path with its overrides, and the document that it is about.
func (p *Portal) underJudgement(c *fiber.Ctx) (reviews.Judged, *assessments.Document, error) {
	review, err := id(c, "review")
	if err != nil {
		return reviews.Judged{}, nil, err
	}
	judged, err := p.rooms.Reviews.Judging(c.UserContext(), scope(c), review)
	if err != nil {
		return judged, nil, err
	}
	kept, err := p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(judged.Review.Profile))
	if err != nil {
		return judged, nil, err
	}
	return judged, &kept.Document, nil
}

func (p *Portal) showOverrides(c *fiber.Ctx) error {
	return p.overridesPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) overridesPage(c *fiber.Ctx, status int, form Form) error {
	judged, d, err := p.underJudgement(c)
	if err != nil {
		return err
	}
	me, lead := actor(c).Person, judged.Review.Lead()
	chrome := p.reviewChrome(c, reviewURL(judged.Review.ID), true, "/overrides", Crumb{Say: station.Say("override.title")})
	page := OverridesPage{Chrome: chrome, Form: form, ReviewID: judged.Review.ID.String(), Decide: p.words.Options(chrome.Lang, "override.decide_", "approve", "refuse")}
	if c.Query("done") != "" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("override.done")})
	}
	for _, o := range judged.Overrides {
		row := p.overrideRow(chrome.Lang, d, o, o.In(judged.Report, p.clock()))
		open := row.State == reviews.OverrideApproved || row.State == reviews.OverrideToReview
		row.CanDecide = row.State == reviews.OverrideProposed && o.AuthorID != me
		row.CanLift = o.AuthorID == me && (open || row.State == reviews.OverrideProposed) || open && lead != nil && lead.Person == me
		if row.State == reviews.OverrideToReview || row.State == reviews.OverrideExpired {
			row.AgainURL = overrideURL(judged.Review.ID, o.Finding)
		}
		if row.State == reviews.OverrideProposed {
			page.Waiting++
		}
		page.Rows = append(page.Rows, row)
	}
	for _, f := range d.Findings {
		if _, there := judged.Report.Findings[f.Key]; there && covered(judged, f.Key) {
			title := d.Cards[f.RuleID].Title.In(chrome.Lang)
			if subject := p.subject(chrome.Lang, d, f); subject != "" {
				title += " · " + subject
			}
			page.Findings = append(page.Findings, Link{Label: title, URL: overrideURL(judged.Review.ID, f.Key)})
		}
	}
	return p.page(c, status, "overrides", page)
}

// covered tells whether a review is about a finding.
func covered(judged reviews.Judged, key string) bool {
	for _, one := range judged.Review.Covers(judged.Report) {
		if one == key {
			return true
		}
	}
	return false
}

func (p *Portal) showOverride(c *fiber.Ctx) error {
	return p.overridePage(c, fiber.StatusOK, Form{Values: map[string][]string{"until": {p.clock().AddDate(0, 6, 0).In(shanghai).Format(time.DateOnly)}}})
}

func (p *Portal) overridePage(c *fiber.Ctx, status int, form Form) error {
	judged, d, err := p.underJudgement(c)
	if err != nil {
		return err
	}
	key, err := pathKey(c)
	if err != nil {
		return err
	}
	f, there := findingOf(d, key)
	if !there || !covered(judged, key) {
		return fiber.ErrNotFound
	}
	card, lang := d.Cards[f.RuleID], p.lang(c)
	chrome := p.reviewChrome(c, reviewURL(judged.Review.ID), true, "/overrides", Crumb{Say: station.Say("override.title"), URL: overridesURL(judged.Review.ID)}, Crumb{Label: card.Title.In(lang)})
	page := OverridePage{Chrome: chrome, Form: form, Title: card.Title.In(lang), Why: card.Why.In(lang), Subject: p.subject(lang, d, f), Was: f.Finding.Severity, Action: overrideURL(judged.Review.ID, key),
		Reasons: p.words.Options(lang, "override.reason_", reviews.OverrideReasons()...)}
	for _, s := range station.Severities() {
		if s != f.Finding.Severity {
			page.Severities = append(page.Severities, Option{Value: string(s), Label: p.say(lang, "level."+string(s))})
		}
	}
	page.Severities = append(page.Severities, Option{Value: dismissed, Label: p.say(lang, "override.dismissed"), Note: p.say(lang, "override.dismissed_note"), Soft: true})
	for i, b := range card.Basis {
		page.Basis = append(page.Basis, Option{Value: strconv.Itoa(i), Label: strings.TrimSpace(b.Title + " " + b.Article), Lang: "zh-CN"})
	}
	for _, o := range judged.Overrides {
		if o.Finding == key {
			page.Earlier = append(page.Earlier, p.overrideRow(lang, d, o, o.In(judged.Report, p.clock())))
		}
	}
	return p.page(c, status, "override", page)
}

// findingOf finds a finding of a document by its key.
func findingOf(d *assessments.Document, key string) (assessments.FindingPart, bool) {
	for _, f := range d.Findings {
		if f.Key == key {
			return f, true
		}
	}
	return assessments.FindingPart{}, false
}

func (p *Portal) proposeOverride(c *fiber.Ctx) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	key, err := pathKey(c)
	if err != nil {
		return err
	}
	form := postedForm(c, overrideInputs...)
	proposal, err := p.proposed(c, review, key, form)
	if err != nil {
		return err
	}
	err = p.rooms.Reviews.Propose(c.UserContext(), scope(c), review, proposal, p.overrideProposed(actor(c)))
	if f, ok := station.AsFault(err); ok {
		if name, known := overrideComplaints[f.Say.Key]; known {
			form.Complain(name, f.Say)
			return p.overridePage(c, statuses[f.Kind], form)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect(overridesURL(review)+"?done=1", fiber.StatusSeeOther)
}

// proposed reads the form of a proposal; what was chosen of the finding's basis is cited as the report has it.
func (p *Portal) proposed(c *fiber.Ctx, review uuid.UUID, key string, form Form) (reviews.Proposal, error) {
	out := reviews.Proposal{ID: requestID(c), Finding: key, Reason: form.Value("reason"), Text: form.Value("text"), To: station.Severity(form.Value("severity"))}
	if form.Value("severity") == dismissed {
		out.To, out.Dismiss = "", true
	}
	out.Until, _ = time.Parse(time.DateOnly, strings.TrimSpace(form.Value("until"))) // none is refused with the rest
	about, err := p.rooms.Reviews.Review(c.UserContext(), scope(c), review)
	if err != nil {
		return out, err
	}
	kept, err := p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(about.Profile))
	if err != nil {
		return out, err
	}
	if f, there := findingOf(&kept.Document, key); there {
		basis := kept.Document.Cards[f.RuleID].Basis
		for _, value := range form.Values["basis"] {
			if i, err := strconv.Atoi(value); err == nil && i >= 0 && i < len(basis) {
				out.Citations = append(out.Citations, reviews.Citation{Source: basis[i].Title, Article: basis[i].Article})
			}
		}
	}
	out.Citations = append(out.Citations, reviews.Citation{Source: form.Value("source"), Article: form.Value("article")})
	return out, nil
}

func (p *Portal) decideOverride(c *fiber.Ctx) error {
	return p.overrideAct(c, func(ctx context.Context, s accounts.Scope, review, which uuid.UUID, owners []station.PersonID) error {
		d := reviews.OverrideDecision{Approve: c.FormValue("decision") == "approve", Reason: c.FormValue("why"), Rev: int64(intOf(c.FormValue("rev")))}
		if d.Approve == (c.FormValue("decision") == "refuse") {
			return &station.Fault{Kind: station.Invalid, Say: station.Say("override.choose_decision")}
		}
		return p.rooms.Reviews.Decide(ctx, s, review, which, d, p.overrideDecided(actor(c), owners))
	})
}

func (p *Portal) liftOverride(c *fiber.Ctx) error {
	return p.overrideAct(c, func(ctx context.Context, s accounts.Scope, review, which uuid.UUID, owners []station.PersonID) error {
		return p.rooms.Reviews.Lift(ctx, s, review, which, c.FormValue("why"), int64(intOf(c.FormValue("rev"))), p.overrideDecided(actor(c), owners))
	})
}

// overrideAct runs an act on the override of the path; what is refused comes back to the list with the reason.
func (p *Portal) overrideAct(c *fiber.Ctx, act func(ctx context.Context, s accounts.Scope, review, which uuid.UUID, owners []station.PersonID) error) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	which, err := id(c, "override")
	if err != nil {
		return err
	}
	owners, err := p.rooms.People.Keepers(c.UserContext(), station.Tenant{Company: scope(c).Company()})
	if err != nil {
		return err
	}
	err = act(c.UserContext(), scope(c), review, which, owners)
	if f, ok := station.AsFault(err); ok && f.Kind != station.NotFound {
		form := postedForm(c, "decision", "why") // what was written is not lost
		form.Complain("", f.Say)
		return p.overridesPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(overridesURL(review)+"?done=1", fiber.StatusSeeOther)
}
