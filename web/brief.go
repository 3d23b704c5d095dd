package web

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// BriefsPage lists the briefs of a station. Page "briefs". Query: after, done.
type BriefsPage struct {
	Chrome
	Briefs   []BriefRow
	Pager    Pager
	CanStart bool // there is a release to write about
}

// BriefRow is one brief of the list.
type BriefRow struct {
	URL, Title, By string
	LangKey        string // zh or en
	Cut            time.Time
	Version        int
	Published      bool
	Corrected      bool
	At             time.Time // when it was changed last, or published
}

// BriefNewPage begins a brief. Page "brief_new". Inputs: release, lang, title.
type BriefNewPage struct {
	Chrome
	Form     Form
	Releases []Option
	Langs    []Option
}

// BriefPage is where a draft is written. Page "brief". Inputs: title, opening, and of each kind of section take_<kind> and own_<kind>; rev; then = preview.
type BriefPage struct {
	Chrome
	Form       Form
	Self       string
	Rev        int64
	Row        BriefRow
	LangCode   string
	Parts      []BriefPart
	Complaints []BriefComplaint
	Stale      bool // somebody changed it meanwhile
	MostTitle  int
	MostText   int
	Old        *BriefRow // that it puts right
}

// BriefPart is a section as the editor shows it: its table and sentences, and the inputs of what the analyst adds.
type BriefPart struct {
	Kind, Title string
	Blocks      []BriefBlock
}

// BriefBlock is a block of a document in words; Grid is its table for a page.
type BriefBlock struct {
	folio.Block
	Grid *Table
}

// BriefComplaint is a phrase that may not leave, with where it stands and what to write instead.
type BriefComplaint struct {
	Place, Anchor    string
	Phrase, Sentence string
	Why, Instead     station.Text
}

// BriefReadPage is a brief as it reads: a draft before it is published, or what was published. Page "brief_read". Inputs: rev, sure.
type BriefReadPage struct {
	Chrome
	Form       Form
	Self       string
	Rev        int64
	Row        BriefRow
	LangCode   string // of the brief
	Document   folio.Document
	Blocks     []BriefBlock
	Complaints []BriefComplaint
	Old, New   *BriefRow // that it puts right; that puts it right
}

// CanPublish tells whether the check found nothing.
func (p BriefReadPage) CanPublish() bool { return !p.Row.Published && len(p.Complaints) == 0 }

func briefURL(id uuid.UUID) string { return "/insight/briefs/" + id.String() }

func (p *Portal) briefRow(in insights.Brief) BriefRow {
	row := BriefRow{URL: briefURL(in.ID), Title: in.Draft.Title, By: in.By, LangKey: in.Draft.Lang, Cut: in.Cut, Version: in.Version, Published: in.Published, Corrected: in.CorrectedBy != uuid.Nil, At: in.Changed}
	if in.PublishedAt != nil {
		row.At = *in.PublishedAt
	}
	return row
}

// briefWords says the words of a lattice in a language.
type briefWords struct {
	p      *Portal
	source *brief.Source
	lang   string
}

func (w briefWords) t(key string, pairs ...any) string { return w.p.say(w.lang, key, pairs...) }

// day words a day of a release.
func (w briefWords) day(s string) string {
	at, err := time.ParseInLocation(time.DateOnly, s, shanghai)
	if err != nil {
		return s
	}
	return DateYear(w.lang, at)
}

// of is what a word of a dimension is called.
func (w briefWords) of(word brief.Word) string {
	l := w.source.Lattice
	switch word.Dimension {
	case "cut":
		return w.day(word.Word)
	case "rule":
		return w.p.ruleTitle(w.lang, word.Word)
	case "area", "area_any", "score":
		for _, a := range l.Areas {
			if a.Key == word.Word {
				return w.pick(a.Zh, a.En)
			}
		}
		if word.Dimension == "score" {
			return w.t("brief.whole")
		}
		return w.t("brief.any")
	case "band":
		return w.band(word.Word)
	case "industry_group":
		for _, g := range l.IndustryGroups {
			if g.Key == word.Word {
				return w.pick(g.Zh, g.En)
			}
		}
	case "country_group":
		return w.region(word.Word)
	case "country":
		if region, other := strings.CutPrefix(word.Word, "other-"); other {
			return w.t("brief.other", "region", w.region(region))
		}
		for _, c := range l.Countries {
			if c.Key == word.Word {
				return w.pick(c.Zh, c.En)
			}
		}
	case "district":
		for _, d := range l.Districts {
			if d.Key == word.Word {
				return w.pick(d.Zh, d.En)
			}
		}
	}
	return word.Word
}

// band is a band with its scores, or several that are counted as one.
func (w briefWords) band(key string) string {
	l, said, from, to := w.source.Lattice, "", -1, 0
	for at, b := range l.Bands {
		if l.Words("band")[l.BandOf(at+1)] != key {
			continue
		}
		said, to = w.pick(b.Zh, b.En), b.To
		if from < 0 {
			from = b.From
		}
	}
	for _, g := range l.BandGroups {
		if g.Key == key {
			said = w.pick(g.Zh, g.En)
		}
	}
	return w.t("brief.band", "name", said, "from", from, "to", to)
}

func (w briefWords) region(key string) string {
	for _, g := range w.source.Lattice.CountryGroups {
		if g.Key == key {
			return w.pick(g.Zh, g.En)
		}
	}
	return key
}

func (w briefWords) pick(zh, en string) string {
	if w.lang == English {
		return en
	}
	return zh
}

// names joins what a number is of: a country's area, or an area alone. That it is of any area is not said.
func (w briefWords) names(words []brief.Word) string {
	switch {
	case len(words) == 1:
		return w.of(words[0])
	case words[1].Word == "any":
		return w.of(words[0])
	}
	return w.t("brief.of", "what", w.of(words[0]), "area", w.of(words[1]))
}

func briefWord(dimension, word string) brief.Word {
	return brief.Word{Dimension: dimension, Word: word}
}
