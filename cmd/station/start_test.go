package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestSecondServerOnTheSameDataIsRefused(t *testing.T) {
	data := dataFolder(t)
	p := launch(t, data, freePort(t))
	defer p.stop()
	_, err := tryLaunch(t, data, freePort(t))
	if err == nil || !strings.Contains(err.Error(), "station") {
		t.Fatalf("a second server on the same data: %v", err)
	}
	if !strings.Contains(err.Error(), "another") && !strings.Contains(err.Error(), "already") && !strings.Contains(err.Error(), "in use") {
		t.Errorf("the refusal does not say why: %v", err)
	}
}

func TestDemoRefusesRealCompaniesAndTheOtherWayRound(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	p := launch(t, data, listen)
	newBrowser(t, p.base).signUp("91330100MA2H2XJK0F", "real@example.com")
	p.stop()
	if _, err := tryLaunch(t, data, listen, "--demo"); err == nil || !strings.Contains(err.Error(), "real companies") {
		t.Errorf("a demo over real companies: %v", err)
	}
	demo := dataFolder(t)
	launch(t, demo, listen, "--demo").stop()
	if _, err := tryLaunch(t, demo, listen); err == nil || !strings.Contains(err.Error(), "demo") {
		t.Errorf("a real station over demo companies: %v", err)
	}
}

func TestDataIsKeptBetweenRuns(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	p := launch(t, data, listen)
	b := newBrowser(t, p.base)
	check := b.signUp("91330100MA2H2XJK0F", "kept@example.com")
	p.stop()
	began := time.Now()
	p = launch(t, data, listen)
	t.Logf("warm start in %s", time.Since(began).Round(time.Millisecond))
	defer p.stop()
	if status, _, err := b.get(check); err != nil || status != 200 {
		t.Errorf("after a restart the self-check answers %d, %v", status, err)
	}
}

func TestDataOfAnotherMajorVersionIsRefused(t *testing.T) {
	data, listen := dataFolder(t), freePort(t)
	launch(t, data, listen).stop()
	if err := os.WriteFile(filepath.Join(data, "pg", "data", "PG_VERSION"), []byte("9.6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := tryLaunch(t, data, listen); err == nil || !strings.Contains(err.Error(), "9.6") {
		t.Errorf("data of PostgreSQL 9.6: %v", err)
	}
}

// TestStoppingFinishesWhatIsInFlight sends answers while the station is told to stop: every one
// of them is either whole or refused, none is cut.
func TestStoppingFinishesWhatIsInFlight(t *testing.T) {
	p := launch(t, dataFolder(t), freePort(t))
	b := newBrowser(t, p.base)
	check := b.signUp("91330100MA2H2XJK0F", "stop@example.com")
	token, err := b.token()
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 200 {
				status, body, err := b.post(check+"/questions/company.exporter", url.Values{"csrf": {token}, "exporter": {"true"}, "seen.exporter": {"1"}}, "application/json")
				if err != nil {
					return // the door is closed: nothing was taken
				}
				if status == 200 && !strings.HasSuffix(strings.TrimSpace(body), "}") {
					t.Errorf("an answer was cut: %q", body)
				}
			}
		}()
	}
	time.Sleep(150 * time.Millisecond)
	p.stop()
	group.Wait()
}
