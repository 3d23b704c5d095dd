package reviews

import (
	"context"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// chore is one kind of reminder: where it may be due, between two moments and in pages after (@at, @id, @person); whether its hour has come; and how
// it is marked, unless it is marked already or what it is about has changed meanwhile.
type chore struct {
	what       What
	between    func(now time.Time) (from, to time.Time)
	list, mark string
	with       func(w waiting, now time.Time) args // of mark
	ripe       func(ctx context.Context, d *dayReckoning, w waiting) (bool, error)
	owners     bool // the company is told too
	ownersOnly bool // and nobody else
	openToAll  bool // where nobody answers, every expert is told
}

// leadOf joins the one who leads a review r; nobody is the zero id.
const leadOf = ` left join review_experts e on e.station_id = r.station_id and e.review_id = r.id and e.part = 'lead' and e.state = 'accepted'`

const nobody = `'00000000-0000-0000-0000-000000000000'::uuid`

// openDisputes are those that are not answered, with who answers: who took it, or the lead of its review while that lasts.
const openDisputes = `
	with x as (
	  select x.*, coalesce(x.taken_by, (select e.person_id from review_experts e join reviews v on v.station_id = e.station_id and v.id = e.review_id
	      where e.station_id = x.station_id and e.review_id = x.review_id and e.part = 'lead' and e.state = 'accepted' and v.state in ('accepted', 'signed')), ` + nobody + `) as person
	    from (select station_id, company_id, id, review_id, taken_by, due_at, soon_for, late_for, all_told_at from disputes where state = 'filed') x)
	select station_id, company_id, id, person, due_at from x`

// theirTurn leaves out what nobody answers and every expert was told of.
const theirTurn = ` and (person <> ` + nobody + ` or all_told_at is null) and (due_at, id, person) > (@at, @id, @person) order by due_at, id, person limit @limit`

// chores are all reminders.
var chores = []chore{
	{what: ReviewSoon, between: ahead, with: byDue, ripe: soon,
		list: `select r.station_id, r.company_id, r.id, coalesce(e.person_id, ` + nobody + `), r.due_at from reviews r` + leadOf + `
			 where r.state = 'accepted' and r.due_at > @from and r.due_at <= @to and r.soon_for is distinct from r.due_at and (r.due_at, r.id, coalesce(e.person_id, ` + nobody + `)) > (@at, @id, @person) order by 5, 3, 4 limit @limit`,
		mark: `update reviews set soon_for = due_at where station_id = @station and id = @id and state = 'accepted' and due_at = @at and soon_for is distinct from due_at`},
	{what: ReviewLate, between: passed, with: byDue, ripe: always, owners: true,
		list: `select r.station_id, r.company_id, r.id, coalesce(e.person_id, ` + nobody + `), r.due_at from reviews r` + leadOf + `
			 where r.state = 'accepted' and r.due_at > @from and r.due_at <= @to and r.late_for is distinct from r.due_at and (r.due_at, r.id, coalesce(e.person_id, ` + nobody + `)) > (@at, @id, @person) order by 5, 3, 4 limit @limit`,
		mark: `update reviews set late_for = due_at where station_id = @station and id = @id and state = 'accepted' and due_at = @at and late_for is distinct from due_at`},
	{what: OfferWaits, between: passed, with: byOffer, ripe: after(nudgeAfter),
		list: `select e.station_id, e.company_id, e.review_id, e.person_id, e.at from review_experts e join reviews r on r.station_id = e.station_id and r.id = e.review_id
			 where e.state = 'asked' and r.state in ('asked', 'accepted', 'signed') and e.at > @from and e.at <= @to and e.nudged_for is distinct from e.at
			   and (e.at, e.review_id, e.person_id) > (@at, @id, @person) order by e.at, e.review_id, e.person_id limit @limit`,
		mark: `update review_experts set nudged_for = at where station_id = @station and review_id = @id and person_id = @person and state = 'asked' and at = @at and nudged_for is distinct from at`},
	{what: OfferSilent, between: passed, with: byOffer, ripe: after(silentAfter), owners: true, ownersOnly: true,
		list: `select e.station_id, e.company_id, e.review_id, e.person_id, e.at from review_experts e join reviews r on r.station_id = e.station_id and r.id = e.review_id
			 where e.state = 'asked' and e.part = 'lead' and r.state = 'asked' and e.at > @from and e.at <= @to and e.silent_for is distinct from e.at
			   and (e.at, e.review_id, e.person_id) > (@at, @id, @person) order by e.at, e.review_id, e.person_id limit @limit`,
		mark: `update review_experts set silent_for = at where station_id = @station and review_id = @id and person_id = @person and state = 'asked' and at = @at and silent_for is distinct from at`},
	{what: DisputeSoon, between: ahead, with: byDispute, ripe: soon, openToAll: true,
		list: openDisputes + ` where due_at > @from and due_at <= @to and soon_for is distinct from due_at` + theirTurn,
		mark: `update disputes set soon_for = case when @open then soon_for else due_at end, all_told_at = case when @open then @now else all_told_at end
			 where station_id = @station and id = @id and state = 'filed' and due_at = @at and soon_for is distinct from due_at and (not @open or all_told_at is null and taken_by is null)`},
	{what: DisputeLate, between: passed, with: byDispute, ripe: always, openToAll: true,
		list: openDisputes + ` where due_at > @from and due_at <= @to and late_for is distinct from due_at` + theirTurn,
		mark: `update disputes set late_for = case when @open then late_for else due_at end, all_told_at = case when @open then @now else all_told_at end
			 where station_id = @station and id = @id and state = 'filed' and due_at = @at and late_for is distinct from due_at and (not @open or all_told_at is null and taken_by is null)`},
}

// ahead is what is still due, passed what was or lies there already.
func ahead(now time.Time) (from, to time.Time)  { return now, now.Add(remindAhead) }
func passed(now time.Time) (from, to time.Time) { return time.Unix(0, 0), now }

func byDue(w waiting, _ time.Time) args { return args{"station": w.Station, "id": w.ID, "at": w.At} }

func byOffer(w waiting, _ time.Time) args {
	return args{"station": w.Station, "id": w.ID, "at": w.At, "person": w.Person}
}

func byDispute(w waiting, now time.Time) args {
	return args{"station": w.Station, "id": w.ID, "at": w.At, "now": now, "open": w.Person == (station.PersonID{})}
}

func soon(ctx context.Context, d *dayReckoning, w waiting) (bool, error) {
	return d.isSoon(ctx, w.Station, w.At)
}

func always(context.Context, *dayReckoning, waiting) (bool, error) { return true, nil }

// after waits for working days since an offer was made.
func after(days int) func(ctx context.Context, d *dayReckoning, w waiting) (bool, error) {
	return func(ctx context.Context, d *dayReckoning, w waiting) (bool, error) {
		return d.passed(ctx, w.Station, w.At, days)
	}
}
