package desk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Unmoved lists the questions and columns, as company.KEY, that are gone or take other answers in the
// fresh rules, although no entry of the table of moves says what becomes of the answers of today.
func Unmoved(old, fresh *rules.Engine) []string {
	var out []string
	for _, scope := range []rules.Scope{rules.ScopeCompany, rules.ScopePresence, rules.ScopeSupplier, rules.ScopeEmployee} {
		for _, name := range old.Keys().Names(scope) {
			_, asked := old.Question(scope, name)
			if single := scope == rules.ScopeCompany || scope == rules.ScopePresence; single && !asked {
				continue
			}
			if !stands(old, fresh, scope, name) && !moved(old, fresh, scope, name) {
				out = append(out, string(scope)+"."+name)
			}
		}
	}
	return out
}

// Moved refuses rules that leave answers of today without a place, question by question; nil where
// none is left.
func Moved(old, fresh *rules.Engine) error {
	var faults Faults
	for _, place := range Unmoved(old, fresh) {
		faults = append(faults, told("moves/data.yaml", rules.NewUnfit("unfit.unmoved",
			"%s is gone or takes other answers than in revision %s, and no entry since a later one says what becomes of those given", place, old.Revision)))
	}
	if faults == nil {
		return nil
	}
	return faults
}

// stands tells whether every answer to a key is an answer to it still.
func stands(old, fresh *rules.Engine, scope rules.Scope, name string) bool {
	was, _ := old.Keys().Find(scope, name)
	is, ok := fresh.Keys().Find(scope, name)
	if !ok || is.Name != name || is.Type != was.Type || is.Unit != was.Unit {
		return false
	}
	if _, asked := old.Question(scope, name); asked {
		if _, asks := fresh.Question(scope, name); !asks {
			return false
		}
	}
	fewer := len(is.Values) > 0 && slices.ContainsFunc(was.Values, func(v string) bool { return !slices.Contains(is.Values, v) })
	return !fewer && (is.Nullable || !was.Nullable) && (is.NA || !was.NA)
}

// moved tells whether a move takes the answers that are given to a key today.
func moved(old, fresh *rules.Engine, scope rules.Scope, name string) bool {
	return slices.ContainsFunc(fresh.Moves(), func(m rules.Move) bool {
		return m.Scope == scope && m.Since > old.AnswersRevision() && slices.Contains(m.From, name)
	})
}

var saysMove = map[rules.Fate]string{rules.Carried: "diff.move_carried", rules.Reconfirm: "diff.move_reconfirm", rules.Split: "diff.move_split",
	rules.Merged: "diff.move_merged", rules.Dropped: "diff.move_dropped"}

// diffMoves lists what becomes of answers: the moves that are new, and what none takes care of.
func diffMoves(old, fresh *rules.Engine) []Change {
	var out []Change
	for _, m := range fresh.Moves() {
		if m.Since <= old.AnswersRevision() {
			continue
		}
		c := change(places(m.Scope, m.From), saysMove[m.Fate], "", m.Why.Zh+"\n"+m.Why.En)
		if len(m.Into) > 0 && places(m.Scope, m.Into) != c.About {
			c.About += " → " + places(m.Scope, m.Into)
		}
		out = append(out, c)
	}
	for _, place := range Unmoved(old, fresh) {
		out = append(out, Change{About: place, Say: station.Say("diff.unmoved")})
	}
	return out
}

func places(scope rules.Scope, keys []string) string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = fmt.Sprintf("%s.%s", scope, key)
	}
	return strings.Join(out, ", ")
}
