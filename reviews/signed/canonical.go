// Package signed is the form of a signed report: the bytes that experts sign, the file that a company hands on, the station's lists
// of keys and of what became of reports, and the check of all that without a server. It knows no database.
package signed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ErrNumber says that something holds a number that is not whole, which has no one form.
var ErrNumber = errors.New("signed: only whole numbers have one form")

// Canonical writes a value as JSON in its one form: keys sorted by their bytes, no white space, strings in Unicode form NFC with no more escapes
// than JSON asks for, whole numbers only. Fault: ErrNumber.
func Canonical(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("signed: %w", err)
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.UseNumber()
	var plain any
	if err := in.Decode(&plain); err != nil {
		return nil, fmt.Errorf("signed: %w", err)
	}
	var out bytes.Buffer
	if err := write(&out, plain); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func write(out *bytes.Buffer, v any) error {
	switch v := v.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		fmt.Fprint(out, v)
	case string:
		writeString(out, v)
	case json.Number:
		if strings.ContainsAny(v.String(), ".eE") || v.String() == "-0" {
			return fmt.Errorf("%w: %s", ErrNumber, v)
		}
		out.WriteString(v.String())
	case []any:
		return writeList(out, v)
	case map[string]any:
		return writeObject(out, v)
	}
	return nil
}

func writeList(out *bytes.Buffer, list []any) error {
	out.WriteByte('[')
	for i, item := range list {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := write(out, item); err != nil {
			return err
		}
	}
	out.WriteByte(']')
	return nil
}

func writeObject(out *bytes.Buffer, object map[string]any) error {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	out.WriteByte('{')
	for i, key := range keys {
		if i > 0 {
			out.WriteByte(',')
		}
		writeString(out, key)
		out.WriteByte(':')
		if err := write(out, object[key]); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

var escapes = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}

func writeString(out *bytes.Buffer, s string) {
	out.WriteByte('"')
	for _, r := range norm.NFC.String(s) {
		switch escaped, must := escapes[r]; {
		case must:
			out.WriteString(escaped)
		case r < 0x20:
			fmt.Fprintf(out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
}
