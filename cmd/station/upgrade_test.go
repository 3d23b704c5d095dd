package main

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/seal"
)

// TestAStationSealsWhatAnEarlierOneLeft starts over a database of before, with and without background work.
func TestAStationSealsWhatAnEarlierOneLeft(t *testing.T) {
	for name, worker := range map[string]bool{"with background work": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			urls := pgtest.Earlier(t, "0010_moves.sql", "../../assessments/testdata/before_vault.sql.gz")
			c := config{Listen: "127.0.0.1:0", Database: urls.App, Data: t.TempDir(), Suite: seal.Intl}
			if worker {
				c.Worker = urls.Worker
			}
			l, err := seal.CreateMasters(c.keyFile(), seal.Intl, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			l.Close()
			s, err := start(context.Background(), c, slog.New(slog.NewTextHandler(io.Discard, nil)))
			if err != nil {
				t.Fatal(err)
			}
			defer s.stop()
			owner := pgtest.Owner(t)
			var done bool
			for until := time.Now().Add(30 * time.Second); !done && time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
				if err := owner.QueryRow(context.Background(), `select exists (select from app.sealing_steps where done_at is not null)`).Scan(&done); err != nil {
					t.Fatal(err)
				}
			}
			var plain, sealed int
			err = owner.QueryRow(context.Background(), `select count(*) filter (where said is not null), count(sealed) from app.answers`).Scan(&plain, &sealed)
			if err != nil || !done || plain != 0 || sealed == 0 {
				t.Errorf("done %v, %d answers are plain and %d sealed, %v", done, plain, sealed, err)
			}
		})
	}
}
