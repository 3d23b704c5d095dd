package web_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// TestChartsDrawPublishedNumbersOnly holds the data of every table's chart against the cells.
func TestChartsDrawPublishedNumbersOnly(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	drawn := 0
	for _, table := range []string{"T3", "T5", "T6", "T10"} {
		doc := page(t, c.get("/insight/tables/"+table))
		text := doc.Find("[data-chart=heat]").AttrOr("data-values", "")
		var chart struct {
			Rows, Columns []string
			Cells         []struct {
				Row, Column, Step           int
				Share, Risk, N, Value, Held string
				Why                         string
			}
		}
		c.must(json.Unmarshal([]byte(text), &chart))
		rows := doc.Find("table.heat tbody tr")
		for _, cell := range chart.Cells {
			shown := rows.Eq(cell.Row).Find("td").Eq(cell.Column)
			for _, n := range numbersIn(strings.Join([]string{cell.Share, cell.Risk, cell.N, cell.Value}, " ")) {
				if drawn++; !contains(numbersIn(spacedText(shown)), n) {
					t.Errorf("%s draws %d where the page shows %q", table, n, spacedText(shown))
				}
			}
		}
	}
	if drawn < 400 {
		t.Errorf("only %d numbers are drawn", drawn)
	}
}

// TestFilesHoldEveryPublishedNumberWithItsStatusAndNoOther reads the three files of every table.
func TestFilesHoldEveryPublishedNumberWithItsStatusAndNoOther(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	for _, audience := range []insights.Audience{insights.Room, insights.Outside} {
		for _, table := range c.made[audience].Release.Tables {
			path := "/insight/tables/" + table.Table
			view := "?view=" + string(audience)
			reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(c.get(path+".csv"+view).body, "\ufeff")))
			reader.FieldsPerRecord = -1
			rows, err := reader.ReadAll()
			c.must(err)
			c.sheet(t, audience, table, "CSV", rows)
			book, err := excelize.OpenReader(strings.NewReader(c.get(path + ".xlsx" + view).body))
			c.must(err)
			rows, err = book.GetRows(book.GetSheetName(0))
			c.must(err)
			c.sheet(t, audience, table, "XLSX", rows)
			var file struct {
				Format, Station, Cut, Release, Audience string
				K                                       int
				Synthetic                               bool
				Cells                                   []release.Cell
			}
			c.must(json.Unmarshal([]byte(c.get(path+".json"+view).body), &file))
			same := func(a, b release.Cell) bool {
				return slices.Equal(a.Key, b.Key) && maps.EqualFunc(a.Measures, b.Measures, func(x, y release.Measure) bool {
					return x.Status == y.Status && x.AsOf == y.AsOf && (x.Value == nil) == (y.Value == nil) && (x.Value == nil || *x.Value == *y.Value)
				})
			}
			if file.Cut != "2026-11-01" || !file.Synthetic || file.K != c.made[audience].Release.K || file.Station == "" || file.Release != c.made[audience].Audit.Release || !slices.EqualFunc(file.Cells, table.Cells, same) {
				t.Errorf("%s as JSON is another table than the one published", table.Table)
			}
		}
	}
}

var statusWords = map[sdc.Status]string{sdc.Published: "公布", sdc.Structural: "不适用", sdc.Primary: "已隐去", sdc.Secondary: "次隐去", release.Held: "沿用", sdc.Withheld: "整表不公布"}

// sheet holds the lines of a sheet against the cells: their order, values, statuses and days.
func (c *city) sheet(t *testing.T, audience insights.Audience, table release.Table, format string, rows [][]string) {
	t.Helper()
	where := string(audience) + " " + table.Table + " as " + format
	first := strings.Join(rows[0], " ")
	for _, part := range []string{"2026-11-01", c.made[audience].Audit.Release, fmt.Sprintf("至少 %d 家", c.made[audience].Release.K), "虚构数据", "试验站"} {
		if !strings.Contains(first, part) {
			t.Errorf("%s: the first line %q lacks %s", where, first, part)
		}
	}
	if len(rows)-2 != len(table.Cells) {
		t.Fatalf("%s: %d lines for %d cells", where, len(rows)-2, len(table.Cells))
	}
	var printed []string
	for _, name := range []string{"n", "risk", "findings"} {
		if _, has := table.Cells[0].Measures[name]; has {
			printed = append(printed, name)
		}
	}
	for i, cell := range table.Cells {
		row := rows[i+2]
		at := len(cell.Key)
		var want []string
		for _, name := range printed {
			m, value := cell.Measures[name], ""
			if m.Shown() {
				value = strconv.Itoa(*m.Value)
			}
			want = append(want, value, statusWords[m.Status], m.AsOf)
		}
		if got := row[at : at+len(want)]; !slices.Equal(got, want) {
			t.Errorf("%s %v: %v, not %v", where, cell.Key, got, want)
		}
		for _, text := range append(row[:at:at], row[at+len(want):]...) {
			if _, err := strconv.Atoi(text); err == nil {
				t.Errorf("%s %v has the number %s beside its own", where, cell.Key, text)
			}
		}
	}
}

func TestAReleaseIsGivenByteForByte(t *testing.T) {
	c := newCity(t, lattice.Small, 420)
	for _, audience := range []insights.Audience{insights.Room, insights.Outside} {
		hash := c.made[audience].Audit.Release
		body := c.get("/insight/release.json?view=" + string(audience)).body
		if sum := sha256.Sum256([]byte(body)); hex.EncodeToString(sum[:]) != hash {
			t.Errorf("the file's hash is not %s", hash)
		}
		if got := c.get("/insight/release.json?release=" + hash + "&view=" + string(audience)).body; got != body {
			t.Error("by its hash it is another file")
		}
		if got := c.get("/insight/audit.json?view=" + string(audience)).body; !strings.Contains(got, hash) {
			t.Error("the audit is of another release")
		}
		page := c.get("/insight/audit?view=" + string(audience)).body
		for _, part := range []string{hash, "station release audit"} {
			if !strings.Contains(page, part) {
				t.Errorf("the audit page lacks %s", part)
			}
		}
	}
	for _, never := range []string{"/insight/release.json?release=" + strings.Repeat("0", 64), "/insight/release.json?release=x", "/insight/tables/T99", "/insight/tables/T99.csv", "/insight?release=" + c.made[insights.Outside].Audit.Release} {
		if got := c.do(http.MethodGet, never, c.token, nil); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", never, got.status)
		}
	}
}
