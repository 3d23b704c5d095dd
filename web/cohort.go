package web

import (
	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/web/paper/report"
)

// Cohort is where a company stands among those like it, by published numbers only. Nothing of it is part of the profile.
type Cohort struct {
	Headline string
	Share    int // of those in lower bands, in whole per cent, rounded down
	Compared bool
	Notes    []string
}

// standing is what published cells say of a score: the share of lower bands, and at least how many there are.
type standing struct {
	table        string
	industry     string // key; empty for all
	asOf         string
	share, least int
}

// leastLike are the only counts of others that are told.
var leastLike = []int{100, 50, 20, 10}

// cohortOf is the cohort of a profile; nil where nothing was released yet. Industry is the section of GB/T 4754 of the company.
func (p *Portal) cohortOf(lang string, out *insights.Published, section string, score station.Bounds) *Cohort {
	if out == nil {
		return nil
	}
	co := &Cohort{}
	if out.Release.Synthetic {
		co.Notes = []string{p.say(lang, "cohort.made_up")}
	}
	low, high := bandIn(out.Lattice, score.Worst), bandIn(out.Lattice, score.Best)
	switch {
	case !score.Shown:
		co.Headline = p.say(lang, "cohort.no_score")
		return co
	case low < 0 || low != high:
		co.Headline = p.say(lang, "cohort.range")
		return co
	}
	s, known := stands(out, section, low)
	if !known {
		co.Headline = p.say(lang, "cohort.none")
		return co
	}
	w := briefWords{p, sourceOfRelease(out, nil), lang}
	if low == 0 {
		co.Headline = p.say(lang, "cohort.lowest", "least", s.least)
	} else {
		co.Headline, co.Share, co.Compared = p.say(lang, "cohort.better", "share", s.share, "least", s.least), s.share, true
	}
	what := p.say(lang, "cohort.all")
	if s.industry != "" {
		what = p.say(lang, "cohort.industry", "industry", w.of(briefWord("industry_group", s.industry)))
	}
	band := w.of(briefWord("band", out.Lattice.Words("band")[low]))
	co.Notes = append([]string{p.say(lang, "cohort.basis", "what", what, "band", band, "share", s.share), p.say(lang, "cohort.same", "date", w.day(s.asOf), "table", s.table+" "+p.say(lang, "brief.table_"+s.table))}, co.Notes...)
	return co
}

// bandIn is where a score is counted among the bands of a list of tables; −1 for none.
func bandIn(l *lattice.Lattice, score int) int {
	for at, b := range l.Bands {
		if b.From <= score && score <= b.To {
			return l.BandOf(at + 1)
		}
	}
	return -1
}

// stands looks the company's own industry up, and the whole station where that is hidden.
func stands(out *insights.Published, section string, band int) (standing, bool) {
	if at, known := out.Lattice.IndustryOf(section); known {
		industry := out.Lattice.Words("industry_group")[at]
		if s, shown := rowOf(out, "T9", industry, band); shown {
			s.industry = industry
			return s, true
		}
	}
	return rowOf(out, "T8", lattice.Whole, band)
}

// rowOf adds up one row of bands, all of them published; asOf is the day of the oldest number.
func rowOf(out *insights.Published, table, word string, band int) (s standing, shown bool) {
	lower, all := 0, 0
	for at, b := range out.Lattice.Words("band") {
		c, known := out.Cell(lattice.Key{Table: table, Words: []string{word, b}})
		n := c.Measures["n"]
		if !known || !n.Shown() {
			return standing{}, false
		}
		if at < band {
			lower += *n.Value
		}
		if s.asOf == "" || n.AsOf < s.asOf {
			s.asOf = n.AsOf
		}
		all += *n.Value
	}
	if all < release.OutsideK {
		return standing{}, false
	}
	s.table, s.share = table, lower*100/all
	for _, least := range leastLike {
		if all >= least {
			s.least = least
			break
		}
	}
	return s, true
}

// cohort is the cohort of the profile that is shown, from the station's latest release for outside.
func (p *Portal) cohort(c *fiber.Ctx, kept *assessments.Profile) (*Cohort, error) {
	if p.rooms.Insights == nil {
		return nil, nil
	}
	out, err := p.rooms.Insights.OutsideOf(c.UserContext(), actor(c).Station)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	card, err := p.rooms.People.CompanyCard(c.UserContext(), scope(c))
	if err != nil {
		return nil, err
	}
	return p.cohortOf(p.lang(c), out, card.Section, kept.Document.Score.Overall), nil
}

// onPaper is the same lines for the printed profile; nil for none.
func (co *Cohort) onPaper(title string) *report.Beside {
	if co == nil {
		return nil
	}
	return &report.Beside{Title: title, Headline: co.Headline, Notes: co.Notes}
}
