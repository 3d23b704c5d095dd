package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/zhuqi-yunzhan/station/web"
)

// deskCall is one call of a verb: its options and its arguments.
type deskCall struct {
	stdout, stderr                             io.Writer
	args                                       []string
	bundle, lang, area, scope, file, laws      string
	out, read, data, signKey, keyID, algorithm string
	revision                                   int64
	trust                                      []string
}

// flags defines the options that verbs may have, each by its name.
func (d *deskCall) flags(set *flag.FlagSet) map[string]func() {
	text := func(to *string, name, value, help string) func() {
		return func() { set.StringVar(to, name, value, help) }
	}
	return map[string]func(){
		"bundle":    text(&d.bundle, "bundle", "", "folder or archive of the rules; found by itself within the project"),
		"lang":      text(&d.lang, "lang", "zh", "language: zh or en"),
		"area":      text(&d.area, "area", "", "area: tax, supply or employee"),
		"scope":     text(&d.scope, "scope", "company", "what a new rule speaks of: company, presence (a host country), supplier or employee"),
		"case":      text(&d.file, "case", "", "`FILE` with the answers, as station judge reads it, or a sample company"),
		"laws":      text(&d.laws, "laws", "", "folder of statutes, one Markdown file each, named 名称(YYYY-MM-DD).md"),
		"out":       text(&d.out, "out", "", "file to write"),
		"data":      text(&d.data, "data", "", "data of a stopped station with a private database"),
		"read":      text(&d.read, "read", "", "spreadsheet that was marked up"),
		"sign":      text(&d.signKey, "sign", "", "PEM file of the private key"),
		"key-id":    text(&d.keyID, "key-id", "", "name of the key, kept in the signature"),
		"algorithm": text(&d.algorithm, "algorithm", "ES256", "ES256 or RS256"),
		"revision":  func() { set.Int64Var(&d.revision, "revision", 0, "revision of the archive; it only ever grows") },
		"trust": func() {
			set.Func("trust", "ID=FILE: a public key that counts; may be given several times", func(s string) error {
				d.trust = append(d.trust, s)
				return nil
			})
		},
	}
}

// parseDesk reads the options of a verb, which may stand before or after its arguments. A verb takes
// its own only, so that its help is short.
func parseDesk(c deskCommand, args []string, stdout, stderr io.Writer) (*deskCall, error) {
	d := &deskCall{stdout: stdout, stderr: stderr, lang: web.Chinese, scope: "company", algorithm: "ES256"}
	set := flag.NewFlagSet("rules "+c.name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprintf(stderr, "station rules %s %s\n  %s\nfor example\n  station rules %s\n", c.name, c.args, c.help, c.example)
		set.PrintDefaults()
	}
	all := d.flags(set)
	for _, name := range append([]string{"bundle"}, c.flags...) {
		all[name]()
	}
	for len(args) > 0 {
		if err := set.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		if args = set.Args(); len(args) > 0 {
			d.args, args = append(d.args, args[0]), args[1:]
		}
	}
	if d.lang != web.Chinese && d.lang != web.English {
		return nil, fmt.Errorf("%w: --lang %q: choose zh or en", errUsage, d.lang)
	}
	if d.bundle == "" {
		d.bundle = findBundle()
	}
	return d, nil
}

// findBundle looks for the rules here and in the folders above: the bundle itself, or rules/bundle
// of the project.
func findBundle() string {
	const usual = "rules/bundle"
	at, err := os.Getwd()
	for err == nil {
		for _, below := range []string{".", "bundle", usual} {
			folder := filepath.Join(at, filepath.FromSlash(below))
			if _, missing := os.Stat(filepath.Join(folder, ".manifest")); missing == nil {
				if here, err := os.Getwd(); err == nil {
					if short, err := filepath.Rel(here, folder); err == nil {
						return short
					}
				}
				return folder
			}
		}
		if up := filepath.Dir(at); up != at {
			at = up
			continue
		}
		break
	}
	return usual
}

// noBundle says what to do where there are no rules.
func noBundle(place string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w: there are no rules at %s; call it within the project's folder, or name the folder of the rules with --bundle", errUsage, place)
	}
	return fmt.Errorf("%w: %w", errUsage, err)
}
