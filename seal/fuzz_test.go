package seal

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

// FuzzOpen gives anything to Open, OpenString and CheckMAC. Nothing but what was sealed may open, and what does not open is a fault of a known kind.
func FuzzOpen(f *testing.F) {
	for _, s := range suites {
		dk := dataKey(f, s)
		sealed := must[[]byte](f)(Seal(dk, here, []byte("secret")))
		f.Add(sealed)
		f.Add(sealed[:HeaderSize])
		f.Add([]byte(must[string](f)(SealString(dk, here, "secret"))))
		f.Add(must[[]byte](f)(MAC(dk, here, []byte("secret"))))
	}
	f.Add([]byte{})
	dk := dataKey(f, GM)
	mine := must[[]byte](f)(Seal(dk, here, []byte("mine")))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := Open(dk, here, b)
		_, err2 := OpenString(dk, here, string(b))
		err3 := CheckMAC(dk, here, []byte("secret"), b)
		// the fuzzer may carry the header of the key over, but cannot forge a tag
		forged := append(bytes.Clone(mine[:HeaderSize]), b...)
		_, err4 := Open(dk, here, forged)
		for _, err := range []error{err, err2, err3, err4} {
			if _, ok := station.AsFault(err); !ok && !bytes.Equal(forged, mine) {
				t.Errorf("%v for %x", err, b)
			}
		}
	})
}

// FuzzOpenStream gives anything after a genuine beginning to OpenStream.
func FuzzOpenStream(f *testing.F) {
	dk := dataKey(f, Intl)
	text := numbered(chunkSize + 5)
	sealed := sealAll(f, dk, here, text)
	f.Add(sealed, uint(0))
	f.Add(sealed[streamStart:], uint(streamStart))
	f.Add(sealed[streamStart+sealedChunk:], uint(streamStart))
	f.Add([]byte{1}, uint(len(sealed)))
	f.Add([]byte{}, uint(streamStart+sealedChunk))
	f.Fuzz(func(t *testing.T, tail []byte, keep uint) {
		bent := append(bytes.Clone(sealed[:min(keep, uint(len(sealed)))]), tail...)
		got, err := openAll(dk, here, bent)
		if bytes.Equal(bent, sealed) {
			if err != nil || !bytes.Equal(got, text) {
				t.Error("the genuine stream:", err)
			}
			return
		}
		if !errors.Is(err, ErrTampered) && !errors.Is(err, ErrWrongKey) || !bytes.HasPrefix(text, got) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	})
}

// FuzzStreamCalls cuts the writing of a stream into calls of any size.
func FuzzStreamCalls(f *testing.F) {
	dk := dataKey(f, GM)
	f.Add(uint32(chunkSize), uint16(7777))
	f.Add(uint32(2*chunkSize), uint16(0xffff))
	f.Add(uint32(0), uint16(1))
	f.Fuzz(func(t *testing.T, size uint32, step uint16) {
		text := numbered(int(size % (4 * chunkSize)))
		var out bytes.Buffer
		w := must[io.WriteCloser](t)(SealStream(dk, here, &out))
		for rest := text; len(rest) > 0; {
			n := min(len(rest), int(step)+1)
			w.Write(rest[:n])
			rest = rest[n:]
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := openAll(dk, here, out.Bytes()); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%d bytes came back of %d, %v", len(got), len(text), err)
		}
	})
}

// FuzzUnwrap gives anything to Unwrap.
func FuzzUnwrap(f *testing.F) {
	k := ring(f, GM)
	_, kept := fresh(f, k, acme)
	f.Add(kept)
	f.Add(kept[:HeaderSize+1])
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := k.Unwrap(ctx, acme, b); err != nil {
			if _, ok := station.AsFault(err); !ok {
				t.Errorf("%v for %x", err, b)
			}
		} else if !bytes.Equal(b, kept) {
			t.Errorf("%x unwraps", b)
		}
	})
}

// FuzzParseMasters gives anything to ParseMasters. What it takes comes out as it was.
func FuzzParseMasters(f *testing.F) {
	f.Add(masters(f, Intl).text())
	f.Add([]byte(keyFileFirst + ";a intl 2026-01-01 00000000 AAAA active"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := ParseMasters(text)
		if err != nil {
			return
		}
		again, err := ParseMasters(l.text())
		if err != nil || !bytes.Equal(again.text(), l.text()) {
			t.Error(err)
		}
	})
}
