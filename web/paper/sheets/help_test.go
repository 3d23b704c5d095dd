package sheets

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

func asOf() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

func columnsOf(t testing.TB, list string) []Column {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../rules/bundle/lists", list, "data.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	columns, err := ParseColumns(data)
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

func suppliers(t testing.TB) []Column { return columnsOf(t, "suppliers") }
func employees(t testing.TB) []Column { return columnsOf(t, "employees") }

func opened(t testing.TB, data []byte) *Workbook {
	t.Helper()
	w, err := Open("list", data, Limits{})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return w
}

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// whole goes all the way: open, guess, match, read.
func whole(t testing.TB, data []byte, columns []Column, keep ...int) Result {
	t.Helper()
	s := opened(t, data).Default()
	g := GuessHeader(s, columns)
	r, err := Read(s, g.Row, Match(s.Header(g.Row), columns, nil), columns, asOf(), keep...)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return r
}

func wantFault(t testing.TB, err error, key string) *station.Fault {
	t.Helper()
	f, ok := station.AsFault(err)
	if !ok || f.Kind != station.Invalid || f.Say.Key != key {
		t.Fatalf("got %v, want the fault %s", err, key)
	}
	return f
}

func complaint(r Result, row int, key string) string {
	for _, c := range r.Complaints {
		if c.Row == row && c.Key == key {
			return c.Text.Key
		}
	}
	return ""
}

func said(r Result, key string) int {
	n := 0
	for _, c := range r.Complaints {
		if c.Text.Key == key {
			n++
		}
	}
	return n
}

// mini builds a workbook by hand, for what writers would never write.
func mini(t testing.TB, sheet string, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"xl/workbook.xml":     `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
			`</Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + sheet + `</sheetData></worksheet>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range all {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inline writes rows of inline texts as sheet XML.
func inline(rows ...[]string) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, text := range row {
			fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, Letter(j), i+1, text)
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

// creditCode completes 17 characters to a valid code.
func creditCode(t testing.TB, start string) string {
	t.Helper()
	for _, last := range creditAlphabet {
		if ValidCreditCode(start + string(last)) {
			return start + string(last)
		}
	}
	t.Fatal("no check character")
	return ""
}

// residentNumber completes 17 invented digits; it is made at run time so that no file holds one.
func residentNumber(t testing.TB) string {
	t.Helper()
	start := "99" + "0101" + "19010203" + "001"
	for _, last := range "0123456789X" {
		if validResident(start + string(last)) {
			return start + string(last)
		}
	}
	t.Fatal("no check digit")
	return ""
}

// holds says whether a value is of the column's type.
func (c *Column) holds(v any) bool {
	switch v := v.(type) {
	case bool:
		return c.Type == "boolean"
	case json.Number:
		_, err := v.Float64()
		return err == nil && (c.Type == "integer" || c.Type == "decimal")
	case []string:
		return c.Type == "set"
	case string:
		switch c.Type {
		case "date":
			_, err := time.Parse(dayLayout, v)
			return err == nil
		case "enum", "string", "datetime":
			return true
		}
	}
	return false
}
