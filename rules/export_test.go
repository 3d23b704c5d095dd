package rules

import (
	"io/fs"
	"testing"
)

// DataOf reads the data documents of a bundle folder, for the Rego tests.
func DataOf(t *testing.T, files fs.FS) map[string]any {
	t.Helper()
	src, err := readSource(files)
	if err != nil {
		t.Fatal(err)
	}
	return src.data
}
