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
	Failed    []string // package.test, in order, each with the line that fails
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
	coverage, store := cover.New(), inmem.NewFromObject(data)
	var look *inquest // made when a test fails
	runner := tester.NewRunner().SetStore(store).SetModules(modules).SetTimeout(testPatience).SetCoverageQueryTracer(coverage)
	results, err := runner.RunTests(ctx, nil)
	if err != nil {
		return run, fmt.Errorf("run tests: %w", err)
	}
	for r := range results {
		run.Ran++
		if !r.Pass() {
			if look == nil {
				look = newInquest(modules, store)
			}
			run.Failed = append(run.Failed, failed(ctx, r, look))
		}
	}
	slices.Sort(run.Failed)
	run.cover(coverage.Report(withoutTests(modules)))
	return run, nil
}

// failed names a test that fails, with the line that does.
func failed(ctx context.Context, r *tester.Result, look *inquest) string {
	name := strings.TrimPrefix(r.Package, "data.") + "." + r.Name
	switch why := look.why(ctx, r.Location.File, r.Name); {
	case r.Error != nil:
		return name + ": " + r.Error.Error()
	case why != "":
		return name + "\n  " + why
	}
	return name
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
