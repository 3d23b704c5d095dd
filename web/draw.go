package web

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web/assets"
)

// icon draws one line icon of the sprite. It is an ornament: the words stand beside it.
func icon(name string) template.HTML { return use("i", "i-"+name) }

// mark draws a sea-mark: crit, high, med, low, ok, unk, or prog, todo, info for progress and hints.
func mark(class string) template.HTML { return use("mark m-"+class, "m-"+class) }

func use(class, symbol string) template.HTML {
	return template.HTML(fmt.Sprintf(`<svg class="%s" aria-hidden="true" focusable="false"><use href="%s#%s"/></svg>`,
		template.HTMLEscapeString(class), template.HTMLEscapeString(assets.URL("sprite.svg")), template.HTMLEscapeString(symbol)))
}

// bar draws a progress bar of so many per cent. With a label it is an image that says it.
func bar(percent int, label string) template.HTML {
	percent = min(max(percent, 0), 100)
	says := `aria-hidden="true"`
	if label != "" {
		says = fmt.Sprintf(`role="img" aria-label="%s"`, template.HTMLEscapeString(label))
	}
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" %s focusable="false">`+
		`<rect class="t" width="100" height="6"/><rect class="v" width="%d" height="6"/></svg>`, says, percent))
}

// areaIcon is the icon of an area.
func areaIcon(area station.Area) template.HTML {
	return icon(map[station.Area]string{station.Tax: "tax", station.Supply: "chain", station.Employee: "people"}[area])
}

// levelOf is the class of a severity or an outcome: crit, high, med, low, ok, unk.
func levelOf(level string) string {
	switch level {
	case "critical", "crit":
		return "crit"
	case "high":
		return "high"
	case "medium", "med":
		return "med"
	case "low":
		return "low"
	case "ok", string(station.Clear), string(station.NotApplicable):
		return "ok"
	}
	return "unk"
}

// percent is part of whole in whole per cent, rounded down, so that 100 means all.
func percent(part, whole int) int {
	if whole <= 0 {
		return 0
	}
	return part * 100 / whole
}

// dict makes a map of pairs, for parts that take a few plain values.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: odd number of values")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is no name", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// esc escapes text that goes into a drawing.
func esc(s string) string { return template.HTMLEscapeString(strings.TrimSpace(s)) }
