package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// signedCase is a signed report with all that a reader may have beside it, in a folder.
type signedCase struct {
	t        *testing.T
	dir      string
	own      *signature.Key
	hash     string
	keys     []signed.Key
	person   string
	signedAt time.Time
}

func newSignedCase(t *testing.T) *signedCase {
	t.Helper()
	c := &signedCase{t: t, dir: t.TempDir(), person: "01936f00-0000-7000-8000-00000000000a", signedAt: time.Now().Add(-48 * time.Hour)}
	expert := c.key()
	c.own = c.key()
	at := c.signedAt.UTC().Format(time.RFC3339)
	c.keys = []signed.Key{{ID: expert.ID(), Purpose: "expert", Algorithm: "ed25519", Public: expert.PublicPEM(), Person: c.person, MadeAt: at}, {ID: c.own.ID(), Purpose: "status", Algorithm: "ed25519", Public: c.own.PublicPEM(), MadeAt: at}}
	content, err := signed.Content{Review: "1", Round: 1, Needed: 1, Question: "能签吗", Experts: []signed.Expert{{Person: c.person, Name: "沈律师"}}, Conclusion: signed.Conclusion{Option: "sign", Text: "可以签"}}.Bytes()
	c.must(err)
	c.hash = signed.Hash(content)
	value, err := expert.Sign(content)
	c.must(err)
	status, err := signed.SealStatus(signed.Status{MadeAt: at, Reports: []signed.Became{{Content: c.hash, State: "signed", At: at}}}, c.own)
	c.must(err)
	text, err := signed.File{Content: string(content), SHA256: c.hash, SM3: signed.HashSM3(content), Keys: c.keys, Status: status, MadeAt: at,
		Signatures: []signed.Signature{{Person: c.person, Kind: signed.Internal, At: at, Key: expert.ID(), Algorithm: "ed25519", Value: base64.StdEncoding.EncodeToString(value)}}}.Write(c.own)
	c.must(err)
	c.keep("report.json", text)
	c.keep("bent.json", bytes.Replace(text, []byte("可以签"), []byte("不能签"), 1))
	c.publish(c.keys)
	return c
}

func (c *signedCase) key() *signature.Key {
	c.t.Helper()
	key, err := signature.NewKey(signature.Ed25519)
	c.must(err)
	return key
}

func (c *signedCase) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *signedCase) keep(name string, text []byte) {
	c.t.Helper()
	c.must(os.WriteFile(filepath.Join(c.dir, name), text, 0o600))
}

func (c *signedCase) publish(keys []signed.Key) {
	c.t.Helper()
	text, err := json.Marshal(signed.KeysFile{Format: signed.KeysFormat, Keys: keys})
	c.must(err)
	c.keep("keys.json", text)
}

// list publishes a newer status list.
func (c *signedCase) list(by *signature.Key, state, later string, revoked ...signed.Gone) {
	c.t.Helper()
	now := time.Now().UTC().Format(time.RFC3339)
	status, err := signed.SealStatus(signed.Status{MadeAt: now, Reports: []signed.Became{{Content: c.hash, State: state, At: now, By: later}}, Revoked: revoked}, by)
	c.must(err)
	text, err := signed.Canonical(status)
	c.must(err)
	c.keep("status.json", text)
}

// says runs verify and gives its exit status and words.
func (c *signedCase) says(args ...string) (int, string) {
	c.t.Helper()
	for i, a := range args {
		if strings.HasSuffix(a, ".json") {
			args[i] = filepath.Join(c.dir, a)
		}
	}
	var out, bad bytes.Buffer
	code := run(c.t.Context(), append([]string{"verify"}, args...), &out, &bad)
	return code, out.String() + bad.String()
}

func TestVerifyTellsEachCaseApart(t *testing.T) {
	c := newSignedCase(t)
	gone := func(at time.Time) signed.Gone {
		return signed.Gone{Key: c.keys[0].ID, At: at.UTC().Format(time.RFC3339)}
	}
	for _, one := range []struct {
		name string
		make func()
		args []string
		code int
		want string
	}{
		{"whole", func() {}, []string{"report.json", "--keys", "keys.json"}, 0, "Whole: nothing was changed"},
		{"no keys", func() {}, []string{"report.json"}, 1, "nobody vouches for their keys"},
		{"a changed word", func() {}, []string{"bent.json", "--keys", "keys.json"}, 1, "Changed: what was signed is another content"},
		{"superseded", func() { c.list(c.own, "superseded", strings.Repeat("b", 64)) }, []string{"report.json", "--keys", "keys.json", "--status", "status.json"}, 1, "a later report took its place"},
		{"voided", func() { c.list(c.own, "voided", "") }, []string{"report.json", "--keys", "keys.json", "--status", "status.json"}, 1, "Void: the content was changed"},
		{"revoked before", func() { c.list(c.own, "signed", "", gone(c.signedAt.Add(-time.Hour))) }, []string{"report.json", "--keys", "keys.json", "--status", "status.json"}, 1, "revoked before it signed"},
		{"revoked after", func() { c.list(c.own, "signed", "", gone(c.signedAt.Add(time.Hour))) }, []string{"report.json", "--keys", "keys.json", "--status", "status.json"}, 0, "after signing"},
		{"a list of somebody else", func() { c.list(c.key(), "voided", "") }, []string{"report.json", "--keys", "keys.json", "--status", "status.json"}, 0, "was left out"},
		{"in Chinese", func() {}, []string{"report.json", "--keys", "keys.json", "--lang", "zh"}, 0, "完好：内容没有改过"},
		{"as JSON", func() {}, []string{"report.json", "--keys", "keys.json", "--json"}, 0, `"verdict": "whole"`},
		{"no report", func() {}, []string{"keys.json"}, 1, "no signed report"},
		{"no file", func() {}, nil, 2, "one file is checked"},
		{"keys that are none", func() {}, []string{"report.json", "--keys", "report.json"}, 1, "no file of this form"},
	} {
		one.make()
		if code, said := c.says(one.args...); code != one.code || !strings.Contains(said, one.want) {
			t.Errorf("%s: %d\n%s", one.name, code, said)
		}
	}
	c.publish(c.keys[1:]) // the station, and not the expert
	if code, said := c.says("report.json", "--keys", "keys.json"); code != 1 || !strings.Contains(said, "by a key for which nobody vouches") {
		t.Errorf("%d\n%s", code, said)
	}
}
