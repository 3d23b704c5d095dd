package notices

import (
	"embed"
	"errors"
	"fmt"
	"strings"
	"text/template"
	"time"
)

//go:embed templates
var templateFiles embed.FS

// shanghai is the clock of the people we write to.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// words are the templates of all kinds in all languages.
type words struct {
	kinds  map[Kind]map[string]*wording
	layout map[string]map[string]string // language, then key
}

// wording is what one kind says in one language.
type wording struct {
	name string // of the kind, for choosing it
	set  *template.Template
}

// Letter is a message put into words.
type Letter struct {
	Subject string
	Short   string // one or two sentences that stand alone: a short message
	Body    string // paragraphs, an empty line between them
	Button  string // what the link does; empty where there is none
}

var sections = []string{"subject", "short", "button"}

func loadWords() (*words, error) {
	w := &words{kinds: map[Kind]map[string]*wording{}, layout: map[string]map[string]string{}}
	var faults []error
	for _, lang := range Languages() {
		head, _, err := readTemplate("layout", lang)
		faults = append(faults, err)
		w.layout[lang] = head
		for kind := range rules {
			one, err := readWording(kind, lang)
			faults = append(faults, err)
			if w.kinds[kind] == nil {
				w.kinds[kind] = map[string]*wording{}
			}
			w.kinds[kind][lang] = one
		}
	}
	return w, errors.Join(faults...)
}

// readTemplate reads templates/<name>.<lang>.txt: lines `key: text`, then a line --- and the body.
func readTemplate(name, lang string) (head map[string]string, body string, err error) {
	file := "templates/" + name + "." + lang + ".txt"
	text, err := templateFiles.ReadFile(file)
	if err != nil {
		return nil, "", err
	}
	top, body, _ := strings.Cut(string(text), "\n---\n")
	head = map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(top), "\n") {
		key, said, ok := strings.Cut(line, ": ")
		if !ok || head[key] != "" {
			return nil, "", fmt.Errorf("%s: %q is no line of `key: text`, or comes twice", file, line)
		}
		head[key] = said
	}
	return head, strings.TrimSpace(body), nil
}

func readWording(kind Kind, lang string) (*wording, error) {
	head, body, err := readTemplate(string(kind), lang)
	if err != nil {
		return nil, err
	}
	set, err := template.New("body").Option("missingkey=error").Funcs(funcs(lang)).Parse(body)
	if err != nil {
		return nil, err
	}
	for _, section := range sections {
		if _, err := set.New(section).Parse(head[section]); err != nil {
			return nil, err
		}
	}
	if head["name"] == "" || head["subject"] == "" || head["short"] == "" || body == "" {
		return nil, fmt.Errorf("templates/%s.%s.txt: name, subject, short and body are needed", kind, lang)
	}
	return &wording{name: head["name"], set: set}, nil
}

// say puts a message into words. data are its arguments as readContent gives them.
func (w *words) say(kind Kind, lang string, data map[string]any) (Letter, error) {
	one := w.kinds[kind][language(lang)]
	if one == nil {
		return Letter{}, kind.check()
	}
	said := map[string]string{}
	for _, section := range append([]string{"body"}, sections...) {
		var out strings.Builder
		if err := one.set.ExecuteTemplate(&out, section, data); err != nil {
			return Letter{}, fmt.Errorf("put %s into words: %w", kind, err)
		}
		said[section] = strings.TrimSpace(out.String())
	}
	return Letter{Subject: said["subject"], Short: said["short"], Body: said["body"], Button: said["button"]}, nil
}

// Name is what a kind is called in a language.
func (r *Room) Name(kind Kind, lang string) string {
	if one := r.words.kinds[kind][language(lang)]; one != nil {
		return one.name
	}
	return string(kind)
}

// language is one that every template has.
func language(lang string) string {
	if lang == English {
		return English
	}
	return Chinese
}

func funcs(lang string) template.FuncMap {
	moment, day := "1 月 2 日 15:04", "2006 年 1 月 2 日"
	if lang == English {
		moment, day = "2 Jan, 15:04", "2 Jan 2006"
	}
	return template.FuncMap{
		"moment": func(at time.Time) string { return at.In(shanghai).Format(moment) },
		"day":    func(at time.Time) string { return at.In(shanghai).Format(day) },
		"cut":    cut,
	}
}

// cut shortens a text to n letters, the last of them saying that something is missing.
func cut(n int, s string) string {
	letters := []rune(s)
	if len(letters) <= n {
		return s
	}
	return strings.TrimSpace(string(letters[:n-1])) + "…"
}
