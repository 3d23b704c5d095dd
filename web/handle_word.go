package web

import (
	"bytes"
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/word"
)

// WordPage gives the findings as a Word document and takes comments back. Page "word". Inputs: file, audience.
type WordPage struct {
	Chrome
	Form Form
	Self string
	Read *WordRead
}

// WordRead is what a document held.
type WordRead struct {
	New       []WordComment
	Unmatched []WordComment
	Known     int
}

// WordComment is one comment with the title of its finding.
type WordComment struct {
	word.Comment
	Title string
}

// inWord is the document of a review in the language of the page, with all that its team has written or only what the company may read.
func (p *Portal) inWord(c *fiber.Ctx, within bool) (out word.Document, judged reviews.Judged, err error) {
	judged, d, err := p.underJudgement(c)
	if err != nil {
		return out, judged, err
	}
	lang, note := p.lang(c), "word.note"
	if within {
		note = "word.note_within"
	}
	out = word.Document{Title: p.say(lang, "profile.title") + " · " + d.Company, Note: p.say(lang, note), Findings: p.wordFindings(lang, judged, d)}
	out.Comments, err = p.wordComments(c.UserContext(), scope(c), judged, within)
	return out, judged, err
}

// wordFindings are the findings that a review is about, each with its passages in one language.
func (p *Portal) wordFindings(lang string, judged reviews.Judged, d *assessments.Document) []word.Finding {
	var out []word.Finding
	for _, key := range judged.Review.Covers(judged.Report) {
		f, there := findingOf(d, key)
		if !there {
			continue
		}
		title := p.say(lang, "level."+string(f.Finding.Severity)) + " · " + d.Cards[f.RuleID].Title.In(lang)
		if subject := p.subject(lang, d, f); subject != "" {
			title += " · " + subject
		}
		one := word.Finding{Key: key, Title: title}
		passage := judged.Report.Findings[key]
		for _, path := range paths(passage) {
			if say, of, _ := fieldOf(path); of == lang && path != "title."+lang {
				one.Fields = append(one.Fields, word.Field{Path: path, Label: p.views.words.T(lang, say) + p.say(lang, "word.colon"), Text: passage.Fields[path]})
			}
		}
		out = append(out, one)
	}
	return out
}

func (p *Portal) giveWord(c *fiber.Ctx) error {
	d, judged, err := p.inWord(c, c.Query("with") == "experts")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := word.Write(&out, d); err != nil {
		return err
	}
	return download(c, "review-"+judged.Review.ID.String()[:8]+".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", out.Bytes())
}

func (p *Portal) showWord(c *fiber.Ctx) error {
	return p.wordPage(c, fiber.StatusOK, Form{Values: map[string][]string{"audience": {string(reviews.ForExperts)}}}, nil)
}

func (p *Portal) wordPage(c *fiber.Ctx, status int, form Form, read *WordRead) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	self := "/expert/reviews/" + uuid.UUID(review).String()
	return p.page(c, status, "word", WordPage{Chrome: p.reviewChrome(c, self, true, "/word", Crumb{Say: station.Say("word.title")}), Form: form, Self: self, Read: read})
}

// takeWord reads a document that came back, and keeps what is new in it.
func (p *Portal) takeWord(c *fiber.Ctx) error {
	form := postedForm(c, "audience")
	refuse := func(say station.Text) error {
		form.Complain("file", say)
		return p.wordPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	_, body, err := uploaded(c)
	if err != nil {
		return err
	}
	if len(body) == 0 {
		return refuse(station.Say("word.no_file"))
	}
	audience := reviews.Audience(form.Value("audience"))
	if audience != reviews.ForExperts && audience != reviews.ForCompany {
		form.Complain("audience", station.Say("thread.no_audience"))
		return p.wordPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	d, judged, err := p.inWord(c, true)
	if err != nil {
		return err
	}
	got, err := word.Read(bytes.NewReader(body), int64(len(body)), d)
	for fault, key := range map[error]string{word.ErrNotWord: "word.not_word", word.ErrTooLarge: "word.too_large", word.ErrHostile: "word.hostile"} {
		if errors.Is(err, fault) {
			return refuse(station.Say(key))
		}
	}
	if err != nil {
		return err
	}
	fresh, known, err := p.wordKept(c, judged, audience, got.New)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		return refuse(f.Say)
	}
	if err != nil {
		return err
	}
	return p.wordPage(c, fiber.StatusOK, form, &WordRead{Known: got.Known + len(known), Unmatched: titled(d, got.Unmatched), New: titled(d, fresh)})
}

// titled adds to each comment the title of its finding.
func titled(d word.Document, comments []word.Comment) []WordComment {
	var out []WordComment
	for _, one := range comments {
		row := WordComment{Comment: one}
		for _, f := range d.Findings {
			if f.Key == one.Finding {
				row.Title = f.Title
			}
		}
		out = append(out, row)
	}
	return out
}
