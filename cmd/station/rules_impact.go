package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

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
	impact, err := assessments.MeasureImpact(ctx, worker, e)
	if err != nil {
		return err
	}
	d.tell(impact)
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

func (d *deskCall) tell(i *assessments.Impact) {
	small := slices.ContainsFunc(slices.Collect(maps.Values(i.Moves)), func(n int) bool { return n < assessments.LeastCounted })
	if small { // the whole less its parts would tell the part that is hidden
		fmt.Fprintln(d.stdout, "companies not told, for a part of them is small")
	} else {
		fmt.Fprintf(d.stdout, "companies %d\n", i.Companies)
	}
	for _, move := range slices.SortedFunc(maps.Keys(i.Moves), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		fmt.Fprintf(d.stdout, "%-7s -> %-7s %s\n", move[0], move[1], assessments.Told(i.Moves[move]))
	}
	for _, part := range []struct {
		name  string
		rules map[string]int
	}{{"newly found", i.Found}, {"no longer found", i.Cleared}} {
		for _, id := range slices.Sorted(maps.Keys(part.rules)) {
			fmt.Fprintf(d.stdout, "%s %s %s\n", part.name, id, assessments.Told(part.rules[id]))
		}
	}
	if i.Failed > 0 {
		fmt.Fprintf(d.stdout, "could not be judged: %s\n", assessments.Told(i.Failed))
	}
}
