package reviews

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Doubted is what experts said of a company's reports, as figures take it along.
type Doubted struct {
	Overrides []Override                    // those in force, the latest judgement first
	Corrected map[uuid.UUID]map[string]bool // report → findings that a dispute has corrected
}

// DoubtedOf reads what experts said of companies that agreed to be counted, through the builder's own door; nothing of others is seen there.
func (r *Room) DoubtedOf(ctx context.Context, builder *pg.DB, companies []station.CompanyID) (map[station.CompanyID]*Doubted, error) {
	out := map[station.CompanyID]*Doubted{}
	for _, c := range companies {
		out[c] = &Doubted{Corrected: map[uuid.UUID]map[string]bool{}}
	}
	err := builder.ReadGlobal(ctx, func(ctx context.Context, tx Tx) error {
		boxes, err := r.vault.Boxes(ctx, tx, companies)
		if err != nil {
			return err
		}
		if err := overruledOf(ctx, tx, companies, boxes, out); err != nil {
			return err
		}
		return correctedOf(ctx, tx, companies, boxes, out)
	})
	return out, err
}

func overruledOf(ctx context.Context, tx Tx, companies []station.CompanyID, boxes map[station.CompanyID]*accounts.Box, out map[station.CompanyID]*Doubted) error {
	rows, err := tx.Query(ctx, `
		select o.company_id, o.id, o.profile_id, o.state, o.until, o.decided_at, o.sealed from review_overrides o
		 where o.company_id = any(@companies::uuid[]) and o.state in ('approved', 'to_review')
		   and exists (select from reviews v where v.station_id = o.station_id and v.id = o.review_id and v.state in ('accepted', 'signed', 'ended'))
		 order by o.company_id, o.decided_at desc, o.id desc`, args{"companies": rawIDs(companies)})
	if err != nil {
		return fmt.Errorf("read overrides to count: %w", err)
	}
	var company station.CompanyID
	var s sealedOverride
	_, err = pgx.ForEachRow(rows, []any{&company, &s.ID, &s.Profile, &s.State, &s.Until, &s.DecidedAt, &s.sealed}, func() error {
		box := boxes[company]
		if box == nil {
			return nil
		}
		o, err := s.open(box)
		if err == nil {
			out[company].Overrides = append(out[company].Overrides, o)
		}
		s.sealed = nil
		return err
	})
	if err != nil {
		return fmt.Errorf("read overrides to count: %w", err)
	}
	return nil
}

func correctedOf(ctx context.Context, tx Tx, companies []station.CompanyID, boxes map[station.CompanyID]*accounts.Box, out map[station.CompanyID]*Doubted) error {
	rows, err := tx.Query(ctx, `
		select company_id, id, profile_id, sealed from disputes where company_id = any(@companies::uuid[]) and state = 'corrected' order by company_id, id`, args{"companies": rawIDs(companies)})
	if err != nil {
		return fmt.Errorf("read disputes to count: %w", err)
	}
	var company station.CompanyID
	var id, profile uuid.UUID
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&company, &id, &profile, &sealed}, func() error {
		box := boxes[company]
		if box == nil {
			return nil
		}
		text, err := box.Open(disputeAt(id), sealed)
		sealed = nil
		if err != nil {
			return err
		}
		var in disputed
		if err := json.Unmarshal(text, &in); err != nil {
			return err
		}
		of := out[company].Corrected
		if of[profile] == nil {
			of[profile] = map[string]bool{}
		}
		of[profile][in.Finding] = true
		return nil
	})
	if err != nil {
		return fmt.Errorf("read disputes to count: %w", err)
	}
	return nil
}

// rawIDs are ids as one statement takes many.
func rawIDs(companies []station.CompanyID) [][16]byte {
	out := make([][16]byte, len(companies))
	for i, id := range companies {
		out[i] = id
	}
	return out
}
