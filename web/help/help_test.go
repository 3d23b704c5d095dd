package help

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhuqi-yunzhan/station"
)

// said is a catalogue of one key.
func said(lang, key string) (string, bool) {
	return map[string]string{"zh": "邀请 {n} 位", "en": "Invite <{n}>"}[lang], key == "people.invite"
}

const (
	zhHead = "---\ntitle: 负责人\nlead: 管好企业\norder: 10\nroles: [owner]\npages:\n  /people: invite\n---\n"
	enHead = "---\ntitle: Owner\nlead: Look after the company\n---\n"
	zhText = "## 邀请同事 {#invite}\n\n1. 点{{word \"people.invite\"}}，再看[上面](#invite)。\n2. 打开[同事](/people)，或看[这一章](owner#invite)。\n"
	enText = "## Invite a colleague {#invite}\n\n1. Choose {{word \"people.invite\"}}, see [above](#invite).\n2. Open [colleagues](/people), or see [this](owner#invite).\n"
)

func book(t *testing.T, zh, en string) (*Book, error) {
	t.Helper()
	return load(fstest.MapFS{"zh/owner.md": {Data: []byte(zh)}, "en/owner.md": {Data: []byte(en)}}, said)
}

func TestAChapterIsRenderedWithItsWordsAndIds(t *testing.T) {
	b, err := book(t, zhHead+zhText, enHead+enText)
	if err != nil {
		t.Fatal(err)
	}
	chapter, _, _, _ := b.Find(English, "owner")
	html := string(chapter.HTML)
	for _, want := range []string{`<h2 id="invite">Invite a colleague</h2>`, `<b class="ui">Invite &lt;…&gt;</b>`, `<a href="/help/owner#invite">`, `<a href="/people">`, `<li>`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
	if len(chapter.Roles) != 1 || chapter.Roles[0] != station.Owner {
		t.Errorf("the English chapter is for %v", chapter.Roles)
	}
}

func TestABrokenChapterStopsTheStart(t *testing.T) {
	for name, c := range map[string]struct{ zh, en, tells string }{
		"no front matter":                {zhText, enHead + enText, "front matter"},
		"an unknown field in front":      {strings.Replace(zhHead, "roles:", "role:", 1) + zhText, enHead + enText, "role"},
		"an unknown role":                {strings.Replace(zhHead, "[owner]", "[emperor]", 1) + zhText, enHead + enText, "emperor"},
		"no order":                       {strings.Replace(zhHead, "order: 10\n", "", 1) + zhText, enHead + enText, "order"},
		"roles in English too":           {zhHead + zhText, strings.Replace(enHead, "lead", "roles: [owner]\nlead", 1) + enText, "Chinese file only"},
		"a page under a heading unknown": {strings.Replace(zhHead, "/people: invite", "/people: nowhere", 1) + zhText, enHead + enText, "#nowhere"},
		"a word that nobody says":        {zhHead + strings.Replace(zhText, "people.invite\"", "people.gone\"", 1), enHead + enText, "people.gone"},
		"a heading without an id":        {zhHead + zhText + "\n## 又一节\n", enHead + enText, "needs an id"},
		"a heading twice":                {zhHead + zhText + "\n## 又一节 {#invite}\n", enHead + enText, "twice"},
		"an id of the frame":             {zhHead + zhText + "\n## 又一节 {#main}\n", enHead + enText, "needs an id"},
		"a class on a heading":           {zhHead + zhText + "\n## 又一节 {#more .big}\n", enHead + enText, "nothing else"},
		"a heading of the first level":   {zhHead + "# 题目 {#top}\n", enHead + enText, "level 1"},
		"a heading in one language":      {zhHead + zhText + "\n## 又一节 {#more}\n", enHead + enText, "headings differ"},
		"a picture in one language":      {zhHead + zhText + "\n![邀请](people-invite)\n", enHead + enText, "pictures differ"},
		"a picture without a text":       {zhHead + zhText + "\n![](people-invite)\n", enHead + enText, "needs a text"},
		"a picture from elsewhere":       {zhHead + zhText + "\n![图](https://example.com/x.png)\n", enHead + enText, "needs a text"},
		"bold letters for a button":      {zhHead + zhText + "\n点 **邀请** 。\n", enHead + enText, "emphasised"},
		"HTML":                           {zhHead + zhText + "\n<b>邀请</b>\n", enHead + enText, "HTML"},
		"a block of HTML":                {zhHead + zhText + "\n<div>\n</div>\n", enHead + enText, "HTML"},
		"a link out of the portal":       {zhHead + zhText + "\n[外面](https://example.com)\n", enHead + enText, "out of the portal"},
		"a script for a link":            {zhHead + zhText + "\n[外面](javascript:alert(1))\n", enHead + enText, "out of the portal"},
		"a link to no heading":           {zhHead + zhText + "\n[那里](#gone)\n", enHead + enText, "no heading"},
		"a link to no chapter":           {zhHead + zhText + "\n[那里](member#invite)\n", enHead + enText, "no chapter"},
	} {
		if _, err := book(t, c.zh, c.en); err == nil || !strings.Contains(err.Error(), c.tells) {
			t.Errorf("%s: %v, should tell of %q", name, err, c.tells)
		}
	}
	if _, err := load(fstest.MapFS{"zh/a.md": {Data: []byte(zhHead + zhText)}}, said); err == nil {
		t.Error("a chapter in one language only was taken")
	}
}

func TestAPageLeadsToWhatExplainsIt(t *testing.T) {
	owner := spot{[]station.Role{station.Owner}, "owner", "invite"}
	member := spot{[]station.Role{station.Member}, "member", ""}
	b := &Book{explains: map[string][]spot{
		"/": {{nil, "sign-in", "register"}}, "/people": {owner, member}, "/account": {{nil, "account", "name"}}, "/admin/staff": {{[]station.Role{station.Security}, "security", "invite"}},
	}}
	for _, c := range []struct {
		route string
		role  station.Role
		want  string
	}{
		{"/people", station.Owner, "/help/owner#invite"}, {"/people", station.Member, "/help/member"},
		{"/people/:person/remove", station.Owner, "/help/owner#invite"}, {"/account/email", station.Anonymous, "/help/account#name"},
		{"/admin/staff", station.Auditor, "/help/security#invite"}, {"/", station.Anonymous, "/help/sign-in#register"},
		{"/nowhere", station.Owner, "/help"}, {"/nowhere/else", station.Owner, "/help"}, {"", station.Owner, "/help"},
	} {
		if got := b.For(c.route, c.role); got != c.want {
			t.Errorf("%s as %s: %s, want %s", c.route, c.role, got, c.want)
		}
	}
}

func TestSearchFindsAndMarks(t *testing.T) {
	b, err := load(texts, func(string, string) (string, bool) { return "Word", true })
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, query, first, marks string }{
		{Chinese, "忘了密码", "/help/sign-in#forgot", ""},
		{Chinese, "企业负责人呢", "", "企业负责人"}, // nowhere as it is: found by its pairs
		{Chinese, "恢复码", "/help/second-factor#codes", "恢复码"},
		{English, "Lost PASSWORD", "/help/sign-in#forgot", "password"},
		{English, "passkey", "/help/second-factor#key", "passkey"},
		{English, "密码", "", "密码"},           // in the other language
		{Chinese, "passkey", "", "passkey"}, // and the other way round
	} {
		hits := b.Search(c.lang, c.query)
		if len(hits) == 0 || c.first != "" && hits[0].URL != c.first {
			t.Errorf("%s %q: %d hits, first %+v", c.lang, c.query, len(hits), hits[:min(1, len(hits))])
			continue
		}
		found := c.marks == ""
		for _, hit := range hits {
			for _, p := range hit.Excerpt {
				found = found || p.Marked && strings.EqualFold(p.Text, c.marks)
			}
		}
		if !found {
			t.Errorf("%s %q: %q is marked nowhere", c.lang, c.query, c.marks)
		}
	}
	for _, query := range []string{"", "  ", "?!", "zzzz", "password zzzz", strings.Repeat("无", 5000)} {
		if hits := b.Search(English, query); len(hits) != 0 {
			t.Errorf("%.20q finds %d places", query, len(hits))
		}
	}
	if hits := b.Search(English, "the"); len(hits) != mostHits {
		t.Errorf("a word that is everywhere gives %d places", len(hits))
	}
}

func TestAnExcerptKeepsEveryLetter(t *testing.T) {
	for text, mark := range map[string]string{"İstanbul and the İ": "the", "登录 Sign in 登录": "登录", "no such": "zz", "": "x", "ask asks task": "ask"} {
		var whole string
		for _, p := range excerpt(text, []string{mark}) {
			whole += p.Text
		}
		if whole != text {
			t.Errorf("%q becomes %q", text, whole)
		}
	}
	pieces := excerpt("ask asks task", []string{"ask"})
	if len(pieces) != 4 || !pieces[0].Marked || pieces[3].Text != "s task" {
		t.Errorf("%+v: a Latin word is marked at the beginning of a word only", pieces)
	}
}

func TestTheSizeOfAPictureIsReadFromItsHead(t *testing.T) {
	riff := func(kind string, rest ...byte) []byte {
		return append([]byte("RIFF....WEBP"+kind+"...."), append(rest, make([]byte, 30)...)...)
	}
	for name, c := range map[string]struct {
		body       []byte
		wide, high int
	}{
		"lossy":    {riff("VP8 ", 0, 0, 0, 0x9d, 0x01, 0x2a, 0xde, 0x03, 0x2c, 0x01), 990, 300},
		"lossless": {riff("VP8L", 0x2f, 0xdd, 0xc3, 0x4a, 0x00), 990, 300},
		"extended": {riff("VP8X", 0, 0, 0, 0, 0xdd, 0x03, 0, 0x2b, 0x01, 0), 990, 300},
	} {
		if wide, high, err := webpSize(c.body); err != nil || wide != c.wide || high != c.high {
			t.Errorf("%s: %d × %d, %v", name, wide, high, err)
		}
	}
	for _, body := range [][]byte{nil, []byte("RIFF"), riff("VP9 ")} {
		if _, _, err := webpSize(body); err == nil {
			t.Errorf("%q has a size", body)
		}
	}
}
