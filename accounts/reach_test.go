package accounts_test

import (
	"context"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

func TestWhoBelongsToATenantIsReachedAndNobodyElse(t *testing.T) {
	b, ctx := setup(t), context.Background()
	owner, err := b.SignUp(ctx, signUp(codeA, "owner@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := b.SignUp(ctx, signUp(codeB, "other@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	desk := station.Tenant{Station: accounts.FirstStation}
	for email, role := range map[string]station.Role{"admin@example.com": station.Administrator, "officer@example.com": station.Officer} {
		if err := b.AddStaff(ctx, desk.Station, role, accounts.NewPerson{Name: "甲", Email: email, Password: "long enough words"}); err != nil {
			t.Fatal(err)
		}
	}
	_, admin, err := b.SignIn(ctx, "admin@example.com", "long enough words", accounts.Device{Address: "127.0.0.1"})
	if err != nil || admin.Station != desk.Station {
		t.Fatalf("an administrator's station is %x, %v", admin.Station, err)
	}
	for what, c := range map[string]struct {
		tenant station.Tenant
		person station.PersonID
		want   string
	}{
		"an owner":                         {owner.Tenant(), owner.Person, "owner@example.com"},
		"an owner, asked by another firm":  {other.Tenant(), owner.Person, ""},
		"an owner, asked by the station":   {desk, owner.Person, ""},
		"an administrator":                 {desk, admin.Person, "admin@example.com"},
		"an administrator, asked by firms": {owner.Tenant(), admin.Person, ""},
		"nobody":                           {owner.Tenant(), station.PersonID{9}, ""},
	} {
		if got, err := b.Reach(ctx, c.tenant, c.person); got != c.want || err != nil {
			t.Errorf("%s: %q, %v", what, got, err)
		}
	}
	if keepers, err := b.Keepers(ctx, owner.Tenant()); err != nil || len(keepers) != 1 || keepers[0] != owner.Person {
		t.Errorf("keepers of a company: %v, %v", keepers, err)
	}
	if keepers, err := b.Keepers(ctx, desk); err != nil || len(keepers) != 1 || keepers[0] != admin.Person {
		t.Errorf("keepers of a station: %v, %v", keepers, err)
	}
}
