package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
	"github.com/zhuqi-yunzhan/station/seal"
)

const masterVariable = "STATION_MASTER_KEYS"

// takeMasters reads the master keys that the environment holds and takes them out of it, before any other program is
// started that would inherit them. Nil: there are none.
func takeMasters() (*seal.LocalMasters, error) {
	text := []byte(os.Getenv(masterVariable))
	defer clear(text)
	if len(text) == 0 {
		return nil, nil
	}
	if err := os.Unsetenv(masterVariable); err != nil {
		return nil, err
	}
	l, err := seal.ParseMasters(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", masterVariable, err)
	}
	return l, nil
}

// readMasters reads the keys of an installation that has some, and tells where they came from. With byFile the file counts before
// the environment.
func readMasters(c config, byFile bool) (*seal.LocalMasters, string, error) {
	if text := os.Getenv(masterVariable); text != "" && !byFile {
		l, err := seal.ParseMasters([]byte(text))
		return l, masterVariable, err
	}
	l, err := seal.ReadMasters(c.keyFile())
	if errors.Is(err, os.ErrNotExist) {
		return nil, "", fmt.Errorf("%w; `station keys new` makes one, if this station never had any; else put it back from its backup", err)
	}
	return l, c.keyFile(), err
}

// mastersOfFile opens the key file of a station that starts. With a private database the very first start makes it; where several
// nodes may share a database, each would make another one, so there an operator makes it.
func mastersOfFile(ctx context.Context, c config, db *pg.DB, log *slog.Logger) (*seal.LocalMasters, error) {
	l, err := seal.ReadMasters(c.keyFile())
	if !errors.Is(err, os.ErrNotExist) {
		return l, err
	}
	sealed, err := accounts.KeysMade(ctx, db)
	switch {
	case err != nil:
		return nil, err
	case sealed:
		return nil, fmt.Errorf("there is no key file %s, but the data of this database are sealed by its keys: put it back from its backup, or name it with STATION_MASTER_KEYS_FILE; without it nobody can read them", c.keyFile())
	case c.Database != "":
		return nil, fmt.Errorf("there is no key file %s: make it once with `station keys new`, bring it to every node that shares this database, and keep a copy apart from the copies of the database", c.keyFile())
	}
	if l, err = seal.OpenMasters(c.keyFile(), c.Suite, time.Now(), false); err == nil {
		log.Warn("made the master keys: without this file nobody can read the data, so keep a copy of it apart from the copies of the database", "file", c.keyFile())
	}
	return l, err
}

// newVault makes the vault over master keys, and the end that overwrites every key in memory.
func newVault(ctx context.Context, c config, masters *seal.LocalMasters) (*accounts.Vault, func(), error) {
	ring, err := seal.NewKeyring(ctx, seal.Options{Masters: masters, Suite: c.Suite, Now: time.Now})
	if err != nil {
		masters.Close()
		return nil, nil, fmt.Errorf("master keys: %w", err)
	}
	return accounts.NewVault(ring, time.Now), func() { ring.Close(); masters.Close() }, nil
}

// openVault opens the vault of a station that starts, and makes sure that its master keys are those of the database.
func (s *server) openVault(ctx context.Context, c config, masters *seal.LocalMasters) (*accounts.Vault, error) {
	var err error
	if masters == nil {
		if masters, err = mastersOfFile(ctx, c, s.db, s.log); err != nil {
			return nil, err
		}
	}
	vault, end, err := newVault(ctx, c, masters)
	if err != nil {
		return nil, err
	}
	s.closeVault = end
	return vault, vault.Begin(ctx, s.db)
}

// tidyEvery is how often a node overwrites keys that nobody asked for: how long it holds one that another node has
// destroyed, on top of the ten minutes that a key is kept.
const tidyEvery = time.Minute

func tidy(ctx context.Context, vault *accounts.Vault) {
	ticks := time.NewTicker(tidyEvery)
	defer ticks.Stop()
	for {
		select {
		case <-ticks.C:
			vault.Tidy()
		case <-ctx.Done():
			return
		}
	}
}

// workerDoor opens the worker's door to the operator's database, or to the private cluster of a station that is stopped.
func workerDoor(ctx context.Context, c config, stderr io.Writer) (*pg.DB, func(), error) {
	url, stop := c.Worker, func() {}
	if url == "" {
		if _, err := os.Stat(filepath.Join(c.Data, "pg")); err != nil {
			return nil, nil, fmt.Errorf("%w: there is no private database under %s; set STATION_WORKER_URL to the database of the station, or name the data of a stopped one with --data", errUsage, c.Data)
		}
		own, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(c.Data, "pg"), BinDir: os.Getenv("STATION_PG_BIN"), Log: stderr})
		if err != nil {
			return nil, nil, err
		}
		url, stop = own.URLAs("station_worker"), func() { _ = own.Stop(context.WithoutCancel(ctx)) }
	}
	door, err := pg.Open(ctx, url, pg.Options{MaxConns: 2, Name: "station"})
	if err != nil {
		stop()
		return nil, nil, err
	}
	return door, func() { door.Close(); stop() }, nil
}
