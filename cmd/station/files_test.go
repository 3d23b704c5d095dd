package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

func env(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestFileSettingsAreRead(t *testing.T) {
	pem := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(pem, []byte("PEM"), 0o600); err != nil {
		t.Fatal(err)
	}
	s3 := map[string]string{"STATION_FILES": "s3://bucket/a/b", "STATION_FILES_S3_ENDPOINT": "https://s3.example", "STATION_FILES_S3_REGION": "cn", "STATION_FILES_S3_ACCESS_KEY": "k",
		"STATION_FILES_S3_SECRET_KEY": "s", "STATION_FILES_S3_CA": pem, "STATION_FILES_S3_STYLE": "host", "STATION_CLAMD": "unix:///run/clamd", "STATION_FILES_QUOTA": "10,20"}
	c, err := readFileConfig(env(s3), "/data")
	want := files.S3Options{Bucket: "bucket", Prefix: "a/b/", Endpoint: "https://s3.example", Region: "cn", AccessKey: "k", SecretKey: "s", HostStyle: true}
	got := c.Bucket
	got.CA = nil
	if err != nil || c.Folder != "" || got.Endpoint != want.Endpoint || got.Prefix != want.Prefix || got.Bucket != want.Bucket || got.SecretKey != "s" || !got.HostStyle || string(c.Bucket.CA) != "PEM" ||
		*c.Clamd != (files.Clamd{Network: "unix", Address: "/run/clamd"}) || c.Quota != (files.Quota{Files: 10, Bytes: 20 << 20}) {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err := readFileConfig(env(nil), "/data"); err != nil || c.Folder != "/data/files" || c.Clamd != nil || c.Quota != (files.Quota{}) {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err := readFileConfig(env(map[string]string{"STATION_FILES": "/mnt/f", "STATION_CLAMD": "tcp://127.0.0.1:3310"}), "/data"); err != nil || c.Folder != "/mnt/f" || c.Clamd.Address != "127.0.0.1:3310" {
		t.Errorf("%+v, %v", c, err)
	}
	for name, value := range map[string]string{"STATION_FILES": "relative", "STATION_CLAMD": "127.0.0.1:3310", "STATION_FILES_QUOTA": "many", "STATION_FILES_S3_STYLE": "virtual", "STATION_FILES_S3_CA": "/none"} {
		values := map[string]string{"STATION_FILES": "s3://bucket"}
		values[name] = value
		if _, err := readFileConfig(env(values), "/data"); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s=%s: %v", name, value, err)
		}
	}
}

// oneKey seals everything by one key, for a test that has one tenant.
type oneKey struct{ *seal.DataKey }

func (k oneKey) SealStream(_ context.Context, _ station.Tenant, at files.Place, to io.Writer) (io.WriteCloser, error) {
	return seal.SealStream(k.DataKey, seal.At(at.Kind, at.Row), to)
}

func (k oneKey) OpenStream(_ context.Context, _ station.Tenant, at files.Place, from io.Reader) (io.Reader, error) {
	return seal.OpenStream(k.DataKey, seal.At(at.Kind, at.Row), from)
}

func (k oneKey) Fingerprint(_ context.Context, _ station.Tenant, digest [32]byte) ([32]byte, error) {
	text, err := seal.Index(k.DataKey, "files.digest", digest[:])
	if err != nil {
		return digest, err
	}
	raw, err := base64.RawURLEncoding.DecodeString(text[strings.LastIndex(text, ".")+1:])
	return [32]byte(raw[len(raw)-32:]), err
}

// openedFiles is the room as serve would open it, in a folder of its own.
func openedFiles(t *testing.T, tenant station.Tenant) (*files.Room, files.ListedShelf) {
	t.Helper()
	t.Setenv("STATION_DATA", t.TempDir())
	for _, name := range []string{"STATION_FILES", "STATION_CLAMD", "STATION_FILES_QUOTA"} {
		t.Setenv(name, "")
	}
	t.Setenv("STATION_WORKER_URL", pgtest.URLs(t).Worker)
	masters := &seal.LocalMasters{}
	_, err := masters.Add(seal.Intl, time.Now())
	ring, err2 := seal.NewKeyring(context.Background(), seal.Options{Masters: masters, Suite: seal.Intl, Now: time.Now})
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	dk, _, err := ring.NewDataKey(context.Background(), seal.Tenant(tenant.ID()))
	if err != nil {
		t.Fatal(err)
	}
	c, err := readFileConfig(os.Getenv, os.Getenv("STATION_DATA"))
	if err != nil {
		t.Fatal(err)
	}
	room, shelf, end, err := openFiles(context.Background(), c, pgtest.New(t), oneKey{dk})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	return room, shelf
}

func TestFilesAreChecked(t *testing.T) {
	ctx, tenant := context.Background(), station.Tenant{Company: station.CompanyID{7}}
	room, shelf := openedFiles(t, tenant)
	f, err := room.Put(ctx, tenant, files.Upload{Name: "a.pdf", Purpose: files.Licence, By: station.PersonID{1}}, strings.NewReader("%PDF-1.7\n%%EOF\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	status, out, errs := call("files", "check")
	if status != 0 || !strings.Contains(out, "1 files in 1 objects") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	t.Setenv("STATION_CLAMD", "tcp://127.0.0.1:1")
	if status, _, errs := call("files", "check"); status != 1 || !strings.Contains(errs, "uploads are refused") {
		t.Errorf("status %d: %s", status, errs)
	}
	t.Setenv("STATION_CLAMD", "")
	page, err := shelf.List(ctx, "", 10)
	if err != nil || len(page) != 1 {
		t.Fatal(page, err)
	}
	if err := shelf.Remove(ctx, page[0].Name); err != nil {
		t.Fatal(err)
	}
	status, out, errs = call("files", "check")
	if status != 1 || !strings.Contains(out, "the object is missing") || !strings.Contains(out, page[0].Name) || !strings.Contains(errs, "put the objects back") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	if strings.Contains(out, f.Name) {
		t.Error("a check tells a file's name")
	}
	for _, args := range [][]string{{"files"}, {"files", "burn"}, {"files", "check", "more"}} {
		if status, _, _ := call(args...); status != 2 {
			t.Errorf("%v: status %d", args, status)
		}
	}
	t.Setenv("STATION_WORKER_URL", "")
	if status, _, errs := call("files", "check"); status != 2 || !strings.Contains(errs, "STATION_WORKER_URL") {
		t.Errorf("status %d: %s", status, errs)
	}
}

// TestFilesAreSweptInTheBackground starts the queue as serve would, and waits until what a crash left behind is gone.
func TestFilesAreSweptInTheBackground(t *testing.T) {
	ctx, tenant := context.Background(), station.Tenant{Company: station.CompanyID{7}}
	_, shelf := openedFiles(t, tenant)
	name := files.Key{Tenant: tenant.ID(), Digest: [32]byte{1}, Attempt: [16]byte{1}}.String()
	if _, err := shelf.Put(ctx, name, 1, func(w io.Writer) error { _, err := w.Write([]byte("x")); return err }); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(filepath.Join(os.Getenv("STATION_DATA"), "files", name), old, old); err != nil {
		t.Fatal(err)
	}
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	var said bytes.Buffer
	log := slog.New(slog.NewTextHandler(&said, nil))
	works := pg.NewWorks()
	if err := sweepFiles(works, worker, shelf, log); err != nil {
		t.Fatal(err)
	}
	jobs, err := pg.NewJobs(worker, works, pg.JobOptions{Log: slog.New(slog.DiscardHandler), Poll: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := jobs.Start(ctx); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		page, err := shelf.List(ctx, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("it is still there")
		}
	}
	if err := jobs.Stop(ctx); err != nil {
		t.Error(err)
	}
	if !strings.Contains(said.String(), "orphans=1") {
		t.Error(said.String())
	}
}
