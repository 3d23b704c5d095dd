package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// TextsPage lists the texts that an expert uses again. Page "expert_texts". Inputs: title, text, source, article, shared.
type TextsPage struct {
	Chrome
	Form  Form
	Texts []reviews.SavedText
}

// textComplaints says which input a refusal of the store is about.
var textComplaints = map[string]string{"texts.wrong_title": "title", "thread.no_text": "text", "thread.long_text": "text", "thread.wrong_citation": "source", "texts.senior_only": "shared", "texts.too_many": ""}

func (p *Portal) showTexts(c *fiber.Ctx) error {
	return p.textsPage(c, fiber.StatusOK, Form{Values: map[string][]string{}})
}

func (p *Portal) textsPage(c *fiber.Ctx, status int, form Form) error {
	all, err := p.rooms.Reviews.Texts(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	chrome := p.chrome(c, "", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("texts.title")})
	if c.Query("done") == "1" && status == fiber.StatusOK {
		chrome.Flash = append(chrome.Flash, Flash{Level: "ok", Say: station.Say("thread.kept")})
	}
	return p.page(c, status, "expert_texts", TextsPage{Chrome: chrome, Form: form, Texts: all})
}

func (p *Portal) keepText(c *fiber.Ctx) error {
	form := postedForm(c, "title", "text", "source", "article", "shared")
	if moreSources(c, &form) {
		return p.textsPage(c, fiber.StatusOK, form)
	}
	words := said(c, form, requestID(c))
	err := p.rooms.Reviews.KeepText(c.UserContext(), scope(c), reviews.SavedText{ID: words.ID, Title: form.Value("title"), Text: words.Text, Citations: words.Citations, Shared: form.Value("shared") != ""})
	if f, ok := station.AsFault(err); ok {
		if name, ours := textComplaints[f.Say.Key]; ours {
			form.Complain(name, f.Say)
			return p.textsPage(c, statuses[f.Kind], form)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/texts?done=1", fiber.StatusSeeOther)
}

func (p *Portal) dropText(c *fiber.Ctx) error {
	key, err := id(c, "text")
	if err != nil {
		return err
	}
	if err := p.rooms.Reviews.DropText(c.UserContext(), scope(c), key); err != nil {
		return err
	}
	return c.Redirect("/expert/texts?done=1", fiber.StatusSeeOther)
}

// useText puts a saved text into the form of a new note, where the address names one.
func useText(form *Form, saved []reviews.SavedText, wanted string) {
	id, err := uuid.Parse(wanted)
	if err != nil {
		return
	}
	for _, s := range saved {
		if s.ID != id {
			continue
		}
		form.Values["text"] = []string{strings.TrimSpace(s.Text)}
		citedIn(form, s.Citations)
	}
}
