package files

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// eicar is the file that every scanner knows, in halves, so that none takes this source for it.
var eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}$` + `EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// mood is what goes wrong with a daemon.
type mood int

const (
	well mood = iota
	hangs
	hangsUp      // in the middle of a file
	hurries      // says OK before it has seen all, and hangs up
	tells        // something else
	answersEmpty // hangs up instead of a verdict
)

// daemon speaks the protocol of clamd as its manual page and its source have it: commands that begin with z end with a
// zero, and so do the answers; chunks come with their length in four bytes; beyond StreamMaxLength it answers and hangs up.
type daemon struct {
	net.Listener
	mu     sync.Mutex
	mood   mood
	word   string // what it says when it says something else
	most   int64
	seen   bytes.Buffer
	closed chan struct{}
}

func startDaemon(t testing.TB, network string) *daemon {
	t.Helper()
	address := "127.0.0.1:0"
	if network == "unix" {
		address = filepath.Join(t.TempDir(), "clamd.ctl")
	}
	l := must[net.Listener](t)(net.Listen(network, address))
	d := &daemon{Listener: l, most: 25 << 20, closed: make(chan struct{})}
	t.Cleanup(func() { close(d.closed); _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go d.serve(c)
		}
	}()
	return d
}

func (d *daemon) client(t testing.TB) *Clamd {
	return &Clamd{Network: d.Addr().Network(), Address: d.Addr().String()}
}

func (d *daemon) feel(m mood) { d.be(m, "", 25<<20) }

// be says how the daemon is from the next file on.
func (d *daemon) be(m mood, word string, most int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mood, d.word, d.most = m, word, most
}

func (d *daemon) is() (mood, string, int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.mood, d.word, d.most
}

// saw is the last file that came whole.
func (d *daemon) saw() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return bytes.Clone(d.seen.Bytes())
}

func (d *daemon) serve(c net.Conn) {
	defer c.Close()
	from := bufio.NewReader(c)
	kind, err := from.ReadByte()
	if err != nil {
		return
	}
	end := map[byte]byte{'z': 0, 'n': '\n'}
	command, err := from.ReadString(end[kind])
	if err != nil || kind != 'z' && kind != 'n' {
		return
	}
	answer := func(text string) { _, _ = c.Write(append([]byte(text), end[kind])) }
	switch command = strings.TrimRight(command, "\x00\n"); command {
	case "PING":
		answer("PONG")
	case "INSTREAM":
		d.stream(c, from, answer)
	default:
		answer("UNKNOWN COMMAND")
	}
}

func (d *daemon) stream(c net.Conn, from io.Reader, answer func(string)) {
	m, word, most := d.is()
	if m == hangs {
		<-d.closed
		return
	}
	var all bytes.Buffer
	for {
		var size uint32
		if binary.Read(from, binary.BigEndian, &size) != nil {
			return
		}
		if size == 0 {
			break
		}
		if int64(all.Len())+int64(size) > most {
			answer("INSTREAM size limit exceeded. ERROR")
			return
		}
		if _, err := io.CopyN(&all, from, int64(size)); err != nil {
			return
		}
		if m == hangsUp {
			return
		}
		if m == hurries {
			answer("stream: OK")
			return
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen.Reset()
	d.seen.Write(all.Bytes())
	switch {
	case m == answersEmpty:
	case m == tells:
		answer(word)
	case bytes.Contains(all.Bytes(), []byte(eicar)):
		answer("stream: Eicar-Test-Signature FOUND")
	default:
		answer("stream: OK")
	}
}

func (d *daemon) String() string { return fmt.Sprint(d.Addr()) }
