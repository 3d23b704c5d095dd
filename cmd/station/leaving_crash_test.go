package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/seal"
)

// leaverVariable tells a process of this test binary that it is to delete companies, and to be killed in the middle.
const leaverVariable = "STATION_TEST_LEAVER"

type leaverPart struct {
	App, Worker, Data string
	DieAt             int // the step after which it dies; 0 = none
}

func TestMain(m *testing.M) {
	said := os.Getenv(leaverVariable)
	if said == "" {
		os.Exit(m.Run())
	}
	var part leaverPart
	err := json.Unmarshal([]byte(said), &part)
	if err == nil {
		err = part.play(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// play deletes what is due, as the job does, and kills itself at its step as the system would, without a word.
func (part leaverPart) play(ctx context.Context) error {
	l, end, err := part.open(ctx)
	if err != nil {
		return err
	}
	defer end()
	steps := 0
	l.took = func(step string) {
		if steps++; steps == part.DieAt {
			fmt.Println(step)
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	return l.run(ctx)
}

func (part leaverPart) open(ctx context.Context) (*leavers, func(), error) {
	c := config{Database: part.App, Data: part.Data, Suite: seal.Intl}
	db, err := pg.Open(ctx, part.App, pg.Options{MaxConns: 4})
	if err != nil {
		return nil, nil, err
	}
	door, err := pg.Open(ctx, part.Worker, pg.Options{MaxConns: 2})
	if err != nil {
		return nil, nil, err
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	masters, err := mastersOfFile(ctx, c, db, log)
	if err != nil {
		return nil, nil, err
	}
	vault, closeVault, err := newVault(ctx, c, masters)
	if err != nil {
		return nil, nil, err
	}
	people, err := accounts.NewStore(db, vault, time.Now)
	if err != nil {
		return nil, nil, err
	}
	engine, err := rules.Load(rules.Bundle())
	if err != nil {
		return nil, nil, err
	}
	filing, _, closeFiles, err := openFiles(ctx, fileConfig{Folder: filepath.Join(part.Data, "files")}, db, fileSealer{vault.Streams(db)})
	if err != nil {
		return nil, nil, err
	}
	checks := assessments.New(db, vault, engine, people, time.Now, func() rules.Context { return rules.Context{} })
	return &leavers{people: people, checks: checks, filing: filing, looked: reviews.New(db, people, vault, nil, nil, time.Now), door: door, log: log}, func() { closeFiles(); closeVault(); door.Close(); db.Close() }, nil
}

// TestADeletionThatIsKilledAtAnyStepIsFinished kills the process after each step in turn. The next run finishes, and it is as if nothing
// had happened: nothing is left, the trail tells of one deletion, and the code is free.
func TestADeletionThatIsKilledAtAnyStepIsFinished(t *testing.T) {
	for n, name := range []string{"close", "seal", "checks", "reviews", "files", "messages", "people", "rooms", "end"} {
		t.Run("after "+name, func(t *testing.T) {
			part := leaverPart{App: pgtest.URLs(t).App, Worker: pgtest.URLs(t).Worker, Data: dataFolder(t), DieAt: n + 1}
			base := part.serve(t)
			nest(t, base)
			stayer := newBrowser(t, base)
			stays := stayer.signUp(stayersCode, "stays@example.com")
			owner := pgtest.Owner(t)
			var company station.CompanyID
			err := owner.QueryRow(context.Background(), `
				update app.companies set deletion_asked_at = now(), deletion_due_at = now() - interval '1 second' where credit_code = $1 returning id`, leaversCode).Scan(&company)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := owner.Exec(context.Background(), `delete from app.claim_links; delete from app.claims`); err != nil {
				t.Fatal(err) // nobody claims the code, so that anybody may register it anew
			}
			part.actOut(t, name)
			part.DieAt = 0
			part.actOut(t, "")
			part.actOut(t, "") // and once more, to find nothing to do
			all := append(append([]string{}, openCanaries...), sealedCanaries...)
			for table, text := range everyRow(t, owner) {
				if f := found(text, all); len(f) > 0 {
					t.Errorf("%s still holds %v", table, f)
				}
			}
			if left := filesWith(t, part.Data, "", all); len(left) > 0 {
				t.Errorf("under the data: %v", left)
			}
			for _, action := range []string{"company.close", "company.deleted"} {
				var lines int
				if err := owner.QueryRow(context.Background(), `select count(*) from app.audit where tenant_id = $1 and action = $2`, company, action).Scan(&lines); err != nil || lines != 1 {
					t.Errorf("%d lines of %s in the trail, %v", lines, action, err)
				}
			}
			people, err := accounts.NewStore(pgtest.Open(t, part.App), nil, time.Now)
			if err != nil {
				t.Fatal(err)
			}
			if check, err := people.CheckAudit(context.Background(), station.Tenant{Company: company}, nil); err != nil || !check.Holds() {
				t.Errorf("the trail: %+v %v", check, err)
			}
			if status, _, err := stayer.get(stays); err != nil || status != 200 {
				t.Errorf("the company beside it: %d %v", status, err)
			}
			newBrowser(t, base).must("/signup", url.Values{"uscc": {leaversCode}, "company": {"新来的公司"}, "industry": {"C"}, "district": {"donggang"}, "size": {"small"}, "name": {"新人"}, "email": {"jinsique-owner@example.com"}, "password": {leaverPass}})
		})
	}
}

// serve starts a portal without background work on the database of a part, and gives its address.
func (part leaverPart) serve(t testing.TB) string {
	t.Helper()
	c := config{Listen: freePort(t), Database: part.App, Data: part.Data, Suite: seal.Intl, StaffFactor: "offered"}
	l, err := seal.CreateMasters(c.keyFile(), seal.Intl, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	ctx, cancel := context.WithCancel(context.Background())
	s, err := start(ctx, c, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.serve(ctx, c, io.Discard) }()
	t.Cleanup(func() { cancel(); <-done; s.stop() })
	return "http://" + c.Listen
}

// actOut plays a part in a process of its own. died is the step after which it is to be killed; empty = it ends well.
func (part leaverPart) actOut(t *testing.T, died string) {
	t.Helper()
	text, err := json.Marshal(part)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), leaverVariable+"="+string(text))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if killed := cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled(); killed != (died != "") || !killed && err != nil || string(out) != map[bool]string{true: died + "\n"}[died != ""] {
		t.Fatalf("the process was to die after %q; %v, and it said %q", died, err, out)
	}
}
