package seal

import (
	"bytes"
	"io"
	"testing"
)

// A column is a passport's number; a value 4 KiB; a stream 16 MiB.
func BenchmarkSeal(b *testing.B) {
	for _, s := range suites {
		dk := dataKey(b, s)
		column := must[string](b)(SealString(dk, here, "E12345678"))
		b.Run(s.String()+"/column/seal", func(b *testing.B) {
			for b.Loop() {
				SealString(dk, here, "E12345678")
			}
		})
		b.Run(s.String()+"/column/open", func(b *testing.B) {
			for b.Loop() {
				OpenString(dk, here, column)
			}
		})
		b.Run(s.String()+"/index", func(b *testing.B) {
			for b.Loop() {
				Index(dk, "employees.passport", []byte("E12345678"))
			}
		})
		text := numbered(64 << 10)
		sealed := must[[]byte](b)(Seal(dk, here, text))
		b.Run(s.String()+"/value64k/seal", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Seal(dk, here, text)
			}
		})
		b.Run(s.String()+"/value64k/open", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Open(dk, here, sealed)
			}
		})
		benchmarkStream(b, s, dk)
	}
}

func benchmarkStream(b *testing.B, s Suite, dk *DataKey) {
	text := numbered(16 << 20)
	sealed := sealAll(b, dk, here, text)
	b.Run(s.String()+"/stream/seal", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			w := must[io.WriteCloser](b)(SealStream(dk, here, io.Discard))
			w.Write(text)
			w.Close()
		}
	})
	b.Run(s.String()+"/stream/open", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			io.Copy(io.Discard, must[io.Reader](b)(OpenStream(dk, here, bytes.NewReader(sealed))))
		}
	})
}

func BenchmarkKeys(b *testing.B) {
	for _, s := range suites {
		k := ring(b, s)
		dk, kept := fresh(b, k, acme)
		b.Run(s.String()+"/unwrap/cached", func(b *testing.B) {
			for b.Loop() {
				k.Unwrap(ctx, acme, kept)
			}
		})
		b.Run(s.String()+"/unwrap/anew", func(b *testing.B) {
			for b.Loop() {
				m := must[*material](b)(k.unwrap(ctx, acme, kept))
				m.destroy()
			}
		})
		b.Run(s.String()+"/selfcheck", func(b *testing.B) {
			for b.Loop() {
				s.selfCheck()
			}
		})
		_ = dk
	}
}
