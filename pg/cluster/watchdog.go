package cluster

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"syscall"
)

// watchdog is a shell that waits on a pipe from us. When we end, however we end, the kernel
// closes the pipe, and the shell stops the server and removes what it left. A parent-death
// signal would not do: it is tied to the thread that started the child.
type watchdog struct {
	cmd  *exec.Cmd
	pipe io.WriteCloser
}

// A process that ended but that nobody collects has no working directory any more.
const watch = `read -r word; [ "$word" = done ] && exit 0
kill -QUIT "$1" 2>/dev/null
tries=0
while [ -d "/proc/$1/cwd/" ] && [ "$tries" -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
rm -rf -- "$2" "$3"`

func newWatchdog(postmaster int, p place) (*watchdog, error) {
	cmd := exec.Command("/bin/sh", "-c", watch, "station-watchdog", strconv.Itoa(postmaster), p.dir, p.socketDir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C must not end it before us
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("watchdog: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("watchdog: %w", err)
	}
	return &watchdog{cmd: cmd, pipe: pipe}, nil
}

// dismiss sends the watchdog home after the server was stopped in order.
func (w *watchdog) dismiss() error {
	_, err := io.WriteString(w.pipe, "done\n")
	err = errors.Join(err, w.pipe.Close(), w.cmd.Wait())
	if err != nil {
		return fmt.Errorf("watchdog: %w", err)
	}
	return nil
}
