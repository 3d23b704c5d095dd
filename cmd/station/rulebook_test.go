package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/rules"
)

// shelf is a rulebook with its archive, and what it said.
type shelf struct {
	*rulebook
	t       *testing.T
	private string
	said    bytes.Buffer
	bundle  string
	clock   time.Time
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	private, public := pemKeys(t)
	s := &shelf{t: t, private: private, bundle: copyOfRules(t), clock: time.Now()}
	path := filepath.Join(t.TempDir(), "rules.tar.gz")
	env := map[string]string{"STATION_RULES": path, "STATION_RULES_KEYS": "2026=" + public}
	book, err := newRulebook(func(name string) string { return env[name] }, slog.New(slog.NewTextHandler(&s.said, nil)))
	if err != nil {
		t.Fatal(err)
	}
	s.rulebook = book
	return s
}

// put builds the bundle into the archive's place.
func (s *shelf) put(revision string, args ...string) {
	s.t.Helper()
	if status, said := atDesk(s.t, append([]string{"build", "--bundle", s.bundle, "--revision", revision, "--out", s.path}, args...)...); status != 0 {
		s.t.Fatalf("build: %d %s", status, said)
	}
	s.clock = s.clock.Add(time.Minute)
	if err := os.Chtimes(s.path, s.clock, s.clock); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) signed() []string { return []string{"--sign", s.private, "--key-id", "2026"} }

// change puts one text in the place of another in a file of the bundle.
func (s *shelf) change(file, old, fresh string) {
	s.t.Helper()
	name := filepath.Join(s.bundle, file)
	text, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(text, []byte(old)) {
		s.t.Fatalf("%s: %v", file, err)
	}
	if err := os.WriteFile(name, bytes.Replace(text, []byte(old), []byte(fresh), 1), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

func TestRulesAreTakenUpWhileTheStationServes(t *testing.T) {
	s, ctx := newShelf(t), context.Background()
	s.put("5", s.signed()...)
	inForce, err := s.first(ctx)
	if err != nil || inForce.Revision != "5" {
		t.Fatalf("%v %v", inForce, err)
	}
	look := func() {
		t.Helper()
		s.said.Reset()
		s.look(ctx, inForce, func(e *rules.Engine) { inForce = e })
	}
	look()
	if s.said.Len() > 0 {
		t.Errorf("nothing has changed: %s", &s.said)
	}
	s.change("risk/tax/local_file.rego", "severity: high", "severity: medium")
	s.put("6", s.signed()...)
	look()
	rule, _ := inForce.Rule("TAX-015")
	if inForce.Revision != "6" || rule.Worst() != "medium" {
		t.Errorf("not taken up: %s", &s.said)
	}
	refused := func(name, say string) {
		t.Helper()
		before := inForce
		look()
		if inForce != before || !strings.Contains(s.said.String(), say) {
			t.Errorf("%s: in force %s, said %s", name, inForce.Revision, &s.said)
		}
		look()
		if s.said.Len() > 0 {
			t.Errorf("%s is said twice: %s", name, &s.said)
		}
	}
	s.put("7")
	refused("not signed", "not signed by a key")
	s.put("5", s.signed()...)
	refused("older", "older than the rules in force")
	s.change("keys/data.yaml", `expat_n: {"type": "integer", "area": "tax", "unit": "persons"`, `expat_n: {"type": "integer", "area": "tax", "unit": "months"`)
	s.put("7", s.signed()...)
	refused("nothing says what becomes of answers", "company.expat_n")
	s.change("moves/data.yaml", "table: []", "table: [{since: 7, fate: reconfirm, from: [company.expat_n], into: [company.expat_n], zh: 按月数, en: In months}]")
	s.put("7", s.signed()...)
	if look(); inForce.Revision != "7" {
		t.Errorf("with a move it is not taken up: %s", &s.said)
	}
	s.change("lists/suppliers/data.yaml", "required: true", "needed: true")
	s.put("8", s.signed()...)
	refused("a column that no page can read", "lists/suppliers/data.yaml")
	s.change("lists/suppliers/data.yaml", "needed: true", "required: true")
	s.change("risk/tax/local_file_test.rego", `not fires({"rpt_tangible": 20000})`, `fires({"rpt_tangible": 20000})`)
	s.put("8", s.signed()...)
	refused("a test fails", "test fails: risk.tax.local_file_test")
	if err := os.WriteFile(s.path, []byte("half an archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused("no archive at all", "not an archive of rules")
	if err := os.Remove(s.path); err != nil {
		t.Fatal(err)
	}
	look()
	if inForce.Revision != "7" {
		t.Errorf("the archive is gone, in force is %s", inForce.Revision)
	}
}

func TestAStationDoesNotStartOnRulesThatItCannotTrust(t *testing.T) {
	s, ctx := newShelf(t), context.Background()
	if _, err := s.first(ctx); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no archive: %v", err)
	}
	s.put("5")
	if _, err := s.first(ctx); !errors.Is(err, rules.ErrUnsigned) {
		t.Errorf("not signed: %v", err)
	}
	env := map[string]string{"STATION_RULES": s.path}
	if _, err := newRulebook(func(name string) string { return env[name] }, slog.Default()); !errors.Is(err, errUsage) {
		t.Errorf("without keys: %v", err)
	}
	none, err := newRulebook(func(string) string { return "" }, slog.Default())
	if err != nil {
		t.Fatal(err)
	}
	if e, err := none.first(ctx); err != nil || len(e.Rules()) == 0 {
		t.Errorf("the built-in rules: %v", err)
	}
}

// TestANodeTakesUpWhatWasReleased has a release approved in the database, as a page does, and looks
// as a node looks.
func TestANodeTakesUpWhatWasReleased(t *testing.T) {
	s, ctx := newShelf(t), context.Background()
	db := pgtest.New(t)
	builtIn, err := rules.Load(rules.Bundle())
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)
	checks := assessments.New(db, accountstest.Vault(t), builtIn, nil, func() time.Time { return now }, nil)
	release := func(revision string, from time.Time, args ...string) {
		t.Helper()
		s.put(revision, args...)
		archive, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		err = db.Global(ctx, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `insert into rule_releases (revision, archive, digest, rules, note, author_id, at) values ($1, $2, $3, 1, 'why', gen_random_uuid(), $4)`, revision, archive, "digest of "+revision, now)
			if err == nil {
				_, err = tx.Exec(ctx, `insert into rule_activations (id, revision, active_from, approver_id, at) values (gen_random_uuid(), $1, $2, gen_random_uuid(), $3)`, revision, from, now)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	holds := func(revision string) {
		t.Helper()
		s.said.Reset()
		s.lookAtReleases(ctx, checks)
		if got := checks.Engine().Revision; got != revision {
			t.Errorf("in force is %s, should be %s: %s", got, revision, &s.said)
		}
	}
	holds(builtIn.Revision)
	release("5", now.Add(time.Hour), s.signed()...)
	holds(builtIn.Revision)
	now = now.Add(time.Hour)
	holds("5")
	holds("5")
	if s.said.Len() > 0 {
		t.Errorf("a release is taken up twice: %s", &s.said)
	}
	release("6", now.Add(time.Minute)) // was put there by hand: nobody signed it
	now = now.Add(time.Minute)
	holds("5")
	if !strings.Contains(s.said.String(), "not signed by a key") {
		t.Errorf("said %s", &s.said)
	}
	holds("5")
	if s.said.Len() > 0 {
		t.Errorf("said twice: %s", &s.said)
	}
}
