package sheets

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// FuzzOpen: whatever the bytes, there is a fault or a table within its limits, and reading it never panics.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"merged_titles.xlsx", "gb18030.csv", "hidden_first.xlsx", "subtotals.xlsx", "old.xls", "renamed_30.xlsx", "duplicates.xlsx"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(pasted))
	f.Add([]byte("sep=;\na;b\n\"x;y"))
	f.Add([]byte("\xFF\xFEa\x00,\x00b\x00"))
	columns := [][]Column{suppliers(f), employees(f)}
	warm()
	limits := Limits{FileBytes: 1 << 20, Unpacked: 4 << 20, Part: 2 << 20, Rows: 200}
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := Open("fuzz", data, limits)
		if err != nil {
			wantKnown(t, err)
			return
		}
		for _, s := range w.Sheets {
			if s.Rows() > 300 || s.Width() > 200 {
				t.Fatalf("beyond the limits: %d rows, %d columns", s.Rows(), s.Width())
			}
			for _, list := range columns {
				g := GuessHeader(s, list)
				r, err := Read(s, g.Row, Match(s.Header(g.Row), list, nil), list, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
				if err != nil {
					wantKnown(t, err)
				}
				if len(r.Rows)+len(r.Rejected) > s.Rows() {
					t.Fatal("more rows than lines")
				}
			}
		}
	})
}

// warm builds the tables first, so that the fuzzer does not take their making for something new.
func warm() {
	_, _ = Country("VN")
	_, _ = Currency("USD")
	_, _ = readAmount("1元")
	_ = province("x")
}

func wantKnown(t *testing.T, err error) {
	t.Helper()
	type speaking interface{ Error() string }
	if f, ok := err.(speaking); !ok || len(f.Error()) < 7 || f.Error()[:7] != "import." {
		t.Fatalf("an error that says nothing to a visitor: %v", err)
	}
}

// FuzzCell: any text in any column gives a value of the column's type, or a complaint, or nothing.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"2026-11-23", "12万元", "1,234.56", "95%", "是", "境外意外险;医疗转运", "VN", "￥", "848210", "1e99", "(5)", "张伟", "无", "-", "\x00", "９", "46349.5"} {
		for form := range byte(8) {
			f.Add(s, form)
		}
	}
	columns := append(suppliers(f), employees(f)...)
	warm()
	f.Fuzz(func(t *testing.T, raw string, form byte) {
		if len(raw) > 4000 {
			raw = raw[:4000]
		}
		c := Cell{Raw: raw, Form: Form(form & 0x47), Pad: form}
		_ = isDocument(c.Text(), columnRole{identity: form&1 > 0, registry: form&2 > 0})
		for i := range columns {
			u := columns[i].understand(c, asOf())
			if u.say != "" && u.level == "" || u.level == Error && u.known {
				t.Fatalf("%s: %+v", columns[i].Key, u)
			}
			if u.known && u.value != nil && !columns[i].holds(u.value) {
				t.Fatalf("%s holds %T", columns[i].Key, u.value)
			}
		}
	})
}
