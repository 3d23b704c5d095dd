package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

// inboxRow is a message in an inbox as it lies there.
type inboxRow struct {
	ID     NoticeID
	Kind   Kind
	Urgent bool
	At     time.Time
	ReadAt *time.Time
	Sealed []byte
}

// readInbox reads by the index on (tenant, person, unread, notice), backwards.
func readInbox(ctx context.Context, tx Tx, who station.Actor, unread bool, from Cursor, most int) ([]inboxRow, error) {
	rows, err := tx.Query(ctx, `
		select n.id, n.kind, n.urgent, n.at, i.read_at, n.sealed
		  from (select tenant_id, notice_id, read_at from inbox
		         where tenant_id = @tenant and person_id = @person and (read_at is null or not @unread)
		           and (@first or ((read_at is null), notice_id) < (not @read, @before::uuid))
		         order by (read_at is null) desc, notice_id desc limit @most) i
		  join notices n on n.tenant_id = i.tenant_id and n.id = i.notice_id
		 order by (i.read_at is null) desc, i.notice_id desc`,
		args{"tenant": who.Tenant().ID(), "person": who.Person, "unread": unread, "first": from.Before == NoticeID{}, "read": from.Read, "before": from.Before, "most": most})
	if err != nil {
		return nil, fmt.Errorf("read inbox: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[inboxRow])
}

// countUnread counts no further than a page would show.
func countUnread(ctx context.Context, tx Tx, who station.Actor, most int) (int, error) {
	var n int
	err := tx.QueryRow(ctx, `
		select count(*)::int from (select from inbox where tenant_id = @tenant and person_id = @person and read_at is null limit @most) seen`,
		args{"tenant": who.Tenant().ID(), "person": who.Person, "most": most}).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count unread: %w", err)
	}
	return n, nil
}

func openInbox(ctx context.Context, tx Tx, who station.Actor, id NoticeID, now time.Time) (inboxRow, error) {
	rows, err := tx.Query(ctx, `
		update inbox i set read_at = coalesce(i.read_at, @now) from notices n
		 where i.tenant_id = @tenant and i.person_id = @person and i.notice_id = @id and n.tenant_id = @tenant and n.id = i.notice_id
		returning n.id, n.kind, n.urgent, n.at, i.read_at, n.sealed`,
		args{"tenant": who.Tenant().ID(), "person": who.Person, "id": id, "now": now})
	if err != nil {
		return inboxRow{}, fmt.Errorf("open message: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[inboxRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return row, notFound()
	}
	return row, err
}

// markRead marks the named ones, or all.
func markRead(ctx context.Context, tx Tx, who station.Actor, ids []NoticeID, at time.Time) (int, error) {
	tag, err := tx.Exec(ctx, `
		update inbox set read_at = @at
		 where tenant_id = @tenant and person_id = @person and read_at is null and (@all or notice_id = any (@ids))`,
		args{"tenant": who.Tenant().ID(), "person": who.Person, "at": at, "all": len(ids) == 0, "ids": ids})
	if err != nil {
		return 0, fmt.Errorf("mark read: %w", err)
	}
	return int(tag.RowsAffected()), nil
}

func markUnread(ctx context.Context, tx Tx, who station.Actor, at time.Time) error {
	_, err := tx.Exec(ctx, `
		update inbox set read_at = null where tenant_id = @tenant and person_id = @person and read_at = @at`,
		args{"tenant": who.Tenant().ID(), "person": who.Person, "at": at})
	if err != nil {
		return fmt.Errorf("mark unread: %w", err)
	}
	return nil
}
