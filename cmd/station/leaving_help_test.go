package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// exported takes everything along and gives the text of all of it.
func (b *browser) exported() string {
	b.t.Helper()
	body := b.must("/company/export", url.Values{})
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			b.t.Fatal(err)
		}
		out.WriteString(f.Name + "\n")
		if _, err := io.Copy(&out, r); err != nil {
			b.t.Fatal(err)
		}
	}
	return out.String()
}

// asRole connects to the private database of a station that runs.
func (p *process) asRole(role string) *pgx.Conn {
	p.t.Helper()
	conn, err := pgx.Connect(context.Background(), p.databaseURL(role))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func (p *process) databaseURL(role string) string {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.data, "pg", "data", "postmaster.pid"))
	if err != nil {
		p.t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	return fmt.Sprintf("host=%s port=%s user=%s dbname=station sslmode=disable", lines[4], lines[3], role)
}

// everyRow is every row of every table, those of the queue too, with what is bytes as text and as hexadecimal digits.
func everyRow(t *testing.T, owner *pgx.Conn) map[string]string {
	t.Helper()
	rows, err := owner.Query(context.Background(), `select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, table := range tables {
		var text bytes.Buffer
		if _, err := owner.PgConn().CopyTo(context.Background(), &text, `copy (select * from `+table+`) to stdout`); err != nil {
			t.Fatal(table, err)
		}
		out[table] = text.String()
	}
	return out
}

// found tells which canaries a text holds, plain or as the digits of bytes.
func found(text string, canaries []string) (out []string) {
	for _, c := range canaries {
		if strings.Contains(text, c) || strings.Contains(text, hex.EncodeToString([]byte(c))) {
			out = append(out, c)
		}
	}
	return out
}

// filesWith walks a folder and tells which files hold or are named after a canary; but leaves folders of that name out.
func filesWith(t *testing.T, folder, but string, canaries []string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == but {
			return cmpErr(err, fs.SkipDir)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if f := found(path+"\n"+string(text), canaries); len(f) > 0 {
			out = append(out, path+" "+strings.Join(f, " "))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func (p *process) waitFor(owner *pgx.Conn, what, sql string) {
	p.t.Helper()
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		var done bool
		if err := owner.QueryRow(context.Background(), sql).Scan(&done); err == nil && done {
			return
		}
	}
	p.t.Fatalf("%s did not happen\n%s", what, p.tail())
}
