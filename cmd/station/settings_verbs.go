package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// errUnfit says that the settings would not start a station.
var errUnfit = errors.New("the settings do not fit")

// runConfig prints or checks the settings of the environment.
func runConfig(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] != "print" && args[0] != "check" {
		fmt.Fprintln(stderr, "station config print [--lang zh|en]   every setting: what it is for, its value, what holds without it\nstation config check                    try them: files, keys, addresses, database; status 1 when something does not fit")
		return errUsage
	}
	set := flag.NewFlagSet("config "+args[0], flag.ContinueOnError)
	set.SetOutput(stderr)
	lang := set.String("lang", "en", "language of the words: zh or en")
	if err := set.Parse(args[1:]); err != nil || set.NArg() > 0 || (*lang != "zh" && *lang != "en") {
		return errUsage
	}
	if args[0] == "print" {
		printSettings(os.Getenv, *lang, stdout)
		return nil
	}
	return checkSettings(ctx, os.Getenv, stdout)
}

func printSettings(getenv func(string) string, lang string, out io.Writer) {
	for _, s := range settings() {
		words, without := s.en, "without it: "
		if lang == "zh" {
			words, without = s.zh, "不设时："
		}
		fmt.Fprintf(out, "%s\n    %s\n", s.name, words)
		if value := s.shown(getenv(s.name)); value != "" {
			fmt.Fprintf(out, "    = %s\n", value)
		} else {
			fmt.Fprintf(out, "    %s%s\n", without, s.otherwise)
		}
	}
}

// checking gathers what a check found.
type checking struct {
	out io.Writer
	bad int
}

func (k *checking) say(word, name, text string) {
	fmt.Fprintf(k.out, "%-5s %-26s %s\n", word, name, text)
}

// try tells whether something fits, and why not.
func (k *checking) try(name string, err error, well string) bool {
	if err != nil {
		k.bad++
		k.say("FAIL", name, err.Error())
		return false
	}
	k.say("ok", name, well)
	return true
}

func checkSettings(ctx context.Context, getenv func(string) string, out io.Writer) error {
	k := &checking{out: out}
	c, err := readConfig(getenv)
	if !k.try("environment", err, "can be read") {
		return errUnfit
	}
	unknownSettings(k, os.Environ())
	k.reach(c)
	_, _, err = loadSite(c)
	k.try("STATION_SITE", err, "names the first station and holds its tables")
	if book, err := newRulebook(getenv, nil); k.try("STATION_RULES_KEYS", err, "can be read") {
		_, err = book.first(ctx)
		k.try("STATION_RULES", err, "pass every check")
	}
	k.keys(c, getenv)
	k.writable("STATION_DATA", c.Data)
	k.writable("STATION_ANCHORS", c.anchorsDir())
	k.files(ctx, c, getenv)
	k.database(ctx, c)
	k.model(ctx, c)
	if k.bad > 0 {
		return fmt.Errorf("%w: %d of them", errUnfit, k.bad)
	}
	return nil
}

// unknownSettings finds names that look like ours and are none: a slip of the pen is no setting.
func unknownSettings(k *checking, environ []string) {
	known := map[string]bool{}
	for _, s := range settings() {
		known[s.name] = true
	}
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "STATION_") && !known[name] && !strings.HasPrefix(name, "STATION_TEST_") {
			k.say("warn", name, "is no setting of this program; `station config print` lists them")
		}
	}
}

// reach looks at who can reach the station, and how.
func (k *checking) reach(c config) {
	if _, _, err := net.SplitHostPort(c.Listen); !k.try("STATION_LISTEN", err, c.Listen) {
		return
	}
	switch {
	case strings.HasPrefix(c.PublicURL, "https://"):
		k.say("ok", "STATION_PUBLIC_URL", c.PublicURL)
	case c.PublicURL == "" && loopback(c.Listen):
		k.say("ok", "STATION_PUBLIC_URL", "none: plain http on this machine only")
	default:
		k.say("warn", "STATION_PUBLIC_URL", "is not https://…: cookies and links go over plain http")
	}
	if c.StaffFactor != "required" {
		k.say("warn", "STATION_STAFF_FACTOR", "offered: the staff may work without a second factor")
	}
	if !c.Passwords.Kinds {
		k.say("warn", "STATION_PASSWORD_COMPLEXITY", "off: GB/T 22239 asks for several kinds of characters")
	}
	if c.Passwords.MaxAge == 0 {
		k.say("warn", "STATION_PASSWORD_MAX_AGE", "0: GB/T 22239 asks for a change from time to time")
	}
}

func (k *checking) keys(c config, getenv func(string) string) {
	if text := getenv("STATION_MASTER_KEYS"); text != "" {
		_, err := seal.ParseMasters([]byte(strings.ReplaceAll(text, ";", "\n")))
		k.try("STATION_MASTER_KEYS", err, "can be read")
		return
	}
	text, err := os.ReadFile(c.keyFile())
	if errors.Is(err, os.ErrNotExist) {
		k.say("ok", "STATION_MASTER_KEYS_FILE", "none yet: made at the first start of a new database")
		return
	}
	if err == nil {
		_, err = seal.ParseMasters(text)
	}
	k.try("STATION_MASTER_KEYS_FILE", err, "can be read; `station keys check` looks closer")
}

// writable tells whether a folder, or the first one above it that exists, can be written.
func (k *checking) writable(name, dir string) {
	for {
		info, err := os.Stat(dir)
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is no folder", dir)
		}
		if errors.Is(err, os.ErrNotExist) && filepath.Dir(dir) != dir {
			dir = filepath.Dir(dir)
			continue
		}
		if err == nil {
			var probe *os.File
			if probe, err = os.CreateTemp(dir, ".station-check-*"); err == nil {
				err = errors.Join(probe.Close(), os.Remove(probe.Name()))
			}
		}
		k.try(name, err, "can be written")
		return
	}
}

func (k *checking) files(ctx context.Context, c config, getenv func(string) string) {
	conf, err := readFileConfig(getenv, c.Data)
	if !k.try("STATION_FILES", err, "can be read") {
		return
	}
	if conf.Folder != "" {
		k.writable("STATION_FILES", conf.Folder)
	} else if _, end, err := conf.openShelf(ctx); k.try("STATION_FILES", err, "the bucket answers") {
		end()
	}
	if conf.Clamd == nil {
		k.say("warn", "STATION_CLAMD", "none: nobody looks for viruses")
		return
	}
	k.try("STATION_CLAMD", conf.Clamd.Ping(ctx), "answers")
}

// modelTime is how long the model may take to answer one short question.
const modelTime = 30 * time.Second

// model asks the model one short question.
func (k *checking) model(ctx context.Context, c config) {
	if c.LLMBase == "" {
		k.say("ok", "STATION_LLM_BASE_URL", "none: the assistant quotes the report")
		return
	}
	a, err := advisor.New(advisor.Options{BaseURL: c.LLMBase, Model: c.LLMModel, APIKey: c.LLMKey, Clock: time.Now})
	if err != nil {
		k.try("STATION_LLM_BASE_URL", err, "")
		return
	}
	defer a.Close()
	ctx, cancel := context.WithTimeout(ctx, modelTime)
	defer cancel()
	got := a.Probe(ctx)
	if got.Why != "" {
		err = fmt.Errorf("the model does not answer: %s (%s)", got.Why, got.Detail)
	}
	k.try("STATION_LLM_BASE_URL", err, fmt.Sprintf("%s answers, its first word after %d ms", got.Model, got.First.Milliseconds()))
}

func (k *checking) database(ctx context.Context, c config) {
	if c.Database == "" {
		k.say("ok", "STATION_DATABASE_URL", "none: a private cluster under STATION_DATA")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	open := func(name, url string) {
		db, err := pg.Open(ctx, url, pg.Options{MaxConns: 1, Name: "station check"})
		if k.try(name, err, "answers, as a role that the rows are closed to") {
			db.Close()
		}
	}
	open("STATION_DATABASE_URL", c.Database)
	if c.Migrate == "" {
		k.try("migrations", migrations.Check(ctx, c.Database), "the database is at this version")
	} else {
		k.say("ok", "STATION_MIGRATE_URL", "set: the database is migrated at the start")
	}
	if c.Worker == "" {
		k.say("warn", "STATION_WORKER_URL", "none: no background work on this node")
		return
	}
	open("STATION_WORKER_URL", c.Worker)
	if c.Builder == "" {
		k.say("warn", "STATION_BUILDER_URL", "none: no releases of aggregate risk are built on this node")
		return
	}
	open("STATION_BUILDER_URL", c.Builder)
}
