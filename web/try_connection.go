package web

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/notices"
)

// tryTime is how long a test of a setting may take.
const tryTime = 20 * time.Second

// testConnection tries what holds, or with typed=1 what stands in the form, and shows what came of it. The form comes back as it was.
func (p *Portal) testConnection(c *fiber.Ctx) error {
	kind, err := connectionKind(c)
	if err != nil {
		return err
	}
	typed := c.FormValue("typed") != ""
	var form *Form
	var change accounts.ConnectionChange
	through, model := p.rooms.Connections.InUse(scope(c).Station())
	to := strings.TrimSpace(c.FormValue("to"))
	if typed {
		var read Form
		read, change = p.readConnection(c, kind)
		form, to = &read, read.Value("try_to")
		wanted, err := p.checkConnection(c, form, change)
		if err != nil {
			return err
		}
		if len(form.Errors) > 0 {
			return p.connectionPage(c, fiber.StatusUnprocessableEntity, kind, form, change, nil)
		}
		if through, model, err = p.madeOf(wanted); err != nil {
			return err
		}
		if model != nil {
			defer model.Close()
		}
	}
	if err := p.rooms.People.CountTest(c.UserContext(), scope(c)); err != nil {
		return err
	}
	out, err := p.try(c, kind, through, model, to)
	if err != nil {
		return err
	}
	out.Typed = typed
	ctx, cancel := context.WithTimeout(context.Background(), faultTime) // the test has used up the handler's time
	defer cancel()
	c.SetUserContext(ctx)
	if err := p.rooms.People.RecordTest(ctx, scope(c), kind, strings.TrimPrefix(out.Say.Key, "connect.")); err != nil {
		return err
	}
	return p.connectionPage(c, fiber.StatusOK, kind, form, change, &out)
}

// madeOf makes of settings what they describe.
func (p *Portal) madeOf(c accounts.Connection) (out notices.Outward, model *advisor.Advisor, err error) {
	switch c.Kind {
	case accounts.ConnectMail:
		out.Mails, err = notices.RelayFrom(c.Value)
	case accounts.ConnectSMS:
		out.Texts, err = notices.GatewayFrom(c.Value)
	case accounts.ConnectWebhooks:
		var o notices.CallerOptions
		o.Allow, err = notices.NetworksFrom(c.Value("networks"))
		out.Hooks = notices.NewCaller(o)
	case accounts.ConnectModel:
		model, err = advisor.New(advisor.Options{BaseURL: c.Value("url"), Model: c.Value("model"), APIKey: c.Value("key"), Clock: p.clock})
	}
	return out, model, err
}

// try makes the test.
func (p *Portal) try(c *fiber.Ctx, kind string, through notices.Outward, model *advisor.Advisor, to string) (Tested, error) {
	mail := ""
	if kind == accounts.ConnectMail {
		var err error
		if mail, err = p.rooms.People.Reach(c.UserContext(), scope(c).Tenant(), actor(c).Person); err != nil {
			return Tested{}, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), tryTime)
	defer cancel()
	switch kind {
	case accounts.ConnectMail:
		return p.tryMail(ctx, through.Mails, senderOf(p.place(c)), mail, p.lang(c)), nil
	case accounts.ConnectSMS:
		return p.tryText(ctx, through.Texts, to, p.lang(c)), nil
	case accounts.ConnectWebhooks:
		return p.tryHook(ctx, through.Hooks, to), nil
	}
	return tryModel(ctx, model), nil
}

func (p *Portal) tryMail(ctx context.Context, through notices.Mailer, of notices.Sender, to, lang string) Tested {
	if through == nil {
		return Tested{Say: station.Say("connect.fail_none")}
	}
	begun := p.clock()
	if err := p.rooms.Notices.TryMail(ctx, through, of, to, lang); err != nil {
		return failed(err, "mail")
	}
	return Tested{OK: true, Say: station.Say("connect.ok_mail", "to", to, "ms", p.since(begun))}
}

// senderOf names the station that a test message comes from.
func senderOf(s accounts.Station) notices.Sender {
	return notices.Sender{Station: map[string]string{Chinese: s.NameZh, English: s.NameEn}}
}

// since is how long something took, in milliseconds.
func (p *Portal) since(begun time.Time) int { return int(p.clock().Sub(begun) / time.Millisecond) }

var phoneNumber = regexp.MustCompile(`^\+?[0-9]{6,15}$`)

func (p *Portal) tryText(ctx context.Context, through notices.Texter, to, lang string) Tested {
	number := strings.NewReplacer(" ", "", "-", "").Replace(to)
	switch {
	case through == nil:
		return Tested{Say: station.Say("connect.fail_none")}
	case !phoneNumber.MatchString(number):
		return Tested{Say: station.Say("connect.fail_phone")}
	}
	begun := p.clock()
	if err := p.rooms.Notices.TryText(ctx, through, number, lang); err != nil {
		return failed(err, "sms")
	}
	return Tested{OK: true, Say: station.Say("connect.ok_sms", "to", number, "ms", p.since(begun))}
}

func (p *Portal) tryHook(ctx context.Context, through *notices.Caller, to string) Tested {
	if u, err := url.Parse(to); err != nil || u.Scheme != "https" || u.Hostname() == "" {
		return Tested{Say: station.Say("connect.fail_https")}
	}
	begun := p.clock()
	status, err := through.Try(ctx, to)
	switch {
	case err != nil:
		return failed(err, "webhooks")
	case status >= 300:
		return Tested{Say: station.Say("connect.fail_hook_status", "status", status), Detail: "HTTP " + Number(int64(status))}
	}
	return Tested{OK: true, Say: station.Say("connect.ok_webhooks", "ms", p.since(begun))}
}

func tryModel(ctx context.Context, model *advisor.Advisor) Tested {
	if model == nil {
		return Tested{Say: station.Say("connect.fail_none")}
	}
	got := model.Probe(ctx)
	if got.Why == "" {
		return Tested{OK: true, Say: station.Say("connect.ok_model", "model", got.Model, "ms", int(got.First/time.Millisecond), "words", got.Words)}
	}
	return Tested{Say: station.Say("connect."+modelFailures[got.Why], "model", got.Model), Detail: got.Detail}
}

// modelFailures are the sentences for what a probe says; what is not here is fail_other.
var modelFailures = map[string]string{"none": "fail_none", "never": "fail_never", "key": "fail_key", "model": "fail_model", "redirect": "fail_redirect", "busy": "fail_busy", "status": "fail_status",
	"timeout": "fail_timeout", "unreachable": "fail_unreachable", "not_model": "fail_not_model", "cut": "fail_cut", "other": "fail_other"}

// outwardFailures are the sentences for what notices says.
var outwardFailures = map[string]string{"never": "fail_never", "not_public": "fail_not_public", "host": "fail_host", "certificate": "fail_certificate", "timeout": "fail_timeout", "signin": "fail_signin",
	"refused": "fail_unreachable", "not_json": "fail_not_json", "sender": "fail_sender", "answer": "fail_answer", "no_address": "fail_no_address"}

// failed says what stood in the way of a message.
func failed(err error, kind string) Tested {
	var refused *notices.Refusal
	if !errors.As(err, &refused) {
		return Tested{Say: station.Say("connect.fail_other")}
	}
	out := Tested{Detail: refused.Detail}
	if out.Detail == "" {
		out.Detail = refused.Status
	}
	key := outwardFailures[refused.Why]
	switch numeric := strings.Trim(refused.Status, "0123456789") == "" && refused.Status != ""; {
	case refused.Status == "settings":
		key = "fail_settings"
	case key != "":
	case refused.Status == "refused":
		key = "fail_success"
	case numeric && kind == "mail":
		key = "fail_answer"
	case numeric && (refused.Status == "401" || refused.Status == "403"):
		key = "fail_key"
	case numeric:
		key = "fail_status"
	default:
		key = "fail_other"
	}
	out.Say = station.Say("connect."+key, "model", "")
	return out
}
