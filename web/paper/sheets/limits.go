package sheets

// Limits bounds what an upload may cost. The zero value of a field means its default.
type Limits struct {
	FileBytes   int   // the upload itself
	Entries     int   // files inside an XLSX
	Unpacked    int64 // all of them, unpacked
	Part        int64 // one of them, unpacked
	Ratio       int64 // unpacked to packed, once an entry is larger than a megabyte
	Rows        int   // data rows under the header
	Margin      int   // further rows for titles, totals and notes
	Columns     int   // cells in a row
	CellRunes   int   // characters kept of a cell
	Complaints  int   // complaints listed one by one
	SharedTexts int   // distinct texts of a workbook
}

// DefaultLimits are the design values of the fact files (E10) and of the security anchors.
func DefaultLimits() Limits {
	return Limits{
		FileBytes: 5 << 20, Entries: 1000, Unpacked: 64 << 20, Part: 48 << 20, Ratio: 200,
		Rows: 5000, Margin: 100, Columns: 200, CellRunes: 2000, Complaints: 1000, SharedTexts: 1_000_000,
	}
}

func orDefault[T int | int64](v, d T) T {
	if v <= 0 {
		return d
	}
	return v
}

func (l Limits) filled() Limits {
	d := DefaultLimits()
	return Limits{
		FileBytes: orDefault(l.FileBytes, d.FileBytes), Entries: orDefault(l.Entries, d.Entries),
		Unpacked: orDefault(l.Unpacked, d.Unpacked), Part: orDefault(l.Part, d.Part), Ratio: orDefault(l.Ratio, d.Ratio),
		Rows: orDefault(l.Rows, d.Rows), Margin: orDefault(l.Margin, d.Margin), Columns: orDefault(l.Columns, d.Columns),
		CellRunes: orDefault(l.CellRunes, d.CellRunes), Complaints: orDefault(l.Complaints, d.Complaints),
		SharedTexts: orDefault(l.SharedTexts, d.SharedTexts),
	}
}
