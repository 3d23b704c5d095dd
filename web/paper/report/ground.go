package report

import (
	"strings"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func rulesText(zh, en string) rules.Bilingual { return rules.Bilingual{Zh: zh, En: en} }

// evidence sets each answer against the line it crossed, and says who drew the line.
func (w *writer) evidence(f assessments.FindingPart, card assessments.CardPart) *table {
	setter := w.t("setter." + map[string]string{"law": "law", "practice": "practice"}[card.BasisKind])
	if card.BasisKind != "law" && card.BasisKind != "practice" {
		setter = w.t("setter.station")
	}
	t := &table{x: bodyX, width: bodyW, columns: []column{{head: w.t("finding.question"), share: .5}, {head: w.t("finding.answer"), share: .25}, {head: w.t("finding.line"), share: .25}}}
	for _, e := range f.Evidence {
		row := []cell{{text: w.house(e.Label)}, {text: w.value(e.Value, e.Unit, e.Options)}, {text: "—"}}
		if e.Line != nil {
			unit := e.Unit
			if e.LineUnit != "" {
				unit = e.LineUnit
			}
			row[1].bold = true
			row[2] = cell{text: w.value(e.Line, unit, e.Options), note: setter}
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// why prints the evidence, if there is any.
func (w *writer) why(t *table) {
	if len(t.rows) > 0 {
		w.part(w.t("finding.why"), t.first(w.sheet), func() { t.draw(w.sheet) })
	}
}

// value words an answer; a country by its name.
func (w *writer) value(v any, unit string, options map[string]rules.Bilingual) string {
	if code, ok := v.(string); ok && strings.HasPrefix(unit, "ISO 3166-1") {
		return w.in.Place(w.in.Lang, code)
	}
	said := w.in.Value(w.in.Lang, v, unit, options)
	if len(options) > 0 { // the words of an option are ours
		return w.wording(said)
	}
	return said
}

// laws are the instruments with article, date and how far each was checked. A line of ours says
// that no law draws it.
func (w *writer) laws(card assessments.CardPart) {
	if len(card.Basis) == 0 {
		return
	}
	note := style{size: 8.5, ink: soft, lead: 13}
	w.part(w.t("finding.laws"), bodyText.lead+note.lead, func() {
		for i, b := range card.Basis {
			if i > 0 {
				w.gap(3)
			}
			if b.Checked == "house" {
				w.para(bodyX, bodyW, w.t("law.house"), bodyText)
				continue
			}
			if lines := w.wrap(w.citation(b), bodyW, bodyText); len(lines) < 4 {
				w.need(bodyText.lead*float64(len(lines)) + note.lead)
			}
			w.para(bodyX, bodyW, w.citation(b), bodyText)
			w.para(bodyX, bodyW, w.dated(b)+w.t("confidence."+b.Checked), note)
		}
	})
}

// citation is the title of an instrument and the article, in the language of the law.
func (w *writer) citation(b rules.Citation) string {
	title := w.wording(b.Title)
	if b.Article == "" {
		return title
	}
	if w.in.Lang != english && strings.HasSuffix(title, "）") {
		return title + w.wording(b.Article)
	}
	return title + " " + w.wording(b.Article)
}

// dated is the date of an instrument as its source has it, with a dot behind.
func (w *writer) dated(b rules.Citation) string {
	date := w.wording(b.Date)
	if w.in.Lang == english {
		date = englishDate(b.Date)
	}
	if date == "" {
		return ""
	}
	return date + " · "
}

// list sets steps or papers under each other, numbered or with a dash.
func (w *writer) list(label string, items []string, numbered bool) {
	if len(items) == 0 {
		return
	}
	const indent = 18.0
	follow := bodyText.lead
	if len(items) <= 4 { // a short list is never parted
		follow = 0
		for _, item := range items {
			follow += bodyText.lead * float64(len(w.wrap(w.wording(item), bodyW-indent, bodyText)))
		}
	}
	w.part(label, min(follow, 200), func() {
		for i, item := range items {
			sign := "–"
			if numbered {
				sign = number(i+1) + "."
			}
			lines := w.wrap(w.wording(item), bodyW-indent, bodyText)
			keep := len(lines)
			if i == 0 || i == len(items)-2 { // neither the first nor the last item stands alone
				keep += min(1, len(items)-1-i)
			}
			w.need(bodyText.lead * float64(min(4, keep)))
			w.put(w.page(), bodyX, w.baseline(bodyText), sign, style{size: 10.5, weight: bold, ink: primary})
			w.para(bodyX+indent, bodyW-indent, w.wording(item), bodyText)
		}
	})
}
