package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

// errUsage marks a call that was wrong: exit status 2.
var errUsage = errors.New("usage")

// judgement is what `station judge` prints.
type judgement struct {
	Bundle      bundleID                  `json:"bundle"`
	InputDigest string                    `json:"input_digest"`
	Sheet       string                    `json:"sheet"`
	Score       station.Score             `json:"score"`
	Themes      map[string]station.Bounds `json:"themes"`
	Verdicts    []station.Verdict         `json:"verdicts"`
	Unused      []string                  `json:"unused"`

	Texts  map[string]map[string]string `json:"texts,omitempty"`  // finding key → path → text
	Inputs map[string]string            `json:"inputs,omitempty"` // finding key → fingerprint of what it rests on
}

type bundleID struct {
	Revision string `json:"revision"`
	Digest   string `json:"digest"`
}

// runJudge judges a case from a file without a database. Usage and input faults go to stderr
// and end with status 2; nothing is judged by guess.
func runJudge(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("judge", flag.ContinueOnError)
	set.SetOutput(stderr)
	areas := set.String("areas", "tax,supply,employee", "areas to judge, separated by commas")
	sheet := set.String("sheet", rules.SheetFull, "sheet to score: core or full")
	texts := set.Bool("texts", false, "print the texts of the findings too, as station anchor reads them")
	bundle := set.String("bundle", "", "folder of another bundle than the built-in one")
	set.Usage = func() {
		fmt.Fprintln(stderr, "station judge FILE [--areas tax,supply,employee] [--sheet core|full] [--texts]\n\nFILE is YAML or JSON; - reads standard input.")
		set.PrintDefaults()
	}
	file, err := parseOneFile(set, args)
	if err != nil {
		return err
	}
	o, err := judgeOptions(*areas, *sheet)
	if err != nil {
		return err
	}
	engine, err := loadEngine(*bundle)
	if err != nil {
		return err
	}
	text, err := readFile(file)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	c, err := engine.DecodeCase(text)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	j, err := engine.Judge(ctx, c, o)
	if err != nil {
		return err
	}
	digest, err := c.InputDigest()
	if err != nil {
		return err
	}
	out := judgement{Bundle: bundleID{j.Revision, j.Digest}, InputDigest: digest, Sheet: j.Sheet,
		Score: j.Score, Themes: j.Themes, Verdicts: j.Verdicts, Unused: engine.Unused(c)}
	if *texts {
		out.Texts, out.Inputs = assessments.FindingTexts(engine, j)
	}
	return printJSON(stdout, out)
}

// parseOneFile parses flags that may stand before or after the one file name.
func parseOneFile(set *flag.FlagSet, args []string) (string, error) {
	var files []string
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			return "", errUsage
		}
		if args = set.Args(); len(args) > 0 {
			files, args = append(files, args[0]), args[1:]
		}
	}
	if len(files) != 1 {
		set.Usage()
		return "", fmt.Errorf("%w: one file is judged at a time, %d were named", errUsage, len(files))
	}
	return files[0], nil
}

func judgeOptions(areas, sheet string) (rules.Options, error) {
	o := rules.Options{Sheet: sheet}
	if sheet != rules.SheetCore && sheet != rules.SheetFull {
		return o, fmt.Errorf("%w: --sheet %q: choose core or full", errUsage, sheet)
	}
	for _, name := range strings.Split(areas, ",") {
		area := station.Area(strings.TrimSpace(name))
		known := false
		for _, a := range station.Areas() {
			known = known || a == area
		}
		if slices.Contains(o.Areas, area) {
			return o, fmt.Errorf("%w: --areas names %s twice", errUsage, area)
		}
		if !known {
			return o, fmt.Errorf("%w: --areas %q: choose among tax, supply, employee", errUsage, name)
		}
		o.Areas = append(o.Areas, area)
	}
	return o, nil
}

func loadEngine(folder string) (*rules.Engine, error) {
	if folder == "" {
		return rules.Load(rules.Bundle())
	}
	return rules.Load(os.DirFS(folder))
}

func readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(os.Stdin, 64<<20))
	}
	return os.ReadFile(name)
}
