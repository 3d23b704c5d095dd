package assessments

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/rules"
)

// BandHidden stands for a profile that shows no number yet.
const BandHidden = "hidden"

// Impact is what other rules would change in the newest profiles of all companies. It names none.
// Counts below LeastCounted are in it: it is said as Tell gives it and never as it is.
type Impact struct {
	Companies int            `json:"companies"`
	Moves     map[Move]int   `json:"moves"`   // band before and after → companies
	Found     map[string]int `json:"found"`   // rule → companies in which it newly finds something
	Cleared   map[string]int `json:"cleared"` // rule → companies in which it no longer does
	Failed    int            `json:"failed"`  // profiles that the candidate cannot judge
}

// Move is the band of a company before and after; a band is that of the worst bound.
type Move struct{ From, To string }

// MarshalText writes a move as the key of an object.
func (m Move) MarshalText() ([]byte, error) { return []byte(m.From + ">" + m.To), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Move) UnmarshalText(text []byte) error {
	from, to, ok := strings.Cut(string(text), ">")
	if !ok {
		return fmt.Errorf("%q is no move between bands", text)
	}
	m.From, m.To = from, to
	return nil
}

func newImpact() *Impact {
	return &Impact{Moves: map[Move]int{}, Found: map[string]int{}, Cleared: map[string]int{}}
}

// Comparison is what profiles are judged by anew.
type Comparison struct {
	InForce   *rules.Engine // before; nil = what each profile says itself, by the rules of its day
	Candidate *rules.Engine // after
	Vault     *accounts.Vault
	Workers   int // how many are judged at once; 0 = one a processor
}

// MeasureImpact judges the newest profile of every company again. The door is the background
// worker's. Counts are added up, so that the result does not hang on who is judged first.
func MeasureImpact(ctx context.Context, worker *pg.DB, c Comparison) (*Impact, error) {
	impact := newImpact()
	_, _, err := c.count(ctx, worker, impact, station.CompanyID{}, func() bool { return false })
	if err != nil {
		return nil, err
	}
	return impact, nil
}

// count adds the profiles of the companies after one, until none is left or enough says so; it tells
// the last company that was counted. After an error the impact is not to be used.
func (c Comparison) count(ctx context.Context, worker *pg.DB, into *Impact, after station.CompanyID, enough func() bool) (last station.CompanyID, done bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	documents := make(chan *storedProfile)
	var mu sync.Mutex
	var group sync.WaitGroup
	for range cmp.Or(c.Workers, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for document := range documents {
				said, err := c.judge(ctx, document)
				mu.Lock()
				into.add(said, err)
				mu.Unlock()
			}
		})
	}
	last, done, err = c.feed(ctx, worker, documents, after, enough)
	close(documents)
	group.Wait()
	return last, done, cmp.Or(err, ctx.Err())
}

// feed hands the documents out, one page of them in memory at a time.
func (c Comparison) feed(ctx context.Context, worker *pg.DB, documents chan<- *storedProfile, after station.CompanyID, enough func() bool) (station.CompanyID, bool, error) {
	for {
		page, err := newestProfiles(ctx, worker, c.Vault, after)
		if err != nil {
			return after, false, err
		}
		for i := range page {
			one := page[i]
			page[i] = storedProfile{Company: one.Company} // the document goes when it is judged
			if one.box != nil {
				select {
				case documents <- &one:
				case <-ctx.Done():
					return after, false, ctx.Err()
				}
			}
			after = one.Company
			if enough() {
				return after, false, nil
			}
		}
		if len(page) < impactPage {
			return after, true, nil
		}
	}
}

// change is what the candidate changes in one profile.
type change struct {
	move           Move
	found, cleared []string
}

func (i *Impact) add(c change, err error) {
	if err != nil {
		i.Failed++
		return
	}
	i.Companies++
	i.Moves[c.move]++
	for _, id := range c.found {
		i.Found[id]++
	}
	for _, id := range c.cleared {
		i.Cleared[id]++
	}
}

func (c Comparison) judge(ctx context.Context, kept *storedProfile) (change, error) {
	var d Document
	document, err := kept.open()
	if err != nil {
		return change{}, err
	}
	if err := unmarshalExact(document, &d); err != nil {
		return change{}, fmt.Errorf("read document: %w", err)
	}
	asked, areas, err := d.caseOf()
	if err != nil {
		return change{}, err
	}
	again := func(by *rules.Engine) (*rules.Judgement, error) { // answers go over to its questions as in a self-check
		revision, _ := strconv.ParseInt(d.Revision, 10, 64)
		return by.Judge(ctx, by.CarryCase(asked, revision), rules.Options{Areas: areas, Sheet: d.Sheet})
	}
	after, err := again(c.Candidate)
	if err != nil {
		return change{}, err
	}
	by, score, verdicts := c.Candidate, d.Score, d.Verdicts
	// what the rules in force say stands in a profile that they made; to others they are asked, and a
	// profile that they cannot judge keeps what it says
	if c.InForce != nil && (d.Digest != c.InForce.Digest || d.Engine != engineVersion) {
		if before, err := again(c.InForce); err == nil {
			by, score, verdicts = c.InForce, before.Score, before.Verdicts
		}
	} else if c.InForce != nil {
		by = c.InForce
	}
	out := change{move: Move{bandOf(by, score.Overall), bandOf(c.Candidate, after.Score.Overall)}}
	was, is := atRisk(verdicts), atRisk(after.Verdicts)
	out.found, out.cleared = without(is, was), without(was, is)
	return out, nil
}

func bandOf(e *rules.Engine, b station.Bounds) string {
	if !b.Shown {
		return BandHidden
	}
	return e.BandOf(b.Worst).Key
}

func atRisk(verdicts []station.Verdict) map[string]bool {
	out := map[string]bool{}
	for _, v := range verdicts {
		if v.Outcome == station.AtRisk {
			out[v.ID] = true
		}
	}
	return out
}

// without lists what is in one set and not in the other.
func without(these, those map[string]bool) []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(these)), func(id string) bool { return those[id] })
}

// caseOf is what a document was judged on.
func (d *Document) caseOf() (*rules.Case, []station.Area, error) {
	asOf, err := time.Parse(time.DateOnly, d.AsOf)
	if err != nil {
		return nil, nil, fmt.Errorf("read document: %w", err)
	}
	var areas []station.Area
	for _, a := range d.Areas {
		areas = append(areas, a.Area)
	}
	return &rules.Case{AsOf: asOf, Context: d.Context, Company: d.Answers.Company, Presences: d.Answers.Presences, Suppliers: d.Answers.Suppliers, Employees: d.Answers.Employees, Asked: d.Answers.Asked}, areas, nil
}
