package advisor

import (
	"context"

	"github.com/zhuqi-yunzhan/station"
)

// How much is quoted.
const (
	mostQuotes = 5 // parts of an answer
	mostRules  = 3 // rules of an answer
)

// quote answers with parts of the profile, worded as possibly relevant: what is alike is not
// necessarily an answer.
func (a *Advisor) quote(ctx context.Context, q Question, p *profile, aim aim, say func(Piece) error) error {
	parts := p.parts(q.Lang, q.Finding)
	chosen := choose(a.finder.rank(q.Text, aim, parts), parts, aim)
	if len(chosen) == 0 && len(a.finder.query(q.Text)) == 0 || len(chosen) == 0 && aim.kinds["first"] {
		chosen = overview(parts, aim) // “怎么办？” is a question about all that stands there
	}
	if len(chosen) == 0 {
		return say(Piece{Say: station.Say("advisor.none"), Done: true})
	}
	if err := say(Piece{Say: station.Say("advisor.found.intro")}); err != nil {
		return err
	}
	for _, c := range chosen {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := say(c.piece); err != nil {
			return err
		}
	}
	return say(Piece{Say: station.Say("advisor.found.end"), Done: true})
}

// choose takes the rules whose parts touch the question most. Each is quoted with what was found,
// then with the part that was asked for, or that touches the question most.
func choose(ranked []scored, parts []part, aim aim) []part {
	var out []part
	done := map[string]bool{}
	for _, r := range ranked {
		group := r.group()
		if done[group] || len(done) == mostRules || r.score < ranked[0].score/3 {
			continue
		}
		done[group] = true
		for _, p := range quoted(r, ranked, parts, aim) {
			if len(out) < mostQuotes {
				out = append(out, p)
			}
		}
	}
	return out
}

func (p part) group() string {
	if p.rule != "" {
		return p.rule
	}
	return p.kind + p.piece.Text
}

// quoted lists what is quoted of the rule of a part.
func quoted(best scored, ranked []scored, parts []part, aim aim) []part {
	lead, second := best.part, best.part
	if best.rule == "" || best.kind == "rule" {
		return []part{lead}
	}
	lead = pick(ranked, parts, best.rule, func(p part) bool { return p.kind == "finding" })
	if best.kind == "finding" {
		second = pick(ranked, nil, best.rule, func(p part) bool { return p.kind != "finding" })
	}
	for _, kind := range []string{"remedy", "law", "due", "papers", "shows"} {
		if aim.kinds[kind] {
			if asked := pick(ranked, parts, best.rule, func(p part) bool { return p.kind == kind }); asked.kind != "" {
				second = asked
				break
			}
		}
	}
	if second.kind == "" {
		return []part{lead}
	}
	return []part{lead, second}
}

// pick is the best part of a rule that fits, or the first one of the profile.
func pick(ranked []scored, parts []part, rule string, fits func(part) bool) part {
	for _, r := range ranked {
		if r.rule == rule && fits(r.part) {
			return r.part
		}
	}
	for _, p := range parts {
		if p.rule == rule && fits(p) {
			return p
		}
	}
	return part{}
}

// overview is what stands first in the profile, in the kind that was asked for.
func overview(parts []part, aim aim) []part {
	wanted := map[string]bool{"finding": true}
	for kind := range aim.kinds {
		if kind == "remedy" || kind == "law" || kind == "due" || kind == "papers" || kind == "shows" || kind == "open" {
			if len(aim.kinds) == 1 || !aim.kinds["first"] {
				delete(wanted, "finding")
			}
			wanted[kind] = true
		}
	}
	var out []part
	for _, p := range parts {
		if wanted[p.kind] && len(out) < mostQuotes {
			out = append(out, p)
		}
	}
	return out
}
