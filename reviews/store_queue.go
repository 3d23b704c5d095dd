package reviews

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// QueueFilter narrows a queue; the zero values ask for everything.
type QueueFilter struct {
	View  string // mine, asked (of me), open (whoever takes it), over
	Area  station.Area
	After uuid.UUID // the last one seen
	Limit int       // 0 means 50
}

// Queued is one line of an expert's queue. Of a review that the expert has not accepted it tells nothing of the company but what it does and where.
type Queued struct {
	ID        uuid.UUID
	Part      Part
	Area      station.Area
	State     State
	Mine      string // the actor's part: lead, consultant, junior; empty = none
	AskedAt   time.Time
	Due       time.Time // of the answer, or of the conclusion
	Company   string    // only of those that the actor has accepted
	Section   string    // GB/T 4754
	District  string
	Countries []string
}

// Queue lists an expert's reviews: what is due first comes first.
func (r *Room) Queue(ctx context.Context, scope accounts.Scope, f QueueFilter) (out []Queued, more bool, err error) {
	if f.Limit == 0 {
		f.Limit = 50
	}
	who := scope.Actor()
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			with q as (
			  select r.id, r.part, r.area, r.state, coalesce(case when e.state = 'accepted' then e.part end, '') as mine, r.asked_at, coalesce(r.due_at, r.answer_due) as due,
			         case when e.state = 'accepted' then c.name else '' end as company, c.section, c.district, c.countries
			    from reviews r join company_cards c on c.id = r.company_id
			    left join review_experts e on e.station_id = r.station_id and e.review_id = r.id and e.person_id = @me
			   where r.station_id = @station and (@area = '' or r.area = @area or r.part = 'whole')
			     and case @view
			         when 'asked' then e.state = 'asked' and r.state in ('asked', 'accepted', 'signed')
			         when 'open' then r.state = 'asked' and coalesce(e.state, 'left') <> 'asked'
			              and not exists (select from review_experts x where x.station_id = r.station_id and x.review_id = r.id and x.part = 'lead' and x.state = 'asked')
			         when 'over' then e.state in ('accepted', 'left') and (r.state in ('withdrawn', 'ended') or e.state = 'left')
			         else e.state = 'accepted' and r.state in ('accepted', 'signed') end)
			select * from q where @first or (due, id) > (select due, id from q where id = @after)
			 order by due, id limit @limit`,
			args{"station": who.Station, "me": who.Person, "area": string(f.Area), "view": f.View, "first": f.After == uuid.Nil, "after": f.After, "limit": f.Limit + 1})
		if err != nil {
			return fmt.Errorf("read the queue: %w", err)
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Queued])
		return err
	})
	if more = len(out) > f.Limit; more {
		out = out[:f.Limit]
	}
	return out, more, err
}

// Counts are how many reviews wait for an expert.
type Counts struct{ Mine, Asked, Open int }

// Counts counts what waits for the actor.
func (r *Room) Counts(ctx context.Context, scope accounts.Scope) (c Counts, err error) {
	who := scope.Actor()
	err = r.db.ReadStation(ctx, who.Station, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `
			select count(*) filter (where e.state = 'accepted' and r.state = 'accepted'), count(*) filter (where e.state = 'asked'),
			       count(*) filter (where r.state = 'asked' and coalesce(e.state, 'left') <> 'asked' and not exists (select from review_experts x where x.station_id = r.station_id and x.review_id = r.id and x.part = 'lead' and x.state = 'asked'))
			  from reviews r left join review_experts e on e.station_id = r.station_id and e.review_id = r.id and e.person_id = @me
			 where r.station_id = @station and r.state in ('asked', 'accepted', 'signed')`, args{"station": who.Station, "me": who.Person}).Scan(&c.Mine, &c.Asked, &c.Open)
	})
	return c, err
}

// Listed is an expert as a company chooses among them.
type Listed struct {
	accounts.Expert
	Load   int  // reviews under way
	Barred bool // cannot be asked by this company; it does not hear why
}

// Directory lists the experts whom the scope's company can ask, with their load.
func (r *Room) Directory(ctx context.Context, scope accounts.Scope, f accounts.ExpertFilter) ([]Listed, error) {
	experts, err := r.people.Experts(ctx, scope, f)
	if err != nil || len(experts) == 0 {
		return nil, err
	}
	card, err := r.people.CompanyCard(ctx, scope)
	if err != nil {
		return nil, err
	}
	at, ids, load := scope.Actor().Station, make([][16]byte, len(experts)), map[station.PersonID]int{}
	people := make([]station.PersonID, len(experts))
	for i, e := range experts {
		ids[i], people[i] = e.Person, e.Person
	}
	var barred []station.PersonID
	err = r.db.Station(ctx, at, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select e.person_id, count(*)::int from review_experts e join reviews r on r.station_id = e.station_id and r.id = e.review_id
			 where e.station_id = @station and e.person_id = any(@people::uuid[]) and e.state = 'accepted' and r.state = 'accepted' group by e.person_id`, args{"station": at, "people": ids})
		if err != nil {
			return fmt.Errorf("count reviews: %w", err)
		}
		var person station.PersonID
		var n int
		if _, err = pgx.ForEachRow(rows, []any{&person, &n}, func() error { load[person] = n; return nil }); err != nil {
			return fmt.Errorf("count reviews: %w", err)
		}
		barred, err = r.barredOf(ctx, tx, at, people, card)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]Listed, 0, len(experts))
	for _, e := range experts {
		one := Listed{Expert: e, Load: load[e.Person]}
		for _, b := range barred {
			one.Barred = one.Barred || b == e.Person
		}
		out = append(out, one)
	}
	return out, nil
}
