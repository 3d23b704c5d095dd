package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"testing"
)

// golden is what version 1 of the format made in November 2026, with keys that were never in use. It is read for as long as anybody
// may hold data of version 1, and is never made anew: a test that fails here says that data would be lost.
type golden struct {
	Masters, Kind, Row, Text   string
	Tenant                     string
	Wrapped, Value, MAC        string // hexadecimal
	Column, Index, Stream      string
	LongSalt, LongStreamSHA256 string // of numbered(chunkSize+1)
}

func TestVersion1IsStillRead(t *testing.T) {
	var all map[string]golden
	if err := json.Unmarshal(must[[]byte](t)(os.ReadFile("testdata/version1.json")), &all); err != nil || len(all) != 2 {
		t.Fatal(len(all), err)
	}
	both(t, func(t *testing.T, suite Suite) {
		g := all[suite.String()]
		tenant, at := Tenant(unhex(t, g.Tenant)), At(g.Kind, g.Row)
		l := must[*LocalMasters](t)(ParseMasters([]byte(g.Masters)))
		dk := must[*DataKey](t)(ringOver(t, l, Intl).Unwrap(ctx, tenant, unhex(t, g.Wrapped)))
		if dk.Suite() != suite {
			t.Error(dk.Suite())
		}
		if got, err := Open(dk, at, unhex(t, g.Value)); err != nil || string(got) != g.Text {
			t.Errorf("value: %q %v", got, err)
		}
		if got, err := OpenString(dk, at, g.Column); err != nil || got != g.Text {
			t.Errorf("column: %q %v", got, err)
		}
		if got, err := openAll(dk, at, unhex(t, g.Stream)); err != nil || string(got) != g.Text {
			t.Errorf("stream: %q %v", got, err)
		}
		if err := CheckMAC(dk, at, []byte(g.Text), unhex(t, g.MAC)); err != nil {
			t.Error("MAC:", err)
		}
		if got, err := Index(dk, g.Kind, []byte(g.Text)); err != nil || got != g.Index {
			t.Errorf("index: rows would not be found any more: %s %v", got, err)
		}
		var long bytes.Buffer
		w := must[io.WriteCloser](t)(sealStream(dk, at, &long, unhex(t, g.LongSalt)))
		w.Write(numbered(chunkSize + 1))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(long.Bytes()); hex.EncodeToString(sum[:]) != g.LongStreamSHA256 {
			t.Errorf("a stream of two chunks is sealed in another way: %x", sum)
		}
		if got, err := openAll(dk, at, long.Bytes()); err != nil || !bytes.Equal(got, numbered(chunkSize+1)) {
			t.Error("a stream of two chunks:", err)
		}
	})
}
