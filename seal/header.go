package seal

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// KeyID names a data key. It is random, no secret, and fits a column of type uuid.
type KeyID [16]byte

// String is the usual text of a UUID.
func (k KeyID) String() string {
	text := hex.EncodeToString(k[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// Tenant is whom a data key belongs to: a company, or a station for what the police own. Convert
// the id of either.
type Tenant [16]byte

const version = 1

// HeaderSize is how many bytes KeyOf needs at least.
const HeaderSize = 19

type form byte

const (
	formValue form = iota + 1
	formStream
	formWrapped
	formMAC
	formIndex
)

type header struct {
	form  form
	suite Suite
	key   KeyID
}

func (h header) put(to []byte) {
	to[0], to[1], to[2] = version, byte(h.form), byte(h.suite)
	copy(to[3:HeaderSize], h.key[:])
}

// readHeader takes the header off sealed bytes of any form.
func readHeader(b []byte) (header, error) {
	if len(b) < HeaderSize {
		return header{}, fmt.Errorf("%w: %d bytes are too few", ErrTampered, len(b))
	}
	h := header{form: form(b[1]), suite: Suite(b[2]), key: KeyID(b[3:HeaderSize])}
	switch {
	case b[0] != version:
		return header{}, fmt.Errorf("%w: version %d is not known to this program", ErrTampered, b[0])
	case h.form < formValue || h.form > formIndex:
		return header{}, fmt.Errorf("%w: form %d is not known to this program", ErrTampered, b[1])
	case !h.suite.known():
		return header{}, fmt.Errorf("%w: suite %d is not known to this program", ErrTampered, b[2])
	}
	return h, nil
}

// KeyOf tells which data key opens something sealed; the first HeaderSize bytes are enough.
// What it says is not yet authenticated: it is good for looking a key up, and for nothing else.
func KeyOf(sealed []byte) (KeyID, error) {
	h, err := readHeader(sealed)
	return h.key, err
}

// Pick finds, among the data keys of a tenant, the one that opens something sealed.
func Pick(keys []*DataKey, sealed []byte) (*DataKey, error) {
	id, err := KeyOf(sealed)
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if k.ID() == id {
			return k, nil
		}
	}
	return nil, fmt.Errorf("%w: %s is not among the %d at hand", ErrWrongKey, id, len(keys))
}

// bind joins parts so that no two lists of parts come to the same bytes.
func bind(parts ...[]byte) []byte {
	size := 0
	for _, p := range parts {
		size += 4 + len(p)
	}
	out := make([]byte, 0, size)
	for _, p := range parts {
		out = binary.BigEndian.AppendUint32(out, uint32(len(p)))
		out = append(out, p...)
	}
	return out
}

// Place is where something sealed belongs. It opens there and nowhere else.
type Place struct{ bytes string }

// At names a place: the kind, such as "employees.passport", never to be renamed once something is
// sealed by it, and the parts of the row's key, in a text that does not change.
func At(kind string, row ...string) Place {
	if kind == "" || len(row) == 0 {
		return Place{}
	}
	parts := [][]byte{[]byte(kind)}
	for _, r := range row {
		if r == "" {
			return Place{}
		}
		parts = append(parts, []byte(r))
	}
	return Place{string(bind(parts...))}
}

func (p Place) check() error {
	if p.bytes == "" {
		return ErrNoPlace
	}
	return nil
}

// bind is what is authenticated beside the text.
func (p Place) bind(head []byte, t Tenant) []byte { return bind(head, t[:], []byte(p.bytes)) }
