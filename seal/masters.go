package seal

import (
	"context"
	"fmt"
)

// MasterID names a master key. It is kept with everything that the master wrapped.
type MasterID string

// Masters holds the keys that wrap data keys. It is the door to a key service or a hardware module (KMS, 服务器密码机): a
// master key is never asked for, only what it does. What it wraps is 32 bytes; bound is authenticated with it.
type Masters interface {
	// Active names the master that wraps what is new.
	Active() MasterID
	// Wrap encrypts a secret. The result opens with the same master and the same bound only.
	Wrap(ctx context.Context, id MasterID, secret, bound []byte) ([]byte, error)
	// Unwrap decrypts what Wrap made: ErrNoMaster for an unknown id, ErrTampered for what does not open.
	// The caller overwrites the secret.
	Unwrap(ctx context.Context, id MasterID, wrapped, bound []byte) ([]byte, error)
}

// wrapped is a data key as its owner keeps it.
type wrapped struct {
	header
	master MasterID
	blob   []byte
}

const maxMasterID = 64

// bound is what the master authenticates: everything that stands before its own part, and the tenant.
func (w wrapped) bound(t Tenant) []byte { return bind(w.start(), t[:]) }

func (w wrapped) start() []byte {
	out := make([]byte, HeaderSize, HeaderSize+1+len(w.master)+len(w.blob))
	w.put(out)
	out = append(out, byte(len(w.master)))
	return append(out, w.master...)
}

func (w wrapped) bytes() []byte { return append(w.start(), w.blob...) }

func readWrapped(b []byte) (wrapped, error) {
	if len(b) == 0 {
		return wrapped{}, fmt.Errorf("%w: its wrapped form is not kept any more", ErrDestroyed)
	}
	h, err := readHeader(b)
	if err != nil {
		return wrapped{}, err
	}
	rest := b[HeaderSize:]
	if h.form != formWrapped || len(rest) == 0 || rest[0] == 0 || rest[0] > maxMasterID || len(rest) < 1+int(rest[0]) {
		return wrapped{}, fmt.Errorf("%w: not a wrapped data key", ErrTampered)
	}
	end := 1 + int(rest[0])
	return wrapped{header: h, master: MasterID(rest[1:end]), blob: rest[end:]}, nil
}

// MasterOf tells which master key wrapped a data key, so that a rotation can look for those that
// still hang on the old one. Like KeyOf it is not authenticated.
func MasterOf(wrappedKey []byte) (MasterID, error) {
	w, err := readWrapped(wrappedKey)
	return w.master, err
}
