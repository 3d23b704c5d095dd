package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/web"
)

// releaseCall is one call of a verb of `station release`: its options and its arguments.
type releaseCall struct {
	stdout, stderr                              io.Writer
	args                                        []string
	previous, within, before, out, tables, lang string
	lattice, cut, previousCut, previousFile     string
	k, companies                                int
	seed                                        uint64
	json                                        bool
}

type releaseCommand struct {
	name, args, help, example string
	flags                     string
	run                       func(ctx context.Context, r *releaseCall) error
}

func releaseCommands() []releaseCommand {
	return []releaseCommand{
		{"build", "POPULATION --out DIR [--previous DIR [--before POPULATION]] [--within DIR]", "count a population (- reads standard input) and write what of it may be published",
			"build companies.jsonl --cut 2026-10-01 --out releases/2026-10-01", "out previous before within k lattice cut tables json lang", buildRelease},
		{"audit", "DIR [--previous DIR]", "check a release and attack it with what it publishes alone; status 1 where something is told",
			"audit releases/2026-10-01 --previous releases/2026-07-01", "previous lattice json lang", auditRelease},
		{"population", "--companies N [--seed S] | --previous FILE --previous-cut DAY", "print an invented population, or one that grew older",
			"population --companies 380 --seed 7 --cut 2026-10-01 > companies.jsonl", "companies seed cut previous-file previous-cut lattice", printPopulation},
	}
}

// runRelease is everything about releases of aggregate risk that needs no database.
func runRelease(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	for _, c := range releaseCommands() {
		if len(args) == 0 || c.name != args[0] {
			continue
		}
		r, err := parseRelease(c, args[1:], stdout, stderr)
		if errors.Is(err, flag.ErrHelp) {
			return nil // the help was asked for, and given
		}
		if err != nil {
			return err
		}
		return c.run(ctx, r)
	}
	fmt.Fprintln(stderr, "station release VERB; station release VERB --help tells more of one")
	for _, c := range releaseCommands() {
		fmt.Fprintf(stderr, "  %-11s %s\n  %11s %s\n", c.name, c.args, "", c.help)
	}
	return fmt.Errorf("%w: name a verb", errUsage)
}

func (r *releaseCall) flags(set *flag.FlagSet) map[string]func() {
	text := func(to *string, name, value, help string) func() {
		return func() { set.StringVar(to, name, value, help) }
	}
	return map[string]func(){
		"out":           text(&r.out, "out", "", "`DIR` to write, made for it"),
		"previous":      text(&r.previous, "previous", "", "`DIR` of the release before"),
		"previous-file": text(&r.previousFile, "previous", "", "`FILE` of the population to let grow older"),
		"previous-cut":  text(&r.previousCut, "previous-cut", "", "`DAY` as of which that one was counted"),
		"before":        text(&r.before, "before", "", "`FILE` of the population that the release before was made of: both are proved together then"),
		"within":        text(&r.within, "within", "", "`DIR` of the release of the same cut for fewer readers: nothing is shown that is not shown there"),
		"lattice":       text(&r.lattice, "lattice", "", "standard, small, or a `FILE`; else that of the release before or of --within, else by the number of companies: small below 1500"),
		"cut":           text(&r.cut, "cut", "", "`DAY`: profiles of the twelve months before it count (of a build: the Monday after the newest line; of a population: today)"),
		"tables":        text(&r.tables, "tables", "", "tables that are due, such as T1,T3; else all. The others are those of the release before"),
		"lang":          text(&r.lang, "lang", web.Chinese, "language: zh or en"),
		"k":             func() { set.IntVar(&r.k, "k", 0, "fewest groups that a number may stand for; 5 at least (default 5)") },
		"companies":     func() { set.IntVar(&r.companies, "companies", 0, "how many to make, 380 to 1000000") },
		"seed":          func() { set.Uint64Var(&r.seed, "seed", 1, "the same seed makes the same companies") },
		"json":          func() { set.BoolVar(&r.json, "json", false, "print JSON") },
	}
}

// parseRelease reads the options of a verb, which may stand before or after its argument.
func parseRelease(c releaseCommand, args []string, stdout, stderr io.Writer) (*releaseCall, error) {
	r := &releaseCall{stdout: stdout, stderr: stderr, lang: web.Chinese}
	set := flag.NewFlagSet("release "+c.name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprintf(stderr, "station release %s %s\n  %s\nfor example\n  station release %s\n", c.name, c.args, c.help, c.example)
		set.PrintDefaults()
	}
	all := r.flags(set)
	for _, name := range strings.Fields(c.flags) {
		all[name]()
	}
	for len(args) > 0 {
		if err := set.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		if args = set.Args(); len(args) > 0 {
			r.args, args = append(r.args, args[0]), args[1:]
		}
	}
	if r.lang != web.Chinese && r.lang != web.English {
		return nil, fmt.Errorf("%w: --lang %q: choose zh or en", errUsage, r.lang)
	}
	return r, nil
}

// own is the lattice that was named, nil for none.
func (r *releaseCall) own() (*lattice.Lattice, error) {
	switch r.lattice {
	case "":
		return nil, nil
	case lattice.Standard, lattice.Small:
		return lattice.Named(r.lattice)
	}
	text, err := os.ReadFile(r.lattice)
	if err != nil {
		return nil, fmt.Errorf("%w: --lattice is neither %s nor %s nor a file: %w", errUsage, lattice.Standard, lattice.Small, err)
	}
	l, err := lattice.Load(text, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: --lattice %s: %w", errUsage, r.lattice, err)
	}
	return l, nil
}

func readDay(option, s string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return day, fmt.Errorf("%w: %s: %q is no day such as 2026-10-01", errUsage, option, s)
	}
	return day, nil
}
