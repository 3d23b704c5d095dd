package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// mostFaults is how many bad lines are told at once.
const mostFaults = 20

// releaseAnswer is what `station release build --json` prints: nothing that is not published.
type releaseAnswer struct {
	Out     string        `json:"out"`
	Cut     string        `json:"cut"`
	Lattice string        `json:"lattice"` // its name
	Audit   release.Audit `json:"audit"`
}

func buildRelease(ctx context.Context, r *releaseCall) error {
	if len(r.args) != 1 || r.out == "" {
		return fmt.Errorf("%w: it takes one file of a population, - for standard input, and --out for the folder to write", errUsage)
	}
	if r.before != "" && r.previous == "" {
		return fmt.Errorf("%w: --before is the population of the release that --previous names", errUsage)
	}
	again, err := opener(r.args[0])
	if err != nil {
		return err
	}
	own, err := r.own()
	if err != nil {
		return err
	}
	o, l, err := r.options(own)
	if err != nil {
		return err
	}
	l, cut, err := r.settle(again, l)
	if err != nil {
		return err
	}
	in, err := r.count(again, l, cut, r.args[0])
	if err != nil {
		return err
	}
	if o.Before, err = r.countBefore(l, o.Previous); err != nil {
		return err
	}
	made, audit, err := release.Build(ctx, l, in, o)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err := release.Write(r.out, made, audit); err != nil {
		return fmt.Errorf("%w; name a folder that is not there yet", err)
	}
	answer := releaseAnswer{Out: r.out, Cut: made.Cut, Lattice: l.Name, Audit: audit}
	if r.json {
		return printJSON(r.stdout, answer)
	}
	_, err = io.WriteString(r.stdout, answer.words(r.lang))
	return err
}

// options are what the call says of a release, and its lattice, where that does not hang on the file.
func (r *releaseCall) options(own *lattice.Lattice) (release.Options, *lattice.Lattice, error) {
	o, l := release.Options{K: r.k}, own
	if r.previous != "" {
		was, of, err := release.Open(r.previous, own)
		if err != nil {
			return o, nil, fmt.Errorf("%w: --previous: %w", errUsage, err)
		}
		if o.Previous = &was; l == nil {
			l = of
		}
	}
	if r.within != "" {
		room, of, err := release.Open(r.within, own)
		if err != nil {
			return o, nil, fmt.Errorf("%w: --within: %w", errUsage, err)
		}
		if o.Within = &room; l == nil {
			l = of
		}
	}
	if r.tables != "" {
		o.Tables = strings.Split(r.tables, ",")
	}
	return o, l, nil
}

// opener gives a population as often as it is read. Standard input is kept in memory, for companies' lines do not belong into a temporary file.
func opener(file string) (func() (io.ReadCloser, error), error) {
	if file != "-" {
		return func() (io.ReadCloser, error) {
			f, err := os.Open(file)
			if err != nil {
				return nil, fmt.Errorf("%w: %w", errUsage, err)
			}
			return f, nil
		}, nil
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return nil, err
	}
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }, nil
}

// settle finds the lattice and the cut where they were not named: by the number of companies, and the Monday after the newest line.
func (r *releaseCall) settle(again func() (io.ReadCloser, error), l *lattice.Lattice) (*lattice.Lattice, time.Time, error) {
	var cut time.Time
	if r.cut != "" {
		var err error
		if cut, err = readDay("--cut", r.cut); err != nil || l != nil {
			return l, cut, err
		}
	}
	words := l
	if words == nil {
		var err error
		if words, err = lattice.Default(); err != nil {
			return nil, cut, err
		}
	}
	in, err := again()
	if err != nil {
		return nil, cut, err
	}
	defer in.Close()
	companies, newest, err := population.Scan(population.NewReader(in, words))
	if err != nil {
		return nil, cut, err
	}
	if l == nil {
		if l, err = lattice.Named(lattice.ForCompanies(companies)); err != nil {
			return nil, cut, err
		}
	}
	if r.cut == "" {
		for cut = newest.AddDate(0, 0, 1); cut.Weekday() != time.Monday; {
			cut = cut.AddDate(0, 0, 1)
		}
	}
	return l, cut, nil
}

// count counts a population, or tells its bad lines and counts nothing.
func (r *releaseCall) count(again func() (io.ReadCloser, error), l *lattice.Lattice, cut time.Time, name string) (*counting.Result, error) {
	in, err := again()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	groups, faults, err := population.MergeAll(population.NewReader(in, l), cut, mostFaults)
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		for _, f := range faults {
			fmt.Fprintln(r.stderr, f)
		}
		return nil, fmt.Errorf("%w: %s", errUsage, pick(r.lang, "%s 有以上问题行（最多列出 %d 行），未写入任何文件；请改正或删去这些行后重新运行，格式见 docs/population.md",
			"%s has the lines above that cannot be counted (%d are told at most), and nothing was written; correct or leave them out and run it again. docs/population.md has the form", name, mostFaults))
	}
	return counting.Count(l, groups)
}

func (r *releaseCall) countBefore(l *lattice.Lattice, was *release.Release) (*counting.Result, error) {
	if r.before == "" {
		return nil, nil
	}
	cut, err := readDay("--previous", was.Cut)
	if err != nil {
		return nil, err
	}
	again, err := opener(r.before)
	if err != nil {
		return nil, err
	}
	return r.count(again, l, cut, r.before)
}

func printPopulation(_ context.Context, r *releaseCall) error {
	if len(r.args) > 0 {
		return fmt.Errorf("%w: %q is not understood", errUsage, r.args[0])
	}
	l, err := r.own()
	if err == nil && l == nil {
		l, err = lattice.Default()
	}
	if err != nil {
		return err
	}
	o := population.Options{Lattice: l, Seed: r.seed, Companies: r.companies, Cut: time.Now()}
	if r.cut != "" {
		if o.Cut, err = readDay("--cut", r.cut); err != nil {
			return err
		}
	}
	if r.previousFile != "" {
		if o.PreviousCut, err = readDay("--previous-cut", r.previousCut); err != nil {
			return err
		}
		in, err := os.Open(r.previousFile)
		if err != nil {
			return fmt.Errorf("%w: %w", errUsage, err)
		}
		defer in.Close()
		o.Previous = in
	}
	made, err := population.Generate(r.stdout, o)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	fmt.Fprintf(r.stderr, "%d invented companies in %d groups, %d of them with consent, as of %s\n", made.Companies, made.Groups, made.Consenting, o.Cut.Format(time.DateOnly))
	return nil
}
