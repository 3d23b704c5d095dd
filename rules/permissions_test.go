package rules_test

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

var updatePermissions = flag.Bool("update-permissions", false, "write docs/permissions.md anew")

const (
	permissionsFile = "../docs/permissions.md"
	tableBegins     = "<!-- table -->\n"
)

// TestPermissions holds the policy against the table that people read, cell by cell: a change of the
// policy shows in the table, or fails.
func TestPermissions(t *testing.T) {
	ctx := context.Background()
	policy, err := rules.LoadPolicy(rules.Authz())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(permissionsFile)
	if err != nil {
		t.Fatal(err)
	}
	head, table, ok := strings.Cut(string(text), tableBegins)
	if !ok {
		t.Fatalf("%s has no %q", permissionsFile, tableBegins)
	}
	if *updatePermissions {
		fresh, err := policy.Permissions(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(permissionsFile, []byte(head+tableBegins+fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	rows := strings.Split(strings.TrimSpace(table), "\n")
	cells := func(row string) []string { return strings.Split(strings.Trim(row, "|"), "|") }
	roles := cells(rows[0])
	seen := 0
	for _, row := range rows[2:] {
		columns := cells(row)
		action := strings.Trim(columns[0], " `")
		for i := 1; i < len(columns)-1; i++ {
			role, want := station.Role(strings.TrimSpace(roles[i])), strings.Fields(columns[i])
			for _, relation := range rules.Relations() {
				decision, err := policy.Decide(ctx, rules.PolicyQuestion(action, role, relation.Told))
				if err != nil {
					t.Fatal(err)
				}
				granted := strings.Join(want, "") == "●" || strings.Contains(strings.Join(want, ""), relation.Mark)
				if granted != (decision == "allow") {
					t.Errorf("%s of %s over %q: the policy says %s, the table %q", action, role, relation.Name, decision, want)
				}
				seen++
			}
		}
	}
	if want := len(policy.Actions()) * (len(station.Roles()) + 1) * len(rules.Relations()); seen != want {
		t.Errorf("%d cells tried, there are %d: run with -update-permissions and read what changed", seen, want)
	}
	if fresh, err := policy.Permissions(ctx); err != nil || fresh != table {
		t.Errorf("the table in %s is not the policy's: run with -update-permissions and read what changed (%v)", permissionsFile, err)
	}
}
