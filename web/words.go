// Package web is the portal: route table, handlers, views, pages, parts, words and assets.
package web

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/zhuqi-yunzhan/station"
)

//go:embed words/*.yaml
var wordFiles embed.FS

// The languages of the portal. Chinese is the first.
const (
	Chinese = "zh"
	English = "en"
)

// Languages lists them in order of precedence.
func Languages() []string { return []string{Chinese, English} }

// Words are the catalogues: every sentence the portal can say, by key, in each language.
type Words struct {
	byLang map[string]map[string]sentence
}

// sentence is a text with {name} placeholders; One is set where one thing reads differently from many.
type sentence struct{ One, Other string }

// UnmarshalYAML takes a plain text, or a map of one and other.
func (s *sentence) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		s.Other = node.Value
		return nil
	}
	var forms map[string]string
	if err := node.Decode(&forms); err != nil {
		return err
	}
	s.One, s.Other = forms["one"], forms["other"]
	if s.One == "" || s.Other == "" || len(forms) != 2 {
		return fmt.Errorf("line %d: a plural needs exactly one and other", node.Line)
	}
	return nil
}

// LoadWords reads the catalogues that are compiled in.
func LoadWords() (*Words, error) { return loadWords(wordFiles, "words") }

// loadWords reads <lang>.yaml and every <part>.<lang>.yaml of a folder. A key twice is an error.
func loadWords(files fs.FS, dir string) (*Words, error) {
	words := &Words{byLang: map[string]map[string]sentence{Chinese: {}, English: {}}}
	names, err := fs.Glob(files, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		stem := strings.TrimSuffix(path.Base(name), ".yaml")
		lang := stem[strings.LastIndex(stem, ".")+1:]
		if words.byLang[lang] == nil {
			return nil, fmt.Errorf("words: %s is of no known language", name)
		}
		if err := words.read(files, name, lang); err != nil {
			return nil, fmt.Errorf("words: %s: %w", name, err)
		}
	}
	return words, nil
}

func (w *Words) read(files fs.FS, name, lang string) error {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var part map[string]sentence
	if err := yaml.Unmarshal(body, &part); err != nil {
		return err
	}
	for key, text := range part {
		if _, twice := w.byLang[lang][key]; twice {
			return fmt.Errorf("%s is said twice", key)
		}
		w.byLang[lang][key] = text
	}
	return nil
}

// T puts a Text into words. It escapes nothing: html/template does. An unknown key shows as ⟦key⟧.
func (w *Words) T(lang string, text station.Text) string {
	found, ok := w.byLang[lang][text.Key]
	if !ok {
		return "⟦" + text.Key + "⟧"
	}
	said := found.Other
	if found.One != "" && isOne(text.Args["n"]) {
		said = found.One
	}
	if len(text.Args) == 0 || !strings.Contains(said, "{") {
		return said
	}
	return fill(said, func(name string) (string, bool) {
		arg, ok := text.Args[name]
		return w.show(lang, arg), ok
	})
}

// fill replaces each {name} once, left to right, so that an argument's own braces stay as they are.
func fill(said string, value func(name string) (string, bool)) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(said, '{')
		shut := -1
		if open >= 0 {
			shut = strings.IndexByte(said[open:], '}')
		}
		if shut < 0 {
			out.WriteString(said)
			return out.String()
		}
		out.WriteString(said[:open])
		name := said[open+1 : open+shut]
		if v, ok := value(name); ok {
			out.WriteString(v)
		} else {
			out.WriteString(said[open : open+shut+1])
		}
		said = said[open+shut+1:]
	}
}

func (w *Words) show(lang string, arg any) string {
	switch v := arg.(type) {
	case station.Text:
		return w.T(lang, v)
	case int:
		return Number(int64(v))
	case int64:
		return Number(v)
	case time.Time:
		return Date(lang, v) + " " + Clock(v)
	}
	return fmt.Sprint(arg)
}

func isOne(n any) bool {
	switch v := n.(type) {
	case int:
		return v == 1
	case int64:
		return v == 1
	}
	return false
}

// Has tells whether a language knows a key.
func (w *Words) Has(lang, key string) bool {
	_, ok := w.byLang[lang][key]
	return ok
}

// Keys lists the keys of a language in order.
func (w *Words) Keys(lang string) []string {
	keys := make([]string, 0, len(w.byLang[lang]))
	for key := range w.byLang[lang] {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
