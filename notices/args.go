package notices

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Args are what the words of a message are filled with: texts of one short line, whole numbers and
// moments. Which ones a kind takes stands in the table of kinds; one too many or too few is an error.
type Args map[string]any

// argument says what an argument may be.
type argument struct {
	form    string   // word, number, moment, day, choice or secret
	choices []string // of a choice
}

var (
	word   = argument{form: "word"}
	number = argument{form: "number"}
	moment = argument{form: "moment"}
	day    = argument{form: "day"}
	// secret is a code of digits. It is sealed with its delivery, apart from the message, and gone once that has ended.
	secret = argument{form: "secret"}
)

func oneOf(choices ...string) argument { return argument{form: "choice", choices: choices} }

// arguments makes the table of a kind's arguments from names and forms in pairs.
func arguments(pairs ...any) map[string]argument {
	out := map[string]argument{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1].(argument)
	}
	return out
}

// longestWord is as long as a company's name may be.
const longestWord = 100

// take holds a value against the form, and gives it as it is kept: a text, a number, or a moment
// in RFC 3339.
func (a argument) take(value any) (any, error) {
	switch v := value.(type) {
	case string:
		if a.form == "word" && oneLine(v) && utf8.RuneCountInString(v) <= longestWord {
			return v, nil
		}
		if a.form == "secret" && codeForm.MatchString(v) {
			return v, nil
		}
		if a.form == "choice" && slices.Contains(a.choices, v) {
			return v, nil
		}
	case int:
		if a.form == "number" {
			return v, nil
		}
	case time.Time:
		if (a.form == "moment" || a.form == "day") && !v.IsZero() {
			return v.UTC().Format(time.RFC3339), nil
		}
	}
	return nil, fmt.Errorf("not a %s (%T)", a.form, value) // the value stays out of the log
}

var codeForm = regexp.MustCompile(`^[0-9]{4,10}$`)

// takeSecret takes the secret out of what a message keeps, and gives it; empty for a kind that has none.
func (k Kind) takeSecret(kept map[string]any) (code string) {
	for name, form := range rules[k].args {
		if form.form == "secret" {
			code, _ = kept[name].(string)
			delete(kept, name)
		}
	}
	return code
}

// withSecret gives the arguments with the secret of a delivery in its place.
func (k Kind) withSecret(kept map[string]any, code string) map[string]any {
	out := maps.Clone(kept)
	for name, form := range rules[k].args {
		if form.form == "secret" {
			out[name] = code
		}
	}
	return out
}

// oneLine tells whether a text has something in it and no control characters: neither a line of
// its own in a mail's head nor in its body.
func oneLine(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	})
}

// take holds all arguments of a message against the table.
func (k Kind) take(args Args) (map[string]any, error) {
	out := map[string]any{}
	for name, form := range rules[k].args {
		value, given := args[name]
		if !given {
			return nil, fmt.Errorf("%s: argument %s is missing", k, name)
		}
		kept, err := form.take(value)
		if err != nil {
			return nil, fmt.Errorf("%s: argument %s: %w", k, name, err)
		}
		out[name] = kept
	}
	for name := range args {
		if _, known := rules[k].args[name]; !known {
			return nil, fmt.Errorf("%s: no argument is called %q", k, name)
		}
	}
	return out, nil
}

// content is what of a message lies sealed.
type content struct {
	Args map[string]any `json:"args,omitempty"`
	Link string         `json:"link,omitempty"`
}

// readContent gives the arguments back as templates want them: moments as time.Time, numbers as int.
func readContent(k Kind, text []byte) (content, error) {
	var c content
	if err := json.Unmarshal(text, &c); err != nil {
		return content{}, fmt.Errorf("read message: %w", err)
	}
	for name, form := range rules[k].args {
		switch v := c.Args[name].(type) {
		case string:
			if form.form == "moment" || form.form == "day" {
				at, err := time.Parse(time.RFC3339, v)
				if err != nil {
					return content{}, fmt.Errorf("read message: %w", err)
				}
				c.Args[name] = at
			}
		case float64:
			c.Args[name] = int(v)
		}
	}
	return c, nil
}

// told are the arguments that may leave the house by a webhook: never a word, which may be a name.
func (c content) told(k Kind) map[string]any {
	out := map[string]any{}
	for name, form := range rules[k].args {
		switch v := c.Args[name].(type) {
		case time.Time:
			out[name] = v.UTC().Format(time.RFC3339)
		case nil:
		default:
			if form.form != "word" && form.form != "secret" {
				out[name] = v
			}
		}
	}
	return out
}
