package signed_test

import (
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// TestAFileThatIsMadeToTakeLongDoesNot: anybody may hand one in.
func TestAFileThatIsMadeToTakeLongDoesNot(t *testing.T) {
	key, err := signature.NewKey(signature.Ed25519)
	if err != nil {
		t.Fatal(err)
	}
	list := signed.Status{Station: "s", MadeAt: "2026-11-25T04:00:00Z"}
	for range 15_000 {
		list.Revoked = append(list.Revoked, signed.Gone{Key: "00000000000000000000000000000000", At: "2026-11-25T04:00:00Z"})
	}
	status, err := signed.SealStatus(list, key)
	if err != nil {
		t.Fatal(err)
	}
	own := signed.Key{ID: key.ID(), Purpose: "status", Algorithm: string(key.Algorithm), Public: key.PublicPEM()}
	expert := own
	expert.Purpose, expert.Person = "expert", "p"
	content, err := signed.Content{Needed: 1, Experts: []signed.Expert{{Person: "p", Name: "n"}}}.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	file := func(n int) []byte {
		f := signed.File{Content: string(content), SHA256: signed.Hash(content), SM3: signed.HashSM3(content), Status: status, Keys: []signed.Key{own, expert}}
		for range n {
			f.Signatures = append(f.Signatures, signed.Signature{Person: "p", Kind: signed.Internal, At: "2026-11-25T04:00:00Z", Key: key.ID(), Value: "AAAA"})
		}
		text, err := f.Write(key)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for n, want := range map[int]signed.Verdict{100: signed.Broken, 20_000: signed.Unreadable} {
		began := time.Now()
		if got := signed.Check(file(n), signed.Known{}, time.Now()); got.Verdict != want {
			t.Errorf("%d signatures: %s", n, got.Verdict)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%d signatures take %s", n, took)
		}
	}
}
