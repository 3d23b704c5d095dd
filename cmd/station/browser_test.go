package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// portalWays are the ways of a company's people alone with the portal: from sign-up to the PDF at 1440
// and 390 px, in English, dark, large print and without script, by keyboard alone, without a network,
// two people at once, on a slow and on a cut network, on a shared device, past the end of a session;
// of who invites by keyboard and who claims without script;
// and of the administrator who sets how mails leave (last: no mailbox of the demo sees one after that).
var portalWays = []string{
	"desktop", "phone", "english", "dark", "large", "nojs", "keyboard", "offline", "conflict", "slow", "cut",
	"shared", "expired",
	"invite-keys", "claim-nojs",
	"settings", "settings-360", "settings-nojs",
}

// peopleWays are those of several people with each other and of the staff, with a second factor of
// every kind, a lost password in large print and a new phone at 360 px; and the guide, whose pictures are taken first, while the demo
// is as it was made. STATION_PICTURES=DIR writes them there.
var peopleWays = []string{
	"help", "invite", "claim", "recover", "expert", "messages", "review", "annotate", "override", "sign",
	"trust", "trust-360", "trust-nojs", "trust-keys", "narrow", "staff", "again", "insight", "factor",
	"recover-large", "phone-360",
}

// longWays are the rest of the stories in every manner, for the soak: on every change each story is walked in one of them, and each
// manner once.
var longWays = []string{
	"invite-360", "invite-large", "invite-nojs", "claim-keys", "claim-360", "claim-large",
	"recover-keys", "recover-360", "recover-nojs", "phone-keys", "phone-large", "phone-nojs",
}

// TestInABrowser walks the portal in Chromium as people do, in two stations side by side. Every page is
// held to axe, to no overflow and to no console error.
func TestInABrowser(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node is missing: run `make test`, which installs what is needed")
	}
	if _, err := os.Stat("../../node_modules/playwright-core"); err != nil {
		t.Fatal("node_modules is missing: run `make test`, which installs what is needed")
	}
	seen := t.TempDir()
	t.Run("portal", func(t *testing.T) {
		t.Parallel()
		walkAll(t, node, seen, portalWays, 6) // two of each administrator: before and after saving
	})
	t.Run("people", func(t *testing.T) {
		t.Parallel()
		walkAll(t, node, seen, peopleWays, 0)
	})
	if os.Getenv("STATION_SOAK") == "" {
		return
	}
	t.Run("long", func(t *testing.T) {
		t.Parallel()
		walkAll(t, node, seen, longWays, 0)
	})
}

// walkAll walks the ways one after another in a demo of their own, and counts the mails that left
// through a relay that the administrators of the demo set.
func walkAll(t *testing.T, node, seen string, ways []string, mails int) {
	post, err := fakepost.Start(false)
	if err != nil {
		t.Fatal(err)
	}
	post.User, post.Password = "station", "p@ss word"
	go post.Serve()
	defer post.Close()
	p := launch(t, dataFolder(t), freePort(t), "--demo")
	defer p.stop()
	for _, way := range ways {
		t.Run(way, func(t *testing.T) {
			cmd := exec.Command(node, filepath.Join("web", "browser", "walk.mjs"), p.base, way)
			cmd.Dir = "../.."
			cmd.Env = append(os.Environ(), "STATION_TEST_POST="+post.Addr, "STATION_TEST_POST_CERT="+string(post.Cert), "STATION_AXE_SEEN="+seen)
			cmd.WaitDelay = time.Second
			timer := time.AfterFunc(6*time.Minute, func() { _ = cmd.Process.Kill() })
			defer timer.Stop()
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	t.Run("mails sent", func(t *testing.T) {
		if sent := post.Mails(); len(sent) != mails {
			t.Errorf("%d mails came through the relay that administrators set, not %d", len(sent), mails)
		}
	})
}
