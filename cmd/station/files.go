package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
)

// fileConfig is what the environment decides about files.
type fileConfig struct {
	Folder string          // STATION_FILES, a folder; or
	Bucket files.S3Options // STATION_FILES=s3://bucket/prefix, and STATION_FILES_S3_…
	Clamd  *files.Clamd    // STATION_CLAMD; nil: nobody looks for viruses
	Quota  files.Quota     // STATION_FILES_QUOTA of each company; zero: the room's own
}

// readFileConfig reads the settings; data is the folder of the installation.
func readFileConfig(getenv func(string) string, data string) (c fileConfig, err error) {
	c.Folder = filepath.Join(data, "files")
	if said := getenv("STATION_FILES"); strings.HasPrefix(said, "s3://") {
		c.Folder = ""
		if c.Bucket, err = readBucket(getenv, said); err != nil {
			return c, err
		}
	} else if said != "" {
		if c.Folder = said; !filepath.IsAbs(said) {
			return c, fmt.Errorf("%w: STATION_FILES is a folder's whole path, from /, or s3://bucket", errUsage)
		}
	}
	if c.Clamd, err = readClamd(getenv("STATION_CLAMD")); err != nil {
		return c, err
	}
	c.Quota, err = readQuota(getenv("STATION_FILES_QUOTA"))
	return c, err
}

func readBucket(getenv func(string) string, said string) (files.S3Options, error) {
	bucket, prefix, _ := strings.Cut(strings.TrimPrefix(said, "s3://"), "/")
	if prefix = strings.Trim(prefix, "/"); prefix != "" {
		prefix += "/"
	}
	o := files.S3Options{Bucket: bucket, Prefix: prefix, Endpoint: getenv("STATION_FILES_S3_ENDPOINT"), Region: getenv("STATION_FILES_S3_REGION"),
		AccessKey: getenv("STATION_FILES_S3_ACCESS_KEY"), SecretKey: getenv("STATION_FILES_S3_SECRET_KEY")}
	switch style := getenv("STATION_FILES_S3_STYLE"); style {
	case "", "path":
	case "host":
		o.HostStyle = true
	default:
		return o, fmt.Errorf("%w: STATION_FILES_S3_STYLE is path or host, not %q", errUsage, style)
	}
	if file := getenv("STATION_FILES_S3_CA"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return o, fmt.Errorf("STATION_FILES_S3_CA: %w", err)
		}
		o.CA = text
	}
	return o, nil
}

// readClamd reads tcp://host:port or unix:///path; empty is nobody.
func readClamd(said string) (*files.Clamd, error) {
	if said == "" {
		return nil, nil
	}
	u, err := url.Parse(said)
	switch {
	case err == nil && u.Scheme == "tcp" && u.Port() != "" && u.Path == "":
		return &files.Clamd{Network: "tcp", Address: u.Host}, nil
	case err == nil && u.Scheme == "unix" && u.Host == "" && filepath.IsAbs(u.Path):
		return &files.Clamd{Network: "unix", Address: u.Path}, nil
	}
	return nil, fmt.Errorf("%w: STATION_CLAMD is tcp://host:port or unix:///path", errUsage)
}

// readQuota reads FILES,MEGABYTES.
func readQuota(said string) (files.Quota, error) {
	if said == "" {
		return files.Quota{}, nil
	}
	count, size, _ := strings.Cut(said, ",")
	n, err := strconv.ParseInt(count, 10, 64)
	mb, err2 := strconv.ParseInt(size, 10, 32)
	if err != nil || err2 != nil || n < 1 || mb < 1 {
		return files.Quota{}, fmt.Errorf("%w: STATION_FILES_QUOTA is how many files and how many MB a company may keep, such as 2000,4096", errUsage)
	}
	return files.Quota{Files: n, Bytes: mb << 20}, nil
}

// openShelf opens the folder or the bucket. end gives it back.
func (c fileConfig) openShelf(ctx context.Context) (shelf files.ListedShelf, end func(), err error) {
	if c.Folder == "" {
		ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
		defer cancel()
		s, err := files.OpenS3(ctx, c.Bucket)
		if err != nil {
			return nil, nil, fmt.Errorf("STATION_FILES: %w", err)
		}
		return s, s.Close, nil
	}
	d, err := files.OpenDisk(c.Folder)
	if err != nil {
		return nil, nil, fmt.Errorf("STATION_FILES: %w", err)
	}
	return d, func() { _ = d.Close() }, nil
}

// openFiles makes the room. The shelf that it gives goes to sweepFiles, and end is called when the server stops.
func openFiles(ctx context.Context, c fileConfig, db *pg.DB, sealer files.Sealer) (room *files.Room, shelf files.ListedShelf, end func(), err error) {
	if shelf, end, err = c.openShelf(ctx); err != nil {
		return nil, nil, nil, err
	}
	o := files.Options{DB: db, Shelf: shelf, Sealer: sealer, Clock: time.Now, Company: c.Quota}
	if c.Clamd != nil {
		o.Scanner = c.Clamd
	}
	if room, err = files.New(o); err != nil {
		end()
		return nil, nil, nil, err
	}
	return room, shelf, end, nil
}

// fileSweep is the hourly job that takes away what uploads and deletions left behind. Its arguments name nobody.
type fileSweep struct{}

// Kind names the job in the queue.
func (fileSweep) Kind() string { return "files_sweep" }

// sweptAtOnce is how many objects one run looks at: a run has a minute.
const sweptAtOnce = 20_000

// sweepFiles adds the sweeping of a shelf to the background work.
func sweepFiles(works *pg.Works, worker *pg.DB, shelf files.ListedShelf, log *slog.Logger) error {
	err := pg.Handle(works, func(ctx context.Context, _ fileSweep) error {
		swept, err := files.Sweep(ctx, worker, shelf, time.Now(), files.Sweeping{Most: sweptAtOnce})
		if swept.GivenUp+swept.Removed+swept.Orphans > 0 {
			log.Info("files were swept", "given_up", swept.GivenUp, "removed", swept.Removed, "orphans", swept.Orphans)
		}
		if err == nil && !swept.Done {
			return pg.GoOn()
		}
		return err
	})
	if err == nil {
		pg.Every(works, time.Hour, fileSweep{})
	}
	return err
}

// fileSealer seals files in the vault of the tenants' keys.
type fileSealer struct{ accounts.Streams }

// SealStream seals a file for its place.
func (f fileSealer) SealStream(ctx context.Context, tenant station.Tenant, at files.Place, to io.Writer) (io.WriteCloser, error) {
	return f.Streams.SealStream(ctx, tenant, accounts.At(at.Kind, at.Row), to)
}

// OpenStream opens a file in its place.
func (f fileSealer) OpenStream(ctx context.Context, tenant station.Tenant, at files.Place, from io.Reader) (io.Reader, error) {
	return f.Streams.OpenStream(ctx, tenant, accounts.At(at.Kind, at.Row), from)
}
