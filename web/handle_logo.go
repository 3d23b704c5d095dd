package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"sync"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/pg"
)

// logos are the marks of stations as they go out, by digest: a visitor's page must not open a sealed file each time.
type logos struct {
	mu    sync.Mutex
	bytes map[string][]byte
}

// mostLogos bounds what is held; marks that were replaced go with the rest.
const mostLogos = 64

func (l *logos) get(digest string) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bytes[digest]
}

func (l *logos) put(digest string, body []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bytes == nil || len(l.bytes) >= mostLogos {
		l.bytes = map[string][]byte{}
	}
	l.bytes[digest] = body
}

// giveLogo hands out the mark of a station. Its address changes with it, so browsers keep it.
func (p *Portal) giveLogo(c *fiber.Ctx) error {
	digest := c.Params("digest")
	_ = p.place(c) // reads the stations anew where that is due
	p.places.mu.Lock()
	var of accounts.Station
	for _, s := range p.places.all {
		if s.Logo.Digest == digest && digest != "" {
			of = s
		}
	}
	p.places.mu.Unlock()
	if of.Logo.Digest == "" {
		return fiber.ErrNotFound
	}
	body := p.logos.get(digest)
	if body == nil {
		_, from, err := p.rooms.Files.Open(c.UserContext(), station.Tenant{Station: of.ID}, files.ID(of.Logo.File))
		if err != nil {
			return err
		}
		defer from.Close()
		if body, err = io.ReadAll(from); err != nil {
			return err
		}
		p.logos.put(digest, body)
	}
	c.Set(fiber.HeaderContentType, of.Logo.Type)
	c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; sandbox; frame-ancestors 'none'")
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderETag, `"`+digest+`"`)
	return c.Send(body)
}

// setLogo takes a mark: the file is cleaned and kept, and the station's row changed, in one transaction.
func (p *Portal) setLogo(c *fiber.Ctx) error {
	var form Form
	file, err := handedIn(c)
	if err != nil {
		return err
	}
	if file == nil {
		form.Complain("file", station.Say("upload.choose_file"))
		return p.logoPage(c, fiber.StatusUnprocessableEntity, form)
	}
	defer file.body.Close()
	raw, err := io.ReadAll(io.LimitReader(file.body, files.Logo.MaxBytes+1))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw) // of what was sent: another picture has another address
	s, tenant := scope(c), station.Tenant{Station: scope(c).Station()}
	kept, err := p.rooms.Files.Put(c.UserContext(), tenant, files.Upload{Name: file.name, Size: int64(len(raw)), Purpose: files.Logo, By: actor(c).Person}, bytes.NewReader(raw),
		func(ctx context.Context, tx pg.Tx, f files.File) error {
			return p.rooms.People.SetLogo(ctx, tx, s, accounts.Logo{File: f.ID, Digest: hex.EncodeToString(sum[:]), Type: string(f.Type)})
		})
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain("file", f.Say)
		return p.logoPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return p.logoDone(c, tenant, kept.ID)
}

// dropLogo goes back to the built-in mark.
func (p *Portal) dropLogo(c *fiber.Ctx) error {
	if err := p.rooms.People.DropLogo(c.UserContext(), scope(c)); err != nil {
		return err
	}
	return p.logoDone(c, station.Tenant{Station: scope(c).Station()}, files.ID{})
}

// logoDone takes away every mark of the station but the one that is used, those of a change that was cut off too.
func (p *Portal) logoDone(c *fiber.Ctx, tenant station.Tenant, keep files.ID) error {
	var after files.ID
	for {
		some, err := p.rooms.Files.All(c.UserContext(), tenant, after, 100)
		if err != nil {
			return err
		}
		for _, f := range some {
			if after = f.ID; f.Purpose == files.Logo.Name && f.ID != keep {
				if err := p.rooms.Files.Delete(c.UserContext(), tenant, f.ID, nil); err != nil {
					return err
				}
			}
		}
		if len(some) < 100 {
			break
		}
	}
	if err := p.learnPlaces(c.UserContext()); err != nil {
		return err
	}
	return c.Redirect("/admin/station?done=logo", fiber.StatusSeeOther)
}

// logoPage shows the station's page with what is wrong with a mark.
func (p *Portal) logoPage(c *fiber.Ctx, status int, form Form) error {
	card, err := p.rooms.People.StationCard(c.UserContext(), scope(c).Station())
	if err != nil {
		return err
	}
	page := p.stationPage(c, card, stationValues(card))
	page.LogoForm = form
	return p.page(c, status, "admin_station", page)
}
