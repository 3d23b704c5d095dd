package files

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// wire stands between the station and the S3 server, and spoils connections.
type wire struct {
	net.Listener
	to    string
	mu    sync.Mutex
	cut   int64 // bytes towards the server after which the next connection is cut; 0 = never
	cuts  int   // how many connections more are cut
	busy  int   // how many requests more are answered with 503 by a server that is busy
	stall bool  // bytes go nowhere
	slow  time.Duration
	calls atomic.Int64
}

func startWire(t testing.TB, to string) *wire {
	t.Helper()
	w := &wire{Listener: must[net.Listener](t)(net.Listen("tcp", "127.0.0.1:0")), to: to}
	t.Cleanup(func() { _ = w.Close() })
	go func() {
		for {
			c, err := w.Accept()
			if err != nil {
				return
			}
			w.calls.Add(1)
			go w.carry(c)
		}
	}()
	return w
}

// spoil decides about one connection.
func (w *wire) spoil() (cut int64, busy, stall bool, slow time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cuts > 0 {
		w.cuts--
		cut = w.cut
	}
	if w.busy > 0 {
		w.busy--
		busy = true
	}
	return cut, busy, w.stall, w.slow
}

func (w *wire) set(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f()
}

func (w *wire) carry(c net.Conn) {
	defer c.Close()
	cut, busy, stall, slow := w.spoil()
	if busy {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = io.WriteString(c, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		_ = c.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, c)
		return
	}
	if stall {
		_, _ = c.Read(make([]byte, 1))
		time.Sleep(3 * time.Second)
		return
	}
	s, err := net.Dial("tcp", w.to)
	if err != nil {
		return
	}
	defer s.Close()
	go func() {
		defer c.Close()
		_, _ = io.Copy(c, s)
	}()
	if cut > 0 {
		_, _ = io.CopyN(s, c, cut)
		_ = c.(*net.TCPConn).SetLinger(0)
		return
	}
	buffer := make([]byte, 32<<10)
	for {
		n, err := c.Read(buffer)
		if n > 0 {
			time.Sleep(slow)
			if _, err := s.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
