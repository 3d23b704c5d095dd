package web

import (
	"context"
	"strings"
	"unicode/utf16"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/word"
)

// mostTaken is how many new comments are taken from one document.
const mostTaken = 200

// wordComments are the notes of a review as a document carries them: those to the company that it may read, and with within also the
// experts' own and drafts. Notes whose finding has gone have no place in the document.
func (p *Portal) wordComments(ctx context.Context, s accounts.Scope, in reviews.Judged, within bool) ([]word.Comment, error) {
	found, err := p.rooms.Reviews.Threads(ctx, s, in.Review.ID, "")
	if err != nil {
		return nil, err
	}
	var out []word.Comment
	for _, t := range found {
		if _, there := in.Report.Findings[t.Target.Finding]; !there || !within && (t.Audience != reviews.ForCompany || t.Draft) {
			continue
		}
		quote := ""
		if q := t.Target.Quote; q != nil {
			quote = q.Exact
			if at := t.Anchor.Place; at != nil {
				quote = cutUTF16(in.Report.Findings[t.Target.Finding].Fields[at.Field], at.Start16, at.End16)
			}
		}
		for _, c := range t.Comments {
			if within || !c.Draft {
				out = append(out, word.Comment{Finding: t.Target.Finding, Field: t.Target.Field, Quote: quote, Author: c.Name, At: c.At, Text: c.Text})
			}
		}
	}
	return out, nil
}

// wordKept keeps comments that came back in a document, each as a note of the actor's. A comment has its id of what it says: the same document
// twice, whoever brings it, is taken once. It tells which are new.
func (p *Portal) wordKept(c *fiber.Ctx, in reviews.Judged, audience reviews.Audience, all []word.Comment) (fresh, known []word.Comment, err error) {
	if len(all) > mostTaken {
		return nil, nil, &station.Fault{Kind: station.Invalid, Say: station.Say("word.many", "most", mostTaken)}
	}
	had, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), in.Review.ID, "")
	if err != nil {
		return nil, nil, err
	}
	there := map[uuid.UUID]bool{}
	for _, t := range had {
		there[t.ID] = true
	}
	tell := p.threadTold(c)
	for _, one := range all {
		id := uuid.NewSHA1(in.Review.ID, []byte(strings.Join([]string{one.Finding, one.Field, one.Quote, one.Author, one.At.UTC().String(), one.Text}, "\x00")))
		if there[id] {
			known = append(known, one)
			continue
		}
		text := one.Text
		if one.Author != "" && one.Author != actor(c).Name {
			text += "\n\n" + p.say(p.lang(c), "word.by", "name", one.Author)
		}
		err := p.rooms.Reviews.OpenThread(c.UserContext(), scope(c), in.Review.ID, in.Review.Profile, wordMark(in.Report, one), audience, reviews.Said{ID: id, Text: strings.TrimSpace(text)}, tell)
		if err != nil {
			return fresh, known, err
		}
		there[id], tell = true, nil // one message is enough
		fresh = append(fresh, one)
	}
	return fresh, known, nil
}

// wordMark is where a comment of a document stands in the report: its passage where it is found once, else its field, else the finding.
func wordMark(in reviews.Report, c word.Comment) reviews.Mark {
	text, there := in.Findings[c.Finding].Fields[c.Field]
	switch {
	case !there:
		return reviews.Mark{Finding: c.Finding}
	case c.Quote == "" || c.Quote == text || strings.Count(text, c.Quote) != 1:
		return reviews.Mark{Finding: c.Finding, Field: c.Field}
	}
	return reviews.Mark{Finding: c.Finding, Field: c.Field, Exact: c.Quote}
}

// cutUTF16 is a piece of a text in NFC, by UTF-16 units; empty where there is no such piece.
func cutUTF16(text string, start, end int) string {
	units := utf16.Encode([]rune(norm.NFC.String(text)))
	if start < 0 || end > len(units) || start >= end {
		return ""
	}
	return string(utf16.Decode(units[start:end]))
}
