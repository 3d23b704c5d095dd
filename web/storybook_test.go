package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/assets"
	"github.com/zhuqi-yunzhan/station/web/storybook/stories"
)

func views(t *testing.T) *web.Views {
	t.Helper()
	words, err := web.LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	all, err := web.NewViews(words)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// told renders one story in a language and a look.
func told(t *testing.T, v *web.Views, s stories.Story, lang string, look func(*web.Chrome)) (*goquery.Document, string) {
	t.Helper()
	telling := stories.NewTelling(v.Words(), lang)
	if look != nil {
		look(&telling.Chrome)
	}
	var out bytes.Buffer
	if err := v.Render(&out, s.Page, s.Make(telling)); err != nil {
		t.Fatalf("%s in %s: %v", s.Name, lang, err)
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return doc, out.String()
}

func story(t *testing.T, name string) stories.Story {
	t.Helper()
	for _, s := range stories.All() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no story %s", name)
	return stories.Story{}
}

func TestEveryPageIsToldInEveryLook(t *testing.T) {
	v := views(t)
	toldPages := map[string]bool{}
	looks := map[string]func(*web.Chrome){"system": nil, "dark": func(c *web.Chrome) { c.Theme = "dark" }, "light": func(c *web.Chrome) { c.Theme = "light" }, "large": func(c *web.Chrome) { c.Large = true }}
	for _, s := range stories.All() {
		toldPages[s.Page] = true
		for _, lang := range web.Languages() {
			for name, look := range looks {
				doc, html := told(t, v, s, lang, look)
				where := s.Name + " " + lang + " " + name
				checkPage(t, where, doc, html)
				root := doc.Find("html")
				if got := root.AttrOr("data-theme", "system") + root.AttrOr("data-print", ""); name != "large" && got != name || name == "large" && got != "systemlarge" {
					t.Errorf("%s: looks like %s", where, got)
				}
			}
		}
	}
	for _, page := range v.Pages() {
		if !toldPages[page] {
			t.Errorf("page %s has no story", page)
		}
	}
}

var inline = regexp.MustCompile(`\sstyle="|\son[a-z]+="|<style|<script(?: [^>]*)?>[^<]|javascript:`)

// checkPage holds what is true of every page.
func checkPage(t *testing.T, where string, doc *goquery.Document, html string) {
	t.Helper()
	for _, never := range []string{"⟦", "<no value>", "ZgotmplZ", "%!"} {
		if strings.Contains(html, never) {
			t.Errorf("%s: %s in the page", where, never)
		}
	}
	if found := inline.FindString(html); found != "" {
		t.Errorf("%s: inline style or script: %q", where, found)
	}
	for selector, n := range map[string]int{"main#main": 1, "h1": 1, "title": 1, "a.skip[href='#main']": 1, "header": 1, "footer": 1, ".demo": 1, ".prefs form[method=post][action='/preferences']": 3} {
		if got := doc.Find(selector).Length(); got != n {
			t.Errorf("%s: %d of %s, want %d", where, got, selector, n)
		}
	}
	doc.Find("form[method=post]").Each(func(_ int, f *goquery.Selection) {
		if f.Find("input[name=csrf][value=story]").Length() != 1 {
			t.Errorf("%s: a form to %s without its token", where, f.AttrOr("action", ""))
		}
	})
	checkIDs(t, where, doc)
	checkSpoken(t, where, doc)
	if title := doc.Find("title").Text(); strings.HasPrefix(strings.TrimSpace(title), "-") {
		t.Errorf("%s: title %q", where, title)
	}
}

// checkSpoken: whoever speaks to a computer says what they see (WCAG 2.5.3), so a name that is only heard holds the words that are shown.
func checkSpoken(t *testing.T, where string, doc *goquery.Document) {
	t.Helper()
	flat := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	doc.Find("button[aria-label], a[aria-label], summary[aria-label]").Each(func(_ int, e *goquery.Selection) {
		seen := e.Clone()
		seen.Find("[aria-hidden=true], svg, .vh").Remove()
		if name := e.AttrOr("aria-label", ""); !strings.Contains(flat(name), flat(seen.Text())) {
			t.Errorf("%s: shows %q and is called %q", where, seen.Text(), name)
		}
	})
}

// checkIDs: no id twice, and whatever names an id finds it.
func checkIDs(t *testing.T, where string, doc *goquery.Document) {
	t.Helper()
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id := e.AttrOr("id", "")
		if ids[id] {
			t.Errorf("%s: id %s twice", where, id)
		}
		ids[id] = true
	})
	for _, attr := range []string{"for", "aria-describedby", "aria-labelledby", "data-echo"} {
		doc.Find("[" + attr + "]").Each(func(_ int, e *goquery.Selection) {
			for _, id := range strings.Fields(e.AttrOr(attr, "")) {
				if !ids[id] {
					t.Errorf("%s: %s=%s leads nowhere", where, attr, id)
				}
			}
		})
	}
	doc.Find(".err-sum a[href^='#']").Each(func(_ int, a *goquery.Selection) {
		if !ids[a.AttrOr("href", "#")[1:]] {
			t.Errorf("%s: the error %q leads nowhere", where, a.Text())
		}
	})
}

func TestEnglishPagesHaveNoChineseButLegalTitles(t *testing.T) {
	v := views(t)
	han := regexp.MustCompile(`\p{Han}+`)
	for _, s := range stories.All() {
		doc, _ := told(t, v, s, web.English, nil)
		doc.Find("[lang^=zh]").Remove()
		if found := han.FindString(doc.Find("html").Text()); found != "" {
			t.Errorf("%s: %s", s.Name, found)
		}
		doc.Find("[aria-label],[placeholder]").Each(func(_ int, e *goquery.Selection) {
			if found := han.FindString(e.AttrOr("aria-label", "") + e.AttrOr("placeholder", "")); found != "" {
				t.Errorf("%s: label %s", s.Name, found)
			}
		})
	}
}

func TestNavigationFollowsTheRole(t *testing.T) {
	v := views(t)
	for name, want := range map[string][]string{
		"home": {"/home", "/self-checks", "/profiles", "/lists"}, "staffhome": {"/staff"}, "landing": {"/"},
	} {
		doc, _ := told(t, v, story(t, name), web.Chinese, nil)
		got := doc.Find("nav.nav a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if tabs := doc.Find("nav.tabbar").Length() == 1; tabs != (name == "home") {
			t.Errorf("%s: tab bar %v", name, tabs)
		}
	}
	doc, _ := told(t, v, story(t, "question"), web.Chinese, nil)
	if doc.Find(".tabbar, .has-tabbar").Length() != 0 {
		t.Error("nothing competes with the answer on a question page")
	}
}

func TestAQuestionKeepsItsAnswerAndItsComplaint(t *testing.T) {
	v := views(t)
	doc, _ := told(t, v, story(t, "question-group"), web.Chinese, nil)
	share := doc.Find("#f-share")
	if share.AttrOr("value", "") != "510" || share.AttrOr("aria-invalid", "") != "true" || !strings.Contains(share.AttrOr("aria-describedby", ""), "f-share-e") {
		t.Error("a refused number comes back with its value and its complaint")
	}
	if !strings.HasPrefix(doc.Find("title").Text(), "有 2 处需要修改") {
		t.Errorf("title %q", doc.Find("title").Text())
	}
	for _, selector := range []string{".err-sum[role=alert][tabindex='-1'] a[href='#f-share']", "input[name=kinds][value=sale][checked]", "input[name='kinds.instead'][value=dont_know][checked]", "button[name=go][value=next]", "form[data-module=autosave]", "#f-since-p"} {
		if doc.Find(selector).Length() != 1 {
			t.Errorf("no %s", selector)
		}
	}
	doc, _ = told(t, v, story(t, "question"), web.Chinese, nil)
	for _, selector := range []string{"fieldset legend h1", "input[type=radio][value=true][checked]", ".reveal #f-rpt_tangible[data-module=echo]", "details.why", ".steps .now", ".det svg.bar"} {
		if doc.Find(selector).Length() == 0 {
			t.Errorf("no %s", selector)
		}
	}
	doc, _ = told(t, v, story(t, "question-conflict"), web.English, nil)
	if doc.Find("input[name='keep.has_rpt']").Length() != 2 || doc.Find(".save--off").Length() != 1 {
		t.Error("a conflict shows both answers")
	}
}

func TestAProfileNeverShowsANumberAlone(t *testing.T) {
	v := views(t)
	doc, _ := told(t, v, story(t, "profile"), web.Chinese, nil)
	for selector, n := range map[string]int{".gauge": 1, ".radar": 1, ".dom": 3, ".fcard": 4, ".moves li": 3, ".late": 2} {
		if got := doc.Find(selector).Length(); got != n {
			t.Errorf("%d of %s, want %d", got, selector, n)
		}
	}
	doc, _ = told(t, v, story(t, "profile-open"), web.Chinese, nil)
	if doc.Find(".gauge .none").Length() != 1 || !strings.Contains(doc.Find("#verdict").Text(), "先答完 2 题才出分") {
		t.Error("with too few answers no number is shown, and the page says how many are missing")
	}
}

func TestRenderRefusesWhatItCannotShow(t *testing.T) {
	v := views(t)
	for name, data := range map[string]any{"landing": struct{ X int }{1}, "nowhere": web.LandingPage{}, "check": web.LandingPage{}} {
		var out bytes.Buffer
		if err := v.Render(&out, name, data); err == nil || out.Len() != 0 {
			t.Errorf("%s with %T: %v, %d bytes", name, data, err, out.Len())
		}
	}
	if err := v.Fragment(io.Discard, "question", "question-place", story(t, "question").Make(stories.NewTelling(v.Words(), web.English))); err != nil {
		t.Error(err)
	}
}

func TestPagesAreRenderedAtTheSameTimeInBothLanguages(t *testing.T) {
	v := views(t)
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			lang := web.Languages()[i%2]
			page := web.ErrorPage{Chrome: web.Chrome{Lang: lang}, Say: station.Say("error.h1")}
			var out bytes.Buffer
			if err := v.Render(&out, "error", page); err != nil || strings.Contains(out.String(), "Service desk") != (lang == web.English) {
				t.Errorf("%s: %v", lang, err)
			}
		})
	}
	wait.Wait()
}

func TestNoPageHidesAFieldOfItsFrame(t *testing.T) {
	v := views(t)
	frame := reflect.TypeFor[web.Chrome]()
	for _, s := range stories.All() {
		page := reflect.TypeOf(s.Make(stories.NewTelling(v.Words(), web.Chinese)))
		for i := range frame.NumField() {
			name := frame.Field(i).Name
			if f, ok := page.FieldByName(name); !ok || len(f.Index) != 2 {
				t.Errorf("%v has a %s of its own: the layout would read it", page, name)
			}
		}
	}
}

func TestAQuestionPageStaysLight(t *testing.T) {
	if !assets.Built() {
		t.Fatal("the assets are not built: run `make test`, or `npm ci && npm run build`")
	}
	v := views(t)
	for _, name := range []string{"question", "question-group", "question-conflict"} {
		_, html := told(t, v, story(t, name), web.Chinese, nil)
		var packed bytes.Buffer
		zip := gzip.NewWriter(&packed)
		_, _ = zip.Write([]byte(html))
		zip.Close()
		total := packed.Len()
		for _, file := range []string{"app.css", "app.js", "sprite.svg", "icon.svg"} {
			body, _, encoding, ok := assets.Lookup(assets.URL(file), "gzip")
			if !ok || encoding != "gzip" {
				t.Fatalf("%s is not there in gzip", file)
			}
			total += len(body)
		}
		t.Logf("%s: page %d, in all %d bytes", name, packed.Len(), total)
		if total > 60_000 {
			t.Errorf("%s weighs %d bytes, more than 60 kB", name, total)
		}
	}
}
