package insights

import (
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Brief is a monthly brief of a station: a draft, or published and unchangeable.
type Brief struct {
	ID          uuid.UUID // given by the form: sent twice it is one
	Version     int
	Corrects    uuid.UUID // the published one that this puts right; zero for none
	CorrectedBy uuid.UUID // the published one that puts this right
	Release     string    // its hash
	Cut         time.Time // the day of the release
	Draft       brief.Draft
	Published   bool
	Rev         int64 // of a draft: changes are made to the one that was seen
	By          string
	Changed     time.Time
	PublishedBy string
	PublishedAt *time.Time
}

// Briefs keeps the briefs of stations. It is safe for many at once.
type Briefs struct {
	db     *pg.DB
	people *accounts.Store
	vault  *accounts.Vault
	clock  func() time.Time
}

// NewBriefs makes the store of briefs.
func NewBriefs(db *pg.DB, people *accounts.Store, vault *accounts.Vault, clock func() time.Time) *Briefs {
	return &Briefs{db: db, people: people, vault: vault, clock: clock}
}
