package notices_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// scene is a database and the receivers, which outlive every victim.
type scene struct {
	t      *testing.T
	o      *office
	order  order
	system *system
	texts  func() []string
}

func newScene(t *testing.T, messages int, digest bool) *scene {
	t.Helper()
	s := &scene{t: t, o: open(t, setup{})}
	post, err := fakepost.Start(false)
	must(t, err)
	go post.Serve()
	t.Cleanup(post.Close)
	s.o.post = post
	s.system = &system{}
	s.system.Server = httptest.NewUnstartedServer(s.system)
	s.system.TLS = post.TLS.Clone()
	s.system.StartTLS()
	t.Cleanup(s.system.Close)
	url, got := gateway(t, func(int) (int, string) { return 200, "" })
	s.texts = got
	if !digest {
		s.o.hook(s.system.URL)
	}
	s.order = order{App: s.o.urls.App, Worker: s.o.urls.Worker, Post: post.Addr, Cert: post.Cert, Gateway: url, Messages: messages, Digest: digest}
	return s
}

// run starts a victim. It ends by itself, by its own hand at a step, or after a time by ours.
func (s *scene) run(o order, killAfter time.Duration) (killed bool) {
	s.t.Helper()
	// the database may still be at a statement of the one that died
	for end, left := time.Now().Add(10*time.Second), 1; left > 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		s.o.query(`select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'station'`, &left)
	}
	// time goes by: what a dead process held is free, as River's rescuer would make it after three minutes
	conn, err := pgx.Connect(ctx, s.o.urls.Owner)
	must(s.t, err)
	_, err = conn.Exec(ctx, `update river.river_job set state = 'available', scheduled_at = now() where state in ('running', 'retryable', 'scheduled')`)
	must(s.t, err)
	must(s.t, conn.Close(ctx))
	text, err := json.Marshal(o)
	must(s.t, err)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimVariable+"="+string(text))
	cmd.Stderr = os.Stderr
	must(s.t, cmd.Start())
	limit := 30*time.Second + time.Duration(s.order.Messages)*50*time.Millisecond
	if killAfter > 0 {
		limit = killAfter
	}
	timer := time.AfterFunc(limit, func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	if !timer.Stop() && killAfter == 0 {
		var jobs []string
		s.o.query(`select coalesce(array_agg(line), '{}') from (select kind || ' ' || state || ' ' || queue || ' ' || scheduled_at || ' ' || coalesce(errors[array_upper(errors, 1)]->>'error', '') from river.river_job where state <> 'completed' limit 20) j (line)`, &jobs)
		s.t.Fatalf("a victim did not come to an end: %v; jobs %v", s.tally(), jobs)
	}
	if err != nil && cmd.ProcessState.ExitCode() != -1 {
		s.t.Fatalf("a victim failed: %v", err)
	}
	return err != nil
}

// tally counts the deliveries by state.
func (s *scene) tally() map[string]int {
	states := map[string]int{}
	for _, state := range s.o.states() {
		states[state]++
	}
	return states
}

// finish lets one that is not killed bring everything to its end.
func (s *scene) finish() {
	s.t.Helper()
	o := s.order
	o.Lease = time.Millisecond
	if s.run(o, 0) {
		s.t.Fatal("the last one was killed")
	}
}

// check counts at the receivers. kills is how many victims died while they may have handed something over.
func (s *scene) check(kills int) {
	s.t.Helper()
	var told, seen, doubtful int
	s.o.query(`select (select count(*)::int from app.notices where kind not in ('digest')), (select count(*)::int from app.inbox), (select count(*)::int from app.deliveries where state = 'doubt')`, &told, &seen, &doubtful)
	if told != s.order.Messages || seen != s.order.Messages {
		s.t.Errorf("%d messages and %d inbox rows of %d told", told, seen, s.order.Messages)
	}
	ordinary, secure := map[string]int{}, map[string]int{}
	for _, m := range s.o.post.Mails() {
		if m.Subject == "您的密码已经修改" {
			secure[m.ID()]++
		} else {
			ordinary[m.ID()]++
		}
	}
	half := s.order.Messages / 2
	doubtMails := s.doubts("mail")
	if len(secure) != half {
		s.t.Errorf("%d mails about security arrived, %d were told: not to hear of them is worse", len(secure), half)
	}
	if n := len(ordinary); n > half || n < half-doubtMails {
		s.t.Errorf("%d ordinary mails arrived of %d, %d are in doubt", n, half, doubtMails)
	}
	twice := 0
	for id, n := range secure {
		if n > 1 {
			twice += n - 1
		}
		_ = id
	}
	if twice > kills {
		s.t.Errorf("%d copies of mails about security, more than %d deaths explain", twice, kills)
	}
	for id, n := range ordinary {
		if n != 1 {
			s.t.Errorf("the ordinary mail %s came %d times", id, n)
		}
	}
	s.checkTexts(half)
	s.checkEvents(half)
	if doubtful > kills {
		s.t.Errorf("%d in doubt after %d deaths", doubtful, kills)
	}
}

func (s *scene) doubts(channel string) (n int) {
	s.t.Helper()
	s.o.query(`select count(*)::int from app.deliveries where state = 'doubt' and channel = '`+channel+`'`, &n)
	return n
}

func (s *scene) checkTexts(want int) {
	s.t.Helper()
	texts := map[string]int{}
	for _, body := range s.texts() {
		var said struct{ ID string }
		must(s.t, json.Unmarshal([]byte(body), &said))
		texts[said.ID]++
	}
	if n := len(texts); n > want || n < want-s.doubts("sms") {
		s.t.Errorf("%d short messages arrived of %d, %d are in doubt", n, want, s.doubts("sms"))
	}
	for id, n := range texts {
		if n != 1 {
			s.t.Errorf("the short message %s came %d times", id, n)
		}
	}
}

func (s *scene) checkEvents(want int) {
	s.t.Helper()
	events := map[string]int{}
	for _, c := range s.system.all() {
		events[c.id]++
	}
	if len(events) != want {
		s.t.Errorf("%d events arrived of %d, under ids of their own", len(events), want)
	}
}

// TestCrashBetweenAnyTwoWritesLosesNothingAndTellsNobodyTwice kills the process at each step between two
// writes, the first time that it is reached and a later time, starts it again, and counts at the receivers.
func TestCrashBetweenAnyTwoWritesLosesNothingAndTellsNobodyTwice(t *testing.T) {
	t.Parallel()
	slots := make(chan bool, 2)
	for _, step := range []string{"told", "enqueued", "claimed", "filled", "handing", "carried", "settled"} {
		for _, after := range []int{0, 3} {
			t.Run(fmt.Sprintf("%s after %d", step, after), func(t *testing.T) {
				t.Parallel()
				slots <- true
				defer func() { <-slots }()
				s := newScene(t, 4, false)
				o := s.order
				o.DieAt, o.After = step, after
				if !s.run(o, 0) {
					t.Fatal("it never came to this step")
				}
				s.finish()
				// several workers run at once: each may have been handing something over
				s.check(s.order.Messages * 2)
			})
		}
	}
}

// TestCrashInTheMiddleOfADigestMakesOneMail.
func TestCrashInTheMiddleOfADigestMakesOneMail(t *testing.T) {
	t.Parallel()
	for _, step := range []string{"dropped", "digest", "folded", "claimed", "settled"} {
		t.Run(step, func(t *testing.T) {
			t.Parallel()
			s := newScene(t, 3, true)
			o := s.order
			o.DieAt = step
			if !s.run(o, 0) {
				t.Fatal("it never came to this step")
			}
			s.finish()
			var digests, folded int
			s.o.query(`select count(*) filter (where channel = 'mail' and state in ('sent', 'doubt'))::int, count(*) filter (where state = 'folded')::int from app.deliveries`, &digests, &folded)
			mails := s.o.post.Mails()
			if digests != 1 || folded != 3 || len(mails) != 1 {
				t.Errorf("%d digests with %d messages, %d mails", digests, folded, len(mails))
			}
		})
	}
}

// TestCrashAtRandomMoments kills again and again while messages flow: a few times on every change, by
// the hundred in the soak.
func TestCrashAtRandomMoments(t *testing.T) {
	t.Parallel()
	kills, messages := 6, 300
	if os.Getenv("STATION_SOAK") != "" {
		kills, messages = 300, 2000
	}
	s := newScene(t, messages, false)
	random := rand.New(rand.NewPCG(11, uint64(kills)))
	died := 0
	for range kills {
		o := s.order
		o.Lease = time.Millisecond
		if s.run(o, time.Duration(40+random.IntN(300))*time.Millisecond) {
			died++
		}
	}
	s.finish()
	s.check(died * 16)
	t.Logf("%d killed; %v; %d mails, %d events, %d short messages", died, s.tally(), len(s.o.post.Mails()), len(s.system.all()), len(s.texts()))
	if died == 0 {
		t.Error("none was killed")
	}
}
