package cluster

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

const (
	port          = "5432" // only the name of the socket file: nothing listens on the network
	dataName      = "data"
	newDataName   = "data.new"
	lockName      = "station.lock"
	logName       = "postgres.log"
	oldLogName    = "postgres.log.1"
	localConfName = "local.conf"
	maxSocketPath = 107
)

// place is where one cluster lives.
type place struct {
	dir       string // data, log, lock
	socketDir string // short, 0700
}

func (p place) data() string { return filepath.Join(p.dir, dataName) }

// settle decides where the cluster lives and who runs it, and makes the directory.
func settle(o Options) (place, account, error) {
	if o.Dir == "" {
		return place{}, account{}, errors.New("no directory given")
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return place{}, account{}, fmt.Errorf("directory: %w", err)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	who, err := chooseAccount(filepath.Join(dir, dataName))
	if err != nil {
		return place{}, account{}, err
	}
	reached, err := makeDir(dir, who)
	if err != nil {
		return place{}, account{}, err
	}
	if !reached {
		if dir, err = fallBack(o, dir, who); err != nil {
			return place{}, account{}, err
		}
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real // /proc and the server know it by this name
	}
	socketDir, err := socketDirFor(dir)
	return place{dir: dir, socketDir: socketDir}, who, err
}

// fallBack moves root's data to where the server's user can reach them, unless they exist already.
func fallBack(o Options, dir string, who account) (string, error) {
	if _, err := os.Lstat(filepath.Join(dir, dataName)); err == nil || !who.switched {
		return "", fmt.Errorf("the user %s cannot reach %s: make every directory above it passable (chmod o+x)", who.name, dir)
	}
	base := o.Fallback
	if base == "" {
		base = "/var/lib/station"
	}
	other := filepath.Join(base, shortHash(dir))
	reached, err := makeDir(other, who)
	if err != nil {
		return "", err
	}
	if !reached {
		return "", fmt.Errorf("the user %s can reach neither %s nor %s", who.name, dir, other)
	}
	fmt.Fprintf(o.Log, "the database user %s cannot reach %s: the data are kept in %s\n", who.name, dir, other)
	return other, nil
}

// makeDir makes dir for the account and tells whether the account can reach it. It refuses to
// take over a directory that holds anything a cluster does not make.
func makeDir(dir string, who account) (reached bool, err error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return false, fmt.Errorf("make directory: %w", err)
	}
	fresh := os.Mkdir(dir, 0o700)
	if fresh != nil && !errors.Is(fresh, os.ErrExist) {
		return false, fmt.Errorf("make directory: %w", fresh)
	}
	if err := onlyOurs(dir); err != nil {
		return false, err
	}
	if err := who.own(dir); err != nil {
		return false, err
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return false, fmt.Errorf("close directory: %w", err)
	}
	if who.reaches(dir) {
		return true, nil
	}
	if fresh == nil {
		return false, os.Remove(dir)
	}
	return false, nil
}

func onlyOurs(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read directory: %w", err)
	}
	ours := []string{dataName, newDataName, lockName, logName, oldLogName, localConfName, "lost+found"}
	for _, e := range entries {
		if !slices.Contains(ours, e.Name()) {
			return fmt.Errorf("%s holds %q, which is not part of a database: name an empty directory", dir, e.Name())
		}
	}
	return nil
}

// lockDir takes the directory for this process. The lock is the kernel's, so it ends with us,
// even by kill -9.
func lockDir(dir string, who account) (*os.File, error) {
	path := filepath.Join(dir, lockName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder, _ := os.ReadFile(path)
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("another station (process %s) is using %s: stop it first, or name another directory",
				strings.TrimSpace(string(holder)), dir)
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if err := errors.Join(f.Truncate(0), writePid(f), who.own(path)); err != nil {
		f.Close()
		return nil, fmt.Errorf("write lock: %w", err)
	}
	return f, nil
}

func writePid(f *os.File) error {
	_, err := f.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
	return err
}

// socketDirFor is short however deep the data lie: the kernel allows 107 bytes for a socket's path.
func socketDirFor(dir string) (string, error) {
	base := "/tmp"
	if os.Geteuid() == 0 && syscall.Access("/run", 2 /* W_OK */) == nil {
		base = "/run"
	}
	sock := filepath.Join(base, "station-"+shortHash(dir))
	if n := len(filepath.Join(sock, ".s.PGSQL."+port)); n > maxSocketPath {
		return "", fmt.Errorf("socket path of %d bytes, more than %d", n, maxSocketPath)
	}
	return sock, nil
}

// makeSocketDir makes the directory anew. In /tmp somebody else may have put something of that
// name there to listen in; then it cannot be removed, or not made, and that is an error.
func (p place) makeSocketDir(who account) error {
	if err := os.RemoveAll(p.socketDir); err != nil {
		return fmt.Errorf("clear socket directory: %w", err)
	}
	if err := os.Mkdir(p.socketDir, 0o700); err != nil {
		return fmt.Errorf("make socket directory: %w", err)
	}
	return who.own(p.socketDir)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}
