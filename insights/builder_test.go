package insights_test

import (
	"bytes"
	"context"
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

// people are an invented population in the place of the registry's companies; gone has withdrawn.
type people struct {
	text  []byte
	gone  string
	later int // days by which everybody has submitted anew
}

func (p *people) Lines(_ context.Context, _ *pg.DB, _ station.StationID, _, _ time.Time, l *lattice.Lattice, yield func(population.Line) error) (int, error) {
	r := population.NewReader(bytes.NewReader(p.text), l)
	for {
		line, err := r.Next()
		if err != nil {
			return 0, nil
		}
		if line.Company == p.gone {
			continue
		}
		line.At = line.At.AddDate(0, 0, p.later)
		if err := yield(line); err != nil {
			return 0, err
		}
	}
}

func TestAWithdrawalDoesNotBetrayItself(t *testing.T) {
	db, urls := pgtest.New(t), pgtest.URLs(t)
	ctx := t.Context()
	now := time.Date(2026, 10, 2, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	vault := accountstest.Vault(t)
	store, err := accounts.NewStore(db, vault, clock)
	if err != nil {
		t.Fatal(err)
	}
	door, err := pg.Open(ctx, urls.Builder, pg.Options{MaxConns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(door.Close)
	l, err := lattice.Named(lattice.Small)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if _, err := population.Generate(&text, population.Options{Lattice: l, Seed: 7, Cut: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Companies: 380}); err != nil {
		t.Fatal(err)
	}
	who := &people{text: text.Bytes()}
	published := insights.NewStore(db, store, vault, clock)
	builder := insights.NewBuilder(published, door, who)
	if _, err := builder.Cut(ctx, accounts.FirstStation, now); err != nil {
		t.Fatal(err)
	}
	before, err := published.OutsideOf(ctx, accounts.FirstStation)
	if err != nil {
		t.Fatal(err)
	}
	who.gone, who.later, now = "c000101", 92, now.AddDate(0, 3, 0)
	if made, err := builder.Cut(ctx, accounts.FirstStation, now); err != nil || !made.Fresh {
		t.Fatal(made, err)
	}
	after, err := published.OutsideOf(ctx, accounts.FirstStation)
	if err != nil {
		t.Fatal(err)
	}
	if before.Hash == after.Hash || after.Release.Previous != before.Hash {
		t.Fatal("there is no second release")
	}
	shown := 0
	for i, table := range after.Release.Tables {
		for j, c := range table.Cells {
			for name, m := range c.Measures {
				was := before.Release.Tables[i].Cells[j].Measures[name]
				if m.Shown() != was.Shown() || m.Shown() && (*m.Value != *was.Value || m.AsOf != was.AsOf) {
					t.Errorf("%s %v %s was %+v and is %+v", table.Table, c.Key, name, was, m)
				}
				if m.Shown() {
					shown++
				}
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d numbers are shown", shown)
	}
}
