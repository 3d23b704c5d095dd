package reviews

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Context is how many runes before and after a passage are kept with it.
const Context = 32

// whole is a passage of which every rune is as it was.
const whole = 1000

// A passage that reads differently is taken for the same from here on, in thousandths of its runes, and only when no other place of its
// field comes within apart of it.
const (
	alikeEnough = 900
	apart       = 100
)

// telling is how many runes tell a passage by themselves. A shorter one, such as a number, is found again only where what stands around agrees.
const telling = 6

// longest is how many runes of a field are looked through for a passage that was changed, and longestQuote how many a passage may have.
const (
	longest      = 20_000
	longestQuote = 2_000
)

// Quote is a passage of a field: its text, a little of what stands around it, and where it was, in runes of the field in
// Unicode's form NFC.
type Quote struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Span is a piece of a field, in runes and in UTF-16 units as browsers count, of its form NFC.
type Span struct {
	Start   int `json:"start"`
	End     int `json:"end"`
	Start16 int `json:"start_utf16"`
	End16   int `json:"end_utf16"`
}

// Place is where in a finding something stands; the zero Span is the whole field.
type Place struct {
	Field string `json:"field"`
	Span
}

// clean is the form in which texts are compared and counted.
func clean(s string) string { return norm.NFC.String(s) }

// QuoteOf makes the quote of a piece of a text, given in runes of its form NFC. ok is false for a piece that is empty, too
// long or outside.
func QuoteOf(text string, start, end int) (q Quote, ok bool) {
	runes := []rune(clean(text))
	if start < 0 || end > len(runes) || start >= end || end-start > longestQuote {
		return q, false
	}
	return Quote{Exact: string(runes[start:end]), Prefix: string(runes[max(0, start-Context):start]), Suffix: string(runes[end:min(len(runes), end+Context)]),
		Start: start, End: end}, true
}

// QuoteOf16 is QuoteOf for a piece given in UTF-16 units, as a browser's selection is.
func QuoteOf16(text string, start, end int) (Quote, bool) {
	at, units, from, to := 0, 0, -1, -1
	for _, r := range clean(text) {
		if units == start {
			from = at
		}
		if units == end {
			to = at
		}
		units += utf16.RuneLen(r)
		at++
	}
	if units == end {
		to = at
	}
	return QuoteOf(text, from, to)
}

// spanOf adds the UTF-16 offsets to a piece in runes.
func spanOf(text []rune, start, end int) Span {
	out := Span{Start: start, End: end}
	for i, r := range text[:end] {
		if i == start {
			out.Start16 = out.End16
		}
		out.End16 += utf16.RuneLen(r)
	}
	return out
}

// find looks for the quote in the text of its own field. was is the text that it was taken of, empty when that is not known.
func (q Quote) find(text, was string) (span Span, score int, sure bool) {
	in, exact := []rune(clean(text)), clean(q.Exact)
	n := utf8.RuneCountInString(exact)
	if n == 0 || n > longestQuote {
		return span, 0, false
	}
	if was != "" && clean(was) == string(in) && q.End <= len(in) && q.Start >= 0 && q.Start < q.End && string(in[q.Start:q.End]) == exact {
		return spanOf(in, q.Start, q.End), whole, true
	}
	at := occurrences(in, []rune(exact))
	switch {
	case len(at) == 1 && n >= telling:
		return spanOf(in, at[0], at[0]+n), whole, true
	case len(at) > 0: // it stands there more than once, or is too short to tell by itself
		best, sure := q.byContext(in, at, n)
		return spanOf(in, best, best+n), whole, sure
	}
	return q.alike(in, []rune(exact))
}

// occurrences are the places at which a passage stands, overlapping ones too.
func occurrences(in, exact []rune) (at []int) {
	text, passage := string(in), string(exact)
	for from, base := 0, 0; ; {
		i := strings.Index(text[from:], passage)
		if i < 0 {
			return at
		}
		base += utf8.RuneCountInString(text[from : from+i])
		at = append(at, base)
		_, size := utf8.DecodeRuneInString(text[from+i:])
		from, base = from+i+size, base+1
	}
}

// byContext chooses among places by what stands around them: sure only if one agrees, and better than all others.
func (q Quote) byContext(in []rune, at []int, n int) (best int, sure bool) {
	most := -1
	for _, start := range at {
		agrees := commonSuffix(in[:start], []rune(clean(q.Prefix))) + commonPrefix(in[start+n:], []rune(clean(q.Suffix)))
		switch {
		case agrees > most:
			best, most, sure = start, agrees, true
		case agrees == most:
			sure = false
		}
	}
	around := utf8.RuneCountInString(clean(q.Prefix)) + utf8.RuneCountInString(clean(q.Suffix))
	return best, sure && most >= min(telling, around) && (around > 0 || len(at) == 1)
}

func commonPrefix(a, b []rune) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b []rune) (n int) {
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// Placed gives the quote its place in the text that it was made of, where it says none; ok is false when the text does not hold it, or holds
// it more than once without what stands around telling which.
func (q Quote) Placed(text string) (Quote, bool) {
	in, exact := []rune(clean(text)), []rune(clean(q.Exact))
	at := occurrences(in, exact)
	if len(exact) == 0 || len(at) == 0 {
		return q, false
	}
	best, sure := q.byContext(in, at, len(exact))
	if !sure && len(at) > 1 {
		return q, false
	}
	return QuoteOf(text, best, best+len(exact))
}
