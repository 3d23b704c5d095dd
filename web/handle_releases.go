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

// ReleasePage shows what a release would change and approves it. Page "release". Inputs: day.
type ReleasePage struct {
	Chrome
	Form       Form
	Row        ReleaseRow
	Changes    []ChangeRow
	CanApprove bool
	Own        bool // proposed by this person, who cannot approve it
	Action     string
	ArchiveURL string
}

// ChangeRow is one difference to the rules in force.
type ChangeRow struct{ About, Say, Before, After string }

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

func (p *Portal) showRelease(c *fiber.Ctx) error { return p.releasePage(c, fiber.StatusOK, Form{}) }

func revision(c *fiber.Ctx) int64 {
	n, err := strconv.ParseInt(c.Params("revision"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (p *Portal) releasePage(c *fiber.Ctx, status int, form Form) error {
	release, archive, err := p.rooms.Checks.Release(c.UserContext(), scope(c), revision(c))
	if err != nil {
		return err
	}
	title := p.say(p.lang(c), "release.revision", "n", release.Revision)
	page := ReleasePage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("release.title"), URL: "/rules"}, Crumb{Label: title}), Form: form,
		Row: p.releaseRow(release), Own: release.AuthorID == actor(c).Person, Action: fmt.Sprintf("/rules/%d/activate", release.Revision), ArchiveURL: fmt.Sprintf("/rules/%d/rules.tar.gz", release.Revision)}
	_, refused := p.rooms.Gate.Admit(c.UserContext(), actor(c), "rules.approve", station.CompanyID{})
	page.CanApprove = refused == nil && !page.Own && p.rooms.Rulebook != nil
	fresh, err := rules.Unpack(archive, nil)
	if err != nil {
		return err
	}
	changes, err := desk.Diff(p.rooms.Checks.Engine().Files(), fresh)
	if err != nil {
		return err
	}
	for _, change := range changes {
		page.Changes = append(page.Changes, ChangeRow{About: change.About, Say: p.words.T(p.lang(c), change.Say), Before: change.Before, After: change.After})
	}
	page.Row.Changes = len(changes)
	return p.page(c, status, "release", page)
}

// giveRelease gives the archive as it was proposed, for the checks that are run at a terminal.
func (p *Portal) giveRelease(c *fiber.Ctx) error {
	_, archive, err := p.rooms.Checks.Release(c.UserContext(), scope(c), revision(c))
	if err != nil {
		return err
	}
	c.Attachment(fmt.Sprintf("rules-%d.tar.gz", revision(c)))
	c.Set(fiber.HeaderContentType, "application/gzip")
	return c.Send(archive)
}

// activateRelease approves a release, from now or from a day on.
func (p *Portal) activateRelease(c *fiber.Ctx) error {
	form := postedForm(c, "day")
	from := p.clock()
	if day := form.Value("day"); day != "" {
		at, err := time.ParseInLocation(time.DateOnly, day, shanghai)
		if err != nil {
			form.Complain("day", station.Say("answer.wrong_date"))
			return p.releasePage(c, fiber.StatusUnprocessableEntity, form)
		}
		if from = at; at.AddDate(0, 0, 1).Before(p.clock()) {
			form.Complain("day", station.Say("release.past_day"))
			return p.releasePage(c, fiber.StatusUnprocessableEntity, form)
		}
	}
	if p.rooms.Rulebook == nil {
		form.Complain("", station.Say("release.disabled"))
		return p.releasePage(c, fiber.StatusUnprocessableEntity, form)
	}
	if err := p.rooms.Checks.Activate(c.UserContext(), scope(c), revision(c), from); err != nil {
		return err
	}
	return c.Redirect("/rules", fiber.StatusSeeOther)
}
