package desk_test

import (
	"context"
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// fenced are the blocks of a Markdown text that name a file after their language.
var fenced = regexp.MustCompile("(?ms)^```[a-z]+ ([^ \n]+)\n(.*?)^```$")

// readmeBlocks are the parts of the worked example, by the file that they go to, with the id that
// is free now in the place of the one that the example shows.
func readmeBlocks(t *testing.T, id string) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`TAX-\d{3}`).FindString(string(text))
	blocks := map[string]string{}
	for _, m := range fenced.FindAllStringSubmatch(string(text), -1) {
		blocks[m[1]] = strings.ReplaceAll(m[2], shown, id)
	}
	return blocks
}

// merge puts a block into a data file as its reader would: under the lines that are there already,
// or at the end.
func merge(t *testing.T, text, block string) string {
	t.Helper()
	for part := range strings.SplitSeq("\n"+block, "\n@") {
		anchor, rest, _ := strings.Cut(strings.TrimPrefix(part, "\n"), "\n")
		if below, more, ok := strings.Cut(rest, "\n"); below == "  company:" && ok {
			anchor, rest = anchor+"\n"+below, more
		}
		if !strings.HasSuffix(anchor, ":") {
			return text + anchor + "\n" + rest
		}
		before, after, ok := strings.Cut("\n"+text, "\n"+anchor+"\n")
		if !ok {
			t.Fatalf("no line %q to put the block under", anchor)
		}
		text = strings.TrimPrefix(before+"\n"+anchor+"\n"+strings.TrimSuffix(rest, "\n")+"\n"+after, "\n")
	}
	return text
}

// atTop marks the lines of a block that stand at the margin, where it is to be parted.
var atTop = regexp.MustCompile(`(?m)^[a-z]+:$`)

// withExample is the shipped bundle with the worked example of the README in it.
func withExample(t *testing.T) (rules.Files, map[string]string, string) {
	t.Helper()
	files := rulestest.Shipped(t)
	id, fresh, err := desk.NewRule(files, "tax", "exhibits_out_late", "company")
	if err != nil {
		t.Fatal(err)
	}
	blocks := readmeBlocks(t, id)
	for name := range fresh {
		if strings.HasSuffix(name, ".rego") && blocks[name] == "" {
			t.Fatalf("the README has no block for %s", name)
		}
	}
	maps.Copy(files, fresh)
	for name, block := range blocks {
		switch {
		case strings.HasSuffix(name, ".rego"):
			files[name] = []byte(block)
		case files[name] != nil:
			marked := strings.TrimPrefix(atTop.ReplaceAllString(block, "@$0"), "@")
			files[name] = []byte(merge(t, string(files[name]), marked))
		}
	}
	return files, blocks, id
}

// TestTheExampleOfTheReadmeHolds: put into the shipped rules as it stands, it passes every check,
// fires on its case, and is explained in the words that are printed there.
func TestTheExampleOfTheReadmeHolds(t *testing.T) {
	files, blocks, id := withExample(t)
	for _, f := range desk.Check(ctx, files) {
		t.Error(f)
	}
	if t.Failed() {
		t.FailNow()
	}
	e := rulestest.Load(t, files)
	c, err := e.DecodeCase([]byte(blocks["my.yaml"]))
	if err != nil {
		t.Fatal(err)
	}
	j, err := e.Judge(context.Background(), c, rules.Options{Areas: []station.Area{station.Tax}})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range j.Verdicts {
		if v.ID == id && (v.Outcome != station.AtRisk || v.Severity != station.Medium) {
			t.Errorf("the example is judged %s %s", v.Outcome, v.Severity)
		}
	}
	var said strings.Builder
	if err := desk.Explain(ctx, &said, e, c, id, "zh"); err != nil {
		t.Fatal(err)
	}
	if said.String() != blocks["explain"] {
		t.Errorf("explain says\n%s\nthe README prints\n%s", said.String(), blocks["explain"])
	}
}
