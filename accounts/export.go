package accounts

import (
	"context"
	"time"
)

// Sheet is a table of what a company gave, or of what was done with it, as it takes it along. Read gives the lines after a place, page by
// page in a transaction of its own, so that no reader who is slow holds one open: the first place is empty, and an empty next ends it.
type Sheet struct {
	File    string // name in the archive, without folder and ending
	Table   string // the table of the database that it shows, for the test that none was forgotten
	Columns []string
	Read    func(ctx context.Context, after string) (lines [][]string, next string, err error)
}

// exportPage is how many lines are read at once.
const exportPage = 500

// stamp is a moment in a sheet; nothing for none.
func stamp(at *time.Time) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339Nano)
}
