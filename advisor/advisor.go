// Package advisor answers questions about a profile. It explains what the profile says and where
// it says so; it never judges. Without a model it quotes the profile; with one, what the model
// says is shown only as far as it rests on the profile.
package advisor

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// Options say who answers and within which limits.
type Options struct {
	BaseURL string // of an OpenAI-compatible endpoint, with its /v1; empty: extractive answers only
	Model   string
	APIKey  string
	Log     *slog.Logger // never told anything personal; nil is silent
	Clock   func() time.Time
	Budget  int    // tokens per tenant and day (Asia/Shanghai); 0 = DefaultBudget
	Ledger  Ledger // where spent tokens are counted; nil = in memory
	Dial    Limits
}

// DefaultBudget is how many tokens a tenant may use a day unless Options say otherwise.
const DefaultBudget = 200_000

// maxQuestion is the longest question in characters.
const maxQuestion = 500

// Question is what a visitor asks about one profile.
type Question struct {
	Text     string
	Lang     string          // "zh" or "en"
	Document json.RawMessage // the profile as it is kept
	Finding  string          // key of a finding; empty = the whole profile
	Tenant   string          // whose budget is used; never sent anywhere
}

// Cited names a place of the profile: the key of a finding, or the id of a rule.
type Cited struct{ Key, Title string }

// Piece is a part of an answer. Say is a sentence of the catalogues and comes before Text, which
// is plain text to be escaped as any other. The last piece is Done, or Partial when the answer
// ended early.
type Piece struct {
	Say     station.Text
	Text    string
	Cite    []Cited
	Done    bool
	Partial bool
}

// Advisor is the room. It is safe for many goroutines.
type Advisor struct {
	model   string
	log     *slog.Logger
	clock   func() time.Time
	limits  Limits
	ledger  Ledger
	voice   voice // nil: extractive
	breaker *breaker
	seats   chan struct{}
	finder  *finder
	redact  *redactor
	ground  *grounds
}

// New makes the room, or says what is wrong with the options.
func New(o Options) (*Advisor, error) {
	if o.Clock == nil {
		return nil, errors.New("advisor: Options.Clock is missing")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Budget == 0 {
		o.Budget = DefaultBudget
	}
	if o.Ledger == nil {
		o.Ledger = NewLedger(o.Budget)
	}
	limits := o.Dial.withDefaults()
	a := &Advisor{model: o.Model, log: o.Log, clock: o.Clock, limits: limits, ledger: o.Ledger,
		breaker: newBreaker(limits.Failures, limits.Rest), seats: make(chan struct{}, limits.AtOnce),
		finder: newFinder(), redact: newRedactor(), ground: newGrounds()}
	if o.BaseURL == "" {
		return a, nil
	}
	if strings.TrimSpace(o.Model) == "" {
		return nil, errors.New("advisor: Options.Model is missing")
	}
	var err error
	a.voice, err = newVoice(o, limits)
	return a, err
}

// Close lets go of idle connections to the model.
func (a *Advisor) Close() {
	if a.voice != nil {
		a.voice.close()
	}
}

// Kind is Label as a sentence of the catalogues.
func (a *Advisor) Kind() station.Text {
	if a.voice == nil {
		return station.Say("advisor.kind.extract")
	}
	return station.Say("advisor.kind.model", "model", a.model)
}

// Label says which kind of answer to expect, for where no catalogue is at hand.
func (a *Advisor) Label(lang string) string {
	if a.voice == nil {
		return wording(lang).extract
	}
	return a.model + wording(lang).generated
}

// Answer answers a question piece by piece. A Fault means that the question cannot be asked so; an
// error of say or of ctx ends the answer and is given back. Trouble with the model is no error: the
// answer then comes from the profile itself, and says so.
func (a *Advisor) Answer(ctx context.Context, q Question, say func(Piece) error) error {
	q, err := q.clean()
	if err != nil {
		return err
	}
	p, err := decode(q.Document)
	if err != nil {
		return err
	}
	if q.Finding != "" && p.find(q.Finding) == nil {
		return &station.Fault{Kind: station.NotFound, Say: station.Say("advisor.finding.unknown")}
	}
	aim := a.finder.aimOf(q.Text)
	if aim.evades {
		return say(Piece{Say: station.Say("advisor.refuse.evade"), Done: true})
	}
	if aim.judges {
		if err := say(Piece{Say: station.Say("advisor.nojudge")}); err != nil {
			return err
		}
	}
	if aim.urgent {
		if err := say(Piece{Say: station.Say("advisor.urgent")}); err != nil {
			return err
		}
	}
	if a.voice != nil {
		if done, err := a.speak(ctx, q, p, aim, say); done || err != nil {
			return err
		}
	}
	return a.quote(ctx, q, p, aim, say)
}

func (q Question) clean() (Question, error) {
	if q.Lang != "en" {
		q.Lang = "zh"
	}
	if utf8.RuneCountInString(q.Text) > maxQuestion {
		return q, &station.Fault{Kind: station.Invalid, Say: station.Say("advisor.question.long", "limit", maxQuestion)}
	}
	q.Text = strings.TrimSpace(tidy(q.Text))
	if q.Text == "" {
		return q, &station.Fault{Kind: station.Invalid, Say: station.Say("advisor.question.empty")}
	}
	return q, nil
}
