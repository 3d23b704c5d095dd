package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
)

// About is what the program is made of.
type About struct {
	Version, Commit, Go string
	Changed             bool // built from sources that differ from the commit
	Database, Migration string
	Suite               string // by which new data are sealed
	Libraries           []Library
}

// Library is one library with its version.
type Library struct{ Path, Version string }

// Program tells what the program is made of.
type Program interface {
	About(ctx context.Context) (About, error)
}

// VersionsPage tells which versions of everything are at work. Page "admin_versions".
type VersionsPage struct {
	Chrome
	About
	Rules   RulesVersion
	Laws    int
	LawDay  time.Time // the newest text; zero where none is dated
	Checked time.Time // the last check
	Year    int       // the newest year of holidays that is published
	OwnYear bool      // this station entered it
	News    []string  // the newest entries of the changelog
	NewsOf  string    // their heading
}

// RulesVersion is which rules are in force. From and By are known of rules that were released on a page.
type RulesVersion struct {
	Revision, Digest string
	Count            int
	From             time.Time
	By               string
}

func (p *Portal) showVersions(c *fiber.Ctx) error {
	page := VersionsPage{Chrome: p.chrome(c, "home", adminCrumbs("versions.title")...)}
	var err error
	if page.About, err = p.rooms.Program.About(c.UserContext()); err != nil {
		return err
	}
	engine := p.rooms.Checks.Engine()
	page.Rules = RulesVersion{Revision: engine.Revision, Digest: groups(engine.Digest), Count: len(engine.Rules())}
	released, err := p.rooms.Checks.Releases(c.UserContext(), scope(c), engine.RevisionNumber()+1, 1)
	if err != nil {
		return err
	}
	if len(released) == 1 && released[0].Digest == engine.Digest && released[0].ActiveFrom != nil {
		page.Rules.From = *released[0].ActiveFrom
		if released[0].Approver != nil {
			page.Rules.By = *released[0].Approver
		}
	}
	var newest, checked string
	page.Laws, newest, checked = engine.Laws()
	page.LawDay, page.Checked = dayIn(newest), dayIn(checked)
	days := p.rooms.Days.Days(scope(c).Station())
	page.Year, page.OwnYear = days.Newest(), days.Year(days.Newest()).Own
	page.NewsOf, page.News = newestNews(station.Changelog)
	return p.page(c, fiber.StatusOK, "admin_versions", page)
}

func dayIn(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

// newestNews takes the first section of a changelog apart: its heading, and each of its entries.
func newestNews(text string) (heading string, entries []string) {
	_, text, _ = strings.Cut(text, "\n## ")
	text, _, _ = strings.Cut(text, "\n## ")
	heading, text, _ = strings.Cut(text, "\n")
	for _, line := range strings.Split(text, "\n") {
		if entry, begins := strings.CutPrefix(line, "- "); begins {
			entries = append(entries, entry)
		} else if line = strings.TrimSpace(line); line != "" && len(entries) > 0 {
			entries[len(entries)-1] += " " + line
		}
	}
	return heading, entries
}
