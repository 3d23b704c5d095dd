package accounts

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// RecordExport records that a company takes everything along, before the first byte of it leaves.
func (s *Store) RecordExport(ctx context.Context, scope Scope) error {
	return s.db.Tenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
		return s.Record(ctx, tx, scope.Actor(), scope.Company(), "company.export", "", nil)
	})
}

// Sheets are the tables of this room that a company takes along.
func (s *Store) Sheets(scope Scope) []Sheet {
	return []Sheet{
		{"company", "companies", []string{"id", "credit_code", "name", "section", "district", "size", "legal_group", "countries", "created_at", "verified_at", "group_confirmed_at", "code_lost_at", "deletion_due_at"},
			s.lines(scope, `
			select array[id::text, coalesce(credit_code, ''), name, section, district, size, group_name, array_to_string(countries, ' '), `+utc("created_at")+`, `+utc("verified_at")+`, `+utc("group_confirmed_at")+`, `+utc("code_lost_at")+`, `+utc("deletion_due_at")+`]
			  from companies where id = @company and id > @after order by id limit @n`)},
		{"people", "memberships", []string{"person_id", "name", "email", "role", "since", "password_changed_at"},
			s.lines(scope, `
			select array[m.person_id::text, m.person_id::text, encode(l.email_sealed, 'base64'), m.role, `+utc("m.created_at")+`, `+utc("l.password_at")+`]
			  from memberships m join logins l using (person_id) where m.company_id = @company and m.person_id > @after order by m.person_id limit @n`, s.named(1), openedEmail(2, emailOfLogin))},
		{"contacts", "contacts", []string{"person_id", "phone", "phone_since", "language"}, s.phoneLines(scope)},
		{"invitations", "invitations", []string{"id", "email", "role", "invited_by", "at", "expires_at", "accepted_at", "accepted_by", "revoked_at"},
			s.lines(scope, `
			select array[i.id::text, encode(i.email_sealed, 'base64'), i.role, i.by_person::text, `+utc("i.at")+`, `+utc("i.expires_at")+`, `+utc("i.accepted_at")+`, coalesce(i.accepted_by::text, ''), `+utc("i.revoked_at")+`]
			  from invitations i
			 where i.company_id = @company and i.id > @after order by i.id limit @n`, s.named(3, 7), openedEmail(1, emailOfInvitation))},
		{"sessions", "sessions", []string{"id", "person", "device", "since", "seen_at", "expires_at"},
			s.lines(scope, `
			select array[s.id::text, s.person_id::text, s.agent, `+utc("s.created_at")+`, `+utc("s.seen_at")+`, `+utc("s.expires_at")+`]
			  from sessions s where s.company_id = @company and s.id > @after order by s.id limit @n`, s.named(1))},
		{"consents", "consents", []string{"id", "kind", "version", "given", "person", "at", "subject"},
			s.lines(scope, `
			select array[c.id::text, c.kind, c.version, c.given::text, c.person_id::text, `+utc("c.at")+`, coalesce(c.subject::text, '')]
			  from consents c where c.company_id = @company and c.id > @after order by c.id limit @n`, s.named(4))},
		{"looks", "looks", []string{"id", "at", "person", "role", "station_zh", "station_en", "thing", "subject", "purpose"},
			s.lines(scope, `
			select array[k.id::text, `+utc("k.at")+`, k.person_id::text, k.role, t.name_zh, t.name_en, k.thing, k.subject, k.purpose]
			  from looks k join stations t on t.id = k.station_id
			 where k.company_id = @company and k.id > @after order by k.id limit @n`, s.named(2))},
		{"licences", "verifications", []string{"id", "file_id", "at", "sent_by", "state", "reason", "decided_at"},
			s.lines(scope, `
			select array[v.id::text, v.file_id::text, `+utc("v.at")+`, v.person_id::text, v.state, v.reason, `+utc("v.decided_at")+`]
			  from verifications v where v.company_id = @company and v.id > @after order by v.id limit @n`, s.named(3))},
		{"claims", "claims", []string{"id", "credit_code", "at", "state", "our_answer", "answered_at", "decision", "decided_at"}, s.claimLines(scope)},
		{"audit", "audit", []string{"seq", "at", "person", "action", "canonical", "prev_hash", "hash"}, s.auditLines(scope)},
	}
}

// utc is SQL for a moment as sheets have it.
func utc(column string) string {
	return `coalesce(to_char(` + column + ` at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '')`
}

// lines reads pages of a query whose rows are arrays of text that begin with their key.
func (s *Store) lines(scope Scope, sql string, open ...opening) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (lines [][]string, next string, err error) {
		from := uuid.Nil
		if after != "" {
			if from, err = uuid.Parse(after); err != nil {
				return nil, "", err
			}
		}
		err = s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			rows, err := tx.Query(ctx, sql, args{"company": scope.Company(), "after": from, "n": exportPage})
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if lines, err = pgx.CollectRows(rows, pgx.RowTo[[]string]); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			for _, columns := range open {
				if err := columns(ctx, s.vault, tx, lines); err != nil {
					return fmt.Errorf("export: %w", err)
				}
			}
			return nil
		})
		if len(lines) == exportPage {
			next = lines[len(lines)-1][0]
		}
		return lines, next, err
	}
}

// claimLines are the claims on the company's code, with its own answers and never who claims.
func (s *Store) claimLines(scope Scope) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, _ string) (lines [][]string, next string, err error) {
		claims, err := s.ClaimsOnUs(ctx, scope)
		if err != nil {
			return nil, "", err
		}
		return lines, "", s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			box, err := s.vault.ReadBox(ctx, tx, station.Tenant{Company: scope.Company()})
			if err != nil {
				return err
			}
			for _, c := range claims {
				var said []byte
				if c.answer != nil {
					if said, err = box.Open(answerAt(c.ID), c.answer); err != nil {
						return err
					}
				}
				lines = append(lines, []string{c.ID.String(), c.CreditCode, stamp(&c.At), c.State, string(said), stamp(c.AnsweredAt), c.Reason, stamp(c.DecidedAt)})
			}
			return nil
		})
	}
}

// auditLines are the trail with its hashes: each is the SHA-256 of the bytes of the one before and the text in canonical.
func (s *Store) auditLines(scope Scope) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (lines [][]string, next string, err error) {
		from, _ := strconv.ParseInt(after, 10, 64) // the first page comes after 0
		err = s.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			rows, err := tx.Query(ctx, `
				select a.seq, a.at, a.person_id, a.role, a.action, a.subject, a.detail, a.prev_hash, a.hash
				  from audit a
				 where a.tenant_id = @company and a.seq > @after order by a.seq limit @n`, args{"company": scope.Company(), "after": from, "n": exportPage})
			if err != nil {
				return fmt.Errorf("export the trail: %w", err)
			}
			defer rows.Close()
			for rows.Next() {
				line := auditLine{Tenant: fmt.Sprintf("%x", scope.Company())}
				var at time.Time
				var person station.PersonID
				var prev, hash []byte
				if err := rows.Scan(&line.Seq, &at, &person, &line.Role, &line.Action, &line.Subject, &line.Detail, &prev, &hash); err != nil {
					return fmt.Errorf("export the trail: %w", err)
				}
				line.Person, line.At = fmt.Sprintf("%x", person), at.UTC().Format(time.RFC3339Nano)
				text, err := json.Marshal(line)
				if err != nil {
					return fmt.Errorf("export the trail: %w", err)
				}
				lines = append(lines, []string{strconv.FormatInt(line.Seq, 10), line.At, uuid.UUID(person).String(), line.Action, string(text), hex.EncodeToString(prev), hex.EncodeToString(hash)})
			}
			if err := rows.Err(); err != nil {
				return fmt.Errorf("export the trail: %w", err)
			}
			return s.named(2)(ctx, s.vault, tx, lines)
		})
		if len(lines) == exportPage {
			next = lines[len(lines)-1][0]
		}
		return lines, next, err
	}
}
