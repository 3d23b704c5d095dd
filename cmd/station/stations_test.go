package main

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

func TestAnotherStationIsFoundedWithItsFirstAdministrator(t *testing.T) {
	t.Setenv("STATION_DATABASE_URL", pgtest.URLs(t).App)
	add := []string{"stations", "add", "--host", "Other.example", "--name-zh", "另一站", "--name-en", "Another station", "--districts", "west|西区|West", "--phone", "0571-1", "--email", "first@other.example"}
	t.Setenv("STATION_DATA", t.TempDir())
	if status, _, errs := call(add...); status == 0 || !strings.Contains(errs, "keys new") {
		t.Errorf("without master keys: status %d: %s", status, errs)
	}
	if status, out, errs := call("keys", "new"); status != 0 {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	status, out, errs := call(add...)
	m := regexp.MustCompile(`shown once: (\S+)`).FindStringSubmatch(out)
	if status != 0 || m == nil {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	c, err := readConfig(os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	masters, _, err := readMasters(c, false)
	if err != nil {
		t.Fatal(err)
	}
	vault, end, err := newVault(context.Background(), c, masters)
	if err != nil {
		t.Fatal(err)
	}
	defer end()
	people, err := accounts.NewStore(pgtest.New(t), vault, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	_, who, err := people.SignIn(context.Background(), "first@other.example", m[1], accounts.Device{})
	if err != nil || who.Role != station.Security || who.Station == accounts.FirstStation {
		t.Errorf("the first administrator signs in as %+v, %v", who, err)
	}
	token, _, err := people.SignIn(context.Background(), "first@other.example", m[1], accounts.Device{})
	if seen, _ := people.Who(context.Background(), token); err != nil || !seen.Outdated {
		t.Errorf("the printed password may stay: %v", err)
	}
	status, out, errs = call("stations", "admin", "--email", "head@first.example") // of the first station, which has nobody
	if m = regexp.MustCompile(`shown once: (\S+)`).FindStringSubmatch(out); status != 0 || m == nil {
		t.Fatalf("status %d: %s%s", status, out, errs)
	}
	if _, who, err = people.SignIn(context.Background(), "head@first.example", m[1], accounts.Device{}); err != nil || who.Role != station.Security || who.Station != accounts.FirstStation {
		t.Errorf("the first station's administrator signs in as %+v, %v", who, err)
	}
	other := append(append([]string{}, add...), "--host", "third.example")
	if status, _, errs := call(other...); status != 2 || !strings.Contains(errs, "registered already") || strings.Contains(errs, "SQLSTATE") {
		t.Errorf("an address that is taken: status %d: %s", status, errs)
	}
	if status, out, _ := call("stations", "list"); status != 0 || strings.Count(out, "\n") != 2 || !strings.Contains(out, "other.example") {
		t.Errorf("status %d: %s", status, out)
	}
	for what, args := range map[string][]string{"the same host again": add, "no districts": {"stations", "add", "--host", "x.example", "--name-zh", "三站", "--name-en", "Third", "--phone", "1", "--email", "x@x.example"},
		"a district of two parts": append(append([]string{}, add...), "--districts", "west|西区"), "no verb": {"stations"}, "no phone": {"stations", "add", "--host", "x.example", "--name-zh", "三站", "--name-en", "Third", "--districts", "west|西区|West", "--email", "x@x.example"},
		"an administrator of no station": {"stations", "admin", "--host", "nowhere.example", "--email", "y@x.example"}, "an administrator without an address": {"stations", "admin"}} {
		if status, _, _ := call(args...); status != 2 {
			t.Errorf("%s: status %d", what, status)
		}
	}
}
