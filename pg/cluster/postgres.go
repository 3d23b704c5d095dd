package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	largestLog = 16 << 20
	// startPatience is long because a server that was killed replays its log before it answers.
	startPatience = 2 * time.Minute
)

// initdb makes the data beside their place and moves them there when they are whole, so that a
// station killed meanwhile finds nothing rather than half a database.
func (c *Cluster) initdb(ctx context.Context, fast bool) error {
	fresh := filepath.Join(c.place.dir, newDataName)
	var out []byte
	var err error
	for _, locale := range []string{"C.UTF-8", "C"} {
		if err := os.RemoveAll(fresh); err != nil {
			return fmt.Errorf("clear unfinished data: %w", err)
		}
		args := []string{"-D", fresh, "-U", Superuser, "-E", "UTF8", "--locale=" + locale,
			"--data-checksums", "--auth-local=trust", "--auth-host=reject"}
		if fast {
			args = append(args, "--no-sync")
		}
		if out, err = c.account.command(c.place.dir, c.bin.path("initdb"), args...).CombinedOutput(); err == nil {
			break
		}
		if ctx.Err() != nil {
			return fmt.Errorf("initdb: %w", ctx.Err())
		}
	}
	if err != nil {
		return fmt.Errorf("initdb: %w: %s", err, lastLines(out))
	}
	if err := os.Rename(fresh, c.place.data()); err != nil {
		return fmt.Errorf("put the new data in place: %w", err)
	}
	return nil
}

// writeConf writes the server's settings anew at every start: they are the station's, in one place.
func (p place) writeConf(who account, fast bool) error {
	conf := []string{
		"# Written by station at every start. Settings of your own go into ../" + localConfName + ", read last.",
		"listen_addresses = ''",
		"port = " + port,
		"unix_socket_directories = '" + p.socketDir + "'",
		"unix_socket_permissions = 0700",
		"max_connections = 120",
		"shared_buffers = 128MB",
		"effective_cache_size = 512MB",
		"wal_compression = on",
		"max_wal_size = 1GB",
		"password_encryption = scram-sha-256",
		"timezone = 'UTC'",
		"log_timezone = 'UTC'",
		"log_line_prefix = '%m [%p] %q%u@%d '",
		"log_error_verbosity = terse",
		"log_parameter_max_length = 0",
		"log_parameter_max_length_on_error = 0",
		"log_checkpoints = off",
	}
	if fast {
		conf = append(conf, "fsync = off", "full_page_writes = off", "synchronous_commit = off",
			"wal_level = minimal", "max_wal_senders = 0", "autovacuum = off", "max_wal_size = 4GB", "jit = off")
	} else {
		conf = append(conf, "fsync = on", "full_page_writes = on", "synchronous_commit = on")
	}
	conf = append(conf, "include_if_exists = '../"+localConfName+"'", "")
	path := filepath.Join(p.data(), "postgresql.conf")
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("settings: %w", err)
	}
	if err := os.WriteFile(path, []byte(strings.Join(conf, "\n")), 0o600); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	return who.own(path)
}

// launch starts the postmaster as a plain child.
func (c *Cluster) launch() error {
	log, err := c.openLog()
	if err != nil {
		return err
	}
	defer log.Close() // the child has its own
	cmd := c.account.command(c.place.dir, c.bin.path("postgres"), "-D", c.place.data())
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	c.cmd = cmd
	go func() {
		_ = cmd.Wait() // how it ended is in its log
		close(c.exited)
	}()
	return nil
}

func (c *Cluster) openLog() (*os.File, error) {
	path := c.LogFile()
	if info, err := os.Lstat(path); err == nil && info.Size() > largestLog {
		if err := os.Rename(path, filepath.Join(c.place.dir, oldLogName)); err != nil {
			return nil, fmt.Errorf("put the old log away: %w", err)
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open log: %w", err)
	}
	if err := c.account.own(path); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// errLeftovers says that processes of a server that was killed are still there.
var errLeftovers = errors.New("postgres ended at once, for a server before it has not quite ended")

// awaitReady asks until the server answers.
func (c *Cluster) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, c.url(Superuser, "postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-c.exited:
			if said := c.lastLog(); strings.Contains(said, "pre-existing shared memory block") {
				return fmt.Errorf("%w: %s", errLeftovers, said)
			}
			return fmt.Errorf("postgres ended at once: %s", c.lastLog())
		case <-ctx.Done():
			return fmt.Errorf("postgres does not answer (%w): %s", errors.Join(ctx.Err(), err), c.lastLog())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// ensureDatabase makes the station's database where it is missing.
func (c *Cluster) ensureDatabase(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.url(Superuser, "postgres"))
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var there bool
	err = conn.QueryRow(ctx, "select exists (select from pg_database where datname = @name)",
		pgx.StrictNamedArgs{"name": Database}).Scan(&there)
	if err != nil || there {
		return wrap("look for the database", err)
	}
	_, err = conn.Exec(ctx, "create database "+pgx.Identifier{Database}.Sanitize())
	return wrap("make the database", err)
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

func (c *Cluster) lastLog() string {
	said, err := os.ReadFile(c.LogFile())
	if err != nil {
		return err.Error()
	}
	return lastLines(said) + " (" + c.LogFile() + ")"
}

func lastLines(said []byte) string {
	lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-5):], []byte("; ")))
}
