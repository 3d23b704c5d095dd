package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/web"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

const digest = "c648043d85a7de3ba84342d9c531f11e0ce7ca1b16379e7da7408b6049e02a00"

var site = web.Site{Demo: true, Station: accounts.Station{NameZh: "澜州市公安局出入境管理支队（演示）", NameEn: "Exit-Entry Administration Station (demo)"}}

// demo reads the kept profile of the demo's company.
func demo(t testing.TB) assessments.Document {
	t.Helper()
	text, err := os.ReadFile("testdata/demo.json")
	if err != nil {
		t.Fatal(err)
	}
	var d assessments.Document
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&d); err != nil {
		t.Fatal(err)
	}
	return d
}

// shown is the demo's profile as if enough had been answered for a number.
func shown(t testing.TB) assessments.Document {
	d := demo(t)
	d.Score.Overall.Shown, d.Score.Completeness = true, 842
	d.Score.Overall.Worst, d.Score.Overall.Best = 61, 69
	for i := range d.Areas {
		d.Areas[i].Bounds.Shown = true
	}
	for i := range d.Themes {
		d.Themes[i].Bounds.Shown = true
	}
	d.Open = d.Open[:8]
	return d
}

func input(t testing.TB, lang string, d assessments.Document) report.Input {
	t.Helper()
	words, err := web.LoadWords()
	if err != nil {
		t.Fatal(err)
	}
	in, err := web.ReportInput(words, site, lang, d, digest)
	if err != nil {
		t.Fatal("the assets are not built: ", err)
	}
	return in
}

func profile(t testing.TB, in report.Input) []byte {
	t.Helper()
	body, err := report.Profile(in)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("REPORT_KEEP"); dir != "" {
		_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), body, 0o600)
	}
	return body
}

// poppler runs one of poppler's tools on a file and gives what it says.
func poppler(t testing.TB, body []byte, tool string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		t.Fatal(tool + " is missing: apt-get install poppler-utils")
	}
	file := filepath.Join(t.TempDir(), "profile.pdf")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	var said, wrong bytes.Buffer
	command := exec.Command(path, append(args, file)...)
	if tool == "pdftotext" {
		command.Args = append(command.Args, "-")
	}
	command.Stdout, command.Stderr = &said, &wrong
	if err := command.Run(); err != nil || wrong.Len() > 0 {
		t.Fatalf("%s: %v %s", tool, err, wrong.String())
	}
	return said.String()
}

// textOf is the text of each page in reading order.
func textOf(t testing.TB, body []byte) []string {
	pages := strings.Split(poppler(t, body, "pdftotext", "-raw"), "\f")
	return pages[:len(pages)-1]
}

// squeezed takes blanks and the width of marks out of a text, so that line ends do not matter.
func squeezed(s string) string {
	s = strings.NewReplacer("，", ",", "；", ";", "：", ":", "？", "?", "（", "(", "）", ")", "！", "!").Replace(s)
	return strings.Join(strings.Fields(s), "")
}
