package web

import (
	"context"
	"fmt"
	"mime/multipart"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// noteBody is the largest body of a form that brings files with a note, in bytes. It stays below what a multipart form keeps in memory:
// no plain text touches a disk.
const noteBody = reviews.MostFiles*5<<20 + 512<<10

// withFiles takes the files of a form along with what it says: they are kept in the same transaction, or not at all. Their ids follow from
// the comment's, so that a form that is sent twice brings them once. close is to be called when all is done.
func (p *Portal) withFiles(c *fiber.Ctx, words *reviews.Said) (closeAll func(), err error) {
	var sent []files.Sent
	var open []multipart.File
	closeAll = func() {
		for _, f := range open {
			_ = f.Close()
		}
	}
	form, err := c.MultipartForm()
	if err != nil {
		return closeAll, nil // a form without files
	}
	for _, header := range form.File["file"] {
		if header.Filename == "" && header.Size == 0 {
			continue // none was chosen
		}
		f, err := header.Open()
		if err != nil {
			return closeAll, err
		}
		open = append(open, f)
		id := uuid.NewSHA1(words.ID, fmt.Append(nil, "file ", len(sent)))
		sent = append(sent, files.Sent{Upload: files.Upload{ID: files.ID(id), Name: header.Filename, Size: header.Size, Purpose: files.Note, By: actor(c).Person}, From: f})
	}
	if len(sent) == 0 {
		return closeAll, nil
	}
	if len(sent) > reviews.MostFiles {
		return closeAll, &station.Fault{Kind: station.Invalid, Say: station.Say("thread.many_files", "most", reviews.MostFiles)}
	}
	s := scope(c)
	words.Files = func(ctx context.Context, do func(ctx context.Context, tx reviews.Tx, kept []uuid.UUID) error) error {
		_, err := p.rooms.Files.PutAll(ctx, station.Tenant{Company: s.Company()}, s.Actor().Station, sent, func(ctx context.Context, tx pg.Tx, all []files.File) error {
			kept := make([]uuid.UUID, len(all))
			for i, f := range all {
				kept[i] = uuid.UUID(f.ID)
			}
			return do(ctx, tx, kept)
		})
		return err
	}
	return closeAll, nil
}

// attachedTo are the files of what a page shows, by id. What was taken away meanwhile is not among them.
func (p *Portal) attachedTo(c *fiber.Ctx, comments ...reviews.Comment) (map[uuid.UUID]files.File, error) {
	var ids []files.ID
	for _, one := range comments {
		for _, f := range one.Files {
			ids = append(ids, files.ID(f))
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := p.rooms.Files.Look(c.UserContext(), station.Tenant{Company: scope(c).Company()}, ids...)
	out := make(map[uuid.UUID]files.File, len(found))
	for _, f := range found {
		out[uuid.UUID(f.ID)] = f
	}
	return out, err
}

// commentsOf are the comments of threads.
func commentsOf(all []reviews.Thread) (out []reviews.Comment) {
	for _, t := range all {
		out = append(out, t.Comments...)
	}
	return out
}

// giveAttachment hands out a file of a comment to who sees the comment.
func (p *Portal) giveAttachment(c *fiber.Ctx) error {
	found, err := p.comment(c)
	if err != nil {
		return err
	}
	which, err := id(c, "file")
	if err != nil {
		return err
	}
	if !slices.Contains(found.Files, uuid.UUID(which)) {
		return fiber.ErrNotFound
	}
	return p.giveFile(c, station.Tenant{Company: scope(c).Company()}, files.ID(which))
}

// noteFile names a file on a page, with its size.
func noteFile(f files.File) string {
	return f.Name + " · " + sizeOf(int(max(f.Size, 1<<10)))
}

// SourceRow is one citation of a form.
type SourceRow struct {
	N               int // from 1
	Source, Article string
}

// Sources are the rows for citations of a form, one at the least.
func (f Form) Sources() []SourceRow {
	sources, articles := f.Values["source"], f.Values["article"]
	out := make([]SourceRow, max(len(sources), 1))
	for i := range out {
		out[i].N = i + 1
		if i < len(sources) {
			out[i].Source = sources[i]
		}
		if i < len(articles) {
			out[i].Article = articles[i]
		}
	}
	return out
}

// MoreSources tells whether there is room for another citation.
func (f Form) MoreSources() bool { return len(f.Values["source"]) < reviews.MostCitations }

// Has tells whether a value of a name was posted.
func (f Form) Has(name, value string) bool { return slices.Contains(f.Values[name], value) }

// moreSources adds a row to a form that asks for one, and tells whether it did.
func moreSources(c *fiber.Ctx, form *Form) bool {
	if c.FormValue("more") == "" {
		return false
	}
	if len(form.Values["source"]) == 0 {
		form.Values["source"] = []string{""}
	}
	if form.MoreSources() {
		form.Values["source"] = append(form.Values["source"], "")
	}
	return true
}

// citedIn puts citations into a form.
func citedIn(form *Form, all []reviews.Citation) {
	for _, one := range all {
		form.Values["source"] = append(form.Values["source"], one.Source)
		form.Values["article"] = append(form.Values["article"], one.Article)
	}
}
