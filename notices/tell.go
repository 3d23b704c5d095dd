package notices

import (
	"context"
	"fmt"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// Recipient is one who is told. With a Person, the message lies in that person's inbox, and goes
// to where the book of addresses says at the moment of sending, unless Mail says otherwise. Without one it goes to Mail,
// in Lang, to somebody who has no account. With a Phone it goes there as a short message and no other way.
type Recipient struct {
	Person station.PersonID
	Mail   string
	Phone  string
	Lang   string
}

// To makes recipients of people.
func To(people ...station.PersonID) []Recipient {
	out := make([]Recipient, len(people))
	for i, p := range people {
		out[i].Person = p
	}
	return out
}

// Notice is a message to be told.
type Notice struct {
	Tenant station.Tenant // whose the transaction is
	To     []Recipient
	Kind   Kind
	// Key makes saying it twice one message: what happened, to what, such as "export.ready:<id>". Small letters, digits
	// and ._:/- only; it names people by id.
	Key  string
	Args Args
	// Link is the page it is about, such as /settings/data. Secret is the link to mail instead, with a token in it: it is
	// sealed apart, never shown in the inbox, and gone once it is delivered.
	Link   string
	Secret string
	// About is the company that a message to the staff tells of: it goes with that company. Zero: none, or the tenant is a company itself.
	About station.CompanyID
	// Urgent messages do not wait for working hours nor for the digest.
	Urgent bool

	code string // of a kind with a secret
}

var phoneForm = regexp.MustCompile(`^\+[0-9]{7,15}$`)

var keyForm = regexp.MustCompile(`^[a-z0-9._:/-]{1,200}$`)

func (n Notice) check() error {
	if err := n.Kind.check(); err != nil {
		return err
	}
	if !keyForm.MatchString(n.Key) {
		return fmt.Errorf("%s: key %q is not of a-z 0-9 . _ : / -, or too long", n.Kind, n.Key)
	}
	for _, link := range []string{n.Link, n.Secret} {
		if link != "" && (!strings.HasPrefix(link, "/") || strings.HasPrefix(link, "//") || len(link) > 500 || strings.ContainsAny(link, " \\\t\r\n")) {
			return fmt.Errorf("%s: a link must be a path of ours", n.Kind)
		}
	}
	if len(n.To) == 0 && !rules[n.Kind].event && n.Kind != webhookTest {
		return fmt.Errorf("%s: told to nobody", n.Kind)
	}
	for _, to := range n.To {
		if to.Phone != "" && !phoneForm.MatchString(to.Phone) {
			return fmt.Errorf("%s: a recipient's number is none", n.Kind)
		}
		if to.Person == (station.PersonID{}) && to.Mail == "" && to.Phone == "" {
			return fmt.Errorf("%s: a recipient is neither a person nor an address", n.Kind)
		}
		if to.Mail != "" && !mailable(to.Mail) {
			return fmt.Errorf("%s: a recipient's address is none", n.Kind) // the address stays out of the log
		}
	}
	return nil
}

// mailable tells whether a text is one plain mail address, and nothing that could end a line of a mail's head.
func mailable(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s && a.Name == "" && oneLine(s) && len(s) <= 254 && !strings.ContainsAny(s, " <>\"")
}

// Tell tells a message inside the caller's transaction, which is its tenant's: the message, its
// inbox rows, its ways outward and their jobs exist if and only if that commits. A key that was told already does
// nothing. An error is a mistake of the caller's or of the database, never of what lies outside.
func (r *Room) Tell(ctx context.Context, tx pg.Tx, n Notice) error {
	if err := n.check(); err != nil {
		return fmt.Errorf("tell: %w", err)
	}
	out, err := r.plan(ctx, tx, n)
	if err != nil {
		return fmt.Errorf("tell %s: %w", n.Kind, err)
	}
	return r.post(ctx, tx, out)
}

// TellAlone is Tell in a transaction of its own, for what happened outside of any.
func (r *Room) TellAlone(ctx context.Context, n Notice) error {
	return r.db.Of(ctx, n.Tenant, func(ctx context.Context, tx Tx) error { return r.Tell(ctx, tx, n) })
}

// post writes what was planned, and enqueues its jobs.
func (r *Room) post(ctx context.Context, tx pg.Tx, out outgoing) error {
	fresh, err := writeNotice(ctx, tx, out)
	if err != nil || !fresh {
		return err
	}
	r.step("told")
	err = r.enqueue(ctx, tx, out.jobs())
	r.step("enqueued")
	return err
}

func (r *Room) enqueue(ctx context.Context, tx pg.Tx, jobs []pg.Timed) error {
	if r.queue == nil {
		return nil // Tend finds them
	}
	return r.queue.EnqueueAll(ctx, tx, jobs)
}

// outgoing is a message with its inbox rows and ways, ready to be written.
type outgoing struct {
	box    Box
	tenant station.Tenant
	id     NoticeID
	kind   Kind
	key    string
	urgent bool
	sealed []byte
	at     time.Time
	people []station.PersonID // who has it in the inbox
	about  station.CompanyID
	ways   []way
}

// way is a delivery to be written.
type way struct {
	id      DeliveryID
	channel string
	person  *station.PersonID
	hook    *WebhookID
	state   string
	due     time.Time
	sealed  []byte
}

func (o outgoing) jobs() []pg.Timed {
	var out []pg.Timed
	for _, w := range o.ways {
		job := pg.Timed{Args: newDeliverJob(o.tenant, w.id, w.channel, 0)}
		if w.due.After(o.at) {
			job.At = w.due
		}
		if w.state == pending {
			out = append(out, job)
		}
	}
	return out
}

func (r *Room) plan(ctx context.Context, tx pg.Tx, n Notice) (outgoing, error) {
	now := r.Clock()
	out := outgoing{tenant: n.Tenant, kind: n.Kind, key: n.Key, urgent: n.Urgent, at: now, about: n.About}
	args, err := n.Kind.take(n.Args)
	if err != nil {
		return out, err
	}
	if out.id, err = newID[NoticeID](); err != nil {
		return out, err
	}
	if out.box, err = r.Sealer.Box(ctx, tx, n.Tenant); err != nil {
		return out, err
	}
	n.code = n.Kind.takeSecret(args)
	if out.sealed, err = sealJSON(out.box, placeContent, out.id, content{Args: args, Link: n.Link}); err != nil {
		return out, err
	}
	var people []station.PersonID
	seen := map[Recipient]bool{}
	n.To = slices.DeleteFunc(slices.Clone(n.To), func(to Recipient) bool {
		again := seen[to]
		seen[to] = true
		return again
	})
	for _, to := range n.To {
		if to.Person != (station.PersonID{}) && !slices.Contains(people, to.Person) {
			people = append(people, to.Person)
		}
	}
	prefer, err := readPreferences(ctx, tx, n.Tenant, people)
	if err != nil {
		return out, err
	}
	if rules[n.Kind].inbox {
		out.people = people
	}
	reach := reaching{due: now}
	if err := r.reaching(ctx, tx, n, &reach); err != nil {
		return out, err
	}
	for _, to := range n.To {
		if err := r.planRecipient(&out, n, to, prefer[to.Person], reach); err != nil {
			return out, err
		}
	}
	if rules[n.Kind].event {
		err = r.planHooks(ctx, tx, &out)
	}
	return out, err
}

// private is what of a delivery lies sealed: what no book of addresses has, and a link with a secret.
type private struct {
	Mail   string `json:"mail,omitempty"`
	Lang   string `json:"lang,omitempty"`
	Secret string `json:"secret,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Code   string `json:"code,omitempty"`
}

// reaching is what the ways of a message to people hang on where its tenant is served.
type reaching struct {
	due   time.Time // now, or the beginning of the next working hour
	texts bool
}

func (r *Room) reaching(ctx context.Context, tx pg.Tx, n Notice, reach *reaching) (err error) {
	if rules[n.Kind].mail && !n.Kind.urgentByItself() && !n.Urgent {
		if reach.due, err = r.Hours.Next(ctx, tx, n.Tenant, reach.due); err != nil {
			return fmt.Errorf("find the next working hour: %w", err)
		}
	}
	if rules[n.Kind].sms && r.Texts != nil {
		if reach.texts, err = r.Texts(ctx, tx, n.Tenant); err != nil {
			return fmt.Errorf("ask for short messages: %w", err)
		}
	}
	return nil
}

func (r *Room) planRecipient(out *outgoing, n Notice, to Recipient, p Preferences, reach reaching) error {
	if to.Person == (station.PersonID{}) {
		p = usual()
	}
	if to.Phone != "" {
		if !reach.texts || !rules[n.Kind].sms {
			return nil
		}
		return out.add(way{channel: channelSMS, state: pending, due: out.at}, to.Person, private{Phone: to.Phone, Lang: to.Lang, Code: n.code})
	}
	state, due := mailAt(n.Kind, n.Urgent, p, out.at, reach.due)
	if state != "" {
		var own private
		if to.Mail != "" || n.Secret != "" {
			own = private{Mail: to.Mail, Lang: to.Lang, Secret: n.Secret}
		}
		if err := out.add(way{channel: channelMail, state: state, due: due}, to.Person, own); err != nil {
			return err
		}
	}
	if reach.texts && rules[n.Kind].sms && p.Texts && to.Person != (station.PersonID{}) {
		return out.add(way{channel: channelSMS, state: pending, due: out.at}, to.Person, private{})
	}
	return nil
}

// add plans a way, and seals what only it needs.
func (o *outgoing) add(w way, person station.PersonID, own private) error {
	var err error
	if w.id, err = newID[DeliveryID](); err != nil {
		return err
	}
	if person != (station.PersonID{}) {
		w.person = &person
	}
	if own != (private{}) {
		if w.sealed, err = sealJSON(o.box, placePrivate, w.id, own); err != nil {
			return err
		}
	}
	o.ways = append(o.ways, w)
	return nil
}

// planHooks adds the tenant's systems that want to hear of this kind.
func (r *Room) planHooks(ctx context.Context, tx pg.Tx, out *outgoing) error {
	hooks, err := listeners(ctx, tx, out.tenant, out.kind)
	if err != nil {
		return err
	}
	for _, hook := range hooks {
		if err := out.add(way{channel: channelHook, hook: &hook, state: pending, due: out.at}, station.PersonID{}, private{}); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes back what of a message has not gone out yet and has not been read: it is about
// something that is not so any more. A key that was never told does nothing.
func (r *Room) Withdraw(ctx context.Context, tx pg.Tx, tenant station.Tenant, key string) error {
	return withdraw(ctx, tx, tenant, key, r.Clock())
}

// newID makes a UUIDv7.
func newID[T ~[16]byte]() (T, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return T{}, fmt.Errorf("new id: %w", err)
	}
	return T(id), nil
}
