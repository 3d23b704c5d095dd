package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

const (
	chunkSize   = 64 << 10
	saltSize    = 32
	streamStart = HeaderSize + saltSize
	maxChunks   = 1 << 32
)

var errClosed = errors.New("seal: the stream was closed")

// chunks is what both directions of a stream share: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár. Every stream
// has a key of its own, derived with a random salt, so its nonces may simply count: eleven bytes for the number of
// the chunk, one that says whether it is the last.
type chunks struct {
	dk    *DataKey
	at    Place
	aead  cipher.AEAD
	bound []byte
	next  uint64
}

// open derives the key of the stream whose first bytes these are.
func (c *chunks) open(start []byte) error {
	return c.dk.use(func(m *material) error {
		if err := m.expect(start, formStream); err != nil {
			return err
		}
		var err error
		c.aead, err = m.suite.deriveAEAD(m.secret[:], start[HeaderSize:streamStart], "station seal 1 stream")
		c.bound = c.at.bind(start[:HeaderSize], m.tenant)
		return err
	})
}

// nonce counts one chunk. A key that was destroyed meanwhile ends the stream.
func (c *chunks) nonce(last bool) ([]byte, error) {
	if err := c.dk.use(func(*material) error { return nil }); err != nil {
		return nil, err
	}
	if c.next >= maxChunks {
		return nil, fmt.Errorf("%w: a stream ends at %d chunks", ErrTooLarge, uint64(maxChunks))
	}
	nonce := make([]byte, nonceSize)
	binary.BigEndian.PutUint64(nonce[3:], c.next)
	if last {
		nonce[nonceSize-1] = 1
	}
	c.next++
	return nonce, nil
}

// sealer writes a stream.
type sealer struct {
	chunks
	to   io.Writer
	text []byte // of the chunk that is being filled
	out  []byte
	err  error
}

// SealStream encrypts a file of any size, 64 KiB at a time, for its place. What was written before Close
// returned without an error does not open, so a file that was cut off by a crash is never taken for a whole one.
func SealStream(dk *DataKey, at Place, to io.Writer) (io.WriteCloser, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt)
	return sealStream(dk, at, to, salt)
}

func sealStream(dk *DataKey, at Place, to io.Writer, salt []byte) (io.WriteCloser, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	start := make([]byte, HeaderSize, streamStart)
	if err := dk.use(func(m *material) error { m.header(formStream).put(start); return nil }); err != nil {
		return nil, err
	}
	start = append(start, salt...)
	s := &sealer{chunks: chunks{dk: dk, at: at}, to: to, text: make([]byte, 0, chunkSize), out: make([]byte, 0, chunkSize+tagSize)}
	if err := s.chunks.open(start); err != nil {
		return nil, err
	}
	if _, err := to.Write(start); err != nil {
		return nil, err
	}
	return s, nil
}

// Write takes text. A full chunk waits until it is known whether more follows.
func (s *sealer) Write(p []byte) (int, error) {
	taken := 0
	for len(p) > 0 && s.err == nil {
		if len(s.text) == chunkSize {
			s.flush(false)
			continue
		}
		n := copy(s.text[len(s.text):chunkSize], p)
		s.text = s.text[:len(s.text)+n]
		p, taken = p[n:], taken+n
	}
	return taken, s.err
}

// Close seals the last chunk. It does not close what is underneath.
func (s *sealer) Close() error {
	if s.err == nil {
		s.flush(true)
	}
	clear(s.text[:cap(s.text)])
	if s.err != nil {
		return s.err
	}
	s.err, s.aead = errClosed, nil
	return nil
}

func (s *sealer) flush(last bool) {
	nonce, err := s.nonce(last)
	if err == nil {
		s.out = s.aead.Seal(s.out[:0], nonce, s.text, s.bound)
		s.text = s.text[:0]
		_, err = s.to.Write(s.out)
	}
	s.err = err
}
