package accounts_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

// head is an administrator of a station who may change its settings.
func head(at station.StationID) station.Actor {
	return station.Actor{Person: station.PersonID{7}, Role: station.Administrator, Station: at, Strong: true, Fresh: true}
}

func settingsScope(t *testing.T, at station.StationID) accounts.Scope {
	t.Helper()
	s, err := accounts.NewGate(everyone{}).Admit(context.Background(), head(at), "settings.change", station.CompanyID{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func daysKept(t *testing.T, b *bench, at station.StationID, kind string) int {
	t.Helper()
	all, err := b.Retention(context.Background(), at)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range all {
		if k.Name == kind {
			return k.Days
		}
	}
	t.Fatalf("no kind %s", kind)
	return 0
}

func TestEachStationDecidesHowLongItKeepsWhat(t *testing.T) {
	b, ctx := setup(t), context.Background()
	other, err := b.AddStation(ctx, accounts.Station{Host: "other.example", NameZh: "别站", NameEn: "Other", Districts: []accounts.District{{Key: "west", Zh: "西", En: "West"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.ChangeRetention(ctx, settingsScope(t, other), accounts.KeepHold, 90); err != nil {
		t.Fatal(err)
	}
	if mine, theirs := daysKept(t, b, accounts.FirstStation, accounts.KeepHold), daysKept(t, b, other, accounts.KeepHold); mine != 30 || theirs != 90 {
		t.Errorf("%d and %d days", mine, theirs)
	}
	for kind, days := range map[string]int{accounts.KeepHold: 6, accounts.KeepLooks: 1094, accounts.KeepAudit: 182, accounts.KeepInvitations: 0} {
		if err := b.ChangeRetention(ctx, settingsScope(t, other), kind, days); kindOf(err) != station.Invalid {
			t.Errorf("%s for %d days: %v", kind, days, err)
		}
	}
	for _, kind := range []string{accounts.KeepUploads, "nothing"} {
		if err := b.ChangeRetention(ctx, settingsScope(t, other), kind, 5); kindOf(err) != station.NotFound {
			t.Errorf("%s: %v", kind, err)
		}
	}
	check, err := b.CheckAudit(ctx, station.Tenant{Station: other}, nil)
	if err != nil || !check.Holds() || check.Lines < 2 {
		t.Errorf("the trail of the station: %+v %v", check, err)
	}
}

// TestWhatHasServedItsTimeGoesByTheTermsOfItsStation puts something of every kind there, of many ages, and applies the terms twice.
func TestWhatHasServedItsTimeGoesByTheTermsOfItsStation(t *testing.T) {
	b, ctx := setup(t), context.Background()
	other, err := b.AddStation(ctx, accounts.Station{Host: "other.example", NameZh: "别站", NameEn: "Other", Districts: []accounts.District{{Key: "west", Zh: "西", En: "West"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.ChangeRetention(ctx, settingsScope(t, other), accounts.KeepInvitations, 90), b.ChangeRetention(ctx, settingsScope(t, other), accounts.KeepLooks, 2000)); err != nil {
		t.Fatal(err)
	}
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	owner, now := pgtest.Owner(t), time.Now()
	do := func(sql string, args ...any) {
		t.Helper()
		if _, err := owner.Exec(ctx, sql, args...); err != nil {
			t.Fatal(sql, err)
		}
	}
	ago := func(days int) time.Time { return now.Add(-time.Duration(days) * 24 * time.Hour) }
	for i, days := range []int{20, 60, 120} {
		for _, at := range []station.StationID{accounts.FirstStation, other} {
			do(`insert into app.invitations (id, token_hash, station_id, role, email, by_person, at, expires_at) values (gen_random_uuid(), decode($1 || $2, 'hex'), $3, 'officer', 'x@example.com', gen_random_uuid(), $4, $4)`,
				[]string{"aa", "bb", "cc"}[i], map[bool]string{true: "01", false: "02"}[at == other], at, ago(days))
		}
	}
	for _, days := range []int{1000, 1500, 2500} {
		for _, at := range []station.StationID{accounts.FirstStation, other} {
			do(`insert into app.looks (company_id, id, at, person_id, role, station_id, thing, purpose) values ($1, gen_random_uuid(), $2, gen_random_uuid(), 'officer', $3, 'trail', 'x')`, who.Company, ago(days), at)
		}
	}
	for _, days := range []int{3, 20} {
		do(`insert into app.links (token_hash, purpose, person_id, by_person, at, expires_at) values (sha256(convert_to($1, 'UTF8')), 'recover', $2, $2, $3, $3)`, ago(days).String(), who.Person, ago(days))
	}
	for i, days := range []int{2, 0} {
		person := uuidOf(t, owner, `insert into app.logins (person_id, password_hash, created_at) values (gen_random_uuid(), 'x', now()) returning person_id`)
		do(`insert into app.contacts (person_id, asked, asked_at, code_mark, code_until) values ($1, 'x', $2, $3, $4)`, person, ago(days), []string{"a", "b"}[i], ago(days).Add(10*time.Minute))
	}
	for _, at := range []station.StationID{accounts.FirstStation, other} {
		for _, days := range []int{200, 400} {
			claim := uuidOf(t, owner, `insert into app.claims (station_id, id, company_id, credit_code, claimant, file_id, at, state, decided_at, decided_by) values ($1, gen_random_uuid(), $2, 'x', 'x', gen_random_uuid(), $3, 'refused', $3, gen_random_uuid()) returning id`, at, who.Company, ago(days))
			do(`insert into app.claim_links (token_hash, station_id, claim_id, expires_at) values (sha256($1::uuid::text::bytea), $2, $1, $3)`, claim, at, ago(days-90))
		}
	}
	do(`insert into app.claims (station_id, id, company_id, credit_code, claimant, file_id, at) values ($1, gen_random_uuid(), $2, 'x', 'x', gen_random_uuid(), $3)`, accounts.FirstStation, who.Company, ago(4000))
	if err := b.ChangeRetention(ctx, settingsScope(t, other), accounts.KeepClaims, 183); err != nil {
		t.Fatal(err)
	}
	papers := 0
	do(`insert into app.attempts values ('old', $1, 3)`, ago(2))
	do(`insert into app.waits values ('old', 3, $1, $1), ('locked', 3, $1, $2)`, ago(2), now.Add(time.Hour))
	gone := uuidOf(t, owner, `insert into app.companies (id, station_id, name, section, district, size, created_at, deletion_asked_at, deletion_due_at, deleted_at) values (gen_random_uuid(), $1, '--', 'C', '', 'micro', $2, $2, $2, $2) returning id`, accounts.FirstStation, ago(1200))
	lately := uuidOf(t, owner, `insert into app.companies (id, station_id, name, section, district, size, created_at, deletion_asked_at, deletion_due_at, deleted_at) values (gen_random_uuid(), $1, '--', 'C', '', 'micro', $2, $2, $2, $2) returning id`, accounts.FirstStation, ago(1000))
	for _, company := range []station.CompanyID{gone, lately} {
		do(`insert into app.audit (tenant_id, seq, at, role, action, prev_hash, hash) values ($1, 1, $2, '', 'company.deleted', '', '')`, company, ago(1200))
		do(`insert into app.consents (company_id, id, kind, version, given, person_id, at) values ($1, gen_random_uuid(), 'privacy', 'x', true, gen_random_uuid(), $2)`, company, ago(1200))
	}
	worker, asked := pgtest.Open(t, pgtest.URLs(t).Worker), 0
	also := map[string]accounts.Aged{accounts.KeepNotices: func(_ context.Context, _ *pg.DB, stations []station.StationID, before []time.Time) error {
		if asked++; len(stations) != 2 || len(before) != 2 || now.Sub(before[0]) != 365*24*time.Hour {
			t.Errorf("another room is told %v %v", stations, before)
		}
		return nil
	}, accounts.KeepClaims: accounts.AgeClaims(func(context.Context, station.StationID, uuid.UUID) error { papers++; return nil })}
	for range 2 {
		if _, err := accounts.ApplyRetention(ctx, worker, now, also); err != nil {
			t.Fatal(err)
		}
	}
	for sql, want := range map[string]int{
		`select count(*) from app.invitations where station_id = '01935e00-0000-7000-8000-000000000001'`:  1,
		`select count(*) from app.invitations where station_id <> '01935e00-0000-7000-8000-000000000001'`: 2,
		`select count(*) from app.looks where station_id = '01935e00-0000-7000-8000-000000000001'`:        1,
		`select count(*) from app.looks where station_id <> '01935e00-0000-7000-8000-000000000001'`:       2,
		`select count(*) from app.contacts where asked is not null`:                                       1,
		`select count(*) from app.contacts where asked is null and code_mark is null`:                     1,
		`select count(*) from app.claims where station_id = '01935e00-0000-7000-8000-000000000001'`:       2,
		`select count(*) from app.claims where station_id <> '01935e00-0000-7000-8000-000000000001'`:      0,
		`select count(*) from app.claim_links`:                                                            1,
		`select count(*) from app.links`:                                                                  1,
		`select count(*) from app.attempts where what = 'old'`:                                            0,
		`select count(*) from app.waits where what = 'old'`:                                               0,
		`select count(*) from app.waits where what = 'locked'`:                                            1,
		`select count(*) from app.audit where action = 'company.deleted'`:                                 1,
		`select count(*) from app.consents`:                                                               1,
		`select count(*) from app.audit where action = 'account.sign_up'`:                                 1,
		`select count(*) from app.companies where deleted_at is not null`:                                 2,
	} {
		var n int
		if err := owner.QueryRow(ctx, sql).Scan(&n); err != nil || n != want {
			t.Errorf("%s: %d, want %d, %v", sql, n, want, err)
		}
	}
	if papers != 3 {
		t.Errorf("%d papers of claimants were taken away", papers)
	}
	if asked != 2 {
		t.Errorf("another room was asked %d times", asked)
	}
}

func uuidOf(t *testing.T, owner *pgx.Conn, sql string, args ...any) (id station.CompanyID) {
	t.Helper()
	if err := owner.QueryRow(context.Background(), sql, args...).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

// TestTheWorkerTakesNothingBeforeItsTime tries as the worker what its policies should not let it do.
func TestTheWorkerTakesNothingBeforeItsTime(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Agree(ctx, scope(t, who), accounts.ConsentPrivacy, accounts.PrivacyVersion); err != nil {
		t.Fatal(err)
	}
	if err := b.Looked(ctx, settingsScope(t, accounts.FirstStation), accounts.Audited{Whose: who.Tenant()}, "audit.read"); err != nil {
		t.Fatal(err)
	}
	worker := pgtest.Open(t, pgtest.URLs(t).Worker)
	for _, sql := range []string{`delete from audit`, `delete from consents where company_id is not null`, `delete from looks where at < now()`, `delete from verifications where company_id is not null`,
		`update claims set answer = null where company_id is not null`, `delete from answers where company_id is not null`} {
		err := worker.Global(ctx, func(ctx context.Context, tx pg.Tx) error {
			tag, err := tx.Exec(ctx, sql)
			if err == nil && tag.RowsAffected() > 0 {
				t.Errorf("%s: %d rows", sql, tag.RowsAffected())
			}
			return err
		})
		if err != nil && !strings.Contains(err.Error(), "permission denied") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
