package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/web/assets"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

// profilePDF gives the kept profile on paper, in the language of the page.
func (p *Portal) profilePDF(c *fiber.Ctx) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	lang := p.lang(c)
	in, err := ReportInput(p.words, Site{Demo: p.site.Demo, Station: p.place(c)}, lang, kept.Document, kept.Digest)
	if err != nil {
		return err
	}
	if in.Judged, err = p.judgedPaper(c, kept); err != nil {
		return err
	}
	co, err := p.cohort(c, kept)
	if err != nil {
		return err
	}
	in.Beside = co.onPaper(p.say(lang, "cohort.title"))
	body, err := report.Profile(in)
	if err != nil {
		return err
	}
	return download(c, "profile-"+kept.Digest[:8]+"-"+lang+".pdf", "application/pdf", body)
}

// ReportInput is a kept profile with the portal's words and fonts, as the PDF writer takes it.
// Nothing but the words and the site is asked, so a profile can be printed without a server.
func ReportInput(words *Words, site Site, lang string, document assessments.Document, digest string) (report.Input, error) {
	p := &Portal{words: words, site: site}
	in := report.Input{Document: document, Digest: digest, Lang: lang, Station: site.Station.Name(lang), Demo: site.Demo,
		Words: words, Value: p.valueText, Place: p.presenceLabel, Date: DateYear}
	var err error
	if in.Regular, err = assets.Font(400); err != nil {
		return in, err
	}
	in.Bold, err = assets.Font(700)
	return in, err
}

// judgedPaper is what experts' judgement makes of a profile, as the paper has it.
func (p *Portal) judgedPaper(c *fiber.Ctx, kept *assessments.Profile) (*report.Judged, error) {
	j, err := p.judgementOf(c, kept)
	return j.onPaper(), err
}

// onPaper is a judgement as the paper has it; nil where nothing was overruled.
func (j *Judgement) onPaper() *report.Judged {
	if j == nil {
		return nil
	}
	out := &report.Judged{Known: j.Known, Score: j.Score}
	for _, row := range slices.Concat(j.Applied, j.ToReview) {
		line := report.JudgedLine{Title: row.Title, Was: row.Was, To: row.To, Applied: row.State == reviews.OverrideApproved, Reason: row.Reason, Text: row.Text, Author: row.Author, By: row.By, Until: row.Until}
		if row.Subject != "" {
			line.Title += " · " + row.Subject
		}
		for _, law := range row.Cites {
			line.Cites = append(line.Cites, law.Title+" "+law.Article)
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}
