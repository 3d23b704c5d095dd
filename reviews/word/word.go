// Package word writes the findings of a report as a Word document with comments in its margin, and reads the comments of one that came
// back. Each field of a finding stands in a bookmark whose name is made of the finding's key and the field: by it a comment finds its
// finding again, and a comment that stands in none is listed as such and never guessed at.
//
// What comes back comes from anywhere: sizes are bounded before anything is unpacked, a document type or an entity is refused, and nothing that
// a document refers to is ever opened.
package word

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"
)

// Field is one passage of a finding under its stable path, such as why.zh.
type Field struct {
	Path  string
	Label string // what the reader sees before it; may be empty
	Text  string
}

// Finding is one finding of a report.
type Finding struct {
	Key    string
	Title  string
	Fields []Field
}

// Comment is one comment on a finding: on a passage of a field, on the field, or on the finding where both are empty.
type Comment struct {
	Finding string
	Field   string
	Quote   string
	Author  string
	At      time.Time // to the second
	Text    string
}

// Document is a report with its comments.
type Document struct {
	Title    string
	Note     string // beneath the title
	Findings []Finding
	Comments []Comment
}

// Returned is what a document that came back holds.
type Returned struct {
	New       []Comment // in a finding of the report, and not among those that were written out
	Known     int       // of those that were written out
	Unmatched []Comment // in no finding of the report: without finding and field, for a person to place
}

// Faults of a document that came back.
var (
	ErrNotWord  = errors.New("word: this is no Word document")
	ErrTooLarge = errors.New("word: the document is larger than may be read")
	ErrHostile  = errors.New("word: the document holds what no document of comments needs")
)

// Bounds of what is read.
const (
	mostBytes    = 20 << 20 // packed
	mostParts    = 2000     // in the package
	mostUnpacked = 32 << 20 // of one part that is read
	mostComments = 2000
	mostOpen     = 200    // marks or comments around one letter
	mostText     = 10_000 // bytes of one comment, and of what it marks
	mostDepth    = 200    // elements inside one another
)

// mark is the name of the bookmark of a field: at most 40 letters and digits, beginning with a letter.
func mark(finding, field string) string {
	sum := sha256.Sum256([]byte(finding + "\x00" + field))
	return "sf" + hex.EncodeToString(sum[:])[:32]
}

// target is what a bookmark stands for.
type target struct{ finding, field string }

// marks are the bookmarks of a document.
func (d Document) marks() map[string]target {
	out := map[string]target{}
	for _, f := range d.Findings {
		out[mark(f.Key, "")] = target{f.Key, ""}
		for _, one := range f.Fields {
			out[mark(f.Key, one.Path)] = target{f.Key, one.Path}
		}
	}
	return out
}

// wrote tells whether a comment was among those written out.
func (d Document) wrote(c Comment) bool {
	return slices.ContainsFunc(d.Comments, func(o Comment) bool {
		return o.Finding == c.Finding && o.Author == c.Author && squeeze(o.Text) == squeeze(c.Text) && o.At.UTC().Truncate(time.Second).Equal(c.At)
	})
}
