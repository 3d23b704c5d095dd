package notices

import (
	"context"
	"slices"
	"sync"
)

// Mailbox takes mails and short messages instead of a relay and a gateway, and keeps the last of them in memory: for the demo, where
// links of invitations and recoveries are to be followed by hand. It exists nowhere else.
type Mailbox struct {
	mu    sync.Mutex
	mails []Mail
}

const mailboxHolds = 200

// Send keeps a mail. One that comes a second time takes the place of the first, as a mail reader folds it.
func (b *Mailbox) Send(_ context.Context, m Mail, hand func() error) error {
	if err := hand(); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = slices.DeleteFunc(b.mails, func(had Mail) bool { return had.ID == m.ID })
	b.mails = append(b.mails, m)
	if len(b.mails) > mailboxHolds {
		b.mails = slices.Delete(b.mails, 0, len(b.mails)-mailboxHolds)
	}
	return nil
}

// Text keeps a short message among the mails.
func (b *Mailbox) Text(ctx context.Context, t Text, hand func() error) error {
	return b.Send(ctx, Mail{ID: t.ID, To: t.Phone, Subject: t.Words, Text: t.Words, At: t.At}, hand)
}

// Folds says that a second copy takes the place of the first.
func (b *Mailbox) Folds() bool { return true }

// Mails lists what was sent, the newest first.
func (b *Mailbox) Mails() []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := slices.Clone(b.mails)
	slices.Reverse(out)
	return out
}

// Mail finds one by its id.
func (b *Mailbox) Mail(id string) (Mail, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.mails, func(m Mail) bool { return m.ID == id })
	if i < 0 {
		return Mail{}, false
	}
	return b.mails[i], true
}
