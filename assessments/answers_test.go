package assessments_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func TestAnswerIsKeptWithItsRevision(t *testing.T) {
	b := setup(t)
	id := b.start()
	first := b.answer(id, said("has_rpt", true, 0))
	second := b.answer(id, said("has_rpt", false, first.Rev))
	if second.Rev <= first.Rev {
		t.Errorf("revision went from %d to %d", first.Rev, second.Rev)
	}
	c, err := b.Check(b.ctx, b.me, id)
	if err != nil {
		t.Fatal(err)
	}
	got := c.Answers[assessments.Place{Scope: rules.ScopeCompany, Key: "has_rpt"}]
	if got.Value != false || got.Rev != second.Rev || got.Person != "陈静" {
		t.Errorf("newest answer %+v", got)
	}
}

func TestSameRequestTwiceActsOnce(t *testing.T) {
	b := setup(t)
	id, request := b.start(), uuid.New()
	for range 3 {
		if _, err := b.Answer(b.ctx, b.me, id, request, []assessments.Given{said("has_rpt", true, 0)}); err != nil {
			t.Fatal(err)
		}
	}
	if c, _ := b.Check(b.ctx, b.me, id); c.Rev != 1 {
		t.Errorf("three times the same request made revision %d", c.Rev)
	}
}

func TestARequestNumberCarriesOneThingOnly(t *testing.T) {
	b := setup(t)
	id, other, request := b.start(), b.start(), uuid.New()
	if _, err := b.Answer(b.ctx, b.me, id, request, []assessments.Given{said("has_rpt", true, 0)}); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]func() error{
		"another answer": func() error {
			_, err := b.Answer(b.ctx, b.me, id, request, []assessments.Given{said("has_rpt", false, 1)})
			return err
		},
		"another check": func() error {
			_, err := b.Answer(b.ctx, b.me, other, request, []assessments.Given{said("has_rpt", true, 0)})
			return err
		},
		"a submission": func() error {
			_, err := b.Submit(b.ctx, b.me, id, request, "甲纺织有限公司")
			return err
		},
	} {
		f, ok := station.AsFault(try())
		if !ok || f.Kind != station.Conflict || f.Say.Key != "save.request_reused" {
			t.Errorf("%s under the same number: %v", name, f)
		}
	}
}

func TestTwoPeopleAreToldNotOverwritten(t *testing.T) {
	b := setup(t)
	id := b.start()
	b.answer(id, said("has_rpt", true, 0))
	_, err := b.Answer(b.ctx, b.me, id, uuid.New(), []assessments.Given{said("has_rpt", false, 0), said("exporter", true, 0)})
	var conflict *assessments.Conflict
	if !errors.As(err, &conflict) {
		t.Fatalf("an answer over one that was not seen: %v", err)
	}
	if other := conflict.Places[assessments.Place{Scope: rules.ScopeCompany, Key: "has_rpt"}]; other.Value != true {
		t.Errorf("the other answer is shown as %+v", other)
	}
	c, _ := b.Check(b.ctx, b.me, id)
	if _, written := c.Answers[assessments.Place{Scope: rules.ScopeCompany, Key: "exporter"}]; written || c.Rev != 1 {
		t.Error("part of a refused form was written")
	}
}

func TestManyAtOnceLoseNothing(t *testing.T) {
	b := setup(t)
	id := b.start()
	keys := []string{"has_rpt", "exporter", "deposit_taken", "agent_used", "vendor_hr", "local_file_ready"}
	var group sync.WaitGroup
	for _, key := range keys {
		group.Add(1)
		go func() {
			defer group.Done()
			if _, err := b.Answer(b.ctx, b.me, id, uuid.New(), []assessments.Given{said(key, true, 0)}); err != nil {
				t.Error(err)
			}
		}()
	}
	group.Wait()
	if c, _ := b.Check(b.ctx, b.me, id); len(c.Answers) != len(keys) || c.Rev != int64(len(keys)) {
		t.Errorf("%d answers at revision %d out of %d", len(c.Answers), c.Rev, len(keys))
	}
}

func TestAnotherCompanyFindsNothing(t *testing.T) {
	b := setup(t)
	id := b.start()
	if _, err := b.Check(b.ctx, b.another, id); kindOf(err) != station.NotFound {
		t.Errorf("another company reads: %v", err)
	}
	if _, err := b.Answer(b.ctx, b.another, id, uuid.New(), []assessments.Given{said("has_rpt", true, 0)}); kindOf(err) != station.NotFound {
		t.Errorf("another company answers: %v", err)
	}
}

func TestPresencesComeAndGo(t *testing.T) {
	b := setup(t)
	id := b.start()
	add := func(country string) string {
		ref, err := b.AddPresence(b.ctx, b.me, id, uuid.New(), country)
		if err != nil {
			t.Fatal(err)
		}
		return ref
	}
	if a, c := add("VN"), add("VN"); a != "VN" || c != "VN-2" {
		t.Errorf("two presences in one country are %s and %s", a, c)
	}
	if err := b.NoPresences(b.ctx, b.me, id, uuid.New()); kindOf(err) != station.Conflict {
		t.Errorf("said none while there are two: %v", err)
	}
	for _, ref := range []string{"VN", "VN-2"} {
		if err := b.RemovePresence(b.ctx, b.me, id, uuid.New(), ref); err != nil {
			t.Fatal(err)
		}
	}
	if s, err := b.Standing(b.ctx, b.me, id); err != nil || s.Case.Presences != nil {
		t.Errorf("after all are removed the list is %v, %v: not answered, not none", s.Case.Presences, err)
	}
	if err := b.NoPresences(b.ctx, b.me, id, uuid.New()); err != nil {
		t.Fatal(err)
	}
	if s, _ := b.Standing(b.ctx, b.me, id); s.Case.Presences == nil || len(s.Case.Presences) != 0 {
		t.Errorf("said none, the list is %v", s.Case.Presences)
	}
	if add("DE"); true {
		if s, _ := b.Standing(b.ctx, b.me, id); len(s.Case.Presences) != 1 {
			t.Errorf("one presence after none: %v", s.Case.Presences)
		}
	}
}
