package advisor

import (
	"encoding/json"
	"strings"
)

// leaks tells whether a body still names somebody. It reads what was written, not what was meant:
// all texts of the JSON, and of the JSON within them. What cannot be read leaks.
func (pr *prompt) leaks(body []byte) bool {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return true
	}
	text := strings.Join(texts(v, nil), "\n|\n")
	runes := []rune(text)
	for _, s := range pr.redact.spans(text) {
		if !strings.Contains(pr.trusted, string(compact(string(runes[s.from:s.to])))) {
			return true
		}
	}
	return pr.masks.holds(text, pr.trusted)
}

// texts lists all texts of a JSON value; a text that is itself an object is opened.
func texts(v any, out []string) []string {
	switch v := v.(type) {
	case map[string]any:
		for _, one := range v { // the keys are ours
			out = texts(one, out)
		}
	case []any:
		for _, one := range v {
			out = texts(one, out)
		}
	case string:
		var within map[string]any
		if len(v) > 1 && v[0] == '{' && json.Unmarshal([]byte(v), &within) == nil {
			return texts(within, out)
		}
		out = append(out, v)
	}
	return out
}
