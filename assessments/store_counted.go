package assessments

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// ToCount is the newest profile of a company that agreed to be counted, with what the registry says of it.
type ToCount struct {
	Company   station.CompanyID
	Section   string // letter of GB/T 4754
	District  string
	Group     string // legal group as the company states it; may be empty
	Countries []string
	At        time.Time
	Kept      *Profile
}

// storedToCount is ToCount as its row is.
type storedToCount struct {
	ToCount
	stored storedProfile
	digest string
}

// ToCount reads, through the builder's own door, a page of a station's companies that agree to be counted in this version of the consent, with the
// newest profile that each submitted from a moment on and before another. The page goes on after a company; it is empty at the end. A company whose keys were
// destroyed meanwhile is left out.
func (r *Room) ToCount(ctx context.Context, builder *pg.DB, at station.StationID, version string, from, before time.Time, after station.CompanyID) (page []ToCount, last station.CompanyID, err error) {
	var found []storedToCount
	err = builder.ReadGlobal(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `
			select a.company_id, a.section, a.district, a.group_name, a.countries, p.id, p.at, p.digest, p.document, p.sealed
			  from agreed_to_count a
			 cross join lateral (
			   select id, at, digest, document, sealed from profiles
			    where company_id = a.company_id and at >= @from and at < @before order by at desc, id desc limit 1) p
			 where a.station_id = @station and a.version = @version and a.company_id > @after
			 order by a.company_id limit @n`,
			args{"station": at, "version": version, "from": from, "before": before, "after": after, "n": impactPage})
		if err != nil {
			return fmt.Errorf("read profiles to count: %w", err)
		}
		found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (s storedToCount, err error) {
			err = row.Scan(&s.Company, &s.Section, &s.District, &s.Group, &s.Countries, &s.stored.ID, &s.At, &s.digest, &s.stored.Document, &s.stored.Sealed)
			return s, err
		})
		if err != nil {
			return fmt.Errorf("read profiles to count: %w", err)
		}
		companies := make([]station.CompanyID, len(found))
		for i := range found {
			companies[i] = found[i].Company
		}
		boxes, err := r.vault.Boxes(ctx, tx, companies)
		for i := range found {
			found[i].stored.box = boxes[found[i].Company]
		}
		return err
	})
	for _, s := range found {
		last = s.Company
		if s.stored.Sealed != nil && s.stored.box == nil {
			continue
		}
		if s.Kept, err = s.stored.read(s.digest); err != nil {
			return nil, last, fmt.Errorf("read a profile to count: %w", err)
		}
		page = append(page, s.ToCount)
	}
	return page, last, err
}

// read opens a profile and reads its document.
func (s *storedProfile) read(digest string) (*Profile, error) {
	text, err := s.open()
	if err != nil {
		return nil, err
	}
	p := &Profile{ID: s.ID, Digest: digest, Bytes: text}
	if err := unmarshalExact(text, &p.Document); err != nil {
		return nil, err
	}
	return p, nil
}
