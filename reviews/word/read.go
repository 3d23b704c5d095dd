package word

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// Read reads the comments of a document that was written out as d and came back. Faults: ErrNotWord, ErrTooLarge, ErrHostile.
func Read(from io.ReaderAt, size int64, d Document) (out Returned, err error) {
	if size > mostBytes {
		return out, ErrTooLarge
	}
	z, err := zip.NewReader(from, size)
	if err != nil {
		return out, fmt.Errorf("%w: %w", ErrNotWord, err)
	}
	text, notes, err := unpack(z)
	if err != nil {
		return out, err
	}
	found, order, err := readComments(notes)
	if err != nil {
		return out, err
	}
	places, err := readPlaces(text, d.marks())
	if err != nil {
		return out, err
	}
	for _, id := range order {
		c := found[id]
		if at, there := places[id]; there {
			c.Finding, c.Field, c.Quote = at.finding, at.field, strings.TrimSpace(at.quote.String())
		}
		switch {
		case c.Finding == "":
			out.Unmatched = append(out.Unmatched, c)
		case d.wrote(c):
			out.Known++
		default:
			out.New = append(out.New, c)
		}
	}
	return out, nil
}

// unpack takes the two parts that are read out of a package.
func unpack(z *zip.Reader) (text, notes []byte, err error) {
	if len(z.File) > mostParts {
		return nil, nil, ErrTooLarge
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		name := strings.ToLower(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")))
		if seen[name] || strings.Contains(name, "vbaproject") { // two parts of one name: readers differ in which they take
			return nil, nil, ErrHostile
		}
		seen[name] = true
		switch name {
		case "word/document.xml":
			text, err = part(f)
		case "word/comments.xml":
			notes, err = part(f)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if text == nil || !seen["[content_types].xml"] {
		return nil, nil, ErrNotWord
	}
	return text, notes, nil
}

// part unpacks one part, as far as may be whatever its head says of its size.
func part(f *zip.File) ([]byte, error) {
	if f.UncompressedSize64 > mostUnpacked {
		return nil, ErrTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWord, err)
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, mostUnpacked+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWord, err)
	}
	if len(text) > mostUnpacked {
		return nil, ErrTooLarge
	}
	return text, nil
}

// walk gives the elements and texts of a part in order. A document type, and so every entity of its own, is refused.
func walk(text []byte, start func(e xml.StartElement) error, end func(name string), said func(s string)) error {
	decoder, depth := xml.NewDecoder(bytes.NewReader(text)), 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrNotWord, err)
		}
		switch t := token.(type) {
		case xml.Directive:
			return ErrHostile
		case xml.StartElement:
			if depth++; depth > mostDepth {
				return ErrHostile
			}
			if t.Name.Space == mainSpace || t.Name.Space == strictSpace {
				if err := start(t); err != nil {
					return err
				}
			}
		case xml.EndElement:
			if depth--; t.Name.Space == mainSpace || t.Name.Space == strictSpace {
				end(t.Name.Local)
			}
		case xml.CharData:
			said(string(t))
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool {
		return a.Name.Local == name && (a.Name.Space == mainSpace || a.Name.Space == strictSpace)
	})
	if i < 0 {
		return ""
	}
	return e.Attr[i].Value
}

// readComments gives the comments of the part that holds them by their ids, without a place.
func readComments(text []byte) (found map[string]Comment, order []string, err error) {
	found = map[string]Comment{}
	var id string
	var now *Comment
	writing, lines := false, 0
	err = walk(text, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "comment":
			id, now, lines = attribute(e, "id"), &Comment{Author: clip(attribute(e, "author"), 200)}, 0
			now.At, _ = time.Parse(time.RFC3339, attribute(e, "date")) // without one it has none
			now.At = now.At.UTC().Truncate(time.Second)
			if _, twice := found[id]; twice || len(found) >= mostComments {
				return ErrTooLarge
			}
		case "p", "br":
			if now != nil && now.Text != "" {
				lines++
			}
		case "t":
			writing = true
		}
		return nil
	}, func(name string) {
		switch name {
		case "t":
			writing = false
		case "comment":
			if now != nil {
				now.Text = strings.TrimSpace(now.Text)
				found[id], order, now = *now, append(order, id), nil
			}
		}
	}, func(s string) {
		if now != nil && writing && len(now.Text) < mostText {
			now.Text += strings.Repeat("\n", min(lines, 20))
			now.Text, lines = clip(now.Text+s, mostText), 0
		}
	})
	return found, order, err
}

// clip keeps a text from growing without end, at the edge of a letter.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// place is where a comment stands, and what it marks.
type place struct {
	target
	quote strings.Builder
}

// reader follows a document from its beginning to its end.
type reader struct {
	marks  map[string]target
	inside []bookmark        // open, the innermost last
	open   map[string]*place // comments whose range is open
	places map[string]*place
	text   bool
}

type bookmark struct {
	id string
	target
}

// readPlaces tells in which bookmark each comment begins. Where it begins before one, such as with the whole paragraph selected, it is the first
// that it comes to.
func readPlaces(text []byte, marks map[string]target) (map[string]*place, error) {
	r := &reader{marks: marks, open: map[string]*place{}, places: map[string]*place{}}
	err := walk(text, r.start, func(name string) {
		if name == "t" {
			r.text = false
		}
	}, r.said)
	return r.places, err
}

func (r *reader) start(e xml.StartElement) error {
	id := attribute(e, "id")
	switch e.Name.Local {
	case "bookmarkStart":
		if at, ours := r.marks[attribute(e, "name")]; ours {
			if len(r.inside) >= mostOpen {
				return ErrHostile
			}
			r.inside = append(r.inside, bookmark{id, at})
			for _, p := range r.open {
				if p.finding == "" {
					p.target = at
				}
			}
		}
	case "bookmarkEnd":
		r.inside = slices.DeleteFunc(r.inside, func(b bookmark) bool { return b.id == id })
	case "commentRangeStart":
		if len(r.open) >= mostOpen || len(r.places) >= mostComments {
			return ErrTooLarge
		}
		r.open[id] = r.at(id)
	case "commentRangeEnd":
		delete(r.open, id)
	case "commentReference":
		if r.places[id] == nil {
			if len(r.places) >= mostComments {
				return ErrTooLarge
			}
			r.at(id)
		}
	case "t":
		r.text = true
	}
	return nil
}

// at places a comment in the innermost bookmark that is open here.
func (r *reader) at(id string) *place {
	p := &place{}
	if n := len(r.inside); n > 0 {
		p.target = r.inside[n-1].target
	}
	r.places[id] = p
	return p
}

// said adds to what open comments mark, while it is of their own field.
func (r *reader) said(s string) {
	n := len(r.inside)
	if !r.text || n == 0 {
		return
	}
	for _, p := range r.open {
		if p.target == r.inside[n-1].target && p.quote.Len()+len(s) <= mostText {
			p.quote.WriteString(s)
		}
	}
}
