package main

import (
	"bytes"
	wire "encoding/binary"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// cutter stands between a station and its database. On demand it cuts every connection before the n-th write, or
// after a commit whose answer the station never hears: to the database it is as if the station were killed there.
type cutter struct {
	t       testing.TB
	network string
	address string // of the database
	url     string // for the station

	mu     sync.Mutex
	left   int    // statements until the cut; 0 = none
	said   string // the statement before which it was cut; empty = it was not
	commit bool   // cut after a commit
	open   map[net.Conn]bool
}

func newCutter(t testing.TB, url string) *cutter {
	t.Helper()
	c, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	out := &cutter{t: t, network: "tcp", address: net.JoinHostPort(c.Host, fmt.Sprint(c.Port)), open: map[net.Conn]bool{}}
	if strings.HasPrefix(c.Host, "/") {
		out.network, out.address = "unix", filepath.Join(c.Host, fmt.Sprintf(".s.PGSQL.%d", c.Port))
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close(); out.cutAll() })
	_, port, _ := net.SplitHostPort(l.Addr().String())
	out.url = fmt.Sprintf("host=127.0.0.1 port=%s user=%s dbname=%s sslmode=disable", port, c.User, c.Database)
	if c.Password != "" {
		out.url += " password=" + c.Password
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go out.carry(conn)
		}
	}()
	return out
}

// arm has the next cut happen before the n-th write or commit, or after the n-th commit.
func (c *cutter) arm(n int, commit bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.commit, c.said = n, commit, ""
}

// disarm tells before which statement it was cut.
func (c *cutter) disarm() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left = 0
	return c.said
}

func (c *cutter) cutAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.open {
		conn.Close()
	}
	clear(c.open)
}

func (c *cutter) keep(all ...net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range all {
		c.open[conn] = true
	}
}

// carry carries one connection.
func (c *cutter) carry(client net.Conn) {
	server, err := net.Dial(c.network, c.address)
	if err != nil {
		client.Close()
		return
	}
	c.keep(client, server)
	defer client.Close()
	defer server.Close()
	deaf := make(chan struct{})
	go func() {
		defer client.Close()
		answer := make([]byte, 64<<10)
		for {
			n, err := server.Read(answer)
			select {
			case <-deaf: // the database has committed, and nobody hears it
				c.cutAll()
				return
			default:
			}
			if n > 0 {
				if _, err := client.Write(answer[:n]); err != nil {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	head, seen := make([]byte, 4), statements{writes: map[string]bool{}}
	if _, err := io.ReadFull(client, head); err != nil || c.pass(server, client, head) != nil {
		return
	}
	for head = make([]byte, 5); ; {
		if _, err := io.ReadFull(client, head); err != nil {
			return
		}
		body := make([]byte, wire.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(client, body); err != nil {
			return
		}
		if text := seen.write(head[0], string(body)); text != "" && c.hit(text) {
			if !c.commit {
				c.cutAll()
				return
			}
			close(deaf)
		}
		if _, err := server.Write(append(bytes.Clone(head), body...)); err != nil {
			return
		}
	}
}

// statements are those that one connection has prepared.
type statements struct {
	writes map[string]bool // by their names
	reads  bool            // the transaction reads only
	bound  bool            // what is executed next writes
}

// write follows a message of the wire protocol and tells what it has the database write; empty = nothing.
func (s *statements) write(kind byte, body string) string {
	first, rest, _ := strings.Cut(body, "\x00")
	second, _, _ := strings.Cut(rest, "\x00")
	switch kind {
	case 'P': // name, text
		s.writes[first] = strings.Contains(second, "insert into") || strings.Contains(second, "delete from") || strings.Contains(second, "update ") && strings.Contains(second, " set ")
	case 'B': // portal, name
		s.bound = s.writes[second]
	case 'E':
		if s.bound {
			return "a write"
		}
	case 'Q':
		if strings.HasPrefix(first, "begin") {
			s.reads = strings.Contains(first, "read only")
		}
		if strings.HasPrefix(first, "commit") && !s.reads {
			return first
		}
	}
	return ""
}

// pass hands the first message on, which has no kind.
func (c *cutter) pass(server, client net.Conn, head []byte) error {
	if _, err := server.Write(head); err != nil {
		return err
	}
	_, err := io.CopyN(server, client, int64(wire.BigEndian.Uint32(head))-4)
	return err
}

// hit counts a statement, and tells whether it is the one. One that is armed for a commit waits for it.
func (c *cutter) hit(text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left == 0 {
		return false
	}
	if c.commit && !strings.HasPrefix(text, "commit") {
		return false
	}
	if c.left--; c.left > 0 {
		return false
	}
	c.said = text
	return true
}
