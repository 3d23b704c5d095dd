package web

import (
	"github.com/gofiber/fiber/v2"
)

// routes is the map of the portal: path, permission, page. Every route stands here, and the test
// of every route × role × id refuses one that it does not know.
func (p *Portal) routes() {
	app := p.app
	app.Get("/healthz", p.health)
	app.Get("/assets/*", p.asset)

	// what a body may be is settled before it is read; a slow sender's time is not the handler's
	app.Use(p.headers, p.bounded, p.deadline, p.identify, p.wellFormed, p.deadline, p.sameOrigin)

	app.Get("/", p.may("page.public"), p.showLanding)
	app.Get("/logo/:digest", p.may("page.public"), p.giveLogo)
	app.Get("/signin", p.may("account.sign_in"), p.showSignin)
	app.Post("/signin", p.may("account.sign_in"), p.signIn)
	app.Get("/signin/code", p.may("account.sign_in"), p.showCode)
	app.Post("/signin/code", p.may("account.sign_in"), p.signInCode)
	app.Post("/signin/code/challenge", p.may("account.sign_in"), p.askForKey)
	app.Post("/signout", p.may("account.sign_out"), p.signOut)
	app.Get("/signup", p.may("account.sign_up"), p.showSignup)
	app.Post("/signup", p.may("account.sign_up"), p.signUp)
	app.Post("/preferences", p.may("preferences.set"), p.setPreferences)
	app.Get("/notice", p.may("page.public"), p.showNotice)
	app.Post("/notice", p.may("consent.give"), p.agreeNotice)
	app.Get("/staff", p.may("staff.home"), p.showStaff)

	app.Get("/rules", p.may("rules.read"), p.showReleases)
	app.Post("/rules", p.may("rules.propose"), p.proposeRelease)
	app.Get("/rules/:revision", p.may("rules.read"), p.showRelease)
	app.Get("/rules/:revision/rules.tar.gz", p.may("rules.read"), p.giveRelease)
	app.Post("/rules/:revision/impact", p.may("rules.read"), p.askImpact)
	app.Post("/rules/:revision/activate", p.may("rules.approve"), p.activateRelease)

	app.Get("/home", p.may("company.read"), p.agreed, p.showHome)
	p.peopleRoutes(app)
	p.adminRoutes(app)

	app.Get("/self-checks", p.may("check.read"), p.agreed, p.showChecks)
	app.Post("/self-checks", p.may("check.start"), p.agreed, p.startCheck)
	app.Get("/self-checks/:id", p.may("check.read"), p.agreed, p.showCheck)
	app.Get("/self-checks/:id/next", p.may("check.read"), p.agreed, p.nextQuestion)
	app.Get("/self-checks/:id/questions/:place", p.may("check.read"), p.agreed, p.showQuestion)
	app.Post("/self-checks/:id/questions/:place", p.may("check.answer"), p.agreed, p.answerQuestion)
	app.Get("/self-checks/:id/earlier", p.may("check.answer"), p.agreed, p.showEarlier)
	app.Post("/self-checks/:id/earlier", p.may("check.answer"), p.agreed, p.takeEarlier)
	app.Get("/self-checks/:id/judgements", p.may("check.read"), p.agreed, p.showJudgements)
	app.Post("/self-checks/:id/presences", p.may("check.answer"), p.agreed, p.addPresence)
	app.Post("/self-checks/:id/presences/none", p.may("check.answer"), p.agreed, p.noPresence)
	app.Post("/self-checks/:id/presences/:ref/remove", p.may("check.answer"), p.agreed, p.removePresence)
	app.Post("/self-checks/:id/profile", p.may("check.submit"), p.agreed, p.submitCheck)

	p.listRoutes(app)
	p.profileRoutes(app)
	p.noticeRoutes(app)
	app.Use(p.notFound)
}

// peopleRoutes are about who somebody is: the own account, links that were sent, a company's people.
func (p *Portal) peopleRoutes(app *fiber.App) {
	app.Get("/account", p.may("account.read"), p.showAccount)
	app.Post("/account/name", p.may("account.edit"), p.changeName)
	app.Post("/account/password", p.may("account.edit"), p.changePassword)
	app.Post("/account/email", p.may("account.change"), p.changeEmail)
	app.Get("/confirm/:token", p.may("account.recover"), p.showConfirm)
	app.Post("/confirm/:token", p.may("account.recover"), p.confirm)
	app.Get("/forgot", p.may("account.recover"), p.showForgot)
	app.Post("/forgot", p.may("account.recover"), p.forgot)
	app.Post("/account/sessions/end", p.may("account.edit"), p.endOtherSessions)
	app.Post("/account/sessions/:session/end", p.may("account.edit"), p.endSession)
	app.Post("/account/company", p.may("account.edit"), p.actFor)
	app.Post("/account/leave", p.may("company.leave"), p.leaveCompany)
	app.Get("/prove", p.may("account.prove"), p.showProve)
	app.Post("/prove", p.may("account.prove"), p.prove)
	app.Post("/prove/challenge", p.may("account.prove"), p.askKeyToProve)
	p.factorRoutes(app)
	app.Get("/join/:token", p.may("invitation.accept"), p.showJoin)
	app.Post("/join/:token", p.may("invitation.accept"), p.join)
	app.Get("/reset/:token", p.may("account.recover"), p.showReset)
	app.Post("/reset/:token", p.may("account.recover"), p.reset)

	app.Get("/company", p.may("company.read"), p.agreed, p.showCompany)
	app.Post("/company", p.may("company.change"), p.agreed, p.changeCompany)
	app.Post("/company/licence", p.may("company.verify"), p.agreed, p.sendLicence)
	app.Post("/company/claims/:claim", p.may("claim.answer"), p.agreed, p.answerClaim)
	app.Get("/claims", p.may("claim.file"), p.showClaimForm)
	app.Post("/claims", p.may("claim.file"), p.fileClaim)
	app.Get("/claims/:token", p.may("claim.file"), p.showClaim)
	app.Get("/privacy", p.may("looks.read"), p.showPrivacy)
	app.Post("/privacy/give", p.may("consent.give"), p.giveConsent)
	app.Post("/privacy/withdraw", p.may("consent.withdraw"), p.withdrawConsent)
	app.Post("/company/export", p.may("company.export"), p.exportEverything)
	app.Post("/company/delete", p.may("company.delete"), p.planDeletion)
	app.Post("/company/keep", p.may("company.change"), p.keepCompany)

	app.Get("/people", p.may("people.read"), p.agreed, p.showPeople)
	app.Post("/people/invitations", p.may("people.invite"), p.agreed, p.invitePerson)
	app.Post("/people/invitations/:invitation/revoke", p.may("people.invite"), p.agreed, p.revokeInvitation)
	app.Post("/people/transfer", p.may("company.transfer"), p.agreed, p.transferCompany)
	app.Post("/people/:person/remove", p.may("people.remove"), p.agreed, p.removePerson)
	app.Post("/people/:person/recover", p.may("people.recover"), p.agreed, p.recoverPerson)
	app.Post("/people/:person/factors/reset", p.may("people.recover"), p.agreed, p.resetMemberFactors)
}

// factorRoutes are about the own second factors.
func (p *Portal) factorRoutes(app *fiber.App) {
	app.Get("/account/factor", p.may("factor.change"), p.showFactor)
	app.Post("/account/factor/app", p.may("factor.change"), p.beginApp)
	app.Get("/account/factor/app", p.may("factor.change"), p.showApp)
	app.Post("/account/factor/app/confirm", p.may("factor.change"), p.addApp)
	app.Post("/account/factor/key", p.may("factor.change"), p.addKey)
	app.Post("/account/factor/key/challenge", p.may("factor.change"), p.inviteKey)
	app.Post("/account/factor/codes", p.may("factor.change"), p.renewCodes)
	app.Get("/account/factor/phone", p.may("factor.change"), p.showPhone)
	app.Post("/account/factors/:factor/name", p.may("factor.change"), p.renameFactor)
	app.Post("/account/factors/:factor/remove", p.may("factor.change"), p.removeFactor)
}

// adminRoutes are administration, split in three: the system, its security, the audit trail.
func (p *Portal) adminRoutes(app *fiber.App) {
	app.Get("/desk", p.may("desk.read"), p.showDesk)
	app.Get("/desk/licences/:licence", p.may("desk.read"), p.showLicence)
	app.Post("/desk/licences/:licence", p.may("company.admit"), p.decideLicence)
	app.Get("/desk/licences/:licence/picture", p.may("desk.read"), p.giveLicence)
	app.Get("/desk/claims/:claim", p.may("desk.read"), p.showDeskClaim)
	app.Post("/desk/claims/:claim", p.may("claim.decide"), p.decideClaim)
	app.Get("/desk/claims/:claim/licence", p.may("desk.read"), p.giveClaimFile)
	app.Get("/desk/recover", p.may("recovery.issue"), p.showDeskRecover)
	app.Post("/desk/recover", p.may("recovery.issue"), p.deskRecover)

	app.Get("/admin/station", p.may("settings.read"), p.showStation)
	app.Post("/admin/station", p.may("settings.change"), p.changeStation)
	app.Post("/admin/station/logo", p.may("settings.change"), p.setLogo)
	app.Post("/admin/station/logo/remove", p.may("settings.change"), p.dropLogo)
	app.Get("/admin/units", p.may("settings.read"), p.showUnits)
	app.Post("/admin/units", p.may("settings.change"), p.putUnit)
	app.Post("/admin/units/:unit/close", p.may("settings.change"), p.closeUnit)
	app.Get("/admin/connections", p.may("settings.read"), p.showConnections)
	app.Get("/admin/connections/:kind", p.may("settings.read"), p.showConnection)
	app.Post("/admin/connections/:kind", p.may("settings.change"), p.changeConnection)
	app.Post("/admin/connections/:kind/test", p.may("settings.change"), p.testConnection)
	app.Post("/admin/connections/:kind/server", p.may("settings.change"), p.useServers)
	app.Get("/admin/holidays", p.may("settings.read"), p.showHolidays)
	app.Post("/admin/holidays/days", p.may("settings.change"), p.putHoliday)
	app.Post("/admin/holidays/days/drop", p.may("settings.change"), p.dropHoliday)
	app.Get("/admin/holidays/:year", p.may("settings.read"), p.showHolidayYear)
	app.Post("/admin/holidays/:year", p.may("settings.change"), p.putHolidayYear)
	app.Post("/admin/holidays/:year/drop", p.may("settings.change"), p.dropHolidayYear)
	app.Get("/admin/versions", p.may("settings.read"), p.showVersions)
	app.Get("/admin/retention", p.may("settings.read"), p.showRetention)
	app.Post("/admin/retention", p.may("settings.change"), p.changeRetention)
	app.Get("/admin/staff", p.may("staff.read"), p.showStaffList)
	app.Post("/admin/staff", p.may("staff.invite"), p.inviteStaff)
	app.Post("/admin/staff/invitations/:invitation/revoke", p.may("staff.invite"), p.revokeStaff)
	app.Post("/admin/staff/:person", p.may("staff.change"), p.changeStaff)
	app.Post("/admin/staff/:person/disable", p.may("staff.change"), p.disableStaff)
	app.Post("/admin/staff/:person/factors/reset", p.may("staff.change"), p.resetStaffFactors)
	app.Get("/admin/jobs", p.may("job.read"), p.showJobs)
	app.Post("/admin/jobs/:job/retry", p.may("job.retry"), p.retryJob)
	app.Get("/admin/messages", p.may("job.read"), p.showOutbox)
	app.Post("/admin/messages/retry", p.may("job.retry"), p.retryMails)
	app.Get("/admin/audit", p.may("audit.read"), p.showAudit)
	app.Get("/admin/audit/trail.csv", p.may("audit.export"), p.exportAudit)
}

func (p *Portal) noticeRoutes(app *fiber.App) {
	app.Get("/inbox", p.may("notice.read"), p.showInbox)
	app.Post("/inbox/read", p.may("notice.read"), p.markAll)
	app.Post("/inbox/unread", p.may("notice.read"), p.unmark)
	app.Get("/inbox/:id", p.may("notice.read"), p.openMessage)
	app.Post("/inbox/:id/read", p.may("notice.read"), p.markMessage)
	app.Get("/settings/messages", p.may("notice.preferences"), p.showMessages)
	app.Post("/settings/messages", p.may("notice.preferences"), p.saveMessages)
	app.Post("/settings/messages/test", p.may("notice.preferences"), p.testMessages)
	app.Get("/unsubscribe/:token", p.may("page.public"), p.showUnsubscribe)
	app.Post("/unsubscribe/:token", p.may("page.public"), p.unsubscribe)

	app.Get("/settings/webhooks", p.may("webhook.read"), p.agreed, p.showWebhooks)
	app.Post("/settings/webhooks", p.may("webhook.manage"), p.agreed, p.addWebhook)
	app.Get("/settings/webhooks/:id", p.may("webhook.read"), p.agreed, p.showWebhook)
	app.Post("/settings/webhooks/:id/test", p.may("webhook.manage"), p.agreed, p.hookCommand("tested", p.testWebhook))
	app.Post("/settings/webhooks/:id/off", p.may("webhook.manage"), p.agreed, p.hookCommand("off", p.turnWebhookOff))
	app.Post("/settings/webhooks/:id/on", p.may("webhook.manage"), p.agreed, p.hookCommand("on", p.turnWebhookOn))
	app.Post("/settings/webhooks/:id/rotate", p.may("webhook.manage"), p.agreed, p.rotateWebhook)
	app.Post("/settings/webhooks/:id/remove", p.may("webhook.manage"), p.agreed, p.removeWebhook)
	app.Post("/settings/webhooks/:id/replay", p.may("webhook.manage"), p.agreed, p.replayWebhook)
	app.Post("/settings/webhooks/:id/deliveries/:delivery/replay", p.may("webhook.manage"), p.agreed, p.hookCommand("replayed&n=1", p.replayDelivery))

	if p.site.Demo && p.rooms.Mailbox != nil {
		app.Get("/demo/mailbox", p.may("page.public"), p.showMailbox)
		app.Get("/demo/mailbox/:id", p.may("page.public"), p.showMail)
	}
}

func (p *Portal) listRoutes(app *fiber.App) {
	app.Get("/lists", p.may("list.read"), p.agreed, p.showLists)
	app.Get("/lists/:list", p.may("list.read"), p.agreed, p.showList)
	app.Get("/lists/:list/template.xlsx", p.may("list.read"), p.agreed, p.listTemplate)
	app.Get("/lists/:list/export.xlsx", p.may("list.export"), p.agreed, p.exportList)
	app.Get("/lists/:list/consent", p.may("consent.give"), p.agreed, p.showRowsConsent)
	app.Post("/lists/:list/consent", p.may("consent.give"), p.agreed, p.giveRowsConsent)
	app.Get("/lists/:list/rows/:row", p.may("list.import"), p.agreed, p.showRow)
	app.Post("/lists/:list/rows/:row", p.may("list.import"), p.agreed, p.saveRow)
	app.Post("/lists/:list/rows/:row/remove", p.may("list.import"), p.agreed, p.removeRow)
	app.Get("/lists/:list/import", p.may("list.import"), p.agreed, p.showUpload)
	app.Post("/lists/:list/import", p.may("list.import"), p.agreed, p.takeUpload)
	app.Post("/lists/:list/none", p.may("list.import"), p.agreed, p.noRows)
	app.Get("/lists/:list/import/:upload", p.may("list.import"), p.agreed, p.showMapping)
	app.Post("/lists/:list/import/:upload", p.may("list.import"), p.agreed, p.chooseMapping)
	app.Get("/lists/:list/import/:upload/preview", p.may("list.import"), p.agreed, p.showPreview)
	app.Post("/lists/:list/import/:upload/preview", p.may("list.import"), p.agreed, p.applyImport)
}

func (p *Portal) profileRoutes(app *fiber.App) {
	app.Get("/profiles", p.may("profile.read"), p.agreed, p.showProfiles)
	app.Get("/profiles/:id", p.may("profile.read"), p.agreed, p.showProfile)
	app.Get("/profiles/:id/findings", p.may("profile.read"), p.agreed, p.showFindings)
	app.Get("/profiles/:id/findings/:key", p.may("profile.read"), p.agreed, p.showFinding)
	app.Get("/profiles/:id/profile.json", p.may("profile.export"), p.agreed, p.profileJSON)
	app.Get("/profiles/:id/profile.pdf", p.may("profile.read"), p.agreed, p.profilePDF)
	app.Get("/profiles/:id/ask", p.may("assistant.ask"), p.agreed, p.showAssistant)
	app.Post("/profiles/:id/ask", p.may("assistant.ask"), p.agreed, p.askAssistant)
}
