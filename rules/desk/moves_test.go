package desk_test

import (
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

const expatriates = `expat_n: {"type": "integer", "area": "tax", "unit": "persons"`

func TestAQuestionThatChangesNeedsAWordOnItsAnswers(t *testing.T) {
	old := rulestest.Load(t, rulestest.Shipped(t))
	changed := rulestest.Changed(t, "keys/data.yaml", expatriates, `expat_n: {"type": "integer", "area": "tax", "unit": "months"`)
	if got := desk.Unmoved(old, rulestest.Load(t, changed)); len(got) != 1 || got[0] != "company.expat_n" {
		t.Errorf("another unit: %v", got)
	}
	if got := desk.Unmoved(old, rulestest.Load(t, rulestest.Changed(t, "keys/data.yaml", `["tourist", "visa_free"`, `["tourist", "transit", "visa_free"`))); len(got) != 0 {
		t.Errorf("a choice more leaves every answer what it is: %v", got)
	}
	if got := desk.Unmoved(rulestest.Load(t, rulestest.Changed(t, "keys/data.yaml", `["tourist", "visa_free"`, `["tourist", "transit", "visa_free"`)), old); len(got) != 1 || got[0] != "employee.visa_type" {
		t.Errorf("a choice less: %v", got)
	}
	changed["moves/data.yaml"] = []byte("table: [{since: 1, fate: reconfirm, from: [company.expat_n], into: [company.expat_n], zh: 按月数, en: In months}]")
	if got := desk.Unmoved(old, rulestest.Load(t, changed)); len(got) != 1 {
		t.Errorf("a move of before answers nothing that is given today: %v", got)
	}
	changed["moves/data.yaml"] = []byte("table: [{since: 2, fate: reconfirm, from: [company.expat_n], into: [company.expat_n], zh: 按月数, en: In months}]")
	if got := desk.Unmoved(old, rulestest.Load(t, changed)); len(got) != 0 {
		t.Errorf("with its move: %v", got)
	}
	said := map[string]string{}
	changes, err := desk.Diff(rulestest.Shipped(t), changed)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		said[c.Say.Key] = c.About + " " + c.After
	}
	if !strings.HasPrefix(said["diff.move_reconfirm"], "company.expat_n 按月数") || said["diff.unmoved"] != "" {
		t.Errorf("the difference says %v", said)
	}
}
