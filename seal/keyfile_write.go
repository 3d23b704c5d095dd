package seal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// ErrKeyFileExists refuses to lay new keys over old ones.
var ErrKeyFileExists = errors.New("seal: the key file exists already")

// closedToOthers refuses a file that anybody but its owner can read or write, and one whose owner is
// neither this process nor root. Root may look after everybody's.
func closedToOthers(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("master keys: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("master keys: %s is not a file", file.Name())
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("master keys: %s has mode %04o, so others can reach it: chmod 600 %s, and consider the keys in it known", file.Name(), mode, file.Name())
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	if me := os.Geteuid(); ok && me != 0 && int(owner.Uid) != me && owner.Uid != 0 {
		return fmt.Errorf("master keys: %s belongs to another user, who can read and exchange it", file.Name())
	}
	return nil
}

// CreateMasters makes a key file with a first key, and the folder for it. It never writes over a file: a station that finds
// its keys gone must be told so, not given others.
func CreateMasters(path string, suite Suite, now time.Time) (*LocalMasters, error) {
	folder := filepath.Dir(path)
	// the data folder above stays passable, for the database's user; the keys' own folder is closed
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return nil, fmt.Errorf("master keys: %w", err)
	}
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("master keys: %w", err)
	}
	unlock, err := lockFolder(path)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil, errors.Join(ErrKeyFileExists, err)
	}
	l := &LocalMasters{path: path}
	if _, err := l.Add(suite, now); err != nil {
		return nil, err
	}
	return l, l.write(nil)
}

// OpenMasters reads the key file, or makes it at the very first start. Where something was sealed before, a missing file is a
// loss that the operator must hear of: new keys would open nothing, and hide that the old ones are gone.
func OpenMasters(path string, suite Suite, now time.Time, sealedBefore bool) (*LocalMasters, error) {
	l, err := ReadMasters(path)
	if !errors.Is(err, os.ErrNotExist) {
		return l, err
	}
	if sealedBefore {
		return nil, fmt.Errorf("%w: there is no key file %s, but there are data that were sealed; put it back from its backup", ErrNoMaster, path)
	}
	if l, err = CreateMasters(path, suite, now); errors.Is(err, ErrKeyFileExists) {
		return ReadMasters(path) // another process was first
	}
	return l, err
}

// ChangeMasters reads a key file, changes the keys and writes it back, whole or not at all. Two that come
// at once wait for each other.
func ChangeMasters(path string, change func(*LocalMasters) error) error {
	unlock, err := lockFolder(path)
	if err != nil {
		return err
	}
	defer unlock()
	l, err := ReadMasters(path)
	if err != nil {
		return err
	}
	defer l.Close()
	if err := change(l); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("master keys: %w", err)
	}
	return l.write(info)
}

// write lays the file down beside the old one and then exchanges them. It stays with the owner of the old one: root
// may have been asked to rotate a key that a service reads.
func (l *LocalMasters) write(old os.FileInfo) error {
	text := l.text()
	defer clear(text)
	if len(text) > maxKeyFile {
		return fmt.Errorf("master keys: %d keys are too many for one file", len(l.keys))
	}
	target := l.path
	if old != nil { // a link stays a link
		var err error
		if target, err = filepath.EvalSymlinks(l.path); err != nil {
			return fmt.Errorf("master keys: %w", err)
		}
	}
	beside := target + ".new"
	if err := os.Remove(beside); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("master keys: %w", err)
	}
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return fmt.Errorf("master keys: %w", err)
	}
	if old != nil {
		if owner, ok := old.Sys().(*syscall.Stat_t); ok && os.Geteuid() == 0 {
			err = file.Chown(int(owner.Uid), int(owner.Gid))
		}
	}
	if err == nil {
		_, err = file.Write(text)
	}
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(beside, target)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("master keys: %w", err), os.Remove(beside))
	}
	return syncFolder(filepath.Dir(target))
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("master keys: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// lockFolder holds the folder of a key file for this process. The lock is the kernel's, so it ends with us.
func lockFolder(path string) (unlock func(), err error) {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("master keys: %w", err)
	}
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("master keys: %w", err), folder.Close())
	}
	return func() { folder.Close() }, nil
}
