package rules_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhuqi-yunzhan/station/rules"
)

// changed is the bundle with some texts of one file replaced, each by the one after it.
func changed(t *testing.T, file string, texts ...string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(rules.Bundle(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(rules.Bundle(), name)
		if name == file {
			text = []byte(strings.NewReplacer(texts...).Replace(string(text)))
		}
		out[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestRulesStandBesideEachOtherOrNotAtAll: what is shown together is named by both sides and says
// why in both languages.
func TestRulesStandBesideEachOtherOrNotAtAll(t *testing.T) {
	const custom, en, note = "#   effort: {days: 90", "#   en:\n", "#   en:\n#     note: Read them together\n"
	for name, c := range map[string]struct{ card, en, want string }{
		"the other does not name it":  {"#   beside: [SCM-001]\n#   note: 一起看\n", note, "stands beside SCM-001"},
		"there is no such rule":       {"#   beside: [SCM-999]\n#   note: 一起看\n", note, "stands beside SCM-999"},
		"it says why in one language": {"#   beside: [SCM-001]\n#   note: 一起看\n", en, "why it stands beside"},
		"it does not say why":         {"#   beside: [SCM-001]\n", en, "why it stands beside"},
		"there is no other":           {"#   note: 一起看\n", note, "why it stands beside"},
	} {
		t.Run(name, func(t *testing.T) {
			bundle := changed(t, "risk/supply/single_source.rego", custom, c.card+custom, en, c.en)
			if _, err := rules.Load(bundle); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("loading says %v, want %q", err, c.want)
			}
		})
	}
}
