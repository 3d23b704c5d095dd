package accounts

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Anchor is how far a tenant's audit trail had come at a moment: the number and the hash of its last
// line. A trail that is cut short, or written anew from some line on, does not fit its anchors.
type Anchor struct {
	Tenant [16]byte
	Seq    int64
	Hash   []byte
	At     time.Time
}

// Anchors keeps anchors outside the database, in a file that only grows: on a disk that whoever
// administers the database cannot write, best of all. Each line carries the hash of the one before.
type Anchors struct {
	mu   sync.Mutex
	file string
}

// NewAnchors keeps anchors in a folder, which is made when needed.
func NewAnchors(dir string) *Anchors {
	return &Anchors{file: filepath.Join(dir, "audit-anchors.jsonl")}
}

// anchorLine is one line of the file.
type anchorLine struct {
	Tenant string    `json:"tenant"`
	Seq    int64     `json:"seq"`
	Hash   string    `json:"hash"`
	At     time.Time `json:"at"`
	Prev   string    `json:"prev"`
}

// ErrAnchorsBroken says that the file of anchors does not follow from itself.
var ErrAnchorsBroken = errors.New("the file of audit anchors was changed")

// Read gives every anchor, oldest first, and the hash of the last line. A last line that was cut
// short by a crash is no anchor yet.
func (a *Anchors) Read() ([]Anchor, error) {
	out, _, _, err := a.read()
	return out, err
}

func (a *Anchors) read() (out []Anchor, prev string, whole int64, err error) {
	f, err := os.Open(a.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", 0, nil
	}
	if err != nil {
		return nil, "", 0, fmt.Errorf("audit anchors: %w", err)
	}
	defer f.Close()
	r := bufio.NewReader(f)
	for n := 1; ; n++ {
		text, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return out, prev, whole, nil // what has no end of line was never finished
		}
		if err != nil {
			return nil, "", 0, fmt.Errorf("audit anchors: %w", err)
		}
		anchor, err := parseAnchor(bytes.TrimSuffix(text, []byte("\n")), prev)
		if err != nil {
			return nil, "", 0, fmt.Errorf("%w: line %d: %w", ErrAnchorsBroken, n, err)
		}
		sum := sha256.Sum256(text)
		out, prev, whole = append(out, anchor), hex.EncodeToString(sum[:]), whole+int64(len(text))
	}
}

func parseAnchor(text []byte, prev string) (Anchor, error) {
	var line anchorLine
	if err := json.Unmarshal(text, &line); err != nil {
		return Anchor{}, err
	}
	if line.Prev != prev {
		return Anchor{}, errors.New("it does not follow from the line before")
	}
	out := Anchor{Seq: line.Seq, At: line.At}
	tenant, err := hex.DecodeString(line.Tenant)
	if err != nil || copy(out.Tenant[:], tenant) != 16 {
		return out, errors.New("no tenant")
	}
	out.Hash, err = hex.DecodeString(line.Hash)
	return out, err
}

// Append adds anchors and has them on the disk before it returns. What a crash had left of a line
// is taken away first.
func (a *Anchors) Append(fresh []Anchor) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, prev, whole, err := a.read()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, anchor := range fresh {
		text, err := json.Marshal(anchorLine{Tenant: hex.EncodeToString(anchor.Tenant[:]), Seq: anchor.Seq, Hash: hex.EncodeToString(anchor.Hash), At: anchor.At, Prev: prev})
		if err != nil {
			return fmt.Errorf("audit anchor: %w", err)
		}
		text = append(text, '\n')
		sum := sha256.Sum256(text)
		prev = hex.EncodeToString(sum[:])
		out.Write(text)
	}
	if err := os.MkdirAll(filepath.Dir(a.file), 0o700); err != nil {
		return fmt.Errorf("audit anchors: %w", err)
	}
	f, err := os.OpenFile(a.file, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("audit anchors: %w", err)
	}
	_, err = f.WriteAt(out.Bytes(), whole)
	return errors.Join(err, f.Truncate(whole+int64(out.Len())), f.Sync(), f.Close())
}

// Of gives the anchors of one tenant, oldest first.
func (a *Anchors) Of(tenant [16]byte) ([]Anchor, error) {
	all, err := a.Read()
	if err != nil {
		return nil, err
	}
	var out []Anchor
	for _, anchor := range all {
		if anchor.Tenant == tenant {
			out = append(out, anchor)
		}
	}
	return out, nil
}
