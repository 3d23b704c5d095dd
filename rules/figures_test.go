package rules_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
)

func TestDayWithoutAFigureInForceIsAFaultNotSilence(t *testing.T) {
	e := engine(t)
	_, err := e.Judge(context.Background(), &rules.Case{AsOf: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), Company: rules.Row{}}, rules.Options{})
	if err == nil || !strings.Contains(err.Error(), "has no entry for 1999-01-01") {
		t.Fatalf("judged on a day before any figure: %v", err)
	}
}
