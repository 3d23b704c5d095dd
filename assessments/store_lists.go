package assessments

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
		l, err = r.loadList(ctx, tx, scope, name)
		return err
	})
	return l, err
}

func (r *Room) loadList(ctx context.Context, tx pgx.Tx, scope accounts.Scope, name string) (*List, error) {
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
	rows, err := tx.Query(ctx, `select row_key, cells from list_rows where company_id = @company and list = @list order by position`,
		args{"company": scope.Company(), "list": name})
	if err != nil {
		return nil, fmt.Errorf("read list: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var row ListRow
		var cells []byte
		if err := rows.Scan(&row.Key, &cells); err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		if err := unmarshalExact(cells, &row.Cells); err != nil {
			return nil, fmt.Errorf("read list: %w", err)
		}
		l.Rows = append(l.Rows, row)
	}
	return l, rows.Err()
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

// PutList puts rows in place of a list. base is the version that the person saw; when the list
// has changed since, nothing is written and the fault says so. A request that comes twice acts once.
func (r *Room) PutList(ctx context.Context, scope accounts.Scope, name string, request uuid.UUID, fresh []ListRow, mapping map[string]string, base int64) (Difference, error) {
	var d Difference
	if _, ok := ListScope(name); !ok {
		return d, notFound(fmt.Errorf("no list %q", name))
	}
	if len(fresh) > MaxRows {
		return d, &station.Fault{Kind: station.Invalid, Say: station.Say("import.too_many_rows", "max", MaxRows)}
	}
	err := r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		done, err := r.carriedOut(ctx, tx, scope, request, "list."+name)
		if err != nil || done {
			return err
		}
		if _, err := tx.Exec(ctx, `
			insert into lists (company_id, list, version, rows, mapping, person_id, at)
			values (@company, @list, 0, 0, '{}', @person, @now) on conflict do nothing`,
			args{"company": scope.Company(), "list": name, "person": scope.Actor().Person, "now": r.clock()}); err != nil {
			return fmt.Errorf("put list: %w", err)
		}
		var version int64
		if err := tx.QueryRow(ctx, `select version from lists where company_id = @company and list = @list for update`,
			args{"company": scope.Company(), "list": name}).Scan(&version); err != nil {
			return fmt.Errorf("put list: %w", err)
		}
		if version != base {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("import.list_changed")}
		}
		old, err := r.loadList(ctx, tx, scope, name)
		if err != nil {
			return err
		}
		d = Compare(old.Rows, fresh)
		return r.replace(ctx, tx, scope, name, version+1, fresh, d, mapping)
	})
	return d, err
}

type listBatch struct {
	Key      string    `json:"row_key"`
	Position int       `json:"position"`
	Cells    rules.Row `json:"cells"`
}

// replaced is the SQL of putting rows in place of a list, in order: what changed, what is gone,
// the rows themselves, and the head of the list.
var replaced = []string{`
	insert into list_changes (company_id, list, version, row_key, cells, person_id, at)
	select @company, @list, @version, f.row_key, f.cells, @person, @now
	  from jsonb_to_recordset(@rows::jsonb) as f(row_key text, cells jsonb)
	  left join list_rows o on o.company_id = @company and o.list = @list and o.row_key = f.row_key
	 where o.cells is distinct from f.cells`, `
	insert into list_changes (company_id, list, version, row_key, cells, person_id, at)
	select @company, @list, @version, gone, null, @person, @now from unnest(@gone::text[]) gone`, `
	delete from list_rows where company_id = @company and list = @list`, `
	insert into list_rows (company_id, list, row_key, position, cells)
	select @company, @list, f.row_key, f.position, f.cells
	  from jsonb_to_recordset(@rows::jsonb) as f(row_key text, position integer, cells jsonb)`, `
	update lists set version = @version, rows = @count, mapping = @mapping, person_id = @person, at = @now
	 where company_id = @company and list = @list`,
}

func (r *Room) replace(ctx context.Context, tx pgx.Tx, scope accounts.Scope, name string, version int64, fresh []ListRow, d Difference, mapping map[string]string) error {
	batch := make([]listBatch, len(fresh))
	for i, row := range fresh {
		batch[i] = listBatch{row.Key, i, row.Cells}
	}
	encoded, err := json.Marshal(batch)
	if err != nil {
		return fmt.Errorf("put list: %w", err)
	}
	if mapping == nil {
		mapping = map[string]string{}
	}
	all := args{"company": scope.Company(), "list": name, "version": version, "person": scope.Actor().Person, "now": r.clock(),
		"rows": string(encoded), "gone": append([]string{}, d.Gone...), "count": len(fresh), "mapping": mapping}
	for _, sql := range replaced {
		if _, err := tx.Exec(ctx, sql, only(all, sql)); err != nil {
			return fmt.Errorf("put list: %w", err)
		}
	}
	return r.trail.Record(ctx, tx, scope.Actor(), scope.Company(), "list.import", name,
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

// Upload is a file on its way in.
type Upload struct {
	ID      [16]byte
	List    string
	Name    string
	Body    []byte
	Choices json.RawMessage
}

// SaveUpload keeps a file until its import is confirmed or dropped, a day at most.
func (r *Room) SaveUpload(ctx context.Context, scope accounts.Scope, list, name string, body []byte) ([16]byte, error) {
	id, err := newID()
	if err != nil {
		return id, err
	}
	return id, r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `delete from uploads where company_id = @company and at < @old`, args{"company": scope.Company(), "old": r.clock().Add(-24 * time.Hour)}); err != nil {
			return fmt.Errorf("drop old uploads: %w", err)
		}
		_, err := tx.Exec(ctx, `
			insert into uploads (company_id, id, list, file_name, body, person_id, at)
			values (@company, @id, @list, @name, @body, @person, @now)`,
			args{"company": scope.Company(), "id": id, "list": list, "name": name, "body": body, "person": scope.Actor().Person, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("keep upload: %w", err)
		}
		return nil
	})
}

// Upload gives a kept file.
func (r *Room) Upload(ctx context.Context, scope accounts.Scope, id [16]byte) (Upload, error) {
	u := Upload{ID: id}
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select list, file_name, body, choices from uploads where company_id = @company and id = @id`,
			args{"company": scope.Company(), "id": id}).Scan(&u.List, &u.Name, &u.Body, &u.Choices)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return u, notFound(err)
	}
	return u, err
}

// ChooseUpload keeps what the person chose of a file: sheet, header row, columns.
func (r *Room) ChooseUpload(ctx context.Context, scope accounts.Scope, id [16]byte, choices json.RawMessage) error {
	return r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `update uploads set choices = @choices where company_id = @company and id = @id`,
			args{"choices": choices, "company": scope.Company(), "id": id})
		return err
	})
}

// DropUpload forgets a file.
func (r *Room) DropUpload(ctx context.Context, scope accounts.Scope, id [16]byte) error {
	return r.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `delete from uploads where company_id = @company and id = @id`, args{"company": scope.Company(), "id": id})
		return err
	})
}
