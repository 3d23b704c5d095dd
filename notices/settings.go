package notices

import (
	"crypto/x509"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// Settings give what was set under a name, empty where nothing was: so a form, or the rows of a station, become a relay or a gateway.
type Settings func(name string) string

// SettingFault says which setting is wrong, and why, as the last part of a word's key.
type SettingFault struct{ Name, Why string }

// Error names the setting; it shows no value.
func (f *SettingFault) Error() string { return "setting " + f.Name + ": " + f.Why }

// RelayFrom makes a relay of host, port, security (starttls, tls, or none on this machine), user, password, from, ca (PEM) and
// folds (yes). Fault: *SettingFault.
func RelayFrom(s Settings) (*Relay, error) {
	address := url.URL{Scheme: "smtp", Host: s("host")}
	switch s("security") {
	case "tls":
		address.Scheme = "smtps"
	case "none":
		address.RawQuery = "tls=none"
	case "starttls":
	default:
		return nil, &SettingFault{"security", "missing"}
	}
	if s("host") == "" || strings.ContainsAny(s("host"), "/@?# \t") || neverNamed(s("host")) {
		return nil, &SettingFault{"host", "wrong"}
	}
	if s("port") != "" {
		address.Host = net.JoinHostPort(s("host"), s("port"))
	}
	if s("user") != "" {
		address.User = url.UserPassword(s("user"), s("password"))
	}
	o := RelayOptions{From: s("from"), Folds: s("folds") == "yes"}
	if _, err := NewRelay("smtp://relay.invalid", RelayOptions{From: o.From}); err != nil {
		return nil, &SettingFault{"from", "wrong"}
	}
	if pem := s("ca"); pem != "" {
		o.Roots = x509.NewCertPool()
		if !o.Roots.AppendCertsFromPEM([]byte(pem)) {
			return nil, &SettingFault{"ca", "wrong"}
		}
	}
	relay, err := NewRelay(address.String(), o)
	switch {
	case err != nil && s("security") == "none":
		return nil, &SettingFault{"security", "none"}
	case err != nil:
		return nil, &SettingFault{"port", "wrong"}
	}
	return relay, nil
}

// GatewayFrom makes a gateway of url, body, headers, success and folds (yes). It is spoken to without a proxy. Fault: *SettingFault.
func GatewayFrom(s Settings) (*Gateway, error) {
	u, err := url.Parse(s("url"))
	if err != nil || u.Hostname() == "" || neverNamed(u.Hostname()) {
		return nil, &SettingFault{"url", "wrong"}
	}
	o := GatewayOptions{URL: s("url"), Headers: s("headers"), Body: s("body"), Success: s("success"), Folds: s("folds") == "yes", Direct: true}
	right := GatewayOptions{URL: "https://gateway.invalid", Body: `["{phone}{text}"]`}
	for _, part := range []struct {
		name string
		o    GatewayOptions
	}{{"url", GatewayOptions{URL: o.URL, Body: right.Body}}, {"headers", GatewayOptions{URL: right.URL, Body: right.Body, Headers: o.Headers}},
		{"body", GatewayOptions{URL: right.URL, Body: o.Body}}, {"success", GatewayOptions{URL: right.URL, Body: right.Body, Success: o.Success}}} {
		if _, err := NewGateway(part.o); err != nil {
			return nil, &SettingFault{part.name, "wrong"}
		}
	}
	return NewGateway(o)
}

// NetworksFrom reads networks, one a line, that a station's webhooks may call although they are not public: of the house only,
// never this machine. Fault: *SettingFault.
func NetworksFrom(text string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;\t\r\n，", r) }) {
		network, err := netip.ParsePrefix(word)
		if err != nil || !houseNetwork(network) {
			return nil, &SettingFault{"networks", "wrong"}
		}
		out = append(out, network.Masked())
	}
	return out, nil
}

var houseNetworks = prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")

func houseNetwork(n netip.Prefix) bool {
	for _, house := range houseNetworks {
		if house.Bits() <= n.Bits() && house.Contains(n.Addr()) {
			return true
		}
	}
	return false
}

// neverNamed tells whether a host is, in figures, an address that is never called.
func neverNamed(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && station.NeverCalled(a)
}

// IsSet stands for a secret that is there and not shown.
const IsSet = "set"

// Shown is a relay as it may be shown, by the names of RelayFrom.
func (r *Relay) Shown() map[string]string {
	out := map[string]string{"host": r.host, "port": strconv.Itoa(r.port), "security": "starttls", "from": r.from.String()}
	switch {
	case r.secure:
		out["security"] = "tls"
	case r.plain:
		out["security"] = "none"
	}
	if r.user != "" {
		out["user"] = r.user
	}
	if r.pass != "" {
		out["password"] = IsSet
	}
	return out
}

// Shown is a gateway as it may be shown, by the names of GatewayFrom: of its address only the host, for some carry a key in the rest.
func (g *Gateway) Shown() map[string]string {
	out := map[string]string{}
	if u, err := url.Parse(g.url); err == nil {
		out["url"] = u.Scheme + "://" + u.Host
	}
	if len(g.headers) > 0 {
		out["headers"] = IsSet
	}
	return out
}
