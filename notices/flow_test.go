package notices_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
	"github.com/zhuqi-yunzhan/station/pg"
)

func TestMain(m *testing.M) {
	if os.Getenv(victimVariable) != "" {
		victim()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// startQueue runs the worker's jobs through the real queue.
func startQueue(t testing.TB, o *office) *pg.Jobs {
	t.Helper()
	works := pg.NewWorks()
	must(t, o.worker.Register(works))
	listening, err := pg.Open(ctx, o.urls.Worker, pg.Options{MaxConns: 8, Listens: true})
	must(t, err)
	t.Cleanup(listening.Close)
	jobs, err := pg.NewJobs(listening, works, pg.JobOptions{Log: quiet()})
	must(t, err)
	must(t, jobs.Start(ctx))
	o.room.WorkThrough(jobs)
	t.Cleanup(func() {
		stop, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		must(t, jobs.Stop(stop))
	})
	return jobs
}

func wait(t testing.TB, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

// TestThroughTheQueueEachMessageGoesOutOnceAndARolledBackOneNever tells from several at once.
func TestThroughTheQueueEachMessageGoesOutOnceAndARolledBackOneNever(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{roots: roots})
	o.hook(s.URL)
	startQueue(t, o)
	const n = 30
	done := make(chan error, n)
	for i := range n {
		go func() {
			done <- o.app.Of(ctx, acme, func(ctx context.Context, tx pg.Tx) error {
				m := export()
				m.Key = fmt.Sprintf("export.ready:%d", i%20) // ten of them twice
				if err := o.room.Tell(ctx, tx, m); err != nil {
					return err
				}
				if i%20 == 7 {
					return errors.New("rolled back")
				}
				return nil
			})
		}()
	}
	for range n {
		<-done
	}
	wait(t, "everything has arrived", func() bool { return len(o.post.Mails()) >= 19 && len(s.all()) >= 19 })
	time.Sleep(200 * time.Millisecond)
	ids := map[string]int{}
	for _, m := range o.post.Mails() {
		ids[m.ID()]++
	}
	if len(ids) != 19 || len(o.post.Mails()) != 19 || len(s.all()) != 19 {
		t.Errorf("%d mails of %d messages, %d events; 19 were told", len(o.post.Mails()), len(ids), len(s.all()))
	}
}

// TestASlowMailServerDoesNotHoldUpWebhooks: each has workers of its own.
func TestASlowMailServerDoesNotHoldUpWebhooks(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{plan: func(int) fakepost.Fault { return fakepost.Slow }, roots: roots})
	startQueue(t, o)
	for i := range 12 { // more than there are workers
		n := changed(fmt.Sprintf("password.changed:%d", i))
		o.tell(n)
	}
	time.Sleep(300 * time.Millisecond)
	o.hook(s.URL)
	began := time.Now()
	o.tell(notices.Notice{Tenant: acme, Kind: notices.LicenceAccepted, Key: "licence.accepted:1", Args: notices.Args{"company": "甲"}})
	wait(t, "the event has arrived", func() bool { return len(s.all()) == 1 })
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("the event took %s", took)
	}
}
