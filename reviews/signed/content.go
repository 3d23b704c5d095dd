package signed

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/emmansun/gmsm/sm3"
)

// The formats, by which a reader knows what it has.
const (
	ContentFormat = "station-review/1"
	FileFormat    = "station-signed-report/1"
	StatusFormat  = "station-status/1"
	KeysFormat    = "station-keys/1"
)

// States of a report that was signed, as lists tell them.
const (
	StateSigned     = "signed"
	StateVoided     = "voided"
	StateSuperseded = "superseded"
)

// Content is what is signed. Its canonical JSON is the message, and the hash of that is its name.
type Content struct {
	Format     string     `json:"format"`
	Station    string     `json:"station"`
	Review     string     `json:"review"`
	Round      int        `json:"round"` // put up for signature for the nth time: bytes that were voided never come back
	Report     ReportPart `json:"report"`
	Part       string     `json:"part"` // whole, area, finding
	Area       string     `json:"area,omitempty"`
	Finding    string     `json:"finding,omitempty"`
	Question   string     `json:"question"`
	Needed     int        `json:"needed"` // how many sign
	Experts    []Expert   `json:"experts"`
	Findings   Sum        `json:"findings"`
	Overrides  Sum        `json:"overrides"`    // approved ones that apply
	Threads    Sum        `json:"open_threads"` // not settled
	Conclusion Conclusion `json:"conclusion"`
	Limits     string     `json:"scope_limits"` // what was not looked at
	Dissent    []Dissent  `json:"dissent"`
}

// ReportPart is the version of the report that was looked at.
type ReportPart struct {
	Profile string `json:"profile"`
	Digest  string `json:"digest"`  // of the profile's document
	MadeAt  string `json:"made_at"` // RFC 3339, UTC
	Rules   string `json:"rules_revision"`
}

// Expert is one of the team.
type Expert struct {
	Person string `json:"person"`
	Name   string `json:"name"`
}

// Sum stands for many things: how many they are, and the SHA-256 of their canonical JSON.
type Sum struct {
	Count  int    `json:"count"`
	SHA256 string `json:"sha256"`
}

// Conclusion is what the experts say.
type Conclusion struct {
	Option     string   `json:"option"` // sign, conditions, against, other
	Text       string   `json:"text"`
	Conditions []string `json:"conditions"`
}

// Dissent is what one of the team thinks otherwise.
type Dissent struct {
	Person string `json:"person"`
	Text   string `json:"text"`
}

// SumOf counts and hashes a list.
func SumOf[T any](list []T) (Sum, error) {
	if list == nil {
		list = []T{}
	}
	text, err := Canonical(list)
	if err != nil {
		return Sum{}, err
	}
	return Sum{len(list), Hash(text)}, nil
}

// Bytes are what is signed.
func (c Content) Bytes() ([]byte, error) {
	c.Format = ContentFormat
	if c.Experts == nil {
		c.Experts = []Expert{}
	}
	if c.Dissent == nil {
		c.Dissent = []Dissent{}
	}
	if c.Conclusion.Conditions == nil {
		c.Conclusion.Conditions = []string{}
	}
	return Canonical(c)
}

// ReadContent reads what was signed. It must be in the one form.
func ReadContent(text []byte) (c Content, err error) {
	if err = strict(text, &c); err != nil {
		return c, err
	}
	if c.Format != ContentFormat {
		return c, fmt.Errorf("%w: format %q", ErrForm, c.Format)
	}
	return c, nil
}

// Name is who one of the team is; empty for nobody of it.
func (c Content) Name(person string) string {
	for _, e := range c.Experts {
		if e.Person == person {
			return e.Name
		}
	}
	return ""
}

// Hash is SHA-256 in hex.
func Hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// HashSM3 is SM3 in hex.
func HashSM3(text []byte) string {
	sum := sm3.Sum(text)
	return hex.EncodeToString(sum[:])
}
