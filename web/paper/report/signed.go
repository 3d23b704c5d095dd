package report

// Signed is what experts concluded and signed, worded as it is printed.
type Signed struct {
	Option, Text, Limits, Question string
	Conditions                     []string
	Dissent                        [][2]string // whose, what
	Parts                          []string    // of the content, counted
	Signatures                     [][]string  // each: who, how, when; then what is said of the certificate
	Hash, SM3                      string      // in groups of four
	URL                            string      // where it is checked
	QR                             [][]bool    // the same, for cameras
}

// signed prints the conclusion on pages of its own, after the report that it is about.
func (w *writer) signed() {
	s := w.in.Signed
	if s == nil {
		return
	}
	w.newPage()
	w.heading(w.t("sign.conclusion"), h1Text, bodyText.lead*3)
	w.para(margin, fullW, s.Option, h3Text)
	w.gap(6)
	w.said("sign.question", s.Question)
	w.said("sign.text", s.Text)
	if len(s.Conditions) > 0 {
		w.part(w.t("sign.conditions"), bodyText.lead, func() {
			for i, c := range s.Conditions {
				w.para(bodyX, bodyW, number(i+1)+". "+c, bodyText)
			}
		})
	}
	w.said("sign.limits", s.Limits)
	for _, d := range s.Dissent {
		w.part(d[0], bodyText.lead*2, func() { w.lines(d[1], bodyText) })
	}
	w.heading(w.t("sign.signatures"), h2Text, bodyText.lead*3)
	for _, lines := range s.Signatures {
		for i, line := range lines {
			st := bodyText
			if i > 0 {
				st = smallText
			}
			w.para(margin, fullW, line, st)
		}
		w.gap(4)
	}
	w.heading(w.t("sign.content"), h2Text, bodyText.lead*3)
	for _, part := range s.Parts {
		w.plain(margin, part, smallText)
	}
	for _, hash := range [][2]string{{w.t("sign.hash"), s.Hash}, {w.t("sign.sm3"), s.SM3}} {
		w.part(hash[0], bodyText.lead, func() { w.para(bodyX, bodyW, hash[1], cellText) })
	}
	w.check(s)
}

// said prints a label and what was said under it; nothing where nothing was.
func (w *writer) said(key, text string) {
	if text != "" {
		w.part(w.t(key), bodyText.lead, func() { w.lines(text, bodyText) })
	}
}

// lines prints each line of a text as a paragraph.
func (w *writer) lines(text string, st style) {
	from := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' {
			if line := text[from:i]; line != "" && line != "\r" {
				w.para(bodyX, bodyW, line, st)
			}
			from = i + 1
		}
	}
}

// check prints the code that leads to the public check, and whose seal the file carries.
func (w *writer) check(s *Signed) {
	const module, quiet = 2.4, 4
	side := float64(len(s.QR)+2*quiet) * module
	w.gap(12)
	w.need(side + 8)
	top, p := w.y, w.page()
	for y, row := range s.QR {
		for x, dark := range row {
			if dark {
				p.block(margin+float64(x+quiet)*module, top+float64(y+quiet)*module, module, module, ink)
			}
		}
	}
	text := margin + side + 10
	w.y = top + 12
	w.para(text, pageW-margin-text, w.t("sign.paper_check"), bodyText)
	w.para(text, pageW-margin-text, s.URL, smallText)
	w.para(text, pageW-margin-text, w.t("sign.paper_seal"), smallText)
	w.y = max(w.y, top+side)
}
