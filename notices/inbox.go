package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// Item is a message in somebody's inbox, put into words.
type Item struct {
	ID      NoticeID
	Kind    Kind
	Urgent  bool
	At      time.Time
	ReadAt  time.Time // zero while it is unread
	Subject string
	Short   string
	Body    string
	Button  string
	Link    string // a path of ours; empty where there is none
}

// Unread tells whether the person has not opened it.
func (i Item) Unread() bool { return i.ReadAt.IsZero() }

// Cursor is where a page of the inbox begins: after this item. The zero Cursor is its beginning.
type Cursor struct {
	Read   bool
	Before NoticeID
}

// String is the cursor as an address carries it.
func (c Cursor) String() string {
	if c.Before == (NoticeID{}) {
		return ""
	}
	return map[bool]string{true: "r.", false: "u."}[c.Read] + uuid.UUID(c.Before).String()
}

// ParseCursor reads what String gives; anything else is the beginning.
func ParseCursor(s string) Cursor {
	if len(s) != 38 || (s[:2] != "r." && s[:2] != "u.") {
		return Cursor{}
	}
	id, err := uuid.Parse(s[2:])
	if err != nil {
		return Cursor{}
	}
	return Cursor{Read: s[:2] == "r.", Before: NoticeID(id)}
}

// Inbox lists the actor's messages in a language, the unread ones first and the newer ones before the
// older. unread leaves out the others; most limits the page, and next says where the one after it begins.
func (r *Room) Inbox(ctx context.Context, who station.Actor, lang string, unread bool, from Cursor, most int) (page []Item, next Cursor, err error) {
	err = r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		rows, err := readInbox(ctx, tx, who, unread, from, most+1)
		if err != nil {
			return err
		}
		box, err := r.Sealer.ReadBox(ctx, tx, who.Tenant())
		if err != nil {
			return err
		}
		if len(rows) > most {
			rows = rows[:most]
			next = Cursor{Read: rows[most-1].ReadAt != nil, Before: rows[most-1].ID}
		}
		for _, row := range rows {
			item, err := r.item(box, lang, row)
			if err != nil {
				return err
			}
			page = append(page, item)
		}
		return nil
	})
	return page, next, err
}

// item puts a row into words. One whose words are gone, or that this version has no words for, keeps
// the name of its kind: an inbox with one strange message in it is still an inbox.
func (r *Room) item(box Box, lang string, row inboxRow) (Item, error) {
	item := Item{ID: row.ID, Kind: row.Kind, Urgent: row.Urgent, At: row.At, Subject: r.Name(row.Kind, lang)}
	if row.ReadAt != nil {
		item.ReadAt = *row.ReadAt
	}
	c, err := openContent(box, row.Kind, row.ID, row.Sealed)
	if errors.Is(err, errEmptied) {
		return item, nil
	}
	if err != nil {
		return item, err
	}
	letter, err := r.words.say(row.Kind, lang, c.Args)
	if err != nil {
		return item, nil //nolint:nilerr // told by another version
	}
	item.Subject, item.Short, item.Body, item.Button, item.Link = letter.Subject, letter.Short, letter.Body, letter.Button, c.Link
	return item, nil
}

// Unread counts the actor's unread messages, up to most.
func (r *Room) Unread(ctx context.Context, who station.Actor, most int) (int, error) {
	var n int
	err := r.db.ReadOf(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		var err error
		n, err = countUnread(ctx, tx, who, most)
		return err
	})
	return n, err
}

// Open gives one of the actor's messages and marks it read. Faults: NotFound for any other's.
func (r *Room) Open(ctx context.Context, who station.Actor, lang string, id NoticeID) (Item, error) {
	var item Item
	err := r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		row, err := openInbox(ctx, tx, who, id, r.Clock())
		if err != nil {
			return err
		}
		box, err := r.Sealer.ReadBox(ctx, tx, who.Tenant())
		if err != nil {
			return err
		}
		item, err = r.item(box, lang, row)
		return err
	})
	return item, err
}

// MarkRead marks messages of the actor read, all of them when no ids are given, and gives the
// moment by which MarkUnread finds them again, and how many they were.
func (r *Room) MarkRead(ctx context.Context, who station.Actor, ids ...NoticeID) (at time.Time, n int, err error) {
	at = r.Clock().UTC().Truncate(time.Microsecond)
	err = r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		var err error
		n, err = markRead(ctx, tx, who, ids, at)
		return err
	})
	return at, n, err
}

// MarkUnread takes back what MarkRead did at that moment.
func (r *Room) MarkUnread(ctx context.Context, who station.Actor, at time.Time) error {
	return r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		return markUnread(ctx, tx, who, at)
	})
}

// SendTest tells the actor a test message, once a minute at the most.
func (r *Room) SendTest(ctx context.Context, who station.Actor) error {
	now := r.Clock()
	return r.db.Of(ctx, who.Tenant(), func(ctx context.Context, tx Tx) error {
		return r.Tell(ctx, tx, Notice{Tenant: who.Tenant(), To: To(who.Person), Kind: Test, Link: "/settings/messages",
			Key: fmt.Sprintf("test:%s:%d", uuid.UUID(who.Person), now.Unix()/60), Args: Args{"at": now}})
	})
}
