package web

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// ReleasesPage lists the rules that were proposed, and takes new ones. Page "releases". Inputs: archive
// (a file), note.
type ReleasesPage struct {
	Chrome
	Form                Form
	InForce             string // revision
	Digest              string
	Rules               int
	Enabled, CanPropose bool
	Releases            []ReleaseRow
	Pager               Pager
}

// ReleaseRow is one proposed release. State is waiting, planned, coming (approved, not yet taken up
// here), in_force or earlier.
type ReleaseRow struct {
	Revision int64
	URL      string
	State    string
	Rules    int
	Note     string
	Author   string
	At       time.Time
	Approver string
	From     time.Time
	Digest   string
	Changes  int
}

func (p *Portal) showReleases(c *fiber.Ctx) error { return p.releasesPage(c, fiber.StatusOK, Form{}) }

func (p *Portal) releasesPage(c *fiber.Ctx, status int, form Form) error {
	e := p.rooms.Checks.Engine()
	page := ReleasesPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("release.title")}), Form: form,
		InForce: e.Revision, Digest: groups(e.Digest), Rules: len(e.Rules()), Enabled: p.rooms.Rulebook != nil}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "rules.propose", station.CompanyID{})
	page.CanPropose = refused == nil && page.Enabled
	before, _ := strconv.ParseInt(c.Query("before"), 10, 64)
	list, err := p.rooms.Checks.Releases(c.UserContext(), scope(c), before, pageSize+1)
	if err != nil {
		return err
	}
	if len(list) > pageSize {
		list = list[:pageSize]
		page.Pager.Next = fmt.Sprintf("/rules?before=%d", list[pageSize-1].Revision)
	}
	for _, r := range list {
		page.Releases = append(page.Releases, p.releaseRow(r))
	}
	return p.page(c, status, "releases", page)
}

func (p *Portal) releaseRow(r assessments.Release) ReleaseRow {
	row := ReleaseRow{Revision: r.Revision, URL: fmt.Sprintf("/rules/%d", r.Revision), State: "waiting", Rules: r.Rules, Note: r.Note, Author: r.Author, At: r.At, Digest: groups(r.Digest)}
	if r.ActiveFrom != nil {
		row.From, row.State = *r.ActiveFrom, "coming"
		if r.Approver != nil {
			row.Approver = *r.Approver
		}
		switch {
		case r.Superseded:
			row.State = "earlier"
		case row.From.After(p.clock()):
			row.State = "planned"
		case r.Digest == p.rooms.Checks.Engine().Digest:
			row.State = "in_force"
		}
	}
	return row
}

// proposeRelease takes an archive that a trusted key signed and that passes every check.
func (p *Portal) proposeRelease(c *fiber.Ctx) error {
	form := postedForm(c, "note")
	if p.rooms.Rulebook == nil {
		form.Complain("", station.Say("release.disabled"))
		return p.releasesPage(c, fiber.StatusUnprocessableEntity, form)
	}
	archive, err := postedArchive(c)
	if err != nil {
		return err
	}
	if len(archive) == 0 {
		form.Complain("archive", station.Say("release.choose_file"))
	}
	if strings.TrimSpace(form.Value("note")) == "" {
		form.Complain("note", station.Say("release.wrong_note"))
	}
	if len(form.Errors) > 0 {
		return p.releasesPage(c, fiber.StatusUnprocessableEntity, form)
	}
	e, _, err := p.rooms.Rulebook.Open(c.UserContext(), archive)
	if err != nil {
		say := station.Say("release.refused", "why", firstLine(err))
		if errors.Is(err, rules.ErrUnsigned) {
			say = station.Say("release.unsigned")
		}
		form.Complain("archive", say)
		return p.releasesPage(c, fiber.StatusUnprocessableEntity, form)
	}
	err = p.rooms.Checks.Propose(c.UserContext(), scope(c), archive, e, form.Value("note"))
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(map[station.Kind]string{station.Invalid: "note", station.Conflict: "archive"}[f.Kind], f.Say)
		return p.releasesPage(c, statuses[f.Kind], form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(fmt.Sprintf("/rules/%d", e.RevisionNumber()), fiber.StatusSeeOther)
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	if len(line) > 300 {
		line = line[:300]
	}
	return line
}

func postedArchive(c *fiber.Ctx) ([]byte, error) {
	header, err := c.FormFile("archive")
	if err != nil || header.Size == 0 {
		return nil, nil //nolint:nilerr // no file was chosen: the form says so
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}
