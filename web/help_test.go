package web_test

import (
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/help"
	"github.com/zhuqi-yunzhan/station/web/storybook/stories"
)

// unexplained are the GET routes that no chapter explains, each with the reason.
var unexplained = map[string]string{
	"/healthz": "for machines", "/expert/reviews/:review/annotations.jsonld": "a file", "/assets/*": "files of pages", "/help": "the guide itself", "/help/:chapter": "the guide itself",
	"/logo/:digest": "a picture", "/rules/:revision/rules.tar.gz": "a file", "/profiles/:id/judgement.json": "a file", "/expert/reviews/:review/findings.docx": "a file", "/profiles/:id/profile.json": "a file", "/profiles/:id/profile.pdf": "a file", "/lists/:list/template.xlsx": "a file",
	"/lists/:list/export.xlsx": "a file", "/admin/audit/trail.csv": "a file", "/desk/licences/:licence/picture": "a file", "/desk/claims/:claim/licence": "a file",
	"/expert/reviews/:review/content.json": "a file", "/expert/reviews/:review/events": "for scripts of pages", "/reviews/:review/signed.json": "a file", "/reviews/:review/signed.pdf": "a file",
	"/reviews/:review/findings/:key/threads/:thread/comments/:comment/files/:file": "a file", "/expert/reviews/:review/findings/:key/threads/:thread/comments/:comment/files/:file": "a file",
	"/insight/tables/:table.csv": "a file", "/insight/tables/:table.xlsx": "a file", "/insight/tables/:table.json": "a file", "/insight/release.json": "a file", "/insight/audit.json": "a file",
	"/verify/status.json": "a file", "/verify/keys.json": "a file",
	"/insight/briefs/:brief/brief.pdf": "a file", "/insight/briefs/:brief/brief.docx": "a file",
}

func guide(t *testing.T) *help.Book {
	t.Helper()
	words, err := web.LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	book, err := web.OpenGuide(words)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// chapters are all chapters of a language in order.
func chapters(book *help.Book, lang string) []help.Chapter {
	own, common, others := book.Chapters(lang, station.Anonymous)
	return slices.Concat(own, common, others)
}

func TestEveryPageIsExplainedByAChapter(t *testing.T) {
	explained := guide(t).Pages()
	for route := range matrix {
		page, get := strings.CutPrefix(route, "GET ")
		if !get {
			continue
		}
		switch listed := slices.Contains(explained, page); {
		case !listed && unexplained[page] == "":
			t.Errorf("%s: name it in the front matter of a chapter in web/help/zh, or say in unexplained why not", page)
		case listed && unexplained[page] != "":
			t.Errorf("%s is explained and said to be %s", page, unexplained[page])
		}
	}
	for _, page := range append(explained, slices.Collect(maps.Keys(unexplained))...) {
		if _, there := matrix["GET "+page]; !there {
			t.Errorf("%s is no page of the portal", page)
		}
	}
}

func TestEveryLinkOfAChapterLeadsToAPage(t *testing.T) {
	book := guide(t)
	for _, lang := range web.Languages() {
		for _, chapter := range chapters(book, lang) {
			for _, link := range chapter.Links {
				page, _, _ := strings.Cut(link, "#")
				if _, there := matrix["GET "+page]; page != "" && !there && !strings.HasPrefix(page, "/help/") {
					t.Errorf("%s/%s leads to %s, which is no page", lang, chapter.Name, link)
				}
			}
		}
	}
}

func TestEveryRoleHasAChapter(t *testing.T) {
	book := guide(t)
	for _, role := range station.Roles() {
		if own, _, _ := book.Chapters(web.Chinese, role); len(own) == 0 {
			t.Errorf("there is no chapter for %s", role)
		}
	}
}

// TestThePicturesAreThoseOfTheChapters holds the tree against the chapters; the browser tests hold both against the portal.
func TestThePicturesAreThoseOfTheChapters(t *testing.T) {
	book, total := guide(t), 0
	for _, lang := range web.Languages() {
		shown := map[string]bool{}
		for _, chapter := range chapters(book, lang) {
			for _, name := range chapter.Pictures {
				shown[lang+"/"+name] = true
				if _, there := help.Pictures()[lang+"/"+name]; !there {
					t.Errorf("%s/%s shows %s, which is not in the tree or no WebP: make pictures", lang, chapter.Name, name)
				}
			}
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(chapter.HTML)))
			if err != nil {
				t.Fatal(err)
			}
			doc.Find("img").Each(func(_ int, img *goquery.Selection) {
				if img.AttrOr("width", "") != "660" || img.AttrOr("height", "0") < "1" || img.AttrOr("alt", "") == "" || img.AttrOr("loading", "") != "lazy" {
					got, _ := goquery.OuterHtml(img)
					t.Errorf("%s/%s: %s", lang, chapter.Name, got)
				}
			})
		}
		files, err := filepath.Glob(filepath.Join("help", "pictures", lang, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if !shown[lang+"/"+strings.TrimSuffix(filepath.Base(file), ".webp")] {
				t.Errorf("%s is shown in no chapter", file)
			}
			if info, err := os.Stat(file); err == nil {
				total += int(info.Size())
			}
		}
	}
	if total > 3<<20 {
		t.Errorf("the pictures weigh %d bytes, more than 3 MB", total)
	}
}

func TestChaptersKeepToTheRulesOfWording(t *testing.T) {
	book := guide(t)
	half := regexp.MustCompile(`\p{Han}[,;:!?]|[,;:!?]\p{Han}|[!！]`)
	for _, chapter := range chapters(book, web.Chinese) {
		text := textOf(t, chapter)
		if bad := half.FindString(text); bad != "" {
			t.Errorf("%s: a half-width mark, or an exclamation: %q", chapter.Name, bad)
		}
		for _, never := range []string{"非法输入", "操作失败", "系统繁忙", "100% 安全", "亲，", "你"} {
			if strings.Contains(strings.ReplaceAll(text, "你们", ""), never) {
				t.Errorf("%s says %s", chapter.Name, never)
			}
		}
	}
	han := regexp.MustCompile(`\p{Han}+`)
	for _, chapter := range chapters(book, web.English) {
		if found := han.FindString(textOf(t, chapter)); found != "" {
			t.Errorf("%s: Chinese in English: %s", chapter.Name, found)
		}
	}
}

// textOf is what a reader reads of a chapter.
func textOf(t *testing.T, chapter help.Chapter) string {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(chapter.HTML)))
	if err != nil {
		t.Fatal(err)
	}
	return chapter.Title + "\n" + chapter.Lead + "\n" + doc.Text()
}

func TestEveryPageLeadsToTheGuide(t *testing.T) {
	v := views(t)
	for _, s := range stories.All() {
		doc, _ := told(t, v, s, web.Chinese, nil)
		for _, where := range []string{".mast a.guide-link", "footer a[href='/help']"} {
			if got := doc.Find(where); got.Length() != 1 || got.AttrOr("href", "") != "/help" {
				t.Errorf("%s: %d of %s", s.Name, got.Length(), where)
			}
		}
	}
}

func TestTheGuideIsReadByEverybodyAndBeginsWithTheOwnRole(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	staff := p.staff()
	for token, first := range map[string]string{f.tokens[station.Owner]: "/help/owner", f.tokens[station.Member]: "/help/member", staff[station.Auditor]: "/help/staff"} {
		doc := p.see("/help", token)
		if got := doc.Find("#guide-own ~ article h3 a").First().AttrOr("href", ""); got != first {
			t.Errorf("the first chapter is %q, want %s", got, first)
		}
		if n := doc.Find("main a[href^='/help/']:not([href*='#'])").Length(); n != len(chapters(guide(t), web.Chinese)) {
			t.Errorf("%d chapters are listed", n)
		}
	}
	if p.see("/help", "").Find("#guide-own").Length() != 0 {
		t.Error("a visitor has no role")
	}
	for path, want := range map[string]string{"/people": "/help/owner#invite", "/profiles/" + f.profile + "/findings": "/help/profiles#findings", "/self-checks/" + f.check: "/help/checks#overview", "/account": "/help/account#name"} {
		if got := p.see(path, f.tokens[station.Owner]).Find(".mast a.guide-link").AttrOr("href", ""); got != want {
			t.Errorf("%s leads to %q, want %s", path, got, want)
		}
	}
	if got := p.see("/people", f.tokens[station.Member]).Find(".mast a.guide-link").AttrOr("href", ""); got != "/help/member#ask" {
		t.Errorf("a member is led to %s", got)
	}
	refused := p.post("/people/invitations", f.tokens[station.Owner], map[string][]string{"email": {"no address"}})
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(refused.body, `href="/help/owner#invite"`) {
		t.Errorf("%d: a form that comes back does not lead to what explains it", refused.status)
	}
	if absent := p.do("GET", "/nowhere-at-all", "", nil); absent.status != 404 || !strings.Contains(absent.body, `class="guide-link" href="/help"`) {
		t.Errorf("%d: the page of a fault does not lead to the contents", absent.status)
	}
}

func TestEveryChapterIsServedInBothLanguages(t *testing.T) {
	p := newPortal(t)
	for _, lang := range web.Languages() {
		for _, chapter := range chapters(guide(t), lang) {
			r, err := http.NewRequest("GET", "http://station.example"+chapter.URL(), nil)
			p.must(err)
			r.AddCookie(&http.Cookie{Name: "station-lang", Value: lang})
			got := p.answered(r)
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
			p.must(err)
			if got.status != 200 || doc.Find("h1").Text() != chapter.Title {
				t.Errorf("%s %s: %d, %q", lang, chapter.Name, got.status, doc.Find("h1").Text())
			}
			checkIDs(t, lang+" "+chapter.Name, doc)
			if bad := inline.FindString(got.body); bad != "" {
				t.Errorf("%s %s: inline style or script: %q", lang, chapter.Name, bad)
			}
			doc.Find(".guide-toc a").Each(func(_ int, a *goquery.Selection) {
				if doc.Find(".guide "+a.AttrOr("href", "#-")).Length() != 1 {
					t.Errorf("%s %s: %s leads nowhere", lang, chapter.Name, a.AttrOr("href", ""))
				}
			})
		}
	}
	if got := p.do("GET", "/help/no-such-chapter", "", nil); got.status != 404 {
		t.Errorf("a chapter that is not there: %d", got.status)
	}
}

func TestSearchInTheGuideMarksWhatItFindsAndSaysWhatToDoWhenNothing(t *testing.T) {
	p := newPortal(t)
	doc := p.see("/help?q=%E5%BF%98%E8%AE%B0%E5%AF%86%E7%A0%81%E4%BA%86", "") // 忘记密码了
	if doc.Find(".guide-hits li").Length() == 0 || doc.Find(".guide-hits mark").Length() == 0 || doc.Find("#guide-q").AttrOr("value", "") != "忘记密码了" {
		t.Error("nothing is found, nothing is marked, or what was looked for is gone")
	}
	doc = p.see("/help?q=passkey", "")
	if doc.Find(".guide-hits p[lang=en] mark").Length() == 0 {
		t.Error("an English word is not found in the Chinese guide, or not said to be English")
	}
	doc = p.see("/help?q=%3Cb%3Ezzz", "")
	if !strings.Contains(doc.Find("h1").Text(), "没有找到“<b>zzz”") || !strings.Contains(doc.Find(".lead").Text(), "打服务台") || doc.Find("#guide-common").Length() != 1 {
		t.Errorf("%q: nothing found says neither that nor what to do", doc.Find("h1").Text())
	}
}

func TestAPictureOfTheGuideIsKeptForAYear(t *testing.T) {
	p := newPortal(t)
	for name, below := range help.Pictures() {
		got := p.do("GET", "/assets/"+below, "", nil)
		if got.status != 200 || got.header.Get("Content-Type") != "image/webp" || !strings.Contains(got.header.Get("Cache-Control"), "immutable") || !strings.HasPrefix(got.body, "RIFF") {
			t.Errorf("%s: %d %v", name, got.status, got.header)
		}
	}
	for _, none := range []string{"/assets/help/", "/assets/help/zh/signin-form.webp", "/assets/help/../app.css"} {
		if got := p.do("GET", none, "", nil); got.status != 404 {
			t.Errorf("%s: %d", none, got.status)
		}
	}
}
