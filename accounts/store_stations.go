package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// FirstStation is the station of an installation that has only one.
var FirstStation = station.StationID{0x01, 0x93, 0x5e, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1}

// Station is who runs the service for a city: what its pages show of it.
type Station struct {
	ID           station.StationID
	Host         string // the name that its visitors type; empty = every host that no other station has
	NameZh       string
	NameEn       string
	ShortZh      string
	ShortEn      string
	DeskPhone    string
	Districts    []District
	ICPRecord    string // 备案号
	PoliceRecord string // 公安备案号
	Rev          int64
	SettingsRev  int64 // rises with what the station sets for itself elsewhere: see SettingsChanged
	Logo         Logo
}

// Logo is a station's own mark; the zero value is the built-in one.
type Logo struct {
	File   [16]byte
	Digest string // of its content; part of its address
	Type   string
}

// Name is the station's name in a language, zh or en.
func (s Station) Name(lang string) string {
	if lang == "en" {
		return s.NameEn
	}
	return s.NameZh
}

// Short is the name for a phone's width; may be empty.
func (s Station) Short(lang string) string {
	if lang == "en" {
		return s.ShortEn
	}
	return s.ShortZh
}

// District is one district of a station's city.
type District struct {
	Key string `json:"key"`
	Zh  string `json:"zh"`
	En  string `json:"en"`
}

const stationColumns = `id, coalesce(host, ''), name_zh, name_en, short_zh, short_en, desk_phone, districts, icp_record, police_record, rev, settings_rev, coalesce(logo_id, '00000000-0000-0000-0000-000000000000'), logo_digest, logo_type`

func scanStation(row pgx.Row) (Station, error) {
	var s Station
	var districts []byte
	if err := row.Scan(&s.ID, &s.Host, &s.NameZh, &s.NameEn, &s.ShortZh, &s.ShortEn, &s.DeskPhone, &districts, &s.ICPRecord, &s.PoliceRecord, &s.Rev, &s.SettingsRev, &s.Logo.File, &s.Logo.Digest, &s.Logo.Type); err != nil {
		return s, err
	}
	return s, json.Unmarshal(districts, &s.Districts)
}

// Stations lists the stations of the installation, by name.
func (s *Store) Stations(ctx context.Context) ([]Station, error) {
	var out []Station
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		rows, err := tx.Query(ctx, `select `+stationColumns+` from stations order by name_zh, id`)
		if err != nil {
			return fmt.Errorf("list stations: %w", err)
		}
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Station, error) { return scanStation(row) })
		return err
	})
	return out, err
}

// Registered counts the companies that are registered at a station, whether they agree to anything or not.
func (s *Store) Registered(ctx context.Context, at station.StationID) (n int, err error) {
	err = s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		return tx.QueryRow(ctx, `select count(*)::int from companies where station_id = @station and deleted_at is null`, args{"station": at}).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count companies: %w", err)
	}
	return n, nil
}

// NameFirstStation gives the station of a new installation its words; one that has them keeps them.
func (s *Store) NameFirstStation(ctx context.Context, as Station) error {
	districts, err := json.Marshal(as.Districts)
	if err != nil {
		return fmt.Errorf("districts: %w", err)
	}
	return s.db.Global(ctx, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			update stations set name_zh = @zh, name_en = @en, short_zh = @short_zh, short_en = @short_en, desk_phone = @phone, districts = @districts
			 where id = @id and districts = '[]'`,
			args{"id": FirstStation, "zh": as.NameZh, "en": as.NameEn, "short_zh": as.ShortZh, "short_en": as.ShortEn, "phone": as.DeskPhone, "districts": districts})
		if err != nil {
			return fmt.Errorf("name the station: %w", err)
		}
		return nil
	})
}

// AddStation founds another station on this installation, with its first people, all or nothing; only its operator calls it. Faults:
// Conflict when another station has the host or somebody the address, Invalid without names or districts or for a password.
func (s *Store) AddStation(ctx context.Context, as Station, heads ...NewPerson) (station.StationID, error) {
	if err := as.check(); err != nil {
		return station.StationID{}, err
	}
	fresh, err := newID()
	if err != nil {
		return station.StationID{}, err
	}
	districts, err := json.Marshal(as.Districts)
	if err != nil {
		return station.StationID{}, fmt.Errorf("districts: %w", err)
	}
	as.ID = fresh
	var first []func(ctx context.Context, tx Tx) error
	for _, head := range heads {
		add, err := s.newStaff(ctx, as.ID, station.Security, head)
		if err != nil {
			return station.StationID{}, err
		}
		first = append(first, add)
	}
	return as.ID, s.db.Station(ctx, as.ID, func(ctx context.Context, tx Tx) error {
		_, err := tx.Exec(ctx, `
			insert into stations (id, host, name_zh, name_en, short_zh, short_en, desk_phone, districts, icp_record, police_record, created_at)
			values (@id, nullif(@host, ''), @zh, @en, @short_zh, @short_en, @phone, @districts, @icp, @police, @now)`,
			args{"id": as.ID, "host": as.Host, "zh": as.NameZh, "en": as.NameEn, "short_zh": as.ShortZh, "short_en": as.ShortEn, "phone": as.DeskPhone,
				"districts": districts, "icp": as.ICPRecord, "police": as.PoliceRecord, "now": s.clock()})
		if err := hostTaken(err); err != nil {
			return err
		}
		if err := s.RecordFor(ctx, tx, station.Actor{}, station.Tenant{Station: as.ID}, "station.found", "", nil); err != nil {
			return err
		}
		for _, add := range first {
			if err := add(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

func hostTaken(err error) error {
	if pg.Violates(err, "stations_host_key") || pg.Violates(err, "stations_one_for_any_host") {
		return &station.Fault{Kind: station.Conflict, Say: station.Say("station.host_taken"), Err: err}
	}
	return err
}

// check finds what a station lacks.
func (s Station) check() error {
	if len([]rune(strings.TrimSpace(s.NameZh))) < 2 || len([]rune(strings.TrimSpace(s.NameEn))) < 2 {
		return invalid("station.name_missing")
	}
	if len(s.Districts) == 0 {
		return invalid("station.districts_missing")
	}
	seen := map[string]bool{}
	for _, d := range s.Districts {
		if d.Key == "" || d.Zh == "" || d.En == "" || seen[d.Key] {
			return invalid("station.district_wrong")
		}
		seen[d.Key] = true
	}
	return nil
}

// ChangeStation changes what the scope's station shows of itself. Faults: Conflict when somebody
// else has changed it since rev, or the host is another's; Invalid.
func (s *Store) ChangeStation(ctx context.Context, scope Scope, as Station) error {
	if err := as.check(); err != nil {
		return err
	}
	districts, err := json.Marshal(as.Districts)
	if err != nil {
		return fmt.Errorf("districts: %w", err)
	}
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error {
		done, err := tx.Exec(ctx, `
			update stations set name_zh = @zh, name_en = @en, short_zh = @short_zh, short_en = @short_en, desk_phone = @phone,
			       districts = @districts, icp_record = @icp, police_record = @police, rev = rev + 1
			 where id = @id and rev = @rev`,
			args{"id": scope.Station(), "rev": as.Rev, "zh": as.NameZh, "en": as.NameEn, "short_zh": as.ShortZh, "short_en": as.ShortEn,
				"phone": as.DeskPhone, "districts": districts, "icp": as.ICPRecord, "police": as.PoliceRecord})
		if err != nil {
			return fmt.Errorf("change station: %w", err)
		}
		if done.RowsAffected() == 0 {
			return &station.Fault{Kind: station.Conflict, Say: station.Say("station.changed_meanwhile")}
		}
		return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "station.change", "", map[string]any{"rev": as.Rev + 1})
	})
}

// SetLogo gives the scope's station a mark of its own, in the station's open transaction; the zero Logo takes it away.
func (s *Store) SetLogo(ctx context.Context, tx Tx, scope Scope, logo Logo) error {
	_, err := tx.Exec(ctx, `update stations set logo_id = @file, logo_digest = @digest, logo_type = @type where id = @id`,
		args{"id": scope.Station(), "file": orNothing(logo.File), "digest": logo.Digest, "type": logo.Type})
	if err != nil {
		return fmt.Errorf("set logo: %w", err)
	}
	return s.RecordFor(ctx, tx, scope.Actor(), scope.Tenant(), "station.logo", "", map[string]any{"digest": logo.Digest})
}

// DropLogo takes the mark of the scope's station away.
func (s *Store) DropLogo(ctx context.Context, scope Scope) error {
	return s.db.Station(ctx, scope.Station(), func(ctx context.Context, tx Tx) error { return s.SetLogo(ctx, tx, scope, Logo{}) })
}

// orNothing is an id for a column that may be empty.
func orNothing(id [16]byte) *[16]byte {
	if id == ([16]byte{}) {
		return nil
	}
	return &id
}

// StationCard gives the station of an id. Fault: NotFound.
func (s *Store) StationCard(ctx context.Context, id station.StationID) (Station, error) {
	var out Station
	err := s.db.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		out, err = scanStation(tx.QueryRow(ctx, `select `+stationColumns+` from stations where id = @id`, args{"id": id}))
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return out, notFound(err)
	}
	return out, err
}

func notFound(err error) error {
	return &station.Fault{Kind: station.NotFound, Say: station.Say("fault.not_found"), Err: err}
}

// Unit is a part of a station, such as a district's desk.
type Unit struct {
	ID       station.UnitID
	NameZh   string
	NameEn   string
	District string // key of the district it serves; empty = all
	ClosedAt *time.Time
	Staff    int // people who work in it
}

// Name is the unit's name in a language, zh or en.
func (u Unit) Name(lang string) string {
	if lang == "en" {
		return u.NameEn
	}
	return u.NameZh
}
