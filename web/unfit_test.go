package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryFaultOfABundleIsSaidInWords reads the rules' sources: a key that they say and the
// catalogues lack would stand on a page as it is.
func TestEveryFaultOfABundleIsSaidInWords(t *testing.T) {
	words, said := mustWords(t), map[string]bool{}
	key := regexp.MustCompile(`"(unfit\.\w+)"`)
	for _, file := range sources(t) {
		if !strings.Contains(filepath.ToSlash(file), "/rules/") {
			continue
		}
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(body), -1) {
			said[m[1]] = true
		}
	}
	for key := range said {
		if !words.Has(Chinese, key) || !words.Has(English, key) {
			t.Errorf("%s is said by the rules and by no catalogue", key)
		}
	}
	if len(said) < 60 {
		t.Errorf("only %d faults found", len(said))
	}
}
