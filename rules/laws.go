package rules

import "github.com/zhuqi-yunzhan/station"

// Laws tells how fresh the register of legal texts is: how many there are, the newest day of a text, and the last day on which
// one was checked. Days are 2006-01-02, empty where none is known.
func (e *Engine) Laws() (count int, newest, checked string) {
	for _, area := range station.Areas() {
		for _, text := range e.sourcesOf(area) {
			count++
			newest, checked = max(newest, dayOf(text.Date)), max(checked, dayOf(text.Checked))
		}
	}
	return count, newest, checked
}

// dayOf is a text that is a day, else nothing.
func dayOf(text string) string {
	if len(text) == len("2006-01-02") && text[4] == '-' && text[7] == '-' {
		return text
	}
	return ""
}
