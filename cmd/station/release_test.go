package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// quarters are a small station's population and what it is a quarter later, in files.
func quarters(t *testing.T) (was, now string) {
	t.Helper()
	dir := t.TempDir()
	was, now = filepath.Join(dir, "was.jsonl"), filepath.Join(dir, "now.jsonl")
	status, out, errs := call("release", "population", "--companies", "380", "--seed", "7", "--cut", "2026-10-01")
	if status != 0 || !strings.Contains(errs, "380 invented companies") {
		t.Fatalf("status %d: %s", status, errs)
	}
	keep(t, was, out)
	status, out, errs = call("release", "population", "--previous", was, "--previous-cut", "2026-10-01", "--cut", "2027-01-01", "--seed", "7")
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	keep(t, now, out)
	return was, now
}

func keep(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// done runs a verb that must come to an end well.
func done(t *testing.T, args ...string) string {
	t.Helper()
	status, out, errs := call(args...)
	if status != 0 {
		t.Fatalf("%v: status %d: %s%s", args, status, out, errs)
	}
	return out
}

func TestAReleaseIsBuiltFollowedAndAttacked(t *testing.T) {
	was, now := quarters(t)
	dir := t.TempDir()
	one, two, outside := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "outside")
	out := done(t, "release", "build", was, "--cut", "2026-10-01", "--out", one, "--lang", "en")
	if !strings.Contains(out, "list small, k = 5") || !strings.Contains(out, "T1        8 100.0 %") || !strings.Contains(out, "told: 0; not proved: 0") {
		t.Error(out)
	}
	if out := done(t, "release", "build", was, "--cut", "2026-10-01", "--out", one); !strings.Contains(out, "可被推出：0") {
		t.Error("the same again is not taken as it is:", out)
	}
	if status, _, errs := call("release", "build", was, "--cut", "2026-10-01", "--k", "10", "--out", one); status != 1 || !strings.Contains(errs, "another release") {
		t.Errorf("another release is written over: status %d: %s", status, errs)
	}
	var answer struct {
		Cut, Lattice string
		Audit        release.Audit
	}
	text := done(t, "release", "build", now, "--previous", one, "--before", was, "--cut", "2027-01-01", "--out", two, "--json")
	if err := json.Unmarshal([]byte(text), &answer); err != nil || answer.Lattice != "small" || answer.Cut != "2027-01-01" || answer.Audit.Unproved != 0 {
		t.Errorf("%v: %s", err, text)
	}
	done(t, "release", "build", was, "--cut", "2026-10-01", "--k", "10", "--within", one, "--out", outside)
	for _, args := range [][]string{{one}, {two, "--previous", one}, {two}, {outside}} {
		out := done(t, append([]string{"release", "audit", "--json"}, args...)...)
		var a auditAnswer
		if err := json.Unmarshal([]byte(out), &a); err != nil || !a.Sound || a.Sensitive < 100 || a.Narrowest < 5 || a.Unproved != 0 {
			t.Errorf("%v: %v: %s", args, err, out)
		}
	}
	if out := done(t, "release", "audit", two, "--previous", one); !strings.Contains(out, "没有发现问题") || !strings.Contains(out, "已与上一期核对") {
		t.Error(out)
	}
	held, _ := os.ReadDir(two)
	rest, _ := os.ReadDir(dir)
	if len(held) != 2 || len(rest) != 3 {
		t.Errorf("%d files in the folder, %d folders", len(held), len(rest))
	}
}

// TestADoctoredReleaseIsFound changes a release as somebody would who wants to know or to be thought well of, and mends its audit.
func TestADoctoredReleaseIsFound(t *testing.T) {
	was, now := quarters(t)
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	done(t, "release", "build", was, "--cut", "2026-10-01", "--out", one)
	done(t, "release", "build", now, "--previous", one, "--cut", "2027-01-01", "--out", two)
	true1, _ := counts(t, was)
	for name, c := range map[string]struct {
		of     string
		change func(r *release.Release) bool
		want   []string
	}{
		"a total put back": {one, func(r *release.Release) bool {
			return change(r, func(k lattice.Key, m string, is *release.Measure) bool {
				v := true1[k.Name(m)]
				if is.Status != sdc.Secondary || k.Table == "T7" {
					return false
				}
				*is = release.Measure{Status: sdc.Published, Value: &v, AsOf: r.Cut}
				return true
			})
		}, []string{release.FaultExact, release.FaultNarrow, release.FaultFew}},
		"a number made better": {one, func(r *release.Release) bool {
			return change(r, func(k lattice.Key, m string, is *release.Measure) bool {
				if k.Name(m) == "T1/n/tax" {
					*is.Value++
					return true
				}
				return false
			})
		}, []string{release.FaultSum}},
		"a held number moved by one": {two, func(r *release.Release) bool {
			return change(r, func(k lattice.Key, m string, is *release.Measure) bool {
				if is.Status == release.Held && *is.Value > 20 {
					*is.Value--
					return true
				}
				return false
			})
		}, []string{release.FaultHeld}},
		"a number that moved by few": {two, func(r *release.Release) bool {
			return change(r, func(k lattice.Key, m string, is *release.Measure) bool {
				if is.Status == release.Held && k.Table == "T8" {
					v := *is.Value + 1
					*is = release.Measure{Status: sdc.Published, Value: &v, AsOf: r.Cut}
					return true
				}
				return false
			})
		}, []string{release.FaultMoved}},
		"a number that was hidden": {two, func(r *release.Release) bool {
			return change(r, func(k lattice.Key, m string, is *release.Measure) bool {
				if k.Table != "T7" || is.Shown() || m != "risk" {
					return false
				}
				v := 9
				*is = release.Measure{Status: sdc.Published, Value: &v, AsOf: r.Cut}
				return true
			})
		}, []string{release.FaultShown}},
		"a chain to another release": {two, func(r *release.Release) bool { r.Previous = strings.Repeat("0", 64); return true }, []string{release.FaultHash}},
	} {
		t.Run(name, func(t *testing.T) {
			r, l, err := release.Open(c.of, nil)
			if err != nil || !c.change(&r) {
				t.Fatal("nothing to change", err)
			}
			place := filepath.Join(t.TempDir(), "doctored")
			if err := release.Write(place, r, release.AuditOf(r)); err != nil {
				t.Fatal(err)
			}
			args := []string{"release", "audit", place, "--lang", "en", "--json"}
			if c.of == two {
				args = append(args, "--previous", one)
			}
			status, out, errs := call(args...)
			found := false
			for _, kind := range c.want {
				found = found || strings.Contains(out, `"kind": "`+kind+`"`)
			}
			if status != 1 || !found {
				t.Errorf("%s: status %d: %s%s", l.Name, status, out, errs)
			}
		})
	}
	filled, _, err := release.Open(one, nil)
	if err != nil || !change(&filled, func(k lattice.Key, m string, is *release.Measure) bool {
		v := true1[k.Name(m)]
		if is.Status == sdc.Primary {
			*is = release.Measure{Status: sdc.Published, Value: &v, AsOf: filled.Cut}
		}
		return is.Shown() && v < 5
	}) {
		t.Fatal("nothing to fill in", err)
	}
	place := filepath.Join(t.TempDir(), "filled")
	if err := release.Write(place, filled, release.AuditOf(filled)); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := call("release", "audit", place); status != 1 || !strings.Contains(errs, "its value or day is not as that says") {
		t.Errorf("a few filled in: status %d: %s", status, errs)
	}
	text, _ := os.ReadFile(filepath.Join(one, "release.json"))
	keep(t, filepath.Join(one, "release.json"), strings.Replace(string(text), `"secondary"`, `"primary"`, 1))
	if status, out, errs := call("release", "audit", one); status != 1 || !strings.Contains(out, "校验值不符") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	keep(t, filepath.Join(one, "release.json"), strings.Replace(string(text), `"k": 5`, `"k": 3`, 1))
	if status, _, errs := call("release", "audit", one); status != 1 || !strings.Contains(errs, "below 5") {
		t.Errorf("status %d: %s", status, errs)
	}
}

// change offers every printed number of the tables that are made anew, until one is taken.
func change(r *release.Release, take func(k lattice.Key, m string, is *release.Measure) bool) bool {
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			for _, m := range []string{"n", "risk"} {
				is, there := c.Measures[m]
				if there && take(lattice.Key{Table: t.Table, Words: c.Key}, m, &is) {
					c.Measures[m] = is
					return true
				}
			}
		}
	}
	return false
}

// counts are the true values of a population, by the names of variables.
func counts(t *testing.T, file string) (map[string]int, *lattice.Lattice) {
	t.Helper()
	l, err := lattice.Named(lattice.Small)
	if err != nil {
		t.Fatal(err)
	}
	again, err := opener(file)
	if err != nil {
		t.Fatal(err)
	}
	day, _ := readDay("", "2026-10-01")
	in, err := (&releaseCall{}).count(again, l, day, file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, v := range in.Variables {
		out[v.Name] = int(v.Value)
	}
	return out, l
}

func TestBadLinesAreToldAllAtOnceAndNothingIsWritten(t *testing.T) {
	was, _ := quarters(t)
	text, _ := os.ReadFile(was)
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i := 10; i < 40; i++ {
		lines[i] = strings.Replace(lines[i], `"district":"`, `"district":"nowhere-`, 1)
	}
	lines[5] = `{"group":` + strings.Repeat("x", 40_000)
	keep(t, was, strings.Join(lines, "\n"))
	place := filepath.Join(t.TempDir(), "out")
	status, _, errs := call("release", "build", was, "--out", place)
	if status != 2 || strings.Count(errs, "population: line") != 20 || !strings.Contains(errs, "line 6 is longer") || !strings.Contains(errs, "line 29: district") ||
		strings.Contains(errs, "line 30:") || !strings.Contains(errs, "未写入任何文件") {
		t.Errorf("status %d: %s", status, errs)
	}
	if _, err := os.Stat(place); !os.IsNotExist(err) {
		t.Error("a folder was left:", err)
	}
}

func TestAReleaseSaysWhatItNeeds(t *testing.T) {
	was, _ := quarters(t)
	dir := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no verb":              {[]string{}, "name a verb"},
		"no folder":            {[]string{"build", was}, "--out"},
		"no file":              {[]string{"build", filepath.Join(dir, "none"), "--out", dir + "/x"}, "no such file"},
		"a low k":              {[]string{"build", was, "--k", "4", "--out", dir + "/x"}, "below 5"},
		"a table there is not": {[]string{"build", was, "--tables", "T1,T5", "--out", dir + "/x"}, `no table "T5"`},
		"a lattice that is no": {[]string{"build", was, "--lattice", "tiny", "--out", dir + "/x"}, "neither standard nor small"},
		"a day that is none":   {[]string{"build", was, "--cut", "soon", "--out", dir + "/x"}, "no day such as"},
		"no release before":    {[]string{"build", was, "--before", was, "--out", dir + "/x"}, "--previous"},
		"too few companies":    {[]string{"population", "--companies", "3"}, "380"},
		"no release to audit":  {[]string{"audit"}, "folder of one release"},
		"another language":     {[]string{"audit", dir, "--lang", "fr"}, "choose zh or en"},
	} {
		if status, _, errs := call(append([]string{"release"}, c.args...)...); status != 2 || !strings.Contains(errs, c.want) {
			t.Errorf("%s: status %d: %s", name, status, errs)
		}
	}
	if status, _, errs := call("release", "audit", dir); status != 1 || !strings.Contains(errs, "release.json") {
		t.Errorf("an empty folder: status %d: %s", status, errs)
	}
	if status, _, errs := call("release", "build", "--help"); status != 0 || !strings.Contains(errs, "the Monday after the newest line") {
		t.Errorf("status %d: %s", status, errs)
	}
}

func TestTheCutAndTheListFollowFromTheFile(t *testing.T) {
	was, _ := quarters(t)
	in, err := os.Open(was)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	stdin := os.Stdin
	os.Stdin = in
	defer func() { os.Stdin = stdin }()
	place := filepath.Join(t.TempDir(), "out")
	out := done(t, "release", "build", "-", "--tables", "T1,T3", "--out", place, "--lang", "en")
	// the newest line is of 2026-09-30, a Wednesday
	if !strings.Contains(out, "cut 2026-10-05, list small") || !strings.Contains(out, "T3 ") || strings.Contains(out, "T6 ") {
		t.Error(out)
	}
	big := filepath.Join(t.TempDir(), "big.jsonl")
	keep(t, big, done(t, "release", "population", "--companies", "1500", "--cut", "2026-10-01"))
	if out := done(t, "release", "build", big, "--tables", "T1", "--out", place+"2", "--lang", "en"); !strings.Contains(out, "list standard") {
		t.Error(out)
	}
}
