package word_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"
)

// element is a part of a document as a reader builds it.
type element struct {
	name  string
	attr  map[string]string
	inner []*element
}

func parsed(t *testing.T, name, text string) *element {
	t.Helper()
	root, decoder := &element{}, xml.NewDecoder(bytes.NewReader([]byte(text)))
	stack := []*element{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s is not well formed: %v", name, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			top := stack[len(stack)-1]
			top.inner = append(top.inner, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
	return root
}

// all lists the elements of a name, in order.
func (e *element) all(name string) (out []*element) {
	for _, one := range e.inner {
		if one.name == name {
			out = append(out, one)
		}
		out = append(out, one.all(name)...)
	}
	return out
}

// TestTheDocumentHasTheFormThatWordNeeds holds what Word refuses a file for: parts without a type, links that lead nowhere, marks that do not
// close, comments without a body or a reference, elements in the wrong place, names that are too long.
func TestTheDocumentHasTheFormThatWordNeeds(t *testing.T) {
	parts := partsOf(t, written(t, report()))
	types := parsed(t, "types", parts["[Content_Types].xml"])
	for name := range parts {
		known := strings.HasSuffix(name, ".rels") || name == "[Content_Types].xml"
		for _, o := range types.all("Override") {
			known = known || o.attr["PartName"] == "/"+name
		}
		if !known {
			t.Errorf("%s has no type", name)
		}
	}
	for _, o := range types.all("Override") {
		if parts[strings.TrimPrefix(o.attr["PartName"], "/")] == "" {
			t.Errorf("%s has a type and is not there", o.attr["PartName"])
		}
	}
	for rels, base := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, r := range parsed(t, rels, parts[rels]).all("Relationship") {
			if parts[path.Join(base, r.attr["Target"])] == "" || r.attr["TargetMode"] != "" {
				t.Errorf("%s leads to %s", rels, r.attr["Target"])
			}
		}
	}
	text, notes, styles := parsed(t, "document", parts["word/document.xml"]), parsed(t, "comments", parts["word/comments.xml"]), map[string]bool{}
	for _, s := range parsed(t, "styles", parts["word/styles.xml"]).all("style") {
		styles[s.attr["styleId"]] = true
	}
	for _, s := range append(text.all("pStyle"), notes.all("pStyle")...) {
		if !styles[s.attr["val"]] {
			t.Errorf("style %s is not there", s.attr["val"])
		}
	}
	pairs(t, text, "bookmarkStart", "bookmarkEnd")
	names := map[string]bool{}
	for _, b := range text.all("bookmarkStart") {
		if n := b.attr["name"]; len(n) > 40 || n == "" || n[0] < 'a' || names[n] {
			t.Errorf("bookmark %q", n)
		}
		names[b.attr["name"]] = true
	}
	if pairs(t, text, "commentRangeStart", "commentRangeEnd") != 3 || len(text.all("commentReference")) != 3 || len(notes.all("comment")) != 3 {
		t.Error("not every comment has a range, a reference and a body")
	}
	for _, c := range notes.all("comment") {
		if len(c.all("p")) == 0 || c.attr["author"] == "" || c.attr["date"] == "" {
			t.Errorf("comment %s", c.attr["id"])
		}
	}
	order(t, text.inner[0].inner[0])
}

// pairs holds beginnings and ends of an id against each other, and counts them.
func pairs(t *testing.T, text *element, start, end string) int {
	t.Helper()
	open := map[string]bool{}
	for _, e := range text.all(start) {
		if open[e.attr["id"]] {
			t.Errorf("%s %s twice", start, e.attr["id"])
		}
		open[e.attr["id"]] = true
	}
	n := len(open)
	for _, e := range text.all(end) {
		if !open[e.attr["id"]] {
			t.Errorf("%s %s closes nothing", end, e.attr["id"])
		}
		delete(open, e.attr["id"])
	}
	if len(open) > 0 {
		t.Errorf("%s without an end: %v", start, open)
	}
	return n
}

// order holds the order that the schema asks for: paragraphs and then the section in a body, properties first in paragraphs and runs.
func order(t *testing.T, body *element) {
	t.Helper()
	for i, e := range body.inner {
		if want := map[bool]string{true: "sectPr", false: "p"}[i == len(body.inner)-1]; e.name != want {
			t.Errorf("element %d of the body is %s", i, e.name)
		}
	}
	for _, p := range body.all("p") {
		for i, e := range p.inner {
			if e.name == "pPr" && i > 0 {
				t.Error("properties of a paragraph behind its text")
			}
			for k, in := range e.inner {
				if e.name == "r" && in.name == "rPr" && k > 0 {
					t.Error("properties of a run behind its text")
				}
			}
		}
	}
}
