package assessments

import (
	"context"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Standing is a check as it stands: answers, judgement, and what to ask next.
type Standing struct {
	Check     *Check
	Case      *rules.Case
	Judgement *rules.Judgement
	Asks      []rules.Ask
	Suppliers int64 // version of the list that was judged; 0 = not answered
	Employees int64
	Engine    *rules.Engine // by which it was judged
	// AnswersOnly: the lists are not in it, because their judgement is not ready yet.
	AnswersOnly bool
}

// Standing judges a check as it stands today. A judgement that takes longer than the asker can
// wait goes on without it: the asker gets ErrJudging, and finds it done a little later.
func (r *Room) Standing(ctx context.Context, scope accounts.Scope, id CheckID) (*Standing, error) {
	for {
		w, err := r.wanted(ctx, scope, id)
		if err != nil {
			return nil, err
		}
		if old := r.recall(w.key); old != nil && old.sameAs(w.state) {
			return w.standing(old), nil
		}
		done, mine, err := r.await(ctx, w)
		if err != nil {
			return nil, err
		}
		// another's judgement may be of answers that are no longer the newest
		if mine || done.sameAs(w.state) {
			return w.standing(done), nil
		}
	}
}

// FromAnswers judges a check by its answers alone, without its lists: quick whatever they hold, and
// enough to tell what to ask next.
func (r *Room) FromAnswers(ctx context.Context, scope accounts.Scope, id CheckID) (*Standing, error) {
	w, err := r.wanted(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	s := &Standing{Check: w.check, Case: w.state.c, Suppliers: w.state.suppliers, Employees: w.state.employees, Engine: w.state.engine, AnswersOnly: true}
	if s.Judgement, err = s.Engine.Judge(ctx, s.Case, rules.Options{Areas: s.Check.Areas, Sheet: s.Check.Sheet}); err != nil {
		return nil, err
	}
	asks, err := s.Engine.Asks(ctx, s.Judgement)
	for _, a := range asks {
		if a.Scope == rules.ScopeCompany || a.Scope == rules.ScopePresence {
			s.Asks = append(s.Asks, a)
		}
	}
	return s, err
}

// want is a check of which somebody wants the judgement.
type want struct {
	key   cacheKey
	scope accounts.Scope
	check *Check
	state *cached // what it is to be judged from; lists come later
}

func (r *Room) wanted(ctx context.Context, scope accounts.Scope, id CheckID) (*want, error) {
	w := &want{key: cacheKey{scope.Company(), id}, scope: scope, state: &cached{engine: r.Engine()}}
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pg.Tx, box *accounts.Box) (err error) {
		if w.check, err = r.load(ctx, tx, box, scope, w.state.engine, id, false); err != nil {
			return err
		}
		w.state.suppliers, w.state.employees, err = r.versions(ctx, tx, scope)
		return err
	})
	if err != nil {
		return nil, err
	}
	c := r.caseOf(w.state.engine, w.check)
	w.state.rev, w.state.day, w.state.context, w.state.c = w.check.Rev, c.AsOf, c.Context.Revision, c
	return w, nil
}

func (w *want) standing(done *cached) *Standing {
	return &Standing{Check: w.check, Case: done.c, Judgement: done.j, Asks: done.asks, Suppliers: done.suppliers, Employees: done.employees, Engine: done.engine}
}

// work judges what is wanted and keeps the result.
func (r *Room) work(ctx context.Context, w *want) (*cached, error) {
	now := *w.state
	old := r.recall(w.key)
	err := r.readBoxed(ctx, w.key.company, func(ctx context.Context, tx pg.Tx, box *accounts.Box) (err error) {
		if now.suppliers, now.employees, err = r.versions(ctx, tx, w.scope); err != nil {
			return err
		}
		return r.lists(ctx, tx, box, w.scope, &now, old)
	})
	if err != nil {
		return nil, err
	}
	if now.j, err = r.judge(ctx, w.check, old, &now); err != nil {
		return nil, err
	}
	if now.asks, err = now.engine.Asks(ctx, now.j); err != nil {
		return nil, err
	}
	if err := r.record(ctx, w, &now); err != nil {
		return nil, err
	}
	r.keep(w.key, &now)
	return &now, nil
}

// lists fills in the lists, from the last judgement where they have not changed.
func (r *Room) lists(ctx context.Context, tx pg.Tx, box *accounts.Box, scope accounts.Scope, now, old *cached) error {
	c, same := now.c, old != nil && old.engine == now.engine // other rules may read other columns
	for _, l := range []struct {
		name    string
		version int64
		same    bool
		into    *[]rules.Row
		from    func() []rules.Row
	}{
		{ListSuppliers, now.suppliers, same && old.suppliers == now.suppliers, &c.Suppliers, func() []rules.Row { return old.c.Suppliers }},
		{ListEmployees, now.employees, same && old.employees == now.employees, &c.Employees, func() []rules.Row { return old.c.Employees }},
	} {
		switch {
		case l.version == 0:
		case l.same:
			*l.into = l.from()
		default:
			list, err := r.loadList(ctx, tx, box, scope, now.engine, l.name)
			if err != nil {
				return err
			}
			*l.into = make([]rules.Row, 0, len(list.Rows))
			for _, row := range list.Rows {
				*l.into = append(*l.into, row.Cells)
			}
		}
	}
	return nil
}

// judge judges a check, or only the readers of what has changed since the last time.
func (r *Room) judge(ctx context.Context, c *Check, old, now *cached) (*rules.Judgement, error) {
	o := rules.Options{Areas: c.Areas, Sheet: c.Sheet}
	if old != nil && old.engine == now.engine && old.day.Equal(now.day) && old.context == now.context {
		o.Before, o.Changed = old.j, changed(old, now)
	}
	return now.engine.Judge(ctx, now.c, o)
}

// changed lists the keys in which two states of a check differ.
func changed(old, now *cached) []string {
	var out []string
	out = append(out, rowChanges(rules.ScopeCompany, old.c.Company, now.c.Company)...)
	if !samePresences(old.c.Presences, now.c.Presences) {
		out = append(out, "presences")
	}
	if old.suppliers != now.suppliers {
		out = append(out, ListSuppliers)
	}
	if old.employees != now.employees {
		out = append(out, ListEmployees)
	}
	return out
}

func rowChanges(scope rules.Scope, a, b rules.Row) []string {
	var out []string
	for key, v := range a {
		if w, ok := b[key]; !ok || !sameCells(rules.Row{"v": v}, rules.Row{"v": w}) {
			out = append(out, string(scope)+"."+key)
		}
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			out = append(out, string(scope)+"."+key)
		}
	}
	return out
}

func samePresences(a, b []rules.Row) bool {
	if len(a) != len(b) || (a == nil) != (b == nil) {
		return false
	}
	for i := range a {
		if !sameCells(a[i], b[i]) {
			return false
		}
	}
	return true
}
