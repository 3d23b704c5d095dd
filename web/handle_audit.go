package web

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// AuditPage searches an audit trail: the station's, or one company's by its credit code. Page "admin_audit".
// Inputs by query: company, action, from, to, before.
type AuditPage struct {
	Chrome
	Form      Form
	Company   string // whose trail it is; empty = the station's
	Lines     []AuditRow
	Next      string // the following page
	Export    string // the same search as a file
	Checked   *accounts.AuditCheck
	CheckedAt time.Time
}

// AuditRow is one line of the trail.
type AuditRow struct {
	Seq                                  int64
	At                                   time.Time
	Person, RoleKey, What, Action, About string
}

// auditSearch reads the search off the address; what cannot be read is told.
func (p *Portal) auditSearch(c *fiber.Ctx) (Form, accounts.TrailFilter) {
	form := Form{Values: map[string][]string{}}
	for _, name := range []string{"company", "action", "from", "to"} {
		form.Values[name] = []string{strings.TrimSpace(c.Query(name))}
	}
	by := accounts.TrailFilter{Action: form.Value("action"), Before: int64(intOf(c.Query("before")))}
	day := func(name string) time.Time {
		if form.Value(name) == "" {
			return time.Time{}
		}
		at, err := time.ParseInLocation("2006-01-02", form.Value(name), shanghai)
		if err != nil {
			form.Complain(name, station.Say("admin.wrong_day"))
		}
		return at
	}
	by.From, by.To = day("from"), day("to")
	if !by.To.IsZero() {
		by.To = by.To.AddDate(0, 0, 1)
	}
	return form, by
}

func (p *Portal) showAudit(c *fiber.Ctx) error {
	form, by := p.auditSearch(c)
	page, of, err := p.auditPage(c, form, by)
	if err != nil {
		return err
	}
	if c.Query("check") != "" && len(page.Form.Errors) == 0 {
		var known []accounts.Anchor
		if p.rooms.Anchors != nil {
			if known, err = p.rooms.Anchors.Of(of.Whose.ID()); err != nil {
				return err
			}
		}
		found, err := p.rooms.People.CheckAudit(c.UserContext(), of.Whose, known)
		if err != nil {
			return err
		}
		page.Checked, page.CheckedAt = &found, p.clock()
	}
	status := fiber.StatusOK
	if len(page.Form.Errors) > 0 {
		status = fiber.StatusUnprocessableEntity
	}
	return p.page(c, status, "admin_audit", page)
}

func (p *Portal) auditPage(c *fiber.Ctx, form Form, by accounts.TrailFilter) (AuditPage, accounts.Audited, error) {
	page := AuditPage{Chrome: p.chrome(c, "home", adminCrumbs("admin.audit")...), Form: form}
	of, err := p.rooms.People.Audited(c.UserContext(), scope(c), form.Value("company"))
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		page.Form.Complain("company", f.Say)
		return page, of, nil
	}
	if err != nil || len(form.Errors) > 0 {
		return page, of, err
	}
	if of.Whose.Company != (station.CompanyID{}) {
		if err := p.rooms.People.Looked(c.UserContext(), scope(c), of, "audit.read"); err != nil {
			return page, of, err
		}
	}
	lines, more, err := p.rooms.People.Trail(c.UserContext(), scope(c), of, by)
	if err != nil {
		return page, of, err
	}
	page.Company = of.Company
	for _, l := range lines {
		page.Lines = append(page.Lines, p.auditRow(page.Lang, l))
	}
	query := url.Values{}
	for name, values := range form.Values {
		if values[0] != "" {
			query[name] = values
		}
	}
	page.Export = "/admin/audit/trail.csv?" + query.Encode()
	if more {
		query.Set("before", strconv.FormatInt(lines[len(lines)-1].Seq, 10))
		page.Next = "/admin/audit?" + query.Encode()
	}
	return page, of, nil
}

func (p *Portal) auditRow(lang string, l accounts.TrailLine) AuditRow {
	row := AuditRow{Seq: l.Seq, At: l.At, Person: l.Person, RoleKey: l.Role, Action: l.Action, What: p.say(lang, "act."+l.Action), About: l.Subject}
	if len(l.Detail) > 0 {
		if text, err := json.Marshal(l.Detail); err == nil {
			row.About = strings.TrimSpace(row.About + " " + string(text))
		}
	}
	return row
}

// exportLimit is how many lines a file holds; a longer search is refused, to be narrowed by its days: a file that lacks lines and does not say so would
// be taken for the whole.
const exportLimit = 50_000

// exportAudit gives a search as a file of comma-separated values, and records that it was taken away.
func (p *Portal) exportAudit(c *fiber.Ctx) error {
	form, by := p.auditSearch(c)
	of, err := p.rooms.People.Audited(c.UserContext(), scope(c), form.Value("company"))
	if err != nil {
		return err
	}
	if len(form.Errors) > 0 {
		return &station.Fault{Kind: station.Invalid, Say: form.Errors[0].Say}
	}
	by.Limit = p.exportLimit
	lines, more, err := p.rooms.People.Trail(c.UserContext(), scope(c), of, by)
	if err != nil {
		return err
	}
	if more {
		return &station.Fault{Kind: station.Invalid, Say: station.Say("admin.audit_too_long", "n", by.Limit)}
	}
	if err := p.rooms.People.Looked(c.UserContext(), scope(c), of, "audit.export"); err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("\ufeff") // so that spreadsheets read it as UTF-8
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"seq", "at", "person", "role", "action", "subject", "detail"})
	for _, l := range lines {
		detail, err := json.Marshal(l.Detail)
		if err != nil {
			return err
		}
		_ = w.Write([]string{strconv.FormatInt(l.Seq, 10), l.At.UTC().Format(time.RFC3339Nano), plainCell(l.Person), l.Role, l.Action, plainCell(l.Subject), plainCell(string(detail))})
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	return download(c, "audit-trail.csv", "text/csv; charset=utf-8", out.Bytes())
}

// plainCell keeps a spreadsheet from taking a text for a formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}
