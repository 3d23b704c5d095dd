package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// ListsPage shows the company's lists: suppliers and employees. Page "lists".
type ListsPage struct {
	Chrome
	Lists []ListCard
}

// ListCard is one list. Kind is supplier or employee.
type ListCard struct {
	Kind        string
	Rows        int
	Updated     time.Time
	By          string
	ViewURL     string
	UploadURL   string
	TemplateURL string
	ExportURL   string
	Said        bool   // the list is answered, perhaps with "none"
	NoneURL     string // POST: there are none
	AddURL      string // one row at a time
}

// ListPage shows one list's rows. Page "list".
type ListPage struct {
	Chrome
	Kind      string
	Rows      int
	Table     Table
	Pager     Pager
	UploadURL string
	AddURL    string
	ExportURL string
	NoneURL   string // POST: remove all rows, there are none
	Form      Form   // of that
	Base      int64
}

// ImportUpload takes a file. Page "import_upload". Input: file, mode.
type ImportUpload struct {
	Chrome
	Kind        string
	Form        Form
	Action      string
	TemplateURL string
	MaxMB       int
	MaxRows     int
	Steps       []Step
}

// ImportMap says which column is which. Page "import_map".
type ImportMap struct {
	Chrome
	Kind, File string
	Rows       int
	Form       Form
	Action     string
	BackURL    string
	Columns    []MapColumn
	Missing    []string // columns that rules need and the file has not
	Steps      []Step
	Sheets     []Option
	Sheet      string
	Header     int // row of the headers in the file
	Skipped    []SkippedRow
}

// MapColumn is one column of the file with some of its values and what it is taken for.
type MapColumn struct {
	Header  string
	Samples []string
	Field   Field // a select
	Guessed bool
}

// ImportPreview shows what would change before anything does. Page "import_preview". Inputs: base, remove.
type ImportPreview struct {
	Chrome
	Kind, File           string
	Added, Changed, Gone int
	Same                 int
	Held                 int // rows that are not in the file and stay, because rows of the file were left out
	Rejected, Spared     int // rows of the file that were left out; rows that stay as they are in their stead
	Untold               int // columns that the file has not: the list keeps theirs
	Complaints           []Complaint
	MoreComplaints       int
	Changes              []RowChange
	Part                 station.Text // which of the changes are shown
	Pager                Pager
	Form                 Form
	Action               string
	BackURL              string
	CanApply             bool
	Cannot               station.Text // why not
	Wrong                int          // faulty cells
	Rows                 int
	Base                 int64  // version of the list that is compared with
	Rules                string // digest of the rules whose columns are shown
	Skipped              []SkippedRow
	Steps                []Step
}

// RowChange is what an import does to one row: added, changed, gone or held.
type RowChange struct {
	Kind, Name string
	Cells      []CellChange
}

// CellChange is one cell before and after.
type CellChange struct{ Column, Before, After string }

// Complaint is one thing wrong with one cell.
type Complaint struct {
	Row     int
	Column  string
	Say     station.Text
	Blocks  bool // the row is left out unless it is mended
	Warning bool // to be looked at; nothing is left out
	Kept    bool // the list keeps the value that it has
	Count   int  // cells it stands for
}

// SkippedRow is a row that is not read as data, with the reason.
type SkippedRow struct {
	Row int
	Why station.Text
}

// RowsConsentPage is the separate consent before employee rows. Page "rows_consent". Inputs: told, agree.
type RowsConsentPage struct {
	Chrome
	Form    Form
	Action  string
	Version string
}
