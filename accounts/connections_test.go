package accounts_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

func headOf(at station.StationID) station.Actor {
	return station.Actor{Person: station.PersonID{1}, Role: station.Administrator, Station: at}
}

func sealing(t *testing.T) *bench {
	t.Helper()
	return setup(t)
}

func relay(host string, rev int64) accounts.ConnectionChange {
	return accounts.ConnectionChange{Kind: accounts.ConnectMail, Open: map[string]string{"host": host, "nonsense": "x"}, Secrets: map[string]string{"password": "p-" + host, "host": "x"}, Rev: rev}
}

func TestOfTwoWhoSetAConnectionAtOnceOneIsTold(t *testing.T) {
	t.Parallel()
	b, ctx := sealing(t), context.Background()
	s := scope(t, headOf(accounts.FirstStation))
	for rev := range int64(3) {
		var group sync.WaitGroup
		faults := make([]error, 2)
		for i, host := range []string{"one", "two"} {
			group.Go(func() { faults[i] = b.ChangeConnection(ctx, s, relay(host, rev)) })
		}
		group.Wait()
		conflicts := 0
		for _, err := range faults {
			if kindOf(err) == station.Conflict {
				conflicts++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		own, err := b.ConnectionsInUse(ctx, accounts.FirstStation)
		c := own[accounts.ConnectMail]
		if conflicts != 1 || err != nil || c.Rev != rev+1 || c.Value("password") != "p-"+c.Value("host") || c.Value("nonsense") != "" {
			t.Fatalf("%d conflicts, %+v, %v", conflicts, c, err)
		}
	}
}

func TestPagesGetNoSecretOfAConnection(t *testing.T) {
	t.Parallel()
	b, ctx := sealing(t), context.Background()
	s := scope(t, headOf(accounts.FirstStation))
	if err := b.ChangeConnection(ctx, s, relay("one", 0)); err != nil {
		t.Fatal(err)
	}
	own, err := b.Connections(ctx, s)
	if c := own[accounts.ConnectMail]; err != nil || c.Value("password") != "" || !c.SetAt["password"].Equal(b.now) || c.By != [16]byte{1} {
		t.Errorf("%+v, %v", c, err)
	}
	if err := b.ChangeConnection(ctx, s, accounts.ConnectionChange{Kind: accounts.ConnectMail, Open: map[string]string{"host": "two"}, Rev: 1}); kindOf(err) != station.Invalid {
		t.Errorf("a password goes to another host: %v", err)
	}
	if err := b.ChangeConnection(ctx, s, accounts.ConnectionChange{Kind: "fax"}); kindOf(err) != station.NotFound {
		t.Errorf("%v", err)
	}
	if err := b.UseServers(ctx, s, accounts.ConnectMail, 0); kindOf(err) != station.Conflict {
		t.Errorf("%v", err)
	}
}

func TestEveryChangeOfSettingsIsSeenByItsRevision(t *testing.T) {
	t.Parallel()
	b, ctx := sealing(t), context.Background()
	s := scope(t, headOf(accounts.FirstStation))
	rev := func() int64 {
		card, err := b.StationCard(ctx, accounts.FirstStation)
		if err != nil {
			t.Fatal(err)
		}
		return card.SettingsRev
	}
	before := rev()
	if err := b.ChangeConnection(ctx, s, relay("one", 0)); err != nil || rev() != before+1 {
		t.Errorf("%d after %d, %v", rev(), before, err)
	}
	if err := b.ChangeConnection(ctx, s, relay("two", 0)); kindOf(err) != station.Conflict || rev() != before+1 {
		t.Errorf("%d after a change that was refused, %v", rev(), err)
	}
	if err := b.UseServers(ctx, s, accounts.ConnectMail, 1); err != nil || rev() != before+2 {
		t.Errorf("%d, %v", rev(), err)
	}
}

func TestEveryKindOfConnectionSaysWhereItsSecretsGo(t *testing.T) {
	t.Parallel()
	for _, kind := range accounts.ConnectionKinds() {
		secret, binds := false, false
		for _, f := range accounts.ConnectionFields(kind) {
			secret, binds = secret || f.Secret, binds || f.Binds
			if strings.ContainsAny(f.Name, " ._-") {
				t.Errorf("%s: %q", kind, f.Name)
			}
		}
		if secret && !binds {
			t.Errorf("%s has secrets that may go anywhere", kind)
		}
	}
}
