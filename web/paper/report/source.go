package report

import (
	"fmt"
	"strings"
)

// arithmetic shows line by line how the score of each area came about.
func (w *writer) arithmetic() {
	w.heading(w.t("arith.title"), h2Text, bodyText.lead*3+60)
	w.para(margin, bodyW, w.t("arith.note"), bodyText)
	if len(w.d.Open) > 0 {
		w.para(margin, bodyW, w.t("report.arith_open"), smallText)
	}
	for _, a := range w.d.Areas {
		t := &table{x: margin, width: fullW, columns: []column{{head: w.t("area."+string(a.Area)) + " · " + w.t("arith.step"), share: .7}, {head: w.t("arith.kept"), share: .15, right: true}, {head: w.t("arith.left"), share: .15, right: true}}}
		t.rows = append(t.rows, []cell{{text: w.t("arith.start")}, {}, {text: "100"}})
		for _, step := range w.d.Arithmetic {
			if step.Area != a.Area {
				continue
			}
			row := []cell{{text: w.t("arith.cap")}, {}, {text: points(step.Left), bold: true}}
			if !step.Capped {
				row[0] = cell{text: step.RuleID + " " + w.house(w.d.Cards[step.RuleID].Title), level: string(step.Severity)}
				row[1].text = fmt.Sprintf("× %d.%d %%", step.Share/10, step.Share%10)
			}
			t.rows = append(t.rows, row)
		}
		w.gap(8)
		t.draw(w.sheet)
	}
}

// source says where the profile comes from, so that it can be repeated bit for bit.
func (w *writer) source() {
	d := w.d
	answered := len(d.Answers.Company)
	for _, row := range d.Answers.Presences {
		answered += len(row)
	}
	w.heading(w.t("source.title"), h2Text, bodyText.lead*4)
	for _, line := range [][2]string{
		{w.t("source.answers"), w.t("report.answers", "answered", answered, "open", d.OpenItems())},
		{w.t("source.lists"), w.t("source.lists_text", "suppliers", len(d.Answers.Suppliers), "employees", len(d.Answers.Employees))},
		{w.t("report.as_of"), w.day(d.AsOf)},
		{w.t("source.rules"), w.t("source.rules_text", "revision", d.Revision, "rules", len(d.Verdicts))},
		{w.t("report.rules_digest"), d.Digest},
		{w.t("source.engine"), d.Engine},
		{w.t("report.context"), w.t("report.context_text", "revision", d.Context.Revision, "fx", len(d.Context.FX), "mfa", len(d.Context.MFA))},
		{w.t("report.input_digest"), d.InputDigest},
		{w.t("source.digest"), w.in.Digest},
	} {
		st := style{size: 9.5, ink: ink, lead: 16}
		w.part(line[0], st.lead, func() {
			if len(line[1]) == 64 && !strings.Contains(line[1], " ") {
				w.plain(bodyX, groups(line[1]), st)
				return
			}
			w.para(bodyX, bodyW, line[1], st)
		})
	}
	w.para(margin, bodyW, w.t("source.text"), bodyText)
}

// reading explains shapes, words and limits: what a reader must know who sees nothing but paper.
func (w *writer) reading() {
	w.heading(w.t("report.reading"), h2Text, 60)
	x := margin
	for _, level := range []string{"critical", "high", "medium", "low", "ok", "unknown"} {
		st := style{size: 9.5, ink: ink}
		word := w.t("level." + level)
		w.page().seaMark(level, x, w.y, 13)
		w.put(w.page(), x+17, w.y+10, word, st)
		x += 17 + w.width(w.clean(word), st) + 20
	}
	w.y += 24
	notes := strings.Split("score,costs,line,law,unknown,digest,limits", ",")
	if w.lost {
		notes = append(notes, "lost")
	}
	for i, note := range notes {
		lines := w.wrap(w.t("report.read_"+note), bodyW-18, bodyText)
		w.need(bodyText.lead * float64(min(2, len(lines))))
		w.put(w.page(), margin, w.baseline(bodyText), number(i+1)+".", style{size: 10.5, weight: bold, ink: primary})
		w.para(margin+18, bodyW-18, w.t("report.read_"+note), bodyText)
		w.y += 2
	}
}
