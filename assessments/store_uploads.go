package assessments

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// Upload is a file on its way in.
type Upload struct {
	ID      [16]byte
	List    string
	Name    string
	Body    []byte
	Choices json.RawMessage
}

// SaveUpload keeps a file, with what is chosen of it already, until its import is confirmed or
// dropped, a day at most.
func (r *Room) SaveUpload(ctx context.Context, scope accounts.Scope, list, name string, body []byte, choices ...byte) ([16]byte, error) {
	id, err := newID()
	if err != nil {
		return id, err
	}
	if len(choices) == 0 {
		choices = []byte("{}")
	}
	return id, r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		sealed, err := box.Seal(atUpload(id), body)
		if err != nil {
			return fmt.Errorf("keep upload: %w", err)
		}
		head, err := put(box, atUploadHead(id), sealedHead{name, choices})
		if err != nil {
			return fmt.Errorf("keep upload: %w", err)
		}
		if _, err := tx.Exec(ctx, `delete from uploads where company_id = @company and at < @old`, args{"company": scope.Company(), "old": r.clock().Add(-24 * time.Hour)}); err != nil {
			return fmt.Errorf("drop old uploads: %w", err)
		}
		_, err = tx.Exec(ctx, `
			insert into uploads (company_id, id, list, sealed, sealed_head, person_id, at)
			values (@company, @id, @list, @sealed, @head, @person, @now)`,
			args{"company": scope.Company(), "id": id, "list": list, "sealed": sealed, "head": head, "person": scope.Actor().Person, "now": r.clock()})
		if err != nil {
			return fmt.Errorf("keep upload: %w", err)
		}
		return nil
	})
}

// Upload gives a kept file.
func (r *Room) Upload(ctx context.Context, scope accounts.Scope, id [16]byte) (Upload, error) {
	u := Upload{ID: id}
	err := r.readBoxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		var name *string
		var sealed []byte
		err := tx.QueryRow(ctx, `select list, file_name, body, choices, sealed from uploads where company_id = @company and id = @id`,
			args{"company": scope.Company(), "id": id}).Scan(&u.List, &name, &u.Body, &u.Choices, &sealed)
		if err != nil {
			return err
		}
		if name != nil {
			u.Name = *name // an earlier station kept it
			return nil
		}
		head, err := uploadHead(ctx, tx, box, scope, id)
		if err != nil {
			return err
		}
		u.Name, u.Choices = head.Name, head.Choices
		u.Body, err = box.Open(atUpload(id), sealed)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return u, notFound(err)
	}
	return u, err
}

// uploadHead reads the name and the choices of a file that is sealed.
func uploadHead(ctx context.Context, tx pgx.Tx, box *accounts.Box, scope accounts.Scope, id [16]byte) (head sealedHead, err error) {
	var sealed []byte
	err = tx.QueryRow(ctx, `select sealed_head from uploads where company_id = @company and id = @id`, args{"company": scope.Company(), "id": id}).Scan(&sealed)
	if err == nil {
		err = take(box, atUploadHead(id), sealed, &head)
	}
	return head, err
}

// ChooseUpload keeps what the person chose of a file: sheet, header row, columns. Of a file that is gone nothing is kept.
func (r *Room) ChooseUpload(ctx context.Context, scope accounts.Scope, id [16]byte, choices json.RawMessage) error {
	return r.boxed(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx, box *accounts.Box) error {
		if _, err := sealUploads(ctx, tx, box, scope.Company()); err != nil {
			return err
		}
		head, err := uploadHead(ctx, tx, box, scope, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		head.Choices = choices
		sealed, err := put(box, atUploadHead(id), head)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `update uploads set sealed_head = @head where company_id = @company and id = @id`, args{"head": sealed, "company": scope.Company(), "id": id})
		return err
	})
}

func dropUpload(ctx context.Context, tx pgx.Tx, scope accounts.Scope, id [16]byte) error {
	if _, err := tx.Exec(ctx, `delete from uploads where company_id = @company and id = @id`, args{"company": scope.Company(), "id": id}); err != nil {
		return fmt.Errorf("drop upload: %w", err)
	}
	return nil
}

// Imported says whether this very import has been carried out already: a button pressed twice.
func (r *Room) Imported(ctx context.Context, scope accounts.Scope, list string, request uuid.UUID) (done bool, err error) {
	err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, `select exists (select from commands where company_id = @company and request_id = @request and what like @what || '%')`,
			args{"company": scope.Company(), "request": request, "what": "list." + list}).Scan(&done)
	})
	return done, err
}
