package files

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// central changes fields of every record of the directory, which begins with its signature.
func central(b []byte, change func(record []byte)) []byte {
	b = bytes.Clone(b)
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return b
		}
		change(b[at+i:])
		at += i + 4
	}
}

// raw writes an entry whose packed bytes and claimed size are given.
func raw(t *testing.T, z *zip.Writer, name string, packed []byte, claimed uint64) {
	t.Helper()
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(packed)), UncompressedSize64: claimed})
	if err == nil {
		_, err = w.Write(packed)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestBombsAreRefusedByTheirDirectory measures that nothing is unpacked before the directory was found to be within limits.
func TestBombsAreRefusedByTheirDirectory(t *testing.T) {
	sheet := func(size int) entry { return entry{"xl/worksheets/sheet9.xml", strings.Repeat("0", size)} }
	var crowd []entry
	for i := range maxEntries {
		crowd = append(crowd, entry{fmt.Sprintf("xl/%d.xml", i), ""})
	}
	claims := func(size uint32) []byte {
		return central(zipped(t, aBook()), func(r []byte) { binary.LittleEndian.PutUint32(r[24:], size) })
	}
	for name, c := range map[string]struct {
		body []byte
		key  string
	}{
		"one entry that grows a thousandfold": {zipped(t, aBook(sheet(30<<20))), "files.bomb"},
		"entries that are too large in all":   {claims(60 << 20), "files.bomb"},
		"an entry that is too large":          {claims(maxUnpacked + 1), "files.bomb"},
		"an entry of four gigabytes":          {claims(0xFFFFFFFE), "files.bomb"},
		"too many entries":                    {zipped(t, aBook(crowd...)), "files.bomb"},
		"a directory of long names":           {zipped(t, aBook(longNames()...)), "files.bomb"},
		"a directory that counts wrongly":     {wrongCount(zipped(t, aBook())), "files.broken"},
		"an archive within itself":            {zipped(t, aBook(entry{"xl/a.xlsx", "x"})), "files.nested"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		_, err := look(c.body, Attachment, "a.xlsx")
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		t.Run(name, func(t *testing.T) {
			refused(t, err, c.key, station.Invalid)
			if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 || took > 2*time.Second {
				t.Errorf("to refuse %d bytes took %d bytes and %s", len(c.body), used, took)
			}
		})
	}
}

func longNames() (out []entry) {
	for i := range 20 {
		out = append(out, entry{fmt.Sprintf("xl/%s%d.xml", strings.Repeat("n", 60_000), i), ""})
	}
	return out
}

func wrongCount(b []byte) []byte {
	b = bytes.Clone(b)
	b[len(b)-endSize+8]++
	return b
}

// TestADirectoryThatLiesIsABomb has entries that are larger, smaller or other than the directory says, and entries that share bytes.
func TestADirectoryThatLiesIsABomb(t *testing.T) {
	honest := zipped(t, aBook(entry{"xl/worksheets/sheet2.xml", strings.Repeat("<row/>", 100_000)}))
	lying := func(change func(size uint32) uint32) []byte {
		return central(honest, func(r []byte) {
			if size := binary.LittleEndian.Uint32(r[24:]); size > 100_000 {
				binary.LittleEndian.PutUint32(r[24:], change(size))
			}
		})
	}
	shared := central(honest, func(r []byte) { binary.LittleEndian.PutUint32(r[42:], 0) }) // all begin at the first
	wrong := bytes.Clone(honest)
	wrong = central(wrong, func(r []byte) { r[16] ^= 1 }) // the checksum
	for name, c := range map[string]struct {
		body []byte
		key  string
	}{
		"larger than it says":  {lying(func(n uint32) uint32 { return n / 2 }), "files.broken"},
		"smaller than it says": {lying(func(n uint32) uint32 { return n + 1 }), "files.broken"},
		"shared":               {shared, "files.bomb"},
		"other than it says":   {wrong, "files.broken"},
	} {
		_, err := look(c.body, Attachment, "a.xlsx")
		t.Run(name, func(t *testing.T) { refused(t, err, c.key, station.Invalid) })
	}
	if _, err := look(honest, Attachment, "a.xlsx"); err != nil {
		t.Error("the honest one:", err)
	}
}

func TestAnArchiveOfOtherMethodsIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range aBook() {
		raw(t, z, e.name, []byte(e.text), uint64(len(e.text)))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := look(b.Bytes(), Attachment, "a.xlsx")
	refused(t, err, "files.broken", station.Invalid)
	_, err = look(central(zipped(t, aBook()), func(r []byte) { r[10] = 99 }), Attachment, "a.xlsx")
	refused(t, err, "files.broken", station.Invalid)
	_, err = look(central(zipped(t, aBook()), func(r []byte) { binary.LittleEndian.PutUint32(r[38:], 0o120777<<16); r[5] = 3 }), Attachment, "a.xlsx")
	refused(t, err, "files.disguised", station.Invalid) // a link
}
