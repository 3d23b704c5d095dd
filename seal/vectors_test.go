package seal

import (
	"bytes"
	"crypto/cipher"
	"encoding/hex"
	"math/rand/v2"
	"testing"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	return must[[]byte](t)(hex.DecodeString(s))
}

// TestPublishedExamplesOfGCM takes what standards print.
func TestPublishedExamplesOfGCM(t *testing.T) {
	const long = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
	const aesKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
	for _, c := range []struct {
		source                            string
		suite                             Suite
		key, nonce, bound, text, expected string
	}{
		{"GCM specification, test case 13", Intl, "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "530f8afbc74536b9a963b4f1c4cb738b"},
		{"GCM specification, test case 14", Intl, "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
		{"GCM specification, test case 15", Intl, aesKey, "cafebabefacedbaddecaf888", "", long, "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c"},
		{"GCM specification, test case 16", Intl, aesKey, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2", long[:120], "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"},
		{"GB/T 36624-2018, C.5, example 1", GM, "00000000000000000000000000000000", "000000000000000000000000", "", "", "232f0cfe308b49ea6fc88229b5dc858d"},
		{"GB/T 36624-2018, C.5, example 2", GM, "00000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000", "7de2aa7f1110188218063be1bfeb6d89b851b5f39493752be508f1bb4482c557"},
		{"GB/T 15852.3-2019, A.4", GM, "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeef", "", "9d632570f93064264a20918e3081b4cd"},
		{"RFC 8998, A.1", GM, "0123456789abcdeffedcba9876543210", "00001234567800000000abcd", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
			"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
			"17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec"},
	} {
		aead := must[cipher.AEAD](t)(c.suite.aead(unhex(t, c.key)))
		if got := aead.Seal(nil, unhex(t, c.nonce), unhex(t, c.text), unhex(t, c.bound)); hex.EncodeToString(got) != c.expected {
			t.Errorf("%s: %x", c.source, got)
		}
		if got, err := aead.Open(nil, unhex(t, c.nonce), unhex(t, c.expected), unhex(t, c.bound)); err != nil || !bytes.Equal(got, unhex(t, c.text)) {
			t.Errorf("%s, opened: %x %v", c.source, got, err)
		}
	}
}

func TestPublishedExamplesOfSM4(t *testing.T) { // GB/T 32907-2016, A.1 and A.2
	key := unhex(t, "0123456789abcdeffedcba9876543210")
	block := must[cipher.Block](t)(GM.block(key))
	text := bytes.Clone(key)
	block.Encrypt(text, text)
	if hex.EncodeToString(text) != "681edf34d206965e86b3e94f536e4246" {
		t.Errorf("A.1: %x", text)
	}
	for range 999_999 {
		block.Encrypt(text, text)
	}
	if hex.EncodeToString(text) != "595298c7c6fd271f0402f804c33d3f66" {
		t.Errorf("A.2, a million times: %x", text)
	}
}

func TestPublishedExamplesOfHashes(t *testing.T) {
	abcd := string(bytes.Repeat([]byte("abcd"), 16))
	for _, c := range []struct {
		source, text, expected string
	}{
		{"GB/T 32905-2016, A.1", "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
		{"GB/T 32905-2016, A.2", abcd, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
	} {
		h := newSM3()
		h.Write([]byte(c.text))
		if got := hex.EncodeToString(h.Sum(nil)); got != c.expected {
			t.Errorf("%s: %s", c.source, got)
		}
	}
	for _, c := range []struct {
		source              string
		suite               Suite
		key, text, expected string
	}{
		{"RFC 4231, test case 2", Intl, hex.EncodeToString([]byte("Jefe")), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
		{"GM/T 0042-2015, annex D", GM, "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopqabcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"},
	} {
		if got := hex.EncodeToString(c.suite.mac(unhex(t, c.key), nil, []byte(c.text))); got != c.expected {
			t.Errorf("%s: %s", c.source, got)
		}
	}
	// RFC 5869, test case 1
	got := must[[]byte](t)(Intl.derive(unhex(t, "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), unhex(t, "000102030405060708090a0b0c"), string(unhex(t, "f0f1f2f3f4f5f6f7f8f9")), 42))
	if hex.EncodeToString(got) != "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865" {
		t.Errorf("RFC 5869: %x", got)
	}
}

// TestTheProcessorsWayIsThePlainWay compares, over many lengths, what a processor's own instructions come to with GCM over
// the plain block cipher.
func TestTheProcessorsWayIsThePlainWay(t *testing.T) {
	random := rand.NewChaCha8([32]byte{7})
	for _, s := range suites {
		if err := s.selfCheck(); err != nil {
			t.Error(err)
		}
		for size := range 1100 {
			key, nonce, bound, text := make([]byte, s.keySize()), make([]byte, nonceSize), make([]byte, size%97), make([]byte, size)
			for _, b := range [][]byte{key, nonce, bound, text} {
				random.Read(b)
			}
			block := must[cipher.Block](t)(s.block(key))
			fast := must[cipher.AEAD](t)(cipher.NewGCM(block))
			slow := must[cipher.AEAD](t)(cipher.NewGCM(plainBlock{block}))
			sealed := fast.Seal(nil, nonce, text, bound)
			if !bytes.Equal(sealed, slow.Seal(nil, nonce, text, bound)) {
				t.Fatalf("%s differs at %d bytes", s, size)
			}
			if opened, err := fast.Open(nil, nonce, sealed, bound); err != nil || !bytes.Equal(opened, text) {
				t.Fatalf("%s does not open %d bytes", s, size)
			}
		}
	}
}

func TestASuiteIsKnownByName(t *testing.T) {
	for _, s := range suites {
		if got, err := ParseSuite(s.String()); err != nil || got != s {
			t.Errorf("%s: %v %v", s, got, err)
		}
	}
	for _, name := range []string{"", "aes", "GM", "suite 3"} {
		if _, err := ParseSuite(name); err == nil {
			t.Errorf("%q is a suite", name)
		}
	}
	if _, err := Intl.aead(make([]byte, 16)); err == nil {
		t.Error("a short key was taken")
	}
}
