package assessments_test

import (
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

func TestUploadIsForgottenAfterADay(t *testing.T) {
	b := setup(t)
	id, err := b.SaveUpload(b.ctx, b.me, assessments.ListSuppliers, "a.csv", []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	for after, kept := range map[time.Duration]bool{23 * time.Hour: true} {
		if err := assessments.SweepUploads(b.ctx, worker, noon.Add(after)); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Upload(b.ctx, b.me, id); (err == nil) != kept {
			t.Errorf("after %s: %v", after, err)
		}
	}
	if err := assessments.SweepUploads(b.ctx, worker, noon.Add(25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Upload(b.ctx, b.me, id); kindOf(err) != station.NotFound {
		t.Errorf("after a day it is still there: %v", err)
	}
}
