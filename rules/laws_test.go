package rules_test

import (
	"testing"
	"time"
)

func TestTheRegisterOfLawsTellsHowFreshItIs(t *testing.T) {
	count, newest, checked := engine(t).Laws()
	if _, err := time.Parse(time.DateOnly, newest); count < 100 || err != nil {
		t.Errorf("%d texts, the newest of %q", count, newest)
	}
	if _, err := time.Parse(time.DateOnly, checked); checked != "" && err != nil {
		t.Errorf("checked on %q", checked)
	}
}
