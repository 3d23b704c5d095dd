package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Carried is a form that was sent when the session it belongs to had ended. It goes through the sign-in as hidden
// fields, and whoever sent it can send it once more. What proves who somebody is, and a file, never come along.
type Carried struct {
	Action string
	Person string // mark of who filled it in: it is given back to nobody else
	Fields []Hidden
}

// maxCarried leaves room for the names and the rest of the sign-in within what a form may be.
const maxCarried = formBody - 8<<10

// lostSecret names an input whose secret stayed behind.
const lostSecret = "lost_secret"

const (
	carriedAction = "carried.action"
	carriedPerson = "carried.person"
	carriedField  = "carried.field."
)

// Hidden are the inputs that take the form through the sign-in.
func (c Carried) Hidden() []Hidden {
	if c.Action == "" {
		return nil
	}
	out := []Hidden{{carriedAction, c.Action}, {carriedPerson, c.Person}}
	for _, f := range c.Fields {
		out = append(out, Hidden{carriedField + f.Name, f.Value})
	}
	return out
}

// size is what the inputs come to in a posted body, in bytes.
func (c Carried) size() int {
	n := 0
	for _, f := range c.Hidden() {
		n += len(url.QueryEscape(f.Name)) + len(url.QueryEscape(f.Value)) + 2
	}
	return n
}

// sent takes up the form of a command that cannot be carried out now. It is false for a form that is nobody's, and
// for one that is too large.
func sent(c *fiber.Ctx) (Carried, bool) {
	if c.Request().Header.ContentLength() > formBody && textOf(c) == nil {
		return Carried{}, false // it is not read
	}
	out := Carried{Action: localPath(c.Path(), ""), Person: posted(c, "person")}
	eachPosted(c, func(name, value string) {
		if strings.HasPrefix(name, "secret_") && value != "" {
			out.Fields = append(out.Fields, Hidden{lostSecret, name}) // so that nobody thinks it was taken
		}
		if name != "csrf" && name != "person" && !proves(name) {
			out.Fields = append(out.Fields, Hidden{name, value})
		}
	})
	ok := out.Action != "" && out.Person != "" && !forStranger(out.Action) && out.size() <= maxCarried
	return out, ok
}

// proves tells whether an input holds what only its sender knows or has.
func proves(name string) bool {
	return strings.Contains(name, "password") || strings.HasPrefix(name, "secret_") || name == "kept_secrets" || name == "code" || name == "recovery" || name == "passkey"
}

// carriedBack is the form that came along with a sign-in.
func carriedBack(c *fiber.Ctx) Carried {
	out := Carried{Action: localPath(c.FormValue(carriedAction), ""), Person: c.FormValue(carriedPerson)}
	if forStranger(out.Action) {
		return Carried{}
	}
	eachPosted(c, func(name, value string) {
		if field, ok := strings.CutPrefix(name, carriedField); ok {
			out.Fields = append(out.Fields, Hidden{field, value})
		}
	})
	return out
}

// eachPosted goes through the text of a form, of either kind, in its order as far as it has one.
func eachPosted(c *fiber.Ctx, take func(name, value string)) {
	for _, f := range textOf(c) {
		take(f.Name, f.Value)
	}
	if textOf(c) != nil {
		return
	}
	if form, err := c.MultipartForm(); err == nil {
		for name, values := range form.Value {
			for _, value := range values {
				take(name, value)
			}
		}
		return
	}
	c.Request().PostArgs().VisitAll(func(name, value []byte) { take(string(name), string(value)) })
}

// heardOut reads a large form of somebody whose session has ended to its end, keeps its text for the sign-in and lets go of its
// files, a piece at a time. Of somebody who never opened a page nothing is read.
func (p *Portal) heardOut(c *fiber.Ctx) {
	kind, with, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	body := c.Context().RequestBodyStream()
	if c.Cookies(p.cookie("session"))+c.Cookies(p.cookie("visitor")) == "" || err != nil || kind != fiber.MIMEMultipartForm || body == nil {
		c.Context().SetConnectionClose()
		return
	}
	out, left := []Hidden{}, maxCarried
	for parts := multipart.NewReader(body, with["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			c.Locals(heardLocal, out)
			return
		}
		if err != nil {
			break
		}
		if part.FileName() != "" || part.Header.Get(fiber.HeaderContentType) != "" {
			continue // NextPart skips it
		}
		value, err := io.ReadAll(io.LimitReader(part, int64(left)+1))
		left -= len(value)
		if err != nil || left < 0 || !clean(part.FormName()) || !clean(string(value)) {
			break
		}
		out = append(out, Hidden{part.FormName(), string(value)})
	}
	c.Context().SetConnectionClose()
}

const heardLocal = "heard"

// textOf is the text of a form that heardOut has read; nil where it was not.
func textOf(c *fiber.Ctx) []Hidden {
	out, _ := c.Locals(heardLocal).([]Hidden)
	return out
}

// posted is the first value of an input.
func posted(c *fiber.Ctx, name string) string {
	for _, f := range textOf(c) {
		if f.Name == name {
			return f.Value
		}
	}
	if textOf(c) != nil {
		return ""
	}
	return c.FormValue(name)
}

// signInAgain asks the sender of a command to sign in, and takes along what was sent.
func (p *Portal) signInAgain(c *fiber.Ctx) error {
	page := SigninPage{Chrome: p.chrome(c, ""), Return: readable(c), Ended: true}
	form, ok := sent(c)
	if ok {
		page.Carried = form
		if textOf(c) != nil {
			page.Left = true
		} else if parts, err := c.MultipartForm(); err == nil {
			page.Left = len(parts.File) > 0
		}
	}
	page.Left = page.Left || !ok
	return p.page(c, fiber.StatusUnauthorized, "signin", page)
}

// resend offers a form to its own sender once more: nothing is carried out before they say so.
func (p *Portal) resend(c *fiber.Ctx, form Carried, back string) error {
	page := ResendPage{Chrome: p.chrome(c, ""), Action: form.Action, Hidden: form.Fields, BackURL: back}
	page.Shown = p.carriedAnswers(c, form)
	return p.page(c, fiber.StatusOK, "resend", page)
}

// carriedAnswers words the answers of a question page that is to be sent once more; other forms have none.
func (p *Portal) carriedAnswers(c *fiber.Ctx, form Carried) []Line {
	_, name, ok := strings.Cut(form.Action, "/questions/")
	if !ok || !strings.HasPrefix(form.Action, "/self-checks/") {
		return nil
	}
	name, err := url.PathUnescape(name)
	if err != nil {
		return nil
	}
	place, ok := parsePlace(name)
	if !ok {
		return nil
	}
	questions, ok := p.together(place)
	if !ok {
		return nil
	}
	values := Form{Values: map[string][]string{}}
	for _, f := range form.Fields {
		values.Values[f.Name] = append(values.Values[f.Name], f.Value)
	}
	var out []Line
	for _, q := range questions {
		if strings.Join(values.Values[q.Name], "")+values.Value(q.Name+".instead") != "" {
			out = append(out, Line{Label: p.rooms.Checks.Label(q.Scope, q.Name).In(p.lang(c)), Text: p.shown(p.lang(c), q, values)})
		}
	}
	return out
}

// entered goes on after a sign-in: to the form that came along, if it is this person's, else to where they wanted to go.
func (p *Portal) entered(c *fiber.Ctx, token string, back string) error {
	p.enter(c, token)
	form := carriedBack(c)
	if form.Action == "" {
		return c.Redirect(back, fiber.StatusSeeOther)
	}
	who, err := p.rooms.People.Who(c.UserContext(), token)
	if err != nil {
		return err
	}
	if form.Person != p.markOf(who.Person) {
		return c.Redirect(back, fiber.StatusSeeOther)
	}
	c.Locals("actor", who.Actor)
	c.Locals("company", who.CompanyName)
	c.Locals("browser", who.Session.String())
	return p.resend(c, form, back)
}

// ResendPage shows what was sent while the session had ended, and sends it once more. Page "resend".
type ResendPage struct {
	Chrome
	Action  string
	Hidden  []Hidden
	Shown   []Line // the answers in words, where they are answers
	BackURL string // to leave it
}

// Line is a name and what it says.
type Line struct{ Label, Text string }
