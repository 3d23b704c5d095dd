package sheets

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../words", "import."+lang+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := yaml.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	return words
}

func TestEveryMessageHasWordsInBothLanguagesAndNoneIsIdle(t *testing.T) {
	used, key := map[string]bool{}, regexp.MustCompile(`"(import\.[a-z_0-9.]+)"`)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if ok, _ := filepath.Match("*_test.go", name); ok {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(source), -1) {
			used[m[1]] = true
		}
	}
	for _, lang := range []string{"zh", "en"} {
		words := catalogue(t, lang)
		for k := range used {
			if words[k] == "" {
				t.Errorf("%s has no words for %s", lang, k)
			}
		}
		for k := range words {
			if !used[k] {
				t.Errorf("%s has idle words for %s", lang, k)
			}
		}
	}
}

func TestBothLanguagesUseTheSamePlaceholders(t *testing.T) {
	zh, en, place := catalogue(t, "zh"), catalogue(t, "en"), regexp.MustCompile(`\{[a-z]+(_en)?\}`)
	of := func(s string) []string {
		found := place.FindAllString(s, -1)
		for i, p := range found {
			if p == "{column_en}" {
				found[i] = "{column}"
			}
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	for k := range zh {
		if !slices.Equal(of(zh[k]), of(en[k])) {
			t.Errorf("%s: %v and %v", k, of(zh[k]), of(en[k]))
		}
	}
}
