package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
)

func keyFile(t testing.TB, suite Suite) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys", "master.keys")
	must[*LocalMasters](t)(CreateMasters(path, suite, day))
	return path
}

func TestAKeyFileIsItsOwnersOnly(t *testing.T) {
	path := keyFile(t, Intl)
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Error(name, info.Mode(), err)
		}
	}
	for _, mode := range []os.FileMode{0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o666} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadMasters(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("%o: %v", mode, err)
		}
		if err := ChangeMasters(path, func(*LocalMasters) error { return nil }); err == nil {
			t.Errorf("%o: it was changed", mode)
		}
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMasters(path); err != nil {
		t.Error(err)
	}
	for _, not := range []string{filepath.Dir(path), filepath.Join(t.TempDir(), "none")} {
		if _, err := ReadMasters(not); err == nil {
			t.Errorf("%s was read", not)
		}
	}
}

func TestAKeyFileIsNeverWrittenOver(t *testing.T) {
	path := keyFile(t, Intl)
	before := must[[]byte](t)(os.ReadFile(path))
	if _, err := CreateMasters(path, GM, day); !errors.Is(err, ErrKeyFileExists) {
		t.Error(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := CreateMasters(path, GM, day); !errors.Is(err, ErrKeyFileExists) {
		t.Errorf("an empty one: %v", err)
	}
	dangling := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Join(t.TempDir(), "elsewhere"), dangling); err != nil {
		t.Fatal(err)
	}
	if _, err := CreateMasters(dangling, GM, day); !errors.Is(err, ErrKeyFileExists) {
		t.Errorf("a link to nowhere: %v", err)
	}
	stop := errors.New("stop")
	if err := os.WriteFile(path, before, 0o600); err != nil {
		t.Fatal(err)
	}
	err := ChangeMasters(path, func(l *LocalMasters) error {
		must[MasterID](t)(l.Add(GM, day))
		return stop
	})
	if !errors.Is(err, stop) || !bytes.Equal(must[[]byte](t)(os.ReadFile(path)), before) {
		t.Errorf("a change that failed was written: %v", err)
	}
}

// TestAKeyFileIsMadeOnce starts many at once for the first time, and one after the file was lost.
func TestAKeyFileIsMadeOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data", "keys", "master.keys")
	var group sync.WaitGroup
	active := make([]MasterID, 6)
	for i := range active {
		group.Go(func() {
			l, err := OpenMasters(path, GM, day, false)
			if err != nil {
				t.Error(err)
				return
			}
			active[i] = l.Active()
		})
	}
	group.Wait()
	if slices.Sort(active); active[0] != active[5] {
		t.Error("they have different keys:", active)
	}
	if info, err := os.Stat(filepath.Dir(filepath.Dir(path))); err != nil || info.Mode().Perm()&0o055 != 0o055 {
		t.Error("the database's user cannot pass the data folder", info.Mode(), err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenMasters(path, GM, day, true); !errors.Is(err, ErrNoMaster) {
		t.Errorf("lost: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("other keys were made in place of the lost ones")
	}
}

// TestKeysAreAddedAtOnce has many programs add a key each; none is lost.
func TestKeysAreAddedAtOnce(t *testing.T) {
	path := keyFile(t, Intl)
	if err := os.WriteFile(path+".new", []byte("left by a crash"), 0o644); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := ChangeMasters(path, func(l *LocalMasters) error {
				id, err := l.Add(GM, day)
				return errors.Join(err, l.Activate(id))
			}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	keys := must[*LocalMasters](t)(ReadMasters(path)).List()
	active := slices.IndexFunc(keys, func(k MasterInfo) bool { return k.Active })
	if len(keys) != 9 || active != 8 {
		t.Errorf("%d keys, the %d. is active", len(keys), active+1)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
}

func TestALinkStaysALink(t *testing.T) {
	path := keyFile(t, Intl)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if err := ChangeMasters(link, func(l *LocalMasters) error { _, err := l.Add(Intl, day); return err }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error(info.Mode(), err)
	}
	if n := len(must[*LocalMasters](t)(ReadMasters(path)).List()); n != 2 {
		t.Errorf("%d keys", n)
	}
}

// TestARunningStationFindsANewKey rotates the file under a keyring that has it open.
func TestARunningStationFindsANewKey(t *testing.T) {
	path := keyFile(t, Intl)
	running := ringOver(t, must[*LocalMasters](t)(ReadMasters(path)), Intl)
	if err := ChangeMasters(path, func(l *LocalMasters) error {
		id, err := l.Add(Intl, day)
		return errors.Join(err, l.Activate(id))
	}); err != nil {
		t.Fatal(err)
	}
	newer := must[*LocalMasters](t)(ReadMasters(path))
	_, kept := fresh(t, ringOver(t, newer, Intl), acme)
	if _, err := running.Unwrap(ctx, acme, kept); err != nil {
		t.Errorf("wrapped by a node that was restarted: %v", err)
	}
	if running.masters.Active() == newer.Active() {
		t.Error("the active key changed without a restart")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := running.masters.Unwrap(ctx, "lost", nil, nil); !errors.Is(err, ErrNoMaster) {
		t.Error(err)
	}
	if _, err := running.Unwrap(ctx, acme, kept); err != nil {
		t.Errorf("the file is gone, the keys are not: %v", err)
	}
}

// TestAKeyFileStaysWithItsOwner rotates keys: root those of a service, anybody else their own.
func TestAKeyFileStaysWithItsOwner(t *testing.T) {
	path, uid, gid := keyFile(t, Intl), os.Geteuid(), os.Getegid()
	if uid == 0 { // only root can give a file away
		uid, gid = 4321, 4322
	}
	if err := os.Chown(path, uid, gid); err != nil {
		t.Fatal(err)
	}
	if err := ChangeMasters(path, func(l *LocalMasters) error { _, err := l.Add(Intl, day); return err }); err != nil {
		t.Fatal(err)
	}
	info := must[os.FileInfo](t)(os.Stat(path))
	if owner := info.Sys().(*syscall.Stat_t); int(owner.Uid) != uid || int(owner.Gid) != gid || info.Mode().Perm() != 0o600 {
		t.Error(owner.Uid, owner.Gid, info.Mode())
	}
}

func TestAKeyTextIsReadWholeOrNotAtAll(t *testing.T) {
	text := string(must[[]byte](t)(os.ReadFile(keyFile(t, GM))))
	lines := strings.Split(strings.TrimSpace(text), "\n")
	key := lines[len(lines)-1]
	fields := strings.Fields(key)
	swap := func(field int, with string) string {
		f := slices.Clone(fields)
		f[field] = with
		return lines[0] + "\n" + strings.Join(f, " ")
	}
	second := strings.Replace(key, fields[0], "other", 1)
	for name, good := range map[string]string{"as it is": text, "for the environment": lines[0] + ";" + key, "the whole file in one line": strings.ReplaceAll(text, "\n", ";"), "with Windows' line ends": strings.ReplaceAll(text, "\n", "\r\n"), "two, one active": text + strings.TrimSuffix(second, " active")} {
		if _, err := ParseMasters([]byte(good)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, bad := range map[string]string{
		"nothing": "", "no first line": key, "no key": lines[0], "none active": strings.TrimSuffix(text, " active\n"), "two active": text + second, "an id twice": text + strings.TrimSuffix(key, " active"),
		"a later version": strings.Replace(text, "keys 1", "keys 2", 1), "a bad id": swap(0, "Über"), "no such suite": swap(1, "aes"), "no day": swap(2, "today"), "another check": swap(3, "00000000"),
		"a cut key": swap(4, fields[4][:40]), "a long key": swap(4, base64.StdEncoding.EncodeToString(make([]byte, 33))), "no base64": swap(4, strings.Repeat("*", 44)), "another key": swap(4, base64.StdEncoding.EncodeToString(make([]byte, 32))),
		"another word": swap(5, "passive"), "another suite": swap(1, "intl"),
	} {
		l, err := ParseMasters([]byte(bad))
		if err == nil {
			t.Errorf("%s was read: %v", name, l)
			continue
		}
		if strings.Contains(err.Error(), fields[4][:12]) {
			t.Errorf("%s: the fault tells the key: %v", name, err)
		}
	}
	large := filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(large, bytes.Repeat([]byte("#\n"), maxKeyFile), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadMasters(large); err == nil || !strings.Contains(err.Error(), "larger") {
		t.Error(err)
	}
}

func TestAListTellsNoKey(t *testing.T) {
	path := keyFile(t, GM)
	l := must[*LocalMasters](t)(ReadMasters(path))
	keys := l.List()
	if len(keys) != 1 || !keys[0].Active || keys[0].Suite != GM || keys[0].Made != "2026-11-26" || len(keys[0].Check) != 8 {
		t.Errorf("%+v", keys)
	}
	if again := must[*LocalMasters](t)(ReadMasters(path)); again.List()[0].Check != keys[0].Check {
		t.Error("the check value changed")
	}
	if _, err := l.Add(Suite(9), day); err == nil {
		t.Error("a key of no suite was made")
	}
}
