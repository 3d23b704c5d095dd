package web

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// pathForm takes the path of a field apart: its kind, its number or key, its language.
var pathForm = regexp.MustCompile(`^([a-z]+)(?:\.(.+))?\.(zh|en)$`)

// fieldKinds are the kinds of fields in the order in which a page shows them.
var fieldKinds = []string{"title", "why", "note", "shows", "remedy", "papers", "basis"}

// fieldOf words the path of a field, and gives its language.
func fieldOf(path string) (say station.Text, lang string, order [2]int) {
	m := pathForm.FindStringSubmatch(path)
	if m == nil {
		return station.Say("thread.field_other", "path", path), "", [2]int{len(fieldKinds), 0}
	}
	n, _ := strconv.Atoi(m[2]) // a key of an answer counts as none
	kind := slices.Index(fieldKinds, m[1])
	if kind < 0 {
		return station.Say("thread.field_other", "path", path), m[3], [2]int{len(fieldKinds), n}
	}
	say = station.Say("thread.field_" + m[1])
	if n > 0 {
		say = station.Say("thread.field_"+m[1]+"_n", "n", n)
	}
	return say, m[3], [2]int{kind, n}
}

// paths are the fields of a passage in the order of a page.
func paths(in reviews.Passage) []string {
	var out []string
	for path := range in.Fields {
		out = append(out, path)
	}
	slices.SortFunc(out, func(a, b string) int {
		_, _, x := fieldOf(a)
		_, _, y := fieldOf(b)
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]), strings.Compare(a, b))
	})
	return out
}

// passageRows lays out a finding: what is written of it as a whole, then field by field in the page's language, and those of the other language
// that somebody wrote about. Threads whose place is not certain stand beside the field they were written about, or beside the whole.
func passageRows(lang string, in reviews.Passage, threads []ThreadView) []PassageRow {
	by := map[string][]ThreadView{}
	for _, t := range threads {
		field := t.Target.Field
		if _, there := in.Fields[field]; !there {
			field = ""
		}
		by[field] = append(by[field], t)
	}
	rows := []PassageRow{{Say: station.Say("thread.whole"), Threads: by[""]}}
	for _, path := range paths(in) {
		say, of, _ := fieldOf(path)
		if of != "" && of != lang && len(by[path]) == 0 {
			continue
		}
		rows = append(rows, PassageRow{Field: path, Say: say, Lang: of, Pieces: pieces(in.Fields[path], by[path]), Threads: by[path]})
	}
	return rows
}

// pieces cuts a text where marks begin or end, so that marks that overlap are drawn as such.
func pieces(text string, threads []ThreadView) []Piece16 {
	units := utf16.Encode([]rune(norm.NFC.String(text)))
	cuts := []int{0, len(units)}
	var marks []ThreadView
	for _, t := range threads {
		if p := t.Thread.Anchor.Place; p != nil && p.End16 > p.Start16 && p.End16 <= len(units) && t.State != reviews.Superseded {
			cuts, marks = append(cuts, p.Start16, p.End16), append(marks, t)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []Piece16
	for i := 0; i+1 < len(cuts); i++ {
		piece := Piece16{Text: string(utf16.Decode(units[cuts[i]:cuts[i+1]]))}
		for _, t := range marks {
			at := t.Thread.Anchor.Place
			if at.Start16 <= cuts[i] && cuts[i+1] <= at.End16 {
				piece.Marked = true
			}
			if at.Start16 == cuts[i] {
				piece.Starts = append(piece.Starts, t)
			}
		}
		out = append(out, piece)
	}
	return out
}

// viewThreads numbers threads for a page. The passage as it was is said where it reads differently now, or its place is not certain.
func viewThreads(all []reviews.Thread) []ThreadView {
	out := make([]ThreadView, len(all))
	for i, t := range all {
		out[i] = ThreadView{Thread: t, N: i + 1}
		if q := t.Target.Quote; q != nil && (t.Anchor.Place == nil || t.Anchor.Score < 1000) {
			out[i].Quote = q.Exact
		}
	}
	return out
}
