package cluster

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestAServerLeftBehindByAKilledStationIsStoppedAndItsDataKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	h := startHelper(t, dir, "fast")
	exec1(t, h.url, "create table kept as select 42 as answer")
	mustSay(t, refused(t, Options{Dir: dir, Fast: true}), "another station", fmt.Sprint(h.cmd.Process.Pid))
	orphan := postmasterPid(dataIn(dir))
	h.kill()
	if !runsIn(orphan, dataIn(dir)) {
		t.Fatal("the server died with the station; nothing is tested here")
	}
	var said bytes.Buffer
	c := start(t, Options{Dir: dir, Fast: true, Log: &said})
	mustSay(t, said.String(), "left behind")
	if now := postmasterPid(dataIn(dir)); now == orphan {
		t.Error("the orphan still runs")
	}
	if got := ask(t, c.URL(), "select answer::text from kept"); got != "42" {
		t.Errorf("answer %s", got)
	}
}

func TestAKilledServerRecovers(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	c := start(t, Options{Dir: dir})
	exec1(t, c.URL(), "create table kept as select 42 as answer")
	if err := c.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	select {
	case <-c.Exited():
	case <-time.After(10 * time.Second):
		t.Fatal("nobody noticed")
	}
	stop(t, c)
	again := start(t, Options{Dir: dir})
	if got := ask(t, again.URL(), "select answer::text from kept"); got != "42" {
		t.Errorf("answer %s", got)
	}
}

func TestAStalePostmasterPidIsNoHindranceEvenIfTheNumberIsSomebodyElses(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	stop(t, start(t, Options{Dir: dir, Fast: true}))
	for _, pid := range []int{os.Getppid(), 1, 4194000} {
		stale := fmt.Sprintf("%d\n%s\n1700000000\n5432\n/tmp\n\n  1 1\n", pid, dataIn(dir))
		if err := os.WriteFile(filepath.Join(dataIn(dir), "postmaster.pid"), []byte(stale), 0o600); err != nil {
			t.Fatal(err)
		}
		stop(t, start(t, Options{Dir: dir, Fast: true}))
	}
}

func TestAnInterruptedFirstStartBeginsAnew(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	half := filepath.Join(dir, newDataName)
	if err := os.MkdirAll(half, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(half, "PG_VERSION"), []byte("15\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, start(t, Options{Dir: dir, Fast: true}).URL(), "select 'whole'"); got != "whole" {
		t.Error(got)
	}
	if !gone(half) {
		t.Error("half a database is left")
	}
}

func TestAServerThatCannotStartSaysWhy(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	stop(t, start(t, Options{Dir: dir, Fast: true}))
	if err := os.WriteFile(filepath.Join(dir, localConfName), []byte("shared_bufers = '1MB'\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustSay(t, refused(t, Options{Dir: dir, Fast: true}), "ended at once", "shared_bufers", logName)
	if err := os.Remove(filepath.Join(dir, localConfName)); err != nil {
		t.Fatal(err)
	}
	start(t, Options{Dir: dir, Fast: true}) // the lock was given back
}

func TestAThrowawayServerEndsWithItsProcessHoweverItEnds(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	h := startHelper(t, dir, "throwaway")
	exec1(t, h.url, "create table soon_gone ()")
	postmaster := postmasterPid(dataIn(dir))
	h.kill()
	eventually(t, "the server ends", func() bool { return !runsIn(postmaster, dataIn(dir)) })
	eventually(t, "its directory goes", func() bool { return gone(dir) })
}
