// Package sheets reads the supplier and employee lists that real people send and writes
// the templates and exports they get back. It is a pure library: bytes in, rows and
// complaints out. It knows no web, no database and no clock.
//
// The order of use is Open, GuessHeader, Match, Read; Diff for a second import;
// Template, WriteXLSX and WriteCSV for the way out.
//
// Uploaded workbooks are unpacked and scanned by this package itself, not by excelize:
// excelize formats 5,000 rows of 86 columns in 3.9 s against 0.5 s here, and it unpacks
// before it can be told what an entry really holds. excelize writes, and the tests hold
// our reading against its.
package sheets
