package seal

import (
	"bytes"
	"crypto/cipher"
	"encoding/hex"
	"fmt"
)

// selfCheck runs a published example through the very code that this machine's processor selects,
// and compares a longer message with plain arithmetic. A cipher that is consistently wrong would seal what
// no other machine can open, which is found too late otherwise; SM4 has had such a fault on some processors.
func (s Suite) selfCheck() error {
	example := map[Suite][4]string{
		// The Galois/Counter Mode of Operation (submission to NIST), test case 16
		Intl: {"feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
			"d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
			"522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"},
		// RFC 8998, A.1
		GM: {"0123456789abcdeffedcba9876543210", "00001234567800000000abcd",
			"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
			"17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec"},
	}[s]
	var raw [4][]byte
	for i, text := range example {
		raw[i], _ = hex.DecodeString(text)
	}
	key, nonce, plain, want := raw[0], raw[1], raw[2], raw[3]
	block, err := s.block(key)
	if err != nil {
		return err
	}
	fast, err := cipher.NewGCM(block)
	if err != nil {
		return err
	}
	bound, _ := hex.DecodeString("feedfacedeadbeeffeedfacedeadbeefabaddad2")
	if !bytes.Equal(fast.Seal(nil, nonce, plain, bound), want) {
		return fmt.Errorf("seal: %s does not come to the published example on this processor; seal nothing here", s)
	}
	slow, err := cipher.NewGCM(plainBlock{block})
	if err != nil {
		return err
	}
	long := bytes.Repeat(plain, 20)
	sealed := fast.Seal(nil, nonce, long, bound)
	if opened, err := fast.Open(nil, nonce, sealed, bound); err != nil || !bytes.Equal(opened, long) || !bytes.Equal(sealed, slow.Seal(nil, nonce, long, bound)) {
		return fmt.Errorf("seal: %s comes to two results on this processor; seal nothing here", s)
	}
	return nil
}

// plainBlock hides the ways around the plain block cipher that a library offers.
type plainBlock struct{ cipher.Block }
