package seal

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
)

// MaxValue is the largest value; what is larger is sealed as a stream.
const MaxValue = 16 << 20

// ValueOverhead is how much longer a sealed value is than the value.
const ValueOverhead = HeaderSize + nonceSize + tagSize

// textPrefix begins what SealString makes, so that a column which is moved over row by row can tell.
const textPrefix = "sealed1."

// Strict, and without line breaks: one value has one text.
var textEncoding = base64.RawURLEncoding.Strict()

// Seal encrypts a value for its place.
func Seal(dk *DataKey, at Place, plaintext []byte) ([]byte, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	if len(plaintext) > MaxValue {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, len(plaintext))
	}
	var out []byte
	err := dk.use(func(m *material) error {
		if m.seals.Add(1) > MaxSeals {
			return fmt.Errorf("%w: %s", ErrSpent, m.id)
		}
		const start = HeaderSize + nonceSize
		out = make([]byte, start, start+len(plaintext)+tagSize)
		m.header(formValue).put(out)
		rand.Read(out[HeaderSize:])
		out = m.aead.Seal(out, out[HeaderSize:start], plaintext, at.bind(out[:HeaderSize], m.tenant))
		return nil
	})
	return out, err
}

// Open decrypts a value in its place, or says why not: ErrWrongKey, ErrTampered, ErrDestroyed.
func Open(dk *DataKey, at Place, sealed []byte) ([]byte, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	var out []byte
	err := dk.use(func(m *material) error {
		if err := m.expect(sealed, formValue); err != nil {
			return err
		}
		const start = HeaderSize + nonceSize
		if len(sealed) < start+tagSize {
			return fmt.Errorf("%w: %d bytes are too few", ErrTampered, len(sealed))
		}
		var err error
		if out, err = m.aead.Open(nil, sealed[HeaderSize:start], sealed[start:], at.bind(sealed[:HeaderSize], m.tenant)); err != nil {
			return fmt.Errorf("%w: a value of data key %s", ErrTampered, m.id)
		}
		return nil
	})
	return out, err
}

// SealString encrypts a text for a column of type text or bytea.
func SealString(dk *DataKey, at Place, text string) (string, error) {
	sealed, err := Seal(dk, at, []byte(text))
	if err != nil {
		return "", err
	}
	return textPrefix + textEncoding.EncodeToString(sealed), nil
}

// OpenString decrypts what SealString made.
func OpenString(dk *DataKey, at Place, sealed string) (string, error) {
	raw, err := decodeText(sealed)
	if err != nil {
		return "", err
	}
	plaintext, err := Open(dk, at, raw)
	return string(plaintext), err
}

// KeyOfString is KeyOf for what SealString or Index made.
func KeyOfString(sealed string) (KeyID, error) {
	raw, err := decodeText(sealed)
	if err != nil {
		return KeyID{}, err
	}
	return KeyOf(raw)
}

// IsSealed tells a sealed text from one that was never sealed, for the time in which a column is
// moved over. It trusts the looks: a person may type the same, so it decides about nothing but which of the two to try.
func IsSealed(text string) bool { return strings.HasPrefix(text, textPrefix) }

func decodeText(text string) ([]byte, error) {
	rest, ok := strings.CutPrefix(text, textPrefix)
	if !ok || strings.ContainsAny(rest, "\r\n") {
		return nil, fmt.Errorf("%w: not a sealed text", ErrTampered)
	}
	if textEncoding.DecodedLen(len(rest)) > MaxValue+ValueOverhead {
		return nil, fmt.Errorf("%w: longer than any sealed text", ErrTampered)
	}
	raw, err := textEncoding.DecodeString(rest)
	if err != nil {
		return nil, fmt.Errorf("%w: not a sealed text", ErrTampered)
	}
	return raw, nil
}
