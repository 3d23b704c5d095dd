package accounts_test

import (
	"context"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// TestAnInvitationThatIsSentAgainIsOne: a form that is sent once more, because its answer never came or somebody pressed twice, asks nobody a second time,
// and the link that went out goes on.
func TestAnInvitationThatIsSentAgainIsOne(t *testing.T) {
	b, ctx := setup(t), context.Background()
	who, err := b.SignUp(ctx, signUp(codeA, "chen@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var links []string
	sent := func(_ context.Context, _ accounts.Tx, token string) error {
		mu.Lock()
		defer mu.Unlock()
		links = append(links, token)
		return nil
	}
	command := uuid.New()
	invite := func(id uuid.UUID, email string) (string, error) {
		return b.Invite(ctx, scope(t, who), id, email, station.Member, station.UnitID{}, sent)
	}
	token, err := invite(command, "li@example.com")
	if err != nil || token == "" {
		t.Fatal(token, err)
	}
	if again, err := invite(command, " LI@example.com"); again != "" || err != nil {
		t.Errorf("the same command again gives %q, %v", again, err)
	}
	if _, err := b.Invited(ctx, token); err != nil {
		t.Errorf("the link that went out has ended: %v", err)
	}
	if _, err := invite(command, "wang@example.com"); kindOf(err) != station.Conflict {
		t.Errorf("the same command for another address: %v", err)
	}
	open, err := b.Invitations(ctx, scope(t, who))
	if err != nil || len(open) != 1 || open[0].ID != command || len(links) != 1 {
		t.Errorf("%d invitations, %d links: %v", len(open), len(links), err)
	}

	at := uuid.New()
	var all sync.WaitGroup
	got := make(chan string, 8)
	for range cap(got) {
		all.Go(func() {
			token, err := invite(at, "zhao@example.com")
			if err != nil {
				t.Error(err)
			}
			got <- token
		})
	}
	all.Wait()
	close(got)
	given := ""
	for token := range got {
		if token != "" && given != "" {
			t.Error("two of the same moment were given a link")
		}
		given += token
	}
	if _, err := b.Invited(ctx, given); err != nil {
		t.Errorf("the link of several at once has ended: %v", err)
	}
	if open, err = b.Invitations(ctx, scope(t, who)); err != nil || len(open) != 2 {
		t.Errorf("%d invitations: %v", len(open), err)
	}
}
