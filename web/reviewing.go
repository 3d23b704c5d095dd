package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// granted lets an expert in to a review that they have accepted, for as long as it is granted; to everybody else there is no such review.
func (p *Portal) granted(action string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who := actor(c)
		if _, err := p.rooms.Gate.AdmitTo(c.UserContext(), who, action, accounts.Object{Station: who.Station, Granted: true}); err != nil {
			return err // whatever the review: the role may not, or something is asked first
		}
		key, err := id(c, "review")
		if err != nil {
			return err
		}
		on, err := p.rooms.Reviews.Granted(c.UserContext(), who, key)
		if err != nil {
			return err
		}
		s, err := p.rooms.Gate.AdmitTo(c.UserContext(), who, action, on)
		if err != nil {
			return err
		}
		c.Locals("scope", s)
		return c.Next()
	}
}

// profileReports gives reviews the versions of reports that assessments keep.
type profileReports struct{ checks *assessments.Room }

// ReportsOf gives reviews the versions of reports that assessments keep.
func ReportsOf(checks *assessments.Room) reviews.Reports { return profileReports{checks} }

// Report reads a version of a report.
func (p profileReports) Report(ctx context.Context, scope accounts.Scope, profile uuid.UUID) (reviews.Report, error) {
	kept, err := p.checks.Profile(ctx, scope, assessments.ProfileID(profile))
	if err != nil {
		return reviews.Report{}, err
	}
	return reportOf(kept), nil
}

// deadlines tells reviews when working days have passed at a station.
type deadlines struct{ days Calendars }

// DeadlinesOf tells reviews when working days have passed at a station.
func DeadlinesOf(days Calendars) reviews.Deadlines { return deadlines{days} }

// InDays is the calendar's.
func (d deadlines) InDays(_ context.Context, at station.StationID, start time.Time, days int) (time.Time, bool, error) {
	return d.days.Days(at).InDays(start, days)
}
