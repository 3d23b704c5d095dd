package accounts

import (
	"slices"
	"time"
)

// The kinds of connection that a station may set for itself.
const (
	ConnectMail     = "mail"
	ConnectSMS      = "sms"
	ConnectModel    = "model"
	ConnectWebhooks = "webhooks"
)

// ConnectionField is one setting of a connection.
type ConnectionField struct {
	Name   string
	Secret bool // sealed, and never shown again
	Binds  bool // says to whom the secrets are given: who changes it gives them anew
}

// ConnectionKinds lists the kinds in the order of their page.
func ConnectionKinds() []string {
	return []string{ConnectMail, ConnectSMS, ConnectModel, ConnectWebhooks}
}

// ConnectionFields lists the settings of a kind in the order of its form; nil for a kind that there is not.
func ConnectionFields(kind string) []ConnectionField {
	switch kind {
	case ConnectMail:
		return []ConnectionField{{Name: "host", Binds: true}, {Name: "port", Binds: true}, {Name: "security", Binds: true}, {Name: "user"}, {Name: "password", Secret: true}, {Name: "from"}, {Name: "ca", Binds: true}, {Name: "folds"}}
	case ConnectSMS:
		return []ConnectionField{{Name: "url", Binds: true}, {Name: "body"}, {Name: "headers", Secret: true}, {Name: "success"}, {Name: "folds"}}
	case ConnectModel:
		return []ConnectionField{{Name: "url", Binds: true}, {Name: "model"}, {Name: "key", Secret: true}}
	case ConnectWebhooks:
		return []ConnectionField{{Name: "networks"}}
	}
	return nil
}

// Connection is how a station reaches something outside.
type Connection struct {
	Kind  string
	Own   bool                 // set by the station; else the server's settings hold
	Open  map[string]string    // what is no secret
	SetAt map[string]time.Time // which secrets there are, and since when
	Rev   int64                // 0 = nobody ever set anything
	By    [16]byte             // the person who changed it last
	At    time.Time

	secrets map[string]string // opened for use only
}

// Value gives a setting for use, secrets too where the connection was read for that.
func (c Connection) Value(name string) string {
	if secret, is := c.secrets[name]; is {
		return secret
	}
	return c.Open[name]
}

// ConnectionChange is what an administrator gives of a connection. A secret that is not in Secrets and not in Clear stays as it is.
type ConnectionChange struct {
	Kind    string
	Open    map[string]string
	Secrets map[string]string // new ones
	Clear   []string          // secrets that are taken away
	Rev     int64             // of what was seen
}

// known drops what the kind has no field for.
func (c ConnectionChange) known() ConnectionChange {
	out := ConnectionChange{Kind: c.Kind, Rev: c.Rev, Open: map[string]string{}, Secrets: map[string]string{}}
	for _, f := range ConnectionFields(c.Kind) {
		switch {
		case f.Secret && slices.Contains(c.Clear, f.Name):
			out.Clear = append(out.Clear, f.Name)
		case f.Secret && c.Secrets[f.Name] != "":
			out.Secrets[f.Name] = c.Secrets[f.Name]
		case !f.Secret && c.Open[f.Name] != "":
			out.Open[f.Name] = c.Open[f.Name]
		}
	}
	return out
}

// Loose names the first secret of what is kept that would be given to somebody else by a change, and is not given anew: whoever may
// change an address must not learn by it what is kept secret. Empty when there is none.
func (c Connection) Loose(change ConnectionChange) string {
	moved := false
	for _, f := range ConnectionFields(c.Kind) {
		moved = moved || f.Binds && c.Open[f.Name] != change.Open[f.Name]
	}
	for _, f := range ConnectionFields(c.Kind) {
		_, kept := c.SetAt[f.Name]
		if moved && kept && change.Secrets[f.Name] == "" && !slices.Contains(change.Clear, f.Name) {
			return f.Name
		}
	}
	return ""
}

// With is the connection as a change would make it, for a test of what is not kept yet. Secrets that stay are those of c.
func (c Connection) With(change ConnectionChange) Connection {
	change = change.known()
	out := Connection{Kind: change.Kind, Own: true, Open: change.Open, secrets: map[string]string{}}
	for name, value := range c.secrets {
		if !slices.Contains(change.Clear, name) {
			out.secrets[name] = value
		}
	}
	for name, value := range change.Secrets {
		out.secrets[name] = value
	}
	return out
}
