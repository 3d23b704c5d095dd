package web

import (
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/notices"
)

// readConnection reads the form of a kind.
func (p *Portal) readConnection(c *fiber.Ctx, kind string) (Form, accounts.ConnectionChange) {
	form := Form{Values: map[string][]string{}}
	change := accounts.ConnectionChange{Kind: kind, Open: map[string]string{}, Secrets: map[string]string{}, Rev: int64(intOf(c.FormValue("rev")))}
	came := p.keptSecrets(p.secretsOf(c, kind), c.FormValue("kept_secrets"))
	for _, in := range connectionInputs(kind) {
		said := strings.TrimSpace(strings.ReplaceAll(c.FormValue(in.Name), "\r\n", "\n"))
		switch {
		case in.Secret && c.FormValue("clear_"+in.Name) != "":
			change.Clear = append(change.Clear, in.Name)
		case in.Secret:
			if typed := strings.TrimSpace(c.FormValue("secret_" + in.Name)); typed != "" {
				change.Secrets[in.Name] = clipTo(typed, 4000)
			} else if came[in.Name] != "" {
				change.Secrets[in.Name] = came[in.Name]
			}
		case in.Kind == "tick" && said != "":
			change.Open[in.Name] = "yes"
			form.Values[in.Name] = []string{"yes"}
		default:
			change.Open[in.Name] = clipTo(said, 20_000)
			form.Values[in.Name] = []string{said}
		}
	}
	if lost := strings.TrimPrefix(c.FormValue(lostSecret), "secret_"); lost != "" && change.Secrets[lost] == "" {
		form.Complain("secret_"+lost, station.Say("connect.secret_lost"))
	}
	form.Values["try_to"] = []string{strings.TrimSpace(c.FormValue("try_to"))}
	return form, change
}

// checkConnection complains of what could not be used, and of secrets that would go elsewhere.
func (p *Portal) checkConnection(c *fiber.Ctx, form *Form, change accounts.ConnectionChange) (accounts.Connection, error) {
	own, err := p.rooms.People.ConnectionsInUse(c.UserContext(), scope(c).Station())
	if err != nil {
		return accounts.Connection{}, err
	}
	kept := own[change.Kind]
	kept.Kind = change.Kind
	wanted := kept.With(change)
	var wrong *notices.SettingFault
	if err := tryConnection(wanted, p.clock); errors.As(err, &wrong) {
		form.Complain(wrong.Name, station.Say("connect.wrong_"+change.Kind+"_"+wrong.Name))
	} else if err != nil {
		form.Complain("url", station.Say("connect.wrong_model_url"))
	}
	if name := kept.Loose(change); name != "" {
		form.Complain("secret_"+name, station.Say("connect.secret_again"))
	}
	return wanted, nil
}

// tryConnection makes what the settings describe, and throws it away.
func tryConnection(c accounts.Connection, clock func() time.Time) (err error) {
	switch c.Kind {
	case accounts.ConnectMail:
		_, err = notices.RelayFrom(c.Value)
	case accounts.ConnectSMS:
		_, err = notices.GatewayFrom(c.Value)
	case accounts.ConnectWebhooks:
		_, err = notices.NetworksFrom(c.Value("networks"))
	case accounts.ConnectModel:
		if c.Value("model") == "" {
			return &notices.SettingFault{Name: "model", Why: "missing"}
		}
		if c.Value("url") == "" {
			return &notices.SettingFault{Name: "url", Why: "missing"}
		}
		var a *advisor.Advisor
		if a, err = advisor.New(advisor.Options{BaseURL: c.Value("url"), Model: c.Value("model"), Clock: clock}); err == nil {
			a.Close()
		}
	}
	return err
}

func (p *Portal) changeConnection(c *fiber.Ctx) error {
	kind, err := connectionKind(c)
	if err != nil {
		return err
	}
	form, change := p.readConnection(c, kind)
	if _, err := p.checkConnection(c, &form, change); err != nil {
		return err
	}
	if len(form.Errors) > 0 {
		return p.connectionPage(c, fiber.StatusUnprocessableEntity, kind, &form, change, nil)
	}
	err = p.rooms.People.ChangeConnection(c.UserContext(), scope(c), change)
	if f, ok := station.AsFault(err); ok && (f.Kind == station.Conflict || f.Kind == station.Invalid) {
		form.Complain("", f.Say)
		return p.connectionPage(c, statuses[f.Kind], kind, &form, change, nil)
	}
	if err != nil {
		return err
	}
	return p.connectionDone(c, kind, "saved")
}

// useServers goes back to the server's settings.
func (p *Portal) useServers(c *fiber.Ctx) error {
	kind, err := connectionKind(c)
	if err != nil {
		return err
	}
	if err := p.rooms.People.UseServers(c.UserContext(), scope(c), kind, int64(intOf(c.FormValue("rev")))); err != nil {
		return err
	}
	return p.connectionDone(c, kind, "server")
}

func (p *Portal) connectionDone(c *fiber.Ctx, kind, done string) error {
	if err := p.rooms.Connections.Refresh(c.UserContext()); err != nil {
		p.log.Warn("settings of stations not read", "error", scrub(err))
	}
	return c.Redirect("/admin/connections/"+kind+"?done="+done, fiber.StatusSeeOther)
}
