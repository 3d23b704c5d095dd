package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// ConclusionPage is the conclusion of a review and its signatures, for the experts of its team and for its company. Pages "conclusion" and
// "conclusion_company". Inputs of the experts: option, text, conditions, limits; minutes; dissent; file.
type ConclusionPage struct {
	Chrome
	Form        Form
	Base        string // address of the review, without the page
	Headline    station.Text
	Review      reviews.Review
	Conclusion  reviews.Writing
	Minutes     reviews.Writing
	Mine        reviews.Writing   // the actor's dissent
	Dissents    []NamedWriting    // of all, where there is a text
	Now         *RoundRow         // up for signature, or signed
	Earlier     []RoundRow        // voided, superseded
	Options     []Option          // of the conclusion
	Lead        bool              // the actor leads
	CanPutUp    bool              // there is something new to put up
	CanSign     bool              // the actor may sign what is up
	Authorities bool              // certificates can be checked
	VerifyURL   string            // where others check
	OwnSeal     bool              // the PDF is sealed by a certificate that the station made itself
	Wrong       map[string]string // section → that its form came back
}

// NamedWriting is what one of the team wrote.
type NamedWriting struct{ Name, Text string }

// RoundRow is a content that was put up, as pages show it.
type RoundRow struct {
	reviews.Round
	HashSaid, SM3Said string // in groups of four
	ReportAt          string // when the report was made
	Ended             station.Text
	Signatures        []SignatureRow
}

// SignatureRow is one signature as pages show it.
type SignatureRow struct {
	reviews.Signature
	Said station.Text
}

// fours parts a hash in groups of four, so that it can be compared by eye.
func fours(hash string) string {
	var out strings.Builder
	for i := 0; i < len(hash); i += 4 {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(hash[i:min(len(hash), i+4)])
	}
	return out.String()
}

func (p *Portal) reviewID(c *fiber.Ctx) (uuid.UUID, error) {
	raw, err := id(c, "review")
	return raw, err
}

func (p *Portal) showConclusion(c *fiber.Ctx) error {
	return p.conclusionPage(c, fiber.StatusOK, Form{}, "")
}

// conclusionPage shows all of it to an expert; section names the form that came back.
func (p *Portal) conclusionPage(c *fiber.Ctx, status int, form Form, section string) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	s, err := p.rooms.Reviews.SignOff(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	path := "/expert/reviews/" + which.String()
	page := p.concluded(c, s, path)
	page.Form, page.Wrong = form, map[string]string{section: "1"}
	page.Chrome = p.reviewChrome(c, path, true, "/conclusion", Crumb{Say: station.Say("sign.title")})
	page.Authorities = p.rooms.Reviews.TrustsAuthorities()
	me := actor(c).Person
	for _, d := range s.Dissent {
		if d.Person == me {
			page.Mine = d
		}
	}
	part := ""
	for _, m := range s.Review.Team {
		if m.Person == me && m.State == "accepted" {
			part = m.Part
		}
	}
	page.Lead = part == "lead"
	page.CanPutUp = page.Lead && s.Conclusion.Text != "" && s.UpForNow() == nil
	own, err := p.rooms.People.OwnExpert(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	if now := s.Current(); now != nil && part != "junior" && own.Rank == accounts.Senior {
		page.CanSign = !slices.ContainsFunc(now.Signed, func(one reviews.Signature) bool { return one.Person == me })
	}
	if section != "conclusion" {
		page.Form.Values = fillConclusion(page.Form.Values, s.Conclusion, section != "minutes", s.Minutes, section != "dissent", page.Mine)
	}
	if key := map[string]string{"saved": "sign.saved", "up": "sign.put_up_done", "signed": "sign.signed_done"}[c.Query("done")]; key != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Text{Key: key}})
	}
	return p.page(c, status, "conclusion", page)
}

// fillConclusion fills in what is kept where nothing came back.
func fillConclusion(values map[string][]string, w reviews.Writing, minutes bool, m reviews.Writing, dissent bool, d reviews.Writing) map[string][]string {
	if values == nil {
		values = map[string][]string{}
	}
	values["option"], values["text"], values["conditions"], values["limits"] = []string{w.Option}, []string{w.Text}, []string{strings.Join(w.Conditions, "\n")}, []string{w.Limits}
	if minutes {
		values["minutes"] = []string{m.Text}
	}
	if dissent {
		values["dissent"] = []string{d.Text}
	}
	return values
}

// concluded is what both sides see.
func (p *Portal) concluded(c *fiber.Ctx, s reviews.SignOff, path string) ConclusionPage {
	lang := p.lang(c)
	page := ConclusionPage{Base: path, Review: s.Review, Conclusion: s.Conclusion, Minutes: s.Minutes, Options: p.words.Options(lang, "sign.option_", reviews.Options...), VerifyURL: p.linkTo(c, "/verify")}
	names := map[station.PersonID]string{}
	for _, m := range s.Review.Team {
		names[m.Person] = m.Name
	}
	for _, d := range s.Dissent {
		if d.Text != "" {
			page.Dissents = append(page.Dissents, NamedWriting{names[d.Person], d.Text})
		}
	}
	now := s.Current()
	for i := range s.Rounds {
		row := p.roundRow(lang, s.Rounds[i])
		if now == &s.Rounds[i] {
			page.Now = &row
		} else {
			page.Earlier = append(page.Earlier, row)
		}
	}
	page.Headline = conclusionHeadline(s)
	return page
}

func conclusionHeadline(s reviews.SignOff) station.Text {
	switch now := s.Current(); {
	case now != nil && now.State == "signed":
		return station.Say("sign.h1_signed", "n", len(now.Signed))
	case now != nil:
		return station.Say("sign.h1_open", "n", len(now.Signed), "needed", now.Needed)
	case len(s.Rounds) > 0 && s.Rounds[0].State == "voided":
		return station.Say("sign.h1_voided")
	case s.Conclusion.Version > 0:
		return station.Say("sign.h1_writing")
	}
	return station.Say("sign.h1_none")
}

func (p *Portal) roundRow(lang string, r reviews.Round) RoundRow {
	row := RoundRow{Round: r, HashSaid: fours(r.Hash), SM3Said: fours(r.SM3), ReportAt: verifyTime(r.Content.Report.MadeAt)}
	for _, s := range r.Signed {
		row.Signatures = append(row.Signatures, SignatureRow{Signature: s, Said: station.Say("sign.signed_by", "name", s.Name, "kind", p.say(lang, "sign.kind_"+s.Kind), "at", stampOf(s.At))})
	}
	if r.State == "voided" && r.EndedAt != nil {
		var what []string
		for _, part := range r.Why {
			what = append(what, p.say(lang, "sign.changed_"+part))
		}
		row.Ended = station.Say("sign.voided_found", "at", stampOf(*r.EndedAt), "what", listed(lang, what), "n", len(r.Signed))
		if r.EndedBy != "" {
			row.Ended = station.Say("sign.voided_by", "who", r.EndedBy, "at", stampOf(*r.EndedAt), "what", listed(lang, what), "n", len(r.Signed))
		}
	}
	return row
}

// conclude, minute and dissent keep what experts write.

func (p *Portal) conclude(c *fiber.Ctx) error {
	form := postedForm(c, "option", "text", "conditions", "limits")
	words := reviews.Words{Option: form.Value("option"), Text: form.Value("text"), Conditions: strings.Split(form.Value("conditions"), "\n"), Limits: form.Value("limits")}
	return p.wrote(c, "conclusion", form, func(which uuid.UUID, base int) error {
		return p.rooms.Reviews.Conclude(c.UserContext(), scope(c), which, words, base, requestID(c), nil)
	})
}

func (p *Portal) minute(c *fiber.Ctx) error {
	form := postedForm(c, "minutes")
	return p.wrote(c, "minutes", form, func(which uuid.UUID, base int) error {
		return p.rooms.Reviews.Minute(c.UserContext(), scope(c), which, form.Value("minutes"), base, requestID(c))
	})
}

func (p *Portal) dissent(c *fiber.Ctx) error {
	form := postedForm(c, "dissent")
	return p.wrote(c, "dissent", form, func(which uuid.UUID, base int) error {
		return p.rooms.Reviews.Dissent(c.UserContext(), scope(c), which, form.Value("dissent"), base, requestID(c), nil)
	})
}

// signComplaints says which input a refusal is about.
var signComplaints = map[string]string{"sign.no_option": "option", "sign.no_text": "text", "sign.long_text": "text", "sign.no_conditions": "conditions", "sign.long_conditions": "conditions"}

// wrote answers a form about words; a refusal comes back with what was written.
func (p *Portal) wrote(c *fiber.Ctx, section string, form Form, keep func(which uuid.UUID, base int) error) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	err = keep(which, intOf(c.FormValue("base")))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		name := signComplaints[f.Say.Key]
		if section != "conclusion" && name != "" {
			name = section
		}
		form.Complain(name, f.Say)
		return p.conclusionPage(c, statuses[f.Kind], form, section)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews/"+which.String()+"/conclusion?done=saved", fiber.StatusSeeOther)
}

// showCompanyConclusion shows a company what its experts concluded, without their minutes.
func (p *Portal) showCompanyConclusion(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	s, err := p.rooms.Reviews.SignOff(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	page := p.concluded(c, s.ForCompany(), "/reviews/"+which.String())
	page.Chrome = p.reviewChrome(c, "/reviews/"+which.String(), false, "/conclusion", Crumb{Say: station.Say("sign.title")})
	if now := page.Now; now != nil && now.State == signed.StateSigned {
		page.OwnSeal = p.rooms.Reviews.SealsItself()
		page.CanSign = p.allows(c, "profile.export") // whoever may take it away
	}
	return p.page(c, fiber.StatusOK, "conclusion_company", page)
}
