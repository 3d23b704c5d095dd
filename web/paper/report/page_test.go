package report

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

type keys struct{}

func (keys) T(_ string, text station.Text) string { return "说 " + text.Key }

// composed lays out the demo's profile with each paragraph so much longer, so that page ends fall
// in ever other places.
func composed(t *testing.T, lang string, longer int) *writer {
	t.Helper()
	text, err := os.ReadFile("testdata/demo.json")
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Lang: lang, Digest: strings.Repeat("ab", 32), Words: keys{}, Place: func(_, ref string) string { return ref },
		Value: func(string, any, string, map[string]rules.Bilingual) string { return "值" }, Date: func(_ string, at time.Time) string { return at.Format(time.DateOnly) }}
	if err := json.Unmarshal(text, &in.Document); err != nil {
		t.Fatal(err)
	}
	for id, card := range in.Document.Cards {
		card.Why.Zh += strings.Repeat("再说一遍，", longer)
		in.Document.Cards[id] = card
	}
	in.Document.Findings = append(in.Document.Findings, in.Document.Findings...)
	return compose(in, square{})
}

func TestAHeadingIsNeverLastOnItsPage(t *testing.T) {
	for longer := range 80 {
		for i, p := range composed(t, "zh", longer).pages {
			for _, end := range p.heads {
				if !textBelow(p, end) {
					t.Errorf("longer by %d: page %d ends with a heading", longer, i+1)
				}
			}
		}
	}
}

func textBelow(p *page, y float64) bool {
	for _, o := range p.ops {
		if o.kind == opText && o.points[0].y > y && o.points[0].y < footY-14 {
			return true
		}
	}
	return false
}

func TestBookmarksLeadToSectionsAndFindings(t *testing.T) {
	w := composed(t, "zh", 0)
	found := 0
	for i, m := range w.sheet.marks {
		if strings.Contains(m.title, "level.") {
			found++
		}
		if m.page >= len(w.pages) || m.y < topY-1 || m.y > bottomY || (i > 0 && m.page < w.marks[i-1].page) {
			t.Errorf("%v leads nowhere", m)
		}
	}
	if found != len(w.d.Findings) || len(w.marks) < found+7 {
		t.Errorf("%d bookmarks, %d of findings", len(w.marks), found)
	}
}

func TestNoLineIsLongerThanTheMeasure(t *testing.T) {
	w := composed(t, "zh", 30)
	for _, p := range w.pages {
		for _, o := range p.ops {
			if o.kind == opText && o.style.size == bodyText.size && w.width(o.text, o.style) > measure*o.style.size+o.style.size/2 {
				t.Errorf("%s is longer than %d characters", o.text, measure)
			}
		}
	}
}

func TestAFileOfAnotherShapeIsRefused(t *testing.T) {
	for _, raw := range []string{"", "%PDF-1.7\n", catalogHead + "xref\n0 9\n", catalogHead + "xref\n0 2\n0000000000 65535 f \nnumber\n"} {
		if _, err := seal([]byte(raw), about{}); err == nil {
			t.Errorf("%q was sealed", raw)
		}
	}
}
