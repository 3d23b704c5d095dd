package web_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/web"
)

// outside is how stations of a test reach what lies outside: nothing, unless the test says so.
type outside struct {
	t         *testing.T
	days      *calendar.Book
	servers   map[string]map[string]string
	stations  map[station.StationID]notices.Outward
	model     *advisor.Advisor
	refreshed int
	backlog   notices.Backlog
	retried   []station.StationID
}

func (o *outside) Backlog(context.Context) (notices.Backlog, error) { return o.backlog, nil }

func (o *outside) RetryMails(_ context.Context, at station.StationID) (int, error) {
	o.retried = append(o.retried, at)
	return 3, nil
}

func (o *outside) Servers(kind string) map[string]string { return o.servers[kind] }

func (o *outside) InUse(at station.StationID) (notices.Outward, *advisor.Advisor) {
	return o.stations[at], o.model
}

func (o *outside) Refresh(context.Context) error {
	o.refreshed++
	return nil
}

func (o *outside) Days(at station.StationID) *calendar.Calendar {
	days, err := o.days.Calendar(context.Background(), at)
	if err != nil {
		o.t.Fatal(err)
	}
	return days
}

// dayTrail writes the trail of changed calendars.
type dayTrail struct{ people *accounts.Store }

func (d dayTrail) Record(ctx context.Context, tx pg.Tx, who station.Actor, tenant station.Tenant, action, subject string, detail map[string]any) error {
	return d.people.RecordFor(ctx, tx, who, tenant, action, subject, detail)
}

func (d dayTrail) CalendarChanged(ctx context.Context, tx pg.Tx, at station.StationID) error {
	return d.people.SettingsChanged(ctx, tx, at)
}

// year2027 is a notice as it may come: its days are invented.
func year2027() calendar.OwnYear {
	return calendar.OwnYear{Year: 2027, Title: "试验通知", Source: "https://www.gov.cn/2027.htm", Dated: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), Rows: []calendar.Row{
		{From: "2027-01-01", To: "2027-01-03", ZH: "元旦", EN: "New Year's Day"},
		{From: "2027-02-05", To: "2027-02-12", ZH: "春节", EN: "Spring Festival", Work: []string{"2027-01-31", "2027-02-20"}},
		{From: "2027-05-01", To: "2027-05-05", ZH: "劳动节", EN: "Labour Day", Work: []string{"2027-05-08"}},
		{From: "2027-10-01", To: "2027-10-07", ZH: "国庆节", EN: "National Day", Work: []string{"2027-10-09"}}}}
}

// said is the text of a part of a page.
func said(body, selector string) string {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

func complaints(body string) string { return said(body, ".err-sum") }

func tested(body string) string { return said(body, "#tested") }

// built is a program as a page tells of it.
type built struct{}

func (built) About(context.Context) (web.About, error) {
	return web.About{Version: "v1.2.3", Commit: "abc123", Go: "1.26", Database: "15.8", Migration: "0001_roles.sql", Suite: "intl", Libraries: []web.Library{{Path: "github.com/gofiber/fiber/v2", Version: "v2"}}}, nil
}

// attr is an attribute of the first element that a selector finds.
func attr(body, selector, name string) string {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		return err.Error()
	}
	return doc.Find(selector).AttrOr(name, "")
}

// onePixel is a picture.
func onePixel(t *testing.T) string {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
