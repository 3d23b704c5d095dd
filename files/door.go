package files

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Place is where something sealed belongs: the kind of thing, and which one. What is moved elsewhere does not open.
type Place struct{ Kind, Row string }

// Sealer seals for a tenant, by the tenant's own key.
type Sealer interface {
	// SealStream gives a writer whose Close ends the stream; it does not close to.
	SealStream(ctx context.Context, tenant station.Tenant, at Place, to io.Writer) (io.WriteCloser, error)
	// OpenStream gives what was sealed in this place. Only io.EOF says that it was whole.
	OpenStream(ctx context.Context, tenant station.Tenant, at Place, from io.Reader) (io.Reader, error)
	// Fingerprint is a keyed digest of a digest: the same for the same content of one tenant, as long as the tenant's key is
	// the same, and no help to who has no key and wonders whether some known file is among them.
	Fingerprint(ctx context.Context, tenant station.Tenant, digest [32]byte) ([32]byte, error)
}

// Scanner looks for viruses. It returns nil only when it has seen everything and found nothing; what it found is
// an Infected, and any other error means that it does not know.
type Scanner interface {
	Scan(ctx context.Context, content io.Reader) error
}

// Infected is what a scanner found.
type Infected struct{ Signature string }

// Error names the signature.
func (i *Infected) Error() string { return "files: infected with " + i.Signature }

// Shelf is where sealed objects lie.
type Shelf interface {
	// Put lays one object down, whole or not at all: once it returned nil, the object outlives a crash of everything. It
	// tells the bytes written. size is a hint of how many write will write. A name is never given twice.
	Put(ctx context.Context, name string, size int64, write func(io.Writer) error) (int64, error)
	// Get opens an object, or says ErrNoObject.
	Get(ctx context.Context, name string) (io.ReadCloser, error)
	// Remove takes objects away for good. One that is not there is no error.
	Remove(ctx context.Context, names ...string) error
}

// Lister tells what lies on a shelf, half-written things included.
type Lister interface {
	// List gives at most the given number of objects whose names follow after, in the order of their names.
	List(ctx context.Context, after string, most int) ([]Object, error)
}

// ListedShelf is a shelf that can be swept and checked.
type ListedShelf interface {
	Shelf
	Lister
}

// Object is one thing on a shelf.
type Object struct {
	Name string
	Size int64
	At   time.Time // when it was laid down, by the shelf's own clock
}

// ErrNoObject says that a shelf has no object of that name.
var ErrNoObject = errors.New("files: no such object")

// Key says whose an object is, what it holds by keyed digest, and which attempt wrote it.
type Key struct {
	Tenant  [16]byte
	Digest  [32]byte
	Attempt [16]byte
}

// String is the object's name on a shelf. Names are in the order of their keys.
func (k Key) String() string {
	digest := hex.EncodeToString(k.Digest[:])
	return k.prefix() + digest[:2] + "/" + digest + "-" + hex.EncodeToString(k.Attempt[:])
}

// prefix begins the names of all objects of the tenant.
func (k Key) prefix() string { return hex.EncodeToString(k.Tenant[:]) + "/" }

func (k Key) place() Place { return Place{Kind: "files.object", Row: hex.EncodeToString(k.Attempt[:])} }

const keyLength = 32 + 1 + 2 + 1 + 64 + 1 + 32

// parseKey reads a name that String made.
func parseKey(name string) (Key, bool) {
	var k Key
	if len(name) != keyLength {
		return k, false
	}
	for _, part := range []struct {
		to   []byte
		text string
	}{{k.Tenant[:], name[:32]}, {k.Digest[:], name[36:100]}, {k.Attempt[:], name[101:]}} {
		if _, err := hex.Decode(part.to, []byte(part.text)); err != nil {
			return k, false
		}
	}
	return k, k.String() == name
}

// half begins the names of what is still being written on a shelf that shows such things. It follows every key.
const half = "tmp/"

func isHalf(name string) bool { return strings.HasPrefix(name, half) }
