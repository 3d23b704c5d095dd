package desk

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/zhuqi-yunzhan/station/rules"
)

// testPatience is how long all tests of a bundle may take.
const testPatience = 5 * time.Minute

// TestRun is what the tests beside the rules said.
type TestRun struct {
	Ran       int
	Failed    []string // package.test, in order
	Uncovered []string // file:line that no test reaches, in order
	Percent   float64  // of the lines that are reached
}

// Test runs the tests of a bundle as `opa test --coverage` does.
func Test(ctx context.Context, files rules.Files) (TestRun, error) {
	var run TestRun
	modules, data, err := files.Parsed()
	if err != nil {
		return run, err
	}
	coverage := cover.New()
	runner := tester.NewRunner().SetStore(inmem.NewFromObject(data)).SetModules(modules).SetTimeout(testPatience).SetCoverageQueryTracer(coverage)
	results, err := runner.RunTests(ctx, nil)
	if err != nil {
		return run, fmt.Errorf("run tests: %w", err)
	}
	for r := range results {
		run.Ran++
		if !r.Pass() {
			run.Failed = append(run.Failed, strings.TrimPrefix(r.Package, "data.")+"."+r.Name)
		}
	}
	slices.Sort(run.Failed)
	run.cover(coverage.Report(withoutTests(modules)))
	return run, nil
}

func withoutTests(modules map[string]*ast.Module) map[string]*ast.Module {
	out := maps.Clone(modules)
	maps.DeleteFunc(out, func(name string, _ *ast.Module) bool { return strings.HasSuffix(name, "_test.rego") })
	return out
}

func (run *TestRun) cover(report cover.Report) {
	run.Percent = report.Coverage
	for _, name := range slices.Sorted(maps.Keys(report.Files)) {
		for _, part := range report.Files[name].NotCovered {
			run.Uncovered = append(run.Uncovered, fmt.Sprintf("%s:%d", name, part.Start.Row))
		}
	}
}
