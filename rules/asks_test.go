package rules_test

import (
	"context"
	"slices"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
)

func asks(t *testing.T, text string) []rules.Ask {
	t.Helper()
	out, err := engine(t).Asks(context.Background(), judge(t, text, rules.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func places(list []rules.Ask) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Place())
	}
	return out
}

func TestQuestionBehindAnOpenGateWaitsForIt(t *testing.T) {
	got := places(asks(t, "as_of: 2026-11-23\ncompany: {}"))
	if !slices.Contains(got, "company.has_rpt") || slices.Contains(got, "company.rpt_tangible") {
		t.Errorf("asked first: %v", got)
	}
	got = places(asks(t, "as_of: 2026-11-23\ncompany: {has_rpt: true, rpt_cross_border: true}"))
	if !slices.Contains(got, "company.rpt_tangible") {
		t.Errorf("asked once the gates are open: %v", got)
	}
}

func TestWhatCanNoLongerMatterIsNotAsked(t *testing.T) {
	got := places(asks(t, "as_of: 2026-11-23\ncompany: {has_rpt: true, rpt_cross_border: true, local_file_ready: true}"))
	if slices.Contains(got, "company.rpt_tangible") {
		t.Errorf("the file is ready, yet its limits are asked: %v", got)
	}
}

func TestMostAtStakeComesFirst(t *testing.T) {
	list := asks(t, "as_of: 2026-11-23\ncompany: {exporter: true}")
	for i := 1; i < len(list); i++ {
		if list[i].Stake > list[i-1].Stake {
			t.Fatalf("%s (%d) after %s (%d)", list[i].Place(), list[i].Stake, list[i-1].Place(), list[i-1].Stake)
		}
	}
}

func TestListThatIsNotAnsweredIsAskedAsAWhole(t *testing.T) {
	got := places(asks(t, "as_of: 2026-11-23\ncompany: {}"))
	for _, want := range []string{"suppliers", "employees", "presences"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not asked: %v", want, got)
		}
	}
}
