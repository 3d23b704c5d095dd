package rules

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// Faults of what is no archive of rules, whoever signed it.
var (
	ErrNoArchive = errors.New("this is not an archive of rules (.tar.gz)")
	ErrTooLarge  = fmt.Errorf("the archive is larger than %d MB when it is unpacked", maxArchive>>20)
)

// weigh reads an archive to its end, so that one that is cut short or far too large is told from one
// that nobody signed.
func weigh(archive []byte) error {
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoArchive, err)
	}
	left := io.LimitedReader{R: unzipped, N: maxArchive + 1}
	files := tar.NewReader(&left)
	for err == nil {
		if _, err = files.Next(); err == nil {
			_, err = io.Copy(io.Discard, files)
		}
	}
	switch {
	case left.N <= 0:
		return ErrTooLarge
	case !errors.Is(err, io.EOF):
		return fmt.Errorf("%w: %w", ErrNoArchive, err)
	}
	return nil
}
