package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// city is an invented station with releases whose hidden numbers the test knows.
type city struct {
	*portal
	token string
	l     *lattice.Lattice
	true  *counting.Result
	made  map[insights.Audience]insights.Built
}

// newCity publishes a release of each audience, and hides and holds a few numbers more by hand, so that every status occurs.
func newCity(t *testing.T, list string, companies int) *city {
	t.Helper()
	c := &city{portal: newPortal(t), made: map[insights.Audience]insights.Built{}}
	var err error
	c.l, err = lattice.Named(list)
	c.must(err)
	c.l, err = c.l.WithDistricts(c.l.Districts) // as every station has its own
	c.must(err)
	var lines bytes.Buffer
	cut := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	_, err = population.Generate(&lines, population.Options{Lattice: c.l, Seed: 11, Cut: cut, Companies: companies})
	c.must(err)
	groups, err := population.Merge(population.NewReader(&lines, c.l), cut)
	c.must(err)
	c.true, err = counting.Count(c.l, groups)
	c.must(err)
	var all []insights.Built
	for audience, k := range map[insights.Audience]int{insights.Room: release.LeastK, insights.Outside: release.OutsideK} {
		r, a, err := release.Build(t.Context(), c.l, c.true, release.Options{K: k})
		c.must(err)
		held(&r)
		a.Release, err = r.Hash()
		c.must(err)
		c.made[audience] = insights.Built{Audience: audience, Release: r, Audit: a}
		all = append(all, c.made[audience])
	}
	c.must(c.insights.Invent(context.Background(), accounts.FirstStation, c.l, []string{"T1"}, all))
	c.token = c.staff()[station.Analyst]
	return c
}

// held makes every ninth published key an old one: another number and another day than that of the cut.
func held(r *release.Release) {
	n := 0
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			if n++; n%9 != 0 {
				continue
			}
			for name, m := range c.Measures {
				if m.Status == sdc.Published {
					value := *m.Value + 3
					c.Measures[name] = release.Measure{Status: release.Held, Value: &value, AsOf: "2026-08-01"}
				}
			}
		}
	}
}

func (c *city) get(path string) answer {
	c.t.Helper()
	got := c.do(http.MethodGet, path, c.token, nil)
	if got.status != http.StatusOK {
		c.t.Fatalf("%s: %d", path, got.status)
	}
	return got
}

// cell is a published cell with its name and its true numbers.
type publishedCell struct {
	table string
	cell  release.Cell
}

// cells are those of a table of an audience by the ids of their places.
func (c *city) cells(audience insights.Audience, table string) map[string]publishedCell {
	out := map[string]publishedCell{}
	for _, t := range c.made[audience].Release.Tables {
		if t.Table == table {
			for _, one := range t.Cells {
				out["c."+strings.Join(one.Key, ".")] = publishedCell{table, one}
			}
		}
	}
	return out
}

var numbers = regexp.MustCompile(`\d[\d,]*`)

// numbersIn are all the whole numbers of a text.
func numbersIn(text string) (out []int) {
	for _, found := range numbers.FindAllString(text, -1) {
		n, err := strconv.Atoi(strings.ReplaceAll(found, ",", ""))
		if err != nil {
			panic(err)
		}
		out = append(out, n)
	}
	return out
}

var tags = regexp.MustCompile(`<[^>]*>`)

// spacedText is the text of a part of a page, with a space where a tag was: numbers of two elements are two.
func spacedText(s *goquery.Selection) string {
	html, err := goquery.OuterHtml(s)
	if err != nil {
		panic(err)
	}
	return tags.ReplaceAllString(html, " ")
}

// expected are the numbers that a cell may show on a page, in any order: the published ones, their share, the least number that its reasons name,
// and the day of old ones.
func (p publishedCell) expected(k int) (must, may []int) {
	n, risk := p.cell.Measures["n"], p.cell.Measures["risk"]
	for _, m := range p.cell.Measures {
		if m.Shown() {
			must = append(must, *m.Value)
		} else {
			may = append(may, k)
		}
		if m.Status == release.Held {
			may = append(may, 2026, 8, 1)
		}
	}
	if n.Shown() && risk.Shown() && n.AsOf == risk.AsOf {
		must = append(must, (200**risk.Value+*n.Value)/(2**n.Value))
	}
	return must, may
}

// TestAPageShowsEachPublishedNumberInItsPlaceAndNoOther reads every table page of both audiences and languages cell by cell.
func TestAPageShowsEachPublishedNumberInItsPlaceAndNoOther(t *testing.T) {
	for list, companies := range map[string]int{lattice.Standard: 2600, lattice.Small: 420} {
		t.Run(list, func(t *testing.T) {
			c := newCity(t, list, companies)
			for _, audience := range []insights.Audience{insights.Room, insights.Outside} {
				for _, table := range c.made[audience].Release.Tables {
					c.readPages(t, audience, table.Table)
				}
			}
		})
	}
}

func (c *city) readPages(t *testing.T, audience insights.Audience, table string) {
	t.Helper()
	all := c.cells(audience, table)
	seen, k := map[string]bool{}, c.made[audience].Release.K
	slices := []string{""}
	if table == "T4" {
		slices = []string{"tax", "supply", "employee"}
	}
	for _, slice := range slices {
		doc := page(t, c.get(fmt.Sprintf("/insight/tables/%s?view=%s&area=%s", table, audience, slice)))
		doc.Find("main [id^='c.']").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			one, known := all[id]
			if !known {
				t.Errorf("%s is no cell of %s", id, table)
				return
			}
			seen[id] = true
			links := s.Find("a.hl").Remove()
			s.Find("th").Remove()
			must, may := one.expected(k)
			text := spacedText(s)
			got := numbersIn(text)
			for _, n := range must {
				if !slicesTake(&got, n) {
					t.Errorf("%s %s does not show %d: %q", table, id, n, text)
				}
			}
			for _, n := range got {
				if !contains(may, n) {
					t.Errorf("%s %s shows %d, which is not published there: %q", table, id, n, text)
				}
			}
			c.leads(t, audience, links)
			if hidden := one.hidden(); hidden && !strings.Contains(text, "隐去") && !strings.Contains(text, "不公布") {
				t.Errorf("%s %s does not say that something is hidden: %q", table, id, text)
			}
		})
		doc.Find("main [id^='c.']").Remove()
		c.rest(t, doc, audience, table)
	}
	for id, one := range all {
		if !seen[id] && !(table == "T7" && one.hidden()) {
			t.Errorf("%s %s is nowhere on the page", table, id)
		}
	}
}

// hidden tells whether any printed number of a cell is.
func (p publishedCell) hidden() bool {
	for name, m := range p.cell.Measures {
		if !m.Shown() && (name == "n" || name == "risk" || name == "findings") {
			return true
		}
	}
	return false
}

// leads follows the links from hidden cells: each is to a cell that is there, and shown.
func (c *city) leads(t *testing.T, audience insights.Audience, links *goquery.Selection) {
	t.Helper()
	links.Each(func(_ int, a *goquery.Selection) {
		path, id, _ := strings.Cut(a.AttrOr("href", ""), "#")
		table := strings.TrimPrefix(strings.SplitN(path, "?", 2)[0], "/insight/tables/")
		if to, there := c.cells(audience, table)[id]; !there || to.hidden() {
			t.Errorf("%s leads to no shown cell", a.AttrOr("href", ""))
		}
	})
}

// rest holds what stands around the cells against what may stand there: days, counts of cells, the least number, steps of the shading, the headline.
func (c *city) rest(t *testing.T, doc *goquery.Document, audience insights.Audience, table string) {
	t.Helper()
	made := c.made[audience]
	allowed := map[int]bool{2026: true, 11: true, 1: true, made.Release.K: true, 85: true}
	for _, n := range []int{0, 9, 10, 24, 25, 39, 40, 59, 60} {
		allowed[n] = true
	}
	var of release.Table
	for _, one := range made.Release.Tables {
		if one.Table == table {
			of = one
		}
	}
	hidden, most := 0, 0
	for _, cell := range of.Cells {
		one := publishedCell{table, cell}
		if one.hidden() {
			hidden++
		}
		for _, m := range cell.Measures {
			if m.Shown() {
				most = max(most, *m.Value)
			}
		}
	}
	for _, n := range []int{hidden, len(of.Cells), len(of.Cells) - hidden} {
		allowed[n] = true
	}
	if table == "T4" { // a third of it
		allowed[len(of.Cells)/3] = true
		for n := range len(of.Cells)/3 + 1 {
			allowed[n] = allowed[n] || strings.Contains(doc.Find("p.lead").Text(), fmt.Sprintf("里 %d 格", n))
		}
	}
	if table == "T10" {
		for step := range 6 {
			allowed[step*most/5] = true
		}
	}
	head := doc.Find("h1")
	for _, n := range numbersIn(head.Text()) {
		if !allowed[n] && !c.publishedSomewhere(audience, table, n) {
			t.Errorf("%s: the headline has %d, which is published nowhere: %q", table, n, head.Text())
		}
	}
	head.Remove()
	doc.Find("main th[scope=row], main script").Remove()
	for _, box := range doc.Find("main [data-values]").EachIter() {
		box.RemoveAttr("data-values")
	}
	for _, n := range numbersIn(spacedText(doc.Find("main"))) {
		if !allowed[n] {
			t.Errorf("%s has %d beside its cells", table, n)
		}
	}
}

// publishedSomewhere tells whether a number is one of a table's, or the share of two of a cell, or stands in the name of a rule.
func (c *city) publishedSomewhere(audience insights.Audience, table string, n int) bool {
	for _, one := range c.cells(audience, table) {
		must, _ := one.expected(0)
		if contains(must, n) || table == "T7" && contains(numbersIn(strings.Join(one.cell.Key, " ")), n) {
			return true
		}
	}
	return table == "T7" // a rule's title may hold a figure of the law
}

func page(t *testing.T, got answer) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func contains(list []int, n int) bool { return slices.Contains(list, n) }

// slicesTake takes one n out of a list.
func slicesTake(list *[]int, n int) bool {
	at := slices.Index(*list, n)
	if at < 0 {
		return false
	}
	*list = slices.Delete(slices.Clone(*list), at, at+1)
	return true
}
