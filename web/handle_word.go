package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/word"
)

// Margin are the comments of a review, as documents carry them out and back.
type Margin interface {
	// Comments gives those that the actor may read, of findings that the version under review has.
	Comments(ctx context.Context, scope accounts.Scope, review uuid.UUID) ([]word.Comment, error)
	// Keep keeps comments of a document that came back, as the actor's; the request sent twice is one.
	Keep(ctx context.Context, scope accounts.Scope, review, request uuid.UUID, comments []word.Comment) error
}

// WordPage gives the findings as a Word document and takes comments back. Page "word". Input: file.
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
	Kept      bool
}

// WordComment is one comment with the title of its finding.
type WordComment struct {
	word.Comment
	Title string
}

// inWord is the document of a review in the language of the page.
func (p *Portal) inWord(c *fiber.Ctx) (word.Document, uuid.UUID, error) {
	judged, d, err := p.underJudgement(c)
	if err != nil {
		return word.Document{}, uuid.Nil, err
	}
	lang := p.lang(c)
	out := word.Document{Title: p.say(lang, "profile.title") + " · " + d.Company, Note: p.say(lang, "word.note"), Findings: p.wordFindings(lang, judged, d)}
	if p.rooms.Margin != nil {
		out.Comments, err = p.rooms.Margin.Comments(c.UserContext(), scope(c), judged.Review.ID)
	}
	return out, judged.Review.ID, err
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
		texts := judged.Report.Findings[key].Fields
		var paths []string
		for path := range texts {
			if len(path) > 3 && path[len(path)-3:] == "."+lang && path != "title."+lang {
				paths = append(paths, path)
			}
		}
		slices.Sort(paths)
		for _, path := range paths {
			one.Fields = append(one.Fields, word.Field{Path: path, Text: texts[path]})
		}
		out = append(out, one)
	}
	return out
}

func (p *Portal) giveWord(c *fiber.Ctx) error {
	d, review, err := p.inWord(c)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := word.Write(&out, d); err != nil {
		return err
	}
	return download(c, "review-"+review.String()[:8]+".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", out.Bytes())
}

func (p *Portal) showWord(c *fiber.Ctx) error { return p.wordPage(c, fiber.StatusOK, Form{}, nil) }

func (p *Portal) wordPage(c *fiber.Ctx, status int, form Form, read *WordRead) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	chrome := p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("word.title")})
	return p.page(c, status, "word", WordPage{Chrome: chrome, Form: form, Self: "/expert/reviews/" + uuid.UUID(review).String(), Read: read})
}

// takeWord reads a document that came back, and keeps what is new in it.
func (p *Portal) takeWord(c *fiber.Ctx) error {
	refuse := func(key string) error {
		form := Form{}
		form.Complain("file", station.Say(key))
		return p.wordPage(c, fiber.StatusUnprocessableEntity, form, nil)
	}
	file, err := c.FormFile("file")
	if err != nil {
		return refuse("word.no_file")
	}
	f, err := file.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, maxBody))
	if err != nil {
		return err
	}
	d, review, err := p.inWord(c)
	if err != nil {
		return err
	}
	got, err := word.Read(bytes.NewReader(body), int64(len(body)), d)
	for fault, key := range map[error]string{word.ErrNotWord: "word.not_word", word.ErrTooLarge: "word.too_large", word.ErrHostile: "word.hostile"} {
		if errors.Is(err, fault) {
			return refuse(key)
		}
	}
	if err != nil {
		return err
	}
	read := &WordRead{Known: got.Known, Kept: p.rooms.Margin != nil, Unmatched: titled(d, got.Unmatched), New: titled(d, got.New)}
	if p.rooms.Margin != nil && len(got.New) > 0 {
		if err := p.rooms.Margin.Keep(c.UserContext(), scope(c), review, requestID(c), got.New); err != nil {
			return err
		}
	}
	return p.wordPage(c, fiber.StatusOK, Form{}, read)
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
