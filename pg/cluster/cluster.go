// Package cluster runs a private PostgreSQL for a station that was given no
// database of its own: it finds the programs, makes the data directory, starts
// the server on a unix socket nobody else can reach, and stops it again.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// Database is the name of the one database a private cluster holds for the station.
const Database = "station"

// Superuser is the role that URL connects as. Only migrations should.
const Superuser = "postgres"

const (
	fastShutdown      = 20 * time.Second // how long a server may take to finish in good order
	immediateShutdown = 5 * time.Second  // and how long after that to drop everything
	leftoverPatience  = 15 * time.Second // and how long to wait for what a killed server left running
)

// Options says where a private cluster lives. The zero value of every field but Dir is sensible.
type Options struct {
	// Dir holds the data, the log and the lock. Its parent must be passable (o+x) for the
	// unprivileged user that root runs the server as; where it is not, Fallback is used.
	Dir string
	// BinDir names the directory of initdb and postgres; empty means look for it.
	BinDir string
	// Log hears the few sentences worth telling an operator; nil means nobody does.
	Log io.Writer
	// Fallback is where root keeps data whose Dir the server cannot reach; empty means /var/lib/station.
	Fallback string
	// Fast gives up all durability. For tests.
	Fast bool
	// Throwaway implies Fast, stops the server whenever this process ends, however it ends,
	// and removes Dir. For tests.
	Throwaway bool
}

// Cluster is a running private PostgreSQL.
type Cluster struct {
	place     place
	bin       binaries
	account   account
	lock      *os.File
	cmd       *exec.Cmd
	exited    chan struct{} // closed when the postmaster has ended
	watch     *watchdog
	throwaway bool
	stop      sync.Once
	stopErr   error
}

// Start brings the cluster up and returns when it accepts connections. The first start of a
// directory makes it. A directory that another station is using is refused; a server that a
// killed station left behind is stopped first.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	o.Fast = o.Fast || o.Throwaway
	if o.Log == nil {
		o.Log = io.Discard
	}
	where, who, err := settle(o)
	if err != nil {
		return nil, fmt.Errorf("private database: %w", err)
	}
	lock, err := lockDir(where.dir, who)
	if err != nil {
		return nil, fmt.Errorf("private database: %w", err)
	}
	c := &Cluster{place: where, account: who, lock: lock, exited: make(chan struct{}), throwaway: o.Throwaway}
	if err := c.start(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("private database in %s: %w", where.dir, err), c.abandon())
	}
	return c, nil
}

func (c *Cluster) start(ctx context.Context, o Options) error {
	made, err := dataMajor(c.place.data())
	if err != nil {
		return err
	}
	if c.bin, err = find(o.BinDir, c.place.data(), made, c.account); err != nil {
		return err
	}
	if err := clearOrphans(ctx, c.place, o.Log); err != nil {
		return err
	}
	if made == 0 {
		if err := c.initdb(ctx, o.Fast); err != nil {
			return err
		}
	}
	if err := c.place.writeConf(c.account, o.Fast); err != nil {
		return err
	}
	if err := c.place.makeSocketDir(c.account); err != nil {
		return err
	}
	if err := c.run(ctx, o); err != nil {
		return err
	}
	return c.ensureDatabase(ctx)
}

// run launches the server and waits for it. Where a killed server's backends still hold its
// memory, a new one refuses to start; they end by themselves in a moment, so it is tried again.
func (c *Cluster) run(ctx context.Context, o Options) (err error) {
	for late := time.Now().Add(leftoverPatience); ; {
		if err := c.launch(); err != nil {
			return err
		}
		if o.Throwaway {
			if c.watch, err = newWatchdog(c.cmd.Process.Pid, c.place); err != nil {
				return err
			}
		}
		err = c.awaitReady(ctx)
		if !errors.Is(err, errLeftovers) || o.Throwaway || time.Now().After(late) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(200 * time.Millisecond):
			c.exited = make(chan struct{})
		}
	}
}

// abandon undoes a start that failed half way.
func (c *Cluster) abandon() error {
	if c.cmd == nil {
		return errors.Join(os.RemoveAll(c.place.socketDir), c.lock.Close())
	}
	return c.Stop(context.Background())
}

// URL connects as the superuser to the station's database.
func (c *Cluster) URL() string { return c.URLAs(Superuser) }

// URLAs connects as the named role to the station's database. The socket's directory is the lock
// on the door: whoever can reach it is trusted to be the role they say.
func (c *Cluster) URLAs(role string) string { return c.url(role, Database) }

func (c *Cluster) url(role, database string) string {
	q := url.Values{"host": {c.place.socketDir}, "port": {port}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(role), Host: "", Path: "/" + database, RawQuery: q.Encode()}
	return u.String()
}

// Dir is where the data really are: Options.Dir, or the fallback.
func (c *Cluster) Dir() string { return c.place.dir }

// Version is the major version of the server.
func (c *Cluster) Version() int { return c.bin.major }

// LogFile is where the server writes its log.
func (c *Cluster) LogFile() string { return filepath.Join(c.place.dir, logName) }

// Exited is closed when the server has ended, whether asked to or not.
func (c *Cluster) Exited() <-chan struct{} { return c.exited }

// Stop ends the server in good order: sessions are cut, what was committed is on disk. After
// twenty seconds, or when ctx ends, it is made to stop at once, which is still safe for the data.
func (c *Cluster) Stop(ctx context.Context) error {
	c.stop.Do(func() { c.stopErr = c.shutDown(ctx) })
	return c.stopErr
}

func (c *Cluster) shutDown(ctx context.Context) error {
	gently := syscall.SIGINT
	if c.throwaway {
		gently = syscall.SIGQUIT
	}
	err := c.end(ctx, gently)
	if c.watch != nil {
		err = errors.Join(err, c.watch.dismiss())
	}
	err = errors.Join(err, os.RemoveAll(c.place.socketDir))
	if c.throwaway {
		err = errors.Join(err, os.RemoveAll(c.place.dir))
	}
	return errors.Join(err, c.lock.Close())
}

// end signals the postmaster until it is gone.
func (c *Cluster) end(ctx context.Context, gently syscall.Signal) error {
	steps := []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{gently, fastShutdown}, {syscall.SIGQUIT, immediateShutdown}}
	for _, s := range steps {
		if err := c.cmd.Process.Signal(s.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("signal the database: %w", err)
		}
		late := time.NewTimer(s.wait)
		select {
		case <-c.exited:
			late.Stop()
			return nil
		case <-ctx.Done():
			late.Stop()
			ctx = context.WithoutCancel(ctx)
		case <-late.C:
		}
	}
	return fmt.Errorf("the database (process %d) does not stop", c.cmd.Process.Pid)
}
