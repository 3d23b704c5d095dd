package web

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
)

// companyNames finds names of the companies that a station serves in a text.
type companyNames struct {
	people *accounts.Store
	scope  accounts.Scope
	here   []string // places of the station, with which names begin
}

var (
	legalForm = regexp.MustCompile(`(?:有限责任公司|股份有限公司|有限公司|集团公司|股份公司|集团|公司|厂|coltd|ltd|limited|inc|corporation|corp|gmbh|llc)$`)
	seat      = regexp.MustCompile(`^(?:[\p{Han}]{2,3}省)?(?:[\p{Han}]{2,3}市)?(?:[\p{Han}]{1,3}[区县])?`)
)

// leastName is how long a name is that is looked for: shorter ones are words.
const leastName = 4

// hereabouts are the city and the districts of a station as names of companies begin with them.
func hereabouts(at accounts.Station) (out []string) {
	if city, _, is := strings.Cut(at.NameZh, "市"); is && utf8.RuneCountInString(city) <= 4 {
		out = append(out, city)
	}
	for _, d := range at.Districts {
		out = append(out, strings.TrimRight(d.Zh, "区县市"))
	}
	return out
}

// nameForms are the ways in which a text may name a company, the longest first: whole, without its legal form, without its seat.
func nameForms(name string, here []string) (out []string) {
	for whole := brief.Fold(name); ; {
		if utf8.RuneCountInString(whole) >= leastName {
			out = append(out, whole)
		}
		core := seat.ReplaceAllString(whole, "")
		for _, place := range here {
			core = strings.TrimPrefix(core, place)
		}
		if core != whole && utf8.RuneCountInString(core) >= leastName {
			out = append(out, core)
		}
		short := legalForm.ReplaceAllString(whole, "")
		if short == whole || short == "" {
			return out
		}
		whole = short
	}
}

// Names is what of a text, as brief.Fold makes it, names a company.
func (n companyNames) Names(ctx context.Context, folded string) (found []string, err error) {
	_, err = n.people.CompaniesNamed(ctx, n.scope, func(name string) bool {
		for _, form := range nameForms(name, n.here) {
			if strings.Contains(folded, form) {
				found = append(found, form)
				return true
			}
		}
		return false
	})
	return found, err
}

// extraCountries are the names of countries in both languages, as this portal says them.
func (p *Portal) extraCountries() (out []brief.Extra) {
	for _, lang := range Languages() {
		for _, o := range p.countries(lang) {
			out = append(out, brief.Extra{Code: o.Value, Name: o.Label})
		}
	}
	return out
}

// checkBrief gives what of a draft may not leave.
func (p *Portal) checkBrief(c *fiber.Ctx, s *brief.Source, d brief.Draft) ([]BriefComplaint, error) {
	found, err := brief.NewLinter(s, p.extraCountries(), companyNames{p.rooms.People, scope(c), hereabouts(p.place(c))}).Check(c.UserContext(), d)
	if err != nil {
		return nil, err
	}
	lang := p.lang(c)
	var out []BriefComplaint
	for _, one := range found {
		row := BriefComplaint{Phrase: one.Phrase, Sentence: one.Sentence, Why: station.Say("brief.why_"+string(one.Why), "beside", one.Beside), Instead: station.Say("brief.instead_" + string(one.Why))}
		switch one.Place {
		case "title", "opening":
			row.Place, row.Anchor = p.say(lang, "brief.in_"+one.Place), "#"+ID(one.Place)
		default:
			row.Place, row.Anchor = p.say(lang, "brief.in_section", "what", p.say(lang, "brief.kind_"+one.Place)), "#"+ID("own_"+one.Place)
		}
		out = append(out, row)
	}
	return out, nil
}

// briefSource is the release of a brief with the one before it, where that is known.
func (p *Portal) briefSource(c *fiber.Ctx, hash string) (*brief.Source, error) {
	found, err := p.rooms.Insights.ByHash(c.UserContext(), scope(c), insights.Outside, hash)
	if err != nil {
		return nil, err
	}
	var before *brief.Source
	if found.Release.Previous != "" {
		was, err := p.rooms.Insights.ByHash(c.UserContext(), scope(c), insights.Outside, found.Release.Previous)
		if f, ok := station.AsFault(err); err != nil && !(ok && f.Kind == station.NotFound) {
			return nil, err
		}
		if err == nil {
			before = sourceOfRelease(was, nil)
		}
	}
	return sourceOfRelease(found, before), nil
}

func sourceOfRelease(p *insights.Published, before *brief.Source) *brief.Source {
	return brief.NewSource(p.Release, p.Audit, p.Hash, p.Lattice, before)
}
