package cluster

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// openDir is a new directory that the server's user can reach; t.TempDir is closed to it.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "station-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func start(t *testing.T, o Options) *Cluster {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, c) })
	return c
}

func stop(t *testing.T, c *Cluster) {
	t.Helper()
	if err := c.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// refused starts a cluster that must not start, and gives the reason.
func refused(t *testing.T, o Options) string {
	t.Helper()
	c, err := Start(context.Background(), o)
	if err == nil {
		stop(t, c)
		t.Fatal("it started")
	}
	return err.Error()
}

func mustSay(t *testing.T, said string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(said, w) {
			t.Errorf("does not say %q: %s", w, said)
		}
	}
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

func exec1(t *testing.T, url, sql string) {
	t.Helper()
	if _, err := connect(t, url).Exec(context.Background(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func ask(t *testing.T, url, sql string) string {
	t.Helper()
	var said string
	if err := connect(t, url).QueryRow(context.Background(), sql).Scan(&said); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return said
}

// helper is another process of this program that runs a cluster until it is killed.
type helper struct {
	cmd *exec.Cmd
	url string
	err *bytes.Buffer
}

const helperVariable = "STATION_CLUSTER_HELPER"

// startHelper waits until the helper's cluster is up.
func startHelper(t *testing.T, dir, mode string) *helper {
	t.Helper()
	h := &helper{cmd: exec.Command(os.Args[0], "-test.run=^TestHelperProcess$"), err: &bytes.Buffer{}}
	h.cmd.Env = append(os.Environ(), helperVariable+"="+mode+":"+dir)
	h.cmd.Stderr = h.err
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := h.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("helper said nothing: %v %s", err, h.err)
	}
	h.url = strings.TrimSpace(line)
	return h
}

// kill is kill -9.
func (h *helper) kill() {
	_ = h.cmd.Process.Kill()
	_ = h.cmd.Wait()
}

// TestHelperProcess is no test: it is what startHelper runs, and does nothing otherwise.
func TestHelperProcess(t *testing.T) {
	mode, dir, ok := strings.Cut(os.Getenv(helperVariable), ":")
	if !ok {
		return
	}
	c, err := Start(context.Background(), Options{Dir: dir, Fast: true, Throwaway: mode == "throwaway", Log: os.Stderr})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(c.URL())
	select {}
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("never happened: %s", what)
}

func gone(path string) bool {
	_, err := os.Lstat(path)
	return os.IsNotExist(err)
}

func dataIn(dir string) string { return filepath.Join(dir, dataName) }
