package report

// column is a column of a table: its heading, its share of the width, and whether it is of figures.
type column struct {
	head  string
	share float64
	right bool
}

// cell is a field of a row: a text, perhaps with a level's shape before it and a note beneath.
type cell struct {
	text, note string
	level      string
	bold       bool
}

// table is set with its head, which is repeated on every page that the table runs on to.
type table struct {
	x, width float64
	columns  []column
	rows     [][]cell
}

const (
	cellPad  = 5.0
	cellGap  = 12.0
	cellIn   = 4.0 // the first column is set in from the edge
	markRoom = 15.0
)

// setRow is a row broken into lines.
type setRow struct {
	cells []setCell
	lines int
}

type setCell struct {
	lines []string
	notes int // how many of the last lines are the note
	level string
	style style
}

// room is how wide a text of a column may be.
func (t *table) room(i int) float64 {
	room := t.columns[i].share*t.width - cellGap
	if i == 0 {
		room -= cellIn
	}
	return room
}

func (t *table) set(s *sheet, row []cell) setRow {
	out := setRow{cells: make([]setCell, len(t.columns))}
	for i, c := range row {
		st, room := cellText, t.room(i)
		if c.bold {
			st.weight = bold
		}
		if c.level != "" {
			room -= markRoom
		}
		set := setCell{lines: s.wrap(c.text, room, st), level: c.level, style: st}
		if c.note != "" {
			notes := s.wrap(c.note, room, s.noteStyle())
			set.lines, set.notes = append(set.lines, notes...), len(notes)
		}
		out.cells[i] = set
		out.lines = max(out.lines, len(set.lines))
	}
	return out
}

func (s *sheet) noteStyle() style { return style{size: 8, ink: soft, lead: cellText.lead} }

// head is the row of headings.
func (t *table) head(s *sheet) setRow {
	out := setRow{cells: make([]setCell, len(t.columns))}
	for i, c := range t.columns {
		set := setCell{lines: s.wrap(c.head, t.room(i), headText), style: headText}
		out.cells[i], out.lines = set, max(out.lines, len(set.lines))
	}
	return out
}

func (r setRow) height() float64 { return float64(r.lines)*cellText.lead + 2*cellPad }

// whole is how high a table may be that is never parted.
const whole = 210.0

// first is what a heading before the table must keep: a small table, or the head and a row.
func (t *table) first(s *sheet) float64 {
	head, all, one := t.head(s).height(), 0.0, 0.0
	for i, row := range t.rows {
		all += t.set(s, row).height()
		if i == 0 {
			one = min(all, 160)
		}
		if head+all > whole {
			return head + one
		}
	}
	return head + all
}

// draw prints the table at the current height.
func (t *table) draw(s *sheet) {
	head := t.head(s)
	s.need(t.first(s))
	t.drawHead(s, head)
	for _, row := range t.rows {
		set := t.set(s, row)
		if s.y+set.height() > bottomY && (set.height() < (bottomY-topY)/3 || s.y+4*cellText.lead > bottomY) {
			s.newPage()
			t.drawHead(s, head)
		}
		for set.lines > 0 {
			fits := max(1, int((bottomY-s.y-2*cellPad)/cellText.lead))
			if set.lines <= fits {
				t.drawRow(s, set)
				break
			}
			var top setRow
			top, set = set.cut(fits)
			t.drawRow(s, top)
			s.newPage()
			t.drawHead(s, head)
		}
	}
	s.y += 2
}

// cut parts a row that no page can hold.
func (r setRow) cut(n int) (top, rest setRow) {
	top, rest = setRow{lines: n}, setRow{lines: r.lines - n}
	for _, c := range r.cells {
		k := min(n, len(c.lines))
		a, b := c, c
		a.lines, b.lines, b.level = c.lines[:k], c.lines[k:], ""
		a.notes, b.notes = max(0, c.notes-len(b.lines)), min(c.notes, len(b.lines))
		top.cells, rest.cells = append(top.cells, a), append(rest.cells, b)
	}
	return top, rest
}

func (t *table) drawHead(s *sheet, head setRow) {
	s.page().block(t.x, s.y, t.width, head.height(), mist)
	s.page().line(t.x, s.y, t.x+t.width, s.y, .9, primary)
	t.drawLines(s, head, s.y+cellPad)
	s.y += head.height()
	s.page().heads = append(s.page().heads, s.y)
	s.page().line(t.x, s.y, t.x+t.width, s.y, .5, soft)
}

func (t *table) drawRow(s *sheet, row setRow) {
	t.drawLines(s, row, s.y+cellPad)
	s.y += row.height()
	s.page().line(t.x, s.y, t.x+t.width, s.y, .4, hair)
}

func (t *table) drawLines(s *sheet, row setRow, y float64) {
	x := t.x
	for i, c := range row.cells {
		left := x
		if i == 0 {
			left += cellIn
		}
		if c.level != "" {
			s.page().seaMark(c.level, left, y+1.2, 11)
			left += markRoom
		}
		for k, line := range c.lines {
			st := c.style
			if k >= len(c.lines)-c.notes {
				st = s.noteStyle()
			}
			at := left
			if t.columns[i].right {
				at = x + t.columns[i].share*t.width - 6 - s.width(line, st)
			}
			s.page().text(at, y+float64(k)*cellText.lead+cellText.lead/2+st.size*.36, line, st, 0)
		}
		x += t.columns[i].share * t.width
	}
}
