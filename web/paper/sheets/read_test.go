package sheets

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func csvOf(rows ...string) []byte { return []byte(strings.Join(rows, "\n") + "\n") }

func TestEmployeeRowChecks(t *testing.T) {
	const head = "emp_ref,location_type,post_country,contract_start,contract_end,posting_start,visa_expiry,days_in_country_ytd,days_in_country_180,days_in_country_12m,work_permit_status,work_permit_expiry,left_at,access_revoked_at"
	for name, c := range map[string]struct {
		row, key, say string
		kept          bool
	}{
		"E3 contract ends before it starts": {"A02,CN,,2025-01-01,2024-01-01", "contract_end", "import.row.contract", false},
		"E3 posting more than a year ahead": {"A02,CN,,,,2027-11-24", "posting_start", "import.row.posting", false},
		"E3 posting a year ahead":           {"A02,CN,,,,2027-11-23", "posting_start", "", true},
		"E3 visa of last century":           {"A02,CN,,,,,1999-12-31", "visa_expiry", "import.row.visa_old", false},
		"E5 abroad without a country":       {"A02,境外,", "post_country", "import.row.abroad", false},
		"E5 abroad in China":                {"A02,境外,中国", "post_country", "import.row.abroad", false},
		"E6 more days than the year has":    {"A02,CN,,,,,,328", "days_in_country_ytd", "import.row.days_year", true},
		"E6 as many days as the year has":   {"A02,CN,,,,,,327", "days_in_country_ytd", "", true},
		"E6 more than 180 of 180":           {"A02,CN,,,,,,,181", "days_in_country_180", "import.row.days_180", true},
		"E6 fewer in 12 months":             {"A02,CN,,,,,,100,,99", "days_in_country_12m", "import.row.days_12m", true},
		"E7 held without an expiry":         {"A02,CN,,,,,,,,,held", "work_permit_expiry", "import.column.permit", true},
		"revoked long before leaving":       {"A02,CN,,,,,,,,,,,2026-06-01 18:00,2026-04-01 09:00", "access_revoked_at", "import.row.revoked", true},
		"no reference":                      {",CN", "emp_ref", "import.row.identity", false},
		"a reference out of shape":          {"张,CN", "emp_ref", "import.cell.reference", false},
		"E1 the reference again":            {"A01,CN", "emp_ref", "import.row.twice", false},
	} {
		t.Run(name, func(t *testing.T) {
			r := whole(t, csvOf(head, "A01,CN", c.row), employees(t))
			if kept := len(r.Rows) == 2; kept != c.kept || complaint(r, 3, c.key) != c.say || len(r.Rejected) != 2-len(r.Rows) {
				t.Errorf("kept %v, complaints %+v", kept, r.Complaints)
			}
		})
	}
}

func TestForeignersWithoutResidenceAreAccepted(t *testing.T) { // E4
	r := whole(t, csvOf("emp_ref,nationality,location_type,checkin_at,registered_at,entry_date,residence_applied", "A01,德国,CN,,,2026-11-01,", "A02,德国,CN,2026-11-01 20:00,,,"), employees(t))
	if len(r.Rows) != 2 || r.Errors != 0 {
		t.Fatalf("%+v", r.Complaints)
	}
	for _, c := range []struct {
		row   int
		key   string
		known bool
	}{{0, "checkin_at", true}, {0, "registered_at", false}, {0, "residence_applied", true}, {1, "registered_at", true}, {1, "residence_applied", false}} {
		if v, known := r.Rows[c.row].Values[c.key]; known != c.known || v != nil {
			t.Errorf("row %d %s: %v %v", c.row, c.key, v, known)
		}
	}
	if _, known := r.Rows[0].Values["cn_residence_permit_type"]; known {
		t.Error("an absent column is unknown")
	}
}

func TestNamesAreMaskedAndComplaintsEchoNothing(t *testing.T) {
	secrets := []string{"张伟民", "月球签", "机密地点", "一大笔钱", "不是日期", "ZZ TOP", "9999999999"}
	r := whole(t, csvOf("emp_ref,姓名,签证类型,派驻国家,月工资,签证到期日,保险,近180天在该国天数,location_type",
		"A01,张伟民,月球签,机密地点,一大笔钱,不是日期,ZZ TOP,9999999999,CN", "A01,张伟民,,,,,,,CN", "ZZ TOP,张伟民,,,,,,,CN"), employees(t))
	if len(r.Rows) != 1 || r.Rows[0].Values["name_masked"] != "张*" || said(r, "import.column.masked") != 1 {
		t.Fatalf("%+v", r)
	}
	if r.Errors < 7 {
		t.Errorf("%d errors: %+v", r.Errors, r.Complaints)
	}
	shown := fmt.Sprintf("%+v %+v", r.Complaints, r.Skipped)
	for _, s := range secrets {
		if strings.Contains(shown, s) {
			t.Errorf("%s is echoed", s)
		}
	}
	for _, c := range r.Complaints {
		if c.Text.Args["row"] == nil || c.Text.Args["column"] == nil || c.Text.Key == "" || c.Count < 1 {
			t.Errorf("incomplete: %+v", c)
		}
	}
}

func TestAWronglyChosenHeaderRowEchoesNothingEither(t *testing.T) {
	columns := employees(t)
	s := opened(t, csvOf("工号,姓名,签证类型", "A01,张伟民,月球签", "A02,李*,火星签")).Default()
	m := Remap(s.Header(2), columns, map[int]string{0: "emp_ref", 1: "name_masked", 2: "visa_type"})
	r, err := Read(s, 2, m, columns, asOf())
	if err != nil || len(r.Rows) != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	for _, c := range r.Complaints {
		if shown := fmt.Sprintf("%+v", c); strings.Contains(shown, "张伟民") || strings.Contains(shown, "月球签") || strings.Contains(shown, "火星签") {
			t.Error(shown)
		}
	}
}

func TestSupplierChecks(t *testing.T) {
	good := creditCode(t, "91330109MA2ABCDE0")
	bad := good[:17] + map[bool]string{true: "1", false: "0"}[good[17] == '0']
	r := whole(t, csvOf("供应商名称,国家,统一社会信用代码,物料,HS编码,采购额,币种,关键料,独家,在用,自报占比,筛查结果,筛查日期,库存天数,审核日期",
		"甲厂,CN,"+good+",轴承,848210,60,CNY,是,否,是,60%,未筛查,,30,2026-12-01",
		"乙厂,CN,"+bad+",油墨,321511,40,CNY,否,是,是,0.5,没有命中,,,",
		"丙厂,CN,,纱线,520511,,CNY,是,是,否,,没有命中,2026-11-01,,"), suppliers(t))
	if len(r.Rows) != 3 || len(r.Rejected) != 0 {
		t.Fatalf("%+v", r)
	}
	for _, want := range []struct {
		row      int
		key, say string
	}{
		{3, "registry_id", "import.cell.credit"}, {4, "registry_id", "import.column.needed"}, {2, "audit_date", "import.cell.date_late"},
		{3, "share_declared", "import.row.share"}, {2, "share_declared", ""}, {3, "screen_date", "import.column.needed"}, {2, "screen_date", ""},
		{4, "annual_spend", "import.column.blank"}, {4, "inventory_days", "import.column.needed"},
	} {
		if got := complaint(r, want.row, want.key); got != want.say {
			t.Errorf("row %d %s: %q, want %q", want.row, want.key, got, want.say)
		}
	}
	if v, known := r.Rows[0].Values["screen_date"]; !known || v != nil {
		t.Error("a blank screening date of a present column is null")
	}
	if _, known := r.Rows[2].Values["annual_spend"]; known {
		t.Error("a blank amount is unknown, never 0")
	}
	without := whole(t, csvOf("供应商名称,国家", "甲厂,VN"), suppliers(t))
	if _, known := without.Rows[0].Values["screen_date"]; known {
		t.Error("without the column the screening date is unknown")
	}
	if said(without, "import.column.absent") != 6 {
		t.Errorf("required columns that are absent: %+v", without.Complaints)
	}
}

func TestACurrencyBesideTheAmountIsTakenOrCompared(t *testing.T) {
	r := whole(t, csvOf("供应商名称;采购额", "甲厂;12万美元", "乙厂;5,000"), suppliers(t))
	if r.Rows[0].Values["currency"] != "USD" || r.Rows[0].Values["annual_spend"] != json.Number("120000") || said(r, "import.column.unit_taken") != 1 {
		t.Errorf("%+v %+v", r.Rows, r.Complaints)
	}
	if _, known := r.Rows[1].Values["currency"]; known {
		t.Error("no currency was named")
	}
	r = whole(t, csvOf("供应商名称;采购额;币种", "甲厂;12万美元;CNY", "乙厂;5欧元;EUR"), suppliers(t))
	if complaint(r, 2, "annual_spend") != "import.cell.unit" || complaint(r, 3, "annual_spend") != "" || r.Rows[0].Values["currency"] != "CNY" {
		t.Errorf("%+v", r.Complaints)
	}
}

func TestAListWithoutNamesIsNotRead(t *testing.T) {
	r := whole(t, csvOf("国家,币种", "VN,USD"), suppliers(t))
	if len(r.Rows) != 0 || said(r, "import.column.identity") != 1 || r.Errors != 1 {
		t.Errorf("%+v", r)
	}
}

func TestComplaintsAreCappedAndCounted(t *testing.T) {
	rows := []string{"emp_ref,visa_type"}
	for i := range 1500 {
		rows = append(rows, fmt.Sprintf("A-%04d,月球签", i))
	}
	r := whole(t, csvOf(rows...), employees(t))
	if len(r.Complaints) != 1000 || r.Errors != 1500 || len(r.Rows) != 1500 || r.More != r.Errors+r.Warnings-1000 {
		t.Errorf("%d listed, %d more, %d errors", len(r.Complaints), r.More, r.Errors)
	}
}

func TestDiff(t *testing.T) {
	row := func(ref string, pairs ...any) Row {
		v := map[string]any{"emp_ref": ref}
		for i := 0; i < len(pairs); i += 2 {
			v[pairs[i].(string)] = pairs[i+1]
		}
		return Row{Values: v}
	}
	old := []Row{row("A"), row("B", "x", json.Number("1.0"), "s", []any{"b", "a"}), row("C", "x", nil), row("D", "x", true)}
	fresh := []Row{row("E"), row("B", "x", json.Number("1"), "s", []string{"a", "b"}), row("C"), row("D", "x", false, "y", "new")}
	d := Diff(old, fresh, EmployeeKey)
	if len(d.Added) != 1 || len(d.Gone) != 1 || len(d.Same) != 1 || len(d.Changed) != 2 || d.Added[0].Values["emp_ref"] != "E" || d.Gone[0].Values["emp_ref"] != "A" {
		t.Fatalf("%+v", d)
	}
	if !reflect.DeepEqual(d.Changed[0].Keys, []string{"x"}) || !reflect.DeepEqual(d.Changed[1].Keys, []string{"x", "y"}) {
		t.Errorf("null and unknown differ: %+v", d.Changed)
	}
	a := Row{Values: map[string]any{"supplier_name": "甲", "parts": "仓储"}}
	b := Row{Values: map[string]any{"supplier_name": "甲", "parts": "报关"}}
	c := Row{Values: map[string]any{"supplier_name": "别名", "registry_id": "R-1", "goods_hs": "848210"}}
	if SupplierKey(a) == SupplierKey(b) || SupplierKey(c) != "r1\x00848210" {
		t.Errorf("%q %q %q", SupplierKey(a), SupplierKey(b), SupplierKey(c))
	}
}
