package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// deskMatrix writes the rules as a spreadsheet to be reviewed, or reads one that was.
func deskMatrix(_ context.Context, d *deskCall) error {
	files, err := d.files(d.bundle)
	if err != nil {
		return err
	}
	e, err := rules.LoadFiles(files)
	if err != nil {
		return err
	}
	if d.read != "" {
		return d.readMatrix(e, files)
	}
	if d.out == "" {
		return fmt.Errorf("%w: --out names the spreadsheet to write, --read one that was marked up", errUsage)
	}
	header, rows := desk.Matrix(e, files, d.lang)
	table := sheets.Table{Sheet: "rules", Header: header}
	for _, row := range rows {
		cells := make([]any, len(row))
		for i, text := range row {
			cells[i] = text
		}
		table.Rows = append(table.Rows, cells)
	}
	var out bytes.Buffer
	if err := sheets.WriteXLSX(&out, table); err != nil {
		return err
	}
	if err := os.WriteFile(d.out, out.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "%d rules in %s\n", len(rows), d.out)
	return nil
}

func (d *deskCall) readMatrix(e *rules.Engine, files rules.Files) error {
	data, err := os.ReadFile(d.read)
	if err != nil {
		return fmt.Errorf("%w: --read: %w", errUsage, err)
	}
	book, err := sheets.Open("matrix.xlsx", data, sheets.Limits{})
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	sheet := book.Default()
	if len(sheet.Lines) == 0 {
		return fmt.Errorf("%w: the spreadsheet is empty", errUsage)
	}
	var rows [][]string
	for _, line := range sheet.Lines[1:] {
		for len(rows) < line.Number-2 {
			rows = append(rows, nil) // a blank row between
		}
		var row []string
		for _, cell := range line.Cells {
			row = append(row, cell.Text())
		}
		rows = append(rows, row)
	}
	marks, err := desk.ReadMarks(e, files, sheet.Header(sheet.Lines[0].Number), rows)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	for _, m := range marks.Said {
		stale := ""
		if m.Stale {
			stale = "  (the rule has changed since)"
		}
		fmt.Fprintf(d.stdout, "%s  %-7s %s  %s%s\n", m.ID, m.Verdict, m.Comment, m.Reviewer, stale)
	}
	for _, say := range marks.Unread {
		fmt.Fprintln(d.stdout, say)
	}
	fmt.Fprintf(d.stdout, "agreed %d, change %d, drop %d, doubt %d, not looked at %d\n", marks.Verdict["agreed"], marks.Verdict["change"], marks.Verdict["drop"], marks.Verdict["doubt"], marks.Silent)
	if len(marks.Unread) > 0 {
		return fmt.Errorf("%w: %d rows could not be read", errFaults, len(marks.Unread))
	}
	return nil
}
