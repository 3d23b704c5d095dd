package calendar

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
)

type args = pgx.NamedArgs

// Door opens transactions of a tenant; pg.DB does.
type Door interface {
	Of(ctx context.Context, whose station.Tenant, fn func(ctx context.Context, tx pgx.Tx) error) error
	ReadOf(ctx context.Context, whose station.Tenant, fn func(ctx context.Context, tx pgx.Tx) error) error
}

// Trail is told, in the transaction of a change, who made it, and that a station's calendar is another one now: what hangs on
// working time is to be reckoned anew.
type Trail interface {
	Record(ctx context.Context, tx pgx.Tx, who station.Actor, tenant station.Tenant, action, subject string, detail map[string]any) error
	CalendarChanged(ctx context.Context, tx pgx.Tx, at station.StationID) error
}

// Book keeps what stations add to the days that the program carries, and gives each its calendar.
type Book struct {
	door  Door
	files fs.FS
	hours Hours
	trail Trail
	clock func() time.Time
	plain *Calendar
}

// NewBook makes the book over the years of files. Faults as Load.
func NewBook(door Door, files fs.FS, hours Hours, trail Trail, clock func() time.Time) (*Book, error) {
	plain, err := Load(files, hours)
	if err != nil {
		return nil, err
	}
	return &Book{door: door, files: files, hours: hours, trail: trail, clock: clock, plain: plain}, nil
}

// Plain is the calendar without what any station added.
func (b *Book) Plain() *Calendar { return b.plain }

// Entry is a notice that a station entered, with who did, when, and which revision it is.
type Entry struct {
	OwnYear
	Rev int64
	By  station.PersonID
	At  time.Time
}

// DayEntry is a single day that a station set.
type DayEntry struct {
	OwnDay
	By station.PersonID
	At time.Time
}

// Added is all that a station added.
type Added struct {
	Years []Entry
	Days  []DayEntry
}

// Own is what was added, without who did.
func (a Added) Own() Own {
	var out Own
	for _, y := range a.Years {
		out.Years = append(out.Years, y.OwnYear)
	}
	for _, d := range a.Days {
		out.Days = append(out.Days, d.OwnDay)
	}
	return out
}

// With is the calendar that the program's days and what is given make.
func (b *Book) With(own Own) (*Calendar, error) { return LoadOwn(b.files, b.hours, own) }

// Calendar is a station's calendar. A fault that is a *Wrong says that what the station added does not fit the program's days any more.
func (b *Book) Calendar(ctx context.Context, at station.StationID) (*Calendar, error) {
	added, err := b.Added(ctx, at)
	if err != nil {
		return nil, err
	}
	if len(added.Years)+len(added.Days) == 0 {
		return b.plain, nil
	}
	return b.With(added.Own())
}

// Added gives what a station added.
func (b *Book) Added(ctx context.Context, at station.StationID) (out Added, err error) {
	err = b.door.ReadOf(ctx, station.Tenant{Station: at}, func(ctx context.Context, tx pgx.Tx) error {
		out, err = readAdded(ctx, tx, at)
		return err
	})
	return out, err
}

func readAdded(ctx context.Context, tx pgx.Tx, at station.StationID) (out Added, err error) {
	rows, err := tx.Query(ctx, `select year, title, source, dated, rows, rev, person_id, at from calendar_years where station_id = @station order by year`, args{"station": at})
	if err != nil {
		return out, fmt.Errorf("read notices of holidays: %w", err)
	}
	out.Years, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Entry, err error) {
		err = row.Scan(&e.Year, &e.Title, &e.Source, &e.Dated, &e.Rows, &e.Rev, &e.By, &e.At)
		return e, err
	})
	if err != nil {
		return out, fmt.Errorf("read notices of holidays: %w", err)
	}
	rows, err = tx.Query(ctx, `select day, works, reason, person_id, at from calendar_days where station_id = @station order by day`, args{"station": at})
	if err != nil {
		return out, fmt.Errorf("read single days: %w", err)
	}
	out.Days, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (d DayEntry, err error) {
		err = row.Scan(&d.On, &d.Works, &d.Reason, &d.By, &d.At)
		d.On = localMidnight(dateOf(d.On.Date()))
		return d, err
	})
	if err != nil {
		return out, fmt.Errorf("read single days: %w", err)
	}
	return out, nil
}

func conflict() error {
	return &station.Fault{Kind: station.Conflict, Say: station.Say("station.changed_meanwhile")}
}

// PutYear enters the notice of a year for the actor's station, or puts another in its place: rev is the revision that was seen, 0 for none.
// Faults: *Wrong for what a notice cannot say, Conflict when somebody else has changed it.
func (b *Book) PutYear(ctx context.Context, who station.Actor, y OwnYear, rev int64) error {
	return b.change(ctx, who, func(ctx context.Context, tx pgx.Tx, had Own) (Own, error) {
		with := args{"station": who.Station, "year": y.Year, "title": y.Title, "source": y.Source, "dated": y.Dated, "rows": y.Rows, "rev": rev, "person": who.Person, "now": b.clock()}
		tag, err := tx.Exec(ctx, `
			insert into calendar_years (station_id, year, title, source, dated, rows, rev, person_id, at)
			values (@station, @year, @title, @source, @dated, @rows, @rev + 1, @person, @now)
			on conflict (station_id, year) do update
			   set title = excluded.title, source = excluded.source, dated = excluded.dated, rows = excluded.rows, rev = excluded.rev, person_id = excluded.person_id, at = excluded.at
			 where calendar_years.rev = @rev`, with)
		if err != nil {
			return had, fmt.Errorf("keep notice of holidays: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return had, conflict()
		}
		if err := b.trail.Record(ctx, tx, who, who.Tenant(), "holidays.year", fmt.Sprint(y.Year), map[string]any{"rows": len(y.Rows), "source": y.Source, "rev": rev + 1}); err != nil {
			return had, err
		}
		return had.withYear(y), nil
	})
}

// DropYear takes a notice away that the actor's station entered. Faults: NotFound, Conflict when somebody else has changed it, *Wrong
// when a later one that was entered hangs on it.
func (b *Book) DropYear(ctx context.Context, who station.Actor, year int, rev int64) error {
	return b.change(ctx, who, func(ctx context.Context, tx pgx.Tx, had Own) (Own, error) {
		tag, err := tx.Exec(ctx, `delete from calendar_years where station_id = @station and year = @year and rev = @rev`, args{"station": who.Station, "year": year, "rev": rev})
		if err != nil {
			return had, fmt.Errorf("drop notice of holidays: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return had, conflict()
		}
		if err := b.trail.Record(ctx, tx, who, who.Tenant(), "holidays.year_drop", fmt.Sprint(year), nil); err != nil {
			return had, err
		}
		return had.withoutYear(year), nil
	})
}

// PutDay sets one day off, or on which work is done, for the actor's station; DropDay takes that back.
func (b *Book) PutDay(ctx context.Context, who station.Actor, day OwnDay) error {
	return b.change(ctx, who, func(ctx context.Context, tx pgx.Tx, had Own) (Own, error) {
		on := dateAt(day.On).utc()
		_, err := tx.Exec(ctx, `
			insert into calendar_days (station_id, day, works, reason, person_id, at) values (@station, @day, @works, @reason, @person, @now)
			on conflict (station_id, day) do update set works = excluded.works, reason = excluded.reason, person_id = excluded.person_id, at = excluded.at`,
			args{"station": who.Station, "day": on, "works": day.Works, "reason": day.Reason, "person": who.Person, "now": b.clock()})
		if err != nil {
			return had, fmt.Errorf("keep single day: %w", err)
		}
		return had, b.trail.Record(ctx, tx, who, who.Tenant(), "holidays.day", on.Format(dateLayout), map[string]any{"works": day.Works})
	})
}

// DropDay takes a single day back. Fault: NotFound.
func (b *Book) DropDay(ctx context.Context, who station.Actor, day time.Time) error {
	return b.change(ctx, who, func(ctx context.Context, tx pgx.Tx, had Own) (Own, error) {
		on := dateAt(day).utc()
		tag, err := tx.Exec(ctx, `delete from calendar_days where station_id = @station and day = @day`, args{"station": who.Station, "day": on})
		if err != nil {
			return had, fmt.Errorf("drop single day: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return had, &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found")}
		}
		return had, b.trail.Record(ctx, tx, who, who.Tenant(), "holidays.day_drop", on.Format(dateLayout), nil)
	})
}

// change makes one change in the actor's station, and none that would leave a calendar which cannot be.
func (b *Book) change(ctx context.Context, who station.Actor, do func(ctx context.Context, tx pgx.Tx, had Own) (Own, error)) error {
	if who.Station == (station.StationID{}) {
		return errors.New("calendar: the actor is of no station")
	}
	return b.door.Of(ctx, station.Tenant{Station: who.Station}, func(ctx context.Context, tx pgx.Tx) error {
		// one at a time in a station: the years hang on each other
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock(hashtextextended('calendar', 0) # hashtextextended(@station, 0))`, args{"station": fmt.Sprintf("%x", who.Station)}); err != nil {
			return fmt.Errorf("lock calendar: %w", err)
		}
		added, err := readAdded(ctx, tx, who.Station)
		if err != nil {
			return err
		}
		after, err := do(ctx, tx, added.Own())
		if err != nil {
			return err
		}
		if _, err := b.With(after); err != nil {
			return err
		}
		return b.trail.CalendarChanged(ctx, tx, who.Station)
	})
}
