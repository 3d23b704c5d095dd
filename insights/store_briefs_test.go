package insights_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/accounts/accountstest"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// desk is the briefs of two stations, with an analyst of each.
type desk struct {
	*insights.Briefs
	t           *testing.T
	db          *pg.DB
	here, there accounts.Scope
	now         time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, db: pgtest.New(t), now: time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)}
	clock := func() time.Time { d.now = d.now.Add(time.Second); return d.now }
	policy, err := rules.LoadPolicy(rules.Authz())
	d.must(err)
	people, err := accounts.NewStore(d.db, accountstest.Vault(t), clock)
	d.must(err)
	elsewhere, err := people.AddStation(t.Context(), accounts.Station{Host: "biezhan.example", NameZh: "别站", NameEn: "Elsewhere", Districts: []accounts.District{{Key: "west", Zh: "西区", En: "West"}}})
	d.must(err)
	gate := accounts.NewGate(policy)
	for at, into := range map[station.StationID]*accounts.Scope{accounts.FirstStation: &d.here, elsewhere: &d.there} {
		id := uuid.New()
		*into, err = gate.Admit(t.Context(), station.Actor{Person: station.PersonID(id), Role: station.Analyst, Station: at, Strong: true}, "insight.brief", station.CompanyID{})
		d.must(err)
	}
	d.Briefs = insights.NewBriefs(d.db, people, accountstest.Vault(t), clock)
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func said(err error) string {
	f, _ := station.AsFault(err)
	if f == nil {
		return ""
	}
	return f.Say.Key
}

func written(title string) insights.Brief {
	return insights.Brief{ID: uuid.New(), Release: strings.Repeat("ab", 32), Cut: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC),
		Draft: brief.Draft{Lang: "zh", Title: title, Opening: "开头", Sections: []brief.Section{{Kind: brief.Areas, Chosen: true, Own: "自己的话"}, {Kind: brief.Rules, Own: "留着"}}}}
}

func TestADraftIsKeptChangedAndPublishedOnce(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	in := written("十月通报")
	for range 2 { // the form is sent twice
		d.must(d.Start(t.Context(), d.here, in))
	}
	got, err := d.Brief(t.Context(), d.here, in.ID)
	d.must(err)
	if got.Version != 1 || got.Published || got.Rev != 1 || got.Release != in.Release || !got.Cut.Equal(in.Cut) || got.Draft.Sections[1].Own != "留着" || got.Draft.Title != "十月通报" {
		t.Fatalf("%+v", got)
	}
	in.Draft.Title = ""
	d.must(d.Save(t.Context(), d.here, in.ID, 1, in.Draft)) // saving never refuses words
	if got := said(d.Save(t.Context(), d.here, in.ID, 1, in.Draft)); got != "brief.changed_since" {
		t.Errorf("a change to an older one: %q", got)
	}
	if got := said(d.Publish(t.Context(), d.here, in.ID, 2)); got != "brief.no_title" {
		t.Errorf("published without a title: %q", got)
	}
	in.Draft.Title = "十月通报"
	d.must(d.Save(t.Context(), d.here, in.ID, 2, in.Draft))
	if got := said(d.Publish(t.Context(), d.here, in.ID, 2)); got != "brief.changed_since" {
		t.Errorf("published what was not seen: %q", got)
	}
	if got := said(d.Given(t.Context(), d.here, in.ID, "pdf")); got != "fault.not_found" {
		t.Errorf("a draft leaves the house: %q", got)
	}
	for range 2 {
		d.must(d.Publish(t.Context(), d.here, in.ID, 3))
	}
	for name, err := range map[string]error{"saved": d.Save(t.Context(), d.here, in.ID, 4, in.Draft), "dropped": d.Drop(t.Context(), d.here, in.ID)} {
		if got := said(err); got != "brief.published_stays" {
			t.Errorf("a published brief is %s: %q", name, got)
		}
	}
	d.must(d.Given(t.Context(), d.here, in.ID, "pdf"))
}

func TestThePublishedStaysWhoeverAsksTheDatabase(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	in := written("x")
	d.must(d.Start(t.Context(), d.here, in))
	d.must(d.Publish(t.Context(), d.here, in.ID, 1))
	for _, sql := range []string{`update briefs set sealed = 'x' where id = $1`, `update briefs set state = 'draft' where id = $1`, `delete from briefs where id = $1`} {
		d.must(d.db.Station(t.Context(), accounts.FirstStation, func(ctx ctx, tx tx) error {
			tag, err := tx.Exec(ctx, sql, in.ID)
			if err == nil && tag.RowsAffected() != 0 {
				t.Errorf("%s: %d rows", sql, tag.RowsAffected())
			}
			return err
		}))
	}
}

func TestACorrectionIsANewVersionThatNamesTheOld(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	in, next := written("x"), uuid.New()
	d.must(d.Start(t.Context(), d.here, in))
	if got := said(d.Correct(t.Context(), d.here, in.ID, next)); got != "brief.said_otherwise" {
		t.Errorf("a draft is corrected: %q", got)
	}
	d.must(d.Publish(t.Context(), d.here, in.ID, 1))
	for range 2 {
		d.must(d.Correct(t.Context(), d.here, in.ID, next))
	}
	if got := said(d.Correct(t.Context(), d.here, in.ID, uuid.New())); got != "brief.corrected_already" {
		t.Errorf("corrected twice: %q", got)
	}
	got, err := d.Brief(t.Context(), d.here, next)
	d.must(err)
	if got.Version != 2 || got.Corrects != in.ID || got.Draft.Opening != "开头" || got.Published {
		t.Errorf("%+v", got)
	}
	if old, err := d.Brief(t.Context(), d.here, in.ID); err != nil || old.CorrectedBy != uuid.Nil {
		t.Errorf("a draft corrects: %+v, %v", old, err)
	}
	d.must(d.Publish(t.Context(), d.here, next, 1))
	if old, err := d.Brief(t.Context(), d.here, in.ID); err != nil || old.CorrectedBy != next {
		t.Errorf("%+v, %v", old, err)
	}
	d.must(d.Correct(t.Context(), d.here, next, uuid.New()))
}

func TestBriefsAreTheStationsOwnAndTheirActsAreRecorded(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var ids []uuid.UUID
	for range 3 {
		in := written("x")
		ids = append(ids, in.ID)
		d.must(d.Start(t.Context(), d.here, in))
	}
	first, more, err := d.List(t.Context(), d.here, uuid.Nil, 2)
	d.must(err)
	rest, end, err := d.List(t.Context(), d.here, first[1].ID, 2)
	d.must(err)
	if !more || end || len(first) != 2 || len(rest) != 1 || first[0].ID != ids[2] || rest[0].ID != ids[0] {
		t.Errorf("%v %v", first, rest)
	}
	if all, _, err := d.List(t.Context(), d.there, uuid.Nil, 9); err != nil || len(all) != 0 {
		t.Errorf("another station lists %v, %v", all, err)
	}
	for name, err := range map[string]error{"read": second(d.Brief(t.Context(), d.there, ids[0])), "saved": d.Save(t.Context(), d.there, ids[0], 1, brief.Draft{}), "published": d.Publish(t.Context(), d.there, ids[0], 1), "dropped": d.Drop(t.Context(), d.there, ids[0])} {
		if got := said(err); got != "fault.not_found" {
			t.Errorf("another station's brief is %s: %q", name, got)
		}
	}
	d.must(d.Drop(t.Context(), d.here, ids[0]))
	var acts []string
	d.must(d.db.ReadStation(t.Context(), accounts.FirstStation, func(ctx ctx, tx tx) error {
		return tx.QueryRow(ctx, `select array_agg(action order by seq) from audit where tenant_id = $1 and action like 'brief.%'`, accounts.FirstStation).Scan(&acts)
	}))
	if got := strings.Join(acts, " "); got != "brief.start brief.start brief.start brief.drop" {
		t.Errorf("recorded: %s", got)
	}
}

func second(_ insights.Brief, err error) error { return err }

type (
	ctx = context.Context
	tx  = pgx.Tx
)
