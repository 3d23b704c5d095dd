package accounts

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// Vault keeps the data keys of tenants and of the installation, wrapped by the master keys of a keyring.
// One serves the whole process.
type Vault struct {
	keyring *seal.Keyring
	clock   func() time.Time
	mu      sync.Mutex
	own     []keptKey // of the installation, as they were last read; every page needs them
}

// NewVault makes the vault over a keyring, whose suite new data keys have.
func NewVault(keyring *seal.Keyring, clock func() time.Time) *Vault {
	return &Vault{keyring: keyring, clock: clock}
}

// Place is where something sealed belongs. It opens there, for its tenant, and nowhere else.
type Place = seal.Place

// At names a place by table and column, never to be renamed once something is sealed there, and the row's key without the tenant.
func At(kind string, row ...string) Place { return seal.At(kind, row...) }

// ErrDestroyed says that the keys of a tenant were destroyed, and with them all that they sealed.
var ErrDestroyed = seal.ErrDestroyed

// errNoKey is a mistake of a room: it seals through a box that was opened to read.
var errNoKey = errors.New("accounts: this tenant has no data key yet, and a box that only reads makes none")

// installation is whom the keys of installation_keys belong to: no UUID, so no tenant is ever called so.
var installation = seal.Tenant([]byte("installation\x00\x00\x00\x00"))

// Box holds the keys of one tenant for the length of a transaction: what is sealed and opened with it asks
// the database nothing. It may be used by many at once.
type Box struct {
	ctx     context.Context // of the transaction, for masters that are reached over a network
	keyring *seal.Keyring
	tenant  seal.Tenant
	kept    []keptKey // oldest first

	mu     sync.Mutex
	opened map[seal.KeyID]*seal.DataKey
	more   func() ([]keptKey, error) // reads the keys once more, for one that was made meanwhile; nil = they were just read
}

// keptKey is a data key as the database holds it; nil where it was destroyed.
type keptKey struct {
	ID      seal.KeyID
	Wrapped []byte
}

func (v *Vault) box(ctx context.Context, tenant seal.Tenant, kept []keptKey) *Box {
	return &Box{ctx: ctx, keyring: v.keyring, tenant: tenant, kept: kept, opened: map[seal.KeyID]*seal.DataKey{}}
}

// key unwraps one of the keys, the older ones only when something needs them.
func (b *Box) key(k keptKey) (*seal.DataKey, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if dk := b.opened[k.ID]; dk != nil {
		return dk, nil
	}
	dk, err := b.keyring.Unwrap(b.ctx, b.tenant, k.Wrapped)
	if err != nil {
		return nil, err
	}
	b.opened[k.ID] = dk
	return dk, nil
}

func (b *Box) newest() (*seal.DataKey, error) {
	if len(b.kept) == 0 {
		return nil, errNoKey
	}
	return b.key(b.kept[len(b.kept)-1])
}

// Seal encrypts a value for its place, by the tenant's newest key.
func (b *Box) Seal(at Place, plain []byte) ([]byte, error) {
	dk, err := b.newest()
	if err != nil {
		return nil, err
	}
	return seal.Seal(dk, at, plain)
}

// Open decrypts a value in its place, by whichever key of the tenant sealed it. Faults: those of the room seal, among
// them that it is another tenant's, or was changed or moved.
func (b *Box) Open(at Place, sealed []byte) ([]byte, error) {
	dk, err := b.find(sealed)
	if err != nil {
		return nil, err
	}
	return seal.Open(dk, at, sealed)
}

func (b *Box) find(sealed []byte) (*seal.DataKey, error) {
	id, err := seal.KeyOf(sealed)
	if err != nil {
		return nil, err
	}
	return b.named(id)
}

func (b *Box) named(id seal.KeyID) (*seal.DataKey, error) {
	at := slices.IndexFunc(b.kept, func(k keptKey) bool { return k.ID == id })
	if at < 0 && b.more != nil {
		kept, err := b.more()
		if err != nil {
			return nil, err
		}
		b.kept, b.more = kept, nil
		return b.named(id)
	}
	if at < 0 {
		return nil, fmt.Errorf("%w: %s is not among the %d of this tenant", seal.ErrWrongKey, id, len(b.kept))
	}
	return b.key(b.kept[at])
}

// SealText is Seal for a column of type text.
func (b *Box) SealText(at Place, plain string) (string, error) {
	dk, err := b.newest()
	if err != nil {
		return "", err
	}
	return seal.SealString(dk, at, plain)
}

// OpenText decrypts what SealText made.
func (b *Box) OpenText(at Place, sealed string) (string, error) {
	id, err := seal.KeyOfString(sealed)
	if err != nil {
		return "", err
	}
	dk, err := b.named(id)
	if err != nil {
		return "", err
	}
	return seal.OpenString(dk, at, sealed)
}

// Index is a keyed fingerprint of a value: equal for equal values of one kind and tenant, and of no use without the
// key. It is always made by the tenant's first key, so that it stays what it is when newer ones are made.
func (b *Box) Index(kind string, value []byte) (string, error) {
	if len(b.kept) == 0 {
		return "", errNoKey
	}
	dk, err := b.key(b.kept[0])
	if err != nil {
		return "", err
	}
	return seal.Index(dk, kind, value)
}

// SealStream encrypts a file of any size; Close ends it and does not close to.
func (b *Box) SealStream(at Place, to io.Writer) (io.WriteCloser, error) {
	dk, err := b.newest()
	if err != nil {
		return nil, err
	}
	return seal.SealStream(dk, at, to)
}

// OpenStream decrypts a file. Only io.EOF says that it was whole.
func (b *Box) OpenStream(at Place, from io.Reader) (io.Reader, error) {
	head := make([]byte, seal.HeaderSize)
	if _, err := io.ReadFull(from, head); err != nil {
		return nil, fmt.Errorf("%w: its beginning is missing", seal.ErrTampered)
	}
	dk, err := b.find(head)
	if err != nil {
		return nil, err
	}
	return seal.OpenStream(dk, at, io.MultiReader(bytes.NewReader(head), from))
}

// SealForInstallation encrypts what belongs to no tenant, such as a secret of a login.
func (v *Vault) SealForInstallation(ctx context.Context, tx Tx, at Place, plain []byte) ([]byte, error) {
	box, err := v.InstallationBox(ctx, tx)
	if err != nil {
		return nil, err
	}
	return box.Seal(at, plain)
}

// OpenForInstallation decrypts what SealForInstallation made.
func (v *Vault) OpenForInstallation(ctx context.Context, tx Tx, at Place, sealed []byte) ([]byte, error) {
	box, err := v.readInstallation(ctx, tx)
	if err != nil {
		return nil, err
	}
	return box.Open(at, sealed)
}

// Tidy overwrites keys in memory that nobody asked for in a while. Called now and then, it bounds how long this process
// still holds a key that another one has destroyed.
func (v *Vault) Tidy() { v.keyring.Tidy() }

// Forget overwrites the keys of a tenant in this process. Destroy does so too; called once more when its transaction is committed,
// it catches a key that somebody read in between.
func (v *Vault) Forget(tenant station.Tenant) { v.keyring.Forget(tenant.ID()) }

// Streams seals files of tenants in transactions of its own, for a room that keeps no key and no row while it writes.
type Streams struct {
	vault *Vault
	db    *pg.DB
}

// Streams gives the vault as a sealer of files.
func (v *Vault) Streams(db *pg.DB) Streams { return Streams{v, db} }

// SealStream encrypts a file of a tenant for its place.
func (s Streams) SealStream(ctx context.Context, tenant station.Tenant, at Place, to io.Writer) (io.WriteCloser, error) {
	box, err := s.open(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return box.SealStream(at, to)
}

// OpenStream decrypts a file of a tenant in its place.
func (s Streams) OpenStream(ctx context.Context, tenant station.Tenant, at Place, from io.Reader) (io.Reader, error) {
	box, err := s.open(ctx, tenant)
	if err != nil {
		return nil, err
	}
	return box.OpenStream(at, from)
}

// Fingerprint is a keyed digest of a digest, by the tenant's first key.
func (s Streams) Fingerprint(ctx context.Context, tenant station.Tenant, digest [32]byte) ([32]byte, error) {
	box, err := s.open(ctx, tenant)
	if err != nil {
		return [32]byte{}, err
	}
	dk, err := box.key(box.kept[0])
	if err != nil {
		return [32]byte{}, err
	}
	mac, err := seal.MAC(dk, At("files", "fingerprint"), digest[:])
	if err != nil {
		return [32]byte{}, err
	}
	return [32]byte(mac[seal.HeaderSize:]), nil
}

func (s Streams) open(ctx context.Context, tenant station.Tenant) (box *Box, err error) {
	err = s.db.Of(ctx, tenant, func(ctx context.Context, tx Tx) (err error) {
		box, err = s.vault.Box(ctx, tx, tenant)
		return err
	})
	return box, err
}
