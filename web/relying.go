package web

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// party is the site as passkeys know it, under the name by which the visitor came if it is one of the site's. Keys need
// a name, and TLS but on this machine: where there is none, the zero Party comes with a word on what to do.
func (p *Portal) party(c *fiber.Ctx) (accounts.Party, station.Text) {
	out := accounts.Party{Name: p.say(p.lang(c), "brand.name")}
	host := hostName(string(c.Request().Host()))
	switch public, err := url.Parse(p.site.PublicURL); {
	case p.site.PublicURL == "" && (host == "localhost" || strings.HasSuffix(host, ".localhost")):
		out.Host, out.Origin = host, "http://"+string(c.Request().Host())
	case p.site.PublicURL == "":
		return accounts.Party{}, station.Say("factor.use_localhost", "url", "http://localhost"+portOf(string(c.Request().Host())))
	case err != nil || public.Scheme != "https":
		return accounts.Party{}, station.Say("factor.no_keys_here")
	case host != public.Hostname() && p.isStations(host):
		out.Host, out.Origin = host, "https://"+host
	default:
		out.Host, out.Origin = public.Hostname(), "https://"+public.Host
	}
	if _, err := netip.ParseAddr(out.Host); err == nil {
		return accounts.Party{}, station.Say("factor.no_keys_here")
	}
	return out, station.Text{}
}

// isStations tells whether a host is one that a station of this installation has.
func (p *Portal) isStations(host string) bool {
	p.places.mu.Lock()
	defer p.places.mu.Unlock()
	for _, s := range p.places.all {
		if s.Host == host && host != "" {
			return true
		}
	}
	return false
}

// portOf is the port of a host with its colon, or nothing.
func portOf(host string) string {
	if cut := strings.LastIndexByte(host, ':'); cut > strings.LastIndexByte(host, ']') {
		return host[cut:]
	}
	return ""
}
