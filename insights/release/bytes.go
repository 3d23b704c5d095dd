package release

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

// Bytes is the file of a release, of which Hash is the name.
func (r Release) Bytes() ([]byte, error) { return encode(r) }

// Bytes is the file of an audit.
func (a Audit) Bytes() ([]byte, error) { return encode(a) }

// Decode reads the file of a release of a lattice, and refuses what no build writes.
func Decode(text []byte, l *lattice.Lattice) (r Release, err error) {
	if err := strictly(text, &r); err != nil {
		return r, err
	}
	switch {
	case r.Format != Format:
		return r, fmt.Errorf("release: the format is %q, not %q", r.Format, Format)
	case r.Lattice != l.Version():
		return r, fmt.Errorf("release: it is by another lattice (%.12s) than %.12s", r.Lattice, l.Version())
	case r.K < LeastK:
		return r, fmt.Errorf("release: k = %d is below %d", r.K, LeastK)
	}
	return r, r.check(l)
}

// DecodeAudit reads the file of an audit.
func DecodeAudit(text []byte) (a Audit, err error) { return a, strictly(text, &a) }

func strictly(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}
