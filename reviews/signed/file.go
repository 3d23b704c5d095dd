package signed

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// Faults of a file.
var (
	ErrForm   = errors.New("signed: this is no file of this form")
	ErrReform = errors.New("signed: it is not in the one form in which it was written")
)

// MaxFile is how many bytes a file may have that is checked.
const MaxFile = 5 << 20

// Kinds of signature, named as what they are.
const (
	Internal    = "internal"    // confirmed inside the station, by a key that the station keeps for the expert
	Certificate = "certificate" // by a certificate of the expert's own
)

// File is a signed report as a company hands it on.
type File struct {
	Format     string      `json:"format"`
	Content    string      `json:"content"` // the very bytes that were signed, as text
	SHA256     string      `json:"sha256"`  // of them
	SM3        string      `json:"sm3"`
	Signatures []Signature `json:"signatures"`
	Keys       []Key       `json:"keys"`   // public halves of the keys of internal confirmations
	Status     StatusFile  `json:"status"` // what the station said of its reports when the file was made
	MadeAt     string      `json:"made_at"`
	Seal       *Seal       `json:"seal,omitempty"` // the station's, over all the rest
}

// Signature is one expert's.
type Signature struct {
	Person    string `json:"person"`
	Kind      string `json:"kind"`
	At        string `json:"at"` // when the station took it in; RFC 3339, UTC
	Key       string `json:"key,omitempty"`
	Algorithm string `json:"algorithm,omitempty"`
	Value     string `json:"value"` // base64: the signature, or a detached CMS
	Subject   string `json:"subject,omitempty"`
}

// Key is a public key of a station.
type Key struct {
	ID        string `json:"id"`      // SHA-256 of the key, or of the certificate
	Purpose   string `json:"purpose"` // expert, status, document, authority
	Algorithm string `json:"algorithm"`
	Public    string `json:"public"` // PEM
	Person    string `json:"person,omitempty"`
	MadeAt    string `json:"made_at"`
	RevokedAt string `json:"revoked_at,omitempty"`
}

// KeysFile is the keys of a station.
type KeysFile struct {
	Format  string `json:"format"`
	Station string `json:"station"`
	Name    string `json:"name"`
	Keys    []Key  `json:"keys"`
}

// Seal is a signature of the station by its own key.
type Seal struct {
	Key       string `json:"key"`
	Algorithm string `json:"algorithm"`
	Value     string `json:"value"` // base64
}

// StatusFile is what became of the reports of a station, under its seal.
type StatusFile struct {
	Format string `json:"format"`
	List   string `json:"list"` // canonical JSON of a Status, as text: what the seal is over
	Seal   Seal   `json:"seal"`
}

// Status is what became of the reports of a station.
type Status struct {
	Format  string   `json:"format"`
	Station string   `json:"station"`
	MadeAt  string   `json:"made_at"`
	Reports []Became `json:"reports"`
	Revoked []Gone   `json:"revoked_keys"`
}

// Became is what became of one signed report.
type Became struct {
	Content string `json:"content"` // its hash
	State   string `json:"state"`   // signed, voided, superseded
	At      string `json:"at"`
	By      string `json:"by,omitempty"` // the hash of the report that took its place
}

// Gone is a key that counts no longer.
type Gone struct {
	Key string `json:"key"`
	At  string `json:"at"`
}

// strict reads JSON that must be in the one form, with no field that is not known.
func strict(text []byte, into any) error {
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(into); err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	again, err := Canonical(into)
	if err != nil || !bytes.Equal(again, bytes.TrimSuffix(text, []byte("\n"))) {
		return ErrReform
	}
	return nil
}

// SealBy seals a message by a key of the station.
func SealBy(key *signature.Key, message []byte) (Seal, error) {
	value, err := key.Sign(message)
	if err != nil {
		return Seal{}, fmt.Errorf("signed: seal: %w", err)
	}
	return Seal{Key: key.ID(), Algorithm: string(key.Algorithm), Value: base64.StdEncoding.EncodeToString(value)}, nil
}

// Write gives the file under the station's seal, in its one form.
func (f File) Write(key *signature.Key) ([]byte, error) {
	f.Format, f.Seal = FileFormat, nil
	message, err := Canonical(f)
	if err != nil {
		return nil, err
	}
	seal, err := SealBy(key, message)
	if err != nil {
		return nil, err
	}
	f.Seal = &seal
	text, err := Canonical(f)
	return append(text, '\n'), err
}

// SealStatus puts a list under the station's seal.
func SealStatus(s Status, key *signature.Key) (StatusFile, error) {
	s.Format = StatusFormat
	if s.Reports == nil {
		s.Reports = []Became{}
	}
	if s.Revoked == nil {
		s.Revoked = []Gone{}
	}
	list, err := Canonical(s)
	if err != nil {
		return StatusFile{}, err
	}
	seal, err := SealBy(key, list)
	return StatusFile{Format: StatusFormat, List: string(list), Seal: seal}, err
}

// ReadStatus reads a list that a station published.
func ReadStatus(text []byte) (f StatusFile, err error) {
	if err = strict(text, &f); err == nil && f.Format != StatusFormat {
		err = ErrForm
	}
	return f, err
}

// ReadKeys reads the keys that a station published.
func ReadKeys(text []byte) (f KeysFile, err error) {
	if err = json.Unmarshal(text, &f); err != nil || f.Format != KeysFormat {
		return f, ErrForm
	}
	return f, nil
}

// Open gives the list if the key that is named in its seal is among those given and made it. known tells whether that key is there at all.
func (f StatusFile) Open(keys []Key) (s Status, known, good bool) {
	known, good = f.Seal.check([]byte(f.List), keys)
	if good && strict([]byte(f.List), &s) != nil {
		good = false
	}
	return s, known, good
}

// check tells whether the key of a seal is among those of the station, and made the seal over a message.
func (s Seal) check(message []byte, keys []Key) (known, good bool) {
	for _, k := range keys {
		if k.ID != s.Key || k.Purpose != "status" {
			continue
		}
		public, err := signature.ReadPublic(k.Public)
		value, bad := base64.StdEncoding.Strict().DecodeString(s.Value)
		return true, err == nil && bad == nil && public.ID == s.Key && string(public.Algorithm) == s.Algorithm && public.Verify(message, value)
	}
	return false, false
}
