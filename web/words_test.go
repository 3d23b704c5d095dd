package web

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

func mustWords(t *testing.T) *Words {
	t.Helper()
	words, err := LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestWordsSaySentences(t *testing.T) {
	files := fstest.MapFS{
		"w/zh.yaml":      {Data: []byte(`a.b: "剩 {n} 题，{who}"` + "\nx: 好")},
		"w/en.yaml":      {Data: []byte(`a.b: {one: "{n} question, {who}", other: "{n} questions, {who}"}`)},
		"w/part.en.yaml": {Data: []byte(`x: "fine {open"`)},
	}
	words, err := loadWords(files, "w")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang string
		text station.Text
		want string
	}{
		{"zh", station.Say("a.b", "n", 1200, "who", "王敏"), "剩 1,200 题，王敏"},
		{"en", station.Say("a.b", "n", 1, "who", station.Say("x")), "1 question, fine {open"},
		{"en", station.Say("a.b", "n", 2, "who", "{n}"), "2 questions, {n}"},
		{"en", station.Say("a.b", "n", int64(1)), "1 question, {who}"},
		{"en", station.Say("nowhere"), "⟦nowhere⟧"},
		{"fr", station.Say("x"), "⟦x⟧"},
		{"zh", station.Say("a.b", "n", time.Date(2026, 11, 23, 6, 32, 0, 0, time.UTC)), "剩 11 月 23 日 14:32 题，{who}"},
	} {
		if got := words.T(c.lang, c.text); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.lang, c.text, got, c.want)
		}
	}
}

func TestACatalogueThatCannotBeReadStopsTheBoot(t *testing.T) {
	for name, file := range map[string]fstest.MapFS{
		"a key twice":         {"w/zh.yaml": {Data: []byte("a: x")}, "w/more.zh.yaml": {Data: []byte("a: y")}},
		"an unknown language": {"w/fr.yaml": {Data: []byte("a: x")}},
		"half a plural":       {"w/en.yaml": {Data: []byte("a: {one: x}")}},
		"no yaml":             {"w/en.yaml": {Data: []byte("a: [")}},
	} {
		if _, err := loadWords(file, "w"); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	words := mustWords(t)
	zh, en := words.byLang[Chinese], words.byLang[English]
	for _, key := range append(words.Keys(Chinese), words.Keys(English)...) {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s is not said in Chinese", key)
			continue
		}
		if _, ok := en[key]; !ok {
			t.Errorf("%s is not said in English", key)
			continue
		}
		if a, b := placeholders(zh[key]), placeholders(en[key]); !slices.Equal(a, b) {
			t.Errorf("%s: Chinese fills %v, English %v", key, a, b)
		}
	}
}

func TestEnglishHasNoChineseAndChineseNoHalfWidthMarks(t *testing.T) {
	words := mustWords(t)
	for key, s := range words.byLang[English] {
		said := quoted.ReplaceAllString(s.One+s.Other, "") // a column's heading is quoted as it is
		if han.MatchString(said) && key != "prefs.other_lang" {
			t.Errorf("%s: Chinese in %q", key, s.Other)
		}
	}
	half := regexp.MustCompile(`\p{Han}[,;:!?]|[,;:!?]\p{Han}|[!！]`)
	for key, s := range words.byLang[Chinese] {
		if half.MatchString(s.Other) {
			t.Errorf("%s: a half-width mark, or an exclamation, in %q", key, s.Other)
		}
	}
}

func TestForbiddenWordsAreNotSaid(t *testing.T) {
	words := mustWords(t)
	for key, s := range words.byLang[Chinese] {
		for _, never := range []string{"非法输入", "操作失败", "系统繁忙", "100% 安全", "亲，"} {
			if strings.Contains(s.Other, never) {
				t.Errorf("%s says %s", key, never)
			}
		}
	}
}

var (
	han         = regexp.MustCompile(`\p{Han}`)
	literal     = regexp.MustCompile(`"([a-z_]+\.[\w.]+)"`)
	quoted      = regexp.MustCompile(`“[^”]*”`)
	holder      = regexp.MustCompile(`\{(\w+)\}`)
	inTemplates = regexp.MustCompile(`\bt "([\w.]+)"`)
	inGo        = regexp.MustCompile(`\b(?:Say|t|key|invalid|unfit)\("([\w.]+\.[\w.]+)"|(?:Key: +|\.say\(lang, |\.say\(p\.lang\(c\), )"([\w.]+\.[\w.]+)"`)
	constants   = regexp.MustCompile(`(?m)^(?:const|\t)\s*\w+ += "((?:fault|database|signup|signin|save|check|list|import)\.[\w.]+)"`)
	prefixes    = regexp.MustCompile(`"([a-z_]+\.(?:[a-z_]+_)?)"`)
)

func placeholders(s sentence) []string {
	names := map[string]bool{}
	for _, m := range holder.FindAllStringSubmatch(s.One+s.Other, -1) {
		names[strings.TrimSuffix(m[1], "_en")] = true // a name may have an English twin
	}
	return slices.Sorted(maps.Keys(names))
}

// TestEveryWordIsKnownAndUsed reads all templates of web and all Go sources of the module.
func TestEveryWordIsKnownAndUsed(t *testing.T) {
	words := mustWords(t)
	used, begun, named := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, file := range sources(t) {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pattern := inGo
		if strings.HasSuffix(file, ".html") {
			pattern = inTemplates
		}
		for _, m := range pattern.FindAllStringSubmatch(string(body), -1) {
			used[m[1]+lastOf(m)] = file
		}
		for _, m := range constants.FindAllStringSubmatch(string(body), -1) {
			used[m[1]] = file
		}
		for _, m := range literal.FindAllStringSubmatch(string(body), -1) {
			named[m[1]] = true
		}
		if strings.Contains(filepath.ToSlash(file), "/web/") {
			for _, m := range prefixes.FindAllStringSubmatch(string(body), -1) {
				begun[m[1]] = true
			}
		}
	}
	for key, file := range used {
		if begins := strings.HasSuffix(key, "_"); !begins && !words.Has(Chinese, key) {
			t.Errorf("%s says %s, which no catalogue knows", file, key)
		}
	}
	for _, key := range words.Keys(Chinese) {
		if used[key] == "" && !named[key] && !startsWithAny(key, begun) {
			t.Errorf("%s is said nowhere", key)
		}
	}
}

func lastOf(m []string) string {
	if len(m) > 2 {
		return m[2]
	}
	return ""
}

func startsWithAny(key string, prefixes map[string]bool) bool {
	for prefix := range prefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// sources are the templates of web and the Go files of the module that are not tests.
func sources(t *testing.T) []string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains([]string{"node_modules", "dist", ".git", "data", "bin"}, entry.Name()):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".html"), strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
