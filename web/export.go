package web

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/web/paper/sheets"
)

// exporting is an archive of all that a company gave, on its way out.
type exporting struct {
	p     *Portal
	ctx   context.Context
	scope accounts.Scope
	lang  string
	at    time.Time
	zip   *zip.Writer
}

func (e *exporting) file(name string) (io.Writer, error) {
	return e.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: e.at})
}

func (e *exporting) readme() error {
	for _, lang := range []string{Chinese, English} {
		w, err := e.file("README." + lang + ".txt")
		if err != nil {
			return err
		}
		text := e.p.say(lang, "export.readme", "date", DateYear(lang, e.at), "time", Clock(e.at))
		for _, sheet := range e.all() {
			text += "\n" + sheet.File + ".csv: " + e.p.say(lang, "export.file_"+sheet.File)
		}
		if _, err := io.WriteString(w, "\ufeff"+text+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// all are the tables of every room, in the order of the archive.
func (e *exporting) all() []accounts.Sheet {
	return slices.Concat(e.p.rooms.People.Sheets(e.scope), e.p.rooms.Checks.Sheets(e.scope), e.p.rooms.Reviews.Sheets(e.scope))
}

func (e *exporting) sheets() error {
	for _, sheet := range e.all() {
		w, err := e.csv(sheet.File+".csv", sheet.Columns)
		if err != nil {
			return err
		}
		for after, first := "", true; first || after != ""; first = false {
			var lines [][]string
			if lines, after, err = sheet.Read(e.ctx, after); err != nil {
				return err
			}
			for _, line := range lines {
				if err := w.Write(plainCells(line)); err != nil {
					return err
				}
			}
		}
		if w.Flush(); w.Error() != nil {
			return w.Error()
		}
	}
	return nil
}

// csv begins a table that spreadsheets read as UTF-8.
func (e *exporting) csv(name string, columns []string) (*csv.Writer, error) {
	to, err := e.file(name)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return nil, err
	}
	w := csv.NewWriter(to)
	return w, w.Write(columns)
}

// plainCells keeps a spreadsheet from taking a text for a formula; a number with its sign stays one.
func plainCells(line []string) []string {
	out := make([]string, len(line))
	for i, cell := range line {
		if out[i] = cell; cell != "" {
			if _, err := strconv.ParseFloat(cell, 64); err != nil {
				out[i] = plainCell(cell)
			}
		}
	}
	return out
}

// lists writes both lists with every column, and those that earlier rules asked for.
func (e *exporting) lists() error {
	for _, name := range []string{assessments.ListSuppliers, assessments.ListEmployees} {
		list, err := e.p.rooms.Checks.List(e.ctx, e.scope, name)
		if err != nil {
			return err
		}
		keys, heads := columnsOf(e.p.columns(name), list.Rows, e.lang)
		w, err := e.csv("lists/"+name+".csv", heads)
		if err != nil {
			return err
		}
		for _, row := range list.Rows {
			line, kept := make([]string, len(keys)), row.Kept()
			for i, key := range keys {
				if line[i], err = cellText(kept[key]); err != nil {
					return err
				}
			}
			if err := w.Write(plainCells(line)); err != nil {
				return err
			}
		}
		if w.Flush(); w.Error() != nil {
			return w.Error()
		}
	}
	return nil
}

func columnsOf(columns []sheets.Column, rows []assessments.ListRow, lang string) (keys, heads []string) {
	known := map[string]bool{}
	for _, c := range columns {
		known[c.Key] = true
		keys, heads = append(keys, c.Key), append(heads, map[string]string{Chinese: c.Zh, English: c.En}[lang]+" ["+c.Key+"]")
	}
	var others []string
	for _, row := range rows {
		for key := range row.Kept() {
			if !known[key] {
				known[key] = true
				others = append(others, key)
			}
		}
	}
	slices.Sort(others)
	return append(keys, others...), append(heads, others...)
}

// cellText is a cell as text; what is neither text nor number is JSON.
func cellText(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	}
	text, err := json.Marshal(v)
	return string(text), err
}

// profiles writes each document as it was made, byte for byte, one at a time.
func (e *exporting) profiles() error {
	for last := (assessments.ProfileID{}); ; {
		page, err := e.p.rooms.Checks.Profiles(e.ctx, e.scope, last, 50)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, line := range page {
			last = line.ID
			kept, err := e.p.rooms.Checks.ProfileText(e.ctx, e.scope, line.ID)
			if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
				continue // deleted this moment
			}
			if err != nil {
				return err
			}
			if err := e.put("profiles/"+uuid.UUID(line.ID).String()+".json", kept.Bytes); err != nil {
				return err
			}
		}
	}
}

func (e *exporting) put(name string, body []byte) error {
	w, err := e.file(name)
	if err == nil {
		_, err = w.Write(body)
	}
	return err
}

// waiting writes the files whose import was not confirmed yet.
func (e *exporting) waiting() error {
	ids, err := e.p.rooms.Checks.WaitingUploads(e.ctx, e.scope)
	for i := 0; err == nil && i < len(ids); i++ {
		u, err2 := e.p.rooms.Checks.Upload(e.ctx, e.scope, ids[i])
		if f, ok := station.AsFault(err2); ok && f.Kind == station.NotFound {
			continue // confirmed this moment
		}
		if err = err2; err == nil {
			err = e.put("waiting/"+uuid.UUID(ids[i]).String()+"-"+innerName(u.Name), u.Body)
		}
	}
	return err
}

// innerName is a name of a file that leads out of no folder.
func innerName(name string) string {
	return strings.NewReplacer("/", "_", `\`, "_", "..", "_").Replace(name)
}

const filePage = 100

// files writes what was handed in, as it is, and a table of it.
func (e *exporting) files() error {
	tenant, table := station.Tenant{Company: e.scope.Company()}, [][]string{}
	for last := (files.ID{}); ; {
		page, err := e.p.rooms.Files.All(e.ctx, tenant, last, filePage)
		if err != nil {
			return err
		}
		own, err := e.ownFiles(page)
		if err != nil {
			return err
		}
		for _, f := range page {
			if last = f.ID; !own[uuid.UUID(f.ID)] {
				continue
			}
			name := "files/" + uuid.UUID(f.ID).String() + "-" + innerName(f.Name)
			if err := e.copyFile(tenant, f.ID, name); err != nil {
				return err
			}
			table = append(table, []string{uuid.UUID(f.ID).String(), f.Name, name, string(f.Type), strconv.FormatInt(f.Size, 10), f.Purpose, f.At.UTC().Format(time.RFC3339Nano)})
		}
		if len(page) < filePage {
			break
		}
	}
	w, err := e.csv("files.csv", []string{"id", "name", "in_archive", "type", "bytes", "purpose", "at"})
	for i := 0; err == nil && i < len(table); i++ {
		err = w.Write(plainCells(table[i]))
	}
	if err == nil {
		w.Flush()
		err = w.Error()
	}
	return err
}

// ownFiles tells which files the company takes along: all that its people handed in, and of those that go with notes the ones that it sees.
func (e *exporting) ownFiles(page []files.File) (map[uuid.UUID]bool, error) {
	out, notes := map[uuid.UUID]bool{}, []uuid.UUID(nil)
	for _, f := range page {
		if f.Purpose == files.Note.Name {
			notes = append(notes, uuid.UUID(f.ID))
		} else {
			out[uuid.UUID(f.ID)] = true
		}
	}
	if len(notes) == 0 {
		return out, nil
	}
	seen, err := e.p.rooms.Reviews.OwnFiles(e.ctx, e.scope, notes)
	maps.Copy(out, seen)
	return out, err
}

func (e *exporting) copyFile(tenant station.Tenant, id files.ID, name string) error {
	_, content, err := e.p.rooms.Files.Open(e.ctx, tenant, id)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return nil // deleted this moment
	}
	if err != nil {
		return fmt.Errorf("file %s: %w", uuid.UUID(id), err)
	}
	defer content.Close()
	w, err := e.file(name)
	if err == nil {
		_, err = io.Copy(w, content)
	}
	return err
}
