package assessments

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Lists are the lists that a company keeps beside its self-checks.
const (
	ListSuppliers = "suppliers"
	ListEmployees = "employees"
)

// ListScope gives the scope of a list's rows.
func ListScope(list string) (rules.Scope, bool) {
	switch list {
	case ListSuppliers:
		return rules.ScopeSupplier, true
	case ListEmployees:
		return rules.ScopeEmployee, true
	}
	return "", false
}

// MaxRows is how many rows a list can hold.
const MaxRows = 5000

// ListRow is one row of a list under its stable key.
type ListRow struct {
	Key      string
	Cells    rules.Row
	Position int // orders the list; set where a row was read

	id         string    // in an address; empty for a row that was not read
	stored     rules.Row // cells as they are kept, of whichever rules
	later      rules.Row // cells of columns of rules that were taken back: kept, not read
	laterAsked map[string]int64
}

// RowKey is the stable key of a row: an employee's reference; a supplier's registry id or name
// together with the goods, or for a service with what it is.
func RowKey(list string, cells rules.Row) string {
	if list == ListEmployees {
		return rules.Subject(rules.ScopeEmployee, cells)
	}
	goods, _ := cells["goods_hs"].(string)
	if parts, _ := cells["parts"].(string); goods == "" && parts != "" {
		goods = "=" + parts
	}
	return rules.Subject(rules.ScopeSupplier, cells) + "\x1f" + goods
}

func (row *ListRow) note(key string, v any, since int64) {
	if row.later == nil {
		row.later, row.laterAsked = rules.Row{}, map[string]int64{}
	}
	row.later[key], row.laterAsked[key] = v, since
}

// keep gives the cells of a row as they are stored in place of another, with the columns that were
// other once: what rules that were taken back asked for stays.
func (row ListRow) keep(e *rules.Engine, list string, old ListRow) (rules.Row, map[string]int64) {
	scope, _ := ListScope(list)
	cells, asked := maps.Clone(row.Cells), e.AskedOf(scope, row.Cells)
	for key, v := range old.later {
		if now, set := cells[key]; !set || now == rules.DontKnow { // as such a cell reads where an empty one would say something
			cells[key], asked[key] = v, old.laterAsked[key]
		}
	}
	return cells, asked
}

// ID names a row that was read in an address. It stays with the row wherever that stands, and tells nothing of it.
func (row ListRow) ID() string { return row.id }

// Digest changes when any cell does.
func (row ListRow) Digest() string {
	text, err := json.Marshal(row.Cells)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// Difference is what an import would change.
type Difference struct {
	Added   []string
	Changed []string
	Gone    []string
	Same    int
}

// Compare tells what putting fresh in place of old would add, change and take away.
func Compare(old, fresh []ListRow) Difference {
	var d Difference
	before := make(map[string]rules.Row, len(old))
	for _, row := range old {
		before[row.Key] = row.Cells
	}
	for _, row := range fresh {
		cells, known := before[row.Key]
		delete(before, row.Key)
		switch {
		case !known:
			d.Added = append(d.Added, row.Key)
		case sameCells(cells, row.Cells):
			d.Same++
		default:
			d.Changed = append(d.Changed, row.Key)
		}
	}
	for key := range before {
		d.Gone = append(d.Gone, key)
	}
	slices.Sort(d.Gone)
	return d
}

// place gives fresh rows their positions, so that as many as possible keep the one they have.
func place(old, fresh []ListRow) {
	had := make(map[string]int, len(old))
	for _, row := range old {
		had[row.Key] = row.Position
	}
	last := -1
	for i := range fresh {
		at, known := had[fresh[i].Key]
		if !known || at <= last {
			at = last + 1
		}
		fresh[i].Position, last = at, at
	}
}

func sameCells(a, b rules.Row) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
