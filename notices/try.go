package notices

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// TryMail sends one mail of the kind test through a relay at once, past the queue, in the name of a station: so a setting is
// tested before it holds. Faults: *Refusal, whose Why and Detail say what failed.
func (r *Room) TryMail(ctx context.Context, through Mailer, of Sender, to, lang string) error {
	if !mailable(to) {
		return &Refusal{Status: "no_address", Why: "no_address", Final: true}
	}
	lang = language(lang)
	letter, err := r.words.say(Test, lang, map[string]any{"at": r.Clock()})
	if err != nil {
		return err
	}
	layout := r.words.layout[lang]
	v := mailView{Lang: map[string]string{Chinese: "zh-CN", English: "en"}[lang], Subject: letter.Subject, Sender: layout["sender"], Paste: layout["paste"], Colon: layout["colon"],
		From: strings.ReplaceAll(layout["from"], "{{.station}}", r.sender(of).Station[lang]), Paragraphs: strings.Split(letter.Body, "\n\n")}
	var page strings.Builder
	if err := mailPage.Execute(&page, v); err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return through.Send(ctx, Mail{ID: id.String(), To: to, Sender: v.Sender, Lang: v.Lang, Subject: letter.Subject, Text: v.text(), HTML: page.String(), At: r.Clock()}, atOnce)
}

// TryText sends one short message of the kind test through a gateway at once. Faults: *Refusal.
func (r *Room) TryText(ctx context.Context, through Texter, phone, lang string) error {
	letter, err := r.words.say(Test, language(lang), map[string]any{"at": r.Clock()})
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return through.Text(ctx, Text{ID: id.String(), Phone: phone, Words: letter.Short}, atOnce)
}

func atOnce() error { return nil }

// Try calls an address as a webhook is called, with an event that tells of nothing and no signature. It gives the status of the
// answer, 0 when there was none. Faults: *Refusal when there was none.
func (c *Caller) Try(ctx context.Context, url string) (status int, err error) {
	err = c.post(ctx, url, map[string]string{"webhook-id": "msg_" + uuid.NewString()}, []byte(`{"type":"webhook.test","data":{}}`))
	var refused *Refusal
	if err == nil {
		return 200, nil
	}
	if errors.As(err, &refused) {
		if status, bad := strconv.Atoi(refused.Status); bad == nil {
			return status, nil
		}
	}
	return 0, err
}

// Broken is a way outward whose settings cannot be used: what should take it waits and is tried again.
type Broken struct{}

// Send sends nothing.
func (Broken) Send(context.Context, Mail, func() error) error { return unusable() }

// Text sends nothing.
func (Broken) Text(context.Context, Text, func() error) error { return unusable() }

func unusable() error {
	return &Refusal{Status: "settings", Err: errors.New("the station's own settings cannot be used")}
}
