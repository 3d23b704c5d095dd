package web

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// ConnectionsPage lists how the station reaches what lies outside. Page "admin_connections".
type ConnectionsPage struct {
	Chrome
	Kinds []ConnectionRow
}

// ConnectionRow is one kind: State is own, server or none.
type ConnectionRow struct {
	Kind, URL, State, To string
	At                   time.Time
}

// ConnectionPage shows, tests and changes one kind. Page "admin_connection". Inputs: the open settings of the kind by name,
// secret_<name>, clear_<name>, to (for a test of what holds), try_to (for one of what was typed).
type ConnectionPage struct {
	Chrome
	Form      Form
	Kind      string
	State     string // own, server or none
	Rev       int64
	By        string
	At        time.Time
	Holds     []Line // what holds now, without secrets
	Inputs    []ConnectionInput
	Kept      string // secrets that were typed, sealed
	Needs     bool   // a test wants a number or an address
	Tested    *Tested
	CanChange bool
}

// ConnectionInput is one setting of the form.
type ConnectionInput struct {
	Name, Kind string // Kind as of Field
	Optional   bool
	Help       bool
	Secret     bool
	Since      time.Time // of a secret that is kept
	Typed      bool      // a secret that came along
	Clear      bool
}

// Tested is what came of a test. Typed: of what stands in the form, not of what holds.
type Tested struct {
	OK, Typed bool
	Say       station.Text
	Detail    string
}

func (p *Portal) showConnections(c *fiber.Ctx) error {
	own, err := p.rooms.People.Connections(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	page := ConnectionsPage{Chrome: p.chrome(c, "home", adminCrumbs("connect.title")...)}
	for _, kind := range accounts.ConnectionKinds() {
		row := ConnectionRow{Kind: kind, URL: "/admin/connections/" + kind, State: p.connectionState(own[kind], kind)}
		if row.State == "own" {
			row.To, row.At = ownTo(own[kind]), own[kind].At
		}
		page.Kinds = append(page.Kinds, row)
	}
	return p.page(c, fiber.StatusOK, "admin_connections", page)
}

func (p *Portal) connectionState(c accounts.Connection, kind string) string {
	switch {
	case c.Own:
		return "own"
	case p.rooms.Connections.Servers(kind) != nil:
		return "server"
	}
	return "none"
}

// ownTo says in a few letters where an own connection leads.
func ownTo(c accounts.Connection) string {
	for _, name := range []string{"host", "model", "url", "networks"} {
		if c.Open[name] != "" {
			return clipTo(c.Open[name], 60)
		}
	}
	return ""
}

// connectionInputs is the form of a kind.
func connectionInputs(kind string) []ConnectionInput {
	switch kind {
	case accounts.ConnectMail:
		return []ConnectionInput{{Name: "host", Kind: "text", Help: true}, {Name: "security", Kind: "radio"}, {Name: "port", Kind: "number", Optional: true, Help: true}, {Name: "user", Kind: "text", Optional: true},
			{Name: "password", Kind: "password", Optional: true, Secret: true}, {Name: "from", Kind: "text", Help: true}, {Name: "ca", Kind: "area", Optional: true, Help: true}, {Name: "folds", Kind: "tick", Help: true}}
	case accounts.ConnectSMS:
		return []ConnectionInput{{Name: "url", Kind: "text", Help: true}, {Name: "body", Kind: "area", Help: true}, {Name: "headers", Kind: "area", Optional: true, Help: true, Secret: true},
			{Name: "success", Kind: "text", Optional: true, Help: true}, {Name: "folds", Kind: "tick", Help: true}}
	case accounts.ConnectModel:
		return []ConnectionInput{{Name: "url", Kind: "text", Help: true}, {Name: "model", Kind: "text"}, {Name: "key", Kind: "password", Optional: true, Secret: true}}
	}
	return []ConnectionInput{{Name: "networks", Kind: "area", Optional: true, Help: true}}
}

// connectionKind reads the kind of the address.
func connectionKind(c *fiber.Ctx) (string, error) {
	kind := c.Params("kind")
	if !slices.Contains(accounts.ConnectionKinds(), kind) {
		return "", fiber.ErrNotFound
	}
	return kind, nil
}

func (p *Portal) showConnection(c *fiber.Ctx) error {
	kind, err := connectionKind(c)
	if err != nil {
		return err
	}
	return p.connectionPage(c, fiber.StatusOK, kind, nil, accounts.ConnectionChange{}, nil)
}

// connectionPage shows a kind: as it is kept, or with a form that came and what came of it.
func (p *Portal) connectionPage(c *fiber.Ctx, status int, kind string, form *Form, change accounts.ConnectionChange, tested *Tested) error {
	own, err := p.rooms.People.Connections(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	kept := own[kind]
	page := ConnectionPage{Chrome: p.chrome(c, "home", append(adminCrumbs("")[:1], Crumb{Say: station.Say("connect.title"), URL: "/admin/connections"}, Crumb{Say: station.Say("connect.kind_" + kind)})...),
		Kind: kind, State: p.connectionState(kept, kind), Rev: kept.Rev, At: kept.At, Inputs: connectionInputs(kind), Tested: tested, CanChange: p.allows(c, "settings.change"),
		Needs: kind == accounts.ConnectSMS || kind == accounts.ConnectWebhooks}
	if form != nil {
		page.Form, page.Rev = *form, change.Rev
	} else {
		page.Form = connectionForm(kept)
	}
	if kept.Rev > 0 {
		if page.By, err = p.colleague(c, kept.By); err != nil {
			return err
		}
	}
	page.Holds = p.connectionHolds(page.Lang, kind, kept)
	for i, in := range page.Inputs {
		page.Inputs[i].Since = kept.SetAt[in.Name]
		page.Inputs[i].Typed = change.Secrets[in.Name] != ""
		page.Inputs[i].Clear = slices.Contains(change.Clear, in.Name)
	}
	if page.Kept, err = p.keepSecrets(p.secretsOf(c, kind), change.Secrets); err != nil {
		return err
	}
	if done := c.Query("done"); form == nil && (done == "saved" || done == "server") {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("connect.done_" + done)})
	}
	return p.page(c, status, "admin_connection", page)
}

func connectionForm(kept accounts.Connection) Form {
	form := Form{Values: map[string][]string{}}
	for name, value := range kept.Open {
		form.Values[name] = []string{value}
	}
	return form
}

// secretsOf binds typed secrets to their form and to who typed them.
func (p *Portal) secretsOf(c *fiber.Ctx, kind string) string {
	return "connection " + kind + " " + uuid.UUID(actor(c).Person).String()
}

// colleague is the name of one of the station's people; empty for one who has left.
func (p *Portal) colleague(c *fiber.Ctx, person station.PersonID) (string, error) {
	names, err := p.colleagues(c)
	return names[person], err
}

// colleagues are the names of the station's people.
func (p *Portal) colleagues(c *fiber.Ctx) (map[station.PersonID]string, error) {
	all, err := p.rooms.People.Staff(c.UserContext(), scope(c))
	names := map[station.PersonID]string{}
	for _, m := range all {
		names[m.ID] = m.Name
	}
	return names, err
}

// connectionHolds says what holds at this moment.
func (p *Portal) connectionHolds(lang, kind string, kept accounts.Connection) (out []Line) {
	values := kept.Open
	if !kept.Own {
		values = p.rooms.Connections.Servers(kind)
	}
	for _, in := range connectionInputs(kind) {
		value := values[in.Name]
		_, secret := kept.SetAt[in.Name]
		switch {
		case value == "demo" && !kept.Own:
			value = p.say(lang, "connect.demo_mailbox")
		case in.Secret && (secret || value != ""):
			value = p.say(lang, "connect.secret_set")
		case in.Name == "security" && value != "":
			value = p.say(lang, "connect.security_"+value)
		case in.Kind == "tick" && value != "":
			value = p.say(lang, "connect.yes")
		}
		if value != "" {
			out = append(out, Line{Label: p.say(lang, "connect."+kind+"_"+in.Name), Text: clipTo(value, 300)})
		}
	}
	return out
}
