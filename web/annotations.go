package web

import (
	"encoding/json"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station/reviews"
)

// annotation is one thread in the words of the W3C Web Annotation Data Model.
type annotation struct {
	ID         string           `json:"id"`
	Type       string           `json:"type"`
	Motivation string           `json:"motivation"`
	Created    string           `json:"created"`
	Creator    map[string]any   `json:"creator"`
	Audience   map[string]any   `json:"audience"`
	Body       []map[string]any `json:"body"`
	Target     map[string]any   `json:"target"`
	State      reviews.Settled  `json:"station:state"`
	Anchor     reviews.Anchored `json:"station:anchor"`
}

// annotate words a thread: a fragment selector names the finding, refined by the field and by the passage in it; the state is the version of
// the report that it was written about.
func annotate(base string, t reviews.Thread) annotation {
	out := annotation{ID: "urn:uuid:" + t.ID.String(), Type: "Annotation", Motivation: "commenting", Created: t.At.UTC().Format(time.RFC3339), Creator: map[string]any{"type": "Person", "name": t.Name},
		Audience: map[string]any{"type": "Audience", "name": string(t.Audience)}, State: t.State, Anchor: t.Anchor}
	for i, c := range t.Comments {
		body := map[string]any{"id": "urn:uuid:" + c.ID.String(), "type": "TextualBody", "value": c.Text, "format": "text/plain", "created": c.At.UTC().Format(time.RFC3339), "creator": map[string]any{"type": "Person", "name": c.Name},
			"purpose": map[bool]string{true: "commenting", false: "replying"}[i == 0]}
		if c.EditedAt != nil {
			body["modified"] = c.EditedAt.UTC().Format(time.RFC3339)
		}
		out.Body = append(out.Body, body)
	}
	fragment := "finding=" + url.QueryEscape(t.Target.Finding)
	if t.Target.Field != "" {
		fragment += "&field=" + url.QueryEscape(t.Target.Field)
	}
	selector := map[string]any{"type": "FragmentSelector", "value": fragment}
	if q := t.Target.Quote; q != nil {
		selector["refinedBy"] = map[string]any{"type": "TextQuoteSelector", "exact": q.Exact, "prefix": q.Prefix, "suffix": q.Suffix}
	}
	out.Target = map[string]any{"source": base, "selector": selector, "state": map[string]any{"type": "TimeState", "cached": "urn:uuid:" + t.Profile.String(), "sourceDate": t.At.UTC().Format(time.RFC3339)}}
	return out
}

// giveAnnotations hands the threads of a review out as a page of annotations.
func (p *Portal) giveAnnotations(c *fiber.Ctx) error {
	in, err := p.reviewOf(c)
	if err != nil {
		return err
	}
	all, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), in.ID, "")
	if err != nil {
		return err
	}
	items := make([]annotation, len(all))
	for i, t := range all {
		items[i] = annotate("urn:uuid:"+in.ID.String(), t)
	}
	body, err := json.MarshalIndent(map[string]any{"@context": []any{"http://www.w3.org/ns/anno.jsonld", map[string]string{"station": "urn:station:"}}, "id": "urn:uuid:" + in.ID.String(), "type": "AnnotationPage", "startIndex": 0, "items": items}, "", "  ")
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/ld+json; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="annotations.jsonld"`)
	return c.Send(body)
}
