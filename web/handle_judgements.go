package web

import (
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
)

// JudgementsPage lists the records of the judgements of a self-check. Page "judgements".
type JudgementsPage struct {
	Chrome
	CheckURL string
	Records  []JudgementRow
	Pager    Pager
}

// JudgementRow is one record: by which rules, of which input, with which outcome.
type JudgementRow struct {
	At, AsOf         time.Time
	Revision, Engine string
	Answers          int64 // revision of the newest answer
	Suppliers        int64 // version of the list, 0 = none
	Employees        int64
	Digests          []Line // of rules, input and outcome
	Differs          bool
}

func (p *Portal) showJudgements(c *fiber.Ctx) error {
	id, err := checkID(c)
	if err != nil {
		return err
	}
	after, _ := uuid.Parse(c.Query("after"))
	list, err := p.rooms.Checks.Judgements(c.UserContext(), scope(c), id, after, pageSize+1)
	if err != nil {
		return err
	}
	check, err := p.rooms.Checks.Check(c.UserContext(), scope(c), id)
	if err != nil {
		return err
	}
	lang, url := p.lang(c), checkURL(id)
	page := JudgementsPage{CheckURL: url, Chrome: p.chrome(c, "checks", Crumb{Say: station.Say("nav.checks"), URL: "/self-checks"}, Crumb{Label: p.titleOf(lang, check), URL: url}, Crumb{Say: station.Say("judged.title")})}
	if len(list) > pageSize {
		list = list[:pageSize]
		page.Pager.Next = url + "/judgements?after=" + uuid.UUID(list[pageSize-1].ID).String()
	}
	for _, r := range list {
		page.Records = append(page.Records, p.judgementRow(lang, r))
	}
	return p.page(c, fiber.StatusOK, "judgements", page)
}

func (p *Portal) judgementRow(lang string, r assessments.JudgementRecord) JudgementRow {
	return JudgementRow{At: r.At, AsOf: r.AsOf, Revision: r.RulesRevision, Engine: r.Engine, Answers: r.AnswersRev, Suppliers: r.Suppliers, Employees: r.Employees, Differs: r.Differs,
		Digests: []Line{{p.say(lang, "judged.rules"), groups(r.RulesDigest)}, {p.say(lang, "judged.input"), groups(r.InputDigest)}, {p.say(lang, "judged.outcome"), groups(r.OutcomeDigest)}}}
}
