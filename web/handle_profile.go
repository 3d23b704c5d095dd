package web

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// shownFindings is how many findings the profile page shows before it links to all.
const shownFindings = 12

func (p *Portal) submitCheck(c *fiber.Ctx) error {
	check, err := checkID(c)
	if err != nil {
		return err
	}
	card, err := p.rooms.People.CompanyCard(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	profile, err := p.rooms.Checks.Submit(c.UserContext(), scope(c), check, requestID(c), card.Name)
	if errors.Is(err, assessments.ErrJudging) { // the overview waits for it and then offers the button again
		return c.Redirect(checkURL(check)+"?judged=1", fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	return c.Redirect(profileURL(profile), fiber.StatusSeeOther)
}

func (p *Portal) showProfiles(c *fiber.Ctx) error {
	chrome := p.chrome(c, "profiles", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.profiles")})
	page := ProfilesPage{Chrome: chrome, StartURL: "/self-checks"}
	after, _ := uuid.Parse(c.Query("after"))
	lines, err := p.rooms.Checks.Profiles(c.UserContext(), scope(c), assessments.ProfileID(after), pageSize+1)
	if err != nil {
		return err
	}
	if len(lines) > pageSize {
		lines = lines[:pageSize]
		page.Pager.Next = "/profiles?after=" + uuid.UUID(lines[pageSize-1].ID).String()
	}
	for _, l := range lines {
		page.Profiles = append(page.Profiles, ProfileRow{Title: p.profileTitle(chrome.Lang, l.At), URL: profileURL(l.ID), At: l.At,
			Score: station.Bounds{Worst: l.Worst, Best: l.Best, Shown: l.Shown}, Findings: l.Findings, Open: l.Open, Depth: l.Sheet, Expired: p.expired(l.At)})
	}
	return p.page(c, fiber.StatusOK, "profiles", page)
}

// profileTitle names a profile by when it was made: several can be of one day.
func (p *Portal) profileTitle(lang string, at time.Time) string {
	return p.say(lang, "profile.of", "date", DateYear(lang, at)+" "+Clock(at))
}

// expired tells whether a profile is older than a quarter.
func (p *Portal) expired(at time.Time) bool { return p.clock().Sub(at) > 92*24*time.Hour }

// kept finds the profile of the path.
func (p *Portal) kept(c *fiber.Ctx) (*assessments.Profile, error) {
	raw, err := id(c, "id")
	if err != nil {
		return nil, err
	}
	return p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(raw))
}

func (p *Portal) showProfile(c *fiber.Ctx) error { return p.profilePage(c, shownFindings) }

func (p *Portal) profilePage(c *fiber.Ctx, limit int) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	d, lang, self := &kept.Document, p.lang(c), profileURL(kept.ID)
	at := madeAt(d)
	chrome := p.chrome(c, "profiles", Crumb{Say: station.Say("nav.home"), URL: "/home"}, Crumb{Say: station.Say("nav.profiles"), URL: "/profiles"}, Crumb{Label: DateYear(lang, at) + " " + Clock(at)})
	page := ProfilePage{Chrome: chrome, Company: d.Company, Title: p.say(lang, "profile.title"), At: at, Depth: d.Sheet, Completeness: d.Score.Completeness / 10,
		Dial: Dial{Score: d.Score.Overall}, FindingsURL: self + "/findings", PrintURL: self + "/profile.pdf", AskURL: self + "/ask", ReviewURL: p.reviewURL(c, self), Expired: p.expired(at), FindingsN: len(d.Findings),
		OpenURL: "/self-checks/" + d.CheckID + "/next", RescoreURL: "/self-checks/" + d.CheckID, RulesNewer: d.Digest != p.rooms.Checks.Engine().Digest}
	if _, err := p.rooms.Gate.Admit(c.UserContext(), actor(c), "profile.export", actor(c).Company); err == nil {
		page.ExportURL = self + "/profile.json"
	}
	page.Headline, page.Summary = p.headline(lang, d)
	page.Areas, page.NotLooked = p.areaScores(lang, d)
	groups := groupFindings(d.Findings)
	for i, g := range groups {
		if i >= limit {
			page.MoreFindings = len(groups) - limit
			break
		}
		page.Findings = append(page.Findings, p.groupRow(lang, self, d, g))
	}
	if d.Score.Overall.Shown {
		page.Moves = p.moves(lang, self, d)
	}
	page.Open, page.OpenN = p.openItems(lang, d), d.OpenItems()
	for _, t := range d.Themes {
		if t.Looked {
			page.Radar.Axes = append(page.Radar.Axes, Axis{Label: t.Title.In(lang), Score: t.Bounds})
		}
	}
	page.Source = p.source(kept)
	page.Arithmetic = p.arithmetic(lang, d)
	if page.MoveOn, err = p.movableTo(c, kept); err != nil {
		return err
	}
	if page.Judgement, err = p.judgementOf(c, kept); err != nil {
		return err
	}
	if page.Cohort, err = p.cohort(c, kept); err != nil {
		return err
	}
	if page.Judgement != nil && page.ExportURL != "" {
		page.JudgementURL = self + "/judgement.json"
	}
	return p.page(c, fiber.StatusOK, "profile", page)
}

// areaScores are the areas of a profile; one that was not looked at says so.
func (p *Portal) areaScores(lang string, d *assessments.Document) (scores []AreaScore, looked []string) {
	for _, area := range station.Areas() {
		score, line := AreaScore{Area: area, NotAsked: true}, p.say(lang, "report.area_not", "area", p.say(lang, "area."+string(area)))
		for _, a := range d.Areas {
			if a.Area == area {
				score = AreaScore{Area: area, Score: a.Bounds, Counts: severityCounts(a.Counts)}
				line = p.say(lang, "profile.looked", "area", p.say(lang, "area."+string(area)), "looked", a.Looked, "rules", a.Rules)
			}
		}
		scores, looked = append(scores, score), append(looked, line)
	}
	return scores, looked
}

func madeAt(d *assessments.Document) time.Time {
	at, err := time.Parse(time.RFC3339, d.MadeAt)
	if err != nil {
		return time.Time{}
	}
	return at
}

func severityCounts(counts map[string]int) map[station.Severity]int {
	out := map[station.Severity]int{}
	for _, s := range station.Severities() {
		out[s] = counts[string(s)]
	}
	return out
}

// headline is the news of a profile in a sentence, true also when nothing was found.
func (p *Portal) headline(lang string, d *assessments.Document) (headline, summary string) {
	if len(d.Findings) == 0 {
		headline = p.say(lang, "profile.nothing_found")
	} else {
		worst := d.Findings[0]
		same := 0
		for _, f := range d.Findings {
			if f.Finding.Severity == worst.Finding.Severity {
				same++
			}
		}
		headline = p.say(lang, "profile.worst", "n", same, "level", p.say(lang, "level."+string(worst.Finding.Severity)), "title", d.Cards[worst.RuleID].Title.In(lang))
	}
	if n := d.OpenItems(); n > 0 && !d.Score.Overall.Shown {
		return headline, p.say(lang, "profile.open_no_number", "n", n)
	} else if n > 0 {
		return headline, p.say(lang, "profile.still_open", "n", n, "span", Span(d.Score.Overall.Worst, d.Score.Overall.Best))
	}
	return headline, p.say(lang, "profile.all_answered")
}

// openItems are the answers that can still change the profile, then what no answer can decide.
func (p *Portal) openItems(lang string, d *assessments.Document) []OpenItem {
	var out []OpenItem
	for _, o := range d.Open {
		item := OpenItem{Title: o.Label.In(lang), URL: openURL(d.CheckID, o.Place), Because: station.BecauseAnswers}
		if list := o.List(); list != "" {
			item.Title = p.say(lang, "profile.open_cells", "list", p.say(lang, "lists.kind_"+kindOf(list))+" · "+item.Title, "n", o.Cells())
		}
		if list, rest, one := strings.Cut(o.Place, "["); one && list == "presences" {
			subject, _, _ := strings.Cut(rest, "]")
			item.Title = p.presenceLabel(lang, subject) + " · " + item.Title
		}
		out = append(out, item)
	}
	for _, v := range d.Verdicts {
		if v.Outcome == station.Unanswered && v.Because != station.BecauseAnswers {
			out = append(out, OpenItem{Title: d.Cards[v.ID].Title.In(lang), Because: v.Because, Area: v.Area})
		}
	}
	return out
}

// openURL is where an open place is answered.
func openURL(check, place string) string {
	base := "/self-checks/" + check
	list, rest, ok := strings.Cut(place, "[")
	switch {
	case strings.HasPrefix(place, "company."):
		return base + "/questions/" + place
	case list == "presences" && ok:
		subject, key, _ := strings.Cut(rest, "].")
		return base + "/questions/presence." + subject + "." + key
	case list == "presences":
		return base + "#presences"
	}
	return "/lists/" + list
}

func (p *Portal) source(kept *assessments.Profile) Source {
	d := &kept.Document
	s := Source{Open: d.OpenItems(), Suppliers: len(d.Answers.Suppliers), Employees: len(d.Answers.Employees), Rules: len(d.Verdicts), Revision: d.Revision, Engine: d.Engine,
		AnswersAt: madeAt(d), Sheet: d.Sheet, Digest: groups(kept.Digest), Answered: d.Answered, People: d.AnsweredBy}
	return s
}

// groups sets a digest in groups of four, so that people can compare it.
func groups(digest string) string {
	var out []string
	for i := 0; i+4 <= len(digest); i += 4 {
		out = append(out, digest[i:i+4])
	}
	return strings.Join(out, " ")
}

// arithmetic shows line by line how each area's score came about.
func (p *Portal) arithmetic(lang string, d *assessments.Document) []Table {
	var out []Table
	for _, a := range d.Areas {
		t := Table{Caption: p.say(lang, "area."+string(a.Area)), Columns: []Column{{Label: p.say(lang, "arith.step")}, {Label: p.say(lang, "arith.kept"), Number: true}, {Label: p.say(lang, "arith.left"), Number: true}}}
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: p.say(lang, "arith.start")}, {}, {Text: "100", Number: true}}})
		for _, step := range d.Arithmetic {
			if step.Area != a.Area {
				continue
			}
			name, kept := p.say(lang, "arith.cap"), ""
			if !step.Capped {
				name = step.RuleID + " " + d.Cards[step.RuleID].Title.In(lang)
				kept = fmt.Sprintf("× %d.%d %%", step.Share/10, step.Share%10)
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: name}, {Text: kept, Number: true}, {Text: Points(step.Left), Number: true}}})
		}
		out = append(out, t)
	}
	return out
}

// profileJSON gives the kept document, byte for byte: what `station replay` takes.
func (p *Portal) profileJSON(c *fiber.Ctx) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	c.Set("Digest", "sha-256="+kept.Digest)
	return download(c, "profile-"+kept.Digest[:8]+".json", fiber.MIMEApplicationJSON, kept.Bytes)
}
