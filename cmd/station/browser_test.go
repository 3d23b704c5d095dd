package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// TestInABrowser walks the portal in Chromium as people do: from sign-up to the PDF at 1440 and
// 390 px, in English, dark, large print and without script, by keyboard alone, without a network,
// two people at once, on a slow and on a cut network, on a shared device, past the end of a session,
// on a narrow screen with wide letters and forced colours, as staff, with a second factor of every kind, as the administrator
// who sets how mails leave, and through the guide, whose pictures it takes: first, while the demo is as it was made. STATION_PICTURES=DIR writes them there. Every page is held to axe,
// to no overflow and to no console error.
func TestInABrowser(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node is missing: run `make test`, which installs what is needed")
	}
	if _, err := os.Stat("../../node_modules/playwright-core"); err != nil {
		t.Fatal("node_modules is missing: run `make test`, which installs what is needed")
	}
	post, err := fakepost.Start(false)
	if err != nil {
		t.Fatal(err)
	}
	post.User, post.Password = "station", "p@ss word"
	go post.Serve()
	defer post.Close()
	p := launch(t, dataFolder(t), freePort(t), "--demo")
	defer p.stop()
	for _, way := range []string{"help", "desktop", "phone", "english", "dark", "large", "nojs", "keyboard", "offline", "conflict", "slow", "cut", "shared", "expired", "narrow", "staff", "again", "invite", "claim", "recover", "expert", "messages", "review", "annotate", "override", "sign", "insight", "factor", "trust", "trust-360", "trust-nojs", "trust-keys", "settings", "settings-360", "settings-nojs"} {
		t.Run(way, func(t *testing.T) {
			cmd := exec.Command(node, filepath.Join("web", "browser", "walk.mjs"), p.base, way)
			cmd.Dir = "../.."
			cmd.Env = append(os.Environ(), "STATION_TEST_POST="+post.Addr, "STATION_TEST_POST_CERT="+string(post.Cert))
			cmd.WaitDelay = time.Second
			timer := time.AfterFunc(3*time.Minute, func() { _ = cmd.Process.Kill() })
			defer timer.Stop()
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	t.Run("settings sent mails", func(t *testing.T) {
		if mails := post.Mails(); len(mails) != 6 { // two of each administrator: before and after saving
			t.Errorf("%d mails came through the relay that administrators set", len(mails))
		}
	})
}
