package seal

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"
	"testing/iotest"
)

const sealedChunk = chunkSize + tagSize

func sealAll(t testing.TB, dk *DataKey, at Place, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := must[io.WriteCloser](t)(SealStream(dk, at, &out))
	if n, err := w.Write(text); n != len(text) || err != nil {
		t.Fatal(n, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openAll(dk *DataKey, at Place, sealed []byte) ([]byte, error) {
	r, err := OpenStream(dk, at, bytes.NewReader(sealed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// numbered is a text in which no two chunks are alike.
func numbered(size int) []byte {
	out := make([]byte, size)
	for i := range out {
		out[i] = byte(i>>16 ^ i>>8 ^ i)
	}
	return out
}

func TestAStreamComesBack(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		for _, size := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 2 * chunkSize, 2*chunkSize + 1, 3*chunkSize - 1} {
			text := numbered(size)
			sealed := sealAll(t, dk, here, text)
			chunks := max(1, (size+chunkSize-1)/chunkSize)
			if len(sealed) != streamStart+size+chunks*tagSize {
				t.Errorf("%d bytes became %d", size, len(sealed))
			}
			if got, err := openAll(dk, here, sealed); err != nil || !bytes.Equal(got, text) {
				t.Errorf("%d bytes: %d came back, %v", size, len(got), err)
			}
			if id, err := KeyOf(sealed[:HeaderSize]); id != dk.ID() || err != nil {
				t.Error(id, err)
			}
		}
	})
}

func TestAStreamDoesNotMindHowItIsCutIntoCalls(t *testing.T) {
	dk, text := dataKey(t, GM), numbered(chunkSize+4000)
	var out bytes.Buffer
	w := must[io.WriteCloser](t)(SealStream(dk, here, &out))
	for rest, n := text, 1; len(rest) > 0; n = n*3%7919 + 1 {
		n = min(n, len(rest))
		if _, err := w.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]func(io.Reader) io.Reader{"half": iotest.HalfReader, "with its end": iotest.DataErrReader} {
		r := must[io.Reader](t)(OpenStream(dk, here, from(bytes.NewReader(out.Bytes()))))
		if err := iotest.TestReader(r, text); err != nil {
			t.Error(name, err)
		}
	}
}

// TestNoCutStreamOpens cuts four chunks at every boundary and around it, and the first at every byte.
func TestNoCutStreamOpens(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		for _, text := range [][]byte{numbered(4 * chunkSize), numbered(3*chunkSize + 7)} {
			sealed := sealAll(t, dk, here, text)
			var cuts []int
			for i := range streamStart + 200 {
				cuts = append(cuts, i)
			}
			for chunk := 1; chunk <= 4; chunk++ {
				for near := -tagSize - 2; near <= tagSize+2; near++ {
					cuts = append(cuts, streamStart+chunk*sealedChunk+near)
				}
			}
			for _, cut := range cuts {
				if cut >= len(sealed) {
					continue
				}
				got, err := openAll(dk, here, sealed[:cut])
				if !errors.Is(err, ErrTampered) || !bytes.HasPrefix(text, got) {
					t.Fatalf("cut at %d of %d: %d bytes, %v", cut, len(sealed), len(got), err)
				}
			}
		}
	})
}

// TestChunksStayInOrder tries every other order, repetition and omission of chunks.
func TestChunksStayInOrder(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		for _, size := range []int{3 * chunkSize, 2*chunkSize + 9} {
			text := numbered(size)
			sealed := sealAll(t, dk, here, text)
			start, parts := sealed[:streamStart], [][]byte{}
			for rest := sealed[streamStart:]; len(rest) > 0; rest = rest[min(len(rest), sealedChunk):] {
				parts = append(parts, rest[:min(len(rest), sealedChunk)])
			}
			var orders [][]int
			for a := -1; a < 3; a++ {
				for b := -1; b < 3; b++ {
					for c := -1; c < 3; c++ {
						for d := -1; d < 3; d++ {
							orders = append(orders, []int{a, b, c, d})
						}
					}
				}
			}
			right := 0
			for _, order := range orders {
				bent := bytes.Clone(start)
				var named []int
				for _, n := range order {
					if n >= 0 {
						bent, named = append(bent, parts[n]...), append(named, n)
					}
				}
				if bytes.Equal(bent, sealed) {
					right++
					continue
				}
				if got, err := openAll(dk, here, bent); !errors.Is(err, ErrTampered) || !bytes.HasPrefix(text, got) {
					t.Fatalf("chunks %v open: %d bytes, %v", named, len(got), err)
				}
			}
			if right == 0 {
				t.Error("the right order was not among them")
			}
		}
	})
}

func TestNothingIsAddedToAStream(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		for _, size := range []int{0, 5, chunkSize, chunkSize + 5} {
			sealed, second := sealAll(t, dk, here, numbered(size)), sealAll(t, dk, here, numbered(9))
			for name, tail := range map[string][]byte{"a byte": {0}, "a tag": make([]byte, tagSize), "another stream": second, "its chunk": second[streamStart:], "a chunk of nothing": make([]byte, sealedChunk), "itself": sealed} {
				if _, err := openAll(dk, here, append(bytes.Clone(sealed), tail...)); !errors.Is(err, ErrTampered) {
					t.Errorf("%d bytes and %s: %v", size, name, err)
				}
			}
			swapped := append(bytes.Clone(second[:streamStart]), sealed[streamStart:]...)
			if _, err := openAll(dk, here, swapped); !errors.Is(err, ErrTampered) {
				t.Errorf("%d bytes under another salt: %v", size, err)
			}
		}
	})
}

// TestNoChangedStreamOpens bends every byte of a short stream, and bytes of every chunk of a long one.
func TestNoChangedStreamOpens(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		short, long := sealAll(t, dk, here, []byte("三份材料")), sealAll(t, dk, here, numbered(2*chunkSize+100))
		try := func(sealed []byte, i int) {
			bent := bytes.Clone(sealed)
			bent[i] ^= 0x10
			if _, err := openAll(dk, here, bent); !errors.Is(err, ErrTampered) && !errors.Is(err, ErrWrongKey) {
				t.Fatalf("byte %d of %d: %v", i, len(sealed), err)
			}
		}
		for i := range short {
			try(short, i)
		}
		for i := 0; i < len(long); i += 4099 {
			try(long, i)
		}
	})
}

func TestAStreamOpensInItsPlaceOnly(t *testing.T) {
	k := ring(t, GM)
	dk, _ := fresh(t, k, acme)
	theirs, _ := fresh(t, k, other)
	sealed := sealAll(t, dk, here, []byte("invoice"))
	if _, err := openAll(dk, At("employees.passport", "another"), sealed); !errors.Is(err, ErrTampered) {
		t.Error(err)
	}
	if _, err := openAll(theirs, here, sealed); !errors.Is(err, ErrWrongKey) {
		t.Error(err)
	}
	if _, err := Open(dk, here, sealed); !errors.Is(err, ErrTampered) {
		t.Errorf("as a value: %v", err)
	}
	value := must[[]byte](t)(Seal(dk, here, []byte("a value that is long enough to be a stream")))
	if _, err := openAll(dk, here, value); !errors.Is(err, ErrTampered) {
		t.Errorf("a value as a stream: %v", err)
	}
}

// TestAStreamTellsWhoseFaultItIs keeps trouble of the disk apart from tampering.
func TestAStreamTellsWhoseFaultItIs(t *testing.T) {
	dk, disk := dataKey(t, Intl), errors.New("disk")
	sealed := sealAll(t, dk, here, numbered(2*chunkSize))
	for _, after := range []int{10, streamStart + 5, streamStart + sealedChunk + 1} {
		r, err := OpenStream(dk, here, io.MultiReader(bytes.NewReader(sealed[:after]), iotest.ErrReader(disk)))
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if !errors.Is(err, disk) || errors.Is(err, ErrTampered) {
			t.Errorf("after %d bytes: %v", after, err)
		}
	}
	full := &fullDisk{room: streamStart + sealedChunk, err: disk}
	w := must[io.WriteCloser](t)(SealStream(dk, here, full))
	_, err := w.Write(numbered(3 * chunkSize))
	if _, again := w.Write([]byte("x")); !errors.Is(err, disk) || !errors.Is(again, disk) || !errors.Is(w.Close(), disk) {
		t.Error(err, again)
	}
	if _, err := SealStream(dk, here, &fullDisk{err: disk}); !errors.Is(err, disk) {
		t.Error(err)
	}
}

type fullDisk struct {
	room int
	err  error
}

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, f.err
	}
	return len(p), nil
}

func TestAStreamThatIsNotClosedDoesNotOpen(t *testing.T) {
	dk := dataKey(t, Intl)
	var out bytes.Buffer
	w := must[io.WriteCloser](t)(SealStream(dk, here, &out))
	w.Write(numbered(3 * chunkSize))
	if _, err := openAll(dk, here, out.Bytes()); !errors.Is(err, ErrTampered) {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	whole := out.Len()
	if _, err := w.Write([]byte("more")); err == nil || w.Close() == nil || out.Len() != whole {
		t.Error("it was written to after it was closed")
	}
}

func TestADestroyedKeyEndsAStream(t *testing.T) {
	dk := dataKey(t, GM)
	sealed := sealAll(t, dk, here, numbered(3*chunkSize))
	r := must[io.Reader](t)(OpenStream(dk, here, bytes.NewReader(sealed)))
	w := must[io.WriteCloser](t)(SealStream(dk, here, io.Discard))
	if _, err := io.ReadFull(r, make([]byte, chunkSize)); err != nil {
		t.Fatal(err)
	}
	dk.Destroy()
	if _, err := io.ReadAll(r); !errors.Is(err, ErrDestroyed) {
		t.Errorf("reading: %v", err)
	}
	w.Write(numbered(10))
	if err := w.Close(); !errors.Is(err, ErrDestroyed) {
		t.Errorf("writing: %v", err)
	}
	if bytes.ContainsFunc(r.(*opener).room[:chunkSize], func(b rune) bool { return b != 0 }) {
		t.Error("text was left in memory")
	}
	if _, err := SealStream(dk, here, io.Discard); !errors.Is(err, ErrDestroyed) {
		t.Error(err)
	}
}

// TestAStreamTakesLittleMemory seals and opens 64 MiB.
func TestAStreamTakesLittleMemory(t *testing.T) {
	dk := dataKey(t, Intl)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	in, out := io.Pipe()
	go func() {
		w, err := SealStream(dk, here, out)
		for range 1024 {
			if err == nil {
				_, err = w.Write(zeros)
			}
		}
		out.CloseWithError(errors.Join(err, w.Close()))
	}()
	r := must[io.Reader](t)(OpenStream(dk, here, in))
	n, err := io.Copy(io.Discard, r)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; n != 64<<20 || err != nil || used > 4<<20 {
		t.Errorf("%d bytes, %v, %d kB allocated", n, err, used>>10)
	}
}

var zeros = make([]byte, 64<<10)

// TestAStreamHasOneForm refuses an empty chunk at the end, which only who has the key can make, and SealStream never does.
func TestAStreamHasOneForm(t *testing.T) {
	dk := dataKey(t, Intl)
	var out bytes.Buffer
	s := must[io.WriteCloser](t)(SealStream(dk, here, &out)).(*sealer)
	s.Write(numbered(chunkSize))
	s.flush(false)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := openAll(dk, here, out.Bytes()); !errors.Is(err, ErrTampered) {
		t.Error(err)
	}
}
