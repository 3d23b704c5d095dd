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
	Absent   bool // this node has no background work, and sees none
	Failed   int
	Late     int // wait for much longer than they should
	Jobs     []JobRow
	CanRetry bool
}

// JobRow is one job: never what it was told.
type JobRow struct {
	ID      int64
	What    string // what it does; empty for one that this program does not know
	Kind    string
	State   string
	Minutes int // since it was made
	Tries   int
	Error   string
	Failed  bool
	Late    bool
}

// jobName says what a kind of job does.
func (p *Portal) jobName(lang, kind string) string {
	if !p.words.Has(lang, "job."+kind) {
		return ""
	}
	return p.say(lang, "job."+kind)
}

func (p *Portal) showJobs(c *fiber.Ctx) error {
	page := JobsPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.jobs")...), CanRetry: p.allows(c, "job.retry"), Absent: p.rooms.Jobs == nil}
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
		row := JobRow{ID: job.ID, What: p.jobName(p.lang(c), job.Kind), Kind: job.Kind, State: job.State, Minutes: int(p.clock().Sub(job.Since) / time.Minute), Tries: job.Attempts, Failed: job.Failed(), Late: job.Late(p.clock()), Error: clipTo(job.Error, 300)}
		if row.Failed {
			page.Failed++
		}
		if row.Late {
			page.Late++
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
	err = p.rooms.Jobs.TryAgain(c.UserContext(), which, func(kind string) error { return p.rooms.People.RecordJob(c.UserContext(), scope(c), which, kind) })
	if err != nil {
		return err
	}
	return c.Redirect("/admin/jobs?done=1", fiber.StatusSeeOther)
}
