package web

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// OverrideRow is an override as pages show it: the engine's verdict always beside the expert's.
type OverrideRow struct {
	ID           string
	Title, URL   string // of the finding
	Subject      string
	Was          station.Severity
	To           station.Severity // empty = dismissed
	Reason, Text string
	Cites        []Law
	State        reviews.OverrideState
	Until        time.Time
	Author, By   string
	At           time.Time
	DecidedAt    *time.Time
	EndedBy      string
	Ending       string
	Rev          int64
	CanDecide    bool // the reader may approve or refuse it
	CanLift      bool
	AgainURL     string // where it is judged anew
}

// Judgement is what experts' judgement makes of a profile, beside the engine's score, which always stays.
type Judgement struct {
	Applied  []OverrideRow
	ToReview []OverrideRow // of findings that rest on other inputs now: not applied
	Known    bool          // the rules of the profile are at hand
	Engine   station.Bounds
	Score    station.Bounds // with the judgement of experts
	effect   assessments.Effective
}

// judgementOf reads what experts' judgement makes of a kept profile; nil where nothing was overruled.
func (p *Portal) judgementOf(c *fiber.Ctx, kept *assessments.Profile) (*Judgement, error) {
	if p.rooms.Reviews == nil {
		return nil, nil
	}
	report, lang := reportOf(kept), p.lang(c)
	found, err := p.rooms.Reviews.Overruled(c.UserContext(), scope(c), report)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return p.judgedBy(c.UserContext(), lang, kept, found, p.clock())
}

// judgedBy is what overrides make of a kept profile on a day.
func (p *Portal) judgedBy(ctx context.Context, lang string, kept *assessments.Profile, found []reviews.Override, day time.Time) (out *Judgement, err error) {
	report := reportOf(kept)
	out = &Judgement{Engine: kept.Document.Score.Overall}
	for _, o := range found {
		row := p.overrideRow(lang, &kept.Document, o, o.In(report, day))
		row.URL = findingURL(profileURL(kept.ID), o.Finding)
		if row.State == reviews.OverrideApproved {
			out.Applied = append(out.Applied, row)
		} else {
			out.ToReview = append(out.ToReview, row)
		}
	}
	if len(out.Applied) == 0 {
		return out, nil
	}
	out.effect, err = p.rooms.Checks.EffectiveOf(ctx, kept, reviews.Severities(found, report, day))
	out.Known, out.Score = out.effect.Known, out.effect.Score.Overall
	return out, err
}

// reportOf is a kept profile as reviews need it.
func reportOf(kept *assessments.Profile) reviews.Report {
	d := &kept.Document
	out := reviews.Report{Profile: uuid.UUID(kept.ID), Digest: kept.Digest, Rules: d.Revision, At: madeAt(d), Findings: reviews.Findings{}, Areas: map[string]station.Area{}}
	for _, f := range d.Findings {
		card := d.Cards[f.RuleID]
		out.Findings[f.Key] = reviews.Passage{Severity: f.Finding.Severity, Inputs: f.Inputs, Fields: f.Texts(card)}
		out.Order, out.Areas[f.Key] = append(out.Order, f.Key), card.Area
	}
	return out
}

// overrideRow shows an override beside the document whose finding it is about.
func (p *Portal) overrideRow(lang string, d *assessments.Document, o reviews.Override, in reviews.OverrideState) OverrideRow {
	row := OverrideRow{ID: o.ID.String(), Was: o.Was, To: o.To, Reason: p.say(lang, "override.reason_"+o.Reason), Text: o.Text, State: in, Until: o.Until, Author: o.Author, By: o.By, At: o.At,
		DecidedAt: o.DecidedAt, EndedBy: o.EndedBy, Ending: o.Ending, Rev: o.Rev, Title: o.Rule()}
	for _, f := range d.Findings {
		if f.Key == o.Finding {
			row.Title, row.Subject = d.Cards[f.RuleID].Title.In(lang), p.subject(lang, d, f)
		}
	}
	for _, cited := range o.Citations {
		row.Cites = append(row.Cites, Law{Title: cited.Source, Article: cited.Article})
	}
	return row
}

// pathKey is the key of a finding in the path.
func pathKey(c *fiber.Ctx) (string, error) {
	key, err := url.PathUnescape(c.Params("key"))
	if err != nil || key == "" {
		return "", fiber.ErrNotFound
	}
	return key, nil
}

// judgedFinding adds to the page of a finding how experts judged it, and whether the company disputes it.
func (p *Portal) judgedFinding(c *fiber.Ctx, kept *assessments.Profile, key string, page *FindingPage) error {
	if p.rooms.Reviews == nil {
		return nil
	}
	report := reportOf(kept)
	found, err := p.rooms.Reviews.Overruled(c.UserContext(), scope(c), report)
	if err != nil {
		return err
	}
	for _, o := range found {
		if o.Finding == key {
			page.Judged = append(page.Judged, p.overrideRow(page.Lang, &kept.Document, o, o.In(report, p.clock())))
		}
	}
	disputes, err := p.rooms.Reviews.Disputes(c.UserContext(), scope(c), uuid.UUID(kept.ID))
	if d, there := disputes[key]; there {
		page.Dispute = &d
	}
	if page.Dispute != nil || p.allows(c, "dispute.file") {
		page.DisputeURL = findingURL(profileURL(kept.ID), key) + "/dispute"
	}
	return err
}

// judgedJSON is how a profile's score is exported with the judgement of experts: beside the document, which never changes.
type judgedJSON struct {
	Profile   string         `json:"profile"`
	Digest    string         `json:"document_sha256"`
	At        string         `json:"at"`
	Engine    station.Score  `json:"engine_score"`
	Score     *station.Score `json:"score_with_expert_judgement,omitempty"` // absent where the rules of the profile are not at hand
	Overruled []judgedLine   `json:"overruled"`
}

type judgedLine struct {
	Finding   string             `json:"finding"`
	Engine    station.Severity   `json:"engine_severity"`
	Severity  station.Severity   `json:"severity,omitempty"`
	Dismissed bool               `json:"dismissed,omitempty"`
	Applied   bool               `json:"applied"` // false: the finding rests on other inputs, and is to be reviewed again
	Reason    string             `json:"reason"`
	Text      string             `json:"text"`
	Citations []reviews.Citation `json:"citations"`
	Until     string             `json:"until"`
	Author    string             `json:"author"`
	Approver  string             `json:"approved_by"`
}

// judgementJSON gives what was overruled in a profile and its score with that, as a file of its own.
func (p *Portal) judgementJSON(c *fiber.Ctx) error {
	kept, err := p.kept(c)
	if err != nil {
		return err
	}
	report := reportOf(kept)
	found, err := p.rooms.Reviews.Overruled(c.UserContext(), scope(c), report)
	if err != nil {
		return err
	}
	out := judgedJSON{Profile: uuid.UUID(kept.ID).String(), Digest: kept.Digest, At: p.clock().UTC().Format(time.RFC3339), Engine: kept.Document.Score, Overruled: []judgedLine{}}
	for _, o := range found {
		out.Overruled = append(out.Overruled, judgedLine{Finding: o.Finding, Engine: o.Was, Severity: o.To, Dismissed: o.To == "", Applied: o.In(report, p.clock()) == reviews.OverrideApproved, Reason: o.Reason, Text: o.Text,
			Citations: o.Citations, Until: o.Until.Format(time.DateOnly), Author: o.Author, Approver: o.By})
	}
	with, err := p.rooms.Checks.EffectiveOf(c.UserContext(), kept, reviews.Severities(found, report, p.clock()))
	if err != nil {
		return err
	}
	if with.Known {
		out.Score = &with.Score
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	return download(c, "judgement-"+kept.Digest[:8]+".json", fiber.MIMEApplicationJSON, append(text, '\n'))
}
