package cluster

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestDataAreKeptFromOneRunToTheNext(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	first := start(t, Options{Dir: dir})
	exec1(t, first.URL(), "create table kept as select 42 as answer")
	stop(t, first)
	if !gone(first.place.socketDir) {
		t.Error("the socket directory is left")
	}
	second := start(t, Options{Dir: dir})
	if got := ask(t, second.URL(), "select answer::text from kept"); got != "42" {
		t.Errorf("answer %s", got)
	}
	stop(t, second)
	stop(t, second) // a second stop is no trouble
	select {
	case <-second.Exited():
	default:
		t.Error("stopped but not exited")
	}
}

func TestSettingsAreSafeByDefaultAndSilentAboutPeople(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	c := start(t, Options{Dir: dir})
	for name, want := range map[string]string{
		"listen_addresses": "", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "data_checksums": "on",
		"server_encoding": "UTF8", "log_error_verbosity": "terse", "log_parameter_max_length_on_error": "0",
		"max_connections": "120", "shared_buffers": "128MB", "timezone": "UTC", "unix_socket_permissions": "0700",
	} {
		if got := ask(t, c.URL(), "select current_setting('"+name+"')"); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if got := ask(t, c.URL(), "select string_agg(distinct type || ' ' || auth_method, ', ' order by type || ' ' || auth_method) from pg_hba_file_rules"); got != "host reject, local trust" {
		t.Errorf("admits %s", got)
	}
	if got := ask(t, c.URL(), "select datcollate from pg_database where datname = 'station'"); got != "C.UTF-8" && got != "C" {
		t.Errorf("sorts by %s", got)
	}
	stop(t, c)
	if err := os.WriteFile(filepath.Join(dir, localConfName), []byte("work_mem = '9MB'\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, start(t, Options{Dir: dir}).URL(), "select current_setting('work_mem')"); got != "9MB" {
		t.Errorf("an operator's own setting is not heard: %s", got)
	}
}

func TestASecondServerOnADirectoryIsRefused(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	c := start(t, Options{Dir: dir, Fast: true})
	mustSay(t, refused(t, Options{Dir: dir, Fast: true}), "another station", strconv.Itoa(os.Getpid()), dir)
	link := filepath.Join(filepath.Dir(dir), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	mustSay(t, refused(t, Options{Dir: link, Fast: true}), "another station")
	if got := ask(t, c.URL(), "select 'still here'"); got != "still here" {
		t.Error(got)
	}
}

func TestRootRunsTheServerAsAnotherUser(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), "pg")
	c := start(t, Options{Dir: dir, Fast: true})
	var proc, data, sock syscall.Stat_t
	for path, stat := range map[string]*syscall.Stat_t{
		"/proc/" + strconv.Itoa(c.cmd.Process.Pid): &proc, dataIn(dir): &data, c.place.socketDir: &sock,
	} {
		if err := syscall.Stat(path, stat); err != nil {
			t.Fatal(err)
		}
	}
	if proc.Uid == 0 || (os.Geteuid() != 0 && int(proc.Uid) != os.Geteuid()) {
		t.Errorf("the server runs as uid %d", proc.Uid)
	}
	if data.Uid != proc.Uid || sock.Uid != proc.Uid {
		t.Errorf("data belong to %d, socket directory to %d, server to %d", data.Uid, sock.Uid, proc.Uid)
	}
	if sock.Mode&0o777 != 0o700 || data.Mode&0o777 != 0o700 {
		t.Errorf("socket directory %o, data %o", sock.Mode&0o777, data.Mode&0o777)
	}
	status, err := os.ReadFile("/proc/" + strconv.Itoa(c.cmd.Process.Pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if groups, ok := strings.CutPrefix(line, "Groups:"); ok && os.Geteuid() == 0 && strings.TrimSpace(groups) != "" {
			t.Errorf("the server keeps our groups: %s", groups)
		}
	}
}

func TestDataThatTheServerCannotReachAreKeptElsewhere(t *testing.T) {
	t.Parallel()
	closed := t.TempDir()
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	dir, fallback := filepath.Join(closed, "pg"), filepath.Join(openDir(t), "station")
	var said bytes.Buffer
	c := start(t, Options{Dir: dir, Fallback: fallback, Fast: true, Log: &said})
	if os.Geteuid() != 0 {
		if c.Dir() != dir {
			t.Errorf("our own server reaches %s but uses %s", dir, c.Dir())
		}
		return
	}
	if filepath.Dir(c.Dir()) != fallback {
		t.Errorf("data are in %s", c.Dir())
	}
	mustSay(t, said.String(), dir, c.Dir())
	stop(t, c)
	if again := start(t, Options{Dir: dir, Fallback: fallback, Fast: true}); again.Dir() != c.Dir() {
		t.Errorf("another place at the next start: %s", again.Dir())
	}
}

func TestTheSocketPathIsShortHoweverDeepTheData(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(openDir(t), strings.Repeat("very-deep-directory/", 12), "pg")
	c := start(t, Options{Dir: dir, Fast: true})
	path := filepath.Join(c.place.socketDir, ".s.PGSQL."+port)
	if len(path) > maxSocketPath || gone(path) {
		t.Errorf("socket %s (%d bytes)", path, len(path))
	}
	if got := ask(t, c.URL(), "select 'reached'"); got != "reached" {
		t.Error(got)
	}
}

func TestDataOfAnotherMajorVersionAreRefused(t *testing.T) {
	t.Parallel()
	for version, words := range map[string][]string{
		"13":   {"PostgreSQL 13", "too old", "pg_upgrade"},
		"99":   {"PostgreSQL 99", "apt-get install postgresql-99", "pg_upgrade"},
		"9.6":  {"PG_VERSION", "9.6"},
		"junk": {"PG_VERSION", "junk"},
	} {
		dir := filepath.Join(openDir(t), "pg")
		if err := os.MkdirAll(dataIn(dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dataIn(dir), "PG_VERSION"), []byte(version+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		mustSay(t, refused(t, Options{Dir: dir, Fast: true}), append(words, dataIn(dir))...)
	}
}

func TestWithoutPostgreSQLTheErrorSaysWhatToInstall(t *testing.T) {
	t.Parallel()
	said := refused(t, Options{Dir: filepath.Join(openDir(t), "pg"), BinDir: t.TempDir()})
	mustSay(t, said, "apt-get install postgresql-15", "STATION_DATABASE_URL")

	old := openDir(t)
	for name, body := range map[string]string{"initdb": "#!/bin/sh\n", "postgres": "#!/bin/sh\necho 'postgres (PostgreSQL) 13.9'\n"} {
		if err := os.WriteFile(filepath.Join(old, name), []byte(body), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	said = refused(t, Options{Dir: filepath.Join(openDir(t), "pg"), BinDir: old})
	mustSay(t, said, "only PostgreSQL 13 is here", "apt-get install postgresql-15")
}

func TestADirectoryOfSomethingElseIsNotTaken(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	mustSay(t, refused(t, Options{Dir: dir}), "thesis.txt", "empty directory")
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("it was touched: %v %v", info.Mode(), err)
	}
	mustSay(t, refused(t, Options{}), "no directory")
}
