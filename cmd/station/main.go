// Command station runs the portal and the tools around its rules.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// command is one verb of the program.
type command struct {
	name string
	help string
	run  func(ctx context.Context, args []string, stdout, stderr io.Writer) error
}

func commands() []command {
	return []command{
		{"serve", "start the portal", runServe},
		{"judge", "judge a case from a YAML or JSON file, without a database", runJudge},
		{"rules", "write, check, test, explain, sign and compare rules", runRules},
		{"replay", "judge an exported profile again and tell the first difference", runReplay},
		{"anchor", "tell where the comments on a report stand after it was judged anew", runAnchor},
		{"verify", "check a signed report, PDF or JSON, offline", runVerify},
		{"due", "tell when working minutes have passed, by the holidays and make-up days of China", runDue},
		{"release", "count risk, publish what exposes nobody, and attack what was published", runRelease},
		{"keys", "make, list, rotate and check the master keys", runKeys},
		{"stations", "list the stations of the installation, or found another", runStations},
		{"config", "print or check the settings", runConfig},
		{"files", "hold the files that lie on the shelf against the database", runFiles},
		{"migrate", "bring STATION_MIGRATE_URL to the version of this program", runMigrate},
		{"version", "tell version, commit and rules", runVersion},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run finds the verb and gives the exit status: 0 done, 1 failed, 2 called wrongly.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	for _, c := range commands() {
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, args[1:], stdout, stderr)
		switch {
		case err == nil:
			return 0
		case errors.Is(err, errUsage):
			fmt.Fprintln(stderr, "station "+c.name+": "+err.Error())
			return 2
		}
		fmt.Fprintln(stderr, "station "+c.name+": "+err.Error())
		return 1
	}
	usage(stderr)
	return 2
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "station VERB [ARGUMENTS]")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.help)
	}
}
