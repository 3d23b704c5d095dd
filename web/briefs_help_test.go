package web_test

import (
	"context"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
)

// briefedAt gives a station a draft of a brief.
func (p *portal) briefedAt(at station.StationID) {
	p.t.Helper()
	who := station.Actor{Person: station.PersonID{7}, Role: station.Analyst, Station: at, Strong: true}
	p.must(p.briefs.Start(context.Background(), p.scope(who, "insight.brief"), insights.Brief{ID: uuid.New(), Release: strings.Repeat("0", 64), Cut: noon, Draft: brief.Draft{Lang: "zh", Title: "biezhan通报"}}))
}

// analyst signs an analyst of the first station in.
func (p *portal) analyst() string {
	p.t.Helper()
	p.must(p.people.AddStaff(context.Background(), accounts.FirstStation, station.Analyst, accounts.NewPerson{Name: "yanpan", Email: "analyst@station.example", Password: password}))
	token, _, err := p.people.SignIn(context.Background(), "analyst@station.example", password, accounts.Device{Address: "127.0.0.1"})
	p.must(err)
	return token
}

// hiding says what becomes of a number: its status; empty for published.
type hiding func(k lattice.Key, measure string) sdc.Status

// invented makes a release for outside by hand: every number another one, those that are hidden without any.
func invented(l *lattice.Lattice, cut, previous string, from int, hide hiding) release.Release {
	r := release.Release{Format: release.Format, Lattice: l.Version(), Cut: cut, K: 10, Synthetic: true, Previous: previous}
	at := from
	for _, t := range l.Tables {
		out := release.Table{Table: t.Name}
		for _, k := range l.Keys(t.Name) {
			c := release.Cell{Key: k.Words, Measures: map[string]release.Measure{}}
			for _, measure := range t.Measures {
				at++
				value := map[string]int{"n": 20000, "risk": 5000, "findings": 40000}[measure] + at
				if t.Name == "T8" || t.Name == "T9" {
					value = 100 + at%7
				}
				m := release.Measure{Status: sdc.Published, Value: &value, AsOf: cut}
				switch status := hide(k, measure); status {
				case "":
				case release.Held:
					m.Status, m.AsOf = status, "2026-04-01"
				default:
					m = release.Measure{Status: status}
				}
				c.Measures[measure] = m
			}
			out.Cells = append(out.Cells, c)
		}
		r.Tables = append(r.Tables, out)
	}
	return r
}

func hideNothing(lattice.Key, string) sdc.Status { return "" }

// hideSome hides a country, an industry's tax, a district's risk and a rule, and holds a region.
func hideSome(k lattice.Key, measure string) sdc.Status {
	switch {
	case k.Table == "T5" && k.Words[0] == "LA":
		return sdc.Primary
	case k.Table == "T3" && k.Words[0] == "tax" && k.Words[1] == "trade", k.Table == "T7" && k.Words[0] == "TAX-002":
		return sdc.Secondary
	case k.Table == "T6" && k.Words[0] == "west" && measure == "risk":
		return sdc.Primary
	case k.Table == "T4" && k.Words[0] == "north-africa":
		return release.Held
	}
	return ""
}

// outside publishes a release for outside at the first station, after another one, and gives both.
func (p *portal) outside(hide hiding) (was, now *insights.Published) {
	p.t.Helper()
	l, err := lattice.Named(lattice.Standard)
	p.must(err)
	l, err = l.WithDistricts([]lattice.Word{{Key: "east", Zh: "东区", En: "East"}, {Key: "west", Zh: "西区", En: "West"}})
	p.must(err)
	var sheets []release.Sheet
	for i, t := range l.Tables {
		sheets = append(sheets, release.Sheet{Table: t.Name, Numbers: 300 + i, Published: 200 + i, Held: 20 + i, Primary: 30 + i, Secondary: 40 + i, PerMille: 710 + 10*i})
	}
	previous := ""
	for i, cut := range []string{"2026-07-01", "2026-10-01"} {
		r := invented(l, cut, previous, 5000*i, hide)
		previous, err = r.Hash()
		p.must(err)
		a := release.Audit{Release: previous, K: 10, P: 15, Sheets: sheets, System: 3456, Relations: 2345, Narrowest: 12}
		p.must(p.insights.Invent(context.Background(), accounts.FirstStation, l, []string{"T1"}, []insights.Built{{Audience: insights.Outside, Release: r, Audit: a}}))
	}
	all, err := p.insights.History(context.Background(), p.scope(station.Actor{Person: station.PersonID{7}, Role: station.Analyst, Station: accounts.FirstStation, Strong: true}, "insight.read"), insights.Outside, 2)
	p.must(err)
	if len(all) != 2 {
		p.t.Fatalf("%d releases", len(all))
	}
	return all[1], all[0]
}

// begun starts a brief of a release by its form, and gives its address.
func (p *portal) begun(token string, of *insights.Published, lang string) string {
	p.t.Helper()
	got := p.post("/insight/briefs", token, url.Values{"release": {of.Hash}, "lang": {lang}, "title": {"2026-09"}, "request": {uuid.NewString()}})
	if got.status != 303 {
		p.t.Fatalf("%d %s", got.status, got.body)
	}
	path, _, _ := strings.Cut(got.location, "?")
	return path
}

// filled is the form of a draft with every section chosen.
func filled(rev string, opening string) url.Values {
	form := url.Values{"rev": {rev}, "title": {"2026 年 9 月风险通报"}, "opening": {opening}}
	for _, k := range brief.Kinds() {
		form.Set("take_"+string(k), "1")
		form.Set("own_"+string(k), "请各单位按时宣讲。")
	}
	return form
}

// published takes a brief through the second look.
func (p *portal) published(token, path, rev string) {
	p.t.Helper()
	if got := p.post(path+"/publish", token, url.Values{"rev": {rev}, "sure": {"1"}}); got.status != 303 {
		p.t.Fatalf("publish: %d %s", got.status, got.body)
	}
}
