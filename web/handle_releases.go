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
	"github.com/zhuqi-yunzhan/station/rules/desk"
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
	Faults              []FaultRow // of the archive that was refused just now
	Releases            []ReleaseRow
	Pager               Pager
}

// FaultRow is one fault of an archive: the file, in words, and what a compiler said in its own words.
type FaultRow struct{ File, Say, Detail string }

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

func (p *Portal) releasesPage(c *fiber.Ctx, status int, form Form, faults ...FaultRow) error {
	e := p.rooms.Checks.Engine()
	page := ReleasesPage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("release.title")}), Form: form,
		InForce: e.Revision, Digest: groups(e.Digest), Rules: len(e.Rules()), Faults: faults, Enabled: p.rooms.Rulebook != nil}
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
	if err == nil {
		err = desk.Moved(p.rooms.Checks.Engine(), e)
	}
	if err != nil {
		say, faults := p.refused(p.lang(c), err)
		form.Complain("archive", say)
		return p.releasesPage(c, fiber.StatusUnprocessableEntity, form, faults...)
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

// mostFaults is how many faults of an archive are shown at once.
const mostFaults = 50

// refused says why an archive was refused: in one sentence, and fault by fault.
func (p *Portal) refused(lang string, err error) (station.Text, []FaultRow) {
	for cause, key := range map[error]string{rules.ErrUnsigned: "release.unsigned", rules.ErrNoArchive: "release.no_archive", rules.ErrTooLarge: "release.too_large"} {
		if errors.Is(err, cause) {
			detail := strings.TrimPrefix(strings.TrimPrefix(err.Error(), cause.Error()), ": ")
			if detail == "" {
				return station.Say(key), nil
			}
			return station.Say(key), []FaultRow{{Say: p.say(lang, "release.cause"), Detail: shortened(detail)}}
		}
	}
	faults := desk.FaultsOf(err)
	var out []FaultRow
	for _, f := range faults[:min(len(faults), mostFaults)] {
		out = append(out, FaultRow{File: f.File, Say: p.words.T(lang, f.Text), Detail: shortened(f.Detail)})
	}
	return station.Say("release.refused", "n", len(faults)), out
}

// shortened keeps a detail to a few lines.
func shortened(detail string) string {
	if letters := []rune(detail); len(letters) > 600 {
		return string(letters[:600]) + "…"
	}
	return detail
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
