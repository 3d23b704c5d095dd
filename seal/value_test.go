package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
)

func TestAValueComesBack(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		for _, text := range []string{"", "护照 E12345678", "\x00\xff", strings.Repeat("x", 100_000)} {
			sealed := must[[]byte](t)(Seal(dk, here, []byte(text)))
			if len(sealed) != len(text)+ValueOverhead || text != "" && bytes.Contains(sealed, []byte(text)) {
				t.Errorf("%d bytes for %d", len(sealed), len(text))
			}
			if got := must[[]byte](t)(Open(dk, here, sealed)); string(got) != text {
				t.Errorf("%q came back as %q", text, got)
			}
			column := must[string](t)(SealString(dk, here, text))
			if got := must[string](t)(OpenString(dk, here, column)); got != text || !IsSealed(column) {
				t.Errorf("%q came back as %q", text, got)
			}
			id, err := KeyOfString(column)
			if other, err2 := KeyOf(sealed); id != dk.ID() || other != id || err != nil || err2 != nil {
				t.Error(id, other, err, err2)
			}
		}
		if IsSealed("护照") || IsSealed("") {
			t.Error("a plain text looks sealed")
		}
	})
}

// TestNothingChangedOpens changes every bit, cuts at every length, and adds a byte.
func TestNothingChangedOpens(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk := dataKey(t, suite)
		sealed := must[[]byte](t)(Seal(dk, here, []byte("a passport and a bank account")))
		for i := range sealed {
			for bit := range 8 {
				bent := bytes.Clone(sealed)
				bent[i] ^= 1 << bit
				got, err := Open(dk, here, bent)
				if wrongKey := i >= 3 && i < HeaderSize; got != nil || !errors.Is(err, ErrTampered) && !(wrongKey && errors.Is(err, ErrWrongKey)) {
					t.Fatalf("byte %d bit %d: %q %v", i, bit, got, err)
				}
			}
			if _, err := Open(dk, here, sealed[:i]); !errors.Is(err, ErrTampered) {
				t.Fatalf("cut at %d: %v", i, err)
			}
		}
		if _, err := Open(dk, here, append(bytes.Clone(sealed), 0)); !errors.Is(err, ErrTampered) {
			t.Errorf("a byte more: %v", err)
		}
	})
}

// TestASealedTextHasOneSpelling changes every character to many others: line breaks, padding, trailing bits.
func TestASealedTextHasOneSpelling(t *testing.T) {
	dk := dataKey(t, GM)
	for length := range 4 {
		column := must[string](t)(SealString(dk, here, strings.Repeat("k", length)))
		for i := range len(column) {
			for _, c := range "ABab01-_+/=\n\r .é" {
				bent := column[:i] + string(c) + column[i+1:]
				if bent == column {
					continue
				}
				if got, err := OpenString(dk, here, bent); err == nil {
					t.Fatalf("%q opens as %q", bent, got)
				}
				if _, err := OpenString(dk, here, column[:i]+string(c)+column[i:]); err == nil {
					t.Fatalf("%q put in at %d opens", c, i)
				}
			}
		}
	}
}

func TestAValueOpensInItsPlaceOnly(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		k := ring(t, suite)
		dk, _ := fresh(t, k, acme)
		at := At("employees.passport", "list", "row")
		sealed := must[[]byte](t)(Seal(dk, at, []byte("E1")))
		mac := must[[]byte](t)(MAC(dk, at, []byte("E1")))
		for _, elsewhere := range []Place{
			At("employees.passport", "list", "row2"), At("employees.name", "list", "row"), At("employees.passport", "listrow"), At("employees.passport", "list", "row", "row"),
			At("employees.passportlist", "row"), At("employees", ".passport", "list", "row"), At("employees.passport", "row", "list"),
		} {
			if _, err := Open(dk, elsewhere, sealed); !errors.Is(err, ErrTampered) {
				t.Errorf("%q: %v", elsewhere.bytes, err)
			}
			if err := CheckMAC(dk, elsewhere, []byte("E1"), mac); !errors.Is(err, ErrTampered) {
				t.Errorf("MAC, %q: %v", elsewhere.bytes, err)
			}
		}
		theirs, _ := fresh(t, k, other)
		if _, err := Open(theirs, at, sealed); !errors.Is(err, ErrWrongKey) {
			t.Errorf("another tenant: %v", err)
		}
		// even with the same secret and the same id, the tenant is part of what is authenticated
		secret := dk.m.secret
		twin := must[*material](t)(newMaterial(dk.ID(), suite, other, secret[:]))
		if _, err := Open(twin.share(), at, sealed); !errors.Is(err, ErrTampered) {
			t.Errorf("the same key as another tenant's: %v", err)
		}
	})
}

func TestAPlaceIsNamedWhole(t *testing.T) {
	dk := dataKey(t, Intl)
	for _, at := range []Place{{}, At(""), At("", "row"), At("kind"), At("kind", ""), At("kind", "row", "")} {
		_, err := Seal(dk, at, nil)
		_, err2 := Open(dk, at, nil)
		_, err3 := SealStream(dk, at, &bytes.Buffer{})
		_, err4 := OpenStream(dk, at, &bytes.Buffer{})
		_, err5 := MAC(dk, at, nil)
		_, err6 := SealString(dk, at, "")
		for _, err := range []error{err, err2, err3, err4, err5, err6, CheckMAC(dk, at, nil, nil)} {
			if !errors.Is(err, ErrNoPlace) {
				t.Errorf("%q: %v", at.bytes, err)
			}
		}
	}
	if _, err := Seal(dk, here, make([]byte, MaxValue+1)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}

// TestNoncesDoNotRepeat seals a million values with one key.
func TestNoncesDoNotRepeat(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk, seen := dataKey(t, suite), make(map[[nonceSize]byte]struct{}, 1_000_000)
		for range 1_000_000 {
			sealed, err := Seal(dk, here, nil)
			if err != nil {
				t.Fatal(err)
			}
			seen[[nonceSize]byte(sealed[HeaderSize:])] = struct{}{}
		}
		if len(seen) != 1_000_000 || dk.m.seals.Load() != 1_000_000 {
			t.Errorf("%d different nonces, %d counted", len(seen), dk.m.seals.Load())
		}
	})
}

func TestAKeySealsOnlySoMuch(t *testing.T) {
	dk := dataKey(t, Intl)
	sealed := must[[]byte](t)(Seal(dk, here, []byte("x")))
	dk.m.seals.Store(MaxSeals - 1)
	if _, err := Seal(dk, here, nil); err != nil {
		t.Errorf("the last one: %v", err)
	}
	if _, err := Seal(dk, here, nil); !errors.Is(err, ErrSpent) {
		t.Errorf("one too many: %v", err)
	}
	if _, err := Open(dk, here, sealed); err != nil {
		t.Errorf("it still opens: %v", err)
	}
}

func TestAMACHoldsAMessage(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		dk, message := dataKey(t, suite), []byte("owner may submit")
		mac := must[[]byte](t)(MAC(dk, here, message))
		if err := CheckMAC(dk, here, message, mac); err != nil {
			t.Error(err)
		}
		for i := range mac {
			bent := bytes.Clone(mac)
			bent[i] ^= 4
			if CheckMAC(dk, here, message, bent) == nil || CheckMAC(dk, here, message, mac[:i]) == nil {
				t.Errorf("byte %d does not count", i)
			}
		}
		if CheckMAC(dk, here, append(message, 0), mac) == nil || CheckMAC(dk, here, message, append(mac, 0)) == nil {
			t.Error("a longer one holds")
		}
		if _, err := Open(dk, here, mac); !errors.Is(err, ErrTampered) {
			t.Errorf("a MAC opens: %v", err)
		}
	})
}

func TestAnIndexFindsEqualValues(t *testing.T) {
	both(t, func(t *testing.T, suite Suite) {
		k := ring(t, suite)
		mine, _ := fresh(t, k, acme)
		theirs, _ := fresh(t, k, other)
		index := func(dk *DataKey, kind, value string) string {
			return must[string](t)(Index(dk, kind, []byte(value)))
		}
		first := index(mine, "employees.passport", "E1")
		if first != index(mine, "employees.passport", "E1") {
			t.Error("equal values differ")
		}
		for _, differs := range []string{index(mine, "employees.passport", "E2"), index(mine, "suppliers.account", "E1"), index(theirs, "employees.passport", "E1"), index(mine, "employees.passportE", "1")} {
			if differs == first {
				t.Error("different values, columns or tenants look equal")
			}
		}
		if id, err := KeyOfString(first); err != nil || id != mine.ID() {
			t.Error(id, err)
		}
		if _, err := Index(mine, "", nil); !errors.Is(err, ErrNoPlace) {
			t.Error(err)
		}
	})
}

func TestFaultsSayWhatToDoAndNothingElse(t *testing.T) {
	dk := dataKey(t, Intl)
	secret := []byte("E12345678")
	sealed := must[[]byte](t)(Seal(dk, here, secret))
	sealed[len(sealed)-1] ^= 1
	_, tampered := Open(dk, here, sealed)
	_, wrong := Open(dataKey(t, Intl), here, sealed)
	dk.Destroy()
	_, gone := Open(dk, here, sealed)
	for _, c := range []struct {
		err  error
		kind station.Kind
		say  string
	}{
		{tampered, station.Unavailable, "fault.sealed_unreadable"}, {wrong, station.Unavailable, "fault.sealed_unreadable"}, {gone, station.NotFound, "fault.sealed_destroyed"},
	} {
		f, ok := station.AsFault(c.err)
		if !ok || f.Kind != c.kind || f.Say.Key != c.say || len(f.Say.Args) != 0 {
			t.Errorf("%v: %+v", c.err, f)
		}
		if strings.Contains(c.err.Error(), string(secret)) || strings.Contains(c.err.Error(), "018f-row") {
			t.Errorf("it tells too much: %v", c.err)
		}
	}
	if !strings.Contains(wrong.Error(), dk.ID().String()) {
		t.Errorf("it does not name the key that is needed: %v", wrong)
	}
}

func TestAKeyIsNeverPrinted(t *testing.T) {
	l := masters(t, Intl)
	k := ringOver(t, l, GM)
	dk, _ := fresh(t, k, acme)
	never := [][]byte{dk.m.secret[:], dk.m.macKey, dk.m.index, l.keys[0].secret[:]}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		said := fmt.Sprintf(verb+verb, dk, l)
		for _, secret := range never {
			for _, way := range []string{"%x", "%X", "%v", "%d", "%s", "%q", "%#v"} {
				if full := strings.Trim(fmt.Sprintf(way, secret), "[]{}"); strings.Contains(said, full) {
					t.Errorf("%s prints a secret: %s", verb, said)
				}
			}
		}
		if !strings.Contains(said, dk.ID().String()) {
			t.Errorf("%s: %s", verb, said)
		}
	}
	if said := fmt.Sprint((*DataKey)(nil), (*LocalMasters)(nil)); said != "no data keyno master keys" && said != "no data key no master keys" {
		t.Error(said)
	}
}
