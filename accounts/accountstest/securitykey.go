package accountstest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// SecurityKey is a key in software with what a browser does around it, so that what a real one sends is checked by the
// same code. Tests bend its fields to lie.
type SecurityKey struct {
	T       testing.TB
	ID      []byte
	Private *ecdsa.PrivateKey
	Count   uint32 // signatures; a passkey that is synced leaves it at zero
	Synced  bool
	Origin  string // as the browser writes it into what is signed
	Host    string
}

// NewSecurityKey makes a key that is used at a site.
func NewSecurityKey(t testing.TB, at accounts.Party) *SecurityKey {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id := make([]byte, 32)
	_, _ = rand.Read(id) // never fails
	return &SecurityKey{T: t, ID: id, Private: private, Count: 1, Origin: at.Origin, Host: at.Host}
}

// Flags of the data that a key signs: somebody was there, they were verified, a credential follows, it may be copied.
const (
	present  = 0x01
	verified = 0x04
	mayCopy  = 0x08
	attested = 0x40
)

// Create answers an invitation to add the key.
func (k *SecurityKey) Create(options []byte) []byte {
	k.T.Helper()
	x, y := make([]byte, 32), make([]byte, 32)
	k.Private.X.FillBytes(x)
	k.Private.Y.FillBytes(y)
	data := k.data(present | verified | attested)
	data = append(data, make([]byte, 16)...) // of no make
	data = binary.BigEndian.AppendUint16(data, uint16(len(k.ID)))
	data = append(data, k.ID...)
	// COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
	data = append(append(append(append(data, 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32), x...), 0x22, 0x58, 32), y...)
	// CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
	object := append([]byte("\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"), byte(len(data)))
	return k.answer(map[string]any{"clientDataJSON": b64(k.client("webauthn.create", options)), "attestationObject": b64(append(object, data...)), "transports": []string{"usb"}})
}

// Sign answers a challenge; the count of signatures grows before.
func (k *SecurityKey) Sign(options []byte) []byte {
	k.T.Helper()
	if !k.Synced {
		k.Count++
	}
	data, client := k.data(present|verified), k.client("webauthn.get", options)
	sum := sha256.Sum256(client)
	digest := sha256.Sum256(append(append([]byte{}, data...), sum[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, k.Private, digest[:])
	if err != nil {
		k.T.Fatal(err)
	}
	return k.answer(map[string]any{"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature)})
}

func (k *SecurityKey) data(flags byte) []byte {
	if k.Synced {
		flags, k.Count = flags|mayCopy, 0
	}
	host := sha256.Sum256([]byte(k.Host))
	return binary.BigEndian.AppendUint32(append(host[:], flags), k.Count)
}

// client is what the browser says of the ceremony.
func (k *SecurityKey) client(kind string, options []byte) []byte {
	var asked struct {
		PublicKey struct{ Challenge string }
	}
	if err := json.Unmarshal(options, &asked); err != nil || asked.PublicKey.Challenge == "" {
		k.T.Fatalf("no challenge in %s, %v", options, err)
	}
	text, err := json.Marshal(map[string]any{"type": kind, "challenge": asked.PublicKey.Challenge, "origin": k.Origin, "crossOrigin": false})
	if err != nil {
		k.T.Fatal(err)
	}
	return text
}

func (k *SecurityKey) answer(response map[string]any) []byte {
	text, err := json.Marshal(map[string]any{"id": b64(k.ID), "rawId": b64(k.ID), "type": "public-key", "response": response, "clientExtensionResults": map[string]any{}})
	if err != nil {
		k.T.Fatal(err)
	}
	return text
}

func b64(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
