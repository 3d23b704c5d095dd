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

// deskCommand is one verb of `station rules`.
type deskCommand struct {
	name, args, help string
	run              func(ctx context.Context, d *deskCall) error
}

func deskCommands() []deskCommand {
	return []deskCommand{
		{"new", "AREA NAME [--scope company]", "begin a rule with the next free id: its file, its test, its line in the register", deskNew},
		{"check", "", "find everything that keeps the rules from being released", deskCheck},
		{"format", "", "format the Rego files", deskFormat},
		{"test", "", "run the tests beside the rules, with the lines that none reaches", deskTest},
		{"list", "[--area tax]", "a line for each rule", deskList},
		{"explain", "ID --case FILE", "how a rule comes to its verdict on a case, in words", deskExplain},
		{"cite", "--laws DIR", "set every citation beside the statutes that are held", deskCite},
		{"matrix", "--out FILE.xlsx | --read FILE.xlsx", "the rules as a spreadsheet that a lawyer marks up; read the marks back", deskMatrix},
		{"build", "--out FILE [--revision N] [--sign KEY.pem --key-id ID]", "pack the rules as one archive that stock OPA reads", deskBuild},
		{"sign", "FILE --sign KEY.pem --key-id ID --out FILE", "sign an archive", deskSign},
		{"verify", "FILE --trust ID=KEY.pem …", "tell whether a trusted key signed an archive, and what is in it", deskVerify},
		{"impact", "[--data DIR]", "how many companies, and which bands, other rules would move", deskImpact},
		{"diff", "A B", "in what two folders or archives differ", deskDiff},
	}
}

// deskCall is one call of a verb: its options and its arguments.
type deskCall struct {
	stdout, stderr                             io.Writer
	args                                       []string
	bundle, lang, area, scope, file, laws      string
	out, read, data, signKey, keyID, algorithm string
	revision                                   int64
	trust                                      []string
}

// runRules is the desk of the people who write rules.
func runRules(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	for _, c := range deskCommands() {
		if len(args) == 0 || c.name != args[0] {
			continue
		}
		d, err := parseDesk(c, args[1:], stdout, stderr)
		if err != nil {
			return err
		}
		return c.run(ctx, d)
	}
	fmt.Fprintln(stderr, "station rules VERB [--bundle DIR] [--lang zh|en]")
	for _, c := range deskCommands() {
		fmt.Fprintf(stderr, "  %-8s %-58s %s\n", c.name, c.args, c.help)
	}
	return fmt.Errorf("%w: name a verb", errUsage)
}

func parseDesk(c deskCommand, args []string, stdout, stderr io.Writer) (*deskCall, error) {
	d := &deskCall{stdout: stdout, stderr: stderr}
	set := flag.NewFlagSet("rules "+c.name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&d.bundle, "bundle", "rules/bundle", "folder or archive of the rules")
	set.StringVar(&d.lang, "lang", "zh", "language: zh or en")
	set.StringVar(&d.area, "area", "", "area: tax, supply or employee")
	set.StringVar(&d.scope, "scope", "company", "what a new rule speaks of: company, presence, supplier or employee")
	set.StringVar(&d.file, "case", "", "file with the answers, as `station judge` reads it")
	set.StringVar(&d.laws, "laws", "", "folder of statutes, one Markdown file each")
	set.StringVar(&d.out, "out", "", "file to write")
	set.StringVar(&d.data, "data", "", "data of a stopped station with a private database")
	set.StringVar(&d.read, "read", "", "spreadsheet that was marked up")
	set.Int64Var(&d.revision, "revision", 0, "revision of the archive; it only ever grows")
	set.StringVar(&d.signKey, "sign", "", "PEM file of the private key")
	set.StringVar(&d.keyID, "key-id", "", "name of the key, kept in the signature")
	set.StringVar(&d.algorithm, "algorithm", "ES256", "ES256 or RS256")
	set.Func("trust", "ID=FILE: a public key that counts; may be given several times", func(s string) error {
		d.trust = append(d.trust, s)
		return nil
	})
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			return nil, errUsage
		}
		if args = set.Args(); len(args) > 0 {
			d.args, args = append(d.args, args[0]), args[1:]
		}
	}
	if d.lang != web.Chinese && d.lang != web.English {
		return nil, fmt.Errorf("%w: --lang %q: choose zh or en", errUsage, d.lang)
	}
	return d, nil
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
		return nil, fmt.Errorf("%w: %w; name the folder of the rules with --bundle", errUsage, err)
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
	fmt.Fprintf(d.stdout, "%s  %s\n", id, filepath.Join(d.bundle, "risk", d.args[0], d.args[1]+".rego"))
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
	for _, f := range faults {
		fmt.Fprintln(d.stdout, f)
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w; faults: %d", errFaults, len(faults))
	}
	e, err := rules.LoadFiles(files)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "%d rules, no fault\n", len(e.Rules()))
	return nil
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
	e, err := d.engine()
	if err != nil {
		return err
	}
	return desk.List(d.stdout, e, d.area, d.lang)
}

func deskExplain(ctx context.Context, d *deskCall) error {
	if err := d.want(1, "a rule's id, and --case FILE"); err != nil {
		return err
	}
	e, err := d.engine()
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
