package assessments

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// boxed runs fn in a transaction of a company, with the keys of its data.
func (r *Room) boxed(ctx context.Context, company station.CompanyID, fn func(ctx context.Context, tx pg.Tx, box *accounts.Box) error) error {
	return r.db.Tenant(ctx, company, func(ctx context.Context, tx pg.Tx) error {
		box, err := r.vault.Box(ctx, tx, station.Tenant{Company: company})
		if err != nil {
			return err
		}
		return fn(ctx, tx, box)
	})
}

// readBoxed is boxed for fn that only reads.
func (r *Room) readBoxed(ctx context.Context, company station.CompanyID, fn func(ctx context.Context, tx pg.Tx, box *accounts.Box) error) error {
	return r.db.ReadTenant(ctx, company, func(ctx context.Context, tx pg.Tx) error {
		box, err := r.vault.ReadBox(ctx, tx, station.Tenant{Company: company})
		if err != nil {
			return err
		}
		return fn(ctx, tx, box)
	})
}

// Forget drops what is kept in memory of a company, for one whose keys were destroyed.
func (r *Room) Forget(company station.CompanyID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key := range r.recent {
		if key.company == company {
			delete(r.recent, key)
		}
	}
}

// What is sealed where. The names are authenticated with all that was sealed under them: they are never changed.
func atAnswer(check CheckID, rev int64) accounts.Place {
	return accounts.At("answers.sealed", uuid.UUID(check).String(), strconv.FormatInt(rev, 10))
}
func atMapping(list string) accounts.Place { return accounts.At("lists.sealed", list) }
func atRow(list, mark string) accounts.Place {
	return accounts.At("list_rows.sealed", list, mark)
}
func atRowChange(list string, version int64, mark string) accounts.Place {
	return accounts.At("list_changes.sealed", list, strconv.FormatInt(version, 10), mark)
}
func atUpload(id [16]byte) accounts.Place {
	return accounts.At("uploads.sealed", uuid.UUID(id).String())
}
func atUploadHead(id [16]byte) accounts.Place {
	return accounts.At("uploads.sealed_head", uuid.UUID(id).String())
}
func atProfile(id ProfileID) accounts.Place {
	return accounts.At("profiles.sealed", uuid.UUID(id).String())
}
func atProfileLine(id ProfileID) accounts.Place {
	return accounts.At("profiles.sealed_line", uuid.UUID(id).String())
}
func atJudgement(check CheckID, id [16]byte) accounts.Place {
	return accounts.At("judgements.sealed", uuid.UUID(check).String(), uuid.UUID(id).String())
}

// placeMark is the blind index of a place: answers to one question of one country have the same.
func placeMark(box *accounts.Box, p Place) (string, error) {
	text, err := json.Marshal([]string{string(p.Scope), p.Subject, p.Key})
	if err != nil {
		return "", fmt.Errorf("mark of an answer: %w", err)
	}
	return box.Index("answers.mark", text)
}

// rowMark stands in the place of a row's key, which is a name or a number of a person.
func rowMark(box *accounts.Box, list, key string) (string, error) {
	return box.Index("list_rows.row_key", []byte(list+"\x1f"+key))
}

// contentMark stands in the place of the digest of what a command said: who knows what can be said could find it by trying.
func contentMark(box *accounts.Box, digest string) (string, error) {
	return box.Index("commands.what", []byte(digest))
}

// sealedAnswer is an answer as it is sealed.
type sealedAnswer struct {
	Scope   rules.Scope     `json:"scope"`
	Subject string          `json:"subject,omitempty"`
	Key     string          `json:"key"`
	Said    Said            `json:"said"`
	Value   json.RawMessage `json:"value,omitempty"`
	Asked   int64           `json:"asked,omitempty"` // as in the column, which anybody who writes to the table can change
}

// sealedRow is a row of a list as it is sealed; without cells, a row that is gone.
type sealedRow struct {
	Key   string           `json:"key"`
	Cells rules.Row        `json:"cells"`
	Asked map[string]int64 `json:"asked,omitempty"` // columns that had not always been as they were asked
}

// sealedHead is what is known of a file beside its content.
type sealedHead struct {
	Name    string          `json:"name"`
	Choices json.RawMessage `json:"choices"`
}

// sealedLine is what a list shows of a profile.
type sealedLine struct {
	Completeness int  `json:"completeness"`
	Worst        int  `json:"worst"`
	Best         int  `json:"best"`
	Shown        bool `json:"shown"`
	Findings     int  `json:"findings"`
	Open         int  `json:"open"`
}

// sealedDigests are those of a judgement.
type sealedDigests struct {
	Input   string `json:"input"`
	Outcome string `json:"outcome"`
}

// put seals a value as JSON.
func put(box *accounts.Box, at accounts.Place, v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return box.Seal(at, text)
}

// take opens what put sealed, with numbers as they were written.
func take(box *accounts.Box, at accounts.Place, sealed []byte, into any) error {
	text, err := box.Open(at, sealed)
	if err != nil {
		return err
	}
	if err := unmarshalExact(text, into); err != nil {
		return fmt.Errorf("read what was sealed: %w", err)
	}
	return nil
}
