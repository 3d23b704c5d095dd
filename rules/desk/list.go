package desk

import (
	"fmt"
	"io"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

// List writes a line for each rule: id, severity, scope, theme, lifecycle, title and file.
func List(w io.Writer, e *rules.Engine, area, lang string) error {
	n := 0
	for _, r := range e.Rules() {
		if area != "" && string(r.Area) != area {
			continue
		}
		n++
		var severities []string
		for _, s := range r.Severities {
			severities = append(severities, string(s))
		}
		if _, err := fmt.Fprintf(w, "%s  %-20s %-9s %-24s %-7s %s  (%s)\n", r.ID, strings.Join(severities, "/"), r.Scope, r.Theme, r.Lifecycle, r.Title.In(lang), r.File); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d\n", n)
	return err
}
