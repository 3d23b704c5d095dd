package accounts_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

// leavers is a company whose deletion is due, and the way past the application.
func leavers(t *testing.T) (b *bench, who station.Actor, owner *pgx.Conn) {
	t.Helper()
	b = setup(t)
	who, err := b.SignUp(context.Background(), signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	due, err := b.AskDeletion(context.Background(), scope(t, who), nil)
	if err != nil || !due.Equal(noon.Add(30*24*time.Hour)) {
		t.Fatalf("due on %s, %v", due, err)
	}
	return b, who, pgtest.Owner(t)
}

func TestADeletionThatIsNotDueOrWasTakenBackIsNotCarriedOut(t *testing.T) {
	b, who, _ := leavers(t)
	ctx := context.Background()
	tries := map[string]func() error{"close": func() error { return b.CloseCompany(ctx, who.Company, nil) }, "end": func() error { return b.EndCompany(ctx, who.Company) }}
	refused := func(when string) {
		t.Helper()
		for name, try := range tries {
			if err := try(); kindOf(err) != station.NotFound {
				t.Errorf("%s %s: %v", name, when, err)
			}
		}
	}
	refused("a month early")
	b.now = noon.Add(29 * 24 * time.Hour)
	if err := b.KeepCompany(ctx, scope(t, who), nil); err != nil {
		t.Fatal(err)
	}
	b.now = noon.Add(31 * 24 * time.Hour)
	refused("after it was taken back")
	if due, err := b.Leaving(ctx, 10); err != nil || len(due) != 0 {
		t.Errorf("%v is to be deleted, %v", due, err)
	}
	if _, _, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{}); err != nil {
		t.Error(err)
	}
}

// TestWhoBelongsElsewhereKeepsTheirLogin deletes a company whose people are also somewhere else, or were here only once.
func TestWhoBelongsElsewhereKeepsTheirLogin(t *testing.T) {
	b, who, owner := leavers(t)
	ctx := context.Background()
	other, err := b.SignUp(ctx, signUp(codeB, "b@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{"here@example.com", "both@example.com", "once@example.com"} {
		token, err := b.Invite(ctx, scope(t, who), uuid.New(), email, station.Member, station.UnitID{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		member, err := b.Join(ctx, token, email[:4], "another long one", false)
		if err != nil {
			t.Fatal(err)
		}
		switch email {
		case "both@example.com":
			if _, err := owner.Exec(ctx, `insert into app.memberships values ($1, $2, 'member', now())`, member.Person, other.Company); err != nil {
				t.Fatal(err)
			}
		case "once@example.com":
			if err := b.RemoveMember(ctx, scope(t, who), member.Person); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.now = noon.Add(30*24*time.Hour + time.Second)
	var heard []station.PersonID
	for range 2 {
		err := b.CloseCompany(ctx, who.Company, func(_ context.Context, _ pgx.Tx, people []station.PersonID) error { heard = people; return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(heard) != 3 {
		t.Errorf("another part hears of %d people, not of the owner, the member and the former one", len(heard))
	}
	if err := b.EndCompany(ctx, who.Company); err != nil {
		t.Fatal(err)
	}
	var emptied, whole int
	if err := owner.QueryRow(ctx, `
		select count(*) filter (where email_sealed is null and email_mark is null and name_sealed is null and password_hash = ''), count(*) filter (where email_sealed is not null and name_sealed is not null)
		  from app.logins`).Scan(&emptied, &whole); err != nil || emptied != 3 || whole != 2 {
		t.Errorf("%d logins are emptied and %d whole, not 3 and 2: %v", emptied, whole, err)
	}
	for email, there := range map[string]bool{"a@example.com": false, "here@example.com": false, "once@example.com": false, "both@example.com": true, "b@example.com": true} {
		_, err := b.SignUp(ctx, signUp("91330108MA2CEXA318", email))
		if f, ok := station.AsFault(err); there != (ok && f.Say.Key == "signup.email_taken") && !(err == nil && !there) {
			t.Errorf("%s is taken: %v", email, err)
		}
		if err == nil {
			if _, err := owner.Exec(ctx, `update app.companies set credit_code = null, code_lost_at = now() where credit_code = '91330108MA2CEXA318'`); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, as, err := b.SignIn(ctx, "both@example.com", "another long one", accounts.Device{}); err != nil || as.Company != other.Company {
		t.Errorf("who belongs to both acts for %x, %v", as.Company, err)
	}
	check, err := b.CheckAudit(ctx, who.Tenant(), nil)
	if err != nil || !check.Holds() {
		t.Errorf("the trail: %+v %v", check, err)
	}
	auditor, err := accounts.NewGate(everyone{}).Admit(ctx, station.Actor{Person: station.PersonID{3}, Role: station.Auditor, Station: accounts.FirstStation}, "audit.read", station.CompanyID{})
	if err != nil {
		t.Fatal(err)
	}
	var id string
	if err := owner.QueryRow(ctx, `select id::text from app.companies where deleted_at is not null`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	if of, err := b.Audited(ctx, auditor, " "+id); err != nil || of.Whose.Company != who.Company {
		t.Errorf("the trail of a deleted company is not found by its id: %v", err)
	}
	if _, err := b.Audited(ctx, auditor, codeA); kindOf(err) != station.NotFound {
		t.Errorf("by its code: %v", err)
	}
}

// TestNoRecordNoDeletion makes recording fail: neither is a deletion planned, taken back or carried out, nor a term changed.
func TestNoRecordNoDeletion(t *testing.T) {
	b, who, owner := leavers(t)
	ctx, s := context.Background(), scope(t, who)
	other, err := b.SignUp(ctx, signUp(codeB, "b@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.Exec(ctx, `alter table app.audit add constraint full_disk check (false) not valid`); err != nil {
		t.Fatal(err)
	}
	sum := func() (sum string) {
		t.Helper()
		err := owner.QueryRow(ctx, `
			select md5((select string_agg(t::text, ',' order by id) from app.companies t) || (select string_agg(t::text, ',' order by person_id) from app.logins t) || (select string_agg(t::text, ',') from app.memberships t)
			           || (select count(*) from app.retention) || (select count(*) from app.data_keys))`).Scan(&sum)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	before := sum()
	early := map[string]func() error{
		"plan":      func() error { _, err := b.AskDeletion(ctx, scope(t, other), nil); return err },
		"take back": func() error { return b.KeepCompany(ctx, s, nil) },
		"export":    func() error { return b.RecordExport(ctx, s) },
		"change a term": func() error {
			return b.ChangeRetention(ctx, settingsScope(t, accounts.FirstStation), accounts.KeepHold, 40)
		},
		"close, overdue": func() error { b.now = noon.Add(60 * 24 * time.Hour); return b.CloseCompany(ctx, who.Company, nil) },
		"end, overdue":   func() error { b.now = noon.Add(60 * 24 * time.Hour); return b.EndCompany(ctx, who.Company) },
	}
	for name, act := range early {
		b.now = noon
		if err := act(); err == nil {
			t.Errorf("%s: it went through without a record", name)
		}
		if sum() != before {
			t.Errorf("%s: something changed without a record", name)
		}
	}
}
