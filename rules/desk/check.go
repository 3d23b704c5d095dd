// Package desk is what a rule author works with: it checks, tests, lists and explains the rules of
// a bundle, sets them beside the law, compares two bundles, and begins a new rule.
package desk

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
)

// maxLines is how long the file of one rule may be, card and all.
const maxLines = 60

// Fault is one thing that keeps a bundle from being released: Say in English for the terminal, Text
// in words of the catalogues, and what a compiler or a decoder said in its own words as Detail. File
// is empty where it concerns none, and may carry a line.
type Fault struct {
	File, Say string
	Text      station.Text
	Detail    string
}

// String is the fault in a line, with its file before it.
func (f Fault) String() string {
	if f.File == "" {
		return f.Say
	}
	return f.File + ": " + f.Say
}

// Faults are what keeps a bundle from being released, as one error.
type Faults []Fault

// Error counts them and tells the first.
func (f Faults) Error() string { return fmt.Sprintf("%d faults, first %s", len(f), f[0]) }

// FaultsOf takes the error of a bundle apart into its faults.
func FaultsOf(err error) Faults {
	var known Faults
	if errors.As(err, &known) {
		return known
	}
	return loadFaults(err, "")
}

// wrong is a fault that was found here.
func wrong(file, key, format string, values ...any) Fault {
	return ofUnfit(rules.NewUnfit("", key, format, values...), file)
}

func ofUnfit(u *rules.Unfit, file string) Fault {
	return Fault{File: cmp.Or(u.File, file), Say: u.Unwrap().Error(), Text: u.Say}
}

// Check finds everything that is wrong with a bundle: what does not load (strict Rego, the card,
// literals outside their keys), what is not formatted or too long, ids that are new, moved or used
// again, tests that fail and lines that no test reaches.
func Check(ctx context.Context, files rules.Files) Faults {
	if _, err := rules.LoadFiles(files); err != nil {
		return FaultsOf(err)
	}
	faults := append(checkFiles(files), checkIDs(files)...)
	run, err := Test(ctx, files)
	if err != nil {
		return append(faults, Fault{Say: err.Error(), Text: station.Say("unfit.tests"), Detail: err.Error()})
	}
	for _, name := range run.Failed {
		faults = append(faults, wrong(fileOfTest(files, name), "unfit.test_fails", "test fails: %s", name))
	}
	for _, at := range run.Uncovered {
		faults = append(faults, wrong(at, "unfit.uncovered", "no test reaches this line"))
	}
	return faults
}

// fileOfTest is where a test stands, given as package.test: by the house's naming, if it is there.
func fileOfTest(files rules.Files, name string) string {
	pkg := name[:max(0, strings.LastIndexByte(name, '.'))]
	file := strings.ReplaceAll(pkg, ".", "/") + ".rego"
	if _, there := files[file]; !there {
		return ""
	}
	return file
}

// loadFaults takes a joined error apart again.
func loadFaults(err error, file string) Faults {
	var faults Faults
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, each := range joined.Unwrap() {
			faults = append(faults, loadFaults(each, file)...)
		}
		return faults
	}
	u, known := err.(*rules.Unfit)
	if known && u.Say.Key != "" {
		return Faults{ofUnfit(u, file)}
	}
	if known {
		return loadFaults(u.Unwrap(), u.File)
	}
	var compiled ast.Errors
	if errors.As(err, &compiled) {
		for _, each := range compiled {
			at := file
			if each.Location != nil {
				at = fmt.Sprintf("%s:%d", cmp.Or(each.Location.File, file), each.Location.Row)
			}
			faults = append(faults, Fault{File: at, Say: each.Message, Text: station.Say("unfit.rego"), Detail: each.Message})
		}
		return faults
	}
	return Faults{{File: file, Say: err.Error(), Text: station.Say("unfit.other"), Detail: err.Error()}}
}

func checkFiles(files rules.Files) Faults {
	var faults Faults
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".rego") {
			continue
		}
		text := files[name]
		formatted, err := Format(name, text)
		switch {
		case err != nil:
			faults = append(faults, Fault{File: name, Say: err.Error(), Text: station.Say("unfit.rego"), Detail: err.Error()})
		case !bytes.Equal(text, formatted):
			faults = append(faults, wrong(name, "unfit.unformatted", "not formatted; run `station rules format`"))
		}
		if lines := bytes.Count(text, []byte("\n")); isRule(name) && lines > maxLines {
			faults = append(faults, wrong(name, "unfit.too_long", "%d lines, above %d: move helpers to lib/", lines, maxLines))
		}
		if bytes.Contains(text, []byte(todo)) {
			faults = append(faults, wrong(name, "unfit.todo", "still says %s", todo))
		}
	}
	return faults
}

// Format gives the text of a Rego file as `opa fmt` writes it.
func Format(name string, text []byte) ([]byte, error) {
	return format.SourceWithOpts(name, text, format.Opts{RegoVersion: ast.RegoV1})
}

// isRule tells whether a file is that of a rule.
func isRule(name string) bool {
	return strings.HasPrefix(name, "risk/") && strings.HasSuffix(name, ".rego") && !strings.HasSuffix(name, "_test.rego")
}

// registerFile keeps every id that was ever given, and to which rule: an id is never used again.
const registerFile = "ids/data.yaml"

var idLine = regexp.MustCompile(`(?m)^#   id: ([A-Z]{3}-[0-9]{3})$`)

// register reads which rule each id was given to, as area.name, from a folder or an archive.
func register(files rules.Files) map[string]string {
	out := map[string]string{}
	_, data, err := files.Parsed()
	if err != nil {
		return out // what does not load is told apart
	}
	given, _ := data["ids"].(map[string]any)
	for id, to := range given {
		if name, ok := to.(string); ok {
			out[id] = name
		}
	}
	return out
}

// ruleName is area.name of a rule's file.
func ruleName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(file, "risk/"), ".rego"), "/", ".")
}

func checkIDs(files rules.Files) Faults {
	given := register(files)
	var faults Faults
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !isRule(name) {
			continue
		}
		m := idLine.FindSubmatch(files[name])
		if m == nil {
			continue // the card says what is missing
		}
		switch id, to := string(m[1]), given[string(m[1])]; to {
		case ruleName(name):
		case "":
			faults = append(faults, wrong(name, "unfit.id_missing", "%s is not in %s: add the line %[1]s: %[3]s", id, registerFile, ruleName(name)))
		default:
			faults = append(faults, wrong(name, "unfit.id_taken", "%s was given to %s and is not used again: take the next free id", id, to))
		}
	}
	return faults
}
