package notices_test

import (
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

// TestTheSignatureIsThatOfStandardWebhooks holds it against the example of the specification's libraries.
func TestTheSignatureIsThatOfStandardWebhooks(t *testing.T) {
	t.Parallel()
	got, err := notices.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil || got != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("%s, %v", got, err)
	}
}

// caught is a request that a receiver got.
type caught struct {
	id, at, signature string
	body              []byte
}

// system is a tenant's system that receives webhooks.
type system struct {
	*httptest.Server
	mu   sync.Mutex
	got  []caught
	plan func(n int, w http.ResponseWriter) int // a status; 0 cuts the connection
}

func (s *system) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	n := len(s.got)
	s.got = append(s.got, caught{r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), r.Header.Get("webhook-signature"), body})
	s.mu.Unlock()
	status := 204
	if s.plan != nil {
		status = s.plan(n, w)
	}
	if status < 0 {
		return // the plan has answered
	}
	if status == 0 {
		panic(http.ErrAbortHandler) // cut the connection
	}
	w.WriteHeader(status)
}

func (s *system) all() []caught {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.got)
}

func receiver(t testing.TB, plan func(n int, w http.ResponseWriter) int) (*system, *x509.CertPool) {
	t.Helper()
	s := &system{plan: plan}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return s, pool
}

func (o *office) hook(url string) (notices.WebhookID, string) {
	o.t.Helper()
	id := notices.WebhookID(uuid.New())
	secret, err := o.room.AddWebhook(ctx, actor(acme, chen), id, url, notices.Events())
	must(o.t, err)
	return id, secret
}

func (c caught) signed(t *testing.T, secrets ...string) {
	t.Helper()
	seconds, err := strconv.ParseInt(c.at, 10, 64)
	must(t, err)
	want, err := notices.Sign(c.id, time.Unix(seconds, 0), c.body, secrets...)
	must(t, err)
	if c.signature != want {
		t.Errorf("signature %q, want %q", c.signature, want)
	}
}

func TestAnEventComesSignedAndNamesNobody(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{roots: roots})
	_, secret := o.hook(s.URL + "/in")
	o.tell(notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.ClaimDecided, Key: "claim.decided:1", Args: notices.Args{"company": "卡纳里公司", "outcome": "granted"}, Link: "/claims/1"})
	o.tell(notices.Notice{Tenant: acme, Kind: notices.LicenceAccepted, Key: "licence.accepted:1", Args: notices.Args{"company": "卡纳里公司"}}) // to systems only
	o.work()
	got := s.all()
	if len(got) != 2 {
		t.Fatalf("%d requests, %v", len(got), o.states())
	}
	got[0].signed(t, secret)
	var said struct {
		Type, Timestamp string
		Data            map[string]any
	}
	must(t, json.Unmarshal(got[0].body, &said))
	if said.Type != "claim.decided" || said.Data["outcome"] != "granted" || said.Data["link"] != "https://station.example/claims/1" || said.Data["company"] != nil || strings.Contains(string(got[0].body), "卡纳里") {
		t.Errorf("%s", got[0].body)
	}
	if got[0].id == got[1].id || !strings.HasPrefix(got[0].id, "msg_") {
		t.Errorf("ids %q, %q", got[0].id, got[1].id)
	}
	o.tell(changed("password.changed:1")) // no event
	o.work()
	if n := len(s.all()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestWhileASecretChangesBothSign(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, nil)
	o := open(t, setup{roots: roots})
	id, old := o.hook(s.URL)
	command := uuid.New()
	fresh, err := o.room.RotateSecret(ctx, actor(acme, chen), id, command)
	must(t, err)
	if again, err := o.room.RotateSecret(ctx, actor(acme, chen), id, command); again != "" || err != nil { // pressed twice
		t.Errorf("the same command again gives %q, %v", again, err)
	}
	o.tell(export())
	o.work()
	o.now = o.now.Add(25 * time.Hour)
	n := export()
	n.Key = "export.ready:2"
	o.tell(n)
	o.work()
	got := s.all()
	if fresh == old || len(got) != 2 {
		t.Fatalf("%d requests", len(got))
	}
	got[0].signed(t, fresh, old)
	got[1].signed(t, fresh)
}

// TestAWebhookIsTriedForThreeDaysThenTurnedOffAndItsKeeperTold: all tries carry one id; replaying by hand
// afterwards carries it too.
func TestAWebhookIsTriedForThreeDaysThenTurnedOffAndItsKeeperTold(t *testing.T) {
	t.Parallel()
	var mend sync.Once
	mended := make(chan bool)
	s, roots := receiver(t, func(n int, _ http.ResponseWriter) int {
		select {
		case <-mended:
			return 200
		default:
			return []int{500, 0, 404, 302}[n%4]
		}
	})
	o := open(t, setup{roots: roots})
	who := actor(acme, chen)
	id, _ := o.hook(s.URL)
	o.tell(export())
	o.work()
	began := o.now
	var hook notices.Webhook
	for o.now.Sub(began) < 6*24*time.Hour {
		o.pass(20 * time.Minute)
		var err error
		hook, err = o.room.Webhook(ctx, who, id)
		must(t, err)
		if !hook.OffAt.IsZero() {
			break
		}
	}
	if lasted := hook.OffAt.Sub(began); hook.OffWhy != "failing" || lasted < 70*time.Hour || lasted > 90*time.Hour || hook.FailingSince.IsZero() {
		t.Fatalf("off %q after %s", hook.OffWhy, lasted)
	}
	tries := s.all()
	for _, c := range tries {
		if c.id != tries[0].id || string(c.body) != string(tries[0].body) {
			t.Errorf("a try with another id or body: %s", c.id)
		}
	}
	if len(tries) != 10 {
		t.Errorf("%d tries", len(tries))
	}
	var told []string
	for _, item := range o.inbox(who, "zh") {
		told = append(told, item.Subject)
	}
	if !strings.Contains(strings.Join(told, " "), "发往 "+strings.TrimPrefix(s.URL, "https://")+" 的推送已停用") {
		t.Errorf("the keeper was told %v", told)
	}
	if _, err := o.room.ReplaySince(ctx, who, id, began); !isFault(err, station.Conflict) {
		t.Errorf("replay while it is off: %v", err)
	}
	n := export()
	n.Key = "export.ready:2"
	o.tell(n) // while it is off: no delivery
	mend.Do(func() { close(mended) })
	must(t, o.room.TurnOn(ctx, who, id))
	if n, err := o.room.ReplaySince(ctx, who, id, began); n != 1 || err != nil {
		t.Errorf("%d replayed, %v", n, err)
	}
	o.work()
	if got := s.all(); len(got) != 11 || got[10].id != tries[0].id {
		t.Errorf("%d requests", len(got))
	}
	log, err := o.room.Deliveries(ctx, who, id, notices.DeliveryID{}, 10)
	must(t, err)
	if len(log) != 1 || log[0].State != "sent" || log[0].Kind != notices.ExportReady || log[0].Tries != 1 {
		t.Errorf("%+v", log)
	}
	must(t, o.room.Replay(ctx, who, id, log[0].ID)) // also what arrived, when asked for by name
	o.work()
	if got := s.all(); len(got) != 12 || got[11].id != tries[0].id {
		t.Errorf("%d requests", len(got))
	}
	if !slices.Contains(o.trail.Actions, "webhook.replay") {
		t.Errorf("trail: %v", o.trail.Actions)
	}
}

func isFault(err error, kind station.Kind) bool {
	f, ok := station.AsFault(err)
	return ok && f.Kind == kind
}

func TestWhoSaysGoneIsNotCalledAgain(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, func(int, http.ResponseWriter) int { return 410 })
	o := open(t, setup{roots: roots})
	id, _ := o.hook(s.URL)
	o.tell(export())
	o.work()
	hook, err := o.room.Webhook(ctx, actor(acme, chen), id)
	if err != nil || hook.OffWhy != "gone" || len(s.all()) != 1 {
		t.Errorf("%+v %v", hook, err)
	}
}

func TestWhoAsksToBeLeftAloneIs(t *testing.T) {
	t.Parallel()
	s, roots := receiver(t, func(n int, w http.ResponseWriter) int {
		w.Header().Set("Retry-After", "3600")
		return []int{429, 503, 200}[n]
	})
	o := open(t, setup{roots: roots})
	o.hook(s.URL)
	o.tell(export())
	o.work()
	o.pass(50 * time.Minute)
	if n := len(s.all()); n != 1 {
		t.Errorf("%d requests within the hour", n)
	}
	o.pass(11 * time.Minute)
	o.pass(61 * time.Minute)
	if n := len(s.all()); n != 3 {
		t.Errorf("%d requests", n)
	}
}
