package desk_test

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

var ctx = context.Background()

func TestTheShippedRulesAreFitToBeReleased(t *testing.T) {
	for _, f := range desk.Check(ctx, rulestest.Shipped(t)) {
		t.Error(f)
	}
}

func TestCheckNamesWhatIsWrongAndWhere(t *testing.T) {
	const file = "risk/tax/local_file.rego"
	moved := rulestest.Shipped(t)
	moved["risk/tax/other_name.rego"] = bytes.ReplaceAll(moved[file], []byte("risk.tax.local_file"), []byte("risk.tax.other_name"))
	moved["risk/tax/other_name_test.rego"] = bytes.ReplaceAll(moved["risk/tax/local_file_test.rego"], []byte("local_file"), []byte("other_name"))
	delete(moved, file)
	delete(moved, "risk/tax/local_file_test.rego")
	for name, c := range map[string]struct {
		files rules.Files
		say   string
	}{
		"Rego that does not parse":  {rulestest.Changed(t, file, "applies if {", "applies if ["), "local_file.rego"},
		"a test that fails":         {rulestest.Changed(t, "risk/tax/local_file_test.rego", `not fires({"rpt_tangible": 20000})`, `fires({"rpt_tangible": 20000})`), "test fails: risk.tax.local_file_test."},
		"an id used again":          {moved, "was given to tax.local_file and is not used again"},
		"a line that no test sees":  {rulestest.Changed(t, file, "lines[", "lines[\"headcount\"] := 1 if input.company.rpt_other < 0\n\nlines["), "no test reaches " + file},
		"a row for no country":      {rulestest.Changed(t, "tables/minimum_wages/data.yaml", "rows: []", "rows: [{country: XX}]"), `country: "XX" does not stand in countries/data.yaml`},
		"a row without a source":    {rulestest.Changed(t, "tables/minimum_wages/data.yaml", "rows: []", "rows: [{country: VN}]"), "source is missing"},
		"too long":                  {rulestest.Changed(t, file, "package", strings.Repeat("# \n", 60)+"package"), "above 60"},
		"helpers that are too long": {rulestest.Changed(t, "lib/away.rego", "package", strings.Repeat("# \n", 60)+"package"), "lib/away.rego: 67 lines, above 60"},
	} {
		faults := desk.Check(ctx, c.files)
		if !slices.ContainsFunc(faults, func(f desk.Fault) bool { return strings.Contains(f.String(), c.say) }) {
			t.Errorf("%s: %v, want %q among them", name, faults, c.say)
		}
		for _, f := range faults {
			if f.Text.Key == "" || f.Text.Key == "unfit.other" && f.Detail == "" {
				t.Errorf("%s: %v has no words", name, f)
			}
		}
	}
}

func TestANewRuleHasTheNextIdAndWaitsForItsAuthor(t *testing.T) {
	files := rulestest.Shipped(t)
	id, fresh, err := desk.NewRule(files, "tax", "late_filing", "presence")
	if err != nil || len(fresh) != 3 {
		t.Fatalf("%v %v", err, fresh)
	}
	all := maps.Clone(files)
	maps.Copy(all, fresh)
	if !bytes.Contains(all["ids/data.yaml"], []byte(id+": tax.late_filing\n")) || bytes.Contains(files["ids/data.yaml"], []byte(id)) {
		t.Errorf("%s is not the next free id", id)
	}
	if !bytes.Equal(files["ids/data.yaml"], bytes.Replace(all["ids/data.yaml"], []byte(id+": tax.late_filing\n"), nil, 1)) {
		t.Error("the register changed beside its new line")
	}
	faults := desk.Check(ctx, all)
	if len(faults) == 0 {
		t.Error("a rule that says nothing yet passes")
	}
	for _, f := range faults {
		if strings.Contains(f.Say, "not formatted") || strings.Contains(f.Say, "fails") {
			t.Errorf("a fresh rule is wrong in itself: %s", f)
		}
	}
	second, _, err := desk.NewRule(all, "tax", "later_filing", "company")
	if err != nil || second <= id {
		t.Errorf("the one after: %s %v", second, err)
	}
	for _, wrong := range [][3]string{{"fish", "a", "company"}, {"tax", "Late-Filing", "company"}, {"tax", "local_file", "company"}, {"tax", "b", "row"}} {
		if _, _, err := desk.NewRule(files, wrong[0], wrong[1], wrong[2]); err == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}

func TestExplainSaysInWordsHowTheVerdictCame(t *testing.T) {
	e := rulestest.Load(t, rulestest.Shipped(t))
	c, err := e.DecodeCase([]byte("as_of: 2026-11-23\ncompany: {has_rpt: true, rpt_cross_border: true, rpt_tangible: 30000}"))
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][]string{
		"zh": {"TAX-015", "30000", "高于 20000 CNY 10,000: 成立", "还不知道", "结论: 待核实", "company.local_file_ready"},
		"en": {"is above 20000 CNY 10,000: holds", "not answered", "Verdict: unanswered"},
	} {
		var out strings.Builder
		if err := desk.Explain(ctx, &out, e, c, "TAX-015", lang); err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(out.String(), part) {
				t.Errorf("%s: %q is missing in\n%s", lang, part, out.String())
			}
		}
	}
	kept, err := e.DecodeCase([]byte("as_of: 2026-11-23\nemployees: [{emp_ref: E, location_type: abroad, post_country: VN, monthly_wage: 1, currency: CNY}]"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := desk.Explain(ctx, &out, e, kept, "EMP-044", "en"); err != nil || !strings.Contains(out.String(), "“Minimum monthly wage there in CNY”): does not hold") {
		t.Errorf("a line that another keeps from being reached: %v\n%s", err, out.String())
	}
	if err := desk.Explain(ctx, &strings.Builder{}, e, c, "TAX-999", "zh"); err == nil {
		t.Error("a rule that is not there is explained")
	}
}

func TestCiteLooksAtTheEditionFirst(t *testing.T) {
	law := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("# 某法\n\n" + text)} }
	e := rulestest.Load(t, rulestest.Shipped(t))
	results := func(laws fstest.MapFS) map[desk.CiteResult]int {
		statutes, err := desk.ReadStatutes(laws)
		if err != nil {
			t.Fatal(err)
		}
		count := map[desk.CiteResult]int{}
		for _, c := range desk.Cite(e, statutes, "") {
			if strings.Contains(c.Citation.Title, "企业所得税法(") {
				count[c.Result]++
			}
		}
		return count
	}
	if got := results(fstest.MapFS{}); got[desk.CiteNotHeld] == 0 || len(got) != 1 {
		t.Errorf("nothing is held: %v", got)
	}
	if got := results(fstest.MapFS{"企业所得税法(2007-03-16).md": law("第二条 甲\n第四十五条 乙")}); got[desk.CiteOtherText] == 0 || got[desk.CiteFound]+got[desk.CiteMissing] != 0 {
		t.Errorf("an older edition is held: %v", got)
	}
	if got := results(fstest.MapFS{"企业所得税法(2018-12-29).md": law("第二条 甲\n第四十五条 乙\n第四十七条 丙\n第十七条 丁\n第四十六条 戊")}); got[desk.CiteFound] == 0 {
		t.Errorf("the edition is held: %v", got)
	}
	if got := results(fstest.MapFS{"企业所得税法(2018-12-29).md": law("第一条 甲"), "企业所得税法实施条例(2019-04-23).md": law("第四十五条 乙")}); got[desk.CiteMissing] == 0 || got[desk.CiteFound] != 0 {
		t.Errorf("the article is missing, and the implementing rules are another text: %v", got)
	}
}

func TestArticlesAreReadAsLawyersWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"第45条": "45", "第117、118条": "117 118", "第80—84条(豁免在第84条)": "80 81 82 83 84", "第十三条": "13", "第2条第2款": "2",
		"art.10, art.82": "10 82", "第一百三十三条之一": "133之1", "第86条第3项(申报不实)": "86", "第四条(不得抵免情形)": "4", "": "", "股息/利息/特许权条款": "",
	} {
		if got := strings.Join(desk.ArticlesOf(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDiffSpeaksOfWhatALawyerAsks(t *testing.T) {
	const file = "risk/tax/local_file.rego"
	same, err := desk.Diff(rulestest.Shipped(t), rulestest.Shipped(t))
	if err != nil || len(same) != 0 {
		t.Fatalf("the same bundle differs: %v %v", same, err)
	}
	without := rulestest.Shipped(t)
	delete(without, "risk/employee/pretext_visa.rego")
	delete(without, "risk/employee/pretext_visa_test.rego")
	for name, c := range map[string]struct {
		after     rules.Files
		about, in string
	}{
		"severity":  {rulestest.Changed(t, file, "severity: high", "severity: medium"), "TAX-015", "diff.severity"},
		"condition": {rulestest.Changed(t, file, "\tinput.company.rpt_cross_border\n", ""), "TAX-015", "diff.condition"},
		"figure":    {rulestest.Changed(t, "risk/tax/data.yaml", "value: 12.5", "value: 15"), "tax.cfc_low_tax", "diff.figure"},
		"question":  {rulestest.Changed(t, "risk/tax/data.yaml", "公司有没有出口货物", "公司是否出口货物"), "company.exporter", "diff.question"},
		"country":   {rulestest.Changed(t, "countries/data.yaml", `"pe_site": 24`, `"pe_site": 12`), "countries.AE.tax.pe_site", "diff.table"},
	} {
		changes, err := desk.Diff(rulestest.Shipped(t), c.after)
		if err != nil || len(changes) != 1 || changes[0].About != c.about || changes[0].Say.Key != c.in || changes[0].Before == changes[0].After {
			t.Errorf("%s: %+v %v", name, changes, err)
		}
	}
}
