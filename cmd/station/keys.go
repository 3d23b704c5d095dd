package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/seal"
)

// keyCommand is one verb of `station keys`.
type keyCommand struct {
	name, args, help string
	run              func(ctx context.Context, k *keyCall) error
}

func keyCommands() []keyCommand {
	return []keyCommand{
		{"list", "", "a line for each master key; never the key itself", keysList},
		{"new", "[--suite intl|gm]", "make the key file with a first key, or add a key that waits to be activated", keysNew},
		{"rotate", "[ID] [--suite intl|gm]", "make another key, or the one named, the active one; the older ones stay, to open", keysRotate},
		{"rewrap", "[--data DIR]", "wrap the data keys that hang on an older master key by the active one, and tell on which ones keys hang", keysRewrap},
		{"renew", "[ID] [--data DIR]", "give every company and station, or the one named, a new data key; the older ones stay, to open", keysRenew},
		{"check", "", "tell whether the key file is closed to others, whole, and does its work on this machine", keysCheck},
	}
}

// keyCall is one call of a verb.
type keyCall struct {
	stdout io.Writer
	stderr io.Writer
	args   []string
	c      config
	chosen bool // --file was given, so it counts before STATION_MASTER_KEYS
}

// runKeys is the desk of the operator who looks after the master keys.
func runKeys(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	for _, c := range keyCommands() {
		if len(args) == 0 || c.name != args[0] {
			continue
		}
		k, err := parseKeys(c, args[1:], stdout, stderr)
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		if err != nil {
			return err
		}
		return c.run(ctx, k)
	}
	fmt.Fprintln(stderr, "station keys VERB [--file FILE]; the master keys that wrap the keys of the companies' data")
	for _, c := range keyCommands() {
		fmt.Fprintf(stderr, "  %-7s %-22s %s\n", c.name, c.args, c.help)
	}
	fmt.Fprintln(stderr, "Keep a copy of the key file apart from the copies of the database: without it the data are lost.")
	return fmt.Errorf("%w: name a verb", errUsage)
}

func parseKeys(c keyCommand, args []string, stdout, stderr io.Writer) (*keyCall, error) {
	conf, err := readConfig(os.Getenv)
	if err != nil {
		return nil, err
	}
	k := &keyCall{stdout: stdout, stderr: stderr, c: conf}
	set := flag.NewFlagSet("keys "+c.name, flag.ContinueOnError)
	set.SetOutput(stderr)
	set.Usage = func() {
		fmt.Fprintf(stderr, "station keys %s %s\n  %s\n", c.name, c.args, c.help)
		set.PrintDefaults()
	}
	set.StringVar(&k.c.KeyFile, "file", conf.KeyFile, "the key `FILE`, of mode 0600")
	set.Func("suite", "intl (AES-256-GCM) or gm (SM4-GCM); STATION_SEAL_SUITE if not given", func(name string) (err error) {
		k.c.Suite, err = seal.ParseSuite(name)
		return err
	})
	if strings.Contains(c.args, "--data") {
		set.StringVar(&k.c.Data, "data", conf.Data, "data of a stopped station with a private database; else STATION_WORKER_URL")
	}
	for len(args) > 0 {
		if err := set.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		if args = set.Args(); len(args) > 0 {
			k.args, args = append(k.args, args[0]), args[1:]
		}
	}
	if most := strings.Count(c.args, "[ID]"); len(k.args) > most {
		return nil, fmt.Errorf("%w: %q is too much", errUsage, k.args[most])
	}
	set.Visit(func(f *flag.Flag) { k.chosen = k.chosen || f.Name == "file" })
	return k, nil
}

// masters reads the keys, and tells where they came from.
func (k *keyCall) masters() (*seal.LocalMasters, string, error) { return readMasters(k.c, k.chosen) }

func (k *keyCall) fromEnvironment() bool {
	return !k.chosen && os.Getenv("STATION_MASTER_KEYS") != ""
}

// file refuses to change keys that the environment holds.
func (k *keyCall) file() error {
	if k.fromEnvironment() {
		return fmt.Errorf("%w: the keys come from STATION_MASTER_KEYS; change them there, or name a key file with --file", errUsage)
	}
	return nil
}

func keysList(_ context.Context, k *keyCall) error {
	l, from, err := k.masters()
	if err != nil {
		return err
	}
	defer l.Close()
	fmt.Fprintln(k.stdout, from)
	for _, key := range l.List() {
		fmt.Fprintln(k.stdout, "  "+keyLine(key))
	}
	return nil
}

// keyLine tells of a key; the check value is the same in every copy of it.
func keyLine(key seal.MasterInfo) string {
	state := "kept"
	if key.Active {
		state = "active"
	}
	return fmt.Sprintf("%-20s %-5s made %s  check %s  %s", key.ID, key.Suite, key.Made, key.Check, state)
}

func keysNew(_ context.Context, k *keyCall) error {
	if err := k.file(); err != nil {
		return err
	}
	l, err := seal.CreateMasters(k.c.keyFile(), k.c.Suite, time.Now())
	if err == nil {
		defer l.Close()
		fmt.Fprintf(k.stdout, "%s, made\n  %s\nKeep a copy of this file apart from the copies of the database: without it the data are lost.\n", k.c.keyFile(), keyLine(l.List()[0]))
		return nil
	}
	if !errors.Is(err, seal.ErrKeyFileExists) {
		return err
	}
	var id seal.MasterID
	err = seal.ChangeMasters(k.c.keyFile(), func(l *seal.LocalMasters) (err error) {
		id, err = l.Add(k.c.Suite, time.Now())
		return err
	})
	if err == nil {
		fmt.Fprintf(k.stdout, "%s was added. Bring the file to every node, then: station keys rotate %s\n", id, id)
	}
	return err
}

func keysRotate(_ context.Context, k *keyCall) error {
	if err := k.file(); err != nil {
		return err
	}
	var id seal.MasterID
	err := seal.ChangeMasters(k.c.keyFile(), func(l *seal.LocalMasters) (err error) {
		if len(k.args) == 1 {
			id = seal.MasterID(k.args[0])
		} else if id, err = l.Add(k.c.Suite, time.Now()); err != nil {
			return err
		}
		return l.Activate(id)
	})
	if errors.Is(err, seal.ErrNoMaster) {
		return fmt.Errorf("%w: there is no master key %q; `station keys list` names them", errUsage, id)
	}
	if err == nil {
		fmt.Fprintf(k.stdout, "%s is active once the station is started anew. The older keys stay in the file: what they wrapped opens with them only.\n", id)
	}
	return err
}

// errKeys says that something about the keys is wrong; what, was said before.
var errKeys = errors.New("the master keys do not do their work")

func keysCheck(ctx context.Context, k *keyCall) error {
	l, from, err := k.masters()
	if err != nil {
		return err
	}
	defer l.Close()
	fmt.Fprintln(k.stdout, from)
	wrong := false
	for _, key := range l.List() {
		said := "works"
		if err := rehearse(ctx, l, key.ID); err != nil {
			said, wrong = err.Error(), true
		}
		fmt.Fprintf(k.stdout, "  %s: %s\n", keyLine(key), said)
		if key.Active && key.Suite != k.c.Suite {
			fmt.Fprintf(k.stdout, "note: data are sealed by %s, their keys are wrapped by %s; `station keys rotate --suite %s` changes that\n", k.c.Suite, key.Suite, k.c.Suite)
		}
	}
	ring, err := seal.NewKeyring(ctx, seal.Options{Masters: l, Suite: k.c.Suite, Now: time.Now})
	if err != nil {
		fmt.Fprintln(k.stdout, err)
		return errKeys
	}
	ring.Close()
	if rel, err := filepath.Rel(k.c.Data, k.c.keyFile()); !k.fromEnvironment() && err == nil && filepath.IsLocal(rel) {
		fmt.Fprintln(k.stdout, "note: the keys lie beside the data that they open; outside of a demo keep them elsewhere, with STATION_MASTER_KEYS_FILE")
	}
	if wrong {
		return errKeys
	}
	return nil
}

// rehearse wraps something random and opens it again.
func rehearse(ctx context.Context, l *seal.LocalMasters, id seal.MasterID) error {
	secret := make([]byte, 32)
	rand.Read(secret)
	wrapped, err := l.Wrap(ctx, id, secret, []byte("rehearsal"))
	if err != nil {
		return err
	}
	opened, err := l.Unwrap(ctx, id, wrapped, []byte("rehearsal"))
	if err == nil && !bytes.Equal(opened, secret) {
		err = errors.New("it opens to something else")
	}
	return err
}
