package rules_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

func pack(t *testing.T, files rules.Files, revision int64, key *rules.SigningKey) []byte {
	t.Helper()
	archive, err := rules.Pack(files, revision, key)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

func TestAnArchiveIsTheSameBytesAndTheSameRules(t *testing.T) {
	files := rulestest.Shipped(t)
	first, second := pack(t, files, 0, nil), pack(t, maps.Clone(files), 0, nil)
	if !bytes.Equal(first, second) {
		t.Error("the same files give other bytes")
	}
	back, err := rules.Unpack(first, nil)
	if err != nil {
		t.Fatal(err)
	}
	e, err := rules.LoadFiles(back)
	if err != nil {
		t.Fatal(err)
	}
	if e.Digest != engine(t).Digest || e.Revision != engine(t).Revision || len(e.Rules()) != len(engine(t).Rules()) {
		t.Errorf("unpacked: digest %s revision %s, %d rules", e.Digest, e.Revision, len(e.Rules()))
	}
	raised, err := rules.Unpack(pack(t, files, 9, nil), nil)
	if err != nil {
		t.Fatal(err)
	}
	if e, err = rules.LoadFiles(raised); err != nil || e.RevisionNumber() != 9 || e.Digest == engine(t).Digest {
		t.Errorf("another revision: %d %v", e.RevisionNumber(), err)
	}
}

func TestAnArchiveIsTakenFromATrustedKeyOnly(t *testing.T) {
	old, oldPublic := rulestest.Pair(t, "2025")
	now, nowPublic := rulestest.Pair(t, "2026")
	_, strangerPublic := rulestest.Pair(t, "2026")
	files := rulestest.Shipped(t)
	signed := pack(t, files, 7, &now)
	trusted := map[string]rules.PublicKey{"2025": oldPublic, "2026": nowPublic}
	for name, c := range map[string]struct {
		archive []byte
		keys    map[string]rules.PublicKey
		want    error
	}{
		"by the key of this year":             {signed, trusted, nil},
		"by the key before, while both count": {pack(t, files, 6, &old), trusted, nil},
		"by a key that no longer counts":      {pack(t, files, 6, &old), map[string]rules.PublicKey{"2026": nowPublic}, rules.ErrUnsigned},
		"by another key under the same id":    {signed, map[string]rules.PublicKey{"2026": strangerPublic}, rules.ErrUnsigned},
		"not signed":                          {pack(t, files, 7, nil), trusted, rules.ErrUnsigned},
		"no key is trusted":                   {signed, map[string]rules.PublicKey{}, rules.ErrUnsigned},
		"a file changed afterwards":           {tamper(t, signed, false), trusted, rules.ErrUnsigned},
		"a file added afterwards":             {tamper(t, signed, true), trusted, rules.ErrUnsigned},
		"cut short":                           {signed[:len(signed)/2], trusted, rules.ErrNoArchive},
	} {
		back, err := rules.Unpack(c.archive, c.keys)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if c.want == nil && len(back) < 50 {
			t.Errorf("%s: %d files", name, len(back))
		}
	}
	nameless := now
	nameless.ID = ""
	if _, err := rules.Pack(files, 7, &nameless); err == nil {
		t.Error("a key without an id signs")
	}
}

// tamper changes a rule of an archive, or adds one, and leaves the signature.
func tamper(t *testing.T, archive []byte, add bool) []byte {
	t.Helper()
	b, err := bundle.NewReader(bytes.NewReader(archive)).WithSkipBundleVerification(true).WithRegoVersion(ast.RegoV1).Read()
	if err != nil {
		t.Fatal(err)
	}
	if add {
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: "risk/tax/more.rego", Path: "risk/tax/more.rego", Raw: []byte("package risk.tax.more\n")})
	} else {
		b.Modules[0].Raw = bytes.Replace(b.Modules[0].Raw, []byte("package"), []byte("# x\npackage"), 1)
	}
	var out bytes.Buffer
	if err := bundle.NewWriter(&out).DisableFormat(true).Write(b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestStockOPAReadsTheArchiveAndAgrees gives the archive to OPA's own loader and asks it every
// rule of fully answered cases: the plain truth of `fires` must be ours.
func TestStockOPAReadsTheArchiveAndAgrees(t *testing.T) {
	file := t.TempDir() + "/rules.tar.gz"
	if err := os.WriteFile(file, pack(t, rulestest.Shipped(t), 0, nil), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, e := context.Background(), engine(t)
	prepared, err := rego.New(rego.Query("x = data.risk"), rego.LoadBundle(file), rego.StrictBuiltinErrors(true)).PrepareForEval(ctx)
	if err != nil {
		t.Fatal(err)
	}
	asked, fired := 0, 0
	for name, s := range samples(t) {
		c := caseOf(t, s)
		j, err := e.Judge(ctx, c, rules.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, input := range rules.PlainInputs(t, e, c) {
			set, err := prepared.Eval(ctx, rego.EvalParsedInput(input.Value))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			said, _ := set[0].Bindings["x"].(map[string]any)
			for _, r := range e.Rules() {
				outcome, whole := input.Outcome(j, r)
				if !whole {
					continue
				}
				area, rule, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(r.File, "risk/"), ".rego"), "/")
				truth, _ := said[area].(map[string]any)[rule].(map[string]any)
				fires := truth["fires"] == true && (!input.Conditional(r) || truth["applies"] == true)
				asked++
				if fires {
					fired++
				}
				if fires != (outcome == station.AtRisk || outcome == station.Unanswered) {
					t.Errorf("%s: %s %s: OPA says %v, ours is %s", name, r.ID, input.Subject, fires, outcome)
				}
			}
		}
	}
	if asked < 200 || fired < 20 {
		t.Errorf("only %d asked, %d of them firing", asked, fired)
	}
}
