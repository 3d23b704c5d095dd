package notices_test

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

func TestOnlyThePublicInternetIsCalled(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
		"::1", "::", "fe80::1", "fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001::1", "::127.0.0.1", "ff02::1", "fec0::1", "2001:db8::1"} {
		if notices.Public(netip.MustParseAddr(inside)) {
			t.Errorf("%s counts as public", inside)
		}
	}
	for _, outside := range []string{"1.1.1.1", "203.0.112.1", "2606:4700::1111", "240e::1", "::ffff:8.8.8.8"} {
		if !notices.Public(netip.MustParseAddr(outside)) {
			t.Errorf("%s counts as not public", outside)
		}
	}
}

// TestAnAddressIsLookedAtWhenItIsDialled: the name was fine when it was entered.
func TestAnAddressIsLookedAtWhenItIsDialled(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{})
	o.worker = notices.NewWorker(o.room, o.door, notices.Outward{Hooks: notices.NewCaller(notices.CallerOptions{Roots: roots})})
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]"} {
		o.hook("https://" + host + port + "/")
	}
	o.tell(notices.Notice{Tenant: acme, Kind: notices.LicenceAccepted, Key: "licence.accepted:1", Args: notices.Args{"company": "甲"}})
	o.work()
	if n := len(s.all()); n != 0 {
		t.Errorf("%d requests went inside", n)
	}
	for _, state := range o.states() {
		if state != "hook:pending:not_public" {
			t.Errorf("%s", state)
		}
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	inner, _ := receiver(t, nil)
	s, roots := receiver(t, func(_ int, w http.ResponseWriter) int {
		w.Header().Set("Location", inner.URL)
		return 307
	})
	o := open(t, setup{roots: roots})
	o.hook(s.URL)
	o.tell(export())
	o.work()
	if len(s.all()) != 1 || len(inner.all()) != 0 || !slices.Contains(o.states(), "hook:pending:307") {
		t.Errorf("%v, %d requests, %d to where it was redirected", o.states(), len(s.all()), len(inner.all()))
	}
}

func TestAReceiverIsTrustedByItsCertificateOnly(t *testing.T) {
	t.Parallel()
	s, _ := receiver(t, nil)
	o := open(t, setup{})
	o.hook(s.URL)
	o.tell(export())
	o.work()
	if len(s.all()) != 0 || !slices.Contains(o.states(), "hook:pending:certificate") {
		t.Errorf("%d requests, %v", len(s.all()), o.states())
	}
}

func TestAnEndlessAnswerIsNotRead(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, func(_ int, w http.ResponseWriter) int {
		w.WriteHeader(200)
		line := []byte(strings.Repeat("x", 64<<10))
		for range 1000 {
			if _, err := w.Write(line); err != nil {
				break
			}
		}
		return -1
	})
	o := open(t, setup{roots: roots})
	o.hook(s.URL)
	o.tell(export())
	began := time.Now()
	o.work()
	if took := time.Since(began); took > 3*time.Second || !slices.Contains(o.states(), "hook:sent:ok") {
		t.Errorf("%s, %v", took, o.states())
	}
}

func TestAWebhookIsTheOwnTenantsOnly(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{roots: roots})
	id, _ := o.hook(s.URL)
	stranger := actor(rival, wang)
	for what, try := range map[string]func() error{
		"reads":       func() error { _, err := o.room.Webhook(ctx, stranger, id); return err },
		"reads a log": func() error { _, err := o.room.Deliveries(ctx, stranger, id, notices.DeliveryID{}, 10); return err },
		"rotates":     func() error { _, err := o.room.RotateSecret(ctx, stranger, id, uuid.New()); return err },
		"turns off":   func() error { return o.room.TurnOff(ctx, stranger, id) },
		"turns on":    func() error { return o.room.TurnOn(ctx, stranger, id) },
		"removes":     func() error { return o.room.RemoveWebhook(ctx, stranger, id) },
		"tests":       func() error { return o.room.TestWebhook(ctx, stranger, id, uuid.New()) },
		"replays":     func() error { _, err := o.room.ReplaySince(ctx, stranger, id, wednesday); return err },
	} {
		if err := try(); !isFault(err, station.NotFound) {
			t.Errorf("a stranger %s: %v", what, err)
		}
	}
	o.tell(notices.Notice{Tenant: rival, To: notices.To(wang), Kind: notices.ExportReady, Key: "export.ready:9", Args: notices.Args{"until": wednesday}})
	o.work()
	if n := len(s.all()); n != 0 {
		t.Errorf("%d events of another company", n)
	}
}

func TestOnlyAnAddressThatMayBeCalledIsTaken(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	who := actor(acme, chen)
	for _, wrong := range []string{"", "http://example.com/", "https://", "https://user:pass@example.com/", "ftp://example.com", "example.com", "https://example.com/" + strings.Repeat("x", 600), "https://exa\nmple.com"} {
		if _, err := o.room.AddWebhook(ctx, who, notices.WebhookID(uuid.New()), wrong, notices.Events()); !isFault(err, station.Invalid) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	for _, kinds := range [][]notices.Kind{nil, {notices.PasswordChanged}, {"no.such"}} {
		if _, err := o.room.AddWebhook(ctx, who, notices.WebhookID(uuid.New()), "https://example.com/", kinds); !isFault(err, station.Invalid) {
			t.Errorf("%v: %v", kinds, err)
		}
	}
	id := notices.WebhookID(uuid.New())
	first, err := o.room.AddWebhook(ctx, who, id, "https://example.com/hook?token=t", []notices.Kind{notices.ExportReady})
	must(t, err)
	again, err := o.room.AddWebhook(ctx, who, id, "https://example.com/hook?token=t", []notices.Kind{notices.ExportReady})
	if again != "" || err != nil || !strings.HasPrefix(first, "whsec_") {
		t.Errorf("the same command twice: %q, %v", again, err)
	}
	for i := range 4 {
		if _, err := o.room.AddWebhook(ctx, who, notices.WebhookID(uuid.New()), fmt.Sprintf("https://example.com/%d", i), notices.Events()); err != nil {
			t.Error(err)
		}
	}
	if _, err := o.room.AddWebhook(ctx, who, notices.WebhookID(uuid.New()), "https://example.com/", notices.Events()); !isFault(err, station.Conflict) {
		t.Errorf("one too many: %v", err)
	}
	hooks, err := o.room.Webhooks(ctx, who)
	if err != nil || len(hooks) != 5 {
		t.Errorf("%d webhooks, %v", len(hooks), err)
	}
	if hook, err := o.room.Webhook(ctx, who, id); err != nil || hook.URL != "https://example.com/hook?token=t" || len(hook.Kinds) != 1 {
		t.Errorf("%+v, %v", hook, err)
	}
	var plain int
	o.query(`select count(*)::int from app.webhooks w where w::text like '%example%' or w::text like '%whsec%'`, &plain)
	if plain != 0 {
		t.Error("an address or a secret in plain")
	}
}

func TestATestGoesToOneSystemOnlyAndOnceACommand(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	other, _ := receiver(t, nil)
	o := open(t, setup{roots: roots})
	id, _ := o.hook(s.URL)
	o.hook(other.URL)
	command := uuid.New()
	for range 2 {
		must(t, o.room.TestWebhook(ctx, actor(acme, chen), id, command))
	}
	o.work()
	if got := s.all(); len(got) != 1 || !strings.Contains(string(got[0].body), `"type":"webhook.test"`) || len(other.all()) != 0 {
		t.Errorf("%d and %d requests", len(got), len(other.all()))
	}
}

func TestWhatIsTurnedOffOrRemovedIsNotCalled(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{roots: roots})
	who := actor(acme, chen)
	id, _ := o.hook(s.URL)
	removed, _ := o.hook(s.URL)
	o.tell(export())
	must(t, o.room.TurnOff(ctx, who, id))
	must(t, o.room.RemoveWebhook(ctx, who, removed))
	o.work()
	if n := len(s.all()); n != 0 {
		t.Errorf("%d requests", n)
	}
	must(t, o.room.TurnOn(ctx, who, id))
	if n, err := o.room.ReplaySince(ctx, who, id, wednesday.Add(-time.Hour)); n != 1 || err != nil {
		t.Errorf("%d replayed, %v", n, err)
	}
	o.work()
	if n := len(s.all()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestASlowSystemTakesNoMoreThanItsShareOfTheWorkers(t *testing.T) {
	t.Parallel()
	hold := make(chan bool)
	s, roots := receiver(t, func(int, http.ResponseWriter) int { <-hold; return 200 })
	o := open(t, setup{roots: roots})
	o.hook(s.URL)
	for i := range 6 {
		n := export()
		n.Key = fmt.Sprintf("export.ready:%d", i)
		n.To = nil
		o.tell(n)
	}
	var group sync.WaitGroup
	for _, job := range o.tray.jobs {
		group.Go(func() { _ = o.worker.Deliver(context.WithoutCancel(ctx), job.Args.(notices.DeliverJob)) })
		time.Sleep(30 * time.Millisecond)
	}
	if n := len(s.all()); n != 3 {
		t.Errorf("%d requests at once", n)
	}
	close(hold)
	group.Wait()
}
