package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/zhuqi-yunzhan/station/files"
)

// errFiles says that files are not as they were kept; which, was said before.
var errFiles = errors.New("some files are not as they were kept; put the objects back from a copy of the shelf that is as new as the database")

// runFiles is the desk of the operator who looks after what people handed in.
func runFiles(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] != "check" {
		fmt.Fprintln(stderr, "station files check [--data DIR]\n  hold what lies on the shelf against the database, and change nothing")
		return fmt.Errorf("%w: name a verb", errUsage)
	}
	conf, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	set := flag.NewFlagSet("files check", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&conf.Data, "data", conf.Data, "folder of a stopped station with a private database, where STATION_WORKER_URL is not set")
	if err := set.Parse(args[1:]); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil || set.NArg() > 0 {
		return errUsage
	}
	c, err := readFileConfig(os.Getenv, conf.Data)
	if err != nil {
		return err
	}
	return checkFiles(ctx, c, conf, stdout, stderr)
}

func checkFiles(ctx context.Context, c fileConfig, conf config, stdout, stderr io.Writer) error {
	worker, stop, err := workerDoor(ctx, conf, stderr)
	if err != nil {
		return err
	}
	defer stop()
	shelf, end, err := c.openShelf(ctx)
	if err != nil {
		return err
	}
	defer end()
	found, err := files.Check(ctx, worker, shelf, files.Checking{})
	if err != nil {
		return err
	}
	tellFiles(stdout, found)
	if c.Clamd != nil {
		if err := c.Clamd.Ping(ctx); err != nil {
			return fmt.Errorf("uploads are refused, for nobody can look for viruses: %w", err)
		}
		fmt.Fprintln(stdout, "clamd answers")
	}
	if !found.Sound() {
		return errFiles
	}
	return nil
}

func tellFiles(w io.Writer, c files.Checked) {
	fmt.Fprintf(w, "%d files in %d objects, %d MB\n", c.Files, c.Objects, c.Bytes>>20)
	for _, one := range c.Troubles {
		fmt.Fprintf(w, "%s: %s; tenant %x, files %x\n", one.Object, one.What, one.Tenant, one.Files)
	}
	for _, line := range []struct {
		n    int64
		what string
	}{
		{c.Damaged - int64(len(c.Troubles)), "objects more are missing or damaged"},
		{c.Miscounted, "tenants' usage is not what their files come to"},
		{c.Waiting, "uploads or deletions are under way, or wait for the sweeper"},
		{c.Orphans, "objects belong to no file; the sweeper takes them after a day"},
		{c.Foreign, "things on the shelf are not the station's; nobody touches them"},
	} {
		if line.n > 0 {
			fmt.Fprintf(w, "%d %s\n", line.n, line.what)
		}
	}
}
