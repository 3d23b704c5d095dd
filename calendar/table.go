package calendar

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// yearFile is the form of YYYY.yaml.
type yearFile struct {
	Year   int      `yaml:"year"`
	State  string   `yaml:"state"`
	Source string   `yaml:"source"`
	Days   []dayRow `yaml:"days"`
}

// lawFile is the form of law.yaml.
type lawFile struct {
	Source string   `yaml:"source"`
	Days   []dayRow `yaml:"days"`
}

type dayRow struct {
	On     string `yaml:"on"`
	Is     string `yaml:"is"`
	ZH     string `yaml:"zh"`
	EN     string `yaml:"en"`
	Source string `yaml:"source"`
}

const (
	published  = "published"
	notYet     = "not_yet_published"
	lawName    = "law.yaml"
	dateLayout = time.DateOnly
)

// date is a day as the number of days since 1970-01-01.
type date int

func dateOf(year int, month time.Month, day int) date {
	return date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d date) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func (d date) weekend() bool {
	w := d.utc().Weekday()
	return w == time.Saturday || w == time.Sunday
}

func (d date) monthDay() MonthDay {
	t := d.utc()
	return MonthDay{t.Month(), t.Day()}
}

// mark is what a notice, or the law, says of a day.
type mark struct {
	work   bool
	name   Name
	source string
	file   string
	own    bool // of a station, see Own
}

// table is the data as read: the years first to last, published up to and with known.
type table struct {
	first, last, known int
	source             map[int]string
	marks              map[date]mark
	law                map[MonthDay]mark
}

// fault names the file and the day of bad data.
func fault(file, day, say string, args ...any) error {
	if day != "" {
		file += ": " + day
	}
	return fmt.Errorf("%s: %s", file, fmt.Sprintf(say, args...))
}

// readTable reads every year and refuses what cannot be a notice, all faults at once.
func readTable(files fs.FS) (*table, error) {
	t := &table{source: map[int]string{}, marks: map[date]mark{}, law: map[MonthDay]mark{}}
	faults := []error{t.readLaw(files)}
	names, err := fs.Glob(files, "[0-9]*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names { // sorted, so year by year
		var f yearFile
		if err := decode(files, name, &f); err != nil {
			faults = append(faults, err)
			continue
		}
		faults = append(faults, t.addYear(name, f)...)
	}
	if t.known == 0 {
		faults = append(faults, errors.New("no year is published"))
	}
	return t, errors.Join(faults...)
}

func decode(files fs.FS, name string, into any) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		return fault(name, "", "%v", err)
	}
	return nil
}

func (t *table) readLaw(files fs.FS) error {
	var f lawFile
	if err := decode(files, lawName, &f); err != nil {
		return err
	}
	if !address(f.Source) {
		return fault(lawName, "", "source %q is no address", f.Source)
	}
	for _, r := range f.Days {
		var on MonthDay
		if err := on.UnmarshalText([]byte(r.On)); err != nil || r.ZH == "" || r.EN == "" || r.Is != "" {
			return fault(lawName, r.On, "a day is on (MM-DD), zh and en")
		}
		t.law[on] = mark{name: Name{r.ZH, r.EN}, source: f.Source, file: lawName}
	}
	return nil
}

func yearName(year int) string { return strconv.Itoa(year) + ".yaml" }

// addYear takes a year's file in after the years before it.
func (t *table) addYear(name string, f yearFile) []error {
	if yearName(f.Year) != name {
		return []error{fault(name, "", "year is %d", f.Year)}
	}
	if t.first != 0 && f.Year != t.last+1 {
		return []error{fault(name, "", "the year before is %d: a year is missing between", t.last)}
	}
	if t.first == 0 {
		t.first = f.Year
	}
	t.last = f.Year
	switch {
	case f.State == notYet && (f.Source != "" || len(f.Days) > 0):
		return []error{fault(name, "", "a year that is %s has neither source nor days", notYet)}
	case f.State == notYet:
		return nil
	case f.State != published:
		return []error{fault(name, "", "state %q: %s or %s", f.State, published, notYet)}
	case t.first != f.Year && t.known != f.Year-1:
		return []error{fault(name, "", "is published although %d is not", f.Year-1)}
	case !address(f.Source):
		return []error{fault(name, "", "source %q is no address", f.Source)}
	}
	t.known, t.source[f.Year] = f.Year, f.Source
	return t.addDays(name, f)
}

func (t *table) addDays(name string, f yearFile) (faults []error) {
	var before date
	for _, r := range f.Days {
		d, err := t.checkDay(name, f, r)
		if err == nil && d <= before {
			err = fault(name, r.On, "stands after a later day")
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		before = d
		source := r.Source
		if source == "" {
			source = f.Source
		}
		t.marks[d] = mark{work: r.Is == "work", name: Name{r.ZH, r.EN}, source: source, file: name}
	}
	if len(faults) > 0 {
		return faults
	}
	return t.checkYear(name, f.Year)
}

// checkDay finds the day that a row speaks of, and what cannot be true of it.
func (t *table) checkDay(name string, f yearFile, r dayRow) (date, error) {
	at, err := time.Parse(dateLayout, r.On)
	if err != nil {
		return 0, fault(name, r.On, "is no day such as %d-01-01", f.Year)
	}
	d := dateOf(at.Year(), at.Month(), at.Day())
	switch other, twice := t.marks[d]; {
	case at.Year() != f.Year && (at.Year() != f.Year-1 || at.Month() != time.December):
		return 0, fault(name, r.On, "the notice of %d governs that year and the December before", f.Year)
	case twice:
		return 0, fault(name, r.On, "stands in %s already", other.file)
	case r.Is != "off" && r.Is != "work":
		return 0, fault(name, r.On, "is %q: off or work", r.Is)
	case r.ZH == "" || r.EN == "":
		return 0, fault(name, r.On, "has no name in zh or en")
	case r.Source != "" && !address(r.Source):
		return 0, fault(name, r.On, "source %q is no address", r.Source)
	case r.Is == "work" && !d.weekend():
		return 0, fault(name, r.On, "is a %s: only a weekend can be made up for", at.Weekday())
	}
	if _, law := t.law[d.monthDay()]; law && r.Is == "work" {
		return 0, fault(name, r.On, "is off by law")
	}
	return d, nil
}

// checkYear finds what a notice would not leave out or add.
func (t *table) checkYear(name string, year int) (faults []error) {
	off, work, feasts := 0, 0, map[Name]bool{}
	for d, m := range t.marks {
		switch {
		case m.file != name:
			continue
		case m.work:
			work++
		case !d.weekend():
			off++
		}
		feasts[m.name] = feasts[m.name] || !m.work
	}
	if work > off {
		faults = append(faults, fault(name, "", "%d days made up for %d weekdays off", work, off))
	}
	for feast, known := range feasts {
		if !known {
			faults = append(faults, fault(name, "", "%s is made up for and never off", feast.ZH))
		}
	}
	for day := range t.law {
		d := dateOf(year, day.Month, day.Day)
		if m, said := t.marks[d]; !said || m.work {
			faults = append(faults, fault(name, d.utc().Format(dateLayout), "is off by law, and the notice does not say so"))
		}
	}
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return faults
}

func address(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(s, " \t\n")
}
