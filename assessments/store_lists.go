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
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) (err error) {
		l, err = r.loadList(ctx, tx, scope, r.Engine(), name)
		return err
	})
	return l, err
}

func (r *Room) loadList(ctx context.Context, tx pgx.Tx, scope accounts.Scope, e *rules.Engine, name string) (*List, error) {
	l := &List{Name: name, Mapping: map[string]string{}}
	err := tx.QueryRow(ctx, `
		select l.version, l.mapping, l.at, coalesce(p.name, '')
		  from lists l left join people p using (person_id) where l.company_id = @company and l.list = @list`,
		args{"company": scope.Company(), "list": name}).Scan(&l.Version, &l.Mapping, &l.At, &l.By)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find list: %w", err)
	}
	l.Rows, err = readRows(ctx, tx, e, `select list, row_key, position, cells, asked from list_rows where company_id = @company and list = @list order by position`,
		args{"company": scope.Company(), "list": name})
	return l, err
}

// readRows reads rows with their cells under the columns that the rules read now.
func readRows(ctx context.Context, tx pgx.Tx, e *rules.Engine, sql string, with args) ([]ListRow, error) {
	rows, err := tx.Query(ctx, sql, with)
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	defer rows.Close()
	var out []ListRow
	for rows.Next() {
		var row ListRow
		var list string
		var cells []byte
		var asked map[string]int64
		if err := rows.Scan(&list, &row.Key, &row.Position, &cells, &asked); err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		if err := unmarshalExact(cells, &row.Cells); err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		listed, _ := ListScope(list)
		for key, since := range asked {
			if v, there := row.Cells[key]; there && since > e.Asked(listed, key) {
				row.note(key, v, since)
			}
		}
		row.Cells = e.CarryRow(listed, row.Cells, asked)
		out = append(out, row)
	}
	return out, rows.Err()
}

// versions gives the versions of both lists; 0 = not answered.
func (r *Room) versions(ctx context.Context, tx pgx.Tx, scope accounts.Scope) (suppliers, employees int64, err error) {
	err = tx.QueryRow(ctx, `
		select coalesce(max(version) filter (where list = 'suppliers'), 0), coalesce(max(version) filter (where list = 'employees'), 0)
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
	err := r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		done, err := r.carriedOut(ctx, tx, scope, request, "list."+in.List)
		if err != nil || done {
			return err
		}
		version, err := r.holdList(ctx, tx, scope, in.List)
		if err != nil {
			return err
		}
		if version != in.Base {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("import.list_changed")}
		}
		old, err := r.loadList(ctx, tx, scope, r.Engine(), in.List)
		if err != nil {
			return err
		}
		d = Compare(old.Rows, in.Rows)
		if err := r.replace(ctx, tx, scope, version+1, old.Rows, in, d); err != nil || in.Upload == [16]byte{} {
			return err
		}
		return dropUpload(ctx, tx, scope, in.Upload)
	})
	return d, err
}

// holdList gives the version of a list and keeps it from changing until the transaction ends.
func (r *Room) holdList(ctx context.Context, tx pgx.Tx, scope accounts.Scope, name string) (version int64, err error) {
	if _, err := tx.Exec(ctx, `
		insert into lists (company_id, list, version, rows, mapping, person_id, at)
		values (@company, @list, 0, 0, '{}', @person, @now) on conflict do nothing`,
		args{"company": scope.Company(), "list": name, "person": scope.Actor().Person, "now": r.clock()}); err != nil {
		return 0, fmt.Errorf("put list: %w", err)
	}
	if err := tx.QueryRow(ctx, `select version from lists where company_id = @company and list = @list for update`,
		args{"company": scope.Company(), "list": name}).Scan(&version); err != nil {
		return 0, fmt.Errorf("put list: %w", err)
	}
	return version, nil
}

type listBatch struct {
	Key      string           `json:"row_key"`
	Position int              `json:"position"`
	Cells    rules.Row        `json:"cells"`
	Asked    map[string]int64 `json:"asked"`
}

// replaced is the SQL of putting rows in place of a list, in order: what changed, what is gone,
// the rows that are not as they were, and the head of the list.
var replaced = []string{`
	insert into list_changes (company_id, list, version, row_key, cells, person_id, at, rules_revision, asked)
	select @company, @list, @version, f.row_key, f.cells, @person, @now, @rules, f.asked
	  from jsonb_to_recordset(@rows::jsonb) as f(row_key text, cells jsonb, asked jsonb)
	  left join list_rows o on o.company_id = @company and o.list = @list and o.row_key = f.row_key
	 where o.cells is distinct from f.cells`, `
	insert into list_changes (company_id, list, version, row_key, cells, person_id, at)
	select @company, @list, @version, gone, null, @person, @now from unnest(@gone::text[]) gone`, `
	delete from list_rows where company_id = @company and list = @list and row_key = any(@gone::text[])`, `
	insert into list_rows (company_id, list, row_key, position, cells, rules_revision, asked)
	select @company, @list, f.row_key, f.position, f.cells, @rules, f.asked
	  from jsonb_to_recordset(@rows::jsonb) as f(row_key text, position integer, cells jsonb, asked jsonb)
	on conflict (company_id, list, row_key) do update set position = excluded.position, cells = excluded.cells, rules_revision = excluded.rules_revision, asked = excluded.asked`, `
	update lists set version = @version, rows = @count, mapping = @mapping, person_id = @person, at = @now
	 where company_id = @company and list = @list`,
}

// replace writes the rows of which cells or place differ from what is kept, and no others.
func (r *Room) replace(ctx context.Context, tx pgx.Tx, scope accounts.Scope, version int64, old []ListRow, in Import, d Difference) error {
	place(old, in.Rows)
	written := map[string]bool{}
	for _, key := range slices.Concat(d.Added, d.Changed) {
		written[key] = true
	}
	had, before := make(map[string]int, len(old)), make(map[string]ListRow, len(old))
	for _, row := range old {
		had[row.Key], before[row.Key] = row.Position, row
	}
	batch := []listBatch{}
	for _, row := range in.Rows {
		if written[row.Key] || had[row.Key] != row.Position {
			cells, asked := row.keep(r.Engine(), in.List, before[row.Key])
			batch = append(batch, listBatch{row.Key, row.Position, cells, asked})
		}
	}
	encoded, err := json.Marshal(batch)
	if err != nil {
		return fmt.Errorf("put list: %w", err)
	}
	if in.Mapping == nil {
		in.Mapping = map[string]string{}
	}
	all := args{"company": scope.Company(), "list": in.List, "version": version, "person": scope.Actor().Person, "now": r.clock(), "rules": r.Engine().AnswersRevision(),
		"rows": string(encoded), "gone": append([]string{}, d.Gone...), "count": len(in.Rows), "mapping": in.Mapping}
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
