package web

import "github.com/gofiber/fiber/v2"

// threadRoutes are what experts and a company write about the findings of a review.
func (p *Portal) threadRoutes(app *fiber.App) {
	const finding, thread, comment = "/findings/:key", "/findings/:key/threads/:thread", "/findings/:key/threads/:thread/comments/:comment"
	for _, side := range []struct {
		base        string
		read, write fiber.Handler
		first       fiber.Handler
	}{
		{"/expert/reviews/:review", p.granted("report.read"), p.granted("report.annotate"), fiber.Handler(func(c *fiber.Ctx) error { return c.Next() })},
		{"/reviews/:review", p.may("review.read"), p.may("review.comment"), p.agreed},
	} {
		app.Get(side.base+"/findings", side.read, side.first, p.showReviewFindings)
		app.Get(side.base+finding, side.read, side.first, p.showReviewFinding)
		app.Post(side.base+thread+"/replies", side.write, side.first, p.answerThread)
		app.Get(side.base+comment, side.read, side.first, p.showComment)
		app.Get(side.base+comment+"/files/:file", side.read, side.first, p.giveAttachment)
		app.Post(side.base+comment, side.write, side.first, p.editComment)
	}
	app.Post("/expert/reviews/:review"+finding+"/threads", p.granted("report.annotate"), p.openThread)
	app.Post("/expert/reviews/:review"+thread+"/settle", p.granted("report.annotate"), p.settleThread)
	app.Post("/expert/reviews/:review"+comment+"/approve", p.granted("report.annotate"), p.approveComment)
	app.Get("/expert/reviews/:review/annotations.jsonld", p.granted("report.read"), p.giveAnnotations)
	app.Post("/reviews/:review/version", p.may("consent.give"), p.moveReviewOn)
	app.Get("/expert/reviews/:review"+thread+"/case", p.granted("report.annotate"), p.showCaseForm)
	app.Post("/expert/reviews/:review"+thread+"/case", p.granted("report.annotate"), p.keepCase)
	app.Get("/expert/cases", p.may("review.queue"), p.showCases)
	app.Get("/expert/cases/:case", p.may("review.queue"), p.showCase)
	app.Post("/expert/cases/:case", p.may("review.queue"), p.editCase)
	app.Post("/expert/cases/:case/approve", p.may("review.queue"), p.approveCase)
	app.Post("/expert/cases/:case/drop", p.may("review.queue"), p.dropCase)
	app.Get("/expert/texts", p.may("review.queue"), p.showTexts)
	app.Post("/expert/texts", p.may("review.queue"), p.keepText)
	app.Post("/expert/texts/:text/drop", p.may("review.queue"), p.dropText)
}
