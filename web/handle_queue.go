package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// QueuePage is an expert's queue. Page "queue". Inputs of the filter: view, area.
type QueuePage struct {
	Chrome
	View   string
	Views  []QueueView
	Area   string
	Areas  []Option
	Rows   []QueueRow
	Pager  Pager
	Counts reviews.Counts
}

// QueueView is one tab of the queue.
type QueueView struct {
	Key, URL string
	N        int // -1 = not counted
	Current  bool
}

// QueueRow is one review of the queue.
type QueueRow struct {
	URL, Title, Company, Where string
	Section, Mine              string
	State                      reviews.State
	AskedAt                    Due
	Due                        *Due
}

// OfferPage is a review before an expert has accepted it. Page "review_offer". Inputs: terms, conflict, reason.
type OfferPage struct {
	Chrome
	Form    Form
	Offer   reviews.Offer
	Title   string
	Due     *Due
	Terms   string
	Reasons []Option
	Named   bool // the expert was asked by name, and can decline
}

// ExpertReviewPage is a review as its experts work on it. Page "expert_review". Inputs: expert, part, to.
type ExpertReviewPage struct {
	Chrome
	Form      Form
	Review    reviews.Review
	Title     string
	Company   string
	Due       *Due
	Leads     bool
	CanEnd    bool // it is signed, and the reader leads it
	EndsAfter int  // days after the signing in which it ends by itself
	Findings  []FindingLink
	Experts   []Option // whom to invite
	Parts     []Option
	Others    []Option // to whom the lead can be handed over
	Links     []Link
}

// FindingLink is one finding of a review.
type FindingLink struct {
	URL, Title string
	Subject    string // a row or a country; empty for the company as a whole
	Severity   station.Severity
	Area       station.Area
}

func (p *Portal) queueCrumbs(c *fiber.Ctx, more ...Crumb) Chrome {
	return p.chrome(c, "home", append([]Crumb{{Say: station.Say("nav.home"), URL: "/staff"}, {Say: station.Say("review.queue"), URL: "/expert/reviews"}}, more...)...)
}

// queueViews are the tabs, in their order.
var queueViews = []string{"mine", "asked", "open", "over"}

func (p *Portal) showQueue(c *fiber.Ctx) error {
	view, area := c.Query("view"), c.Query("area")
	if !slices.Contains(queueViews, view) {
		view = "mine"
	}
	if !slices.Contains(station.Areas(), station.Area(area)) {
		area = ""
	}
	after, _ := uuid.Parse(c.Query("after")) // nothing begins
	rows, more, err := p.rooms.Reviews.Queue(c.UserContext(), scope(c), reviews.QueueFilter{View: view, Area: station.Area(area), After: after, Limit: reviewPageSize})
	if err != nil {
		return err
	}
	counts, err := p.rooms.Reviews.Counts(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := QueuePage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("review.queue")}), View: view, Area: area, Counts: counts}
	if c.Query("done") == "ended" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("review.done_ended")})
	}
	for _, key := range queueViews {
		n := map[string]int{"mine": counts.Mine, "asked": counts.Asked, "open": counts.Open, "over": -1}[key]
		page.Views = append(page.Views, QueueView{Key: key, URL: "/expert/reviews?view=" + key + "&area=" + area, N: n, Current: key == view})
	}
	for _, a := range station.Areas() {
		page.Areas = append(page.Areas, Option{Value: string(a), Label: p.say(page.Lang, "area."+string(a))})
	}
	for _, q := range rows {
		page.Rows = append(page.Rows, p.queueRow(c, q, view))
	}
	if more {
		page.Pager.Next = "/expert/reviews?view=" + view + "&area=" + area + "&after=" + rows[len(rows)-1].ID.String()
	}
	return p.page(c, fiber.StatusOK, "queue", page)
}

func (p *Portal) queueRow(c *fiber.Ctx, q reviews.Queued, view string) QueueRow {
	lang := p.lang(c)
	row := QueueRow{URL: "/expert/reviews/" + q.ID.String(), Title: p.reviewTitle(lang, reviews.Review{Part: q.Part, Area: q.Area}), Company: q.Company, State: q.State, Mine: q.Mine, Section: q.Section,
		Where: listed(lang, p.countryNames(lang, q.Countries))}
	if view != "mine" && view != "over" {
		row.URL += "/offer"
	}
	if q.State == reviews.Asked || q.State == reviews.Accepted {
		due := NewDue(p.rooms.Days.Days(actor(c).Station), p.clock(), q.Due)
		row.Due = &due
	}
	if view == "over" {
		row.URL = ""
	}
	return row
}

// countryNames words codes of countries.
func (p *Portal) countryNames(lang string, codes []string) (out []string) {
	for _, code := range codes {
		out = append(out, countryName(lang, code))
	}
	return out
}

func (p *Portal) showOffer(c *fiber.Ctx) error { return p.offerPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) offerPage(c *fiber.Ctx, status int, form Form) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	offer, err := p.rooms.Reviews.Offered(c.UserContext(), scope(c), key)
	if err != nil {
		return err
	}
	lang, title := p.lang(c), p.reviewTitle(p.lang(c), offer.Review)
	page := OfferPage{Chrome: p.queueCrumbs(c, Crumb{Label: title}), Form: form, Offer: offer, Title: title, Due: p.reviewDue(c, offer.Review), Terms: reviews.TermsVersion,
		Reasons: p.words.Options(lang, "review.reason_", "conflict", "load", "domain", "other")}
	for _, m := range offer.Team {
		page.Named = page.Named || m.Person == actor(c).Person && m.State == "asked"
	}
	return p.page(c, status, "review_offer", page)
}

func (p *Portal) acceptReview(c *fiber.Ctx) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	form := postedForm(c, "terms", "conflict")
	if form.Value("conflict") == "" {
		form.Complain("conflict", station.Say("review.no_conflict_first"))
		return p.offerPage(c, fiber.StatusUnprocessableEntity, form)
	}
	err = p.rooms.Reviews.Accept(c.UserContext(), scope(c), key, form.Value("terms"), p.reviewAnswered(actor(c), "accepted"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Forbidden || f.Kind == station.Conflict) {
		form.Complain("", f.Say)
		return p.offerPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews/"+uuid.UUID(key).String()+"?done=accepted", fiber.StatusSeeOther)
}

func (p *Portal) declineReview(c *fiber.Ctx) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	form := postedForm(c, "reason")
	err = p.rooms.Reviews.Decline(c.UserContext(), scope(c), key, form.Value("reason"), p.reviewAnswered(actor(c), "declined"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		form.Complain("reason", f.Say)
		return p.offerPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews?view=asked&done=declined", fiber.StatusSeeOther)
}

func (p *Portal) showExpertReview(c *fiber.Ctx) error {
	return p.expertReviewPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) expertReviewPage(c *fiber.Ctx, status int, form Form) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	r, report, company, err := p.rooms.Reviews.Work(c.UserContext(), scope(c), key)
	if err != nil {
		return err
	}
	lang, title := p.lang(c), p.reviewTitle(p.lang(c), r)
	page := ExpertReviewPage{Chrome: p.queueCrumbs(c, Crumb{Label: company}), Form: form, Review: r, Title: title, Company: company, Due: p.reviewDue(c, r), Parts: p.words.Options(lang, "review.as_", "consultant", "junior")}
	for _, k := range r.Keys(report) {
		f := report.Findings[k]
		page.Findings = append(page.Findings, FindingLink{URL: "/expert/reviews/" + r.ID.String() + "/findings/" + url.PathEscape(k), Title: cmp.Or(f.Fields["title."+lang], f.Fields["title.zh"]), Subject: subjectOf(k), Severity: f.Severity, Area: report.Areas[k]})
	}
	page.Siblings = reviewTabs(reviewURL(r.ID), true, "")
	if err := p.expertParts(c, &page, report); err != nil {
		return err
	}
	lead := r.Lead()
	page.Leads = lead != nil && lead.Person == actor(c).Person
	page.CanEnd, page.EndsAfter = page.Leads && r.State == reviews.Signed, reviews.EndsAfter
	if page.Leads {
		if err := p.teamChoices(c, &page); err != nil {
			return err
		}
	}
	if done := c.Query("done"); reviewDone[done] && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("review.done_" + done)})
	}
	return p.page(c, status, "expert_review", page)
}

// subjectOf is what the finding of a key is about.
func subjectOf(key string) string {
	_, subject, _ := strings.Cut(key, "@")
	return subject
}

// teamChoices are the experts whom the lead can invite, and those to whom the lead can be handed over.
func (p *Portal) teamChoices(c *fiber.Ctx, page *ExpertReviewPage) error {
	all, err := p.rooms.People.Experts(c.UserContext(), scope(c), accounts.ExpertFilter{Limit: 100})
	if err != nil {
		return err
	}
	there := map[station.PersonID]string{}
	for _, m := range page.Review.Team {
		there[m.Person] = m.State
		if m.State == "accepted" && m.Person != actor(c).Person {
			page.Others = append(page.Others, Option{Value: uuid.UUID(m.Person).String(), Label: m.Name})
		}
	}
	for _, e := range all {
		if state := there[e.Person]; state == "" || state == "declined" || state == "left" {
			page.Experts = append(page.Experts, Option{Value: uuid.UUID(e.Person).String(), Label: e.Name + " · " + firmOf(e, page.Lang)})
		}
	}
	return nil
}

func (p *Portal) inviteExpert(c *fiber.Ctx) error {
	return p.onTeam(c, "expert", "invited", func(key uuid.UUID, person station.PersonID) error {
		return p.rooms.Reviews.Invite(c.UserContext(), scope(c), key, person, c.FormValue("part"), p.reviewAsked)
	})
}

func (p *Portal) handOverReview(c *fiber.Ctx) error {
	return p.onTeam(c, "to", "handed", func(key uuid.UUID, person station.PersonID) error {
		return p.rooms.Reviews.HandOver(c.UserContext(), scope(c), key, person, nil)
	})
}

// onTeam does something with a colleague named in an input, and comes back to the review.
func (p *Portal) onTeam(c *fiber.Ctx, name, done string, do func(key uuid.UUID, person station.PersonID) error) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	form := postedForm(c, name, "part")
	person, err := uuid.Parse(form.Value(name))
	if err == nil {
		err = do(uuid.UUID(key), station.PersonID(person))
	} else {
		err = &station.Fault{Kind: station.Invalid, Say: station.Say("review.no_such_expert")}
	}
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(name, f.Say)
		return p.expertReviewPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews/"+uuid.UUID(key).String()+"?done="+done, fiber.StatusSeeOther)
}

func (p *Portal) leaveReview(c *fiber.Ctx) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.Leave(c.UserContext(), scope(c), key, p.reviewAnswered(actor(c), "left")); err != nil {
		return err
	}
	return c.Redirect("/expert/reviews", fiber.StatusSeeOther)
}
