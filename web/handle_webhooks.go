package web

import (
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/notices"
)

// WebhooksPage lists the systems of a company that are told of events, and adds one. Page "webhooks". Inputs: url, kinds.
type WebhooksPage struct {
	Chrome
	Form   Form
	Hooks  []HookRow
	Secret string // of the one that was added just now; shown this once
	Added  bool   // it was added before, by the same command
	Kinds  []Option
	Full   bool
	Most   int
}

// HookRow is one system.
type HookRow struct {
	URL, Address string
	State        string // on, failing, off_hand, off_failing, off_gone
	Events       int
	Since        time.Time // of the state, where that is known
}

// WebhookPage is one system with its log. Page "webhook". Inputs: day.
type WebhookPage struct {
	Chrome
	Form     Form
	Hook     HookRow
	Kinds    []string
	On       bool
	OldUntil time.Time
	Secret   string // a new one; shown this once
	Again    bool   // it was changed by the same command before
	Rows     []DeliveryRow
	Pager    Pager
	Done     string // a word key of what was done just now
	Sent     int    // how many are sent again
}

// DeliveryRow is one line of the log.
type DeliveryRow struct {
	ID, Kind string
	At       time.Time
	State    string // waiting, retry, sent, failed
	Status   string // the number that the other side answered
	Why      string // or a word for why it did not: unreachable, timeout, certificate, not_public, off, other
	Tries    int
	Due      time.Time
	Action   string
}

func hookRow(h notices.Webhook) HookRow {
	row := HookRow{URL: "/settings/webhooks/" + uuid.UUID(h.ID).String(), Address: h.URL, State: "on", Events: len(h.Kinds)}
	switch {
	case !h.OffAt.IsZero():
		row.State, row.Since = "off_"+h.OffWhy, h.OffAt
	case !h.FailingSince.IsZero():
		row.State, row.Since = "failing", h.FailingSince
	}
	return row
}

func (p *Portal) showWebhooks(c *fiber.Ctx) error {
	return p.webhooksPage(c, fiber.StatusOK, WebhooksPage{})
}

func (p *Portal) webhooksPage(c *fiber.Ctx, status int, page WebhooksPage) error {
	hooks, err := p.rooms.Notices.Webhooks(c.UserContext(), scope(c).Actor())
	if err != nil {
		return err
	}
	page.Chrome = p.chrome(c, "inbox", p.homeCrumb(c), Crumb{Say: station.Say("messages.title"), URL: "/settings/messages"}, Crumb{Say: station.Say("webhook.title")})
	for _, h := range hooks {
		page.Hooks = append(page.Hooks, hookRow(h))
	}
	for _, k := range notices.Events() {
		page.Kinds = append(page.Kinds, Option{Value: string(k), Label: p.rooms.Notices.Name(k, page.Lang), Note: string(k)})
	}
	page.Full, page.Most = len(hooks) >= notices.MostWebhooks, notices.MostWebhooks
	return p.page(c, status, "webhooks", page)
}

// hookFields says which input a fault is about.
var hookFields = map[string]string{"webhook.wrong_url": "url", "webhook.wrong_scheme": "url", "webhook.wrong_user": "url", "webhook.wrong_kinds": "kinds"}

func (p *Portal) addWebhook(c *fiber.Ctx) error {
	form := postedForm(c, "url", "kinds")
	var kinds []notices.Kind
	for _, k := range form.Values["kinds"] {
		kinds = append(kinds, notices.Kind(k))
	}
	secret, err := p.rooms.Notices.AddWebhook(c.UserContext(), scope(c).Actor(), notices.WebhookID(requestID(c)), form.Value("url"), kinds)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Invalid || f.Kind == station.Conflict) {
		form.Complain(hookFields[f.Say.Key], f.Say)
		return p.webhooksPage(c, statuses[f.Kind], WebhooksPage{Form: form})
	}
	if err != nil {
		return err
	}
	return p.webhooksPage(c, fiber.StatusOK, WebhooksPage{Secret: secret, Added: secret == ""})
}

func hookID(c *fiber.Ctx) (notices.WebhookID, error) {
	raw, err := id(c, "id")
	return notices.WebhookID(raw), err
}

func (p *Portal) showWebhook(c *fiber.Ctx) error {
	page := WebhookPage{}
	switch done := c.Query("done"); done {
	case "tested", "off", "on", "replayed":
		page.Done = done
		page.Sent, _ = strconv.Atoi(c.Query("n"))
	}
	return p.webhookPage(c, fiber.StatusOK, page)
}

func (p *Portal) webhookPage(c *fiber.Ctx, status int, page WebhookPage) error {
	id, err := hookID(c)
	if err != nil {
		return err
	}
	who, ctx := scope(c).Actor(), c.UserContext()
	hook, err := p.rooms.Notices.Webhook(ctx, who, id)
	if err != nil {
		return err
	}
	before, _ := uuid.Parse(c.Query("before"))
	log, err := p.rooms.Notices.Deliveries(ctx, who, id, notices.DeliveryID(before), pageSize+1)
	if err != nil {
		return err
	}
	page.Chrome = p.chrome(c, "inbox", p.homeCrumb(c), Crumb{Say: station.Say("webhook.title"), URL: "/settings/webhooks"}, Crumb{Label: hook.URL})
	page.Hook, page.On, page.OldUntil = hookRow(hook), hook.OffAt.IsZero(), hook.OldUntil
	if !page.OldUntil.After(p.clock()) {
		page.OldUntil = time.Time{}
	}
	for _, k := range hook.Kinds {
		page.Kinds = append(page.Kinds, p.rooms.Notices.Name(k, page.Lang))
	}
	if len(log) > pageSize {
		log = log[:pageSize]
		page.Pager.Next = page.Hook.URL + "?before=" + uuid.UUID(log[pageSize-1].ID).String()
	}
	for _, d := range log {
		page.Rows = append(page.Rows, p.deliveryRow(page.Lang, page.Hook.URL, d))
	}
	return p.page(c, status, "webhook", page)
}

func (p *Portal) deliveryRow(lang, url string, d notices.Delivered) DeliveryRow {
	row := DeliveryRow{ID: uuid.UUID(d.ID).String(), Kind: p.rooms.Notices.Name(d.Kind, lang), At: d.At, State: d.State, Tries: d.Tries, Due: d.Due}
	switch _, err := strconv.Atoi(d.Status); {
	case err == nil:
		row.Status = d.Status
	case d.Status == "unreachable", d.Status == "timeout", d.Status == "certificate", d.Status == "not_public", d.Status == "off":
		row.Why = d.Status
	case d.Status != "" && d.Status != "ok":
		row.Why = "other"
	}
	switch d.State {
	case "pending", "sending", "handing":
		row.State = "waiting"
		if d.Tries > 0 {
			row.State = "retry"
		}
	default:
		row.Action = url + "/deliveries/" + row.ID + "/replay"
	}
	return row
}

// hookCommand does something to one system and comes back to its page.
func (p *Portal) hookCommand(done string, do func(c *fiber.Ctx, who station.Actor, id notices.WebhookID) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		id, err := hookID(c)
		if err != nil {
			return err
		}
		if err := do(c, scope(c).Actor(), id); err != nil {
			return err
		}
		return c.Redirect("/settings/webhooks/"+uuid.UUID(id).String()+"?done="+done, fiber.StatusSeeOther)
	}
}

func (p *Portal) testWebhook(c *fiber.Ctx, who station.Actor, id notices.WebhookID) error {
	return p.rooms.Notices.TestWebhook(c.UserContext(), who, id, requestID(c))
}

func (p *Portal) turnWebhookOff(c *fiber.Ctx, who station.Actor, id notices.WebhookID) error {
	return p.rooms.Notices.TurnOff(c.UserContext(), who, id)
}

func (p *Portal) turnWebhookOn(c *fiber.Ctx, who station.Actor, id notices.WebhookID) error {
	return p.rooms.Notices.TurnOn(c.UserContext(), who, id)
}

func (p *Portal) replayDelivery(c *fiber.Ctx, who station.Actor, hook notices.WebhookID) error {
	raw, err := id(c, "delivery")
	if err != nil {
		return err
	}
	return p.rooms.Notices.Replay(c.UserContext(), who, hook, notices.DeliveryID(raw))
}

// rotateWebhook shows the new secret, this once.
func (p *Portal) rotateWebhook(c *fiber.Ctx) error {
	id, err := hookID(c)
	if err != nil {
		return err
	}
	secret, err := p.rooms.Notices.RotateSecret(c.UserContext(), scope(c).Actor(), id, requestID(c))
	if err != nil {
		return err
	}
	return p.webhookPage(c, fiber.StatusOK, WebhookPage{Secret: secret, Again: secret == ""})
}

func (p *Portal) removeWebhook(c *fiber.Ctx) error {
	id, err := hookID(c)
	if err != nil {
		return err
	}
	if err := p.rooms.Notices.RemoveWebhook(c.UserContext(), scope(c).Actor(), id); err != nil {
		return err
	}
	return c.Redirect("/settings/webhooks", fiber.StatusSeeOther)
}

// replayWebhook sends again what did not arrive since a day.
func (p *Portal) replayWebhook(c *fiber.Ctx) error {
	id, err := hookID(c)
	if err != nil {
		return err
	}
	form := postedForm(c, "day")
	since, err := time.ParseInLocation(time.DateOnly, form.Value("day"), shanghai)
	if err != nil {
		if _, err := p.rooms.Notices.Webhook(c.UserContext(), scope(c).Actor(), id); err != nil {
			return err
		}
		form.Complain("day", station.Say("answer.wrong_date"))
		return p.webhookPage(c, fiber.StatusUnprocessableEntity, WebhookPage{Form: form})
	}
	n, err := p.rooms.Notices.ReplaySince(c.UserContext(), scope(c).Actor(), id, since)
	if f, ok := station.AsFault(err); ok && f.Kind == station.Conflict {
		form.Complain("", f.Say)
		return p.webhookPage(c, fiber.StatusConflict, WebhookPage{Form: form})
	}
	if err != nil {
		return err
	}
	return c.Redirect("/settings/webhooks/"+uuid.UUID(id).String()+"?"+url.Values{"done": {"replayed"}, "n": {strconv.Itoa(n)}}.Encode(), fiber.StatusSeeOther)
}
