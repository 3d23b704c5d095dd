package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// AssistantPage asks about a profile or a finding. Page "assistant". Input: question.
type AssistantPage struct {
	Chrome
	Form     Form
	Label    string // who answers: a rule-bound machine, or plain retrieval
	About    string // what is asked about
	BackURL  string
	Action   string
	Finding  string
	Question string
	Answer   []string // paragraphs; empty before anything was asked
	Partial  bool
	Sources  []Link
	Examples []string
}

// maxQuestion is how long a question may be, in characters.
const maxQuestion = 500

// answerTime is how long an answer may take to come out whole.
const answerTime = 90 * time.Second

func (p *Portal) showAssistant(c *fiber.Ctx) error {
	page, _, err := p.assistantPage(c)
	if err != nil {
		return err
	}
	return p.page(c, fiber.StatusOK, "assistant", page)
}

func (p *Portal) assistantPage(c *fiber.Ctx) (AssistantPage, Ask, error) {
	kept, err := p.kept(c)
	if err != nil {
		return AssistantPage{}, Ask{}, err
	}
	d, lang, self := &kept.Document, p.lang(c), profileURL(kept.ID)
	finding := c.Query("finding")
	if c.Method() == fiber.MethodPost {
		finding = c.FormValue("finding")
	}
	page := AssistantPage{Label: p.rooms.Advisor.Label(p.place(c).ID, lang), About: p.say(lang, "assistant.about_profile", "company", d.Company), BackURL: self, Action: self + "/ask", Finding: finding}
	known := finding == ""
	for _, f := range d.Findings {
		if f.Key == finding {
			known = true
			page.About = p.say(lang, "assistant.about_finding", "title", d.Cards[f.RuleID].Title.In(lang))
			page.BackURL = self + "/findings/" + url.PathEscape(f.Key)
		}
	}
	if !known {
		return page, Ask{}, fiber.ErrNotFound
	}
	page.Chrome = p.chrome(c, "profiles", Crumb{Say: station.Say("nav.profiles"), URL: "/profiles"}, Crumb{Say: station.Say("profile.title"), URL: self}, Crumb{Say: station.Say("assistant.title")})
	for _, key := range []string{"assistant.example_first", "assistant.example_law", "assistant.example_unknown"} {
		page.Examples = append(page.Examples, p.say(lang, key))
	}
	return page, Ask{Lang: lang, Station: p.place(c).ID, Document: kept.Bytes, Finding: finding, Tenant: fmt.Sprintf("%x", actor(c).Company)}, nil
}

// askAssistant answers a question: streamed to the script, or as a whole page without it.
func (p *Portal) askAssistant(c *fiber.Ctx) error {
	page, ask, err := p.assistantPage(c)
	if err != nil {
		return err
	}
	ask.Question = strings.TrimSpace(c.FormValue("question"))
	page.Form = postedForm(c, "question")
	if ask.Question == "" || len([]rune(ask.Question)) > maxQuestion {
		page.Form.Complain("question", station.Say("assistant.wrong_question", "max", maxQuestion))
		return p.page(c, fiber.StatusUnprocessableEntity, "assistant", page)
	}
	if strings.HasPrefix(c.Get(fiber.HeaderAccept), "text/event-stream") {
		return p.streamAnswer(c, ask)
	}
	ctx, cancel := context.WithTimeout(context.Background(), transferTime-2*time.Second)
	defer cancel()
	var text strings.Builder
	page.Question = ask.Question
	err = p.rooms.Advisor.Answer(ctx, ask, func(piece Piece) error {
		text.WriteString(p.pieceText(ask.Lang, piece))
		page.Partial = page.Partial || piece.Partial
		for _, cited := range piece.Cite {
			page.Sources = append(page.Sources, Link{Label: cited.Title, URL: citeURL(page.Action, cited.Key)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.Answer = paragraphs(text.String())
	page.Form = Form{}
	return p.page(c, fiber.StatusOK, "assistant", page)
}

func (p *Portal) pieceText(lang string, piece Piece) string {
	if piece.Say.Key == "" {
		return piece.Text
	}
	return "\n" + p.words.T(lang, piece.Say) + "\n" + piece.Text
}

func paragraphs(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// citeURL is the page of a cited finding; a rule without a finding stays on the profile.
func citeURL(action, key string) string {
	return strings.TrimSuffix(action, "/ask") + "/findings/" + url.PathEscape(key)
}

// streamAnswer sends an answer piece by piece. The write deadline is renewed before each flush, so
// that a long answer is not cut and a stuck reader is let go.
func (p *Portal) streamAnswer(c *fiber.Ctx, ask Ask) error {
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	conn, action := c.Context().Conn(), profileAsk(c)
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		ctx, cancel := context.WithTimeout(context.Background(), answerTime)
		defer cancel()
		err := p.rooms.Advisor.Answer(ctx, ask, func(piece Piece) error { return p.sendPiece(conn, w, ask.Lang, action, piece) })
		if err != nil {
			p.log.Info("answer ended early", "error", scrub(err))
			_ = p.sendPiece(conn, w, ask.Lang, action, Piece{Partial: true}) // the reader may be gone
		}
	})
	return nil
}

func profileAsk(c *fiber.Ctx) string { return "/profiles/" + c.Params("id") + "/ask" }

func (p *Portal) sendPiece(conn net.Conn, w *bufio.Writer, lang, action string, piece Piece) error {
	type source struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	event := struct {
		Text    string   `json:"text,omitempty"`
		Sources []source `json:"sources,omitempty"`
		Done    bool     `json:"done,omitempty"`
		Partial bool     `json:"partial,omitempty"`
	}{Text: p.pieceText(lang, piece), Done: piece.Done, Partial: piece.Partial}
	for _, cited := range piece.Cite {
		event.Sources = append(event.Sources, source{cited.Title, citeURL(action, cited.Key)})
	}
	text, err := json.Marshal(event)
	if err != nil {
		return err
	}
	if err := conn.SetWriteDeadline(time.Now().Add(transferTime)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil {
		return err
	}
	return w.Flush()
}
