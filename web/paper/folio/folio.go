// Package folio is a document in words: headings, paragraphs and tables, ready to be shown, printed or set for a word processor. Whatever comes out of
// one folio says the same, word by word.
package folio

import "time"

// Document is the whole.
type Document struct {
	Lang     string // zh or en
	LangCode string // zh-CN, en
	Title    string
	Sub      string // beneath the title
	Author   string // the station
	Subject  string
	Creator  string
	Digest   string // of what it was made from, as the foot of each page has it
	Mark     string // stands on every page, framed: that the data are invented
	MarkNote string
	Made     time.Time
	Facts    []Fact // on the cover
	Blocks   []Block
}

// Fact is a label with its value.
type Fact struct{ Label, Value string }

// Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Heading Kind = "heading"
	Minor   Kind = "minor" // a smaller heading
	Text    Kind = "text"
	Said    Kind = "said" // a sentence made of published numbers
	Own     Kind = "own"  // what a person wrote; Label says who
	Small   Kind = "small"
	Grid    Kind = "grid"
)

// Block is one heading, paragraph or table.
type Block struct {
	Kind  Kind
	ID    string // of a heading, for links on a page
	Text  string
	Label string
	Table *Table
}

// Table is a table with its heads. Alt says in a sentence what it shows.
type Table struct {
	Caption, Alt string
	Columns      []Column // the first is of the rows' names
	Rows         []Row
}

// Column is a column's head; Number sets it to the right.
type Column struct {
	Head   string
	Number bool
}

// Row is a row: its name, then its cells.
type Row struct {
	Name  string
	Note  string
	Cells []Cell
}

// Cell is a field; the note stands beneath. Hidden tells that the text says why there is no number.
type Cell struct {
	Text, Note string
	Hidden     bool
}
