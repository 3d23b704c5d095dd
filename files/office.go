package files

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// Limits of an archive. The first ones are read off its directory, before anything is unpacked.
const (
	maxEntries   = 2000
	maxDirectory = 1 << 20 // bytes of the directory
	maxUnpacked  = 100 << 20
	maxRatio     = 200     // unpacked to packed, once an entry is larger than steepFrom
	steepFrom    = 1 << 20 // bytes
	endSize      = 22      // of the record at the end
)

// tellOffice tells a workbook from a document by the directory.
func tellOffice(b []byte) (Type, error) {
	z, err := directory(b)
	if err != nil {
		return "", err
	}
	parts := map[string]bool{}
	for _, f := range z.File {
		parts[partName(f.Name)] = true
	}
	book, document := parts["xl/workbook.xml"], parts["word/document.xml"]
	switch {
	case !parts["[content_types].xml"] || !book && !document:
		if parts["xl/workbook.bin"] {
			return "", invalid("files.old_office")
		}
		return "", invalid("files.archive")
	case book && document:
		return "", invalid("files.disguised")
	case book:
		return XLSX, nil
	}
	return DOCX, nil
}

// directory reads the directory of an archive and holds it to the limits.
func directory(b []byte) (*zip.Reader, error) {
	if err := checkEnd(b); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, invalid("files.broken")
	}
	var total uint64
	names := map[string]bool{}
	for _, f := range z.File {
		if f.UncompressedSize64 > maxUnpacked {
			return nil, invalid("files.bomb")
		}
		total += f.UncompressedSize64
		name := partName(f.Name)
		switch {
		case total > maxUnpacked, f.UncompressedSize64 > steepFrom && f.UncompressedSize64/max(f.CompressedSize64, 1) > maxRatio:
			return nil, invalid("files.bomb")
		case f.Flags&1 != 0:
			return nil, invalid("files.password")
		case f.Method != zip.Store && f.Method != zip.Deflate:
			return nil, invalid("files.broken")
		case names[name], climbs(f.Name), strings.ContainsRune(f.Name, 0), !f.Mode().IsRegular() && !f.Mode().IsDir():
			return nil, invalid("files.disguised") // two readers would see two things
		case isMacro(name):
			return nil, invalid("files.macro")
		case slices.Contains(nestedEndings, path.Ext(name)):
			return nil, invalid("files.nested")
		}
		names[name] = true
	}
	return z, nil
}

var nestedEndings = []string{".zip", ".rar", ".7z", ".gz", ".tar", ".jar", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".docm", ".doc", ".pptx", ".pptm", ".ppt", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".lnk", ".html", ".htm", ".svg"}

func isMacro(name string) bool {
	return strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/") || strings.Contains(name, "/activex/")
}

// checkEnd reads the record at the very end by itself. The archive must begin with its first entry, end with this
// record, and have its directory right before that: nothing is glued on, before or behind.
func checkEnd(b []byte) error {
	at := len(b) - endSize
	if at < 0 || string(b[at:at+4]) != "PK\x05\x06" {
		if endsAsZip(b) {
			return invalid("files.disguised") // a comment
		}
		return invalid("files.broken")
	}
	u16, u32 := binary.LittleEndian.Uint16, binary.LittleEndian.Uint32
	end := b[at:]
	count, size, start := u16(end[10:]), u32(end[12:]), u32(end[16:])
	switch {
	case u16(end[4:]) != 0, u16(end[6:]) != 0, u16(end[8:]) != count: // parts of several disks
		return invalid("files.broken")
	case count > maxEntries, size > maxDirectory:
		return invalid("files.bomb")
	case uint64(start)+uint64(size) != uint64(at), count > 0 && !begins(b, "PK\x03\x04"):
		return invalid("files.disguised")
	}
	return nil
}

// lookOffice unpacks every entry into nothing, under the size that the directory claims: a directory that lies is a bomb. What is
// inside must not be an archive or a program again, whatever it is called.
func lookOffice(b []byte) error {
	z, err := directory(b)
	if err != nil {
		return err
	}
	if err := apart(z.File); err != nil {
		return err
	}
	start := make([]byte, 512)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return invalid("files.broken")
		}
		n, err := io.ReadFull(r, start)
		if err == nil || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			var more int64
			more, err = io.Copy(io.Discard, io.LimitReader(r, int64(f.UncompressedSize64)+1-int64(n)))
			if uint64(more)+uint64(n) > f.UncompressedSize64 {
				return invalid("files.bomb")
			}
		}
		_ = r.Close()
		switch {
		case err != nil:
			return invalid("files.broken") // cut off, or not what the checksum says
		case isArchive(start[:n]), isProgram(start[:n]):
			return invalid("files.nested")
		case partName(f.Name) == "[content_types].xml" && saysMacro(f):
			return invalid("files.macro")
		}
	}
	return nil
}

// apart refuses entries that share bytes: a small archive can so unpack to a large one.
func apart(entries []*zip.File) error {
	type stretch struct{ from, to int64 }
	var all []stretch
	for _, f := range entries {
		from, err := f.DataOffset()
		if err != nil {
			return invalid("files.broken")
		}
		all = append(all, stretch{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(all, func(a, b stretch) int { return int(a.from - b.from) })
	for i := 1; i < len(all); i++ {
		if all[i].from < all[i-1].to+30 { // the header of an entry has 30 bytes at least
			return invalid("files.bomb")
		}
	}
	return nil
}

// saysMacro reads the list of parts, which names the kind of the whole.
func saysMacro(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return true
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, 1<<20))
	return err != nil || bytes.Contains(bytes.ToLower(text), []byte("macroenabled"))
}

// climbs tells a name that leads out of the folder it is unpacked in.
func climbs(name string) bool {
	return slices.Contains(strings.Split(strings.ReplaceAll(name, "\\", "/"), "/"), "..")
}

// partName folds the ways in which writers spell the name of a part.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}
