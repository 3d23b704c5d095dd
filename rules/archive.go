package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
)

// signatureScope is what a signature of ours is for: one made for another purpose does not count.
const signatureScope = "station-rules"

// maxArchive is how large an archive may grow when it is unpacked, in bytes.
const maxArchive = 64 << 20

// SigningKey signs archives. Key is PEM; Algorithm is ES256 or RS256.
type SigningKey struct{ ID, Key, Algorithm string }

// PublicKey verifies archives. Key is PEM; Algorithm is ES256 or RS256.
type PublicKey struct{ Key, Algorithm string }

// Faults of an archive.
var (
	ErrUnsigned = errors.New("the archive is not signed by a key that this station trusts")
	ErrOlder    = errors.New("the archive is older than the rules in force")
)

// Pack packs a bundle as one archive that stock OPA reads: same files, same bytes. The revision
// takes the place of the folder's; 0 keeps it. With a key the archive carries OPA's own signature.
func Pack(files Files, revision int64, key *SigningKey) ([]byte, error) {
	src, err := readSource(files)
	if err != nil {
		return nil, err
	}
	if revision > 0 {
		src.revision = strconv.FormatInt(revision, 10)
	}
	if err := src.movesWithin(); err != nil {
		return nil, err
	}
	b := bundle.Bundle{Data: src.data, Manifest: bundle.Manifest{Revision: src.revision}}
	b.SetRegoVersion(ast.RegoV1)
	roots := src.roots()
	b.Manifest.Roots = &roots
	for _, name := range slices.Sorted(maps.Keys(src.texts)) {
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: name, Path: name, Raw: src.texts[name]})
	}
	if key != nil {
		if err := signBundle(&b, *key); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := bundle.NewWriter(&out).DisableFormat(true).Write(b); err != nil {
		return nil, fmt.Errorf("pack bundle: %w", err)
	}
	return out.Bytes(), nil
}

// roots are the top folders of a bundle.
func (s *source) roots() []string {
	found := map[string]bool{}
	for name := range s.texts {
		top, _, _ := strings.Cut(name, "/")
		found[top] = true
	}
	for top := range s.data {
		found[top] = true
	}
	return slices.Sorted(maps.Keys(found))
}

func signBundle(b *bundle.Bundle, key SigningKey) error {
	if key.ID == "" {
		return errors.New("sign bundle: a key needs an id, or nobody knows later which one it was")
	}
	claims, err := os.CreateTemp("", "station-claims-*.json")
	if err != nil {
		return fmt.Errorf("sign bundle: %w", err)
	}
	defer os.Remove(claims.Name())
	err = json.NewEncoder(claims).Encode(map[string]string{"scope": signatureScope})
	if err = errors.Join(err, claims.Close()); err != nil {
		return fmt.Errorf("sign bundle: %w", err)
	}
	if err := b.GenerateSignature(bundle.NewSigningConfig(key.Key, key.Algorithm, claims.Name()), key.ID, false); err != nil {
		return fmt.Errorf("sign bundle: %w", err)
	}
	return nil
}

// Unpack opens an archive. With keys it must carry a signature of one of them over every file, or
// the fault is ErrUnsigned; with none nothing is verified. Rego that cannot be read is told as such,
// for it is read only once every file was verified.
func Unpack(archive []byte, trusted map[string]PublicKey) (Files, error) {
	if err := weigh(archive); err != nil {
		return nil, err
	}
	reader := bundle.NewReader(bytes.NewReader(archive)).WithSizeLimitBytes(maxArchive).WithProcessAnnotations(true).WithRegoVersion(ast.RegoV1)
	if trusted == nil {
		reader = reader.WithSkipBundleVerification(true)
	} else {
		keys := map[string]*bundle.KeyConfig{}
		for id, key := range trusted {
			keys[id] = &bundle.KeyConfig{Key: key.Key, Algorithm: key.Algorithm, Scope: signatureScope}
		}
		reader = reader.WithBundleVerificationConfig(bundle.NewVerificationConfig(keys, "", signatureScope, nil))
	}
	b, err := reader.Read()
	if err != nil {
		var unread ast.Errors
		if trusted != nil && !errors.As(err, &unread) {
			return nil, fmt.Errorf("%w: %w", ErrUnsigned, err)
		}
		return nil, fmt.Errorf("unpack bundle: %w", err)
	}
	files := Files{}
	for _, module := range b.Modules {
		files[strings.TrimPrefix(path.Clean("/"+module.URL), "/")] = module.Raw
	}
	if files["data.json"], err = json.Marshal(b.Data); err != nil {
		return nil, fmt.Errorf("unpack bundle: %w", err)
	}
	if files[".manifest"], err = json.Marshal(b.Manifest); err != nil {
		return nil, fmt.Errorf("unpack bundle: %w", err)
	}
	return files, nil
}

// RevisionNumber is the revision as a number: it only ever grows.
func (e *Engine) RevisionNumber() int64 {
	n, err := strconv.ParseInt(e.Revision, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Files are the files of the bundle as far as they decide: modules without their tests, and the
// data merged into one document.
func (e *Engine) Files() Files {
	files := Files{}
	for name, text := range e.texts {
		files[name] = text
	}
	data, err := json.Marshal(e.data)
	if err == nil {
		files["data.json"] = data
	}
	files[".manifest"] = []byte(fmt.Sprintf(`{"revision": %q}`, e.Revision))
	return files
}
