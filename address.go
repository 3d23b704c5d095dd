package station

import "net/netip"

// never are addresses at which clouds answer programs of a machine with its secrets, beyond the link-local ones.
var never = []netip.Addr{netip.MustParseAddr("100.100.100.200"), netip.MustParseAddr("168.63.129.16"), netip.MustParseAddr("fd00:ec2::254")}

// NeverCalled tells whether no setting may lead to an address: link-local ones (169.254.0.0/16, fe80::/10), at which clouds keep
// their metadata, others of that kind, and what is no single machine. Addresses of the house's own network may be called.
func NeverCalled(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() || a == netip.AddrFrom4([4]byte{255, 255, 255, 255}) {
		return true
	}
	for _, one := range never {
		if a.WithZone("") == one {
			return true
		}
	}
	return false
}
