package report

// Beside is what stands beside a profile without being part of it: where the company stands among others, by published numbers.
type Beside struct {
	Title, Headline string
	Notes           []string
}

// beside prints it, if there is any.
func (w *writer) beside() {
	if w.in.Beside == nil {
		return
	}
	w.heading(w.in.Beside.Title, h2Text, bodyText.lead*3)
	w.para(margin, fullW, w.in.Beside.Headline, style{size: 11, weight: bold, ink: ink, lead: 18.5})
	for _, note := range w.in.Beside.Notes {
		w.para(margin, fullW, note, smallText)
	}
	w.y += 4
}
