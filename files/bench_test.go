package files

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/seal"
)

// benchShelves gives a disk and a real S3 server on this machine.
func benchShelves(b *testing.B, f func(b *testing.B, shelf ListedShelf)) {
	b.Run("disk", func(b *testing.B) {
		d := must[*Disk](b)(OpenDisk(filepath.Join(b.TempDir(), "files")))
		defer d.Close()
		f(b, d)
	})
	b.Run("S3", func(b *testing.B) { f(b, openS3(b, s3Options(b))) })
}

// BenchmarkUpload takes in PDFs of 1 MB and 20 MB, each a new one: looked at, sealed, laid down, with its rows.
func BenchmarkUpload(b *testing.B) {
	benchShelves(b, func(b *testing.B, shelf ListedShelf) {
		for _, suite := range []seal.Suite{seal.Intl, seal.GM} {
			for _, size := range []int{1 << 20, 20<<20 - 100} {
				b.Run(fmt.Sprintf("%s/%dMB", suite, (size+100)>>20), func(b *testing.B) {
					h := houseOver(b, shelf, suite, func(o *Options) { o.Company = Quota{Files: 1 << 40, Bytes: 1 << 50} })
					body := aPDF(string(make([]byte, size-100)))
					rand.NewChaCha8([32]byte{byte(size)}).Read(body[50 : len(body)-100])
					b.SetBytes(int64(len(body)))
					n := uint64(0)
					for b.Loop() {
						n++
						binary.LittleEndian.PutUint64(body[100:], n)
						h.put(acme, "a.pdf", body)
					}
				})
			}
		}
	})
}

// BenchmarkDownload opens a file of 20 MB to its end.
func BenchmarkDownload(b *testing.B) {
	benchShelves(b, func(b *testing.B, shelf ListedShelf) {
		for _, suite := range []seal.Suite{seal.Intl, seal.GM} {
			b.Run(suite.String(), func(b *testing.B) {
				h := houseOver(b, shelf, suite)
				f := h.put(acme, "a.pdf", aPDF(string(bytes.Repeat([]byte("0123456789"), 2<<20-100))))
				b.SetBytes(f.Size)
				for b.Loop() {
					_, content, err := h.Open(ctx, acme, f.ID)
					if err != nil {
						b.Fatal(err)
					}
					if n, err := io.Copy(io.Discard, content); err != nil || n != f.Size {
						b.Fatal(n, err)
					}
					_ = content.Close()
				}
			})
		}
	})
}

// BenchmarkSweep walks past 10,000 objects that are in use, and takes 10,000 away that are not.
func BenchmarkSweep(b *testing.B) {
	const many = 10_000
	benchShelves(b, func(b *testing.B, shelf ListedShelf) {
		h := houseOver(b, shelf, seal.Intl)
		fill := func(row func(k Key)) {
			for i := range many {
				k := Key{Tenant: [16]byte{byte(i % 20), 15: 1}, Attempt: [16]byte(must[ID](b)(NewID()))}
				binary.BigEndian.PutUint32(k.Digest[:], uint32(i)*2654435761)
				lay(b, shelf, k.String(), []byte("x"))
				row(k)
			}
		}
		var rows [][]any
		fill(func(k Key) {
			rows = append(rows, []any{k.Tenant, k.Attempt, k.Digest[:], "stored", 1, 1, begun, begun})
		})
		copyRows(b, h.urls.Owner, rows)
		later := time.Now().Add(48 * time.Hour)
		b.Run("all in use", func(b *testing.B) {
			for b.Loop() {
				if s := h.sweepAt(later, time.Hour); s.Seen != many || s.Orphans != 0 {
					b.Fatal(s)
				}
			}
		})
		b.Run("all left behind", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				fill(func(Key) {})
				b.StartTimer()
				if s := h.sweepAt(later, time.Hour); s.Orphans != many {
					b.Fatal(s)
				}
			}
		})
		b.Run("check", func(b *testing.B) {
			for b.Loop() {
				if c, err := Check(ctx, h.worker, shelf, Checking{}); err != nil || c.Objects != many {
					b.Fatal(c, err)
				}
			}
		})
	})
}

// BenchmarkLook tells what a file is and cleans it.
func BenchmarkLook(b *testing.B) {
	photo, book := taggedJPEG(aJPEG(b, 2400, 1), 6), zipped(b, aBook(entry{"xl/worksheets/sheet2.xml", randomText(4 << 20)}))
	for name, body := range map[string][]byte{"a.jpg": photo, "a.xlsx": book, "a.png": aPNG(b, 1400, 1)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if _, err := look(body, Attachment, name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func randomText(size int) string {
	random := rand.New(rand.NewPCG(1, 1))
	out := make([]byte, size)
	for i := range out {
		out[i] = byte('0' + random.IntN(40))
	}
	return string(out)
}
