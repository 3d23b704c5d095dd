package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

// madeUp are invented companies in the place of those of the registry.
type madeUp []byte

func (m madeUp) Lines(_ context.Context, _ *pg.DB, _ station.StationID, _, _ time.Time, l *lattice.Lattice, yield func(population.Line) error) (int, error) {
	r := population.NewReader(bytes.NewReader(m), l)
	for {
		line, err := r.Next()
		if err == io.EOF {
			return 0, nil
		}
		if err == nil {
			err = yield(line)
		}
		if err != nil {
			return 0, err
		}
	}
}

// TestTheHourlyJobCutsWhatIsDueAndOnlyOnce runs the job in its queue, and once more when nothing is due.
func TestTheHourlyJobCutsWhatIsDueAndOnlyOnce(t *testing.T) {
	t.Parallel()
	d, ctx := openCounter(t), context.Background()
	l, err := lattice.Named(lattice.Small)
	d.must(err)
	var lines bytes.Buffer
	_, err = population.Generate(&lines, population.Options{Lattice: l, Seed: 7, Cut: time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, -7), Companies: 380})
	d.must(err)
	store := insights.NewStore(d.db, d.people, accountstest.Vault(t), func() time.Time { return d.now }).Telling(tellFigures(d.told))
	analyst := d.staff(station.Analyst)
	builder := insights.NewBuilder(store, pgtest.Open(t, pgtest.URLs(t).Builder), madeUp(lines.Bytes()), insights.Least{})
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	works := pg.NewWorks()
	d.must(addCutting(works, builder, d.people, log))
	jobs, err := pg.NewJobs(d.door, works, pg.JobOptions{Log: log})
	d.must(err)
	d.must(jobs.Start(ctx))
	t.Cleanup(func() { _ = jobs.Stop(context.Background()) })
	var first *insights.Published
	for until := time.Now().Add(60 * time.Second); first == nil; time.Sleep(100 * time.Millisecond) {
		if first, _ = store.OutsideOf(ctx, accounts.FirstStation); first == nil && time.Now().After(until) {
			t.Fatal("the job has cut nothing")
		}
	}
	if t1, there := first.Table("T1"); !there || !t1.Cells[0].Measures["n"].Shown() || first.Release.K != 10 || !first.Release.Synthetic {
		t.Errorf("the release is %+v", first.Release.Cut)
	}
	if got := d.subjects(analyst); !sameTexts(got, "New figures of risk are published") {
		t.Errorf("the analyst was told %v", got)
	}
	d.must(cutAll(ctx, builder, d.people, time.Now(), log))
	again, err := store.OutsideOf(ctx, accounts.FirstStation)
	d.must(err)
	if again.Hash != first.Hash {
		t.Error("an hour later it is cut once more")
	}
}

func TestTheLeastIsOnlyRaised(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]insights.Least{"": {}, "5,10": {Room: 5, Outside: 10}, "7,15": {Room: 7, Outside: 15}} {
		if got, err := readLeast(text); err != nil || got != want {
			t.Errorf("%q is read as %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"4,10", "5,9", "5", "5,10,15", "five,ten", "-5,10", "0,0"} {
		if got, err := readLeast(text); err == nil {
			t.Errorf("%q is taken as %+v", text, got)
		}
	}
}
