package sheets

import (
	"sort"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Level says how bad a complaint is.
type Level string

// The levels: an error cost a cell or a row, a warning cost nothing.
const (
	Error   Level = "error"
	Warning Level = "warning"
)

// Complaint is one thing to look at, by row and column. Its text never holds what stands in the cell.
type Complaint struct {
	Row    int    // 0 when it concerns a whole column
	Letter string // A, B, …; empty when it concerns a whole row
	Header string
	Key    string
	Text   station.Text
	Level  Level
	Count  int // how many cells it stands for, at least 1
}

// Row is one record. A key that is absent is not answered; nil is answered "none".
type Row struct {
	Number   int // in the source
	Values   map[string]any
	Doubtful []string // keys whose cell says that it is not known, or was not understood: not answered, and not empty either
	Faulty   []string // those of them that were not understood
}

// Result is what a sheet came to. Rows that were rejected or skipped are named, never lost in silence.
type Result struct {
	Rows       []Row
	Complaints []Complaint
	Skipped    []Skipped
	Rejected   []int // source rows, each with an error among the complaints
	Refused    []Row // what could be read of those
	More       int   // complaints beyond the limit, counted only
	Errors     int
	Warnings   int
}

// reading is one run over a sheet.
type reading struct {
	sheet   *Sheet
	asOf    time.Time
	mapping Mapping
	columns map[string]*Column
	plan    []planned
	out     Result
	bulk    map[[2]string]*Complaint
	order   [][2]string
}

type planned struct {
	pair   Pair
	column *Column
}

// Read turns the rows under the header into records. asOf is the day of the check. keep lists rows that would be
// skipped as totals or notes but that the person wants read.
func Read(s *Sheet, header int, mapping Mapping, columns []Column, asOf time.Time, keep ...int) (Result, error) {
	if s.Refused != nil {
		return Result{}, s.Refused
	}
	if f := s.guardMapping(mapping); f != nil {
		return Result{}, f
	}
	if f := s.guardHeading(header); f != nil {
		return Result{}, f
	}
	r := &reading{sheet: s, asOf: startOfDay(asOf), mapping: mapping, columns: columnsByKey(columns), bulk: map[[2]string]*Complaint{}}
	for _, p := range mapping.Pairs {
		if c := r.columns[p.Key]; c != nil {
			r.plan = append(r.plan, planned{p, c})
		}
	}
	if !r.identified(columns, header) {
		return r.finish(), nil
	}
	lines := r.records(header, keep)
	if limit := s.limits.filled().Rows; len(lines) > limit {
		return Result{}, invalid("import.sheet.long", "sheet", s.Name, "limit", limit)
	}
	checks := checksFor(r)
	for _, l := range lines {
		r.record(l, checks)
	}
	checks.whole(r)
	r.needed(columns)
	return r.finish(), nil
}

// identified makes sure that the column that names a row is there at all, and says which required ones are not.
func (r *reading) identified(columns []Column, header int) bool {
	found := true
	for _, c := range columns {
		if _, ok := r.mapping.Column(c.Key); ok || !c.Required {
			continue
		}
		level, key := Warning, "import.column.absent"
		if c.Identity {
			level, key, found = Error, "import.column.identity", false
		}
		r.add(Complaint{Row: header, Key: c.Key, Level: level, Text: station.Say(key, "row", header, "column", c.Zh, "column_en", c.En)})
	}
	return found
}

func (r *reading) records(header int, keep []int) []Line {
	kept, skip := map[int]bool{}, map[int]bool{}
	for _, k := range keep {
		kept[k] = true
	}
	for _, s := range skippedRows(r.sheet, header) {
		if !kept[s.Row] {
			skip[s.Row] = true
			r.out.Skipped = append(r.out.Skipped, s)
		}
	}
	var lines []Line
	for _, l := range r.sheet.Lines {
		if l.Number > header && !skip[l.Number] && r.touches(l) {
			lines = append(lines, l)
		}
	}
	return lines
}

// touches says whether a row holds anything in a column that is read.
func (r *reading) touches(l Line) bool {
	for _, p := range r.plan {
		if !l.At(p.pair.Column).Blank() {
			return true
		}
	}
	return false
}

// record reads one row. A faulty cell costs the cell; a row without its name, or one that the row checks refuse, costs the row.
func (r *reading) record(l Line, checks rowChecks) {
	row := Row{Number: l.Number, Values: make(map[string]any, len(r.plan))}
	rejected := false
	for _, p := range r.plan {
		u := p.column.understand(l.At(p.pair.Column), r.asOf)
		switch {
		case u.bulk:
			r.note(p.column.Key, u.say, l.Number)
		case u.say != "":
			r.complain(l.Number, p.column.Key, u.say, u.level)
		}
		if u.known {
			row.Values[p.column.Key] = u.value
		} else if !l.At(p.pair.Column).Blank() && !u.absent {
			row.Doubtful = append(row.Doubtful, p.column.Key)
			if u.level == Error {
				row.Faulty = append(row.Faulty, p.column.Key)
			}
		}
		if v, ok := u.value.(string); p.column.Identity && (!ok || v == "") {
			if u.say == "" {
				r.complain(l.Number, p.column.Key, "import.row.identity", Error)
			}
			rejected = true
		}
		if u.unit != "" {
			r.unit(row, l, p.column.Key, u.unit)
		}
	}
	if rejected || !checks.row(r, row) {
		r.out.Rejected = append(r.out.Rejected, l.Number)
		r.out.Refused = append(r.out.Refused, row)
		return
	}
	for _, p := range r.plan {
		if _, known := row.Values[p.column.Key]; p.column.Required && !known && l.At(p.pair.Column).Blank() {
			r.note(p.column.Key, "import.column.blank", l.Number)
		}
	}
	r.out.Rows = append(r.out.Rows, row)
}

// unit compares a currency written beside an amount with the currency of the row.
func (r *reading) unit(row Row, l Line, key, unit string) {
	column, mapped := r.mapping.Column("currency")
	if !mapped {
		row.Values["currency"] = unit
		r.note(key, "import.column.unit_taken", row.Number)
		return
	}
	if code, ok := Currency(l.At(column).Text()); ok && code != unit {
		r.complain(row.Number, key, "import.cell.unit", Warning)
	}
}

func (r *reading) complain(row int, key, say string, level Level, more ...any) {
	letter, header := r.where(key)
	args := append([]any{"row", row, "column", r.named(key, header), "letter", letter}, more...)
	r.add(Complaint{Row: row, Letter: letter, Header: header, Key: key, Level: level, Text: station.Say(say, args...)})
}

// note gathers the same remark over a column into one complaint with a count and the first row.
func (r *reading) note(key, say string, row int) {
	id := [2]string{key, say}
	if c := r.bulk[id]; c != nil {
		c.Count++
		return
	}
	letter, header := r.where(key)
	r.bulk[id] = &Complaint{Row: row, Letter: letter, Header: header, Key: key, Level: Warning, Count: 1, Text: station.Text{Key: say}}
	r.order = append(r.order, id)
}

func (r *reading) where(key string) (letter, header string) {
	for _, p := range r.mapping.Pairs {
		switch {
		case p.Key != key:
		case p.How == ByHand: // the row taken for the header may be a person: say our own name of the column
			return Letter(p.Column), r.named(key, "")
		default:
			return Letter(p.Column), p.Header
		}
	}
	return "", ""
}

func (r *reading) named(key, header string) string {
	if c := r.columns[key]; header == "" && c != nil {
		return c.Zh
	}
	return header
}

func (r *reading) add(c Complaint) {
	c.Count = max(c.Count, 1)
	if c.Level == Error {
		r.out.Errors++
	} else {
		r.out.Warnings++
	}
	if len(r.out.Complaints) >= r.sheet.limits.filled().Complaints {
		r.out.More++
		return
	}
	r.out.Complaints = append(r.out.Complaints, c)
}

func (r *reading) finish() Result {
	for _, id := range r.order {
		c := r.bulk[id]
		c.Text = station.Say(id[1], "row", c.Row, "column", r.named(c.Key, c.Header), "letter", c.Letter, "count", c.Count)
		r.add(*c)
	}
	sort.SliceStable(r.out.Complaints, func(i, j int) bool { return r.out.Complaints[i].Row < r.out.Complaints[j].Row })
	return r.out
}
