package cluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// clearOrphans ends whatever a killed station left running on the data, and then removes its
// postmaster.pid. We hold the directory's lock, so nothing that runs there is anybody's.
//
// Every process of a PostgreSQL server lives in its data directory, so /proc tells them all,
// where the number in postmaster.pid may long belong to somebody else.
func clearOrphans(ctx context.Context, p place, log io.Writer) error {
	data := p.data()
	if left := processesIn(data); len(left) > 0 {
		fmt.Fprintf(log, "a database left behind by a killed station is still running on %s: stopping it\n", data)
		if err := stopOrphans(ctx, data); err != nil {
			return err
		}
	}
	err := os.Remove(filepath.Join(data, "postmaster.pid"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove stale postmaster.pid: %w", err)
	}
	return nil
}

func stopOrphans(ctx context.Context, data string) error {
	if pid := postmasterPid(data); pid > 0 && runsIn(pid, data) {
		if err := syscall.Kill(pid, syscall.SIGINT); err != nil {
			return fmt.Errorf("stop the database left behind (process %d): %w", pid, err)
		}
	}
	// Backends whose postmaster is gone notice by themselves within moments.
	if awaitEmpty(ctx, data, fastShutdown) {
		return nil
	}
	for _, pid := range processesIn(data) {
		_ = syscall.Kill(pid, syscall.SIGQUIT) // one that ended meanwhile is no trouble
	}
	if awaitEmpty(ctx, data, immediateShutdown) {
		return nil
	}
	return fmt.Errorf("processes %v of a database left behind do not stop: end them by hand", processesIn(data))
}

func awaitEmpty(ctx context.Context, data string, patience time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for len(processesIn(data)) > 0 {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
	return true
}

// postmasterPid is what postmaster.pid says, 0 where it says nothing.
func postmasterPid(data string) int {
	said, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(said), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return 0
	}
	return pid
}

// runsIn tells whether a process has dir as its working directory.
func runsIn(pid int, dir string) bool {
	cwd, err := os.Readlink("/proc/" + strconv.Itoa(pid) + "/cwd")
	return err == nil && cwd == dir
}

// processesIn lists the server processes whose working directory is dir. A person's shell there is none.
func processesIn(dir string) []int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	var pids []int
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil || !runsIn(pid, dir) {
			continue
		}
		exe, err := os.Readlink("/proc/" + e.Name() + "/exe")
		if err == nil && filepath.Base(strings.TrimSuffix(exe, " (deleted)")) == "postgres" {
			pids = append(pids, pid)
		}
	}
	return pids
}
