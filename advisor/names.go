package advisor

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// masks replaces the names of one document by neutral labels, and puts them back for display.
// The table lives for one answer and never leaves.
type masks struct {
	lang    string
	p       phrases
	names   []name            // longest first
	back    map[string]string // neutral label → what people call it
	bySubj  map[string]string // subject of a finding → neutral label
	counted map[string]int
}

type name struct {
	text   []rune // without blanks, folded
	kind   string
	real   string // as it is shown
	partly bool   // a piece of a longer name
	label  func() string
}

// rows are the lists of a document, read only for the names in them.
type rows struct {
	Company   map[string]any   `json:"company"`
	Presences []map[string]any `json:"presences"`
	Suppliers []map[string]any `json:"suppliers"`
	Employees []map[string]any `json:"employees"`
}

// named are the fields of a row that name somebody.
var named = regexp.MustCompile(`(^|_)(name|names|ref|registry_id|group_id|email|phone|contact|person|address|name_masked)($|_)`)

func newMasks(p *profile, lang string) *masks {
	m := &masks{lang: lang, p: wording(lang), back: map[string]string{}, bySubj: map[string]string{}, counted: map[string]int{}}
	var lists rows
	if err := json.Unmarshal(p.Answers, &lists); err != nil {
		lists = rows{} // names of findings are masked all the same
	}
	m.add("company", p.Company, p.Company)
	m.add("name", p.MadeBy, p.MadeBy)
	for kind, list := range map[string][]map[string]any{"supplier": lists.Suppliers, "employee": lists.Employees, "company": {lists.Company}} {
		for _, row := range list {
			m.row(kind, row)
		}
	}
	known := map[string]string{}
	for _, n := range m.names {
		known[n.real] = n.kind
	}
	presences := map[string]string{}
	for _, row := range lists.Presences {
		country, _ := row["country"].(string)
		ref, _ := row["ref"].(string)
		presences[country], presences[ref] = country, country
	}
	for i := range p.Findings {
		m.subject(&p.Findings[i], known, presences)
	}
	m.sort()
	return m
}

// sort puts longer names first, and each once.
func (m *masks) sort() {
	slices.SortStableFunc(m.names, func(a, b name) int {
		if d := len(b.text) - len(a.text); d != 0 {
			return d
		}
		return strings.Compare(string(a.text)+"\x00"+a.real, string(b.text)+"\x00"+b.real)
	})
	m.names = slices.CompactFunc(m.names, func(a, b name) bool { return slices.Equal(a.text, b.text) })
}

// row takes the names of one row; all of them stand for one subject.
func (m *masks) row(kind string, row map[string]any) {
	show := ""
	for _, field := range []string{"supplier_name", "emp_ref", "registry_id"} {
		if s, _ := row[field].(string); s != "" && show == "" {
			show = s
		}
	}
	for field, v := range row {
		s, _ := v.(string)
		if s == "" || !named.MatchString(field) {
			continue
		}
		if kind == "company" {
			m.add("name", s, s)
			continue
		}
		m.add(kind, s, show)
	}
}

func (m *masks) subject(f *finding, known, presences map[string]string) {
	subject, shown := f.Finding.Subject, f.Finding.Label
	if subject == "" || m.bySubj[subject] != "" {
		return
	}
	if country, ok := presences[subject]; ok && isCountry(country) {
		neutral := m.p.site + country
		if other, taken := m.back[neutral]; taken && other != label(shown) {
			neutral = m.fresh("subject")
		}
		m.bySubj[subject], m.back[neutral] = neutral, label(shown)
		if subject != country {
			m.add("site", subject, shown)
		}
		return
	}
	kind := known[shown]
	if kind != "supplier" && kind != "employee" {
		kind = "subject"
		if strings.HasPrefix(f.RuleID, "SCM-") {
			kind = "supplier"
		}
	}
	m.add(kind, subject, shown)
	m.add(kind, shown, shown)
	m.bySubj[subject] = m.neutral(kind, shown)
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// neutral is the label that stands for a name, always the same within an answer.
func (m *masks) neutral(kind, real string) string {
	switch kind {
	case "company":
		return m.p.company
	case "name":
		return m.p.name
	}
	for neutral, shown := range m.back {
		if shown == label(real) {
			return neutral
		}
	}
	neutral := m.fresh(kind)
	m.back[neutral] = label(real)
	return neutral
}

func (m *masks) fresh(kind string) string {
	n := m.counted[kind]
	m.counted[kind]++
	base := map[string]string{"supplier": m.p.supplier, "employee": m.p.employee}[kind]
	if base == "" {
		base = m.p.subject
	}
	if m.lang == "en" {
		if n < 26 {
			return base + string(rune('A'+n))
		}
		return base + string(rune('A'+n/26%26)) + string(rune('A'+n%26))
	}
	if n < 20 {
		return base + string(rune('①'+n))
	}
	return base + "⑳" + strings.Repeat("⁺", n-19)
}

// add takes a name, and the parts of it by which people call it.
func (m *masks) add(kind, text, real string) {
	whole := compact(text)
	if len(whole) < 2 || (ascii(whole) && len(whole) < 3) {
		return
	}
	neutral := func() string { return m.neutral(kind, real) }
	m.names = append(m.names, name{text: whole, kind: kind, real: real, label: neutral})
	if kind != "company" && kind != "supplier" {
		return
	}
	for _, core := range cores(text) {
		m.names = append(m.names, name{text: compact(core), kind: kind, real: real, partly: true, label: neutral})
	}
}

var (
	forms    = regexp.MustCompile(`(?i)有限责任公司|股份有限公司|有限公司|集团|公司|工厂|[(（][^)）]*[)）]|,? ?\b(co|ltd|limited|inc|corp|corporation|llc|gmbh|company|pte|sdn|bhd|jsc|plc)\b\.?`)
	generals = regexp.MustCompile(`(?i)科技|国际|贸易|实业|进出口|电子|制造|工业|物流|供应链|技术|信息|发展|投资|控股|中国|\b(trading|international|technology|technologies|industry|industries|manufacturing|group|chemical|the|and|of|&)\b`)
)

// cores are the shorter forms of a company's name: without its legal form, and each run of four
// characters that says more than a branch of trade.
func cores(text string) []string {
	core := strings.TrimSpace(forms.ReplaceAllString(text, " "))
	var out []string
	if c := compact(core); len(c) >= 3 && len(c) < len(compact(text)) {
		out = append(out, core)
	}
	for _, piece := range strings.Fields(generals.ReplaceAllString(core, " ")) {
		runes := []rune(piece)
		if ascii(runes) {
			if len(runes) >= 5 {
				out = append(out, piece)
			}
			continue
		}
		for i := 0; i+4 <= len(runes); i++ {
			if gram := runes[i : i+4]; !slices.ContainsFunc(gram, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
				out = append(out, string(gram))
			}
		}
	}
	return out
}

func compact(s string) []rune {
	var out []rune
	plain, _ := flatten([]rune(s))
	for _, r := range plain {
		if !unicode.IsSpace(r) {
			out = append(out, r)
		}
	}
	return out
}

func ascii(runes []rune) bool {
	return !slices.ContainsFunc(runes, func(r rune) bool { return r >= utf8.RuneSelf })
}

// cover puts neutral labels in the place of names. It tells how many names it covered.
func (m *masks) cover(text string) (string, int) {
	runes := []rune(text)
	plain, at := flatten(runes)
	var dense []rune
	var where []int
	for i, r := range plain {
		if !unicode.IsSpace(r) {
			dense, where = append(dense, r), append(where, at[i])
		}
	}
	taken := make([]bool, len(dense))
	marks := map[int]string{}
	var found []span
	for _, n := range m.names {
		for i := 0; i+len(n.text) <= len(dense); i++ {
			end := i + len(n.text)
			if !slices.Equal(dense[i:end], n.text) || slices.Contains(taken[i:end], true) || !alone(runes, where[i], where[end-1], n.text) {
				continue
			}
			for k := i; k < end; k++ {
				taken[k] = true
			}
			found = append(found, span{where[i], where[end-1] + 1})
			marks[where[i]] = n.label()
			i = end - 1
		}
	}
	found = merged(found)
	next := 0
	out := hide(text, found, func(string) string { next++; return marks[found[next-1].from] })
	return out, len(found)
}

// alone tells whether an English name is no part of a longer word.
func alone(runes []rune, from, last int, text []rune) bool {
	word := func(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	if word(text[0]) && from > 0 && word(fold(runes[from-1])) {
		return false
	}
	return !(word(text[len(text)-1]) && last+1 < len(runes) && word(fold(runes[last+1])))
}

// holds tells whether a text still names somebody. A name that the wording of the rules uses
// itself does not count.
func (m *masks) holds(text, trusted string) bool {
	dense := string(compact(text))
	for _, n := range m.names {
		if len(n.text) < 3 || !strings.Contains(dense, string(n.text)) || strings.Contains(trusted, string(n.text)) {
			continue
		}
		if _, count := (&masks{names: []name{{text: n.text, label: func() string { return "" }}}}).cover(text); count > 0 {
			return true
		}
	}
	return false
}

var neutrals = regexp.MustCompile(`(?:供应商|员工|对象)[①-⑳]⁺*|机构 ?[A-Z]{2}|\b(?:Supplier|Employee|Subject) [A-Z]{1,2}\b|\bPresence [A-Z]{2}\b`)

// restore puts names back for display. It is false when a label stands for nobody.
func (m *masks) restore(text string) (string, bool) {
	known := true
	out := neutrals.ReplaceAllStringFunc(text, func(found string) string {
		if real, ok := m.back[found]; ok {
			return "“" + real + "”"
		}
		known = false
		return found
	})
	return out, known
}
