package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/zhuqi-yunzhan/station/assessments"
)

// deskImpact counts what the rules at hand would change in the newest profiles of all companies.
func deskImpact(ctx context.Context, d *deskCall) error {
	e, err := d.engine()
	if err != nil {
		return err
	}
	if d.data == "" && os.Getenv("STATION_WORKER_URL") == "" {
		return fmt.Errorf("%w: set STATION_WORKER_URL to the database of the station, or name the data of a stopped one with --data", errUsage)
	}
	c, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	c.Data = cmp.Or(d.data, c.Data)
	masters, _, err := readMasters(c, false)
	if err != nil {
		return err
	}
	defer masters.Close()
	worker, stop, err := workerDoor(ctx, c, d.stderr)
	if err != nil {
		return err
	}
	defer stop()
	vault, end, err := newVault(ctx, c, masters)
	if err != nil {
		return err
	}
	defer end()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // this process does nothing else: memory for a fifth less time
	}
	impact, err := assessments.MeasureImpact(ctx, worker, assessments.Comparison{Vault: vault, Candidate: e})
	if err != nil {
		return err
	}
	d.tell(impact.Tell())
	return nil
}

func (d *deskCall) tell(i assessments.ToldImpact) {
	if i.Companies == nil { // the whole less its parts would tell the part that is hidden
		fmt.Fprintln(d.stdout, "companies not told, for a part of them is small")
	} else {
		fmt.Fprintf(d.stdout, "companies %s\n", i.Companies)
	}
	for _, move := range i.Moves {
		fmt.Fprintf(d.stdout, "%-7s -> %-7s %s\n", move.From, move.To, move.Count)
	}
	for _, part := range []struct {
		name  string
		rules []assessments.ToldRule
	}{{"newly found", i.Found}, {"no longer found", i.Cleared}} {
		for _, r := range part.rules {
			fmt.Fprintf(d.stdout, "%s %s %s\n", part.name, r.Rule, r.Count)
		}
	}
	if i.Failed != (assessments.Count{}) {
		fmt.Fprintf(d.stdout, "could not be judged: %s\n", i.Failed)
	}
}
