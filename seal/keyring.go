package seal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// Options say what a Keyring works with.
type Options struct {
	Masters Masters
	Suite   Suite            // of the data keys that are new
	Now     func() time.Time // how long an unwrapped key has been idle
	Keys    int              // how many unwrapped data keys are kept at most; 0 = 1024
	Idle    time.Duration    // how long one is kept that nobody asks for; 0 = 10 minutes
}

// Keyring makes and unwraps the data keys of tenants. One serves the whole process.
type Keyring struct {
	masters Masters
	suite   Suite
	cache   *cache
}

// NewKeyring checks that both suites compute rightly on this machine, and that the active master
// opens what it wraps.
func NewKeyring(ctx context.Context, o Options) (*Keyring, error) {
	if o.Masters == nil || o.Now == nil || !o.Suite.known() {
		return nil, errors.New("seal: a keyring needs masters, a suite and a clock")
	}
	if o.Keys <= 0 {
		o.Keys = 1024
	}
	if o.Idle <= 0 {
		o.Idle = 10 * time.Minute
	}
	for _, s := range []Suite{Intl, GM} {
		if err := s.selfCheck(); err != nil {
			return nil, err
		}
	}
	k := &Keyring{masters: o.Masters, suite: o.Suite, cache: newCache(o.Keys, o.Idle, o.Now)}
	if err := k.rehearse(ctx); err != nil {
		return nil, fmt.Errorf("the active master key %s: %w", o.Masters.Active(), err)
	}
	return k, nil
}

// rehearse wraps a key of nobody and unwraps it.
func (k *Keyring) rehearse(ctx context.Context) error {
	made, kept, err := k.create(ctx, Tenant{})
	if err != nil {
		return err
	}
	defer made.destroy()
	found, err := k.unwrap(ctx, Tenant{}, kept)
	if err != nil {
		return err
	}
	defer found.destroy()
	if found.secret != made.secret {
		return errors.New("seal: it gives another key back than it was given")
	}
	return nil
}

// NewDataKey makes a data key for a tenant. The wrapped form is no secret; who owns the tenant keeps it, and uses the key
// only once it is kept. What is new is sealed by the newest key; the older ones stay, to open.
func (k *Keyring) NewDataKey(ctx context.Context, tenant Tenant) (*DataKey, []byte, error) {
	m, kept, err := k.create(ctx, tenant)
	if err != nil {
		return nil, nil, err
	}
	return k.cache.put(tenant, kept, m), kept, nil
}

func (k *Keyring) create(ctx context.Context, tenant Tenant) (*material, []byte, error) {
	w := wrapped{header: header{form: formWrapped, suite: k.suite}, master: k.masters.Active()}
	rand.Read(w.key[:])
	secret := make([]byte, secretSize)
	defer clear(secret)
	rand.Read(secret)
	if err := k.wrap(ctx, &w, tenant, secret); err != nil {
		return nil, nil, err
	}
	m, err := newMaterial(w.key, w.suite, tenant, secret)
	return m, w.bytes(), err
}

func (k *Keyring) wrap(ctx context.Context, w *wrapped, tenant Tenant, secret []byte) error {
	if len(w.master) == 0 || len(w.master) > maxMasterID {
		return fmt.Errorf("seal: a master key's id has 1 to %d bytes, not %d", maxMasterID, len(w.master))
	}
	blob, err := k.masters.Wrap(ctx, w.master, secret, w.bound(tenant))
	w.blob = blob
	return err
}

// Unwrap gives the data key of a tenant back from its wrapped form. Nothing kept any more means ErrDestroyed.
func (k *Keyring) Unwrap(ctx context.Context, tenant Tenant, kept []byte) (*DataKey, error) {
	if dk := k.cache.get(tenant, kept); dk != nil {
		return dk, nil
	}
	m, err := k.unwrap(ctx, tenant, kept)
	if err != nil {
		return nil, err
	}
	return k.cache.put(tenant, kept, m), nil
}

func (k *Keyring) unwrap(ctx context.Context, tenant Tenant, kept []byte) (*material, error) {
	w, err := readWrapped(kept)
	if err != nil {
		return nil, err
	}
	secret, err := k.secret(ctx, w, tenant)
	if err != nil {
		return nil, err
	}
	return newMaterial(w.key, w.suite, tenant, secret)
}

func (k *Keyring) secret(ctx context.Context, w wrapped, tenant Tenant) ([]byte, error) {
	secret, err := k.masters.Unwrap(ctx, w.master, w.blob, w.bound(tenant))
	if err != nil {
		return nil, fmt.Errorf("data key %s: %w", w.key, err)
	}
	if len(secret) != secretSize {
		clear(secret)
		return nil, fmt.Errorf("%w: data key %s has %d bytes", ErrTampered, w.key, len(secret))
	}
	return secret, nil
}

// Rewrap wraps a data key by the active master. Nothing that the data key sealed is touched. It tells
// whether there was anything to do; the owner keeps the new form in the old one's place.
func (k *Keyring) Rewrap(ctx context.Context, tenant Tenant, kept []byte) (fresh []byte, changed bool, err error) {
	w, err := readWrapped(kept)
	if err != nil {
		return nil, false, err
	}
	secret, err := k.secret(ctx, w, tenant)
	if err != nil {
		return nil, false, err
	}
	defer clear(secret)
	if w.master == k.masters.Active() {
		return kept, false, nil
	}
	w.master = k.masters.Active()
	if err := k.wrap(ctx, &w, tenant, secret); err != nil {
		return nil, false, err
	}
	return w.bytes(), true, nil
}

// Master names the master key that wraps what is new.
func (k *Keyring) Master() MasterID { return k.masters.Active() }

// Tidy overwrites the data keys that nobody asked for in a while. Whatever is asked for does so too; this is for a
// process of which nothing is asked.
func (k *Keyring) Tidy() { k.cache.tidy() }

// Forget overwrites every data key of a tenant that this process holds, whoever uses it. Called once the wrapped
// forms are deleted, it makes what they sealed unreadable here at once; other processes find no wrapped form to unwrap.
func (k *Keyring) Forget(tenant Tenant) { k.cache.forget(tenant) }

// Close overwrites every data key that this process holds.
func (k *Keyring) Close() { k.cache.close() }
