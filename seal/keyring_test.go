package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

var ctx = context.Background()

func TestAWrappedKeyIsTheSameKey(t *testing.T) {
	for _, of := range []struct{ master, data Suite }{{Intl, Intl}, {Intl, GM}, {GM, Intl}, {GM, GM}} {
		l := masters(t, of.master)
		dk, kept := fresh(t, ringOver(t, l, of.data), acme)
		if dk.Suite() != of.data || dk.Tenant() != acme || bytes.Contains(kept, dk.m.secret[:]) {
			t.Error(dk.Suite(), dk.Tenant())
		}
		sealed := must[string](t)(SealString(dk, here, "x"))
		again := must[*DataKey](t)(ringOver(t, l, Intl).Unwrap(ctx, acme, kept))
		if got, err := OpenString(again, here, sealed); got != "x" || err != nil || again.ID() != dk.ID() || again.Suite() != of.data {
			t.Errorf("%v: %q %v", of, got, err)
		}
		if id, err := MasterOf(kept); id != l.Active() || err != nil {
			t.Error(id, err)
		}
		if id, err := KeyOf(kept); id != dk.ID() || err != nil {
			t.Error(id, err)
		}
	}
}

func TestNoChangedWrappedKeyOpens(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		k := ring(t, suite)
		_, kept := fresh(t, k, acme)
		for i := range kept {
			for bit := range 8 {
				bent := bytes.Clone(kept)
				bent[i] ^= 1 << bit
				if dk, err := k.Unwrap(ctx, acme, bent); dk != nil || !errors.Is(err, ErrTampered) && !errors.Is(err, ErrNoMaster) {
					t.Fatalf("byte %d bit %d: %v", i, bit, err)
				}
			}
			if _, err := k.Unwrap(ctx, acme, kept[:i]); i > 0 && !errors.Is(err, ErrTampered) {
				t.Fatalf("cut at %d: %v", i, err)
			}
		}
		if _, err := k.Unwrap(ctx, acme, append(bytes.Clone(kept), 0)); !errors.Is(err, ErrTampered) {
			t.Error(err)
		}
		if _, err := k.Unwrap(ctx, other, kept); !errors.Is(err, ErrTampered) {
			t.Errorf("another tenant unwraps it: %v", err)
		}
	})
}

// TestMastersRotate makes a second master, of another suite, wraps the data keys anew and gives the first up.
func TestMastersRotate(t *testing.T) {
	l := masters(t, Intl)
	k := ringOver(t, l, Intl)
	dk, kept := fresh(t, k, acme)
	sealed := must[string](t)(SealString(dk, here, "before"))
	if same, changed, err := k.Rewrap(ctx, acme, kept); err != nil || changed || !bytes.Equal(same, kept) {
		t.Error("there was nothing to do", changed, err)
	}
	first := l.Active()
	second := must[MasterID](t)(l.Add(GM, day))
	if l.Active() != first {
		t.Error("a key that was added is active before it was activated")
	}
	if err := l.Activate(second); err != nil {
		t.Fatal(err)
	}
	anew, changed, err := k.Rewrap(ctx, acme, kept)
	if id, _ := MasterOf(anew); err != nil || !changed || id != second {
		t.Fatal(id, changed, err)
	}
	if _, _, err := k.Rewrap(ctx, other, kept); !errors.Is(err, ErrTampered) {
		t.Errorf("another tenant's: %v", err)
	}
	_, newest := fresh(t, k, acme)
	if id, _ := MasterOf(newest); id != second || k.Master() != second {
		t.Error("a new data key hangs on", id)
	}
	only := &LocalMasters{keys: l.keys[1:], active: second}
	later := ringOver(t, only, Intl)
	if _, err := later.Unwrap(ctx, acme, kept); !errors.Is(err, ErrNoMaster) {
		t.Errorf("without the first master: %v", err)
	}
	dk = must[*DataKey](t)(later.Unwrap(ctx, acme, anew))
	if got, err := OpenString(dk, here, sealed); got != "before" || err != nil {
		t.Errorf("what was sealed before does not open: %q %v", got, err)
	}
	if err := l.Activate("none"); !errors.Is(err, ErrNoMaster) {
		t.Error(err)
	}
}

func TestDataKeysRotate(t *testing.T) {
	k := ring(t, Intl)
	old, _ := fresh(t, k, acme)
	before := must[[]byte](t)(Seal(old, here, []byte("before")))
	now, _ := fresh(t, k, acme)
	after := must[[]byte](t)(Seal(now, here, []byte("after")))
	if old.ID() == now.ID() {
		t.Fatal("the id stayed")
	}
	for _, sealed := range [][]byte{before, after} {
		dk := must[*DataKey](t)(Pick([]*DataKey{now, old}, sealed))
		if _, err := Open(dk, here, sealed); err != nil {
			t.Error(err)
		}
	}
	if _, err := Pick([]*DataKey{now}, before); !errors.Is(err, ErrWrongKey) {
		t.Error(err)
	}
	if _, err := Pick([]*DataKey{now}, nil); !errors.Is(err, ErrTampered) {
		t.Error(err)
	}
}

// TestADestroyedTenantIsUnreadable deletes the wrapped keys of a tenant. Everything else stays: the masters, the sealed
// data, the other tenants.
func TestADestroyedTenantIsUnreadable(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		l := masters(t, suite)
		k := ringOver(t, l, suite)
		rows := map[Tenant][][]byte{} // the owner's table of wrapped keys
		held := map[Tenant][]*DataKey{}
		sealed := map[Tenant][][]byte{}
		for _, tenant := range []Tenant{acme, other} {
			for n := range 3 {
				dk, kept := fresh(t, k, tenant)
				rows[tenant], held[tenant] = append(rows[tenant], kept), append(held[tenant], dk)
				sealed[tenant] = append(sealed[tenant], must[[]byte](t)(Seal(dk, here, fmt.Append(nil, n))), sealAll(t, dk, here, fmt.Append(nil, n)))
			}
		}
		delete(rows, acme)
		k.Forget(acme)
		for _, s := range sealed[acme] {
			for _, dk := range append(held[acme], held[other]...) {
				_, err := Open(dk, here, s)
				_, err2 := openAll(dk, here, s)
				if err == nil || err2 == nil {
					t.Error("it opens")
				}
			}
		}
		if _, err := k.Unwrap(ctx, acme, nil); !errors.Is(err, ErrDestroyed) {
			t.Errorf("no wrapped key: %v", err)
		}
		if f, _ := station.AsFault(ErrDestroyed); f.Kind != station.NotFound {
			t.Error(f.Kind)
		}
		for i, kept := range rows[other] {
			dk := must[*DataKey](t)(k.Unwrap(ctx, other, kept))
			if _, err := Open(dk, here, sealed[other][2*i]); err != nil {
				t.Errorf("the other tenant: %v", err)
			}
		}
	})
}

func TestSecretsAreOverwritten(t *testing.T) {
	empty := func(m *material) bool {
		return m.secret == [secretSize]byte{} && bytes.Count(m.macKey, []byte{0}) == macSize && bytes.Count(m.index, []byte{0}) == macSize && m.aead == nil
	}
	k := ring(t, Intl)
	dk, kept := fresh(t, k, acme)
	m := dk.m
	if empty(m) {
		t.Fatal("there is nothing to overwrite")
	}
	dk.Destroy()
	if _, err := Seal(dk, here, nil); !empty(m) || !errors.Is(err, ErrDestroyed) {
		t.Error("destroyed:", err)
	}
	again := must[*DataKey](t)(k.Unwrap(ctx, acme, kept)) // in memory only: the wrapped form is still kept
	if empty(again.m) || again.m == m {
		t.Error("it was not unwrapped anew")
	}
	k.Close()
	if !empty(again.m) {
		t.Error("closing the keyring left a secret")
	}
	var none *DataKey
	if _, err := Seal(none, here, nil); !errors.Is(err, ErrDestroyed) {
		t.Error(err)
	}
	l := masters(t, GM)
	secret := l.keys[0].secret
	l.Close()
	if *secret != [secretSize]byte{} {
		t.Error("closing the masters left a secret")
	}
	given := bytes.Repeat([]byte{9}, secretSize)
	must[*material](t)(newMaterial(KeyID{}, Intl, acme, given))
	if !bytes.Equal(given, make([]byte, secretSize)) {
		t.Error("the copy that was handed over stayed")
	}
}

// TestTheCacheIsBounded keeps two keys: the third pushes the first out, which whoever uses it does not feel, and which is overwritten
// when the last of them lets go.
func TestTheCacheIsBounded(t *testing.T) {
	now := day
	k := must[*Keyring](t)(NewKeyring(ctx, Options{Masters: masters(t, Intl), Suite: Intl, Now: func() time.Time { return now }, Keys: 2, Idle: time.Minute}))
	first, kept := fresh(t, k, acme)
	m := first.m
	if same := must[*DataKey](t)(k.Unwrap(ctx, acme, kept)); same.m != m {
		t.Error("it was unwrapped twice")
	}
	fresh(t, k, other)
	_, last := fresh(t, k, other)
	if k.cache.order.Len() != 2 || len(k.cache.by) != 2 {
		t.Error(k.cache.order.Len(), len(k.cache.by))
	}
	if _, err := Seal(first, here, nil); err != nil {
		t.Errorf("pushed out while in use: %v", err)
	}
	k.Forget(acme)
	if _, err := Seal(first, here, nil); !errors.Is(err, ErrDestroyed) {
		t.Errorf("forgotten, in use, and not in the cache any more: %v", err)
	}
	again := must[*DataKey](t)(k.Unwrap(ctx, acme, kept))
	m = again.m
	now = now.Add(2 * time.Minute)
	must[*DataKey](t)(k.Unwrap(ctx, other, last))
	if k.cache.order.Len() != 1 {
		t.Errorf("%d keys are kept that nobody asked for", k.cache.order.Len())
	}
	now = now.Add(2 * time.Minute)
	if k.Tidy(); k.cache.order.Len() != 0 {
		t.Error("a key that nobody asked for is kept where nothing is asked")
	}
	if _, err := Seal(again, here, nil); err != nil {
		t.Error(err)
	}
	runtime.KeepAlive(again)
	again = nil
	for range 200 {
		runtime.GC()
		m.mu.RLock()
		gone := m.gone
		m.mu.RUnlock()
		if gone {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("a key that nobody holds was not overwritten")
}

func TestTheKeyUsedLeastGoesFirst(t *testing.T) {
	k := must[*Keyring](t)(NewKeyring(ctx, Options{Masters: masters(t, Intl), Suite: Intl, Now: func() time.Time { return day }, Keys: 2}))
	first, kept := fresh(t, k, acme)
	_, second := fresh(t, k, acme)
	must[*DataKey](t)(k.Unwrap(ctx, acme, kept))
	fresh(t, k, acme)
	if again := must[*DataKey](t)(k.Unwrap(ctx, acme, kept)); again.m != first.m {
		t.Error("the key in use was pushed out")
	}
	if _, there := k.cache.by[cacheKey{acme, string(second)}]; there {
		t.Error("the key that nobody used stayed")
	}
}

// TestManyUseOneKeyring seals, opens, unwraps, pushes out and forgets at once; it is meant for -race.
func TestManyUseOneKeyring(t *testing.T) {
	k := must[*Keyring](t)(NewKeyring(ctx, Options{Masters: masters(t, GM), Suite: GM, Now: time.Now, Keys: 3, Idle: time.Millisecond}))
	tenants := make([]Tenant, 6)
	rows := make([][]byte, len(tenants))
	for i := range tenants {
		tenants[i] = Tenant{byte(i)}
		_, rows[i] = fresh(t, k, tenants[i])
	}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for n := range 300 {
				i := (worker + n) % len(tenants)
				dk, err := k.Unwrap(ctx, tenants[i], rows[i])
				if err != nil {
					t.Error(err)
					return
				}
				sealed, err := Seal(dk, here, []byte("x"))
				if err == nil {
					_, err = Open(dk, here, sealed)
				}
				if err != nil && !errors.Is(err, ErrDestroyed) {
					t.Error(err)
				}
				if n%50 == worker {
					k.Forget(tenants[i])
				}
				if n%100 == worker {
					if _, _, err := k.Rewrap(ctx, tenants[i], rows[i]); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	group.Wait()
}

// brokenMasters is a key service that is out of order.
type brokenMasters struct {
	*LocalMasters
	err   error
	gives []byte
}

func (b *brokenMasters) Unwrap(ctx context.Context, id MasterID, wrapped, bound []byte) ([]byte, error) {
	return b.gives, b.err
}

func TestAKeyringThatCannotOpenDoesNotStart(t *testing.T) {
	down := errors.New("the key service is down")
	now := func() time.Time { return day }
	for name, o := range map[string]Options{
		"no masters": {Suite: Intl, Now: now}, "no suite": {Masters: masters(t, Intl), Now: now}, "no clock": {Masters: masters(t, Intl), Suite: Intl},
		"empty masters": {Masters: &LocalMasters{}, Suite: Intl, Now: now}, "short keys": {Masters: &brokenMasters{LocalMasters: masters(t, Intl), gives: make([]byte, 5)}, Suite: Intl, Now: now},
		"other keys": {Masters: &brokenMasters{LocalMasters: masters(t, Intl), gives: make([]byte, secretSize)}, Suite: Intl, Now: now},
	} {
		if _, err := NewKeyring(ctx, o); err == nil {
			t.Errorf("%s: it starts", name)
		}
	}
	if _, err := NewKeyring(ctx, Options{Masters: &brokenMasters{LocalMasters: masters(t, Intl), err: down}, Suite: Intl, Now: now}); !errors.Is(err, down) {
		t.Error(err)
	}
}
