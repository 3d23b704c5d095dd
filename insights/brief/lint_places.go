package brief

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// place is a word of a dimension in a text. Part is set where it is only a part of that word's group.
type place struct {
	dimension, word, phrase string
	part                    string // the whole group's name
}

// vocabulary are the names of everything that tables are parted by, the longest first.
type vocabulary []place

// tooPlain are parts of names that mean nothing by themselves.
var tooPlain = []string{"生活", "其他", "能源", "post", "personal", "research", "other", "energy"}

var parting = regexp.MustCompile(`[、,，和]|\band\b`)

func learn(l *lattice.Lattice, countries []Extra) vocabulary {
	var v vocabulary
	for _, a := range l.Areas {
		v.add("area", a.Word)
	}
	for _, alias := range [][2]string{{"tax", "涉税"}, {"tax", "税收"}, {"tax", "taxes"}, {"supply", "供应商"}, {"employee", "员工"}, {"employee", "用工"}, {"employee", "staff"}} {
		if _, is := l.Place("area", alias[0]); is {
			v = append(v, place{"area", alias[0], plain(alias[1]), ""})
		}
	}
	for _, g := range l.IndustryGroups {
		v.add("industry_group", g.Word)
		v.parts("industry_group", g.Word)
	}
	for _, g := range l.CountryGroups {
		v.add("country_group", g.Word)
		v.parts("country_group", g.Word)
	}
	for _, d := range l.Districts {
		v.add("district", d)
		if short := strings.TrimRight(d.Zh, "区县市"); utf8.RuneCountInString(short) > 1 {
			v = append(v, place{"district", d.Key, plain(short), ""})
		}
	}
	for _, c := range l.Countries {
		v.add("country", c)
	}
	for _, c := range append([]Extra{{"ID", "印尼"}, {"HK", "香港"}, {"MO", "澳门"}, {"TW", "台湾"}, {"SA", "沙特阿拉伯"}, {"CD", "刚果"}, {"TR", "Turkey"}, {"GB", "Britain"}, {"US", "USA"}}, countries...) {
		v.country(l, c)
	}
	for _, r := range l.Rules {
		v = append(v, place{"rule", r.ID, strings.ToLower(r.ID), ""})
	}
	slices.SortStableFunc(v, func(a, b place) int {
		return cmp.Or(cmp.Compare(len(b.phrase), len(a.phrase)), cmp.Compare(len(a.part), len(b.part))) // what has a name of its own is no part
	})
	return v
}

func (v *vocabulary) add(dimension string, w lattice.Word) {
	for _, name := range []string{w.Zh, w.En} {
		if name != "" {
			*v = append(*v, place{dimension, w.Key, strings.ToLower(plain(name)), ""})
		}
	}
}

// parts are the single trades or regions that a compound name joins.
func (v *vocabulary) parts(dimension string, w lattice.Word) {
	for _, name := range []string{w.Zh, w.En} {
		parts := parting.Split(strings.ToLower(name), -1)
		for _, part := range parts {
			part = strings.TrimSpace(plain(part))
			if len(parts) > 1 && utf8.RuneCountInString(part) > 1 && !slices.Contains(tooPlain, part) {
				*v = append(*v, place{dimension, w.Key, part, name})
			}
		}
	}
}

// country adds a name of a country: of one that is counted by itself, or of one that is only counted with others.
func (v *vocabulary) country(l *lattice.Lattice, c Extra) {
	at, known := l.CountryOf(c.Code)
	if !known || utf8.RuneCountInString(c.Name) < 2 {
		return
	}
	word, part := l.Words("country")[at], ""
	if word != c.Code {
		part = c.Name
	}
	*v = append(*v, place{"country", word, strings.ToLower(plain(c.Name)), part})
}

// find lists the words in a text, the longest first where several begin at one place.
func (v vocabulary) find(text string) (out []place) {
	low := strings.ToLower(text)
	for at := 0; at < len(low); {
		step := 1
		for _, p := range v {
			if strings.HasPrefix(low[at:], p.phrase) && wholeWord(low, at, at+len(p.phrase)) {
				out, step = append(out, p), len(p.phrase)
				break
			}
		}
		at += step
	}
	return out
}

// wholeWord tells whether a Latin word is not the piece of a longer one.
func wholeWord(text string, from, to int) bool {
	latin := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' }
	return !(latin(text[from]) && from > 0 && latin(text[from-1])) && !(latin(text[to-1]) && to < len(text) && latin(text[to]))
}

// narrower complains of what the places of one sentence say together, and of claims about what is hidden.
func (s *Source) narrower(places []place, claims bool) (out []Complaint) {
	var areas []string
	var named []place
	for _, p := range places {
		switch {
		case p.dimension == "area":
			areas = append(areas, p.word)
		case !slices.Contains(named, p):
			named = append(named, p)
		}
	}
	for i, a := range named {
		for _, b := range named[i+1:] {
			if c, bad := s.pair(a, b, areas); bad {
				out = append(out, c)
			}
		}
		switch {
		case !claims:
		case a.part != "":
			out = append(out, Complaint{Phrase: a.phrase, Why: PartOf, Beside: a.part})
		case !s.told(areas, a):
			out = append(out, Complaint{Phrase: a.phrase, Why: CellHidden})
		}
	}
	return out
}

// where is a dimension without its coarseness: a country and its region are named together without saying more.
func where(dimension string) string {
	if dimension == "country_group" {
		return "country"
	}
	return dimension
}

func (s *Source) pair(a, b place, areas []string) (Complaint, bool) {
	if where(a.dimension) == where(b.dimension) {
		return Complaint{}, false
	}
	c := Complaint{Phrase: a.phrase, Beside: b.phrase, Why: NoTable}
	for _, t := range s.Lattice.Tables {
		if of(t, a.dimension) && of(t, b.dimension) {
			c.Why = PairHidden
		}
	}
	return c, c.Why == NoTable || !s.told(areas, a, b)
}

// of tells whether a table parts by a dimension.
func of(t lattice.Table, dimension string) bool {
	return slices.Contains(t.Dimensions, dimension) || dimension == "industry_group" && slices.Contains(t.Dimensions, "industry_margin")
}

// told tells whether a published cell says something of all these places together: in each of the areas that are named, or in any where none is.
func (s *Source) told(areas []string, places ...place) bool {
	if len(areas) == 0 {
		return s.toldIn("", places)
	}
	for _, area := range areas {
		if !s.toldIn(area, places) {
			return false
		}
	}
	return true
}

func (s *Source) toldIn(area string, places []place) bool {
	for _, t := range s.Release.Tables {
		in := slices.IndexFunc(s.Lattice.Tables, func(one lattice.Table) bool { return one.Name == t.Table })
		if in < 0 {
			continue
		}
		for _, c := range t.Cells {
			k := lattice.Key{Table: t.Table, Words: c.Key}
			if fits(s.Lattice.Tables[in], k, area, places) && s.speaks(k) {
				return true
			}
		}
	}
	return false
}

// fits tells whether a key is of exactly these places: in the area where one is named, and of nothing narrower.
func fits(t lattice.Table, k lattice.Key, area string, places []place) bool {
	met := 0
	for i, d := range t.Dimensions {
		switch {
		case d == "area" || d == "area_any":
			if area != "" && k.Words[i] != area {
				return false
			}
			continue
		case d == "margin":
			continue
		case d == "rule":
			area = "" // a rule is of one area
		case d == "industry_margin":
			d = "industry_group"
			if k.Words[i] == lattice.All {
				continue
			}
		}
		if !slices.ContainsFunc(places, func(p place) bool { return p.dimension == d && p.word == k.Words[i] }) {
			return false
		}
		met++
	}
	return met == len(places) && (area == "" || slices.Contains(t.Dimensions, "area") || slices.Contains(t.Dimensions, "area_any"))
}

// speaks tells whether what a claim would be about is published: the number at risk where the table has one, else its own.
func (s *Source) speaks(k lattice.Key) bool {
	ms := s.cells[k.Name("")].Measures
	for _, measure := range []string{"risk", "findings", "n"} {
		if m, has := ms[measure]; has {
			return m.Shown()
		}
	}
	return false
}
