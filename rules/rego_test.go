package rules_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/zhuqi-yunzhan/station/rules"
)

// TestRegoTestsPassAndCoverEveryRule runs the tests that stand beside the rules, as `opa test
// --coverage` would, and wants every line of every rule covered.
func TestRegoTestsPassAndCoverEveryRule(t *testing.T) {
	for name, files := range map[string]fs.FS{"bundle": rules.Bundle(), "authz": rules.Authz()} {
		t.Run(name, func(t *testing.T) {
			modules := parse(t, files)
			store := inmem.NewFromObject(rules.DataOf(t, files))
			coverage := cover.New()
			runner := tester.NewRunner().SetStore(store).SetModules(modules).SetCoverageQueryTracer(coverage)
			results, err := runner.RunTests(context.Background(), nil)
			if err != nil {
				t.Fatal(err)
			}
			ran := 0
			for r := range results {
				ran++
				if !r.Pass() {
					t.Errorf("%s", r)
				}
			}
			if ran == 0 {
				t.Fatal("no Rego test ran")
			}
			for file, report := range coverage.Report(modules).Files {
				if strings.HasSuffix(file, "_test.rego") {
					continue
				}
				for _, gap := range report.NotCovered {
					t.Errorf("%s:%d-%d is not covered by a test", file, gap.Start.Row, gap.End.Row)
				}
			}
		})
	}
}

// TestRegoIsFormattedAndSmall holds every Rego file to `opa fmt` and to the size of the house.
func TestRegoIsFormattedAndSmall(t *testing.T) {
	for root, files := range map[string]fs.FS{"bundle": rules.Bundle(), "authz": rules.Authz()} {
		for name := range parse(t, files) {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			formatted, err := format.SourceWithOpts(name, text, format.Opts{RegoVersion: ast.RegoV1})
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(text, formatted) {
				if os.Getenv("STATION_FORMAT") != "" {
					if err := os.WriteFile(root+"/"+name, formatted, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				t.Errorf("%s/%s: not formatted; run `STATION_FORMAT=1 go test ./rules -run Formatted`", root, name)
			}
			if lines := bytes.Count(text, []byte("\n")); !strings.HasSuffix(name, "_test.rego") && lines > 60 {
				t.Errorf("%s: %d lines, above 60", name, lines)
			}
		}
	}
}

func parse(t *testing.T, files fs.FS) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".rego") {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		module, err := ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true})
		modules[name] = module
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return modules
}
