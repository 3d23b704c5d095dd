package web

import (
	"fmt"
	"html/template"
	"strings"

	qr "github.com/piglig/go-qr"
)

// quiet is the light margin that a QR code has around it, in modules.
const quiet = 4

// qrCode draws a QR code of a text as one path, dark on light whatever the theme, for cameras. label says what it is
// to who cannot see it.
func qrCode(text, label string) (template.HTML, error) {
	code, err := qr.EncodeText(text, qr.Medium)
	if err != nil {
		return "", fmt.Errorf("qr code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size() {
		for x := 0; x < code.Size(); x++ {
			run := 0
			for code.Module(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	side := code.Size() + 2*quiet
	return template.HTML(fmt.Sprintf(`<svg class="qr" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges" focusable="false">`+
		`<rect width="%d" height="%d" fill="#fff"/><path d="%s" fill="#000"/></svg>`, side, side, esc(label), side, side, path.String())), nil
}

// qrModules gives a QR code of a text as dark and light modules, row by row.
func qrModules(text string) ([][]bool, error) {
	code, err := qr.EncodeText(text, qr.Medium)
	if err != nil {
		return nil, fmt.Errorf("qr code: %w", err)
	}
	out := make([][]bool, code.Size())
	for y := range out {
		out[y] = make([]bool, code.Size())
		for x := range out[y] {
			out[y][x] = code.Module(x, y)
		}
	}
	return out, nil
}
