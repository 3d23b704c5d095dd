package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

// signedJSON gives the signed report as it is handed on.
func (p *Portal) signedJSON(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	text, round, _, err := p.rooms.Reviews.SignedFile(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	return download(c, "signed-report-"+round.Hash[:8]+".json", fiber.MIMEApplicationJSON, text)
}

// signedPDF gives the signed report on paper, with the JSON inside, under the platform's seal.
func (p *Portal) signedPDF(c *fiber.Ctx) error {
	which, err := p.reviewID(c)
	if err != nil {
		return err
	}
	text, round, _, err := p.rooms.Reviews.SignedFile(c.UserContext(), scope(c), which)
	if err != nil {
		return err
	}
	kept, err := p.rooms.Checks.Profile(c.UserContext(), scope(c), assessments.ProfileID(round.Profile()))
	if err != nil {
		return err
	}
	lang, place := p.lang(c), p.place(c)
	in, err := ReportInput(p.words, Site{Demo: p.site.Demo, Station: place}, lang, kept.Document, kept.Digest)
	if err != nil {
		return err
	}
	if in.Signed, err = p.signedPaper(lang, p.linkTo(c, "/verify/"+round.Hash), round); err != nil {
		return err
	}
	over, err := p.rooms.Reviews.SignedOver(c.UserContext(), scope(c), round)
	if err != nil {
		return err
	}
	if len(over) > 0 { // as it was signed, whatever has changed since
		judged, err := p.judgedBy(c.UserContext(), lang, kept, over, round.MadeAt)
		if err != nil {
			return err
		}
		in.Judged = judged.onPaper()
	}
	paper, err := report.Profile(in)
	if err != nil {
		return err
	}
	out, _, err := p.rooms.Reviews.SealPDF(c.UserContext(), place.ID, paper, text, place.NameEn, "Seal of the platform, not of an expert")
	if err != nil {
		return err
	}
	return download(c, "signed-report-"+round.Hash[:8]+"-"+lang+".pdf", "application/pdf", out)
}

// signedPaper is what of a signed round is printed.
func (p *Portal) signedPaper(lang, url string, r reviews.Round) (*report.Signed, error) {
	c := r.Content
	out := &report.Signed{Option: p.say(lang, "sign.option_"+c.Conclusion.Option), Text: c.Conclusion.Text, Conditions: c.Conclusion.Conditions, Limits: c.Limits, Question: c.Question,
		Hash: fours(r.Hash), SM3: fours(r.SM3), URL: url,
		Parts: []string{p.say(lang, "sign.part_findings", "n", c.Findings.Count), p.say(lang, "sign.part_overrides", "n", c.Overrides.Count), p.say(lang, "sign.part_threads", "n", c.Threads.Count)}}
	for _, d := range c.Dissent {
		out.Dissent = append(out.Dissent, [2]string{p.say(lang, "sign.dissent_of", "name", c.Name(d.Person)), d.Text})
	}
	for _, s := range r.Signed {
		line := []string{p.say(lang, "sign.signed_by", "name", c.Name(uuid.UUID(s.Person).String()), "kind", p.say(lang, "sign.kind_"+s.Kind), "at", stampOf(s.At))}
		if s.Signer != nil {
			line = append(line, p.say(lang, "sign.subject", "subject", s.Signer.Subject))
		}
		if s.Mismatch() {
			line = append(line, p.say(lang, "sign.mismatch"))
		}
		out.Signatures = append(out.Signatures, line)
	}
	var err error
	out.QR, err = qrModules(url)
	return out, err
}

// SigningKeysPage lists the keys that a station keeps for signing. Page "admin_signing". Inputs: reason.
type SigningKeysPage struct {
	Chrome
	Form      Form
	Keys      []SigningKeyRow
	Reasons   []Option
	CanRevoke bool
}

// SigningKeyRow is one key of the list.
type SigningKeyRow struct {
	reviews.SigningKey
	Short string
	State station.Text
}

func (p *Portal) showSigningKeys(c *fiber.Ctx) error {
	return p.signingKeysPage(c, fiber.StatusOK, Form{})
}

func (p *Portal) signingKeysPage(c *fiber.Ctx, status int, form Form) error {
	keys, err := p.rooms.Reviews.SigningKeys(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := SigningKeysPage{Chrome: p.chrome(c, "home", adminCrumbs("sign.keys")...), Form: form, CanRevoke: p.allows(c, "expert.admit"), Reasons: p.words.Options(p.lang(c), "sign.reason_", reviews.RevokeReasons...)}
	for _, k := range keys {
		row := SigningKeyRow{SigningKey: k, Short: fours(k.ID[:16]), State: station.Say("sign.key_good")}
		if k.RevokedAt != nil {
			row.State = station.Say("sign.key_revoked", "at", stampOf(*k.RevokedAt), "reason", p.say(page.Lang, "sign.reason_"+k.Reason))
		}
		page.Keys = append(page.Keys, row)
	}
	if c.Query("done") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("sign.revoked_done")})
	}
	return p.page(c, status, "admin_signing", page)
}

func (p *Portal) revokeSigningKey(c *fiber.Ctx) error {
	form := postedForm(c, "reason")
	err := p.rooms.Reviews.RevokeKey(c.UserContext(), scope(c), c.Params("signingkey"), form.Value("reason"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.Invalid {
		form.Complain("", f.Say)
		return p.signingKeysPage(c, fiber.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/admin/signing-keys?done=1", fiber.StatusSeeOther)
}
