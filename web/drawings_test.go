package web

import (
	"html/template"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
)

func drawn(t *testing.T, svg template.HTML) *goquery.Document {
	t.Helper()
	if strings.Contains(string(svg), "style=") || strings.Contains(string(svg), "NaN") {
		t.Errorf("a drawing with an inline style or no number: %s", svg)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(svg)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheDialShowsARangeAndSaysIt(t *testing.T) {
	say := voice{mustWords(t), Chinese}.t
	previous := station.Bounds{Worst: 60, Best: 60, Shown: true}
	doc := drawn(t, Dial{Score: station.Bounds{Worst: 61, Best: 72, Shown: true}, Previous: &previous}.SVG(say))
	label, _ := doc.Find("svg[role=img]").Attr("aria-label")
	for _, want := range []string{"61 到 72", "满分 100", "关注", "上次 60 分"} {
		if !strings.Contains(label, want) {
			t.Errorf("%q does not say %q", label, want)
		}
	}
	for selector, n := range map[string]int{".b-crit,.b-high,.b-med,.b-ok": 4, ".rng": 1, ".dot": 0, ".prev": 1, ".mid": 1} {
		if got := doc.Find(selector).Length(); got != n {
			t.Errorf("%s: %d, want %d", selector, got, n)
		}
	}
}

func TestTheDialOfACertainScoreHasAPoint(t *testing.T) {
	say := voice{mustWords(t), English}.t
	doc := drawn(t, Dial{Score: station.Bounds{Worst: 100, Best: 100, Shown: true}, Provisional: true}.SVG(say))
	if doc.Find(".dot").Length() != 1 || doc.Find(".rng").Length() != 0 || doc.Find(".big").Text() != "100" {
		t.Error("a certain score is one point with one number")
	}
	if dash, _ := doc.Find(".val").Attr("stroke-dasharray"); dash == "" {
		t.Error("a provisional score is dashed")
	}
}

func TestTheDialWithoutAnswersShowsNoNumber(t *testing.T) {
	doc := drawn(t, Dial{Score: station.Bounds{Worst: 10, Best: 90}}.SVG(voice{mustWords(t), Chinese}.t))
	if doc.Find(".val,.rng,.dot,.big,.mid").Length() != 0 || !strings.Contains(doc.Find("text.none").Text(), "暂不出分") {
		t.Error("under 60 per cent no number is shown")
	}
}

func TestTheRadarNamesEveryAxis(t *testing.T) {
	low := station.Bounds{Worst: 38, Best: 44, Shown: true}
	axes := []Axis{{Label: "签证身份", Score: low, Previous: &low}, {Label: "<b>", Score: station.Bounds{Worst: 100, Best: 100, Shown: true}}, {Label: "转让定价"}}
	doc := drawn(t, Radar{Axes: axes}.SVG(voice{mustWords(t), Chinese}.t))
	label, _ := doc.Find("svg[role=img]").Attr("aria-label")
	for _, want := range []string{"签证身份 38–44", "<b> 100", "转让定价 待核实", "虚线"} {
		if !strings.Contains(label, want) {
			t.Errorf("%q does not say %q", label, want)
		}
	}
	if doc.Find("text").Length() != 3 || doc.Find(".lo").Length() != 1 || doc.Find(".unk").Length() != 1 || doc.Find("b").Length() != 0 {
		t.Error("three labels, one low, one unknown, none read as a tag")
	}
	if (Radar{Axes: axes[:2]}).SVG(nil) != "" {
		t.Error("two axes make no net")
	}
}

func TestEveryDrawingIsInTheSprite(t *testing.T) {
	sprite, err := os.ReadFile("assets/img/sprite.svg")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`\bicon "([a-z]+)"|\bIcon:? +"([a-z]+)"`)
	for _, file := range sources(t) {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range names.FindAllStringSubmatch(string(body), -1) {
			if !strings.Contains(string(sprite), `id="i-`+m[1]+m[2]+`"`) {
				t.Errorf("%s draws %s%s, which is not in the sprite", file, m[1], m[2])
			}
		}
	}
}
