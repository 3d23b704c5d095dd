package main

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// demoCompanies is how many companies the demo's figures are invented of: as many as a city's station has.
const demoCompanies = 380

// demoCuts are the quarters that the demo tells of, up to the present one.
func demoCuts(now time.Time) (cuts []time.Time) {
	now = now.UTC()
	quarter := time.Date(now.Year(), (now.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
	for back := 7; back >= 0; back-- {
		cuts = append(cuts, quarter.AddDate(0, -3*back, 0))
	}
	return cuts
}

// fillReleases invents the demo's releases of aggregate risk. Nobody in them exists, and every page says so.
func fillReleases(ctx context.Context, store *insights.Store, districts []accounts.District, now time.Time) error {
	if _, err := store.OutsideOf(ctx, accounts.FirstStation); err == nil {
		return nil // an earlier start has filled it
	}
	l, err := insights.LatticeFor(lattice.Small, districts)
	if err != nil {
		return err
	}
	return store.InventReleases(ctx, accounts.FirstStation, insights.Invention{Lattice: l, Companies: demoCompanies, Seed: 7, Cuts: demoCuts(now)})
}
