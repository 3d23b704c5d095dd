package accounts_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// TestTwoHandingsOverAtOnceLeaveOneOwner hands a company to two colleagues at the same moment, again and again.
func TestTwoHandingsOverAtOnceLeaveOneOwner(t *testing.T) {
	b, ctx := setup(t), t.Context()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 2 {
		if err := b.AddMember(ctx, scope(t, who), accounts.NewPerson{Name: "王敏", Email: fmt.Sprintf("m%d@example.com", n), Password: "another long one"}); err != nil {
			t.Fatal(err)
		}
	}
	for round := range 20 {
		people, err := b.People(ctx, scope(t, who))
		if err != nil {
			t.Fatal(err)
		}
		owner := who
		owner.Person = people[0].ID // owners first
		var both sync.WaitGroup
		for _, to := range people[1:] {
			both.Go(func() { _ = b.TransferOwner(ctx, scope(t, owner), to.ID, nil) })
		}
		both.Wait()
		if people, err = b.People(ctx, scope(t, who)); err != nil || people[0].Role != station.Owner || people[1].Role == station.Owner {
			t.Fatalf("round %d: %+v, %v", round, people, err)
		}
	}
}

// TestAnOwnerSignsAColleagueOutAndNobodyElse: a lost phone is shut at once, of this company only.
func TestAnOwnerSignsAColleagueOutAndNobodyElse(t *testing.T) {
	b, ctx := setup(t), t.Context()
	who, err := b.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := b.SignUp(ctx, signUp(codeB, "b@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.AddMember(ctx, scope(t, who), accounts.NewPerson{Name: "王敏", Email: "m@example.com", Password: "another long one"}); err != nil {
		t.Fatal(err)
	}
	people, err := b.People(ctx, scope(t, who))
	if err != nil {
		t.Fatal(err)
	}
	member := people[1].ID
	token, _, err := b.SignIn(ctx, "m@example.com", "another long one", accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	own, err := b.StartSession(ctx, who, accounts.Device{})
	if err != nil {
		t.Fatal(err)
	}
	for name, refused := range map[string]error{"another company's owner": b.SignMemberOut(ctx, scope(t, other), member), "an owner": b.SignMemberOut(ctx, scope(t, who), who.Person), "nobody": b.SignMemberOut(ctx, scope(t, who), station.PersonID(uuid.New()))} {
		if kindOf(refused) != station.NotFound {
			t.Errorf("%s: %v", name, refused)
		}
	}
	if seen, _ := b.Who(ctx, token); seen.Person != member {
		t.Fatal("a refused act ended the session")
	}
	if err := b.SignMemberOut(ctx, scope(t, who), member); err != nil {
		t.Fatal(err)
	}
	if seen, _ := b.Who(ctx, token); seen.Person == member {
		t.Error("the session lives on")
	}
	if seen, _ := b.Who(ctx, own); seen.Person != who.Person {
		t.Error("the owner's own session ended")
	}
}
