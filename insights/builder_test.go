package insights_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
)

// people are an invented population in the place of the registry's companies; gone has withdrawn.
type people struct {
	text  []byte
	gone  string
	later int // days by which everybody has submitted anew
}

func (p *people) Lines(_ context.Context, _ *pg.DB, _ station.StationID, _, _ time.Time, l *lattice.Lattice, yield func(population.Line) error) (int, error) {
	r := population.NewReader(bytes.NewReader(p.text), l)
	for {
		line, err := r.Next()
		if err != nil {
			return 0, nil
		}
		if line.Company == p.gone {
			continue
		}
		line.At = line.At.AddDate(0, 0, p.later)
		if err := yield(line); err != nil {
			return 0, err
		}
	}
}

// town is a station whose companies are invented, with a builder of its own.
type town struct {
	*testing.T
	now     time.Time
	who     *people
	store   *insights.Store
	builder *insights.Builder
	owner   *pgx.Conn
}

func newTown(t *testing.T) *town {
	t.Helper()
	db, urls := pgtest.New(t), pgtest.URLs(t)
	x := &town{T: t, now: time.Date(2026, 10, 2, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return x.now }
	vault := accountstest.Vault(t)
	store, err := accounts.NewStore(db, vault, clock)
	x.must(err)
	door, err := pg.Open(t.Context(), urls.Builder, pg.Options{MaxConns: 2})
	x.must(err)
	t.Cleanup(door.Close)
	x.owner, err = pgx.Connect(t.Context(), urls.Owner)
	x.must(err)
	t.Cleanup(func() { _ = x.owner.Close(context.Background()) })
	l, err := lattice.Named(lattice.Small)
	x.must(err)
	var text bytes.Buffer
	_, err = population.Generate(&text, population.Options{Lattice: l, Seed: 7, Cut: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), Companies: 380})
	x.must(err)
	x.who = &people{text: text.Bytes()}
	x.store = insights.NewStore(db, store, vault, clock)
	x.builder = insights.NewBuilder(x.store, door, x.who, insights.Least{})
	return x
}

func (x *town) must(err error) {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
}

// cut makes what is due, and gives the release of outside.
func (x *town) cut() *insights.Published {
	x.Helper()
	made, err := x.builder.Cut(x.Context(), accounts.FirstStation, x.now)
	x.must(err)
	if !made.Fresh {
		x.Fatal("nothing was due")
	}
	out, err := x.store.OutsideOf(x.Context(), accounts.FirstStation)
	x.must(err)
	return out
}

// quarter lets a quarter pass, in which everybody submits anew.
func (x *town) quarter() { x.who.later, x.now = x.who.later+92, x.now.AddDate(0, 3, 0) }

func (x *town) sql(text string) {
	x.Helper()
	_, err := x.owner.Exec(x.Context(), text)
	x.must(err)
}

func TestAWithdrawalDoesNotBetrayItself(t *testing.T) {
	x := newTown(t)
	before := x.cut()
	x.who.gone = "c000101"
	x.quarter()
	after := x.cut()
	if before.Hash == after.Hash || after.Release.Previous != before.Hash {
		t.Fatal("there is no second release")
	}
	shown := 0
	for i, table := range after.Release.Tables {
		for j, c := range table.Cells {
			for name, m := range c.Measures {
				was := before.Release.Tables[i].Cells[j].Measures[name]
				if m.Shown() != was.Shown() || m.Shown() && (*m.Value != *was.Value || m.AsOf != was.AsOf) {
					t.Errorf("%s %v %s was %+v and is %+v", table.Table, c.Key, name, was, m)
				}
				if m.Shown() {
					shown++
				}
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d numbers are shown", shown)
	}
}

// TestABuilderThatStoppedBetweenTwoStepsGoesOn: a release that was built and not published is published as it was built.
func TestABuilderThatStoppedBetweenTwoStepsGoesOn(t *testing.T) {
	x := newTown(t)
	first := x.cut()
	x.sql(`update app.insight_releases set published_at = null`)

	again := x.cut()
	if again.Hash != first.Hash {
		t.Errorf("%s was built, and %s is published", first.Hash, again.Hash)
	}
	made, err := x.builder.Cut(t.Context(), accounts.FirstStation, x.now)
	if err != nil || made.Fresh {
		t.Errorf("it is made once more: %+v, %v", made, err)
	}
}

// TestNewDistrictsBeginAnew: after a station's districts changed, its table by district is left out once, and everything else goes on.
func TestNewDistrictsBeginAnew(t *testing.T) {
	x := newTown(t)
	before := x.cut()
	var old []lattice.Word = before.Lattice.Districts
	text := "["
	for _, d := range append(old[:len(old):len(old)], lattice.Word{Key: "xinqu", Zh: "新区", En: "New district"}) {
		text += `{"key":"` + d.Key + `","zh":"` + d.Zh + `","en":"` + d.En + `"},`
	}
	x.sql(`update app.stations set districts = '` + text[:len(text)-1] + `]'`)
	x.quarter()
	after := x.cut()
	if _, there := after.Table("T6"); there {
		t.Error("figures of the new districts stand beside those of the old ones")
	}
	if t1, there := after.Table("T1"); !there || !t1.Cells[0].Measures["n"].Shown() || after.Release.Previous != before.Hash {
		t.Error("the other tables do not go on")
	}
	x.quarter()
	later := x.cut()
	t6, there := later.Table("T6")
	if !there || len(t6.Cells) != 3*(len(old)+1) || len(later.Lattice.Districts) != len(old)+1 {
		t.Error("the table by district does not begin anew")
	}
}

// TestReadingsGoWhenTheyHaveServedTheirTime: by the worker, and none that is younger than three years.
func TestReadingsGoWhenTheyHaveServedTheirTime(t *testing.T) {
	x := newTown(t)
	x.sql(`insert into app.insight_reads (station_id, id, at, person_id, audience, hash, part, form)
		select id, gen_random_uuid(), now() - days * interval '1 day', gen_random_uuid(), 'room', 'x', 'T1', 'page' from app.stations, unnest(array[1, 1000, 1200]) as d(days)`)
	worker, err := pg.Open(t.Context(), pgtest.URLs(t).Worker, pg.Options{MaxConns: 1})
	x.must(err)
	defer worker.Close()
	x.must(insights.SweepReads(t.Context(), worker, []station.StationID{accounts.FirstStation}, []time.Time{time.Now().AddDate(0, 0, -500)}))
	var left int
	x.must(x.owner.QueryRow(t.Context(), `select count(*) from app.insight_reads`).Scan(&left))
	if left != 2 {
		t.Errorf("%d readings are left", left)
	}
}

// TestTwoWhoCutAtOnceMakeOneRelease: two nodes count at the same moment, one of them after somebody withdrew; the release and what is kept for the next
// one belong together.
func TestTwoWhoCutAtOnceMakeOneRelease(t *testing.T) {
	x := newTown(t)
	both, errs := make(chan struct{}), make(chan error, 2)
	for _, gone := range []string{"", "c000101"} {
		other := *x.who
		other.gone = gone
		door, err := pg.Open(t.Context(), pgtest.URLs(t).Builder, pg.Options{MaxConns: 1})
		x.must(err)
		t.Cleanup(door.Close)
		builder := insights.NewBuilder(x.store, door, &other, insights.Least{})
		go func() {
			<-both
			_, err := builder.Cut(t.Context(), accounts.FirstStation, x.now)
			errs <- err
		}()
	}
	close(both)
	x.must(<-errs)
	x.must(<-errs)
	x.quarter()
	x.cut() // refuses a count that is not of the release before
}
