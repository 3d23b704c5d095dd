package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/pg"
)

// errDiffers says that a replay came to something else than what was kept.
var errDiffers = errors.New("the profile does not come out the same")

// runMigrate brings the operator's database to the version of this program, and does no more.
func runMigrate(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("migrate", flag.ContinueOnError)
	set.SetOutput(stderr)
	if err := set.Parse(args); err != nil || set.NArg() > 0 {
		return errUsage
	}
	url := os.Getenv("STATION_MIGRATE_URL")
	if url == "" {
		return fmt.Errorf("%w: set STATION_MIGRATE_URL to the database, as a role that owns it; a private database is migrated by serve", errUsage)
	}
	if err := migrations.Apply(ctx, url, pg.MigrateJobs); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "the database is at this version")
	return nil
}

// runReplay judges an exported profile again, without a database. Status 1 when anything differs.
func runReplay(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("replay", flag.ContinueOnError)
	set.SetOutput(stderr)
	bundle := set.String("bundle", "", "folder of another bundle than the built-in one")
	set.Usage = func() {
		fmt.Fprintln(stderr, "station replay FILE\n\nFILE is a profile.json as exported; - reads standard input.")
		set.PrintDefaults()
	}
	file, err := parseOneFile(set, args)
	if err != nil {
		return err
	}
	engine, err := loadEngine(*bundle)
	if err != nil {
		return err
	}
	text, err := readFile(file)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	difference, err := assessments.Replay(ctx, engine, text)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if difference != "" {
		return fmt.Errorf("%w: %s", errDiffers, difference)
	}
	fmt.Fprintln(stdout, "the same, to the last figure")
	return nil
}

// runVersion tells what this program is: its version, its commit, and the rules it holds.
func runVersion(_ context.Context, args []string, stdout, _ io.Writer) error {
	if len(args) > 0 {
		return errUsage
	}
	engine, err := loadEngine("")
	if err != nil {
		return err
	}
	program := built()
	fmt.Fprintf(stdout, "station %s\ncommit  %s\nrules   %s %s\n", program.Version, cmp.Or(program.Commit, "(unknown)"), engine.Revision, engine.Digest)
	return nil
}
