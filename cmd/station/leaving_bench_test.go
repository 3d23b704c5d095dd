package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

// bigLeaver is a company with 5,000 employees and ten profiles that hold them.
func bigLeaver(b *testing.B) (part leaverPart, owner *browser, l *leavers, company station.CompanyID) {
	b.Helper()
	part = leaverPart{App: pgtest.URLs(b).App, Worker: pgtest.URLs(b).Worker, Data: dataFolder(b)}
	owner = newBrowser(b, part.serve(b))
	owner.http.Timeout = time.Minute
	owner.signUp(leaversCode, "big@example.com")
	l, end, err := part.open(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(end)
	policy, err := rules.LoadPolicy(rules.Authz())
	if err != nil {
		b.Fatal(err)
	}
	_, who, err := l.people.SignIn(context.Background(), "big@example.com", leaverPass, accounts.Device{})
	if err != nil {
		b.Fatal(err)
	}
	scope := func(action string) accounts.Scope {
		s, err := accounts.NewGate(policy).Admit(context.Background(), who, action, who.Company)
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	rows := make([]assessments.ListRow, 5000)
	for i := range rows {
		cells := rules.Row{"emp_ref": fmt.Sprintf("E-%05d", i), "name_masked": "张*", "location_type": "abroad", "post_country": "VN", "visa_type": "business", "activity": "hands_on_work", "passport_expiry": "2029-06-30", "work_permit_status": "none"}
		rows[i] = assessments.ListRow{Key: assessments.RowKey(assessments.ListEmployees, cells), Cells: cells}
	}
	if _, err := l.checks.PutList(context.Background(), scope("list.import"), assessments.ListEmployees, uuid.New(), rows, nil, 0); err != nil {
		b.Fatal(err)
	}
	found, err := l.checks.Checks(context.Background(), scope("check.read"), assessments.CheckID{}, 1)
	if err != nil {
		b.Fatal(err)
	}
	for range 10 {
		if _, err := l.checks.Submit(context.Background(), scope("check.submit"), found[0].ID, uuid.New(), "大公司"); err != nil {
			b.Fatal(err)
		}
	}
	return part, owner, l, who.Company
}

// BenchmarkExportOfABigCompany tells also how far the memory in use rises while an export is on its way.
func BenchmarkExportOfABigCompany(b *testing.B) {
	_, owner, _, _ := bigLeaver(b)
	token, err := owner.token()
	if err != nil {
		b.Fatal(err)
	}
	var sent int64
	var rise uint64
	for b.Loop() {
		stop, peak := make(chan struct{}), make(chan uint64)
		runtime.GC()
		before := inUse()
		go func() {
			most := before
			for {
				select {
				case <-stop:
					peak <- most
					return
				case <-time.After(5 * time.Millisecond):
					most = max(most, inUse())
				}
			}
		}()
		r, err := http.NewRequest(http.MethodPost, owner.base+"/company/export", strings.NewReader(url.Values{"csrf": {token}}.Encode()))
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := owner.http.Do(r)
		if err != nil || answer.StatusCode != 200 {
			b.Fatal(answer, err)
		}
		if sent, err = io.Copy(io.Discard, answer.Body); err != nil {
			b.Fatal(err)
		}
		_ = answer.Body.Close()
		close(stop)
		rise = max(rise, <-peak-before)
	}
	b.ReportMetric(float64(sent)/1e6, "MB-sent")
	b.ReportMetric(float64(rise)/1e6, "MB-rise")
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// BenchmarkDeletionOfABigCompany deletes one company, once, and then looks for others.
func BenchmarkDeletionOfABigCompany(b *testing.B) {
	_, _, l, company := bigLeaver(b)
	owner := pgtest.Owner(b)
	if _, err := owner.Exec(context.Background(), `update app.companies set deletion_asked_at = now(), deletion_due_at = now() - interval '1 second' where id = $1`, company); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := l.run(context.Background()); err != nil {
		b.Fatal(err)
	}
	took := time.Since(began)
	if due, err := l.people.Leaving(context.Background(), 1); err != nil || len(due) > 0 {
		b.Fatal(due, err)
	}
	for b.Loop() { // there is nothing more to delete: what is measured here is a run that finds nothing
		if err := l.run(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(took.Milliseconds()), "ms/company")
}
