package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// TestAnInvitationThatIsCutOffBetweenTwoWritesIsSentOnce: the database is cut off before each statement and after each commit, and the form sent again
// as it was.
func TestAnInvitationThatIsCutOffBetweenTwoWritesIsSentOnce(t *testing.T) {
	c := newCrashes(t)
	c.do(form{c.owner, "/people/invitations", url.Values{"email": {"canary@example.com"}}, "people.invite", 1, 200})
	if n := c.count(`invitations where revoked_at is null`); n != 1 || c.count(`invitations`) != 1 {
		t.Errorf("%d invitations stand, of %d that were made", n, c.count(`invitations`))
	}
	if c.cuts < 4 {
		t.Errorf("it was cut off %d times only", c.cuts)
	}
}

// asked is an invitation as the owner's ledger knows it.
type asked struct {
	request, email string
	acked          bool
}

// TestCrashSendsNoInvitationTwice kills the station or its database while an owner invites one colleague after another by mail. What
// was not answered is sent again under the same number. Each colleague has one invitation and one mail, whose link works.
func TestCrashSendsNoInvitationTwice(t *testing.T) {
	post, err := fakepost.Start(false)
	if err != nil {
		t.Fatal(err)
	}
	post.User, post.Password = "station", "topsecret"
	go post.Serve()
	defer post.Close()
	data, listen := dataFolder(t), freePort(t)
	trusted := filepath.Join(data, "relay.pem")
	if err := os.WriteFile(trusted, post.Cert, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SSL_CERT_FILE", trusted)
	t.Setenv("STATION_SMTP_URL", "smtp://station:topsecret@"+post.Addr)
	t.Setenv("STATION_SMTP_FROM", "no-reply@station.example")
	p := launch(t, data, listen)
	defer func() { p.kill() }()
	b := newBrowser(t, p.base)
	b.signUp("91330100MA2H2XJK0F", "crash@example.com")
	token, err := b.token()
	if err != nil {
		t.Fatal(err)
	}
	var all []*asked
	send := func(a *asked) {
		status, _, err := b.post("/people/invitations", url.Values{"csrf": {token}, "request": {a.request}, "email": {a.email}}, "")
		a.acked = err == nil && status == 200
	}
	rounds := min(kills(), 60) / 3
	random := rand.New(rand.NewPCG(17, uint64(rounds)))
	for round := range rounds {
		var stop atomic.Bool
		timer := time.AfterFunc(time.Duration(30+random.IntN(300))*time.Millisecond, func() {
			stop.Store(true)
			hit(p, round)
		})
		for !stop.Load() {
			a := &asked{request: uuid.NewString(), email: fmt.Sprintf("c%d@example.com", len(all))}
			all = append(all, a)
			send(a)
		}
		timer.Stop()
		p.kill()
		p = launch(t, data, listen)
		for _, a := range all {
			for try := 0; !a.acked; try++ {
				if try == 50 {
					t.Fatalf("%s is not taken", a.email)
				}
				if send(a); !a.acked {
					time.Sleep(100 * time.Millisecond)
				}
			}
		}
	}
	arrived(t, p, post, len(all))
	ids, links := map[string]map[string]bool{}, map[string]string{}
	for _, m := range post.Mails() {
		if ids[m.To] == nil {
			ids[m.To] = map[string]bool{}
		}
		ids[m.To][m.ID()] = true // a copy of one that was being handed over when the station died has the same number, and is folded by mail readers
		links[m.To] = joinPath.FindString(m.Text)
	}
	for _, a := range all {
		if len(ids[a.email]) != 1 {
			t.Errorf("%s has %d mails", a.email, len(ids[a.email]))
		}
		if status, _, err := newBrowser(t, p.base).get(links[a.email]); err != nil || status != 200 {
			t.Errorf("the link of %s: %d %v", a.email, status, err)
		}
	}
	var made, standing int
	if err := p.asRole("postgres").QueryRow(context.Background(), `select count(*), count(*) filter (where revoked_at is null) from app.invitations`).Scan(&made, &standing); err != nil {
		t.Fatal(err)
	}
	if made != len(all) || standing != len(all) {
		t.Errorf("%d were invited; %d invitations were made, %d stand", len(all), made, standing)
	}
	t.Logf("%d kills, %d invitations, %d mails", rounds, len(all), len(post.Mails()))
}

// arrived waits until so many people have mail. Time goes by for what a dead process held, as the rescuer's minutes would.
func arrived(t *testing.T, p *process, post *fakepost.Server, people int) {
	t.Helper()
	owner, began := p.asRole("postgres"), time.Now()
	for {
		to := map[string]bool{}
		for _, m := range post.Mails() {
			to[m.To] = true
		}
		if len(to) >= people {
			return
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("%d of %d have mail\n%s", len(to), people, p.tail())
		}
		for _, sql := range []string{
			`update app.deliveries set started_at = now() - interval '1 hour' where state in ('sending', 'handing') and started_at < now() - interval '3 seconds'`,
			`update river.river_job set state = 'available', scheduled_at = now() where state in ('retryable', 'scheduled') or state = 'running' and attempted_at < now() - interval '3 seconds'`,
		} {
			if _, err := owner.Exec(context.Background(), sql); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Second)
	}
}
