package sheets

import (
	"fmt"
	"strings"
	"testing"
)

func TestDocumentNumbersRefuseTheWholeFileAndAreNeverEchoed(t *testing.T) {
	id := residentNumber(t)
	for name, c := range map[string]struct{ header, cell string }{
		"an identity number in any column":   {"备注", id},
		"one with a wrong check digit":       {"工种", id[:17] + map[bool]string{true: "0", false: "1"}[id[17] != '0']},
		"one with a small x":                 {"编号", "99010119010203001x"},
		"one in full-width digits":           {"编号", fullWidth(id)},
		"one with spaces":                    {"编号", id[:6] + " " + id[6:14] + "-" + id[14:]},
		"one inside a sentence":              {"备注", "身份证:" + id + ",已核"},
		"an old one in an identity column":   {"身份证号", "990101010203001"},
		"a shortened one in such a column":   {"证件号码", "9.90101E+17"},
		"a passport number":                  {"备注", "E00000001"},
		"a new passport number":              {"工号", "ea0000001"},
		"a passport number with a blank":     {"护照号", "G 0000 0001"},
		"a Hong Kong passport number":        {"备注", "H00000001"},
		"an identity number in the registry": {"统一社会信用代码", id},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open("list.csv", []byte("姓名,"+c.header+"\n张*,ok\n李*,\""+c.cell+"\"\n"), Limits{})
			f := wantFault(t, err, "import.file.document")
			if f.Say.Args["row"] != 3 || f.Say.Args["column"] != "B" || f.Say.Args["sheet"] != "1" {
				t.Errorf("place %v", f.Say.Args)
			}
			if shown := fmt.Sprintf("%v %+v %v", err, f.Say, f.Err); strings.Contains(shown, c.cell) || strings.Contains(shown, id) {
				t.Errorf("the value is echoed: %s", shown)
			}
		})
	}
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune { return r + 0xFEE0 }, s)
}

func TestNumbersStoredAsNumbersAndHiddenSheetsAreGuardedToo(t *testing.T) {
	_, err := Open("a.xlsx", mini(t, `<row><c t="str"><v>编号</v></c></row><row><c><v>9.9010119010203E+17</v></c></row>`, nil), Limits{})
	wantFault(t, err, "import.file.document")
	_, err = Open("a.xlsx", mini(t, inline([]string{"工号"}, []string{residentNumber(t)}), map[string]string{
		"xl/workbook.xml": `<workbook><sheets><sheet name="99010119010203001" state="veryHidden" id="rId1"/></sheets></workbook>`}), Limits{})
	if f := wantFault(t, err, "import.file.document"); f.Say.Args["sheet"] != "1" {
		t.Errorf("a sheet named after a number is named by its place: %v", f.Say.Args)
	}
}

func TestWhatOnlyLooksLikeADocumentPasses(t *testing.T) {
	code := creditCode(t, "91330109000000000")
	for _, start := range []string{"91330109000000000", "91330109000000017", "91330109000000033"} {
		if c := creditCode(t, start); isDigits(c) {
			code = c
		}
	}
	for name, row := range map[string][2]string{
		"an all-digit credit code in its column": {"统一社会信用代码", code},
		"a credit code with letters":             {"备注", "91330109MA2XXXXX0A"},
		"a Hungarian VAT number":                 {"当地注册号", "HU00000001"},
		"three customs codes":                    {"HS编码", "848210;848330;030290"},
		"a bank account":                         {"备注", "6222000000000000000"},
		"an order number of 15 digits":           {"订单号", "202611230000001"},
		"an amount":                              {"采购额", "123456789012345.67"},
		"a phone number":                         {"备注", "13800000000"},
	} {
		if _, err := Open("list.csv", []byte("供应商名称,"+row[0]+"\n甲厂,"+row[1]+"\n"), Limits{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACreditCodeMayNotBecomeAnythingElse(t *testing.T) {
	code := ""
	for i := 0; code == "" && i < 100; i++ {
		if c := creditCode(t, fmt.Sprintf("91330109%09d", i)); isDigits(c) {
			code = c
		}
	}
	columns := suppliers(t)
	s := opened(t, []byte("供应商名称,税号\n甲厂,"+code+"\n")).Default()
	m := Match(s.Header(1), columns, nil)
	if r, err := Read(s, 1, m, columns, asOf()); err != nil || r.Rows[0].Values["registry_id"] != code {
		t.Fatalf("%v %+v", err, r)
	}
	_, err := Read(s, 1, Match(s.Header(1), columns, map[string]string{"税号": "parts"}), columns, asOf())
	wantFault(t, err, "import.file.document")
}

func TestValidCreditCode(t *testing.T) {
	// The code of a public body, as printed in many explanations of GB 32100-2015.
	for code, want := range map[string]bool{
		creditCode(t, "91330109MA2ABCDE0"): true, "": false, "91330109MA2ABCDE": false, "91330109MA2ABCDEIO": false, "91350100M000100Y43": true, "91350100M000100Y44": false,
	} {
		if got := ValidCreditCode(code); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
	code, wrong := creditCode(t, "91330109MA2ABCDE0"), 0
	for _, last := range creditAlphabet {
		if !ValidCreditCode(code[:17] + string(last)) {
			wrong++
		}
	}
	if wrong != 30 {
		t.Errorf("%d of 31 endings refused, want 30", wrong)
	}
}
