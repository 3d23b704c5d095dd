package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
)

var profilePath = regexp.MustCompile(`/profiles/[0-9a-f-]{36}`)

// answered is one answer as the client's ledger knows it: sent, and perhaps acknowledged.
type answered struct {
	key, value string
	request    string
	acked      bool
}

// ledger is what a client wrote down: before sending, and after an acknowledgement.
type ledger struct {
	commands []answered
	seen     map[string]int64 // newest revision the client was told of, by key
	rev      int64
}

// kills is how often something is killed: a few times on every change, by the hundred in the soak.
func kills() int {
	if os.Getenv("STATION_SOAK") != "" {
		return 300
	}
	return 15
}

// TestCrashLosesNoAcknowledgedAnswer kills the server or its database again and again while a
// client answers, starts them again, sends what was not acknowledged once more under the same
// number, and then holds what is stored against the client's ledger: nothing acknowledged is
// lost, nothing is there twice.
func TestCrashLosesNoAcknowledgedAnswer(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	p := launch(t, data, listen)
	defer func() { p.kill() }()
	b := newBrowser(t, p.base)
	check := b.signUp("91330100MA2H2XJK0F", "crash@example.com")
	token, err := b.token()
	if err != nil {
		t.Fatal(err)
	}
	l := &ledger{seen: map[string]int64{}}
	random := rand.New(rand.NewPCG(7, uint64(kills())))
	slowest := time.Duration(0)
	for round := range kills() {
		var stop atomic.Bool
		timer := time.AfterFunc(time.Duration(40+random.IntN(260))*time.Millisecond, func() {
			stop.Store(true)
			hit(p, round)
		})
		for !stop.Load() {
			l.answer(b, check, token)
		}
		timer.Stop()
		p.kill()
		began := time.Now()
		p = launch(t, data, listen)
		slowest = max(slowest, time.Since(began))
		l.replay(t, b, check, token)
	}
	l.compare(t, b, check)
	t.Logf("%d kills, %d answers, slowest restart %s", kills(), len(l.commands), slowest.Round(time.Millisecond))
}

// hit kills the server, or the database under it.
func hit(p *process, round int) {
	if round%3 != 1 {
		_ = p.cmd.Process.Kill()
		return
	}
	pid, err := p.postmaster()
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGKILL)
	}
	if err != nil {
		p.t.Errorf("the database was not hit: %v", err)
	}
}

var crashKeys = []string{"rpt_tangible", "rpt_financial", "rpt_intangible", "rpt_other", "expat_n", "dispatch_count", "contract_count"}

// answer writes the intent down, sends it, and notes the acknowledgement.
func (l *ledger) answer(b *browser, check, token string) {
	n := len(l.commands)
	l.commands = append(l.commands, answered{key: crashKeys[n%len(crashKeys)], value: strconv.Itoa(n + 1), request: uuid.NewString()})
	l.send(b, check, token, n)
}

func (l *ledger) send(b *browser, check, token string, n int) {
	c := &l.commands[n]
	form := url.Values{"csrf": {token}, "request": {c.request}, c.key: {c.value}, "seen." + c.key: {strconv.FormatInt(l.seen[c.key], 10)}}
	status, body, err := b.post(check+"/questions/company."+c.key, form, "application/json")
	if err != nil || status != 200 {
		return
	}
	var said struct{ Rev int64 }
	if json.Unmarshal([]byte(body), &said) == nil && said.Rev > 0 {
		c.acked, l.rev = true, max(l.rev, said.Rev)
		l.seen[c.key] = said.Rev
	}
}

// replay sends what was not acknowledged once more, in order.
func (l *ledger) replay(t *testing.T, b *browser, check, token string) {
	t.Helper()
	for n := range l.commands {
		for try := 0; !l.commands[n].acked; try++ {
			if try == 20 {
				t.Fatalf("answer %d is not taken after 20 tries", n)
			}
			if l.send(b, check, token, n); !l.commands[n].acked {
				time.Sleep(100 * time.Millisecond)
			}
		}
	}
}

// compare holds the stored document against the ledger.
func (l *ledger) compare(t *testing.T, b *browser, check string) {
	t.Helper()
	b.must(check+"/profile", url.Values{})
	_, page, err := b.get("/profiles")
	if err != nil {
		t.Fatal(err)
	}
	status, text, err := b.get(profilePath.FindString(page) + "/profile.json")
	if err != nil || status != 200 {
		t.Fatalf("profile: %d %v", status, err)
	}
	want := map[string]string{}
	for _, c := range l.commands {
		want[c.key] = c.value
	}
	var loose struct {
		Answers struct {
			Company map[string]any `json:"company"`
		} `json:"answers"`
	}
	if err := json.Unmarshal([]byte(text), &loose); err != nil {
		t.Fatal(err)
	}
	for key, value := range want {
		if got := fmt.Sprint(loose.Answers.Company[key]); got != value {
			t.Errorf("%s is %s, the ledger says %s", key, got, value)
		}
	}
	if l.rev != int64(len(l.commands)) {
		t.Errorf("%d answers were given, %d are stored: something is lost or there twice", len(l.commands), l.rev)
	}
}
