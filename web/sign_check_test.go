package web_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// signedFile has both sign, and gives what the owner downloads.
func (c *consultation) signedFile() []byte {
	c.t.Helper()
	now := c.putUp()
	c.must(c.sign(c.lead, now.Hash))
	c.must(c.sign(c.second, now.Hash))
	text, _, _, err := c.reviews.SignedFile(c.t.Context(), c.scope(c.f.owner, "review.read"), c.id)
	c.must(err)
	return text
}

func (c *consultation) keys() []signed.Key {
	c.t.Helper()
	keys, err := c.reviews.Keys(c.t.Context(), accounts.FirstStation)
	c.must(err)
	return keys
}

func TestASignedReportIsCheckedOfflineAndByOpenSSL(t *testing.T) {
	for _, algorithm := range []signature.Algorithm{signature.Ed25519, signature.SM2} {
		t.Run(string(algorithm), func(t *testing.T) { checkedOffline(t, algorithm) })
	}
}

func checkedOffline(t *testing.T, algorithm signature.Algorithm) {
	c := newConsultation(t)
	c.reviews.SignBy(reviews.Signing{Algorithm: algorithm})
	text := c.signedFile()
	got := signed.Check(text, signed.Known{Keys: c.keys()}, c.now)
	if got.Verdict != signed.Whole || got.Good != 2 || !got.Sealed || got.Signed[0].Name != "沈律师" || got.Content.Question != "zijian问题:能签吗" {
		t.Fatalf("%s: %+v", algorithm, got)
	}
	if got := signed.Check(text, signed.Known{}, c.now); got.Verdict != signed.UnknownKeys {
		t.Errorf("%s: without keys %s", algorithm, got.Verdict)
	}
	var f signed.File
	c.must(json.Unmarshal(text, &f))
	dir := t.TempDir()
	for _, s := range f.Signatures {
		var public string
		for _, k := range f.Keys {
			if k.ID == s.Key {
				public = k.Public
			}
		}
		value, err := base64.StdEncoding.DecodeString(s.Value)
		c.must(err)
		for name, body := range map[string][]byte{"content": []byte(f.Content), "sig": value, "pub.pem": []byte(public)} {
			c.must(os.WriteFile(filepath.Join(dir, name), body, 0o600))
		}
		args := []string{"pkeyutl", "-verify", "-pubin", "-inkey", filepath.Join(dir, "pub.pem"), "-rawin", "-in", filepath.Join(dir, "content"), "-sigfile", filepath.Join(dir, "sig")}
		if algorithm == signature.SM2 {
			args = append(args, "-digest", "sm3", "-pkeyopt", "distid:1234567812345678")
		}
		if out, err := exec.Command("openssl", args...).CombinedOutput(); err != nil {
			t.Errorf("%s: openssl: %v %s", algorithm, err, out)
		}
	}
}

func TestEveryChangedByteIsFound(t *testing.T) {
	c := newConsultation(t)
	text := c.signedFile()
	known := signed.Known{Keys: c.keys()}
	where := map[string]int{}
	for i := 0; i < len(text)-1; i += 3 { // the last byte is the end of the line
		bent := bytes.Clone(text)
		bent[i] ^= 1
		got := signed.Check(bent, known, c.now)
		where[string(got.Verdict)+" "+got.Where]++
		if got.Verdict != signed.Changed && got.Verdict != signed.Unreadable && got.Verdict != signed.Broken {
			t.Fatalf("byte %d of %d: %s", i, len(text), got.Verdict)
		}
	}
	if where["changed content"] == 0 || where["changed signature"] == 0 || where["changed status"] == 0 || where["changed form"] == 0 {
		t.Errorf("%v", where)
	}
}

func TestWhatBecameOfAReportIsToldApart(t *testing.T) {
	c := newConsultation(t)
	text := c.signedFile()
	check := func() signed.Result {
		list, err := c.reviews.Status(t.Context(), accounts.FirstStation)
		c.must(err)
		return signed.Check(text, signed.Known{Keys: c.keys(), Status: &list}, c.now)
	}
	if got := check(); got.Verdict != signed.Whole || got.State != "signed" {
		t.Fatalf("%s %s", got.Verdict, got.State)
	}
	c.now = c.now.AddDate(0, 0, 1)
	key := check().Signed[0].Key
	head := station.Actor{Person: station.PersonID{8}, Role: station.Security, Station: accounts.FirstStation, Strong: true, Fresh: true}
	if err := c.reviews.RevokeKey(t.Context(), c.scope(head, "expert.admit"), key, "no such"); faultKey(err) != "sign.no_reason" {
		t.Error(err)
	}
	c.must(c.reviews.RevokeKey(t.Context(), c.scope(head, "expert.admit"), key, "lost"))
	if got := check(); got.Verdict != signed.Whole || got.Signed[0].Standing != signed.SigLater || got.Signed[1].Standing != signed.SigGood {
		t.Errorf("revoked after it signed: %s %s", got.Verdict, got.Signed[0].Standing)
	}
	early := c.keys()
	for i := range early {
		if early[i].ID == key {
			early[i].RevokedAt = noon.AddDate(0, 0, -1).Format("2006-01-02T15:04:05Z07:00")
		}
	}
	if got := signed.Check(text, signed.Known{Keys: early}, c.now); got.Verdict != signed.Revoked || got.Signed[0].Standing != signed.SigRevoked {
		t.Errorf("revoked before it signed: %s %s", got.Verdict, got.Signed[0].Standing)
	}
	c.must(c.conclude(reviews.Words{Option: "against", Text: "不建议签。"}, 1))
	if got := check(); got.Verdict != signed.Voided || got.State != "voided" {
		t.Errorf("voided: %s %s", got.Verdict, got.State)
	}
}

// TestALaterReportTakesTheEarlierOnesPlace signs a later version of the report in a review of its own.
func TestALaterReportTakesTheEarlierOnesPlace(t *testing.T) {
	c := newConsultation(t)
	text := c.signedFile()
	c.now = c.now.AddDate(0, 0, 3)
	check, err := uuid.Parse(c.f.check)
	c.must(err)
	profile, err := c.checks.Submit(t.Context(), c.scope(c.f.owner, "check.submit"), assessments.CheckID(check), uuid.New(), "zijian有限公司")
	c.must(err)
	later, owner := &consultation{portal: c.portal, f: c.f, lead: c.lead, id: uuid.New()}, c.f.owner
	owner.Verified = true
	_, err = c.reviews.Ask(t.Context(), c.scope(owner, "review.ask"), reviews.Ask{ID: later.id, Profile: uuid.UUID(profile), Part: reviews.Whole, Question: "新的一版呢", Expert: c.lead.Person}, nil)
	c.must(err)
	c.must(c.reviews.Accept(t.Context(), c.scope(c.lead, "review.queue"), later.id, reviews.TermsVersion, nil))
	now := later.putUp()
	c.must(later.sign(c.lead, now.Hash))
	list, err := c.reviews.Status(t.Context(), accounts.FirstStation)
	c.must(err)
	got := signed.Check(text, signed.Known{Keys: c.keys(), Status: &list}, c.now)
	if got.Verdict != signed.Superseded || got.By != now.Hash || got.Good != 2 {
		t.Errorf("%s by %s, %d good", got.Verdict, got.By, got.Good)
	}
	if s := c.look(); s.Rounds[0].State != "superseded" || s.Signed() == nil {
		t.Errorf("the earlier review says %s", s.Rounds[0].State)
	}
}
