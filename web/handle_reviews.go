package web

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// AskReviewPage asks experts to look at a profile. Page "review_ask". Inputs: request, part, area, finding, question, expert, needed, later, agree.
type AskReviewPage struct {
	Chrome
	Form     Form
	Profile  string // its id
	Request  string
	Title    string
	Parts    []Option
	Areas    []Option
	Findings []Option
	Experts  []ExpertChoice
	Needed   []Option
}

// ExpertChoice is one expert whom a company can ask.
type ExpertChoice struct {
	ID, Name, Firm, About       string
	Rank                        string
	Domains, Places, Tongues    string
	Load, Capacity              int
	Barred, Full, Chosen, First bool
}

// ReviewsPage lists a company's reviews. Page "reviews".
type ReviewsPage struct {
	Chrome
	Reviews []ReviewRow
	Pager   Pager
}

// ReviewRow is one review of a list.
type ReviewRow struct {
	ID, Title, Lead string
	State           reviews.State
	Due             *Due
	Review          reviews.Review
}

// ReviewPage is one review as its company sees it. Page "review".
type ReviewPage struct {
	Chrome
	Review      reviews.Review
	Title       string
	ProfileURL  string
	Due         *Due
	CanWithdraw bool
	Links       []Link
	Later       *LaterVersion // nil: none, or it is not the visitor's to say
	Form        Form          // of the later version
}

func (p *Portal) reviewCrumbs(c *fiber.Ctx, more ...Crumb) Chrome {
	return p.chrome(c, "profiles", append([]Crumb{{Say: station.Say("nav.profiles"), URL: "/profiles"}, {Say: station.Say("review.list"), URL: "/reviews"}}, more...)...)
}

func (p *Portal) showAskReview(c *fiber.Ctx) error {
	form := Form{Values: map[string][]string{"part": {"whole"}, "needed": {"1"}, "later": {"1"}}}
	if key := c.Query("finding"); key != "" {
		form.Values["part"], form.Values["finding"] = []string{"finding"}, []string{key}
	}
	return p.askReviewPage(c, fiber.StatusOK, form)
}

func (p *Portal) askReviewPage(c *fiber.Ctx, status int, form Form) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	d, lang := &kept.Document, p.lang(c)
	page := AskReviewPage{Chrome: p.reviewCrumbs(c, Crumb{Say: station.Say("review.ask")}), Form: form, Profile: uuid.UUID(kept.ID).String(), Request: form.Value("request"), Title: p.profileTitle(lang, madeAt(d))}
	if page.Request == "" {
		page.Request = uuid.NewString()
	}
	page.Parts = p.words.Options(lang, "review.part_", string(reviews.Whole), string(reviews.Area), string(reviews.Finding))
	for _, a := range d.Areas {
		page.Areas = append(page.Areas, Option{Value: string(a.Area), Label: p.say(lang, "area."+string(a.Area))})
	}
	for _, f := range d.Findings {
		label := d.Cards[f.RuleID].Title.In(lang)
		if who := p.subject(lang, d, f); who != "" {
			label += " · " + who
		}
		page.Findings = append(page.Findings, Option{Value: f.Key, Label: label})
	}
	for n := 1; n <= 3; n++ {
		page.Needed = append(page.Needed, Option{Value: strconv.Itoa(n), Label: p.words.T(lang, station.Say("review.needed_n", "n", n))})
	}
	if page.Experts, err = p.expertChoices(c, form.Value("expert")); err != nil {
		return err
	}
	return p.page(c, status, "review_ask", page)
}

// expertChoices are the experts whom the company can ask.
func (p *Portal) expertChoices(c *fiber.Ctx, chosen string) ([]ExpertChoice, error) {
	all, err := p.rooms.Reviews.Directory(c.UserContext(), scope(c), accounts.ExpertFilter{Rank: accounts.Senior, Limit: 100})
	if err != nil {
		return nil, err
	}
	lang := p.lang(c)
	domains, countries, languages := p.expertDomains(lang), p.countries(lang), p.expertLanguages(lang)
	out := make([]ExpertChoice, 0, len(all))
	for _, e := range all {
		one := ExpertChoice{ID: uuid.UUID(e.Person).String(), Name: e.Name, Firm: firmOf(e.Expert, lang), About: e.About, Rank: string(e.Rank), Load: e.Load, Capacity: e.Capacity,
			Barred: e.Barred, Full: e.Load >= e.Capacity, Domains: listed(lang, labels(domains, e.Domains)), Places: listed(lang, labels(countries, e.Countries)), Tongues: listed(lang, labels(languages, e.Languages))}
		one.Chosen = one.ID == chosen
		out = append(out, one)
	}
	return out, nil
}

// askComplaints says which input a refusal is about.
var askComplaints = map[string]string{"review.asked_otherwise": "", "review.juniors_do_not_lead": "expert", "review.no_question": "question", "review.long_question": "question", "review.no_such_area": "area", "review.no_such_finding": "finding", "review.expert_barred": "expert", "review.wrong_form": ""}

func (p *Portal) askReview(c *fiber.Ctx) error {
	form := postedForm(c, "request", "part", "area", "finding", "question", "expert", "needed", "later", "agree")
	profile, err := id(c, "id")
	if err != nil {
		return err
	}
	needed, _ := strconv.Atoi(form.Value("needed")) // nothing is one
	ask := reviews.Ask{ID: requestID(c), Profile: uuid.UUID(profile), Part: reviews.Part(form.Value("part")), Area: station.Area(form.Value("area")), Finding: form.Value("finding"),
		Question: strings.TrimSpace(form.Value("question")), Later: form.Value("later") != "", Needed: max(needed, 1)}
	if chosen := form.Value("expert"); chosen != "" {
		person, err := uuid.Parse(chosen)
		if err != nil {
			form.Complain("expert", station.Say("review.no_such_expert"))
		}
		ask.Expert = station.PersonID(person)
	}
	if form.Value("agree") == "" {
		form.Complain("agree", station.Say("review.agree_first"))
	}
	if ask.Question == "" {
		form.Complain("question", station.Say("review.no_question"))
	}
	if len(form.Errors) > 0 {
		return p.askReviewPage(c, fiber.StatusUnprocessableEntity, form)
	}
	key, err := p.rooms.Reviews.Ask(c.UserContext(), scope(c), ask, p.reviewAsked)
	f, ok := station.AsFault(err)
	if ok && f.Kind == station.NotFound && ask.Expert != (station.PersonID{}) { // the licence may have run out since the page was shown
		form.Complain("expert", station.Say("review.no_such_expert"))
		return p.askReviewPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if name, known := "", false; ok {
		if name, known = askComplaints[f.Say.Key]; known {
			form.Complain(name, f.Say)
			if f.Say.Key == "review.asked_otherwise" {
				delete(form.Values, "request") // sent once more it is another request
			}
			return p.askReviewPage(c, statuses[f.Kind], form)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect("/reviews/"+key.String()+"?done=asked", fiber.StatusSeeOther)
}

// reviewPageSize is how many reviews a page lists.
const reviewPageSize = 20

func (p *Portal) showReviews(c *fiber.Ctx) error {
	after, _ := uuid.Parse(c.Query("after")) // nothing begins
	found, more, err := p.rooms.Reviews.Reviews(c.UserContext(), scope(c), after, reviewPageSize)
	if err != nil {
		return err
	}
	page := ReviewsPage{Chrome: p.chrome(c, "profiles", Crumb{Say: station.Say("nav.profiles"), URL: "/profiles"}, Crumb{Say: station.Say("review.list")})}
	for _, r := range found {
		page.Reviews = append(page.Reviews, p.reviewRow(c, r))
	}
	if more {
		page.Pager.Next = "/reviews?after=" + found[len(found)-1].ID.String()
	}
	return p.page(c, fiber.StatusOK, "reviews", page)
}

func (p *Portal) reviewRow(c *fiber.Ctx, r reviews.Review) ReviewRow {
	row := ReviewRow{ID: r.ID.String(), State: r.State, Review: r, Title: p.reviewTitle(p.lang(c), r), Due: p.reviewDue(c, r)}
	if lead := r.Lead(); lead != nil {
		row.Lead = lead.Name
	}
	return row
}

// reviewTitle says what of a report is looked at.
func (p *Portal) reviewTitle(lang string, r reviews.Review) string {
	title := p.say(lang, "review.part_"+string(r.Part))
	if r.Area != "" {
		title += " · " + p.say(lang, "area."+string(r.Area))
	}
	return title
}

// reviewDue is what is due next: an answer, or the conclusion; nil when nothing is.
func (p *Portal) reviewDue(c *fiber.Ctx, r reviews.Review) *Due {
	at := r.AnswerDue
	switch {
	case r.State == reviews.Accepted && r.DueAt != nil:
		at = *r.DueAt
	case r.State != reviews.Asked:
		return nil
	}
	due := NewDue(p.rooms.Days.Days(r.Station), p.clock(), at)
	return &due
}

// reviewDone are the notices that the page can come back with.
var reviewDone = map[string]bool{"asked": true, "withdrawn": true, "invited": true, "handed": true, "accepted": true}

func (p *Portal) showReview(c *fiber.Ctx) error { return p.reviewPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) reviewPage(c *fiber.Ctx, status int, form Form) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	r, err := p.rooms.Reviews.Review(c.UserContext(), scope(c), key)
	if err != nil {
		return err
	}
	title := p.reviewTitle(p.lang(c), r)
	page := ReviewPage{Chrome: p.reviewCrumbs(c, Crumb{Label: title}), Review: r, Title: title, ProfileURL: "/profiles/" + r.Profile.String(), Due: p.reviewDue(c, r)}
	page.Siblings = reviewTabs("/reviews/"+r.ID.String(), false, "")
	if err := p.reviewParts(c, &page); err != nil {
		return err
	}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "review.withdraw", actor(c).Company)
	page.CanWithdraw = refused == nil && r.State.Open()
	page.Form = form
	if page.Later, err = p.laterVersion(c, r); err != nil {
		return err
	}
	if done := c.Query("done"); reviewDone[done] {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("review.done_" + done)})
	}
	return p.page(c, status, "review", page)
}

func (p *Portal) withdrawReview(c *fiber.Ctx) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.Withdraw(c.UserContext(), scope(c), key, p.reviewWithdrawn); err != nil {
		return err
	}
	return withdrawn(c, "/reviews/"+uuid.UUID(key).String()+"?done=withdrawn")
}

// withdrawn leads back to where a consent was taken back: the page of all of them, or that of what it was for.
func withdrawn(c *fiber.Ctx, page string) error {
	if c.FormValue("back") == "privacy" {
		page = "/privacy?done=withdrawn"
	}
	return c.Redirect(page, fiber.StatusSeeOther)
}

// tellTeam tells the experts of a review who are in one of some states.
func (p *Portal) tellTeam(ctx context.Context, tx pg.Tx, r reviews.Review, tell func(to []station.PersonID) error, states ...string) error {
	var to []station.PersonID
	for _, m := range r.Team {
		for _, s := range states {
			if m.State == s {
				to = append(to, m.Person)
			}
		}
	}
	if len(to) == 0 {
		return nil
	}
	return tell(to)
}

// reviewURL is where experts are asked about a profile, for who may, or may once the licence is accepted.
func (p *Portal) reviewURL(c *fiber.Ctx, self string) string {
	_, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "review.ask", actor(c).Company)
	if err != nil && !errors.Is(err, accounts.ErrVerify) {
		return ""
	}
	return self + "/review"
}
