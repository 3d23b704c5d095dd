package advisor

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

var (
	said = regexp.MustCompile(`"(advisor\.[a-z_.]+)"`)
	kept = regexp.MustCompile(`(?m)^(advisor\.[a-z_.]+): "?([^"\n]*)`)
)

func TestEverySentenceIsInTheCatalogues(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range said.FindAllStringSubmatch(string(body), -1) {
			if !regexp.MustCompile(`_test\.go$`).MatchString(file) {
				used[m[1]] = true
			}
		}
	}
	for _, lang := range []string{"zh", "en"} {
		words := catalogue(t, lang)
		for key := range used {
			if words[key] == "" {
				t.Errorf("%s is not said in %s", key, lang)
			}
		}
		for key := range words {
			if !used[key] {
				t.Errorf("%s is said nowhere", key)
			}
		}
	}
}

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	body, err := os.ReadFile("../web/words/advisor." + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for _, m := range kept.FindAllStringSubmatch(string(body), -1) {
		words[m[1]] = m[2]
	}
	return words
}

func TestTheLabelIsThatOfTheCatalogue(t *testing.T) {
	quotes, err := New(Options{Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	speaks, err := New(Options{Clock: time.Now, BaseURL: "https://llm.example/v1", Model: "qwen-max"})
	if err != nil {
		t.Fatal(err)
	}
	defer speaks.Close()
	for _, lang := range []string{"zh", "en"} {
		words := catalogue(t, lang)
		if got := quotes.Label(lang); got != words[quotes.Kind().Key] {
			t.Errorf("%s: %s", lang, got)
		}
		if got := speaks.Label(lang); "{model}"+got[len("qwen-max"):] != words[speaks.Kind().Key] || speaks.Kind().Args["model"] != "qwen-max" {
			t.Errorf("%s: %s", lang, got)
		}
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for name, o := range map[string]Options{"no clock": {}, "no model": {Clock: time.Now, BaseURL: "https://x.example/v1"}} {
		if _, err := New(o); err == nil {
			t.Error(name)
		}
	}
}
