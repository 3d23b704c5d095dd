package signature_test

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/emmansun/gmsm/pkcs7"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

var content = []byte("{\"content\":\"体检档案的签发内容\"}\n")

// smCMS signs as a key of the national kind does (GM/T 0010), by the library.
func (a *authority) smCMS(content []byte) []byte {
	a.t.Helper()
	sd, err := pkcs7.NewSMSignedData(content)
	a.must(err)
	a.must(sd.AddSigner(a.signer, a.signerKey, pkcs7.SignerInfoConfig{}))
	sd.Detach()
	out, err := sd.Finish()
	a.must(err)
	return out
}

func (a *authority) signed(content []byte) []byte {
	if a.kind == "sm2" {
		return a.smCMS(content)
	}
	return a.cms(content)
}

func TestASignatureByOnesOwnCertificateIsAccepted(t *testing.T) {
	for kind, algorithm := range map[string]string{"rsa": "RSA-2048", "ecdsa": "ECDSA-P-256", "sm2": "SM2"} {
		a := newAuthority(t, kind)
		der := a.signed(content)
		for form, text := range map[string][]byte{"DER": der, "PEM": pem.EncodeToMemory(&pem.Block{Type: "CMS", Bytes: der}), "base64": []byte(base64.StdEncoding.EncodeToString(der) + "\n")} {
			who, err := signature.CheckCMS(text, content, a.trust(a.list()), now)
			if err != nil || !strings.Contains(who.Subject, "沈律师") || who.Algorithm != algorithm || who.Serial != "4d" || who.Root == "" || who.Revocation != signature.NotRevoked || who.SignedAt.IsZero() {
				t.Errorf("%s as %s: %+v %v", kind, form, who, err)
			}
		}
	}
}

func TestEachFaultOfASignatureHasItsOwnAnswer(t *testing.T) {
	a, other := newAuthority(t, "ecdsa"), newAuthority(t, "ecdsa")
	good := a.signed(content)
	expired := newAuthority(t, "rsa", func(c *x509.Certificate) { c.NotAfter = now.Add(time.Minute) })
	unfit := newAuthority(t, "rsa", func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment })
	two := a.cms(content, "-signer", expired.path("signer.pem"), "-inkey", expired.path("signer.key"))
	broken := bytes.Clone(good)
	broken[len(broken)-3] ^= 1
	for name, c := range map[string]struct {
		cms, content []byte
		trust        *signature.Trust
		at           time.Time
		want         error
	}{
		"another content":           {good, append(content, ' '), a.trust(a.list()), now, signature.ErrContent},
		"a byte of it was changed":  {broken, content, a.trust(a.list()), now, signature.ErrBroken},
		"it carries its content":    {a.cms([]byte("something else"), "-nodetach"), content, a.trust(a.list()), now, signature.ErrContent},
		"no attributes are signed":  {a.cms(content, "-noattr"), content, a.trust(a.list()), now, signature.ErrNotCMS},
		"without its certificate":   {a.cms(content, "-nocerts"), content, a.trust(a.list()), now, signature.ErrNotCMS},
		"two signed":                {two, content, a.trust(a.list()), now, signature.ErrNotCMS},
		"it is no signature":        {[]byte("-----BEGIN CMS-----\nAAAA\n-----END CMS-----\n"), content, a.trust(a.list()), now, signature.ErrNotCMS},
		"by SHA-1":                  {a.cms(content, "-md", "sha1"), content, a.trust(a.list()), now, signature.ErrWeak},
		"the certificate ran out":   {expired.signed(content), content, expired.trust(expired.list()), now.Add(2 * time.Minute), signature.ErrValidity},
		"it is not for signing":     {unfit.signed(content), content, unfit.trust(unfit.list()), now, signature.ErrUsage},
		"of an unknown authority":   {good, content, other.trust(other.list()), now, signature.ErrChain},
		"nobody is trusted":         {good, content, &signature.Trust{}, now, signature.ErrChain},
		"it was revoked":            {good, content, a.trust(a.list(5, 77)), now, signature.ErrRevoked},
		"no list is at hand":        {good, content, a.trust(), now, signature.ErrRevocation},
		"the list is of another":    {good, content, a.trust(other.list()), now, signature.ErrRevocation},
		"the list is out of date":   {good, content, a.trust(a.list()), now.Add(2 * time.Hour), signature.ErrRevocation},
		"an old list revokes still": {good, content, a.trust(a.list(77)), now.Add(2 * time.Hour), signature.ErrRevoked},
	} {
		if _, err := signature.CheckCMS(c.cms, c.content, c.trust, c.at); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", name, err, c.want)
		}
	}
	if who, err := signature.CheckCMS(good, content, nil, now); err != nil || who.Root != "" || who.Revocation != "" {
		t.Errorf("without a trust: %+v %v", who, err)
	}
}

// TestAnotherProgramAcceptsASignatureOfTheNationalKind takes the signed attributes out of a CMS by SM2 and has openssl check them.
func TestAnotherProgramAcceptsASignatureOfTheNationalKind(t *testing.T) {
	a := newAuthority(t, "sm2")
	der := a.smCMS(content)
	p7, err := pkcs7.Parse(der)
	a.must(err)
	attributes, sig := signedAttributes(t, der), p7.Signers[0].EncryptedDigest
	a.must(os.WriteFile(a.path("attributes"), attributes, 0o600))
	a.must(os.WriteFile(a.path("sig"), sig, 0o600))
	run(t, "openssl", "x509", "-in", a.path("signer.pem"), "-pubkey", "-noout", "-out", a.path("pub.pem"))
	if said := run(t, "openssl", "dgst", "-sm3", "-verify", a.path("pub.pem"), "-sigopt", "distid:1234567812345678", "-signature", a.path("sig"), a.path("attributes")); !strings.Contains(said, "Verified OK") {
		t.Error(said)
	}
}

// signedAttributes takes them out of a CMS as they are signed: a SET (RFC 5652, 5.4).
func signedAttributes(t *testing.T, der []byte) []byte {
	t.Helper()
	var info struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"explicit,tag:0"`
	}
	var data struct {
		Version      int
		Digests      asn1.RawValue
		Content      asn1.RawValue
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
		Signers      []struct {
			Version    int
			Issuer     asn1.RawValue
			Digest     asn1.RawValue
			Attributes asn1.RawValue `asn1:"optional,tag:0"`
			Algorithm  asn1.RawValue
			Signature  []byte
		} `asn1:"set"`
	}
	if _, err := asn1.Unmarshal(der, &info); err != nil {
		t.Fatal(err)
	}
	if _, err := asn1.Unmarshal(info.Content.FullBytes, &data); err != nil {
		if _, err := asn1.Unmarshal(info.Content.Bytes, &data); err != nil {
			t.Fatal(err)
		}
	}
	out := bytes.Clone(data.Signers[0].Attributes.FullBytes)
	out[0] = 0x31
	return out
}
