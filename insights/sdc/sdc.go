// Package sdc decides which numbers of a set of linked tables may be published so that no hidden
// one can be worked out, and attacks a publication to prove it. It knows nothing of groups, areas
// or dates: only cells (whole numbers, never negative), sums that hold between them, and which of
// them are sensitive. It reads no clock, keeps no state, and answers the same for the same input.
//
// What it proves, it proves by example: a sensitive cell is safe when there are two whole tables of
// whole numbers, both in keeping with every published value and every row, that differ in that cell
// by at least the width it is owed. Such a pair holds against any attacker who knows the rows,
// however he computes. What cannot be proved is withheld.
package sdc

// Status says what becomes of a cell.
type Status string

// The statuses of a cell. Everything but Published and Structural is hidden.
const (
	Published  Status = "published"
	Structural Status = "structural" // zero by the nature of the table, and everybody knows it
	Primary    Status = "primary"    // hidden because it is sensitive itself
	Secondary  Status = "secondary"  // hidden to protect others
	Withheld   Status = "withheld"   // its table could not be proved safe
	Unprinted  Status = "unprinted"  // part of the system, never offered for publication
)

// Cell is one number of the system.
type Cell struct {
	Name  string // unique: the same name in two systems is the same variable
	Table string // what is withheld as a whole when one of its cells cannot be protected
	Value int    // the true value, 0 or more; of an audit the published value, else 0
	Want  int    // order of desire: the highest is published first; derive it from the key, not from the value
	// Primary is why the cell is sensitive ("held", "dominance"); Suppress adds "few" below K.
	Primary string
	Width   int // the interval it is owed when sensitive, if more than the options ask

	Plain bool // when sensitive it is owed K and Width, and no share of its value

	Structural bool // zero by nature, known to everybody
	Given      bool // published before: known, and cannot be taken back
	Unprinted  bool // never offered for publication
	Hidden     bool // never published, for a reason that lies outside the system: readers are told that it is secondary, and not left with its one value
	Slight     bool // when sensitive it is owed only that it is not told: more is taken from it already
	Lost       bool // told by earlier publications already: nothing protects it any more, and it is owed nothing
	Alone      bool // has one contributor, who therefore knows it; a count of 1 has by itself
}

// Term is a cell, by its index in the system, times a factor that is not 0.
type Term struct {
	Cell, Times int
}

// Row is a sparse sum of terms; the system says what it equals.
type Row []Term

// System is what an attacker knows beside the published values: every Equal row sums to 0, every
// AtMost row to 0 or less, every cell is 0 or more.
type System struct {
	Cells  []Cell
	Equal  []Row
	AtMost []Row
	index  map[string]int
}

// Options are the rules of a publication.
type Options struct {
	K      int // a cell below K is sensitive, and every sensitive cell is owed an interval of K
	P      int // percent: it is also owed 2·P % of its value
	Rounds int // how often the attack is repaired before tables are withheld; 20 if 0
	Pivots int // steps one linear programme may take before it counts as not proved; 4000 if 0
	// Told says that readers see which hidden cells are few and which are hidden for others' sake. Then
	// it is also proved that this leaves no sensitive cell with one value.
	Told bool
	// Quick counts a cell as not proved as soon as examples near it do not prove it against all insiders at once.
	Quick bool
}

// Decision is what becomes of one cell, and why.
type Decision struct {
	Status Status
	Reason string // primary: few, or what the cell said; secondary: linear, interval, hidden; withheld: exact, narrow, not proved
}

// Audit is what the built-in attack found of the publication that is returned. Widths are
// differences of values; counts are of cells. Insiders tells how many cells have one contributor:
// keep it from readers.
type Audit struct {
	Cells, Published, Primary, Secondary, Withheld int

	// Exact counts sensitive cells that follow from published values by linear algebra, Unproved those
	// without proof. Both are 0 unless rows, structure or an earlier publication tell them by themselves;
	// then every table that could matter is withheld.
	Exact, Unproved int
	Narrowest       int      // the narrowest proven interval of a sensitive cell that is owed one of K; -1 where there is none
	Insiders        int      // hidden cells known to their only contributor, used against the others
	Rounds          int      // repair rounds used
	Repaired        int      // times that repair hid a cell
	Programmes      int      // linear programmes over a whole component
	Tables          []string // withheld tables, in order
}

// Result has one decision for each cell of the system, in its order.
type Result struct {
	Decisions []Decision
	Unproved  []int // sensitive cells that were not proven, in order
	Audit     Audit
}
