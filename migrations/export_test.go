package migrations

import (
	"context"
	"io/fs"
)

// ApplyFrom is Apply with other files, for the tests that need a server, which pgtest starts,
// which imports this package.
func ApplyFrom(ctx context.Context, url string, fsys fs.FS, steps ...Step) error {
	list, err := load(fsys)
	if err != nil {
		return err
	}
	return apply(ctx, url, list, steps)
}

// Files are the real ones.
func Files() fs.FS { return files }
