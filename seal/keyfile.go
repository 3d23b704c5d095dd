package seal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

const (
	keyFileFirst = "station-master-keys 1"
	keyFileNote  = "# Whoever holds these keys and the database can read everything, and without them nobody can read anything.\n" +
		"# Keep a copy apart from the copies of the database. Each line: id suite day check key [active].\n"
	maxKeyFile = 64 << 10
)

// ParseMasters reads the text of a key file, such as a secret from the environment. A text of one line, as
// some environments want it, has semicolons for line breaks. It quotes no key in what it complains about.
func ParseMasters(text []byte) (*LocalMasters, error) {
	l, first, separator := &LocalMasters{}, true, []byte("\n")
	if !bytes.Contains(text, separator) {
		separator = []byte(";")
	}
	for n, line := range bytes.Split(text, separator) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if first {
			if string(line) != keyFileFirst {
				return nil, fmt.Errorf("seal: the master keys begin with %q", keyFileFirst)
			}
			first = false
			continue
		}
		if err := l.parseLine(line); err != nil {
			l.Close()
			return nil, fmt.Errorf("seal: line %d of the master keys: %w", n+1, err)
		}
	}
	switch {
	case len(l.keys) == 0:
		return nil, errNoMasters
	case l.active == "":
		l.Close()
		return nil, errors.New("seal: none of the master keys is marked active")
	}
	return l, nil
}

func (l *LocalMasters) parseLine(line []byte) error {
	fields := bytes.Fields(line)
	marked := len(fields) == 6 && string(fields[5]) == "active"
	if len(fields) != 5 && !marked {
		return errors.New("it needs id, suite, day, check and key, and may say active")
	}
	k := localMaster{id: MasterID(fields[0]), made: string(fields[2]), secret: new([secretSize]byte)}
	if !masterName.MatchString(string(k.id)) {
		return errors.New("an id has small letters, digits and hyphens, 40 at most")
	}
	if _, known := l.find(k.id); known {
		return fmt.Errorf("the id %s stands there twice", k.id)
	}
	var err error
	if k.suite, err = ParseSuite(string(fields[1])); err != nil {
		return fmt.Errorf("key %s: its suite is intl or gm", k.id)
	}
	if _, err := time.Parse(time.DateOnly, k.made); err != nil {
		return fmt.Errorf("key %s: its day is written as 2026-01-31", k.id)
	}
	raw := make([]byte, base64.StdEncoding.DecodedLen(len(fields[4])))
	defer clear(raw)
	size, err := base64.StdEncoding.Strict().Decode(raw, fields[4])
	if err != nil || size != secretSize {
		return fmt.Errorf("key %s: not a whole key; copy the line anew", k.id)
	}
	copy(k.secret[:], raw[:size])
	if k.check() != string(fields[3]) {
		clear(k.secret[:])
		return fmt.Errorf("key %s does not fit its check value; copy the line anew", k.id)
	}
	l.keys = append(l.keys, k)
	if marked && l.active != "" {
		return fmt.Errorf("both %s and %s are marked active", l.active, k.id)
	}
	if marked {
		l.active = k.id
	}
	return nil
}

// text is the key file. The caller overwrites it.
func (l *LocalMasters) text() []byte {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := make([]byte, 0, maxKeyFile) // never grown, so that no copy is left behind
	out = append(out, keyFileFirst+"\n"+keyFileNote...)
	for _, k := range l.keys {
		out = append(out, string(k.id)+" "+k.suite.String()+" "+k.made+" "+k.check()+" "...)
		out = base64.StdEncoding.AppendEncode(out, k.secret[:])
		if k.id == l.active {
			out = append(out, " active"...)
		}
		out = append(out, '\n')
	}
	return out
}

// ReadMasters reads a key file, which only its owner may be able to read.
func ReadMasters(path string) (*LocalMasters, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("master keys: %w", err)
	}
	defer file.Close()
	if err := closedToOthers(file); err != nil {
		return nil, err
	}
	text := make([]byte, maxKeyFile+1)
	defer clear(text)
	n, err := io.ReadFull(file, text)
	if err == nil {
		return nil, fmt.Errorf("master keys: %s is larger than a key file can be", path)
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("master keys: %w", err)
	}
	l, err := ParseMasters(text[:n])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	l.path = path
	return l, nil
}
