package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/web"
)

// deskCommand is one verb of `station rules`: how it is called, what it does, and its options.
type deskCommand struct {
	name, args, help, example string
	flags                     []string
	run                       func(ctx context.Context, d *deskCall) error
}

func deskCommands() []deskCommand {
	flags := strings.Fields
	return []deskCommand{
		{"new", "AREA NAME [--scope company]", "begin a rule with the next free id: its file, its test, its line in the register", "new tax late_filing", flags("scope"), deskNew},
		{"check", "[--lang zh]", "find everything that keeps the rules from being released", "check --lang en", flags("lang"), deskCheck},
		{"format", "", "format the Rego files", "format", nil, deskFormat},
		{"test", "", "run the tests beside the rules, with the lines that none reaches", "test", nil, deskTest},
		{"list", "[--area tax]", "a line for each rule", "list --area supply --lang en", flags("area lang"), deskList},
		{"explain", "ID --case FILE", "how a rule comes to its verdict on a case, in words", "explain TAX-015 --case my.yaml", flags("case lang"), deskExplain},
		{"cite", "[ID] --laws DIR", "set every citation, or those of one rule, beside the statutes that are held", "cite --laws ~/laws", flags("laws lang"), deskCite},
		{"matrix", "--out FILE.xlsx | --read FILE.xlsx", "the rules as a spreadsheet that a lawyer marks up; read the marks back", "matrix --out rules.xlsx", flags("out read lang"), deskMatrix},
		{"build", "--out FILE [--revision N] [--sign KEY.pem --key-id ID]", "pack the rules as one archive that stock OPA reads", "build --revision 7 --out rules.tar.gz", flags("out revision sign key-id algorithm"), deskBuild},
		{"sign", "FILE --sign KEY.pem --key-id ID --out FILE", "sign an archive", "sign rules.tar.gz --sign key.pem --key-id 2026 --out signed.tar.gz", flags("sign key-id algorithm out"), deskSign},
		{"verify", "FILE --trust ID=KEY.pem …", "tell whether a trusted key signed an archive, and what is in it", "verify signed.tar.gz --trust 2026=pub.pem", flags("trust algorithm"), deskVerify},
		{"impact", "[--data DIR]", "how many companies, and which bands, other rules would move", "impact --bundle signed.tar.gz", flags("data"), deskImpact},
		{"diff", "A B", "in what two folders or archives differ", "diff signed.tar.gz rules/bundle", flags("lang"), deskDiff},
	}
}

// runRules is the desk of the people who write rules.
func runRules(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	for _, c := range deskCommands() {
		if len(args) == 0 || c.name != args[0] {
			continue
		}
		d, err := parseDesk(c, args[1:], stdout, stderr)
		if errors.Is(err, flag.ErrHelp) {
			return nil // the help was asked for, and given
		}
		if err != nil {
			return err
		}
		return c.run(ctx, d)
	}
	fmt.Fprintln(stderr, "station rules VERB [--bundle DIR]; station rules VERB --help tells more of one")
	for _, c := range deskCommands() {
		fmt.Fprintf(stderr, "  %-8s %-58s %s\n", c.name, c.args, c.help)
	}
	return fmt.Errorf("%w: name a verb", errUsage)
}

// want takes the arguments of a verb, or says how it is called.
func (d *deskCall) want(n int, names string) error {
	if len(d.args) != n {
		return fmt.Errorf("%w: it takes %s", errUsage, names)
	}
	return nil
}

// files reads the rules from a folder, or from an archive without asking who signed it.
func (d *deskCall) files(place string) (rules.Files, error) {
	info, err := os.Stat(place)
	if err != nil {
		return nil, noBundle(place, err)
	}
	if info.IsDir() {
		return rules.FilesOf(os.DirFS(place))
	}
	archive, err := os.ReadFile(place)
	if err != nil {
		return nil, err
	}
	return rules.Unpack(archive, nil)
}

func (d *deskCall) engine() (*rules.Engine, error) {
	files, err := d.files(d.bundle)
	if err != nil {
		return nil, err
	}
	return rules.LoadFiles(files)
}

// finished is the rules at hand without those that are not finished, which it names.
func (d *deskCall) finished() (*rules.Engine, error) {
	files, err := d.files(d.bundle)
	if err != nil {
		return nil, err
	}
	e, out, err := desk.Finished(files)
	for _, file := range out {
		fmt.Fprintf(d.stderr, "left out, for it is not finished (station rules check says what it lacks): %s\n", file)
	}
	return e, err
}

func deskNew(_ context.Context, d *deskCall) error {
	if err := d.want(2, "an area and a name, such as: tax late_filing"); err != nil {
		return err
	}
	files, err := d.files(d.bundle)
	if err != nil {
		return err
	}
	id, fresh, err := desk.NewRule(files, d.args[0], d.args[1], d.scope)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	for name, text := range fresh {
		if err := os.WriteFile(filepath.Join(d.bundle, filepath.FromSlash(name)), text, 0o644); err != nil {
			return err
		}
	}
	rule := filepath.Join(d.bundle, "risk", d.args[0], d.args[1])
	fmt.Fprintf(d.stdout, "%s  %s.rego\n         %s_test.rego\n", id, rule, rule)
	return nil
}

// errFaults says that the rules are not fit to be released.
var errFaults = errors.New("the rules are not fit to be released")

func deskCheck(ctx context.Context, d *deskCall) error {
	files, err := d.files(d.bundle)
	if err != nil {
		return err
	}
	faults := checked(ctx, files)
	words, err := web.LoadWords()
	if err != nil {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(d.stdout, faultIn(words, d.lang, f))
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w; faults: %d", errFaults, len(faults))
	}
	e, err := rules.LoadFiles(files)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "%d rules, no fault; revision %s\n", len(e.Rules()), e.Revision)
	return nil
}

// faultIn words a fault in a language; what only a program can say of it stands below.
func faultIn(words *web.Words, lang string, f desk.Fault) string {
	if lang == web.English {
		return f.String()
	}
	said := words.T(lang, f.Text)
	if f.File != "" {
		said = f.File + "：" + said
	}
	if f.Detail != "" {
		said += "\n    " + strings.ReplaceAll(f.Detail, "\n", "\n    ")
	}
	return said
}

func deskFormat(_ context.Context, d *deskCall) error {
	files, err := d.files(d.bundle)
	if err != nil {
		return err
	}
	for name, text := range files {
		if !strings.HasSuffix(name, ".rego") {
			continue
		}
		formatted, err := desk.Format(name, text)
		if err != nil {
			return err
		}
		if string(formatted) == string(text) {
			continue
		}
		if err := os.WriteFile(filepath.Join(d.bundle, filepath.FromSlash(name)), formatted, 0o644); err != nil {
			return err
		}
		fmt.Fprintln(d.stdout, name)
	}
	return nil
}

func deskTest(ctx context.Context, d *deskCall) error {
	files, err := d.files(d.bundle)
	if err != nil {
		return err
	}
	run, err := desk.Test(ctx, files)
	if err != nil {
		return err
	}
	for _, name := range run.Failed {
		fmt.Fprintln(d.stdout, "fails:", name)
	}
	for _, at := range run.Uncovered {
		fmt.Fprintln(d.stdout, "not reached:", at)
	}
	fmt.Fprintf(d.stdout, "%d tests, %d failed, %.1f %% of the lines reached\n", run.Ran, len(run.Failed), run.Percent)
	if len(run.Failed)+len(run.Uncovered) > 0 {
		return errFaults
	}
	return nil
}

func deskList(_ context.Context, d *deskCall) error {
	e, err := d.finished()
	if err != nil {
		return err
	}
	return desk.List(d.stdout, e, d.area, d.lang)
}

func deskExplain(ctx context.Context, d *deskCall) error {
	if err := d.want(1, "a rule's id, and --case FILE"); err != nil {
		return err
	}
	if d.file == "" {
		return fmt.Errorf("%w: name the answers with --case FILE, such as my.yaml or a sample of rules/companies", errUsage)
	}
	e, err := d.finished()
	if err != nil {
		return err
	}
	text, err := readFile(d.file)
	if err != nil {
		return fmt.Errorf("%w: --case: %w", errUsage, err)
	}
	c, err := e.DecodeCase(text)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	return desk.Explain(ctx, d.stdout, e, c, d.args[0], d.lang)
}
