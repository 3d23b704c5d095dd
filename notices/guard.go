package notices

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"

	"github.com/zhuqi-yunzhan/station"
)

// errInside says that an address leads to where a tenant's webhook has no business.
var errInside = errors.New("the address is not a public one")

// inside are the networks beyond netip's own notions that are not the public Internet: shared and
// special ones (RFC 6890), and those through which an IPv4 address can be reached in disguise.
var inside = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10")

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, t := range texts {
		out[i] = netip.MustParsePrefix(t)
	}
	return out
}

// public tells whether an address is one of the public Internet.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a.Zone() != "" {
		return false
	}
	for _, p := range inside {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// guard looks at each address at the moment at which it is dialled, after the name was resolved: a
// name that says one thing when it is entered and another when it is called does not get past it.
type guard struct{ allowed []netip.Prefix }

func (g guard) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", errInside, address)
	}
	a := at.Addr().Unmap()
	if station.NeverCalled(at.Addr()) {
		return errNever
	}
	for _, p := range g.allowed {
		if p.Contains(a) {
			return nil
		}
	}
	if !public(a) {
		return errInside
	}
	return nil
}

// dialer dials past the guard only.
func (g guard) dialer() *net.Dialer { return &net.Dialer{Timeout: hookDial, Control: g.control} }
