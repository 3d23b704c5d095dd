package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestThreadsAreAnchoredFromTheCommandLine judges a sample twice, the second time without an answer, as somebody at a terminal would.
func TestThreadsAreAnchoredFromTheCommandLine(t *testing.T) {
	folder := t.TempDir()
	keep := func(name, text string) string {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	judge := func(name, file string) string {
		t.Helper()
		status, out, errs := call("judge", file, "--texts")
		if status != 0 {
			t.Fatalf("status %d: %s", status, errs)
		}
		return keep(name, out)
	}
	sample, err := os.ReadFile("../../rules/companies/bearings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	was := judge("old.json", keep("was.yaml", string(sample)))
	var old struct {
		Texts  map[string]map[string]string `json:"texts"`
		Inputs map[string]string            `json:"inputs"`
	}
	if err := readJSON(was, &old); err != nil || len(old.Texts) < 2 || len(old.Inputs) != len(old.Texts) {
		t.Fatalf("%d findings with texts, %v", len(old.Texts), err)
	}
	var threads []map[string]any
	for key, texts := range old.Texts {
		why := []rune(texts["why.zh"])
		threads = append(threads, map[string]any{"id": "about " + key, "finding_key": key, "field": "why.zh", "state": "resolved", "quote": map[string]any{"exact": string(why[1 : len(why)-1])}})
	}
	threads = append(threads, map[string]any{"id": "none", "finding_key": "TAX-999"})
	text, _ := json.Marshal(threads)
	list := keep("threads.json", string(text))
	empty := judge("new.json", keep("now.yaml", "as_of: 2026-11-25\ncompany: {}\n"))
	anchored := func(args ...string) (lines []anchorLine) {
		t.Helper()
		status, out, errs := call(append([]string{"anchor", "--json"}, args...)...)
		var printed struct{ Threads []anchorLine }
		if err := json.Unmarshal([]byte(out), &printed); err != nil || status != 0 || len(printed.Threads) != len(threads) {
			t.Fatalf("status %d, %v: %s%s", status, err, out, errs)
		}
		return printed.Threads
	}
	for i, l := range anchored(was, was, list) {
		if i < len(threads)-1 && (l.Status != "exact" || l.State != "resolved" || l.Text == "" || l.Place == nil || l.Place.Start != 1) || i == len(threads)-1 && (l.Status != "gone" || l.State != "open") {
			t.Errorf("nothing changed, and it says %+v %+v", l, l.Place)
		}
	}
	for _, l := range anchored(was, empty, list) {
		if l.Status != "gone" || l.Place != nil {
			t.Errorf("nothing is left, and it says %+v", l)
		}
	}
	for i, l := range anchored(empty, was, list)[:len(threads)-1] {
		if l.Status != "returned" {
			t.Errorf("%d came back, and it says %+v", i, l)
		}
	}
	if status, out, _ := call("anchor", was, was, list); status != 0 || strings.Count(out, "\n") != len(threads) || !strings.Contains(out, "\texact\t") {
		t.Errorf("status %d: %s", status, out)
	}
	for what, args := range map[string][]string{"two files": {was, was}, "no JSON": {was, keep("x", "x"), list}, "no finding": {was, was, keep("y", `[{"id":"1"}]`)}, "a quote without its field": {was, was, keep("z", `[{"id":"1","finding_key":"T","quote":{"exact":"x"}}]`)},
		"texts of nothing": {was, keep("w", `{"texts":{"TAX-001":{"a":"b"}}}`), list}} {
		if status, _, errs := call(append([]string{"anchor"}, args...)...); status != 2 || errs == "" {
			t.Errorf("%s: status %d: %s", what, status, errs)
		}
	}
}
