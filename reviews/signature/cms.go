package signature

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"time"

	"github.com/emmansun/gmsm/pkcs7"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// Signer is who signed by a certificate of their own, and what is known of it.
type Signer struct {
	Subject     string     `json:"subject"`
	Issuer      string     `json:"issuer"`
	Serial      string     `json:"serial"` // hex
	NotBefore   time.Time  `json:"not_before"`
	NotAfter    time.Time  `json:"not_after"`
	Algorithm   string     `json:"algorithm"` // of the key: RSA-2048, ECDSA-P-256, SM2
	Fingerprint string     `json:"fingerprint"`
	SignedAt    time.Time  `json:"signed_at,omitzero"` // as the signer's program says; not proved
	Root        string     `json:"root,omitempty"`     // whose root the chain ends at; empty = at none that is trusted
	Revocation  Revocation `json:"revocation,omitempty"`
	RevokedAt   time.Time  `json:"revoked_at,omitzero"`
}

// Faults of a signature, told apart so that each gets an answer of its own.
var (
	ErrNotCMS     = errors.New("signature: this is no detached CMS signature")
	ErrContent    = errors.New("signature: it signs something else")
	ErrBroken     = errors.New("signature: it does not verify")
	ErrWeak       = errors.New("signature: its algorithm is too weak")
	ErrUsage      = errors.New("signature: its certificate is not for signing")
	ErrTime       = errors.New("signature: it says that it was made when its certificate was not valid") // it may not even verify
	ErrValidity   = errors.New("signature: its certificate is not valid at this time")                   // but it verifies
	ErrChain      = errors.New("signature: its certificate does not come from an authority that is trusted here")
	ErrRevoked    = errors.New("signature: its certificate was revoked")
	ErrRevocation = errors.New("signature: whether its certificate was revoked cannot be told")
)

// gmData is the type of plain content in GM/T 0010.
var gmData = asn1.ObjectIdentifier{1, 2, 156, 10197, 6, 1, 4, 2, 1}

var weak = map[string]bool{"1.3.14.3.2.26": true, "1.2.840.113549.2.5": true, "1.2.840.113549.1.1.5": true, "1.2.840.113549.1.1.4": true, "1.2.840.10045.4.1": true,
	"1.2.840.10040.4.1": true, "1.2.840.10040.4.3": true} // SHA-1, MD5 and DSA in their forms

// readCMS takes a signature apart: DER, BER, PEM or base64. The signature must be detached, with one signer who signed attributes.
func readCMS(text []byte) (*pkcs7.PKCS7, error) {
	der := text
	if block, _ := pem.Decode(text); block != nil {
		der = block.Bytes
	} else if plain, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(text), nil))); err == nil {
		der = plain
	}
	if !measured(der) {
		return nil, fmt.Errorf("%w: its parts do not lie within it", ErrNotCMS)
	}
	p7, err := pkcs7.Parse(der)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotCMS, err)
	}
	if len(p7.Signers) != 1 || p7.GetOnlySigner() == nil {
		return nil, fmt.Errorf("%w: it has %d signers, and the certificate of one", ErrNotCMS, len(p7.Signers))
	}
	if len(p7.Signers[0].AuthenticatedAttributes) == 0 {
		return nil, fmt.Errorf("%w: it signs no attributes", ErrNotCMS)
	}
	for _, c := range p7.Certificates { // to reckon with a key of a million digits takes hours
		if key, ok := c.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() > mostRSA || len(p7.Certificates) > mostCertificates {
			return nil, fmt.Errorf("%w: its certificates are too large or too many", ErrNotCMS)
		}
	}
	return p7, nil
}

// CheckCMS checks a detached CMS signature over a content, at a time, and tells who signed. With a nil trust nobody's chain is
// asked for: the signer then has no Root. Faults: those above. The signer is told with ErrChain, ErrRevoked and ErrRevocation too.
func CheckCMS(cms, content []byte, trust *Trust, at time.Time) (Signer, error) {
	p7, err := readCMS(cms)
	if err != nil {
		return Signer{}, err
	}
	if len(p7.Content) > 0 && !bytes.Equal(p7.Content, content) {
		return Signer{}, fmt.Errorf("%w: it carries a content of its own", ErrContent)
	}
	c, info := p7.GetOnlySigner(), p7.Signers[0]
	signer := describe(c)
	if weak[info.DigestAlgorithm.Algorithm.String()] || weak[info.DigestEncryptionAlgorithm.Algorithm.String()] {
		return signer, ErrWeak
	}
	if key, ok := c.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() < 2048 {
		return signer, ErrWeak
	}
	p7.Content = content
	var mismatch *pkcs7.MessageDigestMismatchError
	var early *pkcs7.InvalidSigningTimeError
	switch err := p7.Verify(); {
	case errors.As(err, &mismatch):
		return signer, ErrContent
	case errors.As(err, &early):
		return signer, ErrTime
	case err != nil:
		return signer, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	var kind asn1.ObjectIdentifier
	if err := p7.UnmarshalSignedAttribute(pkcs7.OIDAttributeContentType, &kind); err != nil || !kind.Equal(pkcs7.OIDData) && !kind.Equal(gmData) {
		return signer, fmt.Errorf("%w: it signs content of another type", ErrContent)
	}
	_ = p7.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &signer.SignedAt) // may be missing
	if c.KeyUsage != 0 && c.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 {
		return signer, ErrUsage
	}
	if at.Before(c.NotBefore) || at.After(c.NotAfter) {
		return signer, ErrValidity
	}
	if trust == nil {
		return signer, nil
	}
	return trust.vouch(signer, c, p7.Certificates, at)
}

// vouch follows the chain of a signer and asks whether any part of it was revoked.
func (t *Trust) vouch(signer Signer, c *smx509.Certificate, more []*smx509.Certificate, at time.Time) (Signer, error) {
	chain, err := t.chain(c, more, at)
	if err != nil {
		return signer, fmt.Errorf("%w: %w", ErrChain, err)
	}
	signer.Root = chain[len(chain)-1].Subject.String()
	signer.Revocation, signer.RevokedAt = t.revoked(chain, at)
	switch signer.Revocation {
	case Revoked:
		return signer, ErrRevoked
	case Unknown:
		return signer, ErrRevocation
	}
	return signer, nil
}

func describe(c *smx509.Certificate) Signer {
	out := Signer{Subject: c.Subject.String(), Issuer: c.Issuer.String(), Serial: c.SerialNumber.Text(16), NotBefore: c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(), Fingerprint: fingerprint(c.Raw)}
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		out.Algorithm = fmt.Sprintf("RSA-%d", key.N.BitLen())
	case *ecdsa.PublicKey:
		out.Algorithm = "ECDSA-" + key.Params().Name
		if sm2.IsSM2PublicKey(key) {
			out.Algorithm = "SM2"
		}
	default:
		out.Algorithm = fmt.Sprintf("%T", key)
	}
	return out
}

// DER gives a CMS signature that came as DER, PEM or base64 as DER. Fault: ErrNotCMS.
func DER(text []byte) ([]byte, error) {
	if _, err := readCMS(text); err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(text); block != nil {
		return block.Bytes, nil
	}
	if plain, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(text), nil))); err == nil {
		return plain, nil
	}
	return text, nil
}
