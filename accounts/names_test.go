package accounts_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

func TestADumpOfTheDatabaseTellsNobodysNameOrAddress(t *testing.T) {
	b, ctx := setup(t), context.Background()
	up := signUp(codeA, "Canary.Owner@example.com")
	up.Person = "金丝雀"
	who, err := b.SignUp(ctx, up)
	if err != nil {
		t.Fatal(err)
	}
	mine := scope(t, who)
	if _, err := b.Invite(ctx, mine, uuid.New(), "canary.guest@example.com", station.Member, station.UnitID{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := b.ChangeEmail(ctx, mine, "canary.new@example.com", func(context.Context, accounts.Tx, accounts.Recovery) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := b.ChangeName(ctx, mine, "新金丝雀"); err != nil {
		t.Fatal(err)
	}
	owner := pgtest.Owner(t)
	for _, text := range []string{"canary", "Canary", "金丝雀"} {
		if where := accountstest.TablesWith(t, owner, text); len(where) > 0 {
			t.Errorf("%q is found in %v", text, where)
		}
	}
	if where := accountstest.TablesWith(t, owner, "甲纺织"); len(where) != 1 || where[0] != "app.companies" {
		t.Errorf("the search finds a company's name, which is public, in %v: it would find the others", where)
	}
	if login, err := b.OwnLogin(ctx, mine); err != nil || login.Name != "新金丝雀" || login.Email != "canary.owner@example.com" {
		t.Errorf("their own account reads %+v, %v", login, err)
	}
	if all, err := b.Invitations(ctx, mine); err != nil || len(all) != 1 || all[0].Email != "canary.guest@example.com" || all[0].By != "新金丝雀" {
		t.Errorf("the invitations read %+v, %v", all, err)
	}
	if _, as, err := b.SignIn(ctx, "CANARY.owner@example.com ", "long enough words", accounts.Device{}); err != nil || as.Person != who.Person || as.Name != "新金丝雀" {
		t.Errorf("they sign in as %+v, %v", as, err)
	}
}

func TestWhoWasThereBeforeIsSealedAtTheNextStart(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	mine, owner := scope(t, who), pgtest.Owner(t)
	token, err := b.Invite(ctx, mine, uuid.New(), "guest@example.com", station.Member, station.UnitID{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var link string
	if err := b.ChangeEmail(ctx, mine, "next@example.com", func(_ context.Context, _ accounts.Tx, r accounts.Recovery) error { link = r.Token; return nil }); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{ // as an earlier station left it, with more people than one page of the pass
		`update app.logins set email = 'a@example.com', name = '陈静', email_sealed = null, email_mark = null, name_sealed = null`,
		`update app.invitations set email = 'guest@example.com', email_sealed = null, email_mark = null`,
		`update app.links set email = 'next@example.com', email_sealed = null`,
		`insert into app.logins (person_id, email, name, password_hash, created_at) select gen_random_uuid(), 'old' || n || '@example.com', '前人', '', now() from generate_series(1, 450) n`,
		`insert into app.logins (person_id, email, name, password_hash, created_at, disabled_at) select p, p || '@deleted.invalid', '-', '', now(), now() from gen_random_uuid() p`,
	} {
		if _, err := owner.Exec(ctx, sql); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // a second start finds nothing to do
		if err := b.SealPeople(ctx); err != nil {
			t.Fatal(err)
		}
	}
	var left, emptied int
	if err := owner.QueryRow(ctx, `
		select (select count(*) from app.logins where email is not null or name is not null) + (select count(*) from app.invitations where email is not null) + (select count(*) from app.links where email is not null),
		       (select count(*) from app.logins where email_mark is null)`).Scan(&left, &emptied); err != nil || left != 0 || emptied != 1 {
		t.Errorf("%d rows are left in plain and %d logins empty, %v", left, emptied, err)
	}
	if _, as, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{}); err != nil || as.Name != "陈静" {
		t.Errorf("who was there before signs in as %+v, %v", as, err)
	}
	if found, err := b.Invited(ctx, token); err != nil || found.Email != "guest@example.com" || found.By != "陈静" {
		t.Errorf("the invitation of before reads %+v, %v", found, err)
	}
	if err := b.ConfirmEmail(ctx, link); err != nil {
		t.Errorf("the link of before: %v", err)
	}
	if _, _, err := b.SignIn(ctx, "next@example.com", "long enough words", accounts.Device{}); err != nil {
		t.Errorf("the address that it confirmed: %v", err)
	}
}

func TestANameSealedByANewerKeyOfAnotherNodeOpens(t *testing.T) {
	k, ctx := newKeeper(t), context.Background()
	b := &bench{db: k.db, now: noon}
	first, second := k.node(), k.node()
	for _, v := range []*accounts.Vault{first, second} {
		k.must(v.Begin(ctx, k.db))
	}
	b.openWith(t, first)
	_, _, err := second.Care(ctx, pgtest.Open(t, pgtest.URLs(t).Worker), k.now.AddDate(1, 0, 0), never)
	k.must(err)
	other := &bench{db: k.db, now: noon}
	other.openWith(t, second)
	who, err := other.SignUp(ctx, signUp(codeA, "a@example.com"))
	k.must(err)
	if _, as, err := b.SignIn(ctx, "a@example.com", "long enough words", accounts.Device{}); err != nil || as.Person != who.Person || as.Name != "陈静" {
		t.Errorf("on the node that knows the older key they sign in as %+v, %v", as, err)
	}
}
