package sheets

import (
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Skipped is a row that is probably not a record, and why. It is proposed, shown and can be taken back.
type Skipped struct {
	Row int
	Why station.Text
}

// Guess is the row that looks most like the header.
type Guess struct {
	Row     int // as the spreadsheet counts; 0 when no row looks like one
	Score   int
	Skipped []Skipped // rows under it that look like totals, notes or the header again
}

// GuessHeader looks at the first 40 rows for the one whose cells are names of columns. Titles above it score nothing.
func GuessHeader(s *Sheet, columns []Column) Guess {
	names := make(map[string]int, len(columns)*16)
	for i := range columns {
		for n, name := range columns[i].folded {
			score := 2
			if n < 3 {
				score = 3
			}
			names[name.short] = max(names[name.short], score)
		}
	}
	var best Guess
	for _, l := range s.Lines[:min(len(s.Lines), 40)] {
		if score := headerScore(l, names); score > best.Score {
			best = Guess{Row: l.Number, Score: score}
		}
	}
	if best.Row == 0 {
		best.Row = widestTextRow(s)
	}
	best.Skipped = skippedRows(s, best.Row)
	return best
}

// headerScore counts recognised names. Repeats count once: a merged title repeated over a row is no header.
func headerScore(l Line, names map[string]int) int {
	score, seen := 0, map[string]bool{}
	for _, c := range l.Cells {
		if c.Blank() {
			continue
		}
		if c.Kind() != Words {
			score--
			continue
		}
		f := fold(c.Raw)
		if f != "" && !seen[f] {
			score += names[f]
		}
		seen[f] = true
	}
	if len(seen) < 2 {
		return 0
	}
	return score
}

// widestTextRow is the last resort when no name is known: the first of the rows with most text cells.
func widestTextRow(s *Sheet) int {
	row, most := 0, 0
	for _, l := range s.Lines[:min(len(s.Lines), 20)] {
		words := 0
		for _, c := range l.Cells {
			if !c.Blank() && c.Kind() == Words && !isDigits(c.Raw) {
				words++
			}
		}
		if words > most {
			row, most = l.Number, words
		}
	}
	return row
}

// skippedRows finds, under the header, totals, notes and repeated headers.
func skippedRows(s *Sheet, header int) []Skipped {
	var out []Skipped
	head := s.Header(header)
	for _, l := range s.Lines {
		if l.Number <= header {
			continue
		}
		filled := l.filled()
		switch {
		case repeats(l, head, filled):
			out = append(out, Skipped{l.Number, station.Say("import.skip.header", "row", l.Number)})
		case isTotal(l, filled):
			out = append(out, Skipped{l.Number, station.Say("import.skip.total", "row", l.Number)})
		case isNote(l, filled):
			out = append(out, Skipped{l.Number, station.Say("import.skip.note", "row", l.Number)})
		}
	}
	return out
}

func repeats(l Line, head []string, filled int) bool {
	same := 0
	if filled < 2 {
		return false
	}
	for i, c := range l.Cells {
		if i < len(head) && c.Kind() == Words && !c.Blank() && strings.Join(strings.Fields(c.Raw), " ") == head[i] {
			same++
		}
	}
	return same*2 > filled
}

func isTotal(l Line, filled int) bool {
	for _, c := range l.Cells[:min(len(l.Cells), 4)] {
		if c.Blank() {
			continue
		}
		switch f := foldWord(c.Raw); {
		case c.Kind() != Words:
		case f == "合计", f == "小计", f == "总计", f == "共计", f == "累计", f == "总和", f == "汇总", f == "total", f == "subtotal", f == "grandtotal", f == "sum":
			return true
		case filled <= 4 && (strings.HasSuffix(f, "合计") || strings.HasSuffix(f, "小计") || strings.HasPrefix(f, "合计") || strings.HasPrefix(f, "小计") || strings.HasPrefix(f, "总计") || strings.HasPrefix(f, "subtotal")):
			return true
		}
	}
	return false
}

// isNote is a lone sentence under the table: who filled it in, a remark, a page number.
func isNote(l Line, filled int) bool {
	if filled > 2 {
		return false
	}
	for _, c := range l.Cells {
		if c.Blank() {
			continue
		}
		f := foldWord(c.Raw)
		for _, start := range []string{"备注", "注", "说明", "填表", "制表", "审核人", "复核人", "单位负责人", "note", "remark", "preparedby", "第1页", "以下空白", "以下无"} {
			if c.Kind() == Words && strings.HasPrefix(f, start) {
				return true
			}
		}
		return false
	}
	return false
}
