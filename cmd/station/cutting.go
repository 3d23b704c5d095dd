package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// cutReleases is the hourly job that makes the releases of aggregate risk that are due. Its arguments name nobody.
type cutReleases struct{}

// Kind names the job in the queue.
func (cutReleases) Kind() string { return "insights.cut" }

// cutTime is how long a cut of all stations may take.
const cutTime = 30 * time.Minute

// addCutting adds it to the background work, where there is a builder.
func addCutting(works *pg.Works, builder *insights.Builder, people *accounts.Store, log *slog.Logger) error {
	if builder == nil {
		return nil
	}
	err := pg.HandleFor(works, cutTime, func(ctx context.Context, _ cutReleases) error {
		return cutAll(ctx, builder, people, time.Now(), log)
	})
	if err == nil {
		pg.Every(works, time.Hour, cutReleases{})
	}
	return err
}

// cutAll makes what is due at every station; one that fails holds up no other.
func cutAll(ctx context.Context, builder *insights.Builder, people *accounts.Store, now time.Time, log *slog.Logger) error {
	stations, err := people.Stations(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, s := range stations {
		made, err := builder.Cut(ctx, s.ID, now)
		switch {
		case err != nil:
			failed = append(failed, fmt.Errorf("cut releases: %w", err))
		case made.Fresh:
			log.Info("published releases of aggregate risk", "cut", made.Cut.Format(time.DateOnly), "tables", made.Tables, "withheld", made.Withheld, "not counted", made.Left)
		}
	}
	return errors.Join(failed...)
}

// readLeast reads how many legal groups a published number stands for at the least: in the analysts' room, and outside.
func readLeast(text string) (k insights.Least, err error) {
	if text == "" {
		return k, nil
	}
	if n, err := fmt.Sscanf(text, "%d,%d", &k.Room, &k.Outside); err != nil || n != 2 || k.Room == 0 || k.Outside == 0 || text != fmt.Sprintf("%d,%d", k.Room, k.Outside) {
		return k, fmt.Errorf("%w: STATION_INSIGHT_LEAST is two numbers, such as %d,%d: the least in the analysts' room and outside", errUsage, release.LeastK, release.OutsideK)
	}
	if err := k.Check(); err != nil {
		return k, fmt.Errorf("%w: STATION_INSIGHT_LEAST: %w", errUsage, err)
	}
	return k, nil
}

// tellFigures tells analysts of a release, once a cut.
func tellFigures(told *notices.Room) insights.Told {
	return func(ctx context.Context, tx pg.Tx, at station.StationID, cut time.Time, analysts []station.PersonID) error {
		return told.Tell(ctx, tx, notices.Notice{Tenant: station.Tenant{Station: at}, To: notices.To(analysts...), Kind: notices.FiguresPublished, Key: "figures.published:" + cut.Format(time.DateOnly),
			Args: notices.Args{"on": cut}, Link: "/insight"})
	}
}

// openPeople opens the room of people, and seals what an earlier station left of them in plain.
func openPeople(ctx context.Context, db *pg.DB, vault *accounts.Vault) (*accounts.Store, error) {
	people, err := accounts.NewStore(db, vault, time.Now)
	if err != nil {
		return nil, err
	}
	return people, people.SealPeople(ctx)
}

// openBuilder opens the door of who builds releases; nil where there is none, and in a demo, whose releases are invented.
func (s *server) openBuilder(ctx context.Context, c config, store *insights.Store, source insights.Source) (*insights.Builder, error) {
	url := c.Builder
	if s.cluster != nil {
		url = s.cluster.URLAs("station_builder")
	}
	if url == "" || c.Demo {
		return nil, nil
	}
	door, err := pg.Open(ctx, url, pg.Options{MaxConns: 2, Name: "station builder"})
	if err != nil {
		return nil, fmt.Errorf("database, as builder: %w", err)
	}
	s.builder = door
	return insights.NewBuilder(store, door, source, c.Least), nil
}
