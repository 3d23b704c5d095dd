package web

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
)

// ReleasePage shows what a release would change and approves it. Page "release". Inputs: day.
type ReleasePage struct {
	Chrome
	Form       Form
	Row        ReleaseRow
	Unloadable bool // this program cannot load its rules, so nothing is known of what it changes
	Changes    []ChangeRow
	Impact     *ImpactPart // nil: the release is in force and was never counted
	Approvals  []assessments.Approval
	CanApprove bool
	Own        bool // proposed by this person, who cannot approve it
	Action     string
	ArchiveURL string
}

// ChangeRow is one difference to the rules in force.
type ChangeRow struct{ About, Say, Before, After string }

func (p *Portal) showRelease(c *fiber.Ctx) error { return p.releasePage(c, fiber.StatusOK, Form{}) }

func revision(c *fiber.Ctx) int64 {
	n, err := strconv.ParseInt(c.Params("revision"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (p *Portal) releasePage(c *fiber.Ctx, status int, form Form) error {
	ctx, release, err := c.UserContext(), assessments.Release{}, error(nil)
	if release, err = p.rooms.Checks.Release(ctx, scope(c), revision(c)); err != nil {
		return err
	}
	title := p.say(p.lang(c), "release.revision", "n", release.Revision)
	page := ReleasePage{Chrome: p.chrome(c, "home", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("release.title"), URL: "/rules"}, Crumb{Label: title}), Form: form,
		Row: p.releaseRow(release), Own: release.AuthorID == actor(c).Person, Action: fmt.Sprintf("/rules/%d/activate", release.Revision), ArchiveURL: fmt.Sprintf("/rules/%d/rules.tar.gz", release.Revision)}
	_, refused := p.rooms.Gate.Admit(ctx, actor(c), "rules.approve", station.CompanyID{})
	page.CanApprove = refused == nil && !page.Own && p.rooms.Rulebook != nil
	if page.Approvals, err = p.rooms.Checks.Approvals(ctx, scope(c), release.Revision); err != nil {
		return err
	}
	fresh, err := p.rooms.Checks.ReleaseRules(ctx, scope(c), release)
	if page.Unloadable = errors.Is(err, assessments.ErrUnloadable); err != nil && !page.Unloadable {
		return err
	}
	if !page.Unloadable {
		page.Changes = p.changesOf(c, fresh)
	}
	page.Row.Changes = len(page.Changes)
	if page.Impact, err = p.impactPart(c, release, fresh); err != nil {
		return err
	}
	return p.page(c, status, "release", page)
}

// changesOf are the differences to the rules in force.
func (p *Portal) changesOf(c *fiber.Ctx, fresh *rules.Engine) []ChangeRow {
	var out []ChangeRow
	if inForce := p.rooms.Checks.Engine(); inForce.Digest != fresh.Digest {
		for _, change := range desk.Between(inForce, fresh) {
			out = append(out, ChangeRow{About: change.About, Say: p.words.T(p.lang(c), change.Say), Before: change.Before, After: change.After})
		}
	}
	return out
}

// giveRelease gives the archive as it was proposed, for the checks that are run at a terminal.
func (p *Portal) giveRelease(c *fiber.Ctx) error {
	archive, err := p.rooms.Checks.ReleaseArchive(c.UserContext(), scope(c), revision(c))
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
