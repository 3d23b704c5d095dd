package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// before publishes an earlier release of the room: every number a little smaller, those of an area hidden.
func (c *city) before(cut, hidden string) release.Release {
	c.t.Helper()
	r := c.made[insights.Room].Release
	r.Cut, r.Tables = cut, nil
	for _, t := range c.made[insights.Room].Release.Tables {
		made := release.Table{Table: t.Table, Carried: t.Table != "T1" && t.Table != "T3"}
		for _, one := range t.Cells {
			cell := release.Cell{Key: one.Key, Measures: map[string]release.Measure{}, Coarser: one.Coarser}
			for name, m := range one.Measures {
				if m.Shown() {
					value, day := max(r.K, *m.Value-2), cut
					if made.Carried {
						day = "2026-01-01"
					}
					m = release.Measure{Status: sdc.Published, Value: &value, AsOf: day}
				}
				if one.Key[0] == hidden && !made.Carried {
					m = release.Measure{Status: sdc.Secondary}
				}
				cell.Measures[name] = m
			}
			made.Cells = append(made.Cells, cell)
		}
		r.Tables = append(r.Tables, made)
	}
	hash, err := r.Hash()
	c.must(err)
	a := c.made[insights.Room].Audit
	a.Release = hash
	c.must(c.insights.Invent(context.Background(), accounts.FirstStation, c.l, []string{"T1", "T3"}, []insights.Built{{Audience: insights.Room, Release: r, Audit: a}}))
	return r
}

// TestATrendDrawsPublishedSharesAndLeavesTheOthersOut holds the drawing, its data and the table beside it against the releases.
func TestATrendDrawsPublishedSharesAndLeavesTheOthersOut(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	all := []release.Release{c.before("2026-09-01", "supply"), c.before("2026-10-01", "nothing"), c.made[insights.Room].Release}
	for _, row := range []string{"", "manufacturing"} {
		doc := page(t, c.get("/insight/trend?row="+row))
		var chart struct {
			Days   []string
			Series []struct {
				Points []struct {
					Share *int
					Text  string
					Held  string
				}
			}
		}
		c.must(json.Unmarshal([]byte(doc.Find("[data-chart=lines]").AttrOr("data-values", "")), &chart))
		known, hollow := 0, 0
		for at, r := range all {
			for i, area := range c.l.Words("area_any") {
				key, table := []string{area}, "T1"
				if row != "" {
					key, table = append(key, row), "T3"
				}
				cell := cellIn(r, table, key)
				shown := doc.Find("[id='c." + r.Cut + "." + strings.Join(key, ".") + "']")
				must, may := publishedCell{table, cell}.expected(r.K)
				got := numbersIn(spacedText(shown.Clone().Find("a.hl").Remove().End()))
				for _, n := range must {
					if !slicesTake(&got, n) {
						t.Errorf("%s %s %v does not show %d", row, r.Cut, key, n)
					}
				}
				for _, n := range got {
					if !contains(may, n) {
						t.Errorf("%s %s %v shows %d", row, r.Cut, key, n)
					}
				}
				point := chart.Series[i].Points[at]
				if whole := len(must) == 3; whole != (point.Share != nil) || whole && (*point.Share != must[len(must)-1] || !allIn(numbersIn(point.Text), must)) {
					t.Errorf("%s %s %v is drawn as %+v and published as %v", row, r.Cut, key, point, must)
				}
				if point.Share != nil {
					known++
				}
				if point.Held != "" && point.Share != nil {
					hollow++
				}
			}
		}
		if chart.Days[0] != "2026-09-01" || doc.Find("svg.lines:not(.key) .pt").Length() != known || doc.Find("svg.lines:not(.key) .pt.held").Length() != hollow || known >= 12 {
			t.Errorf("%q: %d points, %d hollow are drawn; %d and %d are published", row, doc.Find("svg.lines:not(.key) .pt").Length(), doc.Find("svg.lines:not(.key) .pt.held").Length(), known, hollow)
		}
		for _, n := range numbersIn(spacedText(doc.Find("svg.lines"))) {
			if n%10 != 0 && n > 31 { // of the scale, and days
				t.Errorf("the drawing says %d", n)
			}
		}
	}
}

func allIn(list, within []int) bool {
	for _, n := range list {
		if !contains(within, n) {
			return false
		}
	}
	return true
}

func cellIn(r release.Release, table string, key []string) release.Cell {
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			if t.Table == table && slices.Equal(c.Key, key) {
				return c
			}
		}
	}
	return release.Cell{}
}

// TestTheFirstPageTellsTheNewsAndHowMuchIsPublished reads the overview of both audiences.
func TestTheFirstPageTellsTheNewsAndHowMuchIsPublished(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	for _, audience := range []insights.Audience{insights.Room, insights.Outside} {
		doc := page(t, c.get("/insight?view="+string(audience)))
		made := c.made[audience]
		head := doc.Find("h1").Text()
		for _, n := range numbersIn(head) {
			found := false
			for _, table := range []string{"T2", "T3", "T6"} {
				found = found || c.publishedSomewhere(audience, table, n)
			}
			if !found {
				t.Errorf("the headline %q has %d, which is published nowhere", head, n)
			}
		}
		if cards := doc.Find(".icards > li"); cards.Length() != len(made.Release.Tables) {
			t.Errorf("%d cards", cards.Length())
		} else {
			for i, sheet := range made.Audit.Sheets {
				allowed := []int{2026, 11, 1, made.Release.K, sheet.Numbers - sheet.Structural, sheet.Published + sheet.Held, sheet.PerMille / 10, sheet.Held, sheet.Primary, sheet.Secondary, sheet.Withheld}
				for _, n := range numbersIn(spacedText(cards.Eq(i))) {
					if !contains(allowed, n) {
						t.Errorf("the card of %s says %d", sheet.Table, n)
					}
				}
			}
		}
		for _, part := range []string{"虚构数据", fmt.Sprintf("每个数至少 %d 家", made.Release.K), "2026 年 11 月 1 日"} {
			if !strings.Contains(doc.Find("main").Text(), part) {
				t.Errorf("%s: the page lacks %s", audience, part)
			}
		}
		if strings.Contains(doc.Find("main").Text(), "天前") != (made.Release.Cut < c.now.AddDate(0, 0, -14).Format(time.DateOnly)) {
			t.Error("the age of the numbers is not told as it is")
		}
	}
}

func TestAStationWithoutAReleaseSaysSo(t *testing.T) {
	p := newPortal(t)
	token := p.staff()[station.Analyst]
	for _, path := range []string{"/insight", "/insight?view=outside", "/insight/trend", "/insight/audit", "/insight/releases"} {
		if got := p.do(http.MethodGet, path, token, nil); got.status != http.StatusOK || !strings.Contains(got.body, "还没有发布过") {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	if got := p.do(http.MethodGet, "/insight/reads", token, nil); got.status != http.StatusOK || !strings.Contains(got.body, "还没有人看过") {
		t.Errorf("the log: %d", got.status)
	}
	for _, path := range []string{"/insight/tables/T1", "/insight/tables/T1.csv", "/insight/release.json", "/insight/audit.json"} {
		if got := p.do(http.MethodGet, path, token, nil); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	for path, at := range map[string]string{"/staff": "a[href='/insight']", "/insight": "nav.nav a[href='/insight'][aria-current=page]"} {
		if page(t, p.do(http.MethodGet, path, token, nil)).Find(at).Length() == 0 {
			t.Errorf("%s has no %s", path, at)
		}
	}
}

// TestEveryLookAndEveryFileIsNoted asks for each and reads the log.
func TestEveryLookAndEveryFileIsNoted(t *testing.T) {
	c := newCity(t, lattice.Small, 420)
	for _, path := range []string{"/insight", "/insight/tables/T3", "/insight/tables/T3.csv", "/insight/tables/T3.xlsx", "/insight/tables/T3.json", "/insight/trend", "/insight/audit", "/insight/release.json", "/insight/audit.json?view=outside"} {
		c.get(path)
	}
	doc := page(t, c.get("/insight/reads"))
	rows := doc.Find("tbody tr").Map(func(_ int, r *goquery.Selection) string { return strings.Join(strings.Fields(spacedText(r)), " ") })
	if len(rows) != 9 || !strings.Contains(rows[0], "核验单 下载 JSON 对外") || !strings.Contains(rows[6], "行业 × 领域 下载 CSV 研判室") || !strings.Contains(rows[8], "analyst 整次发布 打开页面 研判室") {
		t.Errorf("the log has %d lines: %v", len(rows), rows)
	}
	for i := range 15 {
		c.get(fmt.Sprintf("/insight/tables/T%d", []int{1, 2, 3}[i%3]))
	}
	next := page(t, c.get("/insight/reads")).Find(".pager a[rel=next]").AttrOr("href", "")
	if rest := page(t, c.get(next)).Find("tbody tr").Length(); rest != 4 {
		t.Errorf("%d lines on the second page", rest)
	}
}

func TestReleasesAreListedAndLinked(t *testing.T) {
	c := newCity(t, lattice.Small, 420)
	for i := range 22 {
		c.before(time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -7*i).Format(time.DateOnly), "nothing")
	}
	doc := page(t, c.get("/insight/releases"))
	first := doc.Find("tbody th a").First()
	if doc.Find("tbody tr").Length() != 20 || !strings.Contains(first.AttrOr("href", ""), c.made[insights.Room].Audit.Release) {
		t.Errorf("%d releases, the first %s", doc.Find("tbody tr").Length(), first.AttrOr("href", ""))
	}
	second := page(t, c.get(doc.Find(".pager a[rel=next]").AttrOr("href", "")))
	if second.Find("tbody tr").Length() != 3 {
		t.Errorf("%d on the second page", second.Find("tbody tr").Length())
	}
	old := page(t, c.get(second.Find("tbody th a").Last().AttrOr("href", "")))
	if !strings.Contains(old.Find("main").Text(), "以前的一次发布") || old.Find(".icards a").First().AttrOr("href", "") == "/insight/tables/T1" {
		t.Error("an earlier release does not say that it is one, or its links leave it")
	}
	carried := page(t, c.get(old.Find(".icards a[href*='/T2']").AttrOr("href", "")))
	if !strings.Contains(carried.Find("p.lead").Text(), "没有到期，沿用 2026 年 1 月 1 日") {
		t.Errorf("a table that was carried over does not say so: %q", carried.Find("p.lead").Text())
	}
}

// TestSortingIsByPublishedNumbersAndPutsHiddenOnesLast reads the order of rows.
func TestSortingIsByPublishedNumbersAndPutsHiddenOnesLast(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	for _, sort := range []string{"share", "share.up", "n", "risk.up"} {
		var values []float64
		hiddenAt := -1
		page(t, c.get("/insight/tables/T2?sort="+sort)).Find("tbody tr").Each(func(i int, r *goquery.Selection) {
			cell := c.cells(insights.Room, "T2")[r.AttrOr("id", "")].cell
			n, risk := cell.Measures["n"], cell.Measures["risk"]
			value, ok := 0.0, n.Shown() && risk.Shown()
			switch {
			case strings.HasPrefix(sort, "share") && ok:
				value = float64(*risk.Value) / float64(*n.Value)
			case strings.HasPrefix(sort, "n") && n.Shown():
				value, ok = float64(*n.Value), true
			case strings.HasPrefix(sort, "risk") && risk.Shown():
				value, ok = float64(*risk.Value), true
			default:
				ok = false
			}
			switch {
			case !ok && hiddenAt < 0:
				hiddenAt = i
			case ok && hiddenAt >= 0:
				t.Errorf("%s: row %d is shown and stands below row %d, which is hidden", sort, i, hiddenAt)
			case ok:
				values = append(values, value)
			}
		})
		if strings.HasSuffix(sort, ".up") != slices.IsSorted(values) || hiddenAt < 5 {
			t.Errorf("%s: %v", sort, values)
		}
	}
}

// TestATablePageIsQuick measures the pages of all tables of a standard release.
func TestATablePageIsQuick(t *testing.T) {
	c := newCity(t, lattice.Standard, 2600)
	var took []time.Duration
	for range 20 {
		for _, table := range []string{"T2", "T3", "T4", "T5", "T7"} {
			begun := time.Now()
			c.get("/insight/tables/" + table)
			took = append(took, time.Since(begun))
		}
	}
	slices.Sort(took)
	p95 := took[len(took)*95/100]
	t.Logf("median %v, p95 %v, longest %v", took[len(took)/2], p95, took[len(took)-1])
	if p95 > 300*time.Millisecond {
		t.Errorf("p95 is %v", p95)
	}
}
