package web

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// threadInputs are the names of the forms about threads.
var threadInputs = []string{"field", "quote", "start", "end", "audience", "text", "source", "article", "mention", "profile"}

// threadComplaints says which input a refusal of the store is about.
var threadComplaints = map[string]string{"thread.no_text": "text", "thread.long_text": "text", "thread.no_field": "field", "thread.quote_twice": "quote", "thread.quote_not_there": "quote",
	"thread.wrong_citation": "source", "thread.no_audience": "audience", "thread.said_otherwise": "", "thread.changed_since": "", "thread.moved_on": "", "thread.approved_already": "", "review.over": "", "thread.many_files": "file", "review.not_verified": "", "review.wrong_form": ""}

// underReview is a review with the version of its report that is looked at.
type underReview struct {
	reviews.Review
	Report reviews.Report
	base   string
	expert bool
}

// reviewOf reads the review that a page is about. Experts are let in by granted, a company by its scope.
func (p *Portal) reviewOf(c *fiber.Ctx) (in underReview, err error) {
	key, err := id(c, "review")
	if err != nil {
		return in, err
	}
	s := scope(c)
	in.expert = s.Actor().Company == station.CompanyID{}
	in.base = map[bool]string{true: "/expert/reviews/", false: "/reviews/"}[in.expert] + uuid.UUID(key).String()
	if in.Review, err = p.rooms.Reviews.Review(c.UserContext(), s, key); err != nil {
		return in, err
	}
	in.Report, err = ReportsOf(p.rooms.Checks).Report(c.UserContext(), s, in.Profile)
	return in, err
}

func (in underReview) findingURL(key string) string { return findingURL(in.base, key) }

// findingTitle is the title of a finding in a language; its key where it has gone with its texts.
func findingTitle(lang string, in reviews.Passage, key string) string {
	if title := in.Fields["title."+lang]; title != "" {
		return title
	}
	rule, _, _ := strings.Cut(key, "@")
	return rule
}

func (p *Portal) showReviewFinding(c *fiber.Ctx) error {
	return p.reviewFinding(c, fiber.StatusOK, Form{Values: map[string][]string{"audience": {"company"}}}, "")
}

// reviewFinding is the page of a finding under review; the form of a thread, or that of a new one, comes back with it.
func (p *Portal) reviewFinding(c *fiber.Ctx, status int, form Form, of string) error {
	in, err := p.reviewOf(c)
	if err != nil {
		return err
	}
	key, err := url.PathUnescape(c.Params("key"))
	if err != nil {
		return fiber.ErrNotFound
	}
	covered := in.Shows(in.Report, key)
	found, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), in.ID, key)
	if err != nil {
		return err
	}
	if !covered && len(found) == 0 {
		return fiber.ErrNotFound
	}
	page := p.reviewFindingPage(c, in, key, viewThreads(found))
	if in.expert && !page.Over {
		if page.Saved, err = p.rooms.Reviews.Texts(c.UserContext(), scope(c)); err != nil {
			return err
		}
		if status == fiber.StatusOK {
			useText(&form, page.Saved, c.Query("saved"))
		}
	}
	page.Form, page.FormOf, page.Gone = form, of, !covered
	if page.Attached, err = p.attachedTo(c, commentsOf(found)...); err != nil {
		return err
	}
	if page.Gone {
		page.Rows = []PassageRow{{Say: station.Say("thread.gone_was"), Threads: viewThreads(found)}}
		page.Title = findingTitle(page.Lang, found[0].Was, key)
	}
	if done := c.Query("done"); done == "1" && status == fiber.StatusOK {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("thread.kept")})
	}
	return p.page(c, status, "review_finding", page)
}

func (p *Portal) reviewFindingPage(c *fiber.Ctx, in underReview, key string, threads []ThreadView) ReviewFindingPage {
	lang, passage := p.lang(c), in.Report.Findings[key]
	chrome := p.reviewChrome(c, in.base, in.expert, "/findings", Crumb{Say: station.Say("thread.list_title"), URL: in.base + "/findings"}, Crumb{Label: findingTitle(lang, passage, key)})
	rule, subject, _ := strings.Cut(key, "@")
	page := ReviewFindingPage{Chrome: chrome, Expert: in.expert, Base: in.base, Self: in.findingURL(key), Title: findingTitle(lang, passage, key), Subject: subject, RuleID: rule, Severity: passage.Severity,
		Version: in.Profile.String(), Rows: passageRows(lang, passage, threads), ListURL: in.base + "/findings", N: len(threads), Over: !in.State.Open()}
	keys := in.Keys(in.Report)
	for i, k := range keys {
		if k != key {
			continue
		}
		if i > 0 {
			page.PrevURL = in.findingURL(keys[i-1])
		}
		if i+1 < len(keys) {
			page.NextURL = in.findingURL(keys[i+1])
		}
	}
	for _, row := range page.Rows[1:] {
		page.Fields = append(page.Fields, Option{Value: row.Field, Label: p.views.words.T(lang, row.Say) + excerpt(passage.Fields[row.Field])})
	}
	if _, there := in.Report.Findings[key]; there && in.expert && !page.Over {
		page.Judge = overrideURL(in.ID, key)
	} else if there && !in.expert {
		page.Dispute = findingURL(profileURL(assessments.ProfileID(in.Profile)), key) + "/dispute"
	}
	me := actor(c).Person
	page.Names = map[station.PersonID]string{}
	for _, m := range in.Team {
		page.Names[m.Person] = m.Name
		switch {
		case m.State != "accepted":
		case m.Person == me:
			page.Senior = m.Part != "junior"
		default:
			page.Team = append(page.Team, Option{Value: uuid.UUID(m.Person).String(), Label: m.Name})
		}
	}
	return page
}

// excerpt is the beginning of a text, to tell one field from another.
func excerpt(text string) string {
	runes := []rune(text)
	if len(runes) > 24 {
		return ": " + string(runes[:24]) + "…"
	}
	return ": " + text
}

// showReviewFindings lists the findings of a review with what was written about each.
func (p *Portal) showReviewFindings(c *fiber.Ctx) error {
	in, err := p.reviewOf(c)
	if err != nil {
		return err
	}
	all, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), in.ID, "")
	if err != nil {
		return err
	}
	lang, me := p.lang(c), actor(c).Person
	chrome := p.reviewChrome(c, in.base, in.expert, "/findings", Crumb{Say: station.Say("thread.list_title")})
	page := ReviewFindingsPage{Chrome: chrome, Expert: in.expert, Base: in.base, Show: c.Query("show"), Counts: reviews.CountThreads(all, me)}
	page.Shows = p.views.words.Options(lang, "thread.show_", "all", "open", "mine", "gone", "ambiguous")
	by := map[string][]reviews.Thread{}
	for _, t := range all {
		if shown(page.Show, t, me) {
			by[t.Target.Finding] = append(by[t.Target.Finding], t)
		}
	}
	for _, key := range in.Keys(in.Report) {
		if page.Show != "" && page.Show != "all" && len(by[key]) == 0 {
			continue
		}
		passage := in.Report.Findings[key]
		_, subject, _ := strings.Cut(key, "@")
		n := reviews.CountThreads(by[key], me)
		page.Findings = append(page.Findings, ReviewFindingRow{URL: in.findingURL(key), Title: findingTitle(lang, passage, key), Subject: subject, Severity: passage.Severity, N: n.All, Open: n.Open, Ambiguous: n.Ambiguous, Drafts: n.Drafts})
	}
	for _, t := range all {
		if t.Anchor.Status != reviews.Gone || !shown(page.Show, t, me) {
			continue
		}
		view := viewThreads([]reviews.Thread{t})[0]
		view.URL, view.Finding = in.findingURL(t.Target.Finding)+"#"+view.Anchor(), findingTitle(lang, t.Was, t.Target.Finding)
		page.Gone = append(page.Gone, view)
	}
	return p.page(c, fiber.StatusOK, "review_findings", page)
}

// shown tells whether a filter lets a thread through.
func shown(show string, t reviews.Thread, me station.PersonID) bool {
	switch show {
	case "open":
		return t.State == reviews.Open
	case "mine":
		return t.Mine(me)
	case "gone", "ambiguous":
		return string(t.Anchor.Status) == show
	}
	return true
}

// said reads what was written off a form.
func said(c *fiber.Ctx, form Form, key uuid.UUID) reviews.Said {
	out := reviews.Said{ID: key, Text: form.Value("text")}
	sources, articles := form.Values["source"], form.Values["article"]
	for i, source := range sources {
		one := reviews.Citation{Source: source}
		if i < len(articles) {
			one.Article = articles[i]
		}
		out.Citations = append(out.Citations, one)
	}
	for _, m := range form.Values["mention"] {
		if person, err := uuid.Parse(m); err == nil {
			out.Mentions = append(out.Mentions, station.PersonID(person))
		}
	}
	return out
}

// complained puts a refusal of the store to the input that it is about; false = it is none of the form's.
func complained(form *Form, err error) (int, bool) {
	f, ok := station.AsFault(err)
	if !ok {
		return 0, false
	}
	name, ours := threadComplaints[f.Say.Key]
	if strings.HasPrefix(f.Say.Key, "files.") {
		name, ours = "file", true
	}
	if ours {
		form.Complain(name, f.Say)
	}
	return statuses[f.Kind], ours
}
