package assessments

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// List is a company's list as it stands. Version 0 = not answered.
type List struct {
	Name    string
	Version int64
	Rows    []ListRow
	Mapping map[string]string // header → key, remembered from the last import
	At      time.Time
	By      string // name of who changed it last
}

// List gives a list of the company.
func (r *Room) List(ctx context.Context, scope accounts.Scope, name string) (*List, error) {
	var l *List
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) (err error) {
		l, err = r.loadList(ctx, tx, box, scope, r.Engine(), name)
		return err
	})
	return l, err
}

func (r *Room) loadList(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, e *rules.Engine, name string) (*List, error) {
	l := &List{Name: name, Mapping: map[string]string{}}
	var sealed []byte
	err := tx.QueryRow(ctx, `
		select greatest(l.version, 0), l.mapping, l.sealed, l.at, coalesce(l.person_id::text, '')
		  from lists l where l.company_id = @company and l.list = @list`,
		args{"company": scope.Company(), "list": name}).Scan(&l.Version, &l.Mapping, &sealed, &l.At, &l.By)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find list: %w", err)
	}
	if err := accounts.NameOne(ctx, r.vault, tx, &l.By); err != nil {
		return nil, fmt.Errorf("find list: %w", err)
	}
	if sealed != nil {
		if err := take(box, atMapping(name), sealed, &l.Mapping); err != nil {
			return nil, fmt.Errorf("find list: %w", err)
		}
	}
	l.Rows, err = readRows(ctx, tx, box, e, rowColumns+` where company_id = @company and list = @list order by position`, args{"company": scope.Company(), "list": name})
	return l, err
}

// rowColumns are those of storedRow.
const rowColumns = `select list, row_id, position, row_key, cells, asked, sealed from list_rows`

// storedRow is a row of the table of rows: sealed, or as an earlier station left it.
type storedRow struct {
	List     string
	ID       string
	Position int
	Key      string // sealed: the mark of the key
	Cells    []byte
	Asked    map[string]int64
	Sealed   []byte
}

// open gives the row with its cells under the columns that the rules read now.
func (s storedRow) open(box *accounts.Box, e *rules.Engine) (ListRow, error) {
	in := sealedRow{Key: s.Key, Asked: s.Asked}
	var err error
	if s.Sealed == nil {
		err = unmarshalExact(s.Cells, &in.Cells)
	} else {
		err = take(box, atRow(s.List, s.Key), s.Sealed, &in)
	}
	if err != nil {
		return ListRow{}, fmt.Errorf("read list: %w", err)
	}
	row := ListRow{Key: in.Key, Cells: in.Cells, Position: s.Position, id: s.ID, stored: in.Cells}
	scope, _ := ListScope(s.List)
	for key, since := range in.Asked {
		if v, there := row.Cells[key]; there && since > e.Asked(scope, key) {
			row.note(key, v, since)
		}
	}
	row.Cells = e.CarryRow(scope, row.Cells, in.Asked)
	return row, nil
}

// readRows reads rows; sql begins with rowColumns.
func readRows(ctx context.Context, tx pgx.Tx, box *accounts.Box, e *rules.Engine, sql string, with args) ([]ListRow, error) {
	rows, err := tx.Query(ctx, sql, with)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	defer rows.Close()
	var out []ListRow
	for rows.Next() { // one at a time: a list and its sealed form are not both in memory
		s, err := pgx.RowToStructByPos[storedRow](rows)
		if err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		row, err := s.open(box, e)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, rows.Err()
}

// versions gives the versions of both lists; 0 = not answered.
func (r *Room) versions(ctx context.Context, tx pgx.Tx, scope accounts.Scope) (suppliers, employees int64, err error) {
	err = tx.QueryRow(ctx, `
		select greatest(max(version) filter (where list = 'suppliers'), 0), greatest(max(version) filter (where list = 'employees'), 0)
		  from lists where company_id = @company`, args{"company": scope.Company()}).Scan(&suppliers, &employees)
	if err != nil {
		return 0, 0, fmt.Errorf("versions of lists: %w", err)
	}
	return suppliers, employees, nil
}

// Import is rows on their way into a list. Base is the version that the person saw. Upload is the
// file they came from, forgotten once they are in; the zero id is none.
type Import struct {
	List    string
	Rows    []ListRow
	Mapping map[string]string
	Base    int64
	Upload  [16]byte
}

// PutList puts rows in place of a list, see Import.
func (r *Room) PutList(ctx context.Context, scope accounts.Scope, name string, request uuid.UUID, fresh []ListRow, mapping map[string]string, base int64) (Difference, error) {
	return r.Import(ctx, scope, request, Import{List: name, Rows: fresh, Mapping: mapping, Base: base})
}

// Import puts rows in place of a list. When the list has changed since the person saw it, nothing
// is written and the fault says so. A request that comes twice acts once.
func (r *Room) Import(ctx context.Context, scope accounts.Scope, request uuid.UUID, in Import) (Difference, error) {
	var d Difference
	if _, ok := ListScope(in.List); !ok {
		return d, notFound(fmt.Errorf("no list %q", in.List))
	}
	if len(in.Rows) > MaxRows {
		return d, &station.Fault{Kind: station.Invalid, Say: station.Say("import.too_many_rows", "max", MaxRows)}
	}
	err := r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		done, err := r.carriedOut(ctx, tx, box, scope, request, "list."+in.List)
		if err != nil || done {
			return err
		}
		version, next, err := r.holdList(ctx, tx, scope, in.List)
		if err != nil {
			return err
		}
		if _, err := sealRows(ctx, tx, box, scope.Company(), in.List); err != nil { // from here on a row is found by its mark
			return err
		}
		if version != in.Base {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("import.list_changed")}
		}
		old, err := r.loadList(ctx, tx, box, scope, r.Engine(), in.List)
		if err != nil {
			return err
		}
		d = Compare(old.Rows, in.Rows)
		if err := r.replace(ctx, tx, box, scope, next, old.Rows, in, d); err != nil || in.Upload == [16]byte{} {
			return err
		}
		return dropUpload(ctx, tx, scope, in.Upload)
	})
	return d, err
}

// holdList gives the version of a list and the next one, and keeps it from changing until the
// transaction ends. A list that was forgotten counts as not answered and keeps its last version as a
// negative number, so that no version comes twice.
func (r *Room) holdList(ctx context.Context, tx pgx.Tx, scope accounts.Scope, name string) (version, next int64, err error) {
	if _, err := tx.Exec(ctx, `
		insert into lists (company_id, list, version, rows, mapping, person_id, at)
		values (@company, @list, 0, 0, '{}', @person, @now) on conflict do nothing`,
		args{"company": scope.Company(), "list": name, "person": scope.Actor().Person, "now": r.clock()}); err != nil {
		return 0, 0, fmt.Errorf("put list: %w", err)
	}
	if err := tx.QueryRow(ctx, `select version from lists where company_id = @company and list = @list for update`,
		args{"company": scope.Company(), "list": name}).Scan(&version); err != nil {
		return 0, 0, fmt.Errorf("put list: %w", err)
	}
	return max(version, 0), max(version, -version) + 1, nil
}

// rowColumnsIn are sealed rows, as columns for one statement.
type rowColumnsIn struct {
	marks     []string
	positions []int
	sealed    [][]byte
	changed   []string // marks of those that have other cells than before
	changes   [][]byte
}

func (c *rowColumnsIn) add(box *accounts.Box, list string, version int64, row sealedRow, position int, changed bool) error {
	mark, err := rowMark(box, list, row.Key)
	if err != nil {
		return err
	}
	text, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	sealed, err := box.Seal(atRow(list, mark), text)
	if err != nil {
		return err
	}
	c.marks, c.positions, c.sealed = append(c.marks, mark), append(c.positions, position), append(c.sealed, sealed)
	if !changed {
		return nil
	}
	return c.note(box, list, version, mark, text)
}

// note writes a change down, of a row as it is now; one without cells is gone.
func (c *rowColumnsIn) note(box *accounts.Box, list string, version int64, mark string, row []byte) error {
	sealed, err := box.Seal(atRowChange(list, version, mark), row)
	c.changed, c.changes = append(c.changed, mark), append(c.changes, sealed)
	return err
}

// gone notes rows that are taken out and gives their marks.
func (c *rowColumnsIn) gone(box *accounts.Box, list string, version int64, keys []string) ([]string, error) {
	out := make([]string, 0, len(keys))
	for _, key := range keys {
		mark, err := rowMark(box, list, key)
		if err != nil {
			return nil, err
		}
		text, err := json.Marshal(sealedRow{Key: key})
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		if err := c.note(box, list, version, mark, text); err != nil {
			return nil, err
		}
		out = append(out, mark)
	}
	return out, nil
}

// replaced is the SQL of putting rows in place of a list, in order: what changed, what is gone,
// the rows that are not as they were, and the head of the list.
var replaced = []string{`
	insert into list_changes (company_id, list, version, row_key, sealed, person_id, at, rules_revision)
	select @company, @list, @version, f.mark, f.sealed, @person, @now, @rules from unnest(@changed::text[], @changes::bytea[]) as f(mark, sealed)`, `
	delete from list_rows where company_id = @company and list = @list and row_key = any(@gone::text[])`, `
	insert into list_rows (company_id, list, row_key, position, sealed, rules_revision)
	select @company, @list, f.mark, f.position, f.sealed, @rules
	  from unnest(@marks::text[], @positions::int[], @sealed::bytea[]) as f(mark, position, sealed)
	on conflict (company_id, list, row_key) do update set position = excluded.position, sealed = excluded.sealed, rules_revision = excluded.rules_revision`, `
	update lists set version = @version, rows = @count, mapping = '{}', sealed = @mapping, person_id = @person, at = @now
	 where company_id = @company and list = @list`,
}

// replace writes the rows of which cells or place differ from what is kept, and no others.
func (r *Room) replace(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, version int64, old []ListRow, in Import, d Difference) error {
	place(old, in.Rows)
	written := map[string]bool{}
	for _, key := range slices.Concat(d.Added, d.Changed) {
		written[key] = true
	}
	before := make(map[string]ListRow, len(old))
	for _, row := range old {
		before[row.Key] = row
	}
	var c rowColumnsIn
	for _, row := range in.Rows {
		was, known := before[row.Key]
		if !written[row.Key] && known && was.Position == row.Position {
			continue
		}
		cells, asked := row.keep(r.Engine(), in.List, was)
		if err := c.add(box, in.List, version, sealedRow{row.Key, cells, asked}, row.Position, !known || !sameCells(was.stored, cells)); err != nil {
			return fmt.Errorf("put list: %w", err)
		}
	}
	gone, err := c.gone(box, in.List, version, d.Gone)
	if err != nil {
		return fmt.Errorf("put list: %w", err)
	}
	if in.Mapping == nil {
		in.Mapping = map[string]string{}
	}
	mapping, err := put(box, atMapping(in.List), in.Mapping)
	if err != nil {
		return fmt.Errorf("put list: %w", err)
	}
	all := args{"company": scope.Company(), "list": in.List, "version": version, "person": scope.Actor().Person, "now": r.clock(), "rules": r.Engine().AnswersRevision(), "count": len(in.Rows), "mapping": mapping,
		"marks": c.marks, "positions": c.positions, "sealed": c.sealed, "changed": c.changed, "changes": c.changes, "gone": gone}
	for _, sql := range replaced {
		if _, err := tx.Exec(ctx, sql, only(all, sql)); err != nil {
			return fmt.Errorf("put list: %w", err)
		}
	}
	return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "list.import", in.List,
		map[string]any{"version": version, "added": len(d.Added), "changed": len(d.Changed), "gone": len(d.Gone)})
}

// only keeps the arguments that a statement names: the driver refuses any other.
func only(all args, sql string) args {
	out := args{}
	for name, v := range all {
		if strings.Contains(sql, "@"+name) {
			out[name] = v
		}
	}
	return out
}
