package signature

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/emmansun/gmsm/smx509"
)

// Revocation is what is known of whether a certificate was revoked.
type Revocation string

// What can be known. Unknown: no list of its issuer that is still in date is at hand.
const (
	NotRevoked Revocation = "good"
	Revoked    Revocation = "revoked"
	Unknown    Revocation = "unknown"
)

// Trust is whom to believe: the roots of certificate authorities, what stands between them and the signers, and their lists of revoked
// certificates. The zero Trust believes nobody.
type Trust struct {
	roots, between []*smx509.Certificate
	lists          []*smx509.RevocationList
}

// ReadTrust reads a folder of an operator: *.pem, *.crt and *.cer are certificates (a root is one that signed itself), *.crl are lists
// of revoked ones; PEM or DER. An empty folder is an empty trust.
func ReadTrust(folder fs.FS) (*Trust, error) {
	t := &Trust{}
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		ext := strings.ToLower(path[strings.LastIndexByte(path, '.')+1:])
		if !slices.Contains([]string{"pem", "crt", "cer", "crl"}, ext) {
			return nil
		}
		text, err := fs.ReadFile(folder, path)
		if err == nil {
			err = t.add(text)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	return t, err
}

// add takes certificates and lists in, PEM or DER.
func (t *Trust) add(text []byte) error {
	if !bytes.Contains(text, []byte("-----BEGIN ")) {
		return t.addDER(text)
	}
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			return nil
		}
		if err := t.addDER(block.Bytes); err != nil {
			return err
		}
		text = rest
	}
}

func (t *Trust) addDER(der []byte) error {
	if c, err := smx509.ParseCertificate(der); err == nil {
		if bytes.Equal(c.RawSubject, c.RawIssuer) && c.CheckSignatureFrom(c) == nil {
			t.roots = append(t.roots, c)
		} else {
			t.between = append(t.between, c)
		}
		return nil
	}
	list, err := smx509.ParseRevocationList(der)
	if err != nil {
		return errors.New("signature: neither a certificate nor a list of revoked ones")
	}
	t.lists = append(t.lists, list)
	return nil
}

// Empty tells whether it believes nobody.
func (t *Trust) Empty() bool { return t == nil || len(t.roots) == 0 }

// chain finds the way from a signer to a root, at a time. more are certificates that came with the signature.
func (t *Trust) chain(c *smx509.Certificate, more []*smx509.Certificate, at time.Time) ([]*smx509.Certificate, error) {
	roots, between := smx509.NewCertPool(), smx509.NewCertPool()
	for _, r := range t.roots {
		roots.AddCert(r)
	}
	for _, b := range append(slices.Clone(t.between), more...) {
		between.AddCert(b)
	}
	chains, err := c.Verify(smx509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: at, KeyUsages: []smx509.ExtKeyUsage{smx509.ExtKeyUsageAny}})
	if err != nil {
		return nil, err
	}
	return chains[0], nil
}

// revoked asks the lists about each certificate of a chain but the root; the worst counts. A list counts that the issuer signed and that is in date.
func (t *Trust) revoked(chain []*smx509.Certificate, at time.Time) (worst Revocation, since time.Time) {
	worst = NotRevoked
	for i := 0; i+1 < len(chain); i++ {
		known := false
		for _, list := range t.lists {
			if !bytes.Equal(list.RawIssuer, chain[i+1].RawSubject) || list.CheckSignatureFrom(chain[i+1]) != nil || at.Before(list.ThisUpdate) {
				continue
			}
			for _, entry := range list.RevokedCertificateEntries {
				if entry.SerialNumber.Cmp(chain[i].SerialNumber) == 0 {
					return Revoked, entry.RevocationTime
				}
			}
			known = known || list.NextUpdate.IsZero() || at.Before(list.NextUpdate)
		}
		if !known {
			worst = Unknown
		}
	}
	return worst, since
}
