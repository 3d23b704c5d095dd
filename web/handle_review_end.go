package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/reviews"
)

// endReview ends a signed review before its time, for its lead.
func (p *Portal) endReview(c *fiber.Ctx) error {
	key, err := id(c, "review")
	if err != nil {
		return err
	}
	var tell reviews.Also
	if p.rooms.Notices != nil {
		tell = passing{p.rooms.Notices, p.rooms.People}.Ended
	}
	if err := p.rooms.Reviews.End(c.UserContext(), scope(c), uuid.UUID(key), tell); err != nil {
		return err
	}
	return c.Redirect("/expert/reviews?view=over&done=ended", fiber.StatusSeeOther)
}
