package web_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/web"
)

// releasedAt gives a station an empty release, which somebody read.
func (p *portal) releasedAt(at station.StationID) {
	p.t.Helper()
	l, err := lattice.Named(lattice.Standard)
	p.must(err)
	var made []insights.Built
	for audience, k := range map[insights.Audience]int{insights.Room: 5, insights.Outside: 10} {
		made = append(made, insights.Built{Audience: audience, Release: release.Release{Format: release.Format, Lattice: l.Version(), Cut: "2026-07-01", K: k, Synthetic: true}})
	}
	p.must(p.insights.Invent(context.Background(), at, l, []string{"T1"}, made))
	who := station.Actor{Person: station.PersonID{7}, Role: station.Analyst, Station: at, Strong: true}
	hash, err := made[0].Release.Hash()
	p.must(err)
	p.must(p.insights.NoteRead(context.Background(), p.scope(who, "insight.read"), insights.Reading{Audience: made[0].Audience, Hash: hash, Part: "T1", Form: "page"}))
}

// counted are the lines of who is counted at a station, as the builder reads them.
func (p *portal) counted(cut time.Time) (out []population.Line) {
	p.t.Helper()
	l, err := lattice.Default()
	p.must(err)
	l, err = l.WithDistricts([]lattice.Word{{Key: "east", Zh: "东区", En: "East"}})
	p.must(err)
	left, err := web.CountingOf(p.checks, p.reviews).Lines(context.Background(), p.builder(), accounts.FirstStation, cut.AddDate(-1, 0, 0), cut, l, func(line population.Line) error {
		out = append(out, line)
		return population.NewWriter(&bytes.Buffer{}, l).Write(line)
	})
	p.must(err)
	if left != 0 {
		p.t.Errorf("%d could not be counted", left)
	}
	return out
}

// builder is the door of who builds releases.
func (p *portal) builder() *pg.DB {
	p.t.Helper()
	if p.door == nil {
		door, err := pg.Open(context.Background(), p.urls.Builder, pg.Options{MaxConns: 2})
		p.must(err)
		p.t.Cleanup(door.Close)
		p.door = door
	}
	return p.door
}

// agrees has a firm accepted by an officer and agree to be counted.
func (p *portal) agrees(f *firm) {
	p.t.Helper()
	p.accept(f)
	p.must(p.people.Agree(context.Background(), p.scope(f.owner, "consent.give"), accounts.ConsentAggregates, accounts.AggregatesVersion))
}

func TestOnlyWhoAgreesIsCounted(t *testing.T) {
	p := newPortal(t)
	agreed, silent, unseen := p.firm("91330100MA2H2XJK0F", "tongyi"), p.firm("91330109MA2GL8F33A", "butongyi"), p.firm("91330108MA2CEXA318", "weihecha")
	p.agrees(agreed)
	p.accept(silent)
	p.must(p.people.Agree(t.Context(), p.scope(unseen.owner, "consent.give"), accounts.ConsentAggregates, accounts.AggregatesVersion)) // not accepted yet
	tomorrow := noon.AddDate(0, 0, 1)
	lines := p.counted(tomorrow)
	if len(lines) != 1 || lines[0].Company != strings.ReplaceAll(uuid.UUID(agreed.owner.Company).String(), "-", "") || !lines[0].Consent || !slices.Equal(lines[0].Countries, []string{"VN"}) {
		t.Fatalf("counted are %+v", lines)
	}
	if strings.Contains(lines[0].Group+lines[0].Company, "tongyi") {
		t.Error("a line names its company")
	}
	if n := len(p.counted(noon.AddDate(0, 0, -1))); n != 0 {
		t.Errorf("%d are counted before they submitted", n)
	}
	if n := len(p.counted(noon.AddDate(1, 0, 2))); n != 0 {
		t.Errorf("%d are counted by a profile older than a year", n)
	}
	p.must(p.people.Withdraw(t.Context(), p.scope(agreed.owner, "consent.withdraw"), accounts.ConsentAggregates, nil))
	if n := len(p.counted(tomorrow)); n != 0 {
		t.Errorf("%d are counted after they took it back", n)
	}
}

// TestTheBuilderSeesWhatIsCountedAndNothingElse tries every table as the builder, and what is secret as everybody else.
func TestTheBuilderSeesWhatIsCountedAndNothingElse(t *testing.T) {
	p := newPortal(t)
	agreed, other := p.firm("91330100MA2H2XJK0F", "tongyi"), p.firm("91330109MA2GL8F33A", "butongyi")
	expert, _ := p.verified("沈律师", "13301201510123456")
	p.reviewed(agreed, expert)
	p.reviewed(other, expert)
	p.agrees(agreed)
	p.accept(other)
	owner, builder := connect(t, p.urls.Owner), connect(t, p.urls.Builder)
	seen := 0
	for _, table := range column[string](t, owner, tenantTables) {
		if global[table] != "" {
			continue
		}
		for _, lead := range column[string](t, owner, `select a.attname::text from pg_attribute a where a.attrelid = ('app.' || quote_ident($1))::regclass and a.attname in ('company_id', 'tenant_id')`, table) {
			var mine, theirs int
			sql := `select count(*) filter (where ` + lead + ` = $1), count(*) filter (where ` + lead + ` = $2) from app.` + table
			if err := builder.QueryRow(t.Context(), sql, agreed.owner.Company, other.owner.Company).Scan(&mine, &theirs); err != nil {
				continue // no right to look there at all
			}
			seen += mine
			if theirs != 0 && table != "consents" {
				t.Errorf("%s: the builder sees %d rows of who did not agree", table, theirs)
			}
		}
	}
	if seen < 3 {
		t.Errorf("the builder sees %d rows of who agreed: profiles, keys and overrides at least", seen)
	}
	for name, url := range map[string]string{"the portal": p.urls.App, "the worker": p.urls.Worker, "the auditor": p.urls.Auditor} {
		if _, err := connect(t, url).Exec(t.Context(), `select 1 from insight_secret.counts`); err == nil {
			t.Errorf("%s reads what is hidden", name)
		}
	}
	for _, role := range column[string](t, owner, `select rolname::text from pg_roles where rolname like 'station\_%' and rolname not in ('station_owner', 'station_builder') and has_schema_privilege(rolname, 'insight_secret', 'usage')`) {
		t.Errorf("%s may enter insight_secret", role)
	}
}

func TestACutIsMadeOnceAndTellsNothing(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	p.agrees(f)
	b := insights.NewBuilder(p.insights, p.builder(), web.CountingOf(p.checks, p.reviews), insights.Least{})
	at := accounts.FirstStation
	when := noon.AddDate(0, 0, 14)
	made, err := b.Cut(t.Context(), at, when)
	p.must(err)
	if !made.Fresh || len(made.Tables) == 0 {
		t.Fatalf("%+v", made)
	}
	analyst := station.Actor{Person: station.PersonID{8}, Role: station.Analyst, Station: at, Strong: true}
	for _, audience := range []insights.Audience{insights.Room, insights.Outside} {
		r, err := p.insights.Latest(t.Context(), p.scope(analyst, "insight.read"), audience)
		p.must(err)
		for _, table := range r.Release.Tables {
			for _, c := range table.Cells {
				for _, m := range c.Measures {
					if m.Shown() {
						t.Errorf("%s %v shows a number of one company", table.Table, c.Key)
					}
				}
			}
		}
	}
	owner := connect(t, p.urls.Owner)
	if n := column[int](t, owner, `select count(*)::int from insight_secret.counts`); n[0] != 1 {
		t.Errorf("%d counts are kept", n[0])
	}
	again, err := b.Cut(t.Context(), at, when)
	if err != nil || again.Fresh {
		t.Errorf("cut twice: %+v, %v", again, err)
	}
	if n := column[int](t, owner, `select count(*)::int from app.audit where action = 'insight.publish'`); n[0] != 2 {
		t.Errorf("%d publications in the trail", n[0])
	}
	later, err := b.Cut(t.Context(), at, when.AddDate(0, 0, 7))
	p.must(err)
	if !later.Fresh || !slices.Equal(later.Tables, []string{"T1"}) {
		t.Errorf("a week later %+v is cut", later)
	}
	if n := column[int](t, owner, `select count(*)::int from insight_secret.counts`); n[0] != 1 {
		t.Errorf("%d counts are kept after the next release", n[0])
	}
}
