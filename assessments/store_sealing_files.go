package assessments

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

type plainChange struct {
	List    string
	Version int64
	Key     string
	Cells   []byte
	Asked   map[string]int64
}

func sealRowChanges(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var c rowColumnsIn
	var lists, was []string
	var versions []int64
	return batchOf(ctx, tx, `
		select list, version, row_key, cells, asked from list_changes where company_id = @company and sealed is null limit @n for update`, args{"company": company, "n": rowBatch},
		func(p plainChange) error {
			in := sealedRow{Key: p.Key, Asked: p.Asked}
			if p.Cells != nil {
				if err := unmarshalExact(p.Cells, &in.Cells); err != nil {
					return err
				}
			}
			mark, err := rowMark(box, p.List, p.Key)
			if err != nil {
				return err
			}
			lists, versions, was = append(lists, p.List), append(versions, p.Version), append(was, p.Key)
			text, err := json.Marshal(in)
			if err != nil {
				return err
			}
			return c.note(box, p.List, p.Version, mark, text)
		}, `
		update list_changes o set row_key = f.mark, cells = null, asked = '{}', sealed = f.sealed
		  from unnest(@lists::text[], @versions::bigint[], @was::text[], @marks::text[], @sealed::bytea[]) as f(list, version, was, mark, sealed)
		 where o.company_id = @company and o.list = f.list and o.version = f.version and o.row_key = f.was`,
		func() args {
			return args{"company": company, "lists": lists, "versions": versions, "was": was, "marks": c.changed, "sealed": c.changes}
		})
}

type plainProfile struct {
	ID       ProfileID
	Document []byte
	sealedLine
}

func sealProfiles(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var ids [][16]byte
	var documents, lines [][]byte
	return batchOf(ctx, tx, `
		select id, document, completeness, worst, best, shown, findings, open_items from profiles
		 where company_id = @company and sealed is null limit @n for update`, args{"company": company, "n": fileBatch},
		func(p plainProfile) error {
			sealed, line, err := sealProfile(box, p.ID, p.Document, p.sealedLine)
			ids, documents, lines = append(ids, p.ID), append(documents, sealed), append(lines, line)
			return err
		}, `
		update profiles o set sealed = f.sealed, sealed_line = f.line, document = null,
		       completeness = null, worst = null, best = null, shown = null, findings = null, open_items = null
		  from unnest(@ids::uuid[], @sealed::bytea[], @lines::bytea[]) as f(id, sealed, line)
		 where o.company_id = @company and o.id = f.id`,
		func() args { return args{"company": company, "ids": ids, "sealed": documents, "lines": lines} })
}

type plainUpload struct {
	ID      [16]byte
	Name    string
	Body    []byte
	Choices json.RawMessage
}

func sealUploads(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var ids [][16]byte
	var bodies, heads [][]byte
	return batchOf(ctx, tx, `
		select id, file_name, body, choices from uploads where company_id = @company and sealed is null limit @n for update`, args{"company": company, "n": fileBatch},
		func(u plainUpload) error {
			body, err := box.Seal(atUpload(u.ID), u.Body)
			if err != nil {
				return err
			}
			head, err := put(box, atUploadHead(u.ID), sealedHead{u.Name, u.Choices})
			ids, bodies, heads = append(ids, u.ID), append(bodies, body), append(heads, head)
			return err
		}, `
		update uploads o set sealed = f.sealed, sealed_head = f.head, body = null, file_name = null, choices = '{}'
		  from unnest(@ids::uuid[], @sealed::bytea[], @heads::bytea[]) as f(id, sealed, head)
		 where o.company_id = @company and o.id = f.id`,
		func() args { return args{"company": company, "ids": ids, "sealed": bodies, "heads": heads} })
}

type plainCommand struct {
	Request [16]byte
	What    string
}

func sealCommands(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID) (int, error) {
	var requests [][16]byte
	var whats []string
	return batchOf(ctx, tx, `
		select request_id, what from commands where company_id = @company and what !~ ' sealed1\.' limit @n for update`, args{"company": company, "n": smallBatch},
		func(c plainCommand) error {
			what, digest, _ := strings.Cut(c.What, " ")
			mark, err := contentMark(box, digest)
			requests, whats = append(requests, c.Request), append(whats, what+" "+mark)
			return err
		}, `
		update commands o set what = f.what from unnest(@requests::uuid[], @whats::text[]) as f(request_id, what)
		 where o.company_id = @company and o.request_id = f.request_id`,
		func() args { return args{"company": company, "requests": requests, "whats": whats} })
}

type plainJudgement struct {
	Check CheckID
	ID    [16]byte
	sealedDigests
}

// sealJudgements seals the records of a company, or of one check of it.
func sealJudgements(ctx context.Context, tx pgx.Tx, box *accounts.Box, company station.CompanyID, check *CheckID) (int, error) {
	var checks, ids [][16]byte
	var inputs, outcomes []string
	var all [][]byte
	one := CheckID{}
	if check != nil {
		one = *check
	}
	return batchOf(ctx, tx, `
		select check_id, id, input_digest, outcome_digest from judgements
		 where company_id = @company and (@every or check_id = @check) and sealed is null limit @n for update`, args{"company": company, "every": check == nil, "check": one, "n": smallBatch},
		func(j plainJudgement) error {
			input, outcome, sealed, err := sealDigests(box, j.Check, j.ID, j.sealedDigests)
			checks, ids = append(checks, j.Check), append(ids, j.ID)
			inputs, outcomes, all = append(inputs, input), append(outcomes, outcome), append(all, sealed)
			return err
		}, `
		update judgements o set input_digest = f.input, outcome_digest = f.outcome, sealed = f.sealed
		  from unnest(@checks::uuid[], @ids::uuid[], @inputs::text[], @outcomes::text[], @sealed::bytea[]) as f(check_id, id, input, outcome, sealed)
		 where o.company_id = @company and o.check_id = f.check_id and o.id = f.id`,
		func() args {
			return args{"company": company, "checks": checks, "ids": ids, "inputs": inputs, "outcomes": outcomes, "sealed": all}
		})
}
