package advisor

import (
	"regexp"
	"strings"
)

// verdictsStand drops a sentence that judges otherwise than the profile: a level that is not the
// cited finding's, a change of a verdict, a word that clears or blames where the wording of the
// cited rule does not use it just so.
func (g *grounds) verdictsStand(pr *prompt, markers []string, text string) bool {
	for _, m := range g.levels.FindAllStringSubmatch(text, -1) {
		said := g.level[strings.ToLower(m[1]+m[2]+m[3]+m[4])]
		if len(markers) == 0 {
			return false
		}
		for _, marker := range markers {
			if pr.severity[marker] != said {
				return false
			}
		}
	}
	if g.changes.MatchString(text) && !g.wordedSo(pr, markers, text, g.changes) {
		return false
	}
	clear := len(markers) > 0
	for _, m := range markers {
		clear = clear && (pr.outcome[m] == "clear" || pr.outcome[m] == "not_applicable")
	}
	if !clear && !g.wordedSo(pr, markers, text, g.clears) {
		return false
	}
	return g.wordedSo(pr, markers, text, g.blames)
}

// wordedSo tells whether each match stands in the wording of a cited rule with the same
// characters around it.
func (g *grounds) wordedSo(pr *prompt, markers []string, text string, pattern *regexp.Regexp) bool {
	for _, at := range pattern.FindAllStringIndex(text, -1) {
		if !inWording(pr, markers, around(text, at[0], at[1])) {
			return false
		}
	}
	return true
}

// around widens a match by a few characters on each side.
func around(text string, from, to int) string {
	before, after := []rune(text[:from]), []rune(text[to:])
	wide := 3
	if from < to && text[from] < 0x80 {
		wide = 10
	}
	return string(before[max(0, len(before)-wide):]) + text[from:to] + string(after[:min(len(after), wide)])
}

// inWording looks for a phrase in the wording of the cited rules; marks and blanks do not count.
func inWording(pr *prompt, markers []string, phrase string) bool {
	phrase = letters(phrase)
	for _, m := range markers {
		if strings.Contains(letters(pr.texts[m]), phrase) {
			return true
		}
	}
	return false
}

var notLetters = regexp.MustCompile(`[^\p{L}\p{N}]+`)

func letters(s string) string { return notLetters.ReplaceAllString(folded(s), "") }
