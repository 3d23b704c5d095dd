package advisor

import (
	"strings"
)

// mostHeld is how many sentences may wait for the marker of a later one.
const mostHeld = 3

// longestAnswer bounds what is taken of one answer, in bytes.
const longestAnswer = 32 << 10

// relay stands between a model and the visitor: it lets through, sentence by sentence, what rests
// on the profile.
type relay struct {
	pr      *prompt
	ground  *grounds
	say     func(Piece) error
	cut     sentences
	held    []string
	heard   int   // bytes
	shown   int   // pieces
	dropped int   // sentences
	failed  error // of say
}

func (a *Advisor) newRelay(pr *prompt, say func(Piece) error) *relay {
	return &relay{pr: pr, ground: a.ground, say: say}
}

// hear takes a delta of the model.
func (r *relay) hear(delta string) error {
	if delta == "" {
		return nil
	}
	if r.heard += len(delta); r.heard > longestAnswer {
		return &trouble{kind: "answer too long"}
	}
	for _, s := range r.cut.push(strings.ToValidUTF8(delta, "")) {
		if err := r.sentence(s); err != nil {
			return err
		}
	}
	return nil
}

// finish takes what is left after the last delta of a whole answer.
func (r *relay) finish() error {
	for _, s := range r.cut.flush() {
		if err := r.sentence(s); err != nil {
			return err
		}
	}
	r.dropped += len(r.held)
	r.held = nil
	return nil
}

// sentence lets a cited sentence through, with those before it that led up to it. One without a
// marker waits; one that does not stand is dropped.
func (r *relay) sentence(raw string) error {
	c := r.ground.check(r.pr, raw)
	switch {
	case c.text == "" && len(c.cites) == 0:
		return nil
	case !c.ok:
		r.dropped++
		return nil
	}
	text := c.text
	if strings.HasSuffix(strings.TrimRight(raw, " \t\r"), "\n") {
		text += "\n"
	} else if r.pr.masks.lang == "en" {
		text += " "
	}
	if len(c.cites) == 0 {
		if r.held = append(r.held, text); len(r.held) > mostHeld {
			r.held = r.held[1:]
			r.dropped++
		}
		return nil
	}
	text = strings.Join(r.held, "") + text
	r.held = nil
	if r.failed = r.say(Piece{Text: text, Cite: c.cites}); r.failed != nil {
		return r.failed
	}
	r.shown++
	return nil
}
