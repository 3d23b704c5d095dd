package files

import (
	"context"
	"fmt"
	"net"
	"slices"
	"time"
)

// dialOnly connects to the hosts it is given and to no other, and hangs up on one that keeps still for too long.
func dialOnly(hosts []string, stall time.Duration) func(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil || !slices.Contains(hosts, host) {
			return nil, fmt.Errorf("files: %s is not the endpoint; no connection is made", address)
		}
		conn, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &impatient{Conn: conn, stall: stall}, nil
	}
}

// impatient is a connection each call of which must end in time. A slow transfer goes on; one that stands still does not.
type impatient struct {
	net.Conn
	stall time.Duration
}

// Read hangs up when nothing comes.
func (c *impatient) Read(p []byte) (int, error) {
	defer time.AfterFunc(c.stall, c.hangUp).Stop()
	return c.Conn.Read(p)
}

// Write hangs up when nothing is taken.
func (c *impatient) Write(p []byte) (int, error) {
	defer time.AfterFunc(c.stall, c.hangUp).Stop()
	return c.Conn.Write(p)
}

func (c *impatient) hangUp() { _ = c.Conn.Close() }

// onThisMachine tells whether a host is a loopback address.
func onThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
