package desk_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

// broken is the shipped bundle with many things wrong in it at once.
func broken(t *testing.T) rules.Files {
	t.Helper()
	files := rulestest.Shipped(t)
	for file, pairs := range map[string][]string{
		"risk/tax/data.yaml": {
			"  local_file_other:\n    - {from: \"2016-01-01\", value: 4000, unit: \"CNY 10,000\", set_by: law, source: G2016-42}",
			"  local_file_other:\n    - {from: \"2016-01-01\", value: \"4000\", unit: \"CNY 10,000\", set_by: custom, source: G2016-43}\n  idle_months:\n    - {from: \"2016-01-01\", value: 6, unit: months}",
			"      section: tax_1_export\n      order: 20\n", "      section: tax_1_export\n      order: 10\n",
			"set_by: law, source: C82}", "set_by: law, sauce: C82}",
		},
		"sources/tax/data.yaml":              {`"checked": "verified"}`, `"checked": "yes"}`},
		"risk/tax/local_file.rego":           {"limit.local_file_tangible)", "limit.local_file_tangibel)", "#   theme: ", "#   topic: "},
		"risk/tax/overseas_report.rego":      {"evidence[", "lines["},
		"risk/tax/investment_filing.rego":    {"fires if", "fires   if", "package", strings.Repeat("# \n", 60) + "package"},
		"risk/tax/credit_receipts.rego":      {"basis_kind: law", "basis_kind: custom", "input.company.", "input.company.no_"},
		"lists/suppliers/data.yaml":          {"  - key: \"region\"\n    zh: \"省/州\"\n", "  - key: \"regoin\"\n"},
		"ids/data.yaml":                      {"TAX-010: tax.credit_method\n", ""},
		"risk/employee/late_contract.rego":   {"input.employee.contract_start, 1) <", "input.employee.contract_start, 6) <"},
		"risk/supply/stale_credit_test.rego": {"not rule.fires", "rule.fires"},
	} {
		for i := 0; i < len(pairs); i += 2 {
			if !bytes.Contains(files[file], []byte(pairs[i])) {
				t.Fatalf("%s does not hold %q", file, pairs[i])
			}
			files[file] = bytes.ReplaceAll(files[file], []byte(pairs[i]), []byte(pairs[i+1]))
		}
	}
	return files
}

// TestCheckTellsEverythingAtOnceWithItsFile: an author mends a list, not one thing after another.
func TestCheckTellsEverythingAtOnceWithItsFile(t *testing.T) {
	faults := desk.Check(ctx, broken(t))
	for _, want := range []string{
		"risk/tax/data.yaml: figure local_file_other: 2016-01-01: value: a number stands without quotes",
		"risk/tax/data.yaml: figure local_file_other: 2016-01-01: set_by is one of law, practice, house",
		`risk/tax/data.yaml: figure local_file_other: 2016-01-01: source "G2016-43" is not in the sources`,
		"risk/tax/data.yaml: figure idle_months: 2016-01-01: set_by is one of",
		"risk/tax/data.yaml: figure idle_months: no rule reads it",
		"risk/tax/data.yaml: figure residence_tests: 2008-01-01: no field is called sauce",
		"risk/tax/data.yaml: question company.maidan: order 10 of tax_1_export is taken by exporter",
		"sources/tax/data.yaml: EITL: checked is one of verified, secondary, partly, knowledge, house",
		"no figure local_file_tangibel (did you mean local_file_tangible?) under figures in risk/tax/data.yaml",
		`risk/tax/local_file.rego: card: no field is called "topic"`,
		"risk/tax/overseas_report.rego: a finding shows what it rests on",
		"lists/suppliers/data.yaml: regoin: no such key of supplier in keys/data.yaml",
		"lists/suppliers/data.yaml: regoin: zh is missing",
		"keys/data.yaml: supplier.region: no column in lists/suppliers/data.yaml asks it",
		"risk/tax/investment_filing.rego: not formatted",
		"lines, above 60: split it by subject, move helpers to lib/",
		"risk/tax/credit_receipts.rego: card: basis_kind must be law, practice or house",
		"risk/tax/credit_receipts.rego: input.company.no_",
		"risk/tax/credit_method.rego: TAX-010 is not in ids/data.yaml: add the line TAX-010: tax.credit_method",
		"risk/employee/late_contract.rego: line 36: 6 is a bare figure",
		"risk/supply/stale_credit_test.rego: no test says when the rule is silent",
	} {
		if !slices.ContainsFunc(faults, func(f desk.Fault) bool { return strings.Contains(f.String(), want) }) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, f := range faults {
		if strings.Contains(f.Say, "\n") && !strings.HasPrefix(f.Say, "test fails") {
			t.Errorf("two faults in one: %s", f)
		}
		if strings.Contains(f.Say, "question") && strings.Contains(f.Say, "no rule reads it") {
			t.Errorf("a question is blamed for the card of its rule: %s", f)
		}
	}
	if t.Failed() {
		for _, f := range faults {
			t.Log(f)
		}
	}
}

// TestNoNumberHidesInARule: wherever it stands, a figure has a day and a source.
func TestNoNumberHidesInARule(t *testing.T) {
	const file, fires = "risk/employee/late_contract.rego", "dates.plus_months(input.employee.contract_start, 1) < input.as_of"
	for body, bare := range map[string]string{
		"count(input.employee.emp_ref) > 30":                                          "30",
		"30 < count(input.employee.emp_ref)":                                          "30",
		"n := 6\n\tdates.plus_months(input.employee.contract_start, n) < input.as_of": "6",
		"dates.plus_months(input.employee.contract_start, 1 + 2) < input.as_of":       "2",
		"count(input.employee.emp_ref) in {4, 0}":                                     "4",
		"50 * count(input.employee.emp_ref) > 1":                                      "50",
		"100 * count(input.employee.emp_ref) > 1":                                     "",
		"substring(input.as_of, 0, 4) > \"2026\"":                                     "",
	} {
		_, err := rules.LoadFiles(rulestest.Changed(t, file, fires, body))
		switch {
		case bare == "" && err != nil:
			t.Errorf("%s: %v", body, err)
		case bare != "" && (err == nil || !strings.Contains(err.Error(), ": "+bare+" is a bare figure")):
			t.Errorf("%s: %v, want %s named", body, err, bare)
		}
	}
}

func TestAKeySaysWhoseItIsAndWhatItIsCalled(t *testing.T) {
	for fresh, want := range map[string]string{
		`{"type": "decimal", "area": "suply", "zh": "甲"}`: `keys/data.yaml: company.abn_voucher_tax: area must be tax, supply, employee or shared, not "suply"`,
		`{"type": "decimal", "area": "tax"}`:              "keys/data.yaml: company.abn_voucher_tax: zh names it in Chinese",
		`{"type": "number", "area": "tax", "zh": "甲"}`:    `type "number" is none; choose boolean, date, `,
	} {
		files := rulestest.Changed(t, "keys/data.yaml", "\n  abn_voucher_tax: {", "\n  abn_voucher_tax: "+fresh+"\n  #")
		if _, err := rules.LoadFiles(files); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", fresh, err, want)
		}
	}
}

// TestAFailingTestSaysWhatCameOut: the line that fails, and both sides of a comparison.
func TestAFailingTestSaysWhatCameOut(t *testing.T) {
	files := rulestest.Changed(t, "risk/employee/open_ended_contract_test.rego", `{"contract_start": "2025-11-23"} with`, `{"contract_start": "2025-11-24"} with`)
	files["risk/tax/local_file_test.rego"] = append(files["risk/tax/local_file_test.rego"], "\ntest_late if {\n\ttrue\n\tnot 1 == 1\n}\n"...)
	run, err := desk.Test(ctx, files)
	if err != nil || len(run.Failed) != 2 {
		t.Fatalf("%v %v", run.Failed, err)
	}
	for i, want := range [][]string{
		{"open_ended_contract_test.test_line\n", "risk/employee/open_ended_contract_test.rego:24: rule.lines ==", "is      {\"contract_start\": \"2025-11-23\"}", "wanted  {\"contract_start\": \"2025-11-24\"}"},
		{"local_file_test.test_late\n", ": not 1 == 1"},
	} {
		for _, part := range want {
			if !strings.Contains(run.Failed[i], part) {
				t.Errorf("%q is missing in %s", part, run.Failed[i])
			}
		}
	}
}

// TestARuleThatDoesNotParseTakesNoIdFromTheOthers: the register is data, and is read without it.
func TestARuleThatDoesNotParseTakesNoIdFromTheOthers(t *testing.T) {
	files := rulestest.Changed(t, "risk/tax/local_file.rego", "# description: ", "# description: 一: 二")
	faults := desk.Check(ctx, files)
	if len(faults) != 1 || !strings.Contains(faults[0].String(), "risk/tax/local_file.rego: card: yaml: in line 2 below METADATA") || !strings.Contains(faults[0].Say, "stands in quotes") {
		t.Errorf("%d faults: %v", len(faults), faults[:min(3, len(faults))])
	}
	whole, _, err := desk.NewRule(rulestest.Shipped(t), "tax", "later", "company")
	if err != nil {
		t.Fatal(err)
	}
	id, fresh, err := desk.NewRule(files, "tax", "later", "company")
	if err != nil || id != whole || !bytes.Contains(fresh["ids/data.yaml"], []byte("TAX-015: tax.local_file\n")) {
		t.Errorf("the next id is %s, not %s: %v", id, whole, err)
	}
}

func TestAnUnfinishedRuleIsLeftOutAndNamed(t *testing.T) {
	files := rulestest.Shipped(t)
	_, fresh, err := desk.NewRule(files, "tax", "half_done", "company")
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(files, fresh)
	files["risk/tax/local_file.rego"] = bytes.Replace(files["risk/tax/local_file.rego"], []byte("fires if {"), []byte("fires if ["), 1)
	e, out, err := desk.Finished(files)
	if err != nil || !slices.Equal(out, []string{"risk/tax/local_file.rego", "risk/tax/half_done.rego"}) {
		t.Fatalf("%v %v", out, err)
	}
	if _, there := e.Rule("TAX-015"); there || len(e.Rules()) != 255 {
		t.Errorf("%d rules are left", len(e.Rules()))
	}
	files["lib/dates.rego"] = []byte("package lib.dates\n")
	if _, _, err := desk.Finished(files); err == nil {
		t.Error("a helper that is gone is no unfinished rule")
	}
}
