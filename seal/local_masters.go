package seal

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"sync"
	"time"
)

// LocalMasters are master keys in this process: from a key file, or from the text of one. They are
// for a station without a key service.
type LocalMasters struct {
	path string // where to look again for a key that another process added; empty = nowhere

	mu     sync.RWMutex
	keys   []localMaster
	active MasterID
}

type localMaster struct {
	id     MasterID
	suite  Suite
	made   string // a day, for people
	secret *[secretSize]byte
}

// MasterInfo is what may be told of a master key.
type MasterInfo struct {
	ID     MasterID
	Suite  Suite
	Made   string
	Check  string // a fingerprint: the same in two copies of a key
	Active bool
}

var masterName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// check is a fingerprint of a key. It tells a mistyped copy from a right one, and nothing about the key.
func (k localMaster) check() string {
	sum, err := k.suite.derive(k.secret[:], nil, "station seal 1 check", 4)
	if err != nil {
		return "unknown"
	}
	return hex.EncodeToString(sum)
}

// List tells of every key, in the order of the file.
func (l *LocalMasters) List() []MasterInfo {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := make([]MasterInfo, 0, len(l.keys))
	for _, k := range l.keys {
		out = append(out, MasterInfo{ID: k.id, Suite: k.suite, Made: k.made, Check: k.check(), Active: k.id == l.active})
	}
	return out
}

// Add makes a new key. The first is active at once; a later one waits for Activate, so that it can be
// carried to every node before anything is wrapped by it.
func (l *LocalMasters) Add(suite Suite, now time.Time) (MasterID, error) {
	if !suite.known() {
		return "", fmt.Errorf("seal: %s is no suite for a master key", suite)
	}
	day := now.Format(time.DateOnly)
	var tail [3]byte
	rand.Read(tail[:])
	k := localMaster{id: MasterID(day + "-" + hex.EncodeToString(tail[:])), suite: suite, made: day, secret: new([secretSize]byte)}
	rand.Read(k.secret[:])
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keys = append(l.keys, k)
	if l.active == "" {
		l.active = k.id
	}
	return k.id, nil
}

// Activate makes a key the one that wraps what is new.
func (l *LocalMasters) Activate(id MasterID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.find(id); !ok {
		return fmt.Errorf("%w: %q", ErrNoMaster, id)
	}
	l.active = id
	return nil
}

func (l *LocalMasters) find(id MasterID) (localMaster, bool) {
	for _, k := range l.keys {
		if k.id == id {
			return k, true
		}
	}
	return localMaster{}, false
}

// Active names the key that wraps what is new.
func (l *LocalMasters) Active() MasterID {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.active
}

// Wrap encrypts a secret: suite, nonce, ciphertext, tag. With random nonces a master may wrap 2³² keys.
func (l *LocalMasters) Wrap(_ context.Context, id MasterID, secret, bound []byte) ([]byte, error) {
	var out []byte
	err := l.with(id, func(k localMaster) error {
		aead, err := k.suite.deriveAEAD(k.secret[:], nil, "station seal 1 wrap")
		if err != nil {
			return err
		}
		out = make([]byte, 1+nonceSize, 1+nonceSize+len(secret)+tagSize)
		out[0] = byte(k.suite)
		rand.Read(out[1:])
		out = aead.Seal(out, out[1:1+nonceSize], secret, bind(out[:1], bound))
		return nil
	})
	return out, err
}

// Unwrap decrypts what Wrap made.
func (l *LocalMasters) Unwrap(_ context.Context, id MasterID, wrapped, bound []byte) ([]byte, error) {
	var out []byte
	err := l.with(id, func(k localMaster) error {
		if len(wrapped) < 1+nonceSize+tagSize || Suite(wrapped[0]) != k.suite {
			return fmt.Errorf("%w: not wrapped by master key %s", ErrTampered, id)
		}
		aead, err := k.suite.deriveAEAD(k.secret[:], nil, "station seal 1 wrap")
		if err != nil {
			return err
		}
		if out, err = aead.Open(nil, wrapped[1:1+nonceSize], wrapped[1+nonceSize:], bind(wrapped[:1], bound)); err != nil {
			return fmt.Errorf("%w: a data key under master key %s, or not of this tenant", ErrTampered, id)
		}
		return nil
	})
	return out, err
}

// with lends a key. One that is not known may have been added to the file since.
func (l *LocalMasters) with(id MasterID, f func(localMaster) error) error {
	l.mu.RLock()
	k, ok := l.find(id)
	if ok {
		defer l.mu.RUnlock()
		return f(k)
	}
	l.mu.RUnlock()
	if err := l.reload(); err != nil {
		return fmt.Errorf("%w: %q, and the key file cannot be read again: %w", ErrNoMaster, id, err)
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	if k, ok = l.find(id); !ok {
		return fmt.Errorf("%w: %q; put it back from its backup", ErrNoMaster, id)
	}
	return f(k)
}

// reload takes up keys that were added to the file. It never takes one away and leaves the active one as it is.
func (l *LocalMasters) reload() error {
	if l.path == "" {
		return nil
	}
	fresh, err := ReadMasters(l.path)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range fresh.keys {
		if _, known := l.find(k.id); !known {
			l.keys = append(l.keys, k)
			continue
		}
		clear(k.secret[:])
	}
	return nil
}

// Close overwrites the keys.
func (l *LocalMasters) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range l.keys {
		clear(k.secret[:])
	}
	l.keys = nil
}

// Format writes the names only, whatever is asked for.
func (l *LocalMasters) Format(f fmt.State, _ rune) {
	if l == nil {
		fmt.Fprint(f, "no master keys")
		return
	}
	fmt.Fprintf(f, "%d master keys, active %s", len(l.List()), l.Active())
}

var errNoMasters = errors.New("seal: there is no master key in it")
