package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// papers are what of a card lies sealed.
type papers struct {
	Licence Licence `json:"licence"`
	FirmZh  string  `json:"firm_zh"`
	FirmEn  string  `json:"firm_en"`
	About   string  `json:"about"`
}

func papersAt(who station.PersonID) Place { return At("experts.sealed", uuid.UUID(who).String()) }
func noteAt(who station.PersonID) Place   { return At("experts.note", uuid.UUID(who).String()) }

const expertColumns = `
	select e.person_id, e.person_id::text, e.sealed, e.note, e.domains, e.countries, e.languages, e.capacity, e.rank, e.state, coalesce(e.decided_by::text, ''), e.decided_at, e.valid_until, e.rev
	  from experts e
	  join staff t on t.person_id = e.person_id and t.station_id = e.station_id and t.role = 'expert'
	  join logins l on l.person_id = e.person_id and l.disabled_at is null
	 where e.station_id = @station`

// scanExpert reads a row of expertColumns and opens what is sealed.
func (s *Store) scanExpert(box *Box) pgx.RowToFunc[Expert] {
	return func(row pgx.CollectableRow) (e Expert, err error) {
		var sealed, note []byte
		err = row.Scan(&e.Person, &e.Name, &sealed, &note, &e.Domains, &e.Countries, &e.Languages, &e.Capacity, &e.Rank, &e.State, &e.VerifiedBy, &e.VerifiedAt, &e.ValidUntil, &e.Rev)
		if err != nil {
			return e, err
		}
		text, err := box.Open(papersAt(e.Person), sealed)
		if err != nil {
			return e, err
		}
		var p papers
		if err := json.Unmarshal(text, &p); err != nil {
			return e, fmt.Errorf("read an expert's papers: %w", err)
		}
		e.Licence, e.FirmZh, e.FirmEn, e.About = p.Licence, p.FirmZh, p.FirmEn, p.About
		if note != nil {
			said, err := box.Open(noteAt(e.Person), note)
			if err != nil {
				return e, err
			}
			e.Note = string(said)
		}
		if e.State == ExpertVerified && dayOf(*e.ValidUntil) < dayOf(s.clock()) {
			e.State = ExpertExpired
		}
		return e, nil
	}
}

// readExperts runs a query over expertColumns in the open transaction of a station.
func (s *Store) readExperts(ctx context.Context, tx Tx, at station.StationID, sql string, with args) ([]Expert, error) {
	box, err := s.vault.ReadBox(ctx, tx, station.Tenant{Station: at})
	if err != nil {
		return nil, err
	}
	with["station"] = at
	rows, err := tx.Query(ctx, sql, with)
	if err != nil {
		return nil, fmt.Errorf("read experts: %w", err)
	}
	out, err := pgx.CollectRows(rows, s.scanExpert(box))
	if err != nil {
		return nil, fmt.Errorf("read experts: %w", err)
	}
	return out, Name(ctx, s.vault, tx, out, func(e *Expert) []*string { return []*string{&e.Name, &e.VerifiedBy} })
}

// Experts is the directory of the actor's own station: those who are verified today, in the order in which they joined. What
// the administrator of security noted stays out.
func (s *Store) Experts(ctx context.Context, scope Scope, f ExpertFilter) (out []Expert, err error) {
	if f.Limit <= 0 || f.Limit > 100 {
		f.Limit = 50
	}
	at := scope.Actor().Station
	err = s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		out, err = s.readExperts(ctx, tx, at, expertColumns+`
			   and e.state = 'verified' and e.valid_until >= @today::date and e.person_id > @after
			   and (@any_domain or e.domains && @domains) and (@country = '' or @country = any(e.countries))
			   and (@language = '' or @language = any(e.languages)) and (@rank = '' or e.rank = @rank)
			 order by e.person_id limit @limit`,
			args{"today": dayOf(s.clock()), "after": f.After, "any_domain": len(f.Domains) == 0, "domains": sorted(f.Domains), "country": f.Country, "language": f.Language, "rank": string(f.Rank), "limit": f.Limit})
		return err
	})
	for i := range out {
		out[i].Note = ""
	}
	return out, err
}

// Expert gives one of the directory of the actor's own station. Fault: NotFound for who is not in it today.
func (s *Store) Expert(ctx context.Context, scope Scope, person station.PersonID) (Expert, error) {
	e, err := s.expertCard(ctx, scope.Actor().Station, person)
	if err == nil && !e.Listed() {
		err = notFound(nil)
	}
	if err != nil {
		return Expert{}, err
	}
	e.Note = ""
	return e, nil
}

// OwnExpert gives the card of whoever asks; the zero Expert, with their name, when there is none yet.
func (s *Store) OwnExpert(ctx context.Context, scope Scope) (Expert, error) {
	who := scope.Actor()
	e, err := s.expertCard(ctx, who.Station, who.Person)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		return Expert{Person: who.Person, Name: who.Name}, nil
	}
	return e, err
}

func (s *Store) expertCard(ctx context.Context, at station.StationID, person station.PersonID) (e Expert, err error) {
	err = s.db.ReadStation(ctx, at, func(ctx context.Context, tx Tx) error {
		found, err := s.readExperts(ctx, tx, at, expertColumns+` and e.person_id = @person`, args{"person": person})
		if err == nil && len(found) == 0 {
			return notFound(nil)
		}
		if err == nil {
			e = found[0]
		}
		return err
	})
	return e, err
}

// PutOwnExpert keeps what an expert says of themselves. Another licence or firm than was verified ends the verification: waiting
// says that the card is to be checked now. also hears who checks cards, in the same transaction; nil = nothing. Faults: Invalid,
// Conflict for a licence that another expert of the station has.
func (s *Store) PutOwnExpert(ctx context.Context, scope Scope, card ExpertCard, also func(ctx context.Context, tx Tx, checkers []station.PersonID) error) (waiting bool, err error) {
	card.Licence = cleanLicence(card.Licence)
	card.Domains, card.Countries, card.Languages = sorted(card.Domains), sorted(card.Countries), sorted(card.Languages)
	if err := card.check(s.clock()); err != nil {
		return false, err
	}
	err = s.own(ctx, scope, "expert.card", func(ctx context.Context, tx Tx) (err error) {
		if waiting, err = s.putExpert(ctx, tx, scope.Actor(), card); err != nil || !waiting || also == nil {
			return err
		}
		checkers, err := s.staffOf(ctx, tx, scope.Actor().Station, station.Security)
		if err != nil || len(checkers) == 0 {
			return err
		}
		return also(ctx, tx, checkers)
	})
	return waiting, err
}

func (s *Store) putExpert(ctx context.Context, tx Tx, who station.Actor, card ExpertCard) (waiting bool, err error) {
	box, err := s.vault.Box(ctx, tx, station.Tenant{Station: who.Station})
	if err != nil {
		return false, err
	}
	if _, err := tx.Exec(ctx, `select from experts where station_id = @station and person_id = @person for update`, args{"station": who.Station, "person": who.Person}); err != nil {
		return false, fmt.Errorf("hold an expert's card: %w", err)
	}
	had, err := s.readExperts(ctx, tx, who.Station, expertColumns+` and e.person_id = @person`, args{"person": who.Person})
	if err != nil {
		return false, err
	}
	changed := len(had) == 0 || card.changedPapers(had[0].ExpertCard)
	text, err := json.Marshal(papers{card.Licence, card.FirmZh, card.FirmEn, card.About})
	if err != nil {
		return false, fmt.Errorf("an expert's papers: %w", err)
	}
	sealed, err := box.Seal(papersAt(who.Person), text)
	if err != nil {
		return false, err
	}
	mark, err := box.Index("experts.licence", []byte(card.Licence.Country+"\x00"+card.Licence.Number))
	if err != nil {
		return false, err
	}
	_, err = tx.Exec(ctx, `
		insert into experts as e (station_id, person_id, sealed, mark, domains, countries, languages, capacity, changed_at)
		values (@station, @person, @sealed, @mark, @domains, @countries, @languages, @capacity, @now)
		on conflict (station_id, person_id) do update
		   set sealed = @sealed, mark = @mark, domains = @domains, countries = @countries, languages = @languages, capacity = @capacity, changed_at = @now, rev = e.rev + 1,
		       state = case when @changed and e.state = 'verified' then 'unverified' else e.state end,
		       valid_until = case when @changed then null else e.valid_until end`,
		args{"station": who.Station, "person": who.Person, "sealed": sealed, "mark": mark, "domains": card.Domains, "countries": card.Countries, "languages": card.Languages,
			"capacity": card.Capacity, "changed": changed, "now": s.clock()})
	if pg.Violates(err, "experts_station_id_mark_key") {
		return false, &station.Fault{Kind: station.Conflict, Say: station.Say("expert.licence_taken"), Err: err}
	}
	if err != nil {
		return false, fmt.Errorf("keep an expert's card: %w", err)
	}
	return changed, nil
}

// staffOf lists who has a role at a station and may sign in.
func (s *Store) staffOf(ctx context.Context, tx Tx, at station.StationID, role station.Role) ([]station.PersonID, error) {
	rows, err := tx.Query(ctx, `
		select t.person_id from staff t join logins l using (person_id) where t.station_id = @station and t.role = @role and l.disabled_at is null order by t.person_id`,
		args{"station": at, "role": string(role)})
	if err != nil {
		return nil, fmt.Errorf("find staff: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[station.PersonID])
}

// ExpertCards lists every card of the scope's station for who checks them: what waits first, then what ended.
func (s *Store) ExpertCards(ctx context.Context, scope Scope) (out []Expert, err error) {
	err = s.db.ReadStation(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		out, err = s.readExperts(ctx, tx, scope.Station(), expertColumns+`
			 order by case when e.state = 'unverified' then 0 when e.state = 'verified' and e.valid_until < @today::date then 1 when e.state = 'verified' then 2 else 3 end, e.valid_until, e.person_id
			 limit 500`, args{"today": dayOf(s.clock())})
		return err
	})
	return out, err
}

// ExpertCardOf gives one card of the scope's station for who checks it, and records who opened it. Fault: NotFound.
func (s *Store) ExpertCardOf(ctx context.Context, scope Scope, person station.PersonID) (e Expert, err error) {
	if e, err = s.expertCard(ctx, scope.Station(), person); err != nil {
		return Expert{}, err
	}
	return e, s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "expert.read", uuid.UUID(person).String(), nil)
	})
}

// DecideExpert verifies a card or suspends its expert, as of the revision that was seen. also runs in the same transaction; nil =
// nothing. Faults: NotFound, Conflict when the card was changed meanwhile, Forbidden for the own one, Invalid.
func (s *Store) DecideExpert(ctx context.Context, scope Scope, person station.PersonID, d ExpertDecision, also Also) error {
	if person == scope.Actor().Person {
		return &station.Fault{Kind: station.Forbidden, Say: station.Say("staff.not_oneself")}
	}
	if err := d.check(s.clock()); err != nil {
		return err
	}
	if _, err := s.expertCard(ctx, scope.Station(), person); err != nil {
		return err
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		box, err := s.vault.Box(ctx, tx, station.Tenant{Station: scope.Station()})
		if err != nil {
			return err
		}
		note, err := box.Seal(noteAt(person), []byte(d.Note))
		if err != nil {
			return err
		}
		var until any
		if d.State == ExpertVerified {
			until = dayOf(d.ValidUntil)
		}
		done, err := tx.Exec(ctx, `
			update experts set state = @state, note = @note, decided_by = @by, decided_at = @now, valid_until = @until::text::date, rank = case when @state = 'verified' then @rank else rank end, rev = rev + 1
			 where station_id = @station and person_id = @person and rev = @rev`,
			args{"state": string(d.State), "note": note, "by": scope.Actor().Person, "now": s.clock(), "until": until, "rank": string(d.Rank), "station": scope.Station(), "person": person, "rev": d.Rev})
		if err != nil {
			return fmt.Errorf("decide over an expert: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("expert.changed_meanwhile")}
		}
		if err := also.run(ctx, tx); err != nil {
			return err
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "expert."+string(d.State), uuid.UUID(person).String(), map[string]any{"rank": string(d.Rank), "until": until})
	})
}

// ExpertEnding is an expert whose verification ends soon or has ended lately.
type ExpertEnding struct {
	Station station.StationID
	Person  station.PersonID
	Until   time.Time
	Ended   bool // today is the last day, or it is over
}

// ExpertsEnding lists, through the worker's own door, whose verification ends within thirty days or ended in the last seven.
func ExpertsEnding(ctx context.Context, worker *pg.DB, now time.Time) (out []ExpertEnding, err error) {
	err = worker.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `
			select station_id, person_id, valid_until, valid_until <= @today::date from experts
			 where state = 'verified' and valid_until between @today::date - 7 and @today::date + 30 order by station_id, person_id`, args{"today": dayOf(now)})
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, pgx.RowToStructByPos[ExpertEnding])
		return err
	})
	if err != nil {
		err = errors.Join(errors.New("find whose verification ends"), err)
	}
	return out, err
}
