package assessments

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// exportPage is how many lines are read at once.
const exportPage = 500

// Sheets are the tables of this room that a company takes along, but for the rows of its lists and its profiles, which have files of their own.
func (r *Room) Sheets(scope accounts.Scope) []accounts.Sheet {
	return []accounts.Sheet{
		{File: "checks", Table: "self_checks", Columns: []string{"id", "areas", "sheet", "answers", "started_by", "started_at"}, Read: r.checkLines(scope)},
		{File: "answers", Table: "answers", Columns: []string{"check_id", "revision", "country", "question", "said", "value", "person", "at", "rules"}, Read: r.answerLines(scope)},
		{File: "lists", Table: "lists", Columns: []string{"list", "version", "rows", "changed_by", "changed_at", "columns_matched"}, Read: r.listLines(scope)},
		{File: "list_history", Table: "list_changes", Columns: []string{"list", "version", "at", "person", "row", "cells_after"}, Read: r.changeLines(scope)},
		{File: "judgements", Table: "judgements", Columns: []string{"check_id", "id", "at", "rules_revision", "rules_digest", "engine", "as_of", "context_revision", "answers_revision", "suppliers_version", "employees_version", "input_digest", "outcome_digest"},
			Read: r.judgementLines(scope)},
	}
}

type reading = func(ctx context.Context, after string) (lines [][]string, next string, err error)

// cursor is where the next page begins, as texts.
func cursor(after string, parts int) []string {
	if after == "" {
		return make([]string, parts)
	}
	return strings.SplitN(after, "\x1f", parts)
}

func orNil(s string) string {
	if s == "" {
		return uuid.Nil.String()
	}
	return s
}

func orZero(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// paged reads one page with the keys of the company's data. line gives the texts of a row and where the page after it begins.
func (r *Room) paged(ctx context.Context, scope accounts.Scope, sql string, with args, line func(box *accounts.Box, row pgx.Rows) (cells []string, at string, err error), named ...int) (lines [][]string, next string, err error) {
	err = r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		rows, err := tx.Query(ctx, sql, with)
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var cells []string
			if cells, next, err = line(box, rows); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			lines = append(lines, cells)
		}
		if err := rows.Err(); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return accounts.Name(ctx, r.vault, tx, lines, func(cells *[]string) (fields []*string) {
			for _, i := range named {
				fields = append(fields, &(*cells)[i])
			}
			return fields
		})
	})
	if len(lines) < exportPage {
		next = ""
	}
	return lines, next, err
}

func (r *Room) checkLines(scope accounts.Scope) reading {
	return func(ctx context.Context, after string) ([][]string, string, error) {
		return r.paged(ctx, scope, `
			select c.id, array_to_string(c.areas, ' '), c.sheet, c.rev, c.created_by::text, c.created_at
			  from self_checks c
			 where c.company_id = @company and c.id > @after::uuid order by c.id limit @n`,
			args{"company": scope.Company(), "after": orNil(after), "n": exportPage}, func(_ *accounts.Box, row pgx.Rows) ([]string, string, error) {
				var id uuid.UUID
				var areas, sheet, by string
				var rev int64
				var at time.Time
				err := row.Scan(&id, &areas, &sheet, &rev, &by, &at)
				return []string{id.String(), areas, sheet, number(rev), by, moment(at)}, id.String(), err
			}, 4)
	}
}

func number(n int64) string      { return strconv.FormatInt(n, 10) }
func moment(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }
func jsonText(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}

func (r *Room) answerLines(scope accounts.Scope) reading {
	return func(ctx context.Context, after string) ([][]string, string, error) {
		at := cursor(after, 2)
		return r.paged(ctx, scope, `
			select a.check_id, a.sealed, a.scope, a.subject, a.key, a.said, a.value, a.rev, a.asked_since, a.person_id::text, a.at, a.rules_revision
			  from answers a
			 where a.company_id = @company and (a.check_id, a.rev) > (@check::uuid, @rev::bigint) order by a.check_id, a.rev limit @n`,
			args{"company": scope.Company(), "check": orNil(at[0]), "rev": orZero(at[1]), "n": exportPage}, func(box *accounts.Box, row pgx.Rows) ([]string, string, error) {
				var s storedAnswer
				var by int64
				if err := row.Scan(&s.Check, &s.Sealed, &s.Scope, &s.Subject, &s.Key, &s.Said, &s.Value, &s.Rev, &s.Asked, &s.Person, &s.At, &by); err != nil {
					return nil, "", err
				}
				p, a, err := s.open(box)
				if err != nil {
					return nil, "", err
				}
				value := ""
				if a.Said == SaidValue {
					if value, err = jsonText(a.Value); err != nil {
						return nil, "", err
					}
				}
				check := uuid.UUID(s.Check).String()
				return []string{check, number(s.Rev), p.Subject, p.Key, string(a.Said), value, s.Person, moment(s.At), number(by)}, check + "\x1f" + number(s.Rev), nil
			}, 6)
	}
}

func (r *Room) listLines(scope accounts.Scope) reading {
	return func(ctx context.Context, _ string) (lines [][]string, _ string, err error) {
		for _, name := range []string{ListSuppliers, ListEmployees} {
			l, err := r.List(ctx, scope, name)
			if err != nil {
				return nil, "", err
			}
			if l.At.IsZero() {
				continue
			}
			mapping, err := jsonText(l.Mapping)
			if err != nil {
				return nil, "", err
			}
			lines = append(lines, []string{name, number(l.Version), number(int64(len(l.Rows))), l.By, moment(l.At), mapping})
		}
		return lines, "", nil
	}
}

func (r *Room) changeLines(scope accounts.Scope) reading {
	return func(ctx context.Context, after string) ([][]string, string, error) {
		at := cursor(after, 3)
		return r.paged(ctx, scope, `
			select c.list, c.version, c.row_key, c.cells, c.sealed, c.person_id::text, c.at
			  from list_changes c
			 where c.company_id = @company and (c.list, c.version, c.row_key) > (@list, @version::bigint, @row) order by c.list, c.version, c.row_key limit @n`,
			args{"company": scope.Company(), "list": at[0], "version": orZero(at[1]), "row": at[2], "n": exportPage}, func(box *accounts.Box, row pgx.Rows) ([]string, string, error) {
				var list, mark, by string
				var version int64
				var plain, sealed []byte
				var when time.Time
				if err := row.Scan(&list, &version, &mark, &plain, &sealed, &by, &when); err != nil {
					return nil, "", err
				}
				in, cells := sealedRow{Key: mark}, string(plain)
				if sealed != nil {
					if err := take(box, atRowChange(list, version, mark), sealed, &in); err != nil {
						return nil, "", err
					}
					if in.Cells != nil {
						var err error
						if cells, err = jsonText(in.Cells); err != nil {
							return nil, "", err
						}
					}
				}
				return []string{list, number(version), moment(when), by, strings.ReplaceAll(in.Key, "\x1f", " "), cells}, list + "\x1f" + number(version) + "\x1f" + mark, nil
			}, 3)
	}
}

func (r *Room) judgementLines(scope accounts.Scope) reading {
	return func(ctx context.Context, after string) ([][]string, string, error) {
		at := cursor(after, 2)
		return r.paged(ctx, scope, `
			select check_id, id, rules_revision, rules_digest, engine, as_of, context_revision, answers_rev, suppliers_version, employees_version, input_digest, outcome_digest, at, sealed
			  from judgements where company_id = @company and (check_id, id) > (@check::uuid, @id::uuid) order by check_id, id limit @n`,
			args{"company": scope.Company(), "check": orNil(at[0]), "id": orNil(at[1]), "n": exportPage}, func(box *accounts.Box, row pgx.Rows) ([]string, string, error) {
				var s storedJudgement
				var check CheckID
				if err := row.Scan(&check, &s.ID, &s.RulesRevision, &s.RulesDigest, &s.Engine, &s.AsOf, &s.Context, &s.AnswersRev, &s.Suppliers, &s.Employees, &s.InputDigest, &s.OutcomeDigest, &s.At, &s.Sealed); err != nil {
					return nil, "", err
				}
				j, err := s.open(box, check)
				c, id := uuid.UUID(check).String(), uuid.UUID(j.ID).String()
				return []string{c, id, moment(j.At), j.RulesRevision, j.RulesDigest, j.Engine, j.AsOf.Format(time.DateOnly), j.Context, number(j.AnswersRev), number(j.Suppliers), number(j.Employees), j.InputDigest, j.OutcomeDigest},
					c + "\x1f" + id, err
			})
	}
}

// WaitingUploads lists files whose import was never confirmed; Upload opens one.
func (r *Room) WaitingUploads(ctx context.Context, scope accounts.Scope) (ids [][16]byte, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `select id from uploads where company_id = @company order by id`, args{"company": scope.Company()})
		if err != nil {
			return fmt.Errorf("list uploads: %w", err)
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[[16]byte])
		return err
	})
	return ids, err
}

// Kept are the cells of a row as they are kept, also those of columns that the rules in force do not read.
func (row ListRow) Kept() rules.Row {
	if row.stored != nil {
		return row.stored
	}
	return row.Cells
}
