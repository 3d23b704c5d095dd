package seal

import (
	"crypto/cipher"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// MaxSeals is how many values one data key may seal. With random nonces of 96 bits the odds that
// two of 2³² values share one are below 2⁻³² (NIST SP 800-38D, 8.3). A process counts what it
// sealed for as long as it holds the key, and refuses to go on; that is a last stop, for it knows neither what others sealed nor
// what it sealed before the key left its memory. The owner makes a new key long before. A stream does not count: each has a
// key of its own.
const MaxSeals = 1 << 32

// DataKey seals and opens for one tenant. It may be used by many at once, and kept as long as a
// request or a job lasts. Its secret is overwritten when it is destroyed, or when nobody holds it any more.
type DataKey struct{ m *material }

// material is what the holders of one data key share.
type material struct {
	id     KeyID
	suite  Suite
	tenant Tenant
	seals  atomic.Uint64
	live   *live // where it is known while it is not overwritten

	mu     sync.RWMutex // held for reading while the secrets are in use
	secret [secretSize]byte
	macKey []byte
	index  []byte
	aead   cipher.AEAD
	shares int
	gone   bool
}

// newMaterial takes a secret over and overwrites the caller's copy.
func newMaterial(id KeyID, suite Suite, tenant Tenant, secret []byte) (*material, error) {
	m := &material{id: id, suite: suite, tenant: tenant, shares: 1}
	copy(m.secret[:], secret)
	clear(secret)
	var err error
	if m.aead, err = suite.deriveAEAD(m.secret[:], nil, "station seal 1 value"); err == nil {
		if m.macKey, err = suite.derive(m.secret[:], nil, "station seal 1 mac", macSize); err == nil {
			m.index, err = suite.derive(m.secret[:], nil, "station seal 1 index", macSize)
		}
	}
	if err != nil {
		m.destroy()
		return nil, fmt.Errorf("seal: data key %s: %w", id, err)
	}
	return m, nil
}

// share gives one more holder, unless the key is gone. It is given back when the holder is collected.
func (m *material) share() *DataKey {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.gone {
		return nil
	}
	m.shares++
	dk := &DataKey{m}
	runtime.AddCleanup(dk, func(m *material) { m.release() }, m)
	return dk
}

func (m *material) release() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shares--; m.shares <= 0 {
		m.wipe()
	}
}

func (m *material) destroy() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.wipe()
}

// wipe overwrites the secrets. The cipher's own schedule of round keys cannot be reached; it is left
// to the garbage collector.
func (m *material) wipe() {
	if m.live != nil {
		m.live.remove(m)
	}
	clear(m.secret[:])
	clear(m.macKey)
	clear(m.index)
	m.aead, m.gone = nil, true
}

// use lends the secrets for as long as f runs.
func (dk *DataKey) use(f func(m *material) error) error {
	if dk == nil || dk.m == nil {
		return fmt.Errorf("%w: none was given", ErrDestroyed)
	}
	defer runtime.KeepAlive(dk)
	dk.m.mu.RLock()
	defer dk.m.mu.RUnlock()
	if dk.m.gone {
		return fmt.Errorf("%w: %s", ErrDestroyed, dk.m.id)
	}
	return f(dk.m)
}

// expect reads a header that must be of this form and of this key.
func (m *material) expect(b []byte, want form) error {
	h, err := readHeader(b)
	switch {
	case err != nil:
		return err
	case h.form != want:
		return fmt.Errorf("%w: form %d where %d is expected", ErrTampered, h.form, want)
	case h.key != m.id:
		return fmt.Errorf("%w: sealed with %s, opened with %s", ErrWrongKey, h.key, m.id)
	case h.suite != m.suite:
		return fmt.Errorf("%w: data key %s is not of suite %s", ErrTampered, m.id, h.suite)
	}
	return nil
}

func (m *material) header(f form) header { return header{form: f, suite: m.suite, key: m.id} }

// ID names the key.
func (dk *DataKey) ID() KeyID { return dk.m.id }

// Suite tells by which algorithms it seals.
func (dk *DataKey) Suite() Suite { return dk.m.suite }

// Tenant tells whose key it is.
func (dk *DataKey) Tenant() Tenant { return dk.m.tenant }

// Destroy overwrites the secret at once, for everybody in this process who holds the key.
func (dk *DataKey) Destroy() { dk.m.destroy() }

// Format writes the name only, whatever is asked for, so that no log can hold a secret.
func (dk *DataKey) Format(f fmt.State, _ rune) {
	if dk == nil || dk.m == nil {
		fmt.Fprint(f, "no data key")
		return
	}
	fmt.Fprint(f, "data key "+dk.m.id.String())
}
