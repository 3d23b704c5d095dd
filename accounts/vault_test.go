package accounts_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

var here = accounts.At("answers.sealed", "check", "1")

// keeper is a database with master keys, and companies that have nothing yet.
type keeper struct {
	t       testing.TB
	ctx     context.Context
	db      *pg.DB
	masters *seal.LocalMasters
	now     time.Time
	a, b    station.Tenant
}

func newKeeper(t testing.TB) *keeper {
	t.Helper()
	id := func() station.CompanyID { return station.CompanyID(uuid.Must(uuid.NewV7())) }
	return &keeper{t: t, ctx: context.Background(), db: pgtest.New(t), masters: accountstest.Masters(t, seal.Intl), now: noon, a: station.Tenant{Company: id()}, b: station.Tenant{Company: id()}}
}

// node is a process that begins over the keeper's database.
func (k *keeper) node() *accounts.Vault { return k.nodeOf(seal.Intl) }

func (k *keeper) nodeOf(suite seal.Suite) *accounts.Vault {
	k.t.Helper()
	return accountstest.VaultOver(k.t, k.masters, suite, func() time.Time { return k.now })
}

func (k *keeper) box(v *accounts.Vault, tenant station.Tenant) (*accounts.Box, error) {
	var box *accounts.Box
	err := k.db.Of(k.ctx, tenant, func(ctx context.Context, tx pg.Tx) (err error) {
		box, err = v.Box(ctx, tx, tenant)
		return err
	})
	return box, err
}

func (k *keeper) mustBox(v *accounts.Vault, tenant station.Tenant) *accounts.Box {
	k.t.Helper()
	box, err := k.box(v, tenant)
	k.must(err)
	return box
}

func (k *keeper) must(err error) {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
}

func (k *keeper) seal(v *accounts.Vault, tenant station.Tenant, plain string) []byte {
	k.t.Helper()
	sealed, err := k.mustBox(v, tenant).Seal(here, []byte(plain))
	k.must(err)
	return sealed
}

// opens holds what a node opens to what was sealed.
func (k *keeper) opens(v *accounts.Vault, tenant station.Tenant, sealed []byte, want string) {
	k.t.Helper()
	if plain, err := k.mustBox(v, tenant).Open(here, sealed); err != nil || string(plain) != want {
		k.t.Errorf("opens to %q, %v", plain, err)
	}
}

func (k *keeper) destroy(v *accounts.Vault, tenant station.Tenant) {
	k.t.Helper()
	k.must(k.db.Of(k.ctx, tenant, func(ctx context.Context, tx pg.Tx) error { return v.Destroy(ctx, tx, tenant) }))
	v.Forget(tenant)
}

func (k *keeper) count(sql string, with ...any) (n int) {
	k.t.Helper()
	owner := pgtest.Owner(k.t)
	k.must(owner.QueryRow(k.ctx, sql, with...).Scan(&n))
	return n
}

func TestSealedDataOpenInTheirPlaceAndForTheirTenantOnly(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	sealed := k.seal(v, k.a, "a canary")
	if bytes.Contains(sealed, []byte("canary")) {
		t.Fatal("it can be read")
	}
	k.opens(v, k.a, sealed, "a canary")
	k.opens(k.node(), k.a, sealed, "a canary")
	mine, other := k.mustBox(v, k.a), k.mustBox(v, k.b)
	bent := bytes.Clone(sealed)
	bent[len(bent)-1] ^= 1
	for name, try := range map[string]func() ([]byte, error){
		"another tenant": func() ([]byte, error) { return other.Open(here, sealed) },
		"another row":    func() ([]byte, error) { return mine.Open(accounts.At("answers.sealed", "check", "2"), sealed) },
		"another column": func() ([]byte, error) { return mine.Open(accounts.At("profiles.sealed", "check", "1"), sealed) },
		"a bit changed":  func() ([]byte, error) { return mine.Open(here, bent) },
		"cut":            func() ([]byte, error) { return mine.Open(here, sealed[:20]) },
		"nothing":        func() ([]byte, error) { return mine.Open(here, nil) },
	} {
		if plain, err := try(); plain != nil || !errors.Is(err, seal.ErrTampered) && !errors.Is(err, seal.ErrWrongKey) {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
	desk := station.Tenant{Station: station.StationID{7}}
	k.opens(v, desk, k.seal(v, desk, "of the desk"), "of the desk")
	one, err := mine.Index("list_rows.row_key", []byte("E1"))
	k.must(err)
	for name, try := range map[string]func() (string, error){
		"another tenant": func() (string, error) { return other.Index("list_rows.row_key", []byte("E1")) },
		"another column": func() (string, error) { return mine.Index("answers.mark", []byte("E1")) },
		"another value":  func() (string, error) { return mine.Index("list_rows.row_key", []byte("E2")) },
	} {
		if two, err := try(); err != nil || two == one {
			t.Errorf("the index of %s: %s %v", name, two, err)
		}
	}
	if same, err := k.mustBox(k.node(), k.a).Index("list_rows.row_key", []byte("E1")); err != nil || same != one {
		t.Errorf("the same value on another node: %s, %v", same, err)
	}
}

func TestManyFirstUsesAtOnceMakeOneKey(t *testing.T) {
	k := newKeeper(t)
	nodes := []*accounts.Vault{k.node(), k.node()}
	sealed := make([][]byte, 6)
	var group sync.WaitGroup
	for i := range sealed {
		group.Go(func() {
			err := k.db.Of(k.ctx, k.a, func(ctx context.Context, tx pg.Tx) error {
				box, err := nodes[i%2].Box(ctx, tx, k.a)
				if err == nil {
					sealed[i], err = box.Seal(here, []byte{byte(i)})
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := k.count(`select count(*) from app.data_keys`); n != 1 {
		t.Fatalf("%d keys", n)
	}
	for i, s := range sealed {
		k.opens(nodes[(i+1)%2], k.a, s, string([]byte{byte(i)}))
	}
}

// TestAKeyIsThereWithWhatItSealedOrNotAtAll ends a transaction between the making of a key and its use, both ways.
func TestAKeyIsThereWithWhatItSealedOrNotAtAll(t *testing.T) {
	k := newKeeper(t)
	v, crash := k.node(), errors.New("crash")
	err := k.db.Of(k.ctx, k.a, func(ctx context.Context, tx pg.Tx) error {
		if _, err := v.Box(ctx, tx, k.a); err != nil {
			return err
		}
		return crash
	})
	if !errors.Is(err, crash) || k.count(`select count(*) from app.data_keys`) != 0 {
		t.Fatalf("the key outlives the transaction: %v", err)
	}
	sealed := k.seal(v, k.a, "after it") // on the node that still holds the lost key in memory
	k.opens(k.node(), k.a, sealed, "after it")
	k.mustBox(v, k.b) // made, never used, and the process is gone
	later := k.node()
	k.opens(v, k.b, k.seal(later, k.b, "by the next one"), "by the next one")
	if n := k.count(`select count(*) from app.data_keys where tenant_id = $1`, k.b.ID()); n != 1 {
		t.Errorf("%d keys", n)
	}
}

func TestABoxThatOnlyReadsMakesNoKey(t *testing.T) {
	k := newKeeper(t)
	v := k.node()
	k.must(k.db.ReadOf(k.ctx, k.a, func(ctx context.Context, tx pg.Tx) error {
		box, err := v.ReadBox(ctx, tx, k.a)
		if err != nil {
			return err
		}
		if _, err := box.Seal(here, []byte("x")); err == nil {
			t.Error("it seals without a key")
		}
		if _, err := box.Index("x", []byte("x")); err == nil {
			t.Error("it makes an index without a key")
		}
		if _, err := box.Open(here, k.seal(v, k.b, "x")); !errors.Is(err, seal.ErrWrongKey) {
			t.Errorf("it opens another's: %v", err)
		}
		return nil
	}))
}

func TestFilesAreSealedAsStreams(t *testing.T) {
	k := newKeeper(t)
	files, at := k.node().Streams(k.db), accounts.At("files", "1")
	text := strings.Repeat("canary ", 40_000)
	var sealed bytes.Buffer
	w, err := files.SealStream(k.ctx, k.a, at, &sealed)
	k.must(err)
	_, err = io.Copy(w, strings.NewReader(text))
	k.must(errors.Join(err, w.Close()))
	if bytes.Contains(sealed.Bytes(), []byte("canary")) {
		t.Fatal("it can be read")
	}
	open := func(tenant station.Tenant, at accounts.Place, from []byte) (string, error) {
		r, err := k.node().Streams(k.db).OpenStream(k.ctx, tenant, at, bytes.NewReader(from))
		if err != nil {
			return "", err
		}
		plain, err := io.ReadAll(r)
		return string(plain), err
	}
	if plain, err := open(k.a, at, sealed.Bytes()); err != nil || plain != text {
		t.Errorf("%d bytes, %v", len(plain), err)
	}
	for name, try := range map[string]func() (string, error){
		"another tenant": func() (string, error) { return open(k.b, at, sealed.Bytes()) },
		"another file":   func() (string, error) { return open(k.a, accounts.At("files", "2"), sealed.Bytes()) },
		"cut off":        func() (string, error) { return open(k.a, at, sealed.Bytes()[:sealed.Len()-1]) },
		"empty":          func() (string, error) { return open(k.a, at, nil) },
	} {
		if _, err := try(); !errors.Is(err, seal.ErrTampered) && !errors.Is(err, seal.ErrWrongKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
	one, err := files.Fingerprint(k.ctx, k.a, [32]byte{1})
	k.must(err)
	again, err := k.node().Streams(k.db).Fingerprint(k.ctx, k.a, [32]byte{1})
	k.must(err)
	other, err := files.Fingerprint(k.ctx, k.b, [32]byte{1})
	k.must(err)
	if one != again || one == other || one == [32]byte{1} {
		t.Errorf("%x %x %x", one, again, other)
	}
	k.destroy(k.node(), k.a)
	if _, err := files.SealStream(k.ctx, k.a, at, io.Discard); !errors.Is(err, accounts.ErrDestroyed) {
		t.Errorf("after its key was destroyed: %v", err)
	}
}
