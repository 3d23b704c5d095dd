package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// JobsPage lists background work that is not done. Page "admin_jobs".
type JobsPage struct {
	Chrome
	Failed   int
	Jobs     []JobRow
	CanRetry bool
}

// JobRow is one job: never what it was told.
type JobRow struct {
	ID      int64
	Kind    string
	State   string
	Minutes int // since it was made
	Tries   int
	Error   string
	Failed  bool
}

func (p *Portal) showJobs(c *fiber.Ctx) error {
	page := JobsPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.jobs")...), CanRetry: p.allows(c, "job.retry")}
	if c.Query("done") != "" {
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("admin.job_retried")})
	}
	var all []pg.Job
	if p.rooms.Jobs != nil {
		var err error
		if all, err = p.rooms.Jobs.Unfinished(c.UserContext()); err != nil {
			return err
		}
	}
	for _, job := range all {
		row := JobRow{ID: job.ID, Kind: job.Kind, State: job.State, Minutes: int(p.clock().Sub(job.Since) / time.Minute), Tries: job.Attempts, Failed: job.Failed(), Error: clipTo(job.Error, 300)}
		if row.Failed {
			page.Failed++
		}
		page.Jobs = append(page.Jobs, row)
	}
	return p.page(c, fiber.StatusOK, "admin_jobs", page)
}

func (p *Portal) retryJob(c *fiber.Ctx) error {
	which, err := strconv.ParseInt(c.Params("job"), 10, 64)
	if err != nil || p.rooms.Jobs == nil {
		return fiber.ErrNotFound
	}
	if err := p.rooms.Jobs.TryAgain(c.UserContext(), which); err != nil {
		return err
	}
	return c.Redirect("/admin/jobs?done=1", fiber.StatusSeeOther)
}
