package web_test

import (
	"context"
	"io"
	"strings"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
)

// fileSealer seals files in the vault of the tenants' keys.
type fileSealer struct{ accounts.Streams }

func (f fileSealer) SealStream(ctx context.Context, tenant station.Tenant, at files.Place, to io.Writer) (io.WriteCloser, error) {
	return f.Streams.SealStream(ctx, tenant, accounts.At(at.Kind, at.Row), to)
}

func (f fileSealer) OpenStream(ctx context.Context, tenant station.Tenant, at files.Place, from io.Reader) (io.Reader, error) {
	return f.Streams.OpenStream(ctx, tenant, accounts.At(at.Kind, at.Row), from)
}

// pdf is a file that tells its canary.
func pdf(canary string) *strings.Reader {
	return strings.NewReader("%PDF-1.7\n" + canary + "\n%%EOF\n")
}

// keepFile hands the company's licence in, named after its canary, and has somebody claim its code, so that
// every table about it has a row of the company.
func (p *portal) keepFile(f *firm) {
	p.t.Helper()
	ctx := context.Background()
	s := p.scope(f.owner, "company.verify")
	_, err := p.filing.Put(ctx, f.owner.Tenant(), files.Upload{Name: f.canary + ".pdf", Purpose: files.Licence, By: f.owner.Person}, pdf(f.canary),
		func(ctx context.Context, tx pg.Tx, kept files.File) error {
			return p.people.AskVerification(ctx, tx, s, uuid.UUID(kept.ID))
		})
	p.must(err)
	auditor := station.Actor{Person: station.PersonID{8}, Role: station.Auditor, Station: f.owner.Station, Strong: true}
	p.must(p.people.Looked(ctx, p.scope(auditor, "audit.read"), accounts.Audited{Whose: f.owner.Tenant()}, "audit.read"))
}
