package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/web/assets"
)

//go:embed pages/*.html parts/*.html
var pageFiles embed.FS

// Views are the pages, parsed at boot once for each language: a page's functions then know their
// language, and nothing is bound while a request runs.
type Views struct {
	words *Words
	pages map[string]map[string]*template.Template // language, then page
}

// NewViews parses every page. A template that does not parse stops the boot.
func NewViews(words *Words) (*Views, error) {
	views := &Views{words: words, pages: map[string]map[string]*template.Template{}}
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	for _, lang := range Languages() {
		base, err := template.New("").Funcs(voice{words, lang}.funcs()).ParseFS(pageFiles, "parts/*.html")
		if err != nil {
			return nil, fmt.Errorf("views: parts: %w", err)
		}
		views.pages[lang] = map[string]*template.Template{}
		for _, name := range names {
			page := strings.TrimSuffix(path.Base(name), ".html")
			if views.pages[lang][page], err = parsePage(base, name); err != nil {
				return nil, fmt.Errorf("views: %s: %w", page, err)
			}
		}
	}
	return views, nil
}

func parsePage(base *template.Template, name string) (*template.Template, error) {
	clone, err := base.Clone()
	if err != nil {
		return nil, err
	}
	page, err := clone.ParseFS(pageFiles, name)
	if err != nil {
		return nil, err
	}
	for _, need := range []string{"title", "body"} {
		if page.Lookup(need) == nil {
			return nil, fmt.Errorf("defines no %q", need)
		}
	}
	return page, nil
}

// Words are the catalogues that the pages speak from.
func (v *Views) Words() *Words { return v.words }

// Pages lists the names of all pages.
func (v *Views) Pages() []string {
	var names []string
	for name := range v.pages[Chinese] {
		names = append(names, name)
	}
	return names
}

// Render writes a whole page. Nothing is written when the template fails halfway.
func (v *Views) Render(w io.Writer, page string, data any) error {
	return v.execute(w, page, "layout", data)
}

// Fragment writes one named template of a page, for an answer that replaces a part of it.
func (v *Views) Fragment(w io.Writer, page, name string, data any) error {
	return v.execute(w, page, name, data)
}

func (v *Views) execute(w io.Writer, page, name string, data any) error {
	framed, ok := data.(framed)
	if !ok {
		return fmt.Errorf("views: %s: %T does not embed Chrome", page, data)
	}
	lang := framed.frame().Lang
	if v.pages[lang] == nil {
		lang = Chinese
	}
	tmpl := v.pages[lang][page]
	if tmpl == nil {
		return fmt.Errorf("views: no page %q", page)
	}
	var out bytes.Buffer
	if err := tmpl.ExecuteTemplate(&out, name, data); err != nil {
		return fmt.Errorf("views: %s: %w", page, err)
	}
	_, err := out.WriteTo(w)
	return err
}

// voice is a language with its catalogue: the functions that templates call.
type voice struct {
	words *Words
	lang  string
}

// t says a key with its arguments in pairs.
func (v voice) t(key string, pairs ...any) string {
	return v.words.T(v.lang, station.Say(key, pairs...))
}

// tx says a Text.
func (v voice) tx(text station.Text) string { return v.words.T(v.lang, text) }

func (v voice) funcs() template.FuncMap {
	return template.FuncMap{
		"t": v.t, "tx": v.tx, "field": v.field, "options": withOptions, "option": newOption,
		"date":  func(at time.Time) string { return Date(v.lang, at) },
		"dateY": func(at time.Time) string { return DateYear(v.lang, at) },
		"clock": Clock, "stamp": Stamp, "points": Points, "percent": percent,
		"num": func(n int) string { return Number(int64(n)) },
		"inc": func(n int) int { return n + 1 }, "noteFile": noteFile, "noteAccept": files.Note.Accept,
		"span": func(b station.Bounds) string { return Span(b.Worst, b.Best) },
		"dial": func(d Dial) template.HTML { return d.SVG(v.t) }, "radar": func(r Radar) template.HTML { return r.SVG(v.t) },
		"band": Band, "bandLevel": BandLevel, "levelOf": levelOf,
		"icon": icon, "mark": mark, "bar": bar, "areaIcon": areaIcon,
		"command": uuid.NewString, // the number of a form's command: what comes twice is done once
		"asset":   assets.URL, "dict": dict,
	}
}
