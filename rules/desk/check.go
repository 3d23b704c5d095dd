// Package desk is what a rule author works with: it checks, tests, lists and explains the rules of
// a bundle, sets them beside the law, compares two bundles, and begins a new rule.
package desk

import (
	"bytes"
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

// maxLines is how long a file of rules or helpers may be, card and all; tests may be longer.
const maxLines = 60

// Fault is one thing that keeps a bundle from being released: Say in English for the terminal, Text
// in words of the catalogues, and what a compiler or a checker said in its own words as Detail. File
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
	return once(loadFaults(err))
}

// told is a fault that the catalogues have words for.
func told(file string, u *rules.Unfit) Fault { return Fault{File: file, Say: u.Error(), Text: u.Say} }

// untold is a fault of which only the checker's own words are known.
func untold(file, say string) Fault {
	return Fault{File: file, Say: say, Text: station.Say("unfit.other"), Detail: say}
}

// Check finds everything that is wrong with a bundle, at once: what does not load (strict Rego, the
// card, literals outside their keys), what is not formatted or too long, figures and sources that
// lack something, ids that are new, moved or used again, tests that fail or never say when a rule is
// silent, and lines that no test reaches.
func Check(ctx context.Context, files rules.Files) Faults {
	_, err := rules.LoadFiles(files)
	faults := loadFaults(err)
	faults = append(append(faults, checkFiles(files)...), checkIDs(files)...)
	modules, data, err := files.Parsed()
	if err != nil {
		return once(faults) // it says what does not parse already; nothing more can be seen
	}
	faults = append(append(append(faults, checkData(modules, data)...), checkColumns(data)...), checkSilent(modules)...)
	run, err := Test(ctx, files)
	if err != nil {
		return once(append(faults, loadFaults(err)...))
	}
	for _, name := range run.Failed {
		test, came, _ := strings.Cut(name, "\n")
		fault := told(fileOfTest(files, test), rules.NewUnfit("unfit.test_fails", "test fails: %s", test))
		fault.Say, fault.Detail = "test fails: "+name, came
		faults = append(faults, fault)
	}
	for _, at := range run.Uncovered {
		if file, _, _ := strings.Cut(at, ":"); !isRule(file) || files[strings.TrimSuffix(file, ".rego")+"_test.rego"] != nil {
			faults = append(faults, told("", rules.NewUnfit("unfit.uncovered", "no test reaches %s", at)))
		}
	}
	return once(faults)
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

// once leaves out what was said before.
func once(faults []Fault) []Fault {
	said := map[string]bool{}
	return slices.DeleteFunc(faults, func(f Fault) bool {
		before := said[f.String()]
		said[f.String()] = true
		return before
	})
}

// loadFaults takes a joined error apart again.
func loadFaults(err error) []Fault {
	if err == nil {
		return nil
	}
	var faults []Fault
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, each := range joined.Unwrap() {
			faults = append(faults, loadFaults(each)...)
		}
		return faults
	}
	var compiled ast.Errors
	var inFile *rules.FileFault
	switch {
	case errors.As(err, &compiled):
		for _, each := range compiled {
			faults = append(faults, compileFault(each))
		}
		return faults
	case errors.As(err, &inFile):
		return []Fault{inWords(inFile.File, inFile.Err)}
	}
	return []Fault{inWords("", err)}
}

// inWords is a fault in words of the catalogues, or else as it is.
func inWords(file string, err error) Fault {
	if u := (*rules.Unfit)(nil); errors.As(err, &u) && u.Error() == err.Error() {
		return Fault{File: file, Say: quoted(u.Error()), Text: u.Say}
	}
	return untold(file, quoted(err.Error()))
}

// yamlLine is where YAML stops within a card; lines are counted below the word METADATA.
var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)`)

func compileFault(e *ast.Error) Fault {
	if e.Location == nil {
		return ofRego("", e.Message)
	}
	if m := yamlLine.FindStringSubmatch(e.Message); m != nil { // the parser's own row is another line of the card
		return Fault{File: e.Location.File, Say: quoted(fmt.Sprintf("card: yaml: in line %s below METADATA, or just before it: %s", m[1], m[2])),
			Text: station.Say("unfit.card_yaml", "a", m[1]), Detail: m[2]}
	}
	return ofRego(fmt.Sprintf("%s:%d", e.Location.File, e.Location.Row), e.Message)
}

// ofRego is a fault that only the compiler of Rego can put into words.
func ofRego(file, say string) Fault {
	return Fault{File: file, Say: say, Text: station.Say("unfit.rego"), Detail: say}
}

// quoted says what is most often wrong where YAML cannot be read.
func quoted(say string) string {
	if strings.Contains(say, "yaml: ") {
		return say + "; a text with a comma or a colon stands in quotes"
	}
	return say
}

func checkFiles(files rules.Files) []Fault {
	var faults []Fault
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".rego") {
			continue
		}
		text := files[name]
		formatted, err := Format(name, text)
		switch {
		case err != nil: // loading it said so already
		case !bytes.Equal(text, formatted):
			faults = append(faults, told(name, rules.NewUnfit("unfit.unformatted", "not formatted; run `station rules format`")))
		}
		if lines := bytes.Count(text, []byte("\n")); !isTest(name) && lines > maxLines {
			faults = append(faults, told(name, rules.NewUnfit("unfit.too_long", "%d lines, above %d: split it by subject, move helpers to lib/", lines, maxLines)))
		}
		if bytes.Contains(text, []byte(todo)) {
			faults = append(faults, told(name, rules.NewUnfit("unfit.todo", "still says %s, %d times", todo, bytes.Count(text, []byte(todo)))))
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
	return strings.HasPrefix(name, "risk/") && strings.HasSuffix(name, ".rego") && !isTest(name)
}

func isTest(name string) bool { return strings.HasSuffix(name, "_test.rego") }

// registerFile keeps every id that was ever given, and to which rule: an id is never used again.
const registerFile = "ids/data.yaml"

var idLine = regexp.MustCompile(`(?m)^#   id: ([A-Z]{3}-[0-9]{3})$`)

// register reads which rule each id was given to, as area.name, from a folder or an archive. It
// looks at data alone, so that a rule that does not parse takes no id from the others.
func register(files rules.Files) (map[string]string, error) {
	out := map[string]string{}
	dataOnly := maps.Clone(files)
	maps.DeleteFunc(dataOnly, func(name string, _ []byte) bool { return strings.HasSuffix(name, ".rego") })
	_, data, err := dataOnly.Parsed()
	if err != nil {
		return nil, err
	}
	given, _ := data["ids"].(map[string]any)
	for id, to := range given {
		if name, ok := to.(string); ok {
			out[id] = name
		}
	}
	return out, nil
}

// ruleName is area.name of a rule's file.
func ruleName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(file, "risk/"), ".rego"), "/", ".")
}

func checkIDs(files rules.Files) []Fault {
	given, err := register(files)
	if err != nil {
		return nil // what does not load is told apart
	}
	var faults []Fault
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
			faults = append(faults, told(name, rules.NewUnfit("unfit.id_missing", "%s is not in %s: add the line %[1]s: %[3]s", id, registerFile, ruleName(name))))
		default:
			faults = append(faults, told(name, rules.NewUnfit("unfit.id_taken", "%s was given to %s and is not used again: take the next free id", id, to)))
		}
	}
	return faults
}
