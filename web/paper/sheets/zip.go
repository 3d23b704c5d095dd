package sheets

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/zhuqi-yunzhan/station"
)

// archive is an inspected XLSX: every entry was unpacked once under a limit, so that what
// the directory claims is known to be true before anything is kept in memory.
type archive struct {
	files  map[string]*zip.File
	limits Limits
}

func inspect(data []byte, l Limits) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken(err)
	}
	if len(z.File) > l.Entries {
		return nil, invalid("import.file.bomb")
	}
	a := &archive{files: make(map[string]*zip.File, len(z.File)), limits: l}
	var claimed uint64
	for _, f := range z.File {
		claimed += f.UncompressedSize64
		if f.UncompressedSize64 > uint64(l.Part) || claimed > uint64(l.Unpacked) || steep(f, l) {
			return nil, invalid("import.file.bomb")
		}
		if f.Flags&1 != 0 {
			return nil, invalid("import.file.password")
		}
		if fault := refusedPart(f.Name); fault != nil {
			return nil, fault
		}
		a.files[partName(f.Name)] = f
	}
	return a, a.measure(z.File)
}

func steep(f *zip.File, l Limits) bool {
	return f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(f.CompressedSize64, 1) > uint64(l.Ratio)
}

func refusedPart(name string) *station.Fault {
	switch n := partName(name); {
	case strings.HasSuffix(n, "vbaproject.bin"), strings.HasPrefix(n, "xl/macrosheets/"):
		return invalid("import.file.macro")
	case n == "encryptedpackage", n == "encryptioninfo":
		return invalid("import.file.password")
	case n == "xl/workbook.bin":
		return invalid("import.file.other")
	}
	return nil
}

// measure unpacks every entry into nothing and counts. A directory that lies is a bomb.
func (a *archive) measure(files []*zip.File) error {
	var total int64
	for _, f := range files {
		r, err := f.Open()
		if err != nil {
			return broken(err)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, a.limits.Part+1))
		_ = r.Close()
		if total += n; n > a.limits.Part || total > a.limits.Unpacked {
			return invalid("import.file.bomb")
		}
		if err != nil {
			return broken(err)
		}
	}
	return nil
}

func (a *archive) open(name string) (io.ReadCloser, error) {
	f, ok := a.files[partName(name)]
	if !ok {
		return nil, fmt.Errorf("sheets: no part %s: %w", name, errShape)
	}
	return f.Open()
}

func (a *archive) has(name string) bool {
	_, ok := a.files[partName(name)]
	return ok
}

// partName folds the ways in which writers spell the name of a part.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}
