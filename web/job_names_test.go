package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var jobKind = regexp.MustCompile(`\) Kind\(\) string \{ return "([a-z_.]+)" \}`)

func TestEveryJobSaysWhatItDoes(t *testing.T) {
	kinds, words := map[string]bool{}, mustWords(t)
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range jobKind.FindAllSubmatch(text, -1) {
			kinds[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !kinds["notices.deliver"] || !kinds["retention"] {
		t.Fatalf("the jobs of the program are not found: %v", kinds)
	}
	for _, lang := range []string{Chinese, English} {
		for kind := range kinds {
			if !words.Has(lang, "job."+kind) {
				t.Errorf("job.%s is not worded in %s", kind, lang)
			}
		}
		for _, key := range words.Keys(lang) {
			if kind, ok := strings.CutPrefix(key, "job."); ok && !kinds[kind] {
				t.Errorf("%s words a job that there is not", key)
			}
		}
	}
}
