package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
)

// deskImpact counts what the rules at hand would change in the newest profiles of all companies.
func deskImpact(ctx context.Context, d *deskCall) error {
	e, err := d.engine()
	if err != nil {
		return err
	}
	url, stop, err := d.workerURL(ctx)
	if err != nil {
		return err
	}
	defer stop()
	worker, err := pg.Open(ctx, url, pg.Options{MaxConns: 2, Name: "station impact"})
	if err != nil {
		return err
	}
	defer worker.Close()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300) // this process does nothing else: memory for a fifth less time
	}
	impact, err := assessments.MeasureImpact(ctx, worker, assessments.Comparison{Candidate: e})
	if err != nil {
		return err
	}
	d.tell(impact.Tell())
	return nil
}

// workerURL is the operator's database, or the private cluster, which must not be serving now.
func (d *deskCall) workerURL(ctx context.Context) (string, func(), error) {
	if url := os.Getenv("STATION_WORKER_URL"); url != "" {
		return url, func() {}, nil
	}
	if d.data == "" {
		return "", nil, fmt.Errorf("%w: set STATION_WORKER_URL to the database of the station, or name the data of a stopped one with --data", errUsage)
	}
	c, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(d.data, "pg"), BinDir: os.Getenv("STATION_PG_BIN"), Log: d.stderr})
	if err != nil {
		return "", nil, err
	}
	return c.URLAs("station_worker"), func() { _ = c.Stop(context.WithoutCancel(ctx)) }, nil
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
