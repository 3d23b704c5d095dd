package sheets

import (
	"strings"
	"testing"
)

// parts of a number are put together at run time, so that no file holds one.
func born(parts ...string) string {
	return "110" + "101" + parts[0] + "1990" + "0307" + parts[1] + "73" + "1" + "X"
}

func TestADocumentNumberIsFoundHoweverItIsTyped(t *testing.T) {
	old := "110" + "101" + "900307" + "731"
	for name, c := range map[string][2]string{
		"parted by blanks in a text":       {"备注", "号码 " + born(" ", " ")},
		"between letters":                  {"备注", "A" + born("", "") + "B"},
		"parted by a hyphen of Unicode":    {"备注", "证 " + born("\u2010", "\u2010")},
		"parted by dots":                   {"备注", born(".", ".") + " 已核"},
		"parted by middle dots":            {"备注", "见 " + born("·", "·")},
		"with a blank before the X":        {"备注", "见 " + strings.Replace(born("", ""), "X", " X", 1)},
		"with what cannot be seen":         {"备注", "见 " + born("\u200b", "\u2060")},
		"in Arabic digits":                 {"备注", strings.Map(func(r rune) rune { return map[bool]rune{true: r - '0' + '٠', false: r}[r >= '0' && r <= '9'] }, born("", ""))},
		"an old one under remarks":         {"备注", old},
		"an old one in a text":             {"备注", "老证" + old + "号"},
		"a passport in a text":             {"备注", "护照" + "E1234" + "5678"},
		"a passport beside nothing":        {"备注", "见 E1234" + "5678 已核"},
		"a passport in pieces":             {"备注", "护照 E 1234 " + "5678"},
		"a foreign passport":               {"备注", "passport: AB" + "123456"},
		"anything under passport no.":      {"护照号", "X-9"},
		"anything under identity card":     {"员工身份证", "后四位 0001"},
		"anything under travel permit":     {"通行证", "H12345" + "67801"},
		"a travel permit in a text":        {"备注", "通行证H12345" + "67801"},
		"a permit of digits":               {"备注", "台胞证号：12345" + "678"},
		"a head with a hint":               {"护照号码（后四位）", "5678"},
		"an English head":                  {"Passport No.", "a"},
		"an English bare head":             {"Passport", "a"},
		"a head below a title, in any row": {"证件号码", "甲"},
	} {
		_, err := Open("list.csv", []byte("姓名,"+c[0]+",国家\n张*,,中国\n李*,\""+c[1]+"\",中国\n"), Limits{})
		if err == nil {
			t.Errorf("%s passes", name)
			continue
		}
		if f := wantFault(t, err, "import.file.document"); f.Say.Args["row"] != 3 || f.Say.Args["column"] != "B" {
			t.Errorf("%s: found at %v", name, f.Say.Args)
		}
	}
}

func TestAFileAndASheetAreNotNamedAfterAPerson(t *testing.T) {
	body := []byte("姓名,国家\n张*,中国\n")
	_, err := Open("名单-"+born("", "")+".csv", body, Limits{})
	wantFault(t, err, "import.file.document_name")
	_, err = Open("护照E1234"+"5678.csv", body, Limits{})
	wantFault(t, err, "import.file.document_name")
	for _, name := range []string{"suppliers-20261123.xlsx", "员工 2026-11-23 14.30 终稿(2).xlsx", "91330109MA2GL8F33A.csv", "IMG_20261123_143015.csv", "微信图片_20261123143015123.csv"} {
		if _, err := Open(name, body, Limits{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = Open("a.xlsx", mini(t, inline([]string{"姓名", "国家"}, []string{"张*", "中国"}), map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="` + born("", "") + `" sheetId="1" r:id="rId1"/></sheets></workbook>`}), Limits{})
	if f := wantFault(t, err, "import.file.document"); f.Say.Args["sheet"] != "1" {
		t.Errorf("the sheet is named: %v", f.Say.Args)
	}
}

func TestWhatPeopleWriteAboutDocumentsAndGoodsPasses(t *testing.T) {
	for name, row := range map[string][2]string{
		"a passport's expiry":            {"护照到期日", "2029-06-30"},
		"a passport's blank pages":       {"护照空白页数", "12"},
		"who keeps it":                   {"护照由谁保管", "本人"},
		"whether there is one":           {"是否有护照", "是"},
		"a kind of document":             {"证件类型", "护照"},
		"a permit's expiry":              {"居留证件到期日", "2027-01-31"},
		"a remark with a date":           {"备注", "护照 2029-06-30 到期，20290630 前换"},
		"two dates":                      {"备注", "11 2026-11-23 至 2026-12-31 14:30"},
		"dates with blanks":              {"备注", "2026 11 23 2026 12 31"},
		"codes with blanks":              {"备注", "848210 848330 030290"},
		"a telephone and a fax":          {"备注", "0571-8888 1234 / 0571-8888 5678"},
		"an amount in groups":            {"采购额", "123 456 789 012 345.67"},
		"a bank account in groups":       {"备注", "6222 0212 3456 7890 123"},
		"an order number":                {"订单号", "202611230000001"},
		"a credit code in a text":        {"备注", "代码91330109MA2GL8F33A，已核"},
		"an old registry number":         {"工商注册号", "110" + "101900307" + "731"},
		"a part number":                  {"物料", "轴承 P1234567-89"},
		"a contract":                     {"备注", "合同 HT20261123001"},
		"an empty column of such a head": {"护照号", ""},
		"a dash under such a head":       {"身份证号", "—"},
	} {
		if _, err := Open("list.csv", []byte("供应商名称,"+row[0]+",国家\n甲厂,\""+row[1]+"\",中国\n乙厂,\""+row[1]+"\",越南\n"), Limits{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheHeadingThatWasChosenIsLookedAtToo(t *testing.T) {
	columns := employees(t)
	s := opened(t, []byte("一,二,三,四\n表,x,y,z\n员工编号,护照,姓名\nE-0001,甲,张*\n")).Default()
	_, err := Read(s, 3, Match(s.Header(3), columns, nil), columns, asOf())
	wantFault(t, err, "import.file.document")
}

func TestADoubtACellNobodyFilledAndASetComeBackAsTheyWere(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		columns := employees(t)
		rows := []Row{{Values: map[string]any{"emp_ref": "A-01", "visa_type": Doubt, "nationality": Doubt, "insurance": []any{"medevac"}, "contract_end": nil}}}
		table := Tabulate("", columns, rows, lang)
		var b strings.Builder
		if err := WriteCSV(&b, table); err != nil {
			t.Fatal(err)
		}
		r := whole(t, []byte(b.String()), columns)
		got := r.Rows[0]
		if len(got.Values) != 3 || len(got.Doubtful) != 2 || len(got.Faulty) != 0 {
			t.Errorf("%s: %+v", lang, got)
		}
	}
}
