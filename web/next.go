package web

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// quick is how long a question waits for the judgement of long lists before it goes by the answers.
const quick = time.Second

// standing judges a check, and while its lists are still being judged takes the answers alone.
func (p *Portal) standing(c *fiber.Ctx, id assessments.CheckID) (*assessments.Standing, error) {
	ctx, stop := context.WithTimeout(c.UserContext(), quick)
	defer stop()
	s, err := p.rooms.Checks.Standing(ctx, scope(c), id)
	if errors.Is(err, assessments.ErrJudging) {
		return p.rooms.Checks.FromAnswers(c.UserContext(), scope(c), id)
	}
	return s, err
}

// judging shows that the lists are being judged. The page comes again by itself.
func (p *Portal) judging(c *fiber.Ctx, active string) error {
	c.Set("Refresh", "3")
	return p.page(c, fiber.StatusAccepted, "judging", JudgingPage{Chrome: p.chrome(c, active), URL: localPath(c.OriginalURL(), "/home")})
}

// able is what a person may do about the lists of a company.
type able struct {
	imports bool
	rows    bool   // the company has agreed to employee rows, or this person may agree to it
	owners  string // who can, where this person cannot
}

func (p *Portal) able(c *fiber.Ctx) (able, error) {
	var a able
	who := actor(c)
	_, refused := p.rooms.Gate.Admit(c.UserContext(), who, "list.import", who.Company)
	a.imports = refused == nil
	agreed, err := p.rooms.People.Agreed(c.UserContext(), scope(c), accounts.ConsentEmployeeRows, accounts.EmployeeRowsVersion)
	if err != nil {
		return a, err
	}
	_, refused = p.rooms.Gate.Admit(c.UserContext(), who, "consent.give", who.Company)
	if a.rows = agreed || refused == nil; !a.rows {
		owners, err := p.owners(c.UserContext(), who)
		if err != nil {
			return a, err
		}
		for i, name := range owners {
			if i > 0 {
				a.owners += p.say(p.lang(c), "list.comma")
			}
			a.owners += name
		}
	}
	return a, nil
}

// may tells whether this person may fill in a list.
func (a able) may(scope rules.Scope) bool {
	return a.imports && (scope != rules.ScopeEmployee || a.rows)
}

// owners names the people who answer for a company.
func (p *Portal) owners(ctx context.Context, who station.Actor) ([]string, error) {
	s, err := p.rooms.Gate.Admit(ctx, who, "company.read", who.Company)
	if err != nil {
		return nil, err
	}
	people, err := p.rooms.People.People(ctx, s)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, one := range people {
		if one.Role == station.Owner {
			out = append(out, one.Name)
		}
	}
	return out, nil
}

// whoCan names the owners of a visitor's company with their role; nobody for people of no company,
// and where it is the form that was refused and not the person.
func (p *Portal) whoCan(c *fiber.Ctx, refused error) []string {
	who := actor(c)
	if errors.Is(refused, errForged) || who.Company == (station.CompanyID{}) || who.Role == station.Owner {
		return nil
	}
	ctx, stop := context.WithTimeout(context.Background(), quick) // the request's own time is over
	defer stop()
	owners, err := p.owners(ctx, who)
	if err != nil {
		return nil // the page says no without it
	}
	for i, name := range owners {
		owners[i] = p.say(p.lang(c), "denied.owner", "name", name)
	}
	return owners
}

// step is what comes next in a check: where it leads, and in which words.
type step struct{ url, label string }

// next is what comes next, for the buttons and for /next alike: the question that decides most, a
// list that is not there yet, what was answered with "don't know", gaps in a list. What this person
// may not do is left out. ok is false when nothing is left.
func (p *Portal) next(lang string, s *assessments.Standing, n count, a able) (step, bool) {
	for _, ask := range s.Asks {
		if answer, said := s.Check.Answers[placeOf(ask)]; onPage(ask) && (!said || answer.Said == assessments.SaidCleared) {
			return step{askURL(s.Check.ID, ask), p.askLabel(lang, ask)}, true
		}
	}
	for _, ask := range s.Asks {
		if ask.Key == "" && (ask.Scope == rules.ScopePresence || a.may(ask.Scope)) {
			return step{askURL(s.Check.ID, ask), p.askLabel(lang, ask)}, true
		}
	}
	if len(n.unknown) > 0 {
		return step{checkURL(s.Check.ID) + "#unknown", p.say(lang, "check.next_unknown", "n", len(n.unknown))}, true
	}
	for _, list := range []rules.Scope{rules.ScopeSupplier, rules.ScopeEmployee} {
		if n.cells[list] > 0 && a.may(list) {
			return step{"/lists/" + listOf[list], p.cellsText(lang, list, n.cells[list])}, true
		}
	}
	return step{}, false
}

// listOf names the list of a scope's rows.
var listOf = map[rules.Scope]string{rules.ScopeSupplier: assessments.ListSuppliers, rules.ScopeEmployee: assessments.ListEmployees}

func (p *Portal) cellsText(lang string, scope rules.Scope, n int) string {
	return p.say(lang, "profile.open_cells", "list", p.say(lang, "lists.kind_"+kindOf(listOf[scope])), "n", n)
}

// nextQuestion leads to what comes next, and to the overview when nothing is left.
func (p *Portal) nextQuestion(c *fiber.Ctx) error {
	checkID, err := checkID(c)
	if err != nil {
		return err
	}
	standing, err := p.standing(c, checkID)
	if err != nil {
		return err
	}
	may, err := p.able(c)
	if err != nil {
		return err
	}
	if to, ok := p.next(p.lang(c), standing, p.count(standing), may); ok {
		return c.Redirect(to.url, fiber.StatusSeeOther)
	}
	return c.Redirect(checkURL(checkID), fiber.StatusSeeOther)
}
