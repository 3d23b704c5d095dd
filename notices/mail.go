package notices

import (
	"context"
	_ "embed"
	"html/template"
	"strings"
	"time"
)

// Mail is a mail, ready to be sent.
type Mail struct {
	ID          string // of the delivery: with the sender's domain it is the Message-ID, the same for every try
	To          string
	Sender      string // the name beside the sender's address
	Lang        string
	Subject     string
	Text        string
	HTML        string
	Unsubscribe string // address of the one-click unsubscription (RFC 8058); empty where there is none
	At          time.Time
	Button, URL string // what the mail is for, so that a mailbox can show it as a button
}

// Mailer sends mails. hand is to be called right before the word after which nobody can know whether
// the mail went out (the dot that ends it); if it fails, that word must not be said. An error after hand of which the
// other side has not said that it refuses is a *Refusal in Doubt.
type Mailer interface {
	Send(ctx context.Context, m Mail, hand func() error) error
}

//go:embed templates/mail.html
var mailHTML string

var mailPage = template.Must(template.New("mail").Parse(mailHTML))

// mailView is what the page of a mail shows.
type mailView struct {
	Lang, Subject, Sender, From    string
	Paragraphs                     []string
	Button, URL, Paste             string
	Colon                          string
	Security                       string
	Choose, Settings, SettingsWord string
	Stop, StopWord                 string
}

// compose puts a delivery into a mail: its words, a link, and at the foot who sends it and how to stop it.
func (w *Worker) compose(ctx context.Context, c *cargo, to Address) (Mail, error) {
	data, err := w.mailData(ctx, c, to.Lang)
	if err != nil {
		return Mail{}, err
	}
	letter, err := w.words.say(c.kind, to.Lang, data)
	if err != nil {
		return Mail{}, &Refusal{Status: "no_words", Final: true, Err: err}
	}
	layout, from := w.words.layout[to.Lang], w.sender(c.out.Sender)
	v := mailView{Lang: map[string]string{Chinese: "zh-CN", English: "en"}[to.Lang], Subject: letter.Subject, Sender: layout["sender"], Paste: layout["paste"], Colon: layout["colon"],
		From: strings.ReplaceAll(layout["from"], "{{.station}}", from.Station[to.Lang]), Paragraphs: strings.Split(letter.Body, "\n\n")}
	if link := first(c.own.Secret, c.content.Link); link != "" && letter.Button != "" {
		v.Button, v.URL = letter.Button, from.PublicURL+link
	}
	if token := w.token(c.tenant, c.person, c.kind.Group()); token != "" && c.own.Mail == "" {
		v.Choose, v.Settings, v.SettingsWord = layout["choose"], from.PublicURL+"/settings/messages", layout["settings"]
		v.Stop, v.StopWord = from.PublicURL+"/unsubscribe/"+token, layout["stop"]
	} else if !c.kind.Mutable() {
		v.Security = layout["security"]
	}
	var page strings.Builder
	if err := mailPage.Execute(&page, v); err != nil {
		return Mail{}, &Refusal{Status: "no_words", Final: true, Err: err}
	}
	return Mail{ID: c.id.wire(), To: to.Mail, Sender: v.Sender, Lang: v.Lang, Subject: letter.Subject, Text: v.text(), HTML: page.String(),
		Unsubscribe: v.Stop, At: w.Clock(), Button: v.Button, URL: v.URL}, nil
}

// text is the mail without marks, for readers that want none.
func (v mailView) text() string {
	parts := append([]string{}, v.Paragraphs...)
	if v.URL != "" {
		parts = append(parts, v.Button+v.Colon+"\n"+v.URL)
	}
	foot := "-- \n" + v.From
	switch {
	case v.Stop != "":
		foot += "\n" + v.Choose + "\n" + v.SettingsWord + v.Colon + " " + v.Settings + "\n" + v.StopWord + v.Colon + " " + v.Stop
	case v.Security != "":
		foot += "\n" + v.Security
	}
	return strings.Join(append(parts, foot), "\n\n") + "\n"
}

// mailData are the arguments of the words; the digest's are the messages that it holds.
func (w *Worker) mailData(ctx context.Context, c *cargo, lang string) (map[string]any, error) {
	if c.kind != digest {
		return c.content.Args, nil
	}
	items, more, err := w.digestItems(ctx, c, lang)
	if err != nil {
		return nil, err
	}
	data := map[string]any{"items": items, "more": more}
	for name, value := range c.content.Args {
		data[name] = value
	}
	return data, nil
}
