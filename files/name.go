package files

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxName is how many characters of a name are kept.
const maxName = 100

// cleanName makes a name that is safe on a page, in a header and on anybody's disk, and holds its ending to the content.
func cleanName(said string, kind Type, p Purpose) (string, error) {
	name := tidyName(said)
	ending := strings.ToLower(path.Ext(name))
	fit := kinds[kind]
	if !slices.Contains(fit.endings, ending) {
		if kind == CSV { // any text looks like it
			return "", p.otherType()
		}
		return "", invalid("files.ending", "type", fit.word, "ending", fit.endings[0])
	}
	base := strings.TrimRight(name[:len(name)-len(ending)], ". ")
	if runes := []rune(base); len(runes) > maxName-len(ending) {
		base = strings.TrimRight(string(runes[:maxName-len(ending)]), ". ")
	}
	return base + ending, nil
}

// tidyName keeps the last part of a path, without what no name should hold: control characters, marks that turn the
// direction of writing around (they make exe look like gpj), and what some system reserves.
func tidyName(said string) string {
	if i := strings.LastIndexAny(said, `/\`); i >= 0 {
		said = said[i+1:]
	}
	said = strings.Map(func(c rune) rune {
		switch {
		case c == utf8.RuneError, unicode.Is(unicode.C, c): // control, format, private use, surrogate
			return -1
		case unicode.IsSpace(c):
			return ' '
		case strings.ContainsRune(`:*?"<>|`, c):
			return '_'
		}
		return c
	}, norm.NFC.String(said))
	return strings.TrimRight(strings.TrimLeft(said, ". "), " ")
}
