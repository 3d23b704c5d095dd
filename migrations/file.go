package migrations

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// file is one migration.
type file struct {
	name, sql, sha256 string
}

// first tells the file that makes the roles, which the others run as.
func (f file) first() bool { return strings.HasPrefix(f.name, "0001_") }

var goodName = regexp.MustCompile(`^\d{4}_[a-z0-9_]+\.sql$`)

// load reads the files in order and refuses names that would leave the order in doubt.
func load(fsys fs.FS) ([]file, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, fmt.Errorf("list files: %w", err)
	}
	slices.Sort(names)
	var list []file
	for i, name := range names {
		if !goodName.MatchString(name) {
			return nil, fmt.Errorf("%s: a migration is named NNNN_<what>.sql", name)
		}
		if i > 0 && names[i-1][:4] == name[:4] {
			return nil, fmt.Errorf("%s and %s have the same number", names[i-1], name)
		}
		sql, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read file: %w", err)
		}
		sum := sha256.Sum256(sql)
		list = append(list, file{name: name, sql: string(sql), sha256: hex.EncodeToString(sum[:])})
	}
	return list, nil
}

// pending is what remains to apply, after making sure that what was applied is what we hold:
// the same files, unchanged, with none missing in between.
func pending(list []file, done map[string]string) ([]file, error) {
	known := map[string]bool{}
	var todo []file
	for _, f := range list {
		known[f.name] = true
		sum, applied := done[f.name]
		switch {
		case !applied:
			todo = append(todo, f)
		case sum != f.sha256:
			return nil, fmt.Errorf("%s is not what was applied: %w", f.name, ErrChanged)
		case len(todo) > 0:
			return nil, fmt.Errorf("%s comes before %s, which is applied already: %w", todo[0].name, f.name, ErrChanged)
		}
	}
	var unknown []string
	for name := range done {
		if !known[name] {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return nil, fmt.Errorf("%s: %w", strings.Join(unknown, ", "), ErrNewer)
	}
	return todo, nil
}
