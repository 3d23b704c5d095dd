package pgtest_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

func TestEveryTestHasADatabaseOfItsOwnAndOnlyOne(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"one", "another"} {
		t.Run(name, func(t *testing.T) {
			if pgtest.URLs(t) != pgtest.URLs(t) {
				t.Error("asked twice, got two")
			}
			var database string
			err := pgtest.New(t).Global(context.Background(), func(ctx context.Context, tx pgx.Tx) error {
				return tx.QueryRow(ctx, "select current_database()").Scan(&database)
			})
			if err != nil {
				t.Fatal(err)
			}
			if seen[database] {
				t.Errorf("shares %s", database)
			}
			seen[database] = true
		})
	}
	for database := range seen {
		conn, err := pgx.Connect(context.Background(), pgtest.URLs(t).Owner)
		if err != nil {
			t.Fatal(err)
		}
		var left bool
		err = conn.QueryRow(context.Background(), "select exists (select from pg_database where datname = @name)",
			pgx.StrictNamedArgs{"name": database}).Scan(&left)
		conn.Close(context.Background())
		if err != nil || left {
			t.Errorf("%s is left after its test (%v)", database, err)
		}
	}
}

func TestTheCommandGivesAServerAndTheExitCode(t *testing.T) {
	bin := t.TempDir() + "/testpg"
	if out, err := exec.Command("go", "build", "-o", bin, "./cmd/testpg").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(bin, "--", "sh", "-c", "echo $"+pgtest.ServerVariable).Output()
	if err != nil || !strings.HasPrefix(string(out), "postgres://") {
		t.Errorf("%v: %s", err, out)
	}
	socket := strings.TrimSpace(string(out))
	if conn, err := pgx.Connect(context.Background(), socket); err == nil {
		conn.Close(context.Background())
		t.Error("the server is still there")
	}
	cmd := exec.Command(bin, "sh", "-c", "exit 7")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 7 {
		t.Errorf("exit code %d", cmd.ProcessState.ExitCode())
	}
	if err := exec.Command(bin).Run(); err == nil {
		t.Error("no command, no complaint")
	}
}
