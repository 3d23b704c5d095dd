package notices_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// BenchmarkOutbox tells a thousand messages from eight at once and measures, for each, until its inbox
// row can be read and until a mail server on this machine has it over TLS.
func BenchmarkOutbox(b *testing.B) {
	const messages = 1000
	for b.Loop() {
		o := open(b, setup{})
		var mu sync.Mutex
		told, arrived := map[string]time.Time{}, map[string]time.Time{}
		var seen []time.Duration
		done := make(chan bool, messages)
		o.post.OnMail = func(m fakepost.Received) {
			mu.Lock()
			arrived[linkOf(m.Text)] = time.Now()
			mu.Unlock()
			done <- true
		}
		startQueue(b, o)
		next := make(chan int)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				for i := range next {
					n := changed(fmt.Sprintf("password.changed:%d", i))
					n.Link = fmt.Sprintf("/m/%d", i)
					began := time.Now()
					o.tell(n)
					mu.Lock()
					told[n.Link] = began
					seen = append(seen, time.Since(began))
					mu.Unlock()
				}
			})
		}
		began := time.Now()
		for i := range messages {
			next <- i
		}
		close(next)
		group.Wait()
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-telling-all")
		for range messages {
			<-done
		}
		b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-all-mailed")
		var lag []time.Duration
		for link, at := range arrived {
			lag = append(lag, at.Sub(told[link]))
		}
		report(b, "inbox", seen)
		report(b, "mail", lag)
	}
}

// BenchmarkOneMessage is the lag of a message when nothing else is on its way.
func BenchmarkOneMessage(b *testing.B) {
	o := open(b, setup{})
	arrived := make(chan bool, 1)
	o.post.OnMail = func(fakepost.Received) { arrived <- true }
	startQueue(b, o)
	var lag []time.Duration
	for b.Loop() {
		began := time.Now()
		o.tell(changed(fmt.Sprintf("password.changed:%d", len(lag))))
		<-arrived
		lag = append(lag, time.Since(began))
	}
	report(b, "mail", lag)
}

// BenchmarkBell is the number beside the bell in an inbox of ten thousand.
func BenchmarkBell(b *testing.B) {
	o := open(b, setup{})
	var n int
	o.query(`with n as (insert into app.notices (tenant_id, id, of_company, key, kind, at) select 'ac000000-0000-0000-0000-000000000000', gen_random_uuid(), true, 'k:' || i, 'test', now() from generate_series(1, 10000) i returning tenant_id, id, key),
		i as (insert into app.inbox (tenant_id, person_id, notice_id, at, read_at) select tenant_id, '01000000-0000-0000-0000-000000000000', id, now(), case when key like '%7' then null else now() end from n returning 1)
		select count(*)::int from i`, &n)
	who := actor(acme, chen)
	for b.Loop() {
		if n, err := o.room.Unread(ctx, who, 100); n != 100 || err != nil {
			b.Fatal(n, err)
		}
	}
}

func report(b *testing.B, what string, all []time.Duration) {
	b.Helper()
	slices.Sort(all)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(all[min(len(all)*p/100, len(all)-1)].Microseconds())/1000, fmt.Sprintf("ms-%s-p%d", what, p))
	}
}

func linkOf(text string) string {
	_, rest, _ := strings.Cut(text, "https://station.example")
	link, _, _ := strings.Cut(rest, "\n")
	return link
}
