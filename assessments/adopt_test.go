package assessments_test

import (
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// otherRules is the shipped bundle with one severity changed.
func otherRules(t *testing.T) *rules.Engine {
	t.Helper()
	return rulestest.Load(t, rulestest.Changed(t, "risk/employee/deposit.rego", "severity: high", "severity: medium"))
}

func severityOf(t *testing.T, s *assessments.Standing, id string) station.Severity {
	t.Helper()
	for _, v := range s.Judgement.Verdicts {
		if v.ID == id {
			return v.Severity
		}
	}
	t.Fatalf("no verdict of %s", id)
	return ""
}

func TestOtherRulesAreAdoptedWhileChecksAreAtWork(t *testing.T) {
	b := setup(t)
	check := b.start(station.Employee)
	b.answer(check, assessments.Given{Place: assessments.Place{Scope: rules.ScopeCompany, Key: "deposit_taken"}, Said: assessments.SaidValue, Value: true})
	standing := func() *assessments.Standing {
		t.Helper()
		s, err := b.Standing(b.ctx, b.me, check)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if got := severityOf(t, standing(), "EMP-010"); got != station.High {
		t.Fatalf("before: %s", got)
	}
	kept, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲纺织有限公司")
	if err != nil {
		t.Fatal(err)
	}
	before, err := b.Profile(b.ctx, b.me, kept)
	if err != nil {
		t.Fatal(err)
	}
	fresh := otherRules(t)
	old := b.Engine()
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range 4 { // people at work all the while
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s, err := b.Standing(b.ctx, b.me, check)
				if err != nil {
					t.Error(err)
					return
				}
				want := map[*rules.Engine]station.Severity{old: station.High, fresh: station.Medium}[s.Engine]
				if got := severityOf(t, s, "EMP-010"); got != want {
					t.Errorf("judged %s by rules that say %s", got, want)
				}
			}
		})
	}
	for i := range 20 {
		b.Adopt([]*rules.Engine{fresh, old}[i%2])
	}
	b.Adopt(fresh)
	close(stop)
	group.Wait()
	if got := severityOf(t, standing(), "EMP-010"); got != station.Medium {
		t.Errorf("after: %s", got)
	}
	again, err := b.Profile(b.ctx, b.me, kept)
	if err != nil || string(again.Bytes) != string(before.Bytes) {
		t.Errorf("a profile that was made is changed by other rules: %v", err)
	}
	next, err := b.Submit(b.ctx, b.me, check, uuid.New(), "甲纺织有限公司")
	if err != nil {
		t.Fatal(err)
	}
	made, err := b.Profile(b.ctx, b.me, next)
	if err != nil || made.Document.Digest != fresh.Digest {
		t.Errorf("the next profile names the rules %s, want %s (%v)", made.Document.Digest, fresh.Digest, err)
	}
}
