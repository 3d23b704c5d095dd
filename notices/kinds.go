package notices

import (
	"fmt"
	"slices"
	"time"
)

// Kind names what a message is about, such as "claim.decided". The table below knows them all.
type Kind string

// Group is what a person chooses by: how they want to hear of everything in it.
type Group string

// The groups. Security is told at once, always.
const (
	Security Group = "security"
	Work     Group = "work"
	News     Group = "news"
)

// The kinds of message.
const (
	Invitation       Kind = "invitation"        // to an address that has no account yet
	Recovery         Kind = "recovery"          // the link by which a forgotten password is set anew
	PasswordChanged  Kind = "password.changed"  //
	NewSignIn        Kind = "signin.new"        // from a device that was never seen
	FactorChanged    Kind = "factor.changed"    // a second factor was added or taken away
	MailConfirm      Kind = "mail.confirm"      // to the new address: is it yours?
	MailChanging     Kind = "mail.changing"     // to the old address: somebody changes it
	OwnerChanged     Kind = "owner.changed"     //
	MemberLeft       Kind = "member.left"       //
	LicenceAccepted  Kind = "licence.accepted"  //
	LicenceRefused   Kind = "licence.refused"   //
	ClaimFiled       Kind = "claim.filed"       // to those who hold the company: somebody claims it
	ClaimReceived    Kind = "claim.received"    // to the one who claims
	ClaimDecided     Kind = "claim.decided"     // to those who hold the company
	ClaimAnswered    Kind = "claim.answered"    // to the one who claimed
	ConsentWithdrawn Kind = "consent.withdrawn" //
	CompanyLookedAt  Kind = "company.looked_at" // how often the staff looked at something of the company's on a day
	ExportReady      Kind = "export.ready"      //
	DeletionPlanned  Kind = "deletion.planned"  //
	DeletionStopped  Kind = "deletion.stopped"  //
	DeletionDone     Kind = "deletion.done"     //
	JobFailed        Kind = "job.failed"        // to administrators
	WebhookOff       Kind = "webhook.off"       // a system of the tenant did not answer for days
	ThreadWritten    Kind = "thread.written"    // somebody wrote about a finding under review
	ThreadMention    Kind = "thread.mention"    // an expert asks a colleague of the team
	ThreadWaiting    Kind = "thread.waiting"    // a junior's draft waits for a senior
	RecoveryUsed     Kind = "recovery.used"     // a recovery code was taken for a second factor
	FactorReset      Kind = "factor.reset"      // to the officer who took an owner's second factors away
	PhoneCode        Kind = "phone.code"        // to a new number: is it yours?
	PhoneChanged     Kind = "phone.changed"     //
	ExpertWaiting    Kind = "expert.waiting"    // to who checks the licences of experts
	ExpertVerified   Kind = "expert.verified"   //
	ReviewAsked      Kind = "review.asked"      // to the expert who was named
	ReviewAnswered   Kind = "review.answered"   // to the company
	ReviewWithdrawn  Kind = "review.withdrawn"  // to the experts
	ReviewMoved      Kind = "review.moved"      // to the experts: the review is about a later version of the report
	ExpertSuspended  Kind = "expert.suspended"  //
	ExpertEnding     Kind = "expert.ending"     // a month before a verification ends
	ExpertEnded      Kind = "expert.ended"      //
	OverrideProposed Kind = "override.proposed" // to the experts of a review: one of them proposes another severity
	OverrideDecided  Kind = "override.decided"  // to who proposed it
	OverrideTold     Kind = "override.told"     // to the company: it is applied now, or no longer
	DisputeFiled     Kind = "dispute.filed"     // to who leads the review: the company says that a finding is wrong
	DisputeAnswered  Kind = "dispute.answered"  // to the company
	OverrideEnding   Kind = "override.ending"   // to its author, the lead and the company: a week before its last day
	ReviewDue        Kind = "review.due"        // to the lead
	ReviewOverdue    Kind = "review.overdue"    // to the lead and the company
	ReviewWaits      Kind = "review.waits"      // to the expert who was asked by name and says nothing
	ReviewUnanswered Kind = "review.unanswered" // to the company: the expert whom it asked says nothing
	ReviewEnded      Kind = "review.ended"      // to the company and the lead
	DisputeDue       Kind = "dispute.due"       // to who answers it, or to every expert where nobody does
	DisputeOverdue   Kind = "dispute.overdue"   // likewise
	ReviewSigned     Kind = "review.signed"     // to who holds the company: enough experts have signed
	FiguresPublished Kind = "figures.published" // to analysts: a release of aggregate risk is out
	Test             Kind = "test"              // asked for by the person who gets it
	webhookTest      Kind = "webhook.test"      // to one system only
	digest           Kind = "digest"            // the mail that holds a day's others
)

// rule is what the table knows of a kind.
type rule struct {
	group Group
	args  map[string]argument
	// inbox, mail, sms: the ways it takes unless the person says otherwise. Security takes the first two whatever they say.
	inbox, mail, sms bool
	// event: tenants' own systems are told of it, without its words.
	event bool
	// within: after this long it is of no use any more, such as a link that has lapsed; 0 means mailTries.
	within time.Duration
}

// rules is the one table of kinds.
var rules = map[Kind]rule{
	Invitation:       {group: Security, mail: true, args: arguments("company", word, "by", word, "until", moment)},
	Recovery:         {group: Security, inbox: true, mail: true, within: 2 * time.Hour, args: arguments("minutes", number)},
	PasswordChanged:  {group: Security, inbox: true, mail: true, sms: true, args: arguments("at", moment)},
	NewSignIn:        {group: Security, inbox: true, mail: true, sms: true, args: arguments("at", moment, "device", word)},
	FactorChanged:    {group: Security, inbox: true, mail: true, sms: true, args: arguments("at", moment, "change", oneOf("added", "removed", "renewed"))},
	MailConfirm:      {group: Security, mail: true, within: 24 * time.Hour, args: arguments("until", moment)},
	MailChanging:     {group: Security, inbox: true, mail: true, args: arguments("at", moment)},
	OwnerChanged:     {group: Security, inbox: true, mail: true, event: true, args: arguments("company", word, "owner", word)},
	MemberLeft:       {group: Work, inbox: true, mail: true, event: true, args: arguments("company", word, "member", word)},
	LicenceAccepted:  {group: Work, inbox: true, mail: true, event: true, args: arguments("company", word)},
	LicenceRefused:   {group: Work, inbox: true, mail: true, event: true, args: arguments("company", word, "reason", oneOf("unreadable", "mismatch", "expired", "other"))},
	ClaimFiled:       {group: Security, inbox: true, mail: true, event: true, args: arguments("company", word, "until", moment)},
	ClaimReceived:    {group: Security, inbox: true, mail: true, args: arguments("company", word, "until", moment)},
	ClaimDecided:     {group: Security, inbox: true, mail: true, event: true, args: arguments("company", word, "outcome", oneOf("granted", "refused"))},
	ClaimAnswered:    {group: Security, inbox: true, mail: true, args: arguments("company", word, "outcome", oneOf("granted", "refused"))},
	ConsentWithdrawn: {group: Work, inbox: true, mail: true, event: true, args: arguments("company", word, "consent", oneOf("privacy", "employee_rows", "statistics", "sharing"))},
	CompanyLookedAt:  {group: News, inbox: true, mail: true, event: true, args: arguments("n", number, "on", day)},
	ExportReady:      {group: Work, inbox: true, mail: true, event: true, args: arguments("until", moment)},
	DeletionPlanned:  {group: Security, inbox: true, mail: true, sms: true, event: true, args: arguments("subject", oneOf("account", "company"), "on", day)},
	DeletionStopped:  {group: Security, inbox: true, mail: true, event: true, args: arguments("subject", oneOf("account", "company"))},
	DeletionDone:     {group: Security, mail: true, args: arguments("subject", oneOf("account", "company"), "on", day)},
	JobFailed:        {group: Work, inbox: true, mail: true, args: arguments("job", word, "times", number)},
	WebhookOff:       {group: Work, inbox: true, mail: true, args: arguments("host", word, "reason", oneOf("failing", "gone"))},
	ThreadWritten:    {group: Work, inbox: true, mail: true, args: arguments("by", word)},
	ThreadMention:    {group: Work, inbox: true, mail: true, args: arguments("by", word)},
	ThreadWaiting:    {group: Work, inbox: true, mail: true, args: arguments("by", word)},
	RecoveryUsed:     {group: Security, inbox: true, mail: true, sms: true, args: arguments("at", moment, "left", number)},
	FactorReset:      {group: Security, inbox: true, mail: true, args: arguments("at", moment, "company", word)},
	PhoneCode:        {group: Security, sms: true, within: 10 * time.Minute, args: arguments("code", secret, "minutes", number)},
	PhoneChanged:     {group: Security, inbox: true, mail: true, sms: true, args: arguments("at", moment, "change", oneOf("added", "changed", "removed", "taken"))},
	ExpertWaiting:    {group: Work, inbox: true, mail: true, args: arguments("name", word)},
	ExpertVerified:   {group: Work, inbox: true, mail: true, args: arguments("until", day)},
	ReviewAsked:      {group: Work, inbox: true, mail: true, args: arguments("until", moment)},
	ReviewAnswered:   {group: Work, inbox: true, mail: true, args: arguments("expert", word, "outcome", oneOf("accepted", "declined", "left"))},
	ReviewMoved:      {group: Work, inbox: true, mail: true, args: arguments("at", moment)},
	ReviewWithdrawn:  {group: Work, inbox: true, mail: true, args: arguments("at", moment)},
	ExpertSuspended:  {group: Work, inbox: true, mail: true},
	ExpertEnding:     {group: Work, inbox: true, mail: true, args: arguments("on", day)},
	ExpertEnded:      {group: Work, inbox: true, mail: true, args: arguments("on", day)},
	OverrideProposed: {group: Work, inbox: true, mail: true, args: arguments("by", word)},
	OverrideDecided:  {group: Work, inbox: true, mail: true, args: arguments("outcome", oneOf("approved", "refused", "lifted", "to_review", "expired"))},
	OverrideTold:     {group: Work, inbox: true, mail: true, event: true, args: arguments("outcome", oneOf("approved", "lifted", "to_review", "expired"))},
	DisputeFiled:     {group: Work, inbox: true, mail: true, args: arguments("until", moment)},
	DisputeAnswered:  {group: Work, inbox: true, mail: true, event: true, args: arguments("outcome", oneOf("upheld", "corrected", "partly"))},
	OverrideEnding:   {group: Work, inbox: true, mail: true, event: true, args: arguments("on", day)},
	ReviewDue:        {group: Work, inbox: true, mail: true, args: arguments("until", moment)},
	ReviewOverdue:    {group: Work, inbox: true, mail: true, event: true, args: arguments("since", moment)},
	ReviewWaits:      {group: Work, inbox: true, mail: true, args: arguments("since", day)},
	ReviewUnanswered: {group: Work, inbox: true, mail: true, event: true, args: arguments("since", day)},
	ReviewEnded:      {group: Work, inbox: true, mail: true, event: true, args: arguments("side", oneOf("company", "expert"))},
	DisputeDue:       {group: Work, inbox: true, mail: true, args: arguments("until", moment, "whose", oneOf("yours", "nobodys"))},
	DisputeOverdue:   {group: Work, inbox: true, mail: true, args: arguments("since", moment, "whose", oneOf("yours", "nobodys"))},
	ReviewSigned:     {group: Work, inbox: true, mail: true, event: true, args: arguments("by", word)},
	FiguresPublished: {group: Work, inbox: true, mail: true, args: arguments("on", day)},
	Test:             {group: Work, inbox: true, mail: true, sms: true, args: arguments("at", moment)},
	webhookTest:      {group: Work, args: arguments("at", moment)},
	digest:           {group: News, mail: true, within: 20 * time.Hour, args: arguments("day", day)},
}

// Kinds lists every kind that may be told, in order.
func Kinds() []Kind {
	var out []Kind
	for k := range rules {
		if k != digest && k != webhookTest {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// Events lists the kinds that a tenant's systems may be told of, in order.
func Events() []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return !rules[k].event })
}

// Group tells what a person's choice counts for this kind.
func (k Kind) Group() Group { return rules[k].group }

// Mutable tells whether a person may choose not to be mailed it.
func (k Kind) Mutable() bool { return rules[k].group != Security }

// urgentByItself: nobody waits for office hours to hear that a password was changed.
func (k Kind) urgentByItself() bool {
	return rules[k].group == Security || k == Test || k == webhookTest
}

// again tells whether a mail of which nobody knows whether it went out is sent once more: where it
// is the only way to the person, or where not hearing of it is worse than hearing of it twice.
func (k Kind) again() bool { return rules[k].group == Security || !rules[k].inbox }

func (k Kind) check() error {
	if _, known := rules[k]; !known {
		return fmt.Errorf("no message is of kind %q", string(k))
	}
	return nil
}
