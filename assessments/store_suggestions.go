package assessments

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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
	newest := map[Place]Answer{}
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		return r.eachAnswer(ctx, tx, box, `
			select distinct on (a.mark, a.scope, a.subject, a.key) a.check_id, a.sealed, a.scope, a.subject, a.key, a.said, a.value, a.rev, a.asked_since, a.person_id::text, a.at
			  from (select id from self_checks where company_id = @company and id <> @check order by created_at desc, id desc limit @checks) c
			  join answers a on a.company_id = @company and a.check_id = c.id
			 order by a.mark, a.scope, a.subject, a.key, a.at desc, a.rev desc`,
			args{"company": scope.Company(), "check": s.Check.ID, "checks": earlierChecks}, func(_ CheckID, p Place, a Answer) {
				if before, ok := newest[p]; !ok || cmp.Or(a.At.Compare(before.At), cmp.Compare(a.Rev, before.Rev)) > 0 {
					newest[p] = a
				}
			})
	})
	if err != nil {
		return nil, err
	}
	given, byOrder, gone := map[rowOf]map[string]rules.Earlier{}, map[int64]Answer{}, map[rowOf]bool{}
	for _, p := range slices.SortedFunc(maps.Keys(newest), comparePlaces) {
		a, at := newest[p], rowOf{p.Scope, p.Subject}
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
	return out, nil
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Key, b.Key))
}

// EarlierPresences lists the host countries of the newest other check that has any, for a check in
// which nobody has said yet where the company is.
func (r *Room) EarlierPresences(ctx context.Context, scope accounts.Scope, c *Check) ([]Presence, error) {
	if len(c.Presences) > 0 || c.NoPresence {
		return nil, nil
	}
	var checks []CheckID // newest first
	said := map[CheckID]map[string]Answer{}
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		rows, err := tx.Query(ctx, `select id from self_checks where company_id = @company and id <> @check order by created_at desc, id desc limit @checks`,
			args{"company": scope.Company(), "check": c.ID, "checks": earlierChecks})
		if err != nil {
			return fmt.Errorf("read earlier presences: %w", err)
		}
		if checks, err = pgx.CollectRows(rows, pgx.RowTo[CheckID]); err != nil {
			return fmt.Errorf("read earlier presences: %w", err)
		}
		ids := make([][16]byte, len(checks))
		for i, id := range checks {
			ids[i], said[id] = id, map[string]Answer{}
		}
		return r.eachAnswer(ctx, tx, box, `
			select distinct on (a.check_id, a.mark, a.scope, a.subject, a.key) a.check_id, a.sealed, a.scope, a.subject, a.key, a.said, a.value, a.rev, a.asked_since, '', a.at
			  from answers a where a.company_id = @company and a.check_id = any(@ids::uuid[])
			 order by a.check_id, a.mark, a.scope, a.subject, a.key, a.rev desc`,
			args{"company": scope.Company(), "ids": ids}, func(id CheckID, p Place, a Answer) {
				if p.Scope == rules.ScopePresence && p.Key == "country" && a.Rev > said[id][p.Subject].Rev {
					said[id][p.Subject] = a
				}
			})
	})
	if err != nil {
		return nil, err
	}
	for _, id := range checks {
		var out []Presence
		for ref, a := range said[id] {
			if a.Said == SaidValue {
				country, _ := a.Value.(string)
				out = append(out, Presence{ref, country})
			}
		}
		if len(out) > 0 {
			slices.SortFunc(out, func(a, b Presence) int { return cmp.Compare(a.Ref, b.Ref) })
			return slices.DeleteFunc(out, func(p Presence) bool { return c.everHad(p.Ref) }), nil
		}
	}
	return nil, nil
}
