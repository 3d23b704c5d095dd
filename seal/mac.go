package seal

import (
	"crypto/subtle"
	"fmt"
)

// MAC authenticates a message that stays readable, such as a row of access rights, for its place.
func MAC(dk *DataKey, at Place, message []byte) ([]byte, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	var out []byte
	err := dk.use(func(m *material) error {
		out = make([]byte, HeaderSize, HeaderSize+macSize)
		m.header(formMAC).put(out)
		out = append(out, m.suite.mac(m.macKey, at.bind(out, m.tenant), message)...)
		return nil
	})
	return out, err
}

// CheckMAC tells whether MAC was made of this message in this place.
func CheckMAC(dk *DataKey, at Place, message, mac []byte) error {
	if err := at.check(); err != nil {
		return err
	}
	return dk.use(func(m *material) error {
		if err := m.expect(mac, formMAC); err != nil {
			return err
		}
		if subtle.ConstantTimeCompare(mac[HeaderSize:], m.suite.mac(m.macKey, at.bind(mac[:HeaderSize], m.tenant), message)) != 1 {
			return fmt.Errorf("%w: a MAC of data key %s", ErrTampered, m.id)
		}
		return nil
	})
}

// Index is a keyed fingerprint of a value, to be kept beside the sealed column so that equal values are
// found without opening them all: where x_index = Index(dk, "employees.passport", value). Bring the
// value into one form first (case, spaces, full width), for only equal bytes are equal.
//
// What it leaks to who reads the table: which rows of one tenant and one column hold the same
// value, how often each occurs, and so, with knowledge from outside, what the most frequent ones are. It does not
// tell equal values of two tenants or two columns. Who has the data key, or can make the service answer
// searches, can try values; so index no column of few possible values, such as a yes or no, and none that nobody
// searches. Another data key makes other fingerprints: search by those of every key of the tenant, or keep one key for
// indexes and make them all anew when it changes.
func Index(dk *DataKey, kind string, value []byte) (string, error) {
	if kind == "" {
		return "", ErrNoPlace
	}
	var out []byte
	err := dk.use(func(m *material) error {
		out = make([]byte, HeaderSize, HeaderSize+macSize)
		m.header(formIndex).put(out)
		out = append(out, m.suite.mac(m.index, bind(out, m.tenant[:], []byte(kind)), value)...)
		return nil
	})
	if err != nil {
		return "", err
	}
	return textPrefix + textEncoding.EncodeToString(out), nil
}
