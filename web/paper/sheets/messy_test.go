package sheets

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

func TestMergedTitlesDoNotBecomeData(t *testing.T) {
	s := opened(t, testdata(t, "merged_titles.xlsx")).Default()
	if g := GuessHeader(s, employees(t)); g.Row != 3 {
		t.Fatalf("header row %d, want 3", g.Row)
	}
	r := whole(t, testdata(t, "merged_titles.xlsx"), employees(t))
	if len(r.Rows) != 3 {
		t.Fatalf("%d rows, want 3: %+v", len(r.Rows), r.Complaints)
	}
	for _, want := range []struct {
		row   int
		key   string
		value any
	}{
		{0, "post_country", "VN"}, {1, "post_country", "VN"}, {2, "post_country", "DE"}, {0, "visa_expiry", "2025-12-09"},
		{1, "visa_expiry", "2027-03-05"}, {0, "contract_signed", true}, {1, "contract_signed", false},
		{0, "insurance", []string{"overseas_accident", "medevac"}}, {1, "insurance", []string{}}, {0, "location_type", "abroad"},
	} {
		if got := r.Rows[want.row].Values[want.key]; !reflect.DeepEqual(got, want.value) {
			t.Errorf("row %d %s: %v, want %v", want.row, want.key, got, want.value)
		}
	}
	if complaint(r, 6, "visa_expiry") != "import.cell.date" || complaint(r, 6, "insurance") != "import.cell.set" {
		t.Errorf("complaints %+v", r.Complaints)
	}
	if _, known := r.Rows[2].Values["visa_expiry"]; known {
		t.Error("a faulty cell must stay unknown")
	}
}

func TestGB18030TextReads(t *testing.T) {
	r := whole(t, testdata(t, "gb18030.csv"), suppliers(t))
	if len(r.Rows) != 3 {
		t.Fatalf("%d rows: %+v", len(r.Rows), r.Complaints)
	}
	first, second, third := r.Rows[0].Values, r.Rows[1].Values, r.Rows[2].Values
	if first["annual_spend"] != json.Number("120000") || first["currency"] != "CNY" || first["on_time_rate"] != json.Number("0.95") || first["critical"] != true {
		t.Errorf("first %v", first)
	}
	if second["supplier_name"] != "越南乙,五金" || second["annual_spend"] != json.Number("1234.5") || second["currency"] != "USD" || second["goods_hs"] != "731815" {
		t.Errorf("second %v", second)
	}
	if third["country"] != "HK" || third["currency"] != "HKD" || complaint(r, 4, "on_time_rate") != "import.cell.ratio" {
		t.Errorf("third %v %+v", third, r.Complaints)
	}
}

func TestHiddenSheetIsNotTheDefault(t *testing.T) {
	w := opened(t, testdata(t, "hidden_first.xlsx"))
	if len(w.Sheets) != 3 || !w.Sheets[0].Hidden || w.Sheets[0].Rows() != 2 || w.Sheets[1].Rows() != 0 || w.Default().Name != "员工" {
		t.Fatalf("sheets %+v, default %s", w.Sheets, w.Default().Name)
	}
	r := whole(t, testdata(t, "hidden_first.xlsx"), employees(t))
	if len(r.Rows) != 2 || r.Rows[1].Values["nationality"] != "CN" || r.Rows[1].Number != 3 {
		t.Errorf("rows %+v", r.Rows)
	}
}

func TestTotalsAndNotesAreProposedForExclusion(t *testing.T) {
	r := whole(t, testdata(t, "subtotals.xlsx"), suppliers(t))
	var rows []int
	for _, s := range r.Skipped {
		rows = append(rows, s.Row)
	}
	if !reflect.DeepEqual(rows, []int{4, 6, 8, 9}) || len(r.Rows) != 3 {
		t.Fatalf("skipped %v, read %d", rows, len(r.Rows))
	}
	fish := r.Rows[2].Values
	if fish["goods_hs"] != "030290" || said(r, "import.column.hs_zero") != 1 || fish["annual_spend"] != json.Number("50000.13") || said(r, "import.column.rounded") != 1 {
		t.Errorf("fish %v %+v", fish, r.Complaints)
	}
	if kept := whole(t, testdata(t, "subtotals.xlsx"), suppliers(t), 4); len(kept.Rows) != 4 || len(kept.Skipped) != 3 {
		t.Errorf("a person can take a row back: %d rows", len(kept.Rows))
	}
}

func TestOldExcelIsToldHowToSave(t *testing.T) {
	_, err := Open("list.xlsx", testdata(t, "old.xls"), Limits{})
	wantFault(t, err, "import.file.xls")
}

func TestThirtyRenamedHeadersAllMatch(t *testing.T) {
	s := opened(t, testdata(t, "renamed_30.xlsx")).Default()
	m := Match(s.Header(1), employees(t), nil)
	want := []string{"emp_ref", "name_masked", "nationality", "role", "employer_entity", "contract_type", "contract_start", "contract_end", "contract_signed",
		"posting_addendum", "location_type", "post_country", "post_region", "posting_start", "activity", "visa_type", "visa_expiry", "days_in_country_12m",
		"passport_expiry", "passport_held_by", "work_permit_status", "work_permit_expiry", "insurance", "social_ins_cn", "host_si_paid",
		"pretrip_training_date", "consular_registered", "emergency_contact", "last_checkin", "weekly_hours"}
	if len(m.Pairs) != 30 || len(m.Unmatched) != 0 {
		t.Fatalf("%d pairs, unmatched %v", len(m.Pairs), m.Unmatched)
	}
	for i, p := range m.Pairs {
		if p.Key != want[i] {
			t.Errorf("%s taken for %s, want %s (%s)", p.Header, p.Key, want[i], p.How)
		}
	}
	r := whole(t, testdata(t, "renamed_30.xlsx"), employees(t))
	if len(r.Rows) != 2 || r.Errors != 0 {
		t.Fatalf("rows %d, complaints %+v", len(r.Rows), r.Complaints)
	}
	if v := r.Rows[0].Values; v["contract_end"] != nil || v["weekly_hours"] != json.Number("48.5") || v["visa_expiry"] != "2027-02-01" || v["post_country"] != "ID" {
		t.Errorf("row %v", v)
	}
	if v, known := r.Rows[1].Values["pretrip_training_date"]; !known || v != nil {
		t.Error("the word none is an answer for the training date")
	}
}

func TestDuplicatesAreRejectedNamingBothRows(t *testing.T) {
	r := whole(t, testdata(t, "duplicates.xlsx"), suppliers(t))
	if len(r.Rows) != 4 || !reflect.DeepEqual(r.Rejected, []int{4, 7, 8}) {
		t.Fatalf("rows %d, rejected %v", len(r.Rows), r.Rejected)
	}
	if complaint(r, 4, "registry_id") != "import.row.twice" || complaint(r, 7, "supplier_name") != "import.row.twice" || complaint(r, 8, "supplier_name") != "import.row.identity" {
		t.Errorf("complaints %+v", r.Complaints)
	}
	for _, c := range r.Complaints {
		if c.Text.Key == "import.row.twice" && c.Row == 4 && c.Text.Args["first"] != 2 {
			t.Errorf("the first row is not named: %v", c.Text)
		}
	}
	if complaint(r, 2, "single_source") != "import.row.not_single" {
		t.Error("single source with two groups must be warned of")
	}
}

func TestFiveThousandRowsReadAndOneMoreIsRefused(t *testing.T) {
	columns := employees(t)
	if r := whole(t, bigList(t, columns, 5000), columns); len(r.Rows) != 5000 || r.Errors != 0 {
		t.Fatalf("%d rows, %d errors, first %+v", len(r.Rows), r.Errors, r.Complaints[:min(3, len(r.Complaints))])
	}
	s := opened(t, bigList(t, columns, 5001)).Default()
	_, err := Read(s, 1, Match(s.Header(1), columns, nil), columns, asOf())
	wantFault(t, err, "import.sheet.long")
	w := opened(t, bigList(t, columns, 5200))
	_, err = Read(w.Default(), 1, Mapping{}, columns, asOf())
	wantFault(t, err, "import.sheet.long")
}

func ExampleLetter() {
	fmt.Println(Letter(0), Letter(25), Letter(26), Letter(86))
	// Output: A Z AA CI
}
