package notices

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
)

// The lanes of the queue: a slow mail server does not hold up webhooks, and neither holds up what
// else is to be done.
const (
	laneMail = "notices_mail"
	laneHook = "notices_hook"

	laneWorkers = 8
)

// DeliverJob carries one delivery. Round sets apart what was asked for again by hand.
type DeliverJob struct {
	Company  uuid.UUID `json:"company,omitzero"`
	Station  uuid.UUID `json:"station,omitzero"`
	Delivery uuid.UUID `json:"delivery"`
	Hook     bool      `json:"hook"`
	Round    int       `json:"round"`
}

// Kind names the job in the queue.
func (DeliverJob) Kind() string { return "notices.deliver" }

// Lane keeps the channels apart.
func (j DeliverJob) Lane() string {
	if j.Hook {
		return laneHook
	}
	return laneMail
}

func newDeliverJob(tenant station.Tenant, id DeliveryID, channel string, round int) DeliverJob {
	return DeliverJob{Company: uuid.UUID(tenant.Company), Station: uuid.UUID(tenant.Station), Delivery: uuid.UUID(id), Hook: channel == channelHook, Round: round}
}

func (j DeliverJob) tenant() station.Tenant {
	return station.Tenant{Company: station.CompanyID(j.Company), Station: station.StationID(j.Station)}
}

// TendJob looks every minute for what the queue has lost sight of.
type TendJob struct{}

// Kind names the job in the queue.
func (TendJob) Kind() string { return "notices.tend" }

// DigestJob looks for people whose day's mail is due.
type DigestJob struct{}

// Kind names the job in the queue.
func (DigestJob) Kind() string { return "notices.digest" }

// DigestOfJob makes one person's mail of one day. Day is 2006-01-02 in Shanghai.
type DigestOfJob struct {
	Company uuid.UUID `json:"company,omitzero"`
	Station uuid.UUID `json:"station,omitzero"`
	Person  uuid.UUID `json:"person"`
	Day     string    `json:"day"`
}

// Kind names the job in the queue.
func (DigestOfJob) Kind() string { return "notices.digest_of" }

// Worker carries messages out of the house. It works through the worker's door to the database.
type Worker struct {
	*Room
	door  *pg.DB
	ways  Leads
	batch int           // how many people's mails of the day are asked for in one go
	lease time.Duration // after which a claim of somebody who has not come back is void
}

// Outward is how messages leave the house. A nil Mailer or Texter means: not that way.
type Outward struct {
	Mails Mailer
	Texts Texter
	Hooks *Caller
	Sender
}

// Sender is whose messages they are, as people see it. What is empty is said by the room's Options.
type Sender struct {
	PublicURL string            // where links lead, without a slash at its end
	Station   map[string]string // its name by language
}

// sender is who sends through out.
func (r *Room) sender(out Sender) Sender {
	return Sender{PublicURL: first(out.PublicURL, r.PublicURL), Station: map[string]string{
		Chinese: first(out.Station[Chinese], r.Station[Chinese]), English: first(out.Station[English], r.Station[English])}}
}

// Lead is o for every tenant.
func (o Outward) Lead(context.Context, station.Tenant) (Outward, error) { return o, nil }

// Leads tells how the messages of a tenant leave the house at this moment: stations have settings of their own. An error
// is of the database; the message is tried again.
type Leads interface {
	Lead(ctx context.Context, tenant station.Tenant) (Outward, error)
}

// NewWorker makes the worker of a room over the worker's door.
func NewWorker(r *Room, door *pg.DB, ways Leads) *Worker {
	// longer than any job may run (pg cancels one after a minute), so that nobody takes from the living
	return &Worker{Room: r, door: door, ways: ways, batch: digestBatch, lease: 2 * time.Minute}
}

// Register adds what the worker does to the works of a process.
func (w *Worker) Register(works *pg.Works) error {
	works.Lane(laneMail, laneWorkers)
	works.Lane(laneHook, laneWorkers)
	err := errors.Join(
		pg.Handle(works, w.Deliver),
		pg.Handle(works, func(ctx context.Context, _ TendJob) error { return w.Tend(ctx) }),
		pg.Handle(works, func(ctx context.Context, _ DigestJob) error { return w.Digests(ctx) }),
		pg.Handle(works, w.Digest))
	pg.Every(works, time.Minute, TendJob{})
	pg.Every(works, 5*time.Minute, DigestJob{})
	return err
}

// Backlog is what waits to leave the house, for who watches over it.
type Backlog struct {
	Due    int           // deliveries whose time has come, under way or not
	Oldest time.Duration // for how long the oldest of them has been due
	Doubt  int           // deliveries of the last day of which nobody knows whether they went out
	Failed int           // deliveries of the last day that were given up
	Ways   []WayBacklog  // the same by channel: mail, sms, hook
}

// WayBacklog is the backlog of one channel.
type WayBacklog struct {
	Channel            string
	Due, Failed, Doubt int
	Retryable          int // of the failed ones, how many may be sent once more: see RetryMails
}

// ReadBacklog reads it through the worker's door.
func ReadBacklog(ctx context.Context, door *pg.DB, now time.Time) (Backlog, error) {
	var b Backlog
	err := door.ReadGlobal(ctx, func(ctx context.Context, tx Tx) (err error) {
		b, err = readBacklog(ctx, tx, now)
		return err
	})
	return b, err
}

// overdue is how long after its time a delivery that nobody has touched is looked for.
const overdue = 2 * time.Minute

// Tend enqueues anew what should have gone and has not: told by a node without a queue, or a job
// that was lost or given up. It hands over no more than a few hundred at a time.
func (w *Worker) Tend(ctx context.Context) error {
	return w.door.Global(ctx, func(ctx context.Context, tx Tx) error {
		jobs, err := forgotten(ctx, tx, w.Clock().Add(-overdue), w.Clock().Add(-w.lease-overdue))
		if err != nil {
			return err
		}
		return w.enqueue(ctx, tx, jobs)
	})
}
