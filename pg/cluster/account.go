package cluster

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is the user the server runs as. PostgreSQL refuses to run as root.
type account struct {
	uid, gid int
	name     string
	switched bool // the server runs as somebody else than we do
}

// chooseAccount is ourselves, or, for root, the owner of data that exist already, else postgres, else nobody.
func chooseAccount(data string) (account, error) {
	if os.Geteuid() != 0 {
		return account{uid: os.Geteuid(), gid: os.Getegid(), name: "uid " + strconv.Itoa(os.Geteuid())}, nil
	}
	var stat syscall.Stat_t
	if err := syscall.Lstat(data, &stat); err == nil && stat.Uid != 0 {
		return account{uid: int(stat.Uid), gid: int(stat.Gid), name: "uid " + strconv.Itoa(int(stat.Uid)), switched: true}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err1 == nil && err2 == nil && uid != 0 {
			return account{uid: uid, gid: gid, name: name, switched: true}, nil
		}
	}
	return account{}, fmt.Errorf("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as: add one with `useradd --system postgres`")
}

// command prepares a program to run as the account, in dir, with an environment of its own and
// in a process group of its own, so that Ctrl-C on the station's terminal does not reach it.
func (a account) command(dir, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if a.switched {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return cmd
}

// reaches tells whether the account can enter dir and write there; asking the kernel is the
// only answer that knows every parent, list and mount option.
func (a account) reaches(dir string) bool {
	return a.command("/", "/bin/sh", "-c", `cd -- "$1" && test -w .`, "sh", dir).Run() == nil
}

// own gives a file or directory to the account, never following a link.
func (a account) own(path string) error {
	if !a.switched {
		return nil
	}
	if err := os.Lchown(path, a.uid, a.gid); err != nil {
		return fmt.Errorf("give %s to %s: %w", path, a.name, err)
	}
	return nil
}
