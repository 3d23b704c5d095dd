package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// openThread keeps what an expert writes about a finding.
func (p *Portal) openThread(c *fiber.Ctx) error {
	review, err := id(c, "review")
	if err != nil {
		return err
	}
	key, err := url.PathUnescape(c.Params("key"))
	if err != nil {
		return fiber.ErrNotFound
	}
	form := postedForm(c, threadInputs...)
	profile, err := uuid.Parse(form.Value("profile"))
	if err != nil {
		return fiber.ErrNotFound
	}
	start, _ := strconv.Atoi(form.Value("start")) // what is no number is looked for
	end, _ := strconv.Atoi(form.Value("end"))
	mark := reviews.Mark{Finding: key, Field: form.Value("field"), Exact: strings.ReplaceAll(form.Value("quote"), "\r\n", "\n"), Start: start, End: end}
	if moreSources(c, &form) {
		return p.reviewFinding(c, fiber.StatusOK, form, "new")
	}
	thread := requestID(c)
	words := said(c, form, thread)
	done, err := p.withFiles(c, &words)
	defer done()
	if err == nil {
		err = p.rooms.Reviews.OpenThread(c.UserContext(), scope(c), review, profile, mark, reviews.Audience(form.Value("audience")), words, p.threadTold(c))
	}
	if status, ours := complained(&form, err); ours {
		return p.reviewFinding(c, status, form, "new")
	}
	if err != nil {
		return err
	}
	return c.Redirect("/expert/reviews/"+uuid.UUID(review).String()+"/findings/"+url.PathEscape(key)+"?done=1#t-"+thread.String(), fiber.StatusSeeOther)
}

// threadIDs are the review and the thread that a route names.
func threadIDs(c *fiber.Ctx) (review, thread uuid.UUID, err error) {
	if review, err = id(c, "review"); err != nil {
		return review, thread, err
	}
	thread, err = id(c, "thread")
	return review, thread, err
}

// answerThread keeps an answer of either side. A refused one comes back on the page of its finding, where it was written.
func (p *Portal) answerThread(c *fiber.Ctx) error {
	review, thread, err := threadIDs(c)
	if err != nil {
		return err
	}
	form := postedForm(c, threadInputs...)
	if moreSources(c, &form) {
		return p.reviewFinding(c, fiber.StatusOK, form, thread.String())
	}
	words := said(c, form, requestID(c))
	done, err := p.withFiles(c, &words)
	defer done()
	if err == nil {
		err = p.rooms.Reviews.Reply(c.UserContext(), scope(c), review, thread, words, p.threadTold(c))
	}
	if status, ours := complained(&form, err); ours {
		return p.reviewFinding(c, status, form, thread.String())
	}
	if err != nil {
		return err
	}
	return p.backToThread(c, thread)
}

// backToThread leads back to the finding, at the thread.
func (p *Portal) backToThread(c *fiber.Ctx, thread uuid.UUID) error {
	base := "/reviews/"
	if (scope(c).Actor().Company == station.CompanyID{}) {
		base = "/expert/reviews/"
	}
	return c.Redirect(base+c.Params("review")+"/findings/"+c.Params("key")+"?done=1#t-"+thread.String(), fiber.StatusSeeOther)
}

// settleThread resolves a thread, opens it again, or says that another took its place.
func (p *Portal) settleThread(c *fiber.Ctx) error {
	review, thread, err := threadIDs(c)
	if err != nil {
		return err
	}
	rev, _ := strconv.ParseInt(c.FormValue("rev"), 10, 64) // what is no number is none that there is
	form := postedForm(c)
	err = p.rooms.Reviews.Settle(c.UserContext(), scope(c), review, thread, rev, reviews.Settled(c.FormValue("to")), nil)
	if status, ours := complained(&form, err); ours {
		return p.reviewFinding(c, status, form, thread.String())
	}
	if err != nil {
		return err
	}
	return p.backToThread(c, thread)
}

// approveComment lets the company read what a junior wrote.
func (p *Portal) approveComment(c *fiber.Ctx) error {
	review, thread, err := threadIDs(c)
	if err != nil {
		return err
	}
	comment, err := id(c, "comment")
	if err != nil {
		return err
	}
	rev, _ := strconv.ParseInt(c.FormValue("rev"), 10, 64)
	form := postedForm(c)
	err = p.rooms.Reviews.Approve(c.UserContext(), scope(c), review, thread, comment, rev, p.threadTold(c))
	if status, ours := complained(&form, err); ours {
		return p.reviewFinding(c, status, form, thread.String())
	}
	if err != nil {
		return err
	}
	return p.backToThread(c, thread)
}

// comment is one comment that the visitor sees.
func (p *Portal) comment(c *fiber.Ctx) (reviews.Comment, error) {
	review, thread, err := threadIDs(c)
	if err != nil {
		return reviews.Comment{}, err
	}
	key, err := url.PathUnescape(c.Params("key"))
	if err != nil {
		return reviews.Comment{}, fiber.ErrNotFound
	}
	all, err := p.rooms.Reviews.Threads(c.UserContext(), scope(c), review, key)
	for _, t := range all {
		for _, one := range t.Comments {
			if t.ID == thread && one.ID.String() == c.Params("comment") {
				return one, nil
			}
		}
	}
	if err == nil {
		err = fiber.ErrNotFound
	}
	return reviews.Comment{}, err
}

// showComment is one's own comment to be edited, with what it said before; another's with that only.
func (p *Portal) showComment(c *fiber.Ctx) error {
	found, err := p.comment(c)
	if err != nil {
		return err
	}
	form := Form{Values: map[string][]string{"text": {found.Text}, "rev": {strconv.FormatInt(found.Rev, 10)}}}
	citedIn(&form, found.Citations)
	return p.commentPage(c, fiber.StatusOK, found, form)
}

func (p *Portal) commentPage(c *fiber.Ctx, status int, found reviews.Comment, form Form) error {
	in, err := p.reviewOf(c)
	if err != nil {
		return err
	}
	attached, err := p.attachedTo(c, found)
	if err != nil {
		return err
	}
	page := CommentPage{Attached: attached, Form: form, Back: in.base + "/findings/" + c.Params("key"), Comment: found, Mine: found.Author == actor(c).Person && in.State.Open()}
	page.Action = page.Back + "/threads/" + c.Params("thread") + "/comments/" + c.Params("comment")
	page.Chrome = p.chrome(c, "", Crumb{Say: station.Say("thread.list_title"), URL: in.base + "/findings"}, Crumb{Say: station.Say("thread.back"), URL: page.Back}, Crumb{Say: station.Say("thread.comment_title")})
	page.Editions, err = p.rooms.Reviews.Editions(c.UserContext(), scope(c), in.ID, found.Thread, found.ID)
	if f, ok := station.AsFault(err); ok && f.Kind == station.NotFound {
		err = nil // it was never edited
	}
	if err != nil {
		return err
	}
	return p.page(c, status, "review_comment", page)
}

func (p *Portal) editComment(c *fiber.Ctx) error {
	review, thread, err := threadIDs(c)
	if err != nil {
		return err
	}
	found, err := p.comment(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "text", "source", "article", "rev")
	rev, _ := strconv.ParseInt(form.Value("rev"), 10, 64)
	if moreSources(c, &form) {
		return p.commentPage(c, fiber.StatusOK, found, form)
	}
	words := said(c, form, found.ID)
	err = p.rooms.Reviews.Edit(c.UserContext(), scope(c), review, thread, rev, words, nil)
	if status, ours := complained(&form, err); ours {
		form.Values["rev"] = []string{strconv.FormatInt(found.Rev, 10)} // the page shows what stands there now
		return p.commentPage(c, status, found, form)
	}
	if err != nil {
		return err
	}
	return p.backToThread(c, thread)
}
