package assessments

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// earlierChecks is how many of a company's other checks, newest first, suggestions are taken from.
const earlierChecks = 5

// Suggestions gives what was said before for places that are not answered in a check: before the
// rules changed, in other answers of the check, or in an earlier check. Nothing of it is judged.
func (r *Room) Suggestions(ctx context.Context, scope accounts.Scope, s *Standing, places []Place) (map[Place]Suggestion, error) {
	out := map[Place]Suggestion{}
	var left []Place
	for _, place := range places {
		if now, answered := s.Check.Answers[place]; answered && now.Said != SaidCleared {
			continue
		}
		if before, ok := s.Check.Suggested[place]; ok {
			out[place] = before
			continue
		}
		told, ok, err := s.prefilled(ctx, place)
		if err != nil {
			return nil, err
		}
		if ok {
			out[place] = told
			continue
		}
		left = append(left, place)
	}
	if len(left) == 0 {
		return out, nil
	}
	earlier, err := r.earlier(ctx, scope, s)
	if err != nil {
		return nil, err
	}
	for _, place := range left {
		if before, ok := earlier[place]; ok {
			out[place] = before
		}
	}
	return out, nil
}

// prefilled is an answer that others of the same check give.
func (s *Standing) prefilled(ctx context.Context, place Place) (Suggestion, bool, error) {
	value, from, ok, err := s.Engine.Prefill(ctx, s.Judgement, place.Scope, place.Subject, place.Key)
	if err != nil || !ok {
		return Suggestion{}, false, err
	}
	out := Suggestion{From: FromAnswers, Said: SaidValue, Value: value}
	for _, fact := range from {
		out.Was = append(out.Was, Was{Scope: fact.Scope, Key: fact.Key})
	}
	return out, true, nil
}

// earlier reads what the newest of the company's other checks say, under the rules of today.
func (r *Room) earlier(ctx context.Context, scope accounts.Scope, s *Standing) (map[Place]Suggestion, error) {
	given, byOrder, gone := map[rowOf]map[string]rules.Earlier{}, map[int64]Answer{}, map[rowOf]bool{}
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select distinct on (a.scope, a.subject, a.key) a.scope, a.subject, a.key, a.said, a.value, a.asked_since, coalesce(l.name, ''), a.at
			  from (select id from self_checks where company_id = @company and id <> @check order by created_at desc, id desc limit @checks) c
			  join answers a on a.company_id = @company and a.check_id = c.id
			  left join people l using (person_id)
			 order by a.scope, a.subject, a.key, a.at desc, a.rev desc`,
			args{"company": scope.Company(), "check": s.Check.ID, "checks": earlierChecks})
		if err != nil {
			return fmt.Errorf("read earlier checks: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var p Place
			var a Answer
			var value []byte
			if err := rows.Scan(&p.Scope, &p.Subject, &p.Key, &a.Said, &value, &a.Asked, &a.Person, &a.At); err != nil {
				return fmt.Errorf("read earlier checks: %w", err)
			}
			if a.Value, err = decodeValue(value); err != nil {
				return err
			}
			at := rowOf{p.Scope, p.Subject}
			if p.kept() {
				gone[at] = gone[at] || a.Said == saidRemoved
				continue
			}
			if given[at] == nil {
				given[at] = map[string]rules.Earlier{}
			}
			order := a.At.UnixMicro()<<12 + int64(len(byOrder)) // two answers of one form have one time
			given[at][p.Key] = rules.Earlier{Said: string(a.Said), Value: a.Value, Asked: a.Asked, Order: order}
			byOrder[order] = a
		}
		return rows.Err()
	})
	out := map[Place]Suggestion{}
	for at, answers := range given {
		if gone[at] {
			continue // the presence was taken out
		}
		for key, held := range s.Engine.Carry(at.scope, answers).Holds {
			if held.Said == string(SaidValue) || held.Said == string(SaidNA) {
				a := byOrder[held.Order]
				out[Place{at.scope, at.subject, key}] = Suggestion{From: FromEarlier, Said: Said(held.Said), Value: held.Value,
					Was: []Was{{at.scope, key, Said(held.Said), held.Value, a.Person, a.At}}}
			}
		}
	}
	return out, err
}

// EarlierPresences lists the host countries of the newest other check that has any, for a check in
// which nobody has said yet where the company is.
func (r *Room) EarlierPresences(ctx context.Context, scope accounts.Scope, c *Check) ([]Presence, error) {
	if len(c.Presences) > 0 || c.NoPresence {
		return nil, nil
	}
	var out []Presence
	err := r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			with newest as (
				select distinct on (a.check_id, a.subject) a.check_id, a.subject, a.said, a.value #>> '{}' as country, c.created_at
				  from (select id, created_at from self_checks where company_id = @company and id <> @check order by created_at desc, id desc limit @checks) c
				  join answers a on a.company_id = @company and a.check_id = c.id and a.scope = 'presence' and a.key = 'country'
				 order by a.check_id, a.subject, a.rev desc)
			select subject, country from newest n
			 where said = 'value' and check_id = (select check_id from newest where said = 'value' order by created_at desc, check_id desc limit 1)
			 order by subject`,
			args{"company": scope.Company(), "check": c.ID, "checks": earlierChecks})
		if err != nil {
			return fmt.Errorf("read earlier presences: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Presence])
		return err
	})
	return slices.DeleteFunc(out, func(p Presence) bool { return c.everHad(p.Ref) }), err
}
