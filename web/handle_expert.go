package web

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// ExpertPage is an expert's own card. Page "expert". Inputs: licence_country, licence, firm_zh, firm_en, about, domains, countries,
// languages, capacity.
type ExpertPage struct {
	Chrome
	Form      Form
	Expert    accounts.Expert // as it is kept; without a state when there is none yet
	Licences  []Option        // countries that give licences, China first
	Domains   []Option
	Countries []Option
	Languages []Option
}

// expertInputs are the names of the form.
var expertInputs = []string{"licence_country", "licence", "firm_zh", "firm_en", "about", "domains", "countries", "languages", "capacity"}

// expertComplaints says which input a refusal of the store is about.
var expertComplaints = map[string]string{"expert.wrong_licence": "licence", "expert.wrong_licence_foreign": "licence", "expert.licence_taken": "licence", "expert.wrong_firm": "firm_zh",
	"expert.wrong_about": "about", "expert.wrong_domains": "domains", "expert.wrong_languages": "languages", "expert.wrong_capacity": "capacity"}

func (p *Portal) showExpert(c *fiber.Ctx) error {
	own, err := p.rooms.People.OwnExpert(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	form := Form{Values: map[string][]string{"licence_country": {"CN"}, "languages": {"zh"}, "capacity": {"3"}}}
	if own.State != "" {
		form.Values = map[string][]string{"licence_country": {own.Licence.Country}, "licence": {own.Licence.Number}, "firm_zh": {own.FirmZh}, "firm_en": {own.FirmEn}, "about": {own.About},
			"domains": own.Domains, "countries": own.Countries, "languages": own.Languages, "capacity": {strconv.Itoa(own.Capacity)}}
	}
	return p.expertPage(c, fiber.StatusOK, own, form)
}

func (p *Portal) expertPage(c *fiber.Ctx, status int, own accounts.Expert, form Form) error {
	chrome := p.chrome(c, "account", Crumb{Say: station.Say("nav.home"), URL: "/staff"}, Crumb{Say: station.Say("account.title"), URL: "/account"}, Crumb{Say: station.Say("expert.title")})
	page := ExpertPage{Chrome: chrome, Form: form, Expert: own, Domains: p.expertDomains(chrome.Lang), Countries: p.countries(chrome.Lang), Languages: p.expertLanguages(chrome.Lang)}
	page.Licences = append([]Option{{Value: "CN", Label: countryName(chrome.Lang, "CN")}}, page.Countries...)
	switch done := c.Query("done"); {
	case status != fiber.StatusOK:
	case done == "waiting":
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("expert.done_waiting")})
	case done == "saved":
		page.Flash = append(page.Flash, Flash{Level: "ok", Say: station.Say("expert.done_saved")})
	}
	return p.page(c, status, "expert", page)
}

// expertDomains are the areas of the rules, and the themes of each.
func (p *Portal) expertDomains(lang string) []Option {
	themes := p.rooms.Checks.Engine().Themes()
	var out []Option
	for _, area := range station.Areas() {
		name := p.say(lang, "area."+string(area))
		out = append(out, Option{Value: string(area), Label: name, Note: p.say(lang, "expert.whole_area"), Group: name})
		for _, t := range themes {
			if t.Area == area {
				out = append(out, Option{Value: t.Key, Label: map[string]string{Chinese: t.Title.Zh, English: t.Title.En}[lang], Group: name})
			}
		}
	}
	return out
}

// spoken are the languages that an expert can say they work in, by the part of the world: those of the places where the city's
// companies are.
var spoken = []struct{ group, codes string }{
	{"expert.lang_asia", "zh ja ko vi th id ms my km lo hi ur"},
	{"expert.lang_europe", "en de fr es pt it nl pl cs hu ro sr ru uk el"},
	{"expert.lang_other", "ar tr fa he kk uz mn sw am"},
}

func (p *Portal) expertLanguages(lang string) []Option {
	names := display.Languages(language.Make(lang))
	var out []Option
	for _, part := range spoken {
		for _, code := range strings.Fields(part.codes) {
			out = append(out, Option{Value: code, Label: names.Name(language.Make(code)), Group: p.say(lang, part.group)})
		}
	}
	return out
}

// labels words what was chosen of a list of options, in the order of the list.
func labels(options []Option, chosen []string) []string {
	var out []string
	for _, o := range options {
		if slices.Contains(chosen, o.Value) {
			out = append(out, o.Label)
		}
	}
	return out
}

// listed joins labels as a sentence lists them.
func listed(lang string, labels []string) string {
	return strings.Join(labels, map[bool]string{true: ", ", false: "、"}[lang == English])
}

// among tells whether everything that was chosen is offered.
func among(options []Option, chosen []string) bool {
	return len(labels(options, chosen)) == len(chosen)
}

func (p *Portal) saveExpert(c *fiber.Ctx) error {
	form := postedForm(c, expertInputs...)
	own, err := p.rooms.People.OwnExpert(c.UserContext(), scope(c))
	if err != nil {
		return err
	}
	trimmed := func(name string) string { return strings.TrimSpace(form.Value(name)) }
	card := accounts.ExpertCard{Licence: accounts.Licence{Country: trimmed("licence_country"), Number: trimmed("licence")}, FirmZh: trimmed("firm_zh"), FirmEn: trimmed("firm_en"), About: trimmed("about"),
		Domains: form.Values["domains"], Countries: form.Values["countries"], Languages: form.Values["languages"]}
	p.checkExpert(c, &form, &card)
	if len(form.Errors) > 0 {
		return p.expertPage(c, fiber.StatusUnprocessableEntity, own, form)
	}
	waiting, err := p.rooms.People.PutOwnExpert(c.UserContext(), scope(c), card, p.expertWaits(actor(c)))
	if f, ok := station.AsFault(err); ok && expertComplaints[f.Say.Key] != "" {
		form.Complain(expertComplaints[f.Say.Key], f.Say)
		return p.expertPage(c, statuses[f.Kind], own, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect("/account/expert?done="+map[bool]string{true: "waiting", false: "saved"}[waiting], fiber.StatusSeeOther)
}

// checkExpert complains about every input that cannot be taken, all at once.
func (p *Portal) checkExpert(c *fiber.Ctx, form *Form, card *accounts.ExpertCard) {
	lang := p.lang(c)
	wrong := func(is bool, name, key string) {
		if is {
			form.Complain(name, station.Say(key))
		}
	}
	abroad := p.countries(lang)
	wrong(card.Licence.Country != "CN" && !among(abroad, []string{card.Licence.Country}), "licence_country", "expert.wrong_country")
	wrong(card.Licence.Number == "", "licence", map[bool]string{true: "expert.wrong_licence", false: "expert.wrong_licence_foreign"}[card.Licence.Country == "CN"])
	wrong(card.FirmZh == "" || utf8.RuneCountInString(card.FirmZh) > 60, "firm_zh", "expert.wrong_firm")
	wrong(card.FirmEn == "" || utf8.RuneCountInString(card.FirmEn) > 120, "firm_en", "expert.wrong_firm_en")
	wrong(len(card.Domains) == 0 || !among(p.expertDomains(lang), card.Domains), "domains", "expert.wrong_domains")
	wrong(!among(abroad, card.Countries), "countries", "expert.wrong_country")
	wrong(len(card.Languages) == 0 || !among(p.expertLanguages(lang), card.Languages), "languages", "expert.wrong_languages")
	n, err := strconv.Atoi(strings.TrimSpace(form.Value("capacity")))
	card.Capacity = n
	wrong(err != nil || n < 0 || n > 50, "capacity", "expert.wrong_capacity")
}
