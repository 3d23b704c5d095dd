package report_test

import (
	"os"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/assessments"
)

// even evens out what differs between versions of poppler: how many blanks set columns apart.
func even(s string) string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if words := strings.Fields(line); len(words) > 0 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return strings.Join(out, "\n")
}

func TestGoldenText(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		t.Run(lang, func(t *testing.T) {
			for name, doc := range map[string]assessments.Document{"demo": demo(t), "shown": shown(t)} {
				got := poppler(t, profile(t, input(t, lang, doc)), "pdftotext", "-layout")
				file := "testdata/" + name + "." + lang + ".golden.txt"
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
						t.Fatal(err)
					}
					continue
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if even(got) != even(string(want)) {
					t.Errorf("%s differs from %s; run with -update and read the difference", lang, file)
				}
			}
		})
	}
}
