package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/web"
)

// errCitation says that a rule cites an article which the law that is held does not have.
var errCitation = errors.New("an article is missing from an edition that is held")

func deskCite(_ context.Context, d *deskCall) error {
	if d.laws == "" {
		return fmt.Errorf("%w: --laws names the folder of the statutes", errUsage)
	}
	id := strings.Join(d.args, " ")
	e, err := d.finished()
	if err != nil {
		return err
	}
	if _, known := e.Rule(id); id != "" && !known {
		return fmt.Errorf("%w: no rule %s: `station rules list` names them", errUsage, id)
	}
	statutes, err := desk.ReadStatutes(os.DirFS(d.laws))
	if err != nil {
		return err
	}
	missing, err := desk.WriteCited(d.stdout, desk.Cite(e, statutes, id), d.lang)
	if err == nil && missing {
		err = errCitation
	}
	return err
}

func (d *deskCall) key() (*rules.SigningKey, error) {
	if d.signKey == "" {
		return nil, nil
	}
	text, err := os.ReadFile(d.signKey)
	if err != nil {
		return nil, fmt.Errorf("%w: --sign: %w", errUsage, err)
	}
	if d.keyID == "" {
		return nil, fmt.Errorf("%w: --key-id names the key", errUsage)
	}
	return &rules.SigningKey{ID: d.keyID, Key: string(text), Algorithm: d.algorithm}, nil
}

// pack writes the archive of a folder or another archive.
func (d *deskCall) pack(place string) error {
	if d.out == "" {
		return fmt.Errorf("%w: --out names the file to write", errUsage)
	}
	files, err := d.files(place)
	if err != nil {
		return err
	}
	key, err := d.key()
	if err != nil {
		return err
	}
	archive, err := rules.Pack(files, d.revision, key)
	if err != nil {
		return err
	}
	if err := os.WriteFile(d.out, archive, 0o644); err != nil {
		return err
	}
	return d.describe(archive)
}

func (d *deskCall) describe(archive []byte) error {
	files, err := rules.Unpack(archive, nil)
	if err != nil {
		return err
	}
	e, err := rules.LoadFiles(files)
	if err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "revision %s  %d rules  digest %s  %d kB\n", e.Revision, len(e.Rules()), e.Digest, len(archive)>>10)
	return nil
}

func deskBuild(_ context.Context, d *deskCall) error { return d.pack(d.bundle) }

func deskSign(_ context.Context, d *deskCall) error {
	if err := d.want(1, "an archive, --sign KEY.pem, --key-id ID and --out FILE"); err != nil {
		return err
	}
	if d.signKey == "" {
		return fmt.Errorf("%w: --sign names the private key", errUsage)
	}
	return d.pack(d.args[0])
}

func deskVerify(_ context.Context, d *deskCall) error {
	if err := d.want(1, "an archive and --trust ID=KEY.pem"); err != nil {
		return err
	}
	archive, err := os.ReadFile(d.args[0])
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	trusted, err := readTrusted(d.trust, d.algorithm)
	if err != nil {
		return err
	}
	if _, err := rules.Unpack(archive, trusted); err != nil {
		return err
	}
	return d.describe(archive)
}

// readTrusted reads public keys given as ID=FILE.
func readTrusted(given []string, algorithm string) (map[string]rules.PublicKey, error) {
	out := map[string]rules.PublicKey{}
	for _, one := range given {
		id, file, ok := strings.Cut(one, "=")
		if !ok || id == "" {
			return nil, fmt.Errorf("%w: %q: a trusted key is given as ID=FILE", errUsage, one)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errUsage, err)
		}
		out[id] = rules.PublicKey{Key: string(text), Algorithm: algorithm}
	}
	return out, nil
}

func deskDiff(_ context.Context, d *deskCall) error {
	if err := d.want(2, "two folders or archives"); err != nil {
		return err
	}
	before, err := d.files(d.args[0])
	if err != nil {
		return err
	}
	after, err := d.files(d.args[1])
	if err != nil {
		return err
	}
	changes, err := desk.Diff(before, after)
	if err != nil {
		return err
	}
	words, err := web.LoadWords()
	if err != nil {
		return err
	}
	for _, c := range changes {
		fmt.Fprintf(d.stdout, "%s  %s\n", c.About, words.T(d.lang, c.Say))
		d.sides(c)
	}
	fmt.Fprintln(d.stdout, words.T(d.lang, station.Say("diff.count", "n", len(changes))))
	return nil
}

// sides shows what was and what is, each line under its mark.
func (d *deskCall) sides(c desk.Change) {
	for _, side := range []struct{ mark, text string }{{"-", c.Before}, {"+", c.After}} {
		for _, line := range strings.Split(side.text, "\n") {
			if line != "" {
				fmt.Fprintf(d.stdout, "    %s %s\n", side.mark, line)
			}
		}
	}
}
