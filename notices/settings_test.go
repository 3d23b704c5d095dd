package notices_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
)

func settings(pairs ...string) notices.Settings {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestASettingThatCannotBeIsNamed(t *testing.T) {
	t.Parallel()
	for name, pairs := range map[string][]string{
		"host":     {"security", "tls", "from", "a@example.org"},
		"security": {"host", "mail.example.org", "from", "a@example.org"},
		"from":     {"host", "mail.example.org", "security", "tls", "from", "nobody"},
		"port":     {"host", "mail.example.org", "security", "tls", "from", "a@example.org", "port", "mail"},
		"ca":       {"host", "mail.example.org", "security", "tls", "from", "a@example.org", "ca", "no certificate"},
	} {
		_, err := notices.RelayFrom(settings(pairs...))
		var wrong *notices.SettingFault
		if !errors.As(err, &wrong) || wrong.Name != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := notices.RelayFrom(settings("host", "10.1.2.3", "security", "starttls", "user", "a@b:c", "password", "p@/:?#", "from", "a@example.org")); err != nil {
		t.Errorf("a relay of the house: %v", err)
	}
	for _, host := range []string{"169.254.169.254", "fe80::1", "100.100.100.200", "::ffff:169.254.1.1", "mail@evil.example", "a/b"} {
		if _, err := notices.RelayFrom(settings("host", host, "security", "starttls", "from", "a@example.org")); err == nil {
			t.Errorf("%s is taken", host)
		}
	}
}

func TestNetworksOfTheHouseOnly(t *testing.T) {
	t.Parallel()
	got, err := notices.NetworksFrom("10.8.0.0/16\n192.168.1.7/24，fd00::/16")
	if err != nil || len(got) != 3 || got[1].String() != "192.168.1.0/24" {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"0.0.0.0/0", "10.0.0.0/7", "127.0.0.1/32", "169.254.0.0/16", "8.8.8.0/24", "::/0", "fe80::/10", "10.0.0.1"} {
		if _, err := notices.NetworksFrom(text); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}

func TestWhatIsSaidOfAFailedTestHoldsNoAddress(t *testing.T) {
	t.Parallel()
	gateway, err := notices.GatewayFrom(settings("url", "https://127.0.0.1:1/send?key=topsecret", "body", `["{phone}{text}"]`))
	must(t, err)
	o := open(t, setup{})
	late, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	err = o.room.TryText(late, gateway, "13800000001", "zh")
	var refused *notices.Refusal
	if !errors.As(err, &refused) || refused.Why != "refused" || refused.Detail == "" || strings.Contains(refused.Detail, "topsecret") {
		t.Errorf("%+v", refused)
	}
}

func TestWebhooksNeverReachTheMetadataOfACloud(t *testing.T) {
	t.Parallel()
	caller := notices.NewCaller(notices.CallerOptions{Allow: []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}})
	for _, url := range []string{"https://169.254.169.254/", "https://100.100.100.200/", "https://[fe80::1%25lo]/"} {
		_, err := caller.Try(ctx, url)
		if notices.Trouble(errors.Unwrap(err)) == "" || !strings.Contains(err.Error(), "not_public") {
			t.Errorf("%s: %v", url, err)
		}
	}
}
