package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/web"
)

// rulebookEvery is how often a node looks whether other rules were put in place.
const rulebookEvery = 5 * time.Second

// rulebook is where a station takes its rules from: the archive that the operator names, or the
// built-in ones. An archive counts only if a trusted key signed it, if it passes every check and
// test, and if it is not older than the rules in force, unless that is asked for.
type rulebook struct {
	path       string
	trusted    map[string]rules.PublicKey
	allowOlder bool
	log        *slog.Logger

	seen   string // of the file: when it was changed and how large it is
	looked string // digest of the release that was looked at last, whether it was taken up or refused
}

// releases is where releases are kept that were approved on a page.
type releases interface {
	Engine() *rules.Engine
	Adopt(*rules.Engine)
	ReleaseInForce(ctx context.Context, have string) (digest string, archive []byte, err error)
}

// newRulebook reads what the environment says of rules.
func newRulebook(getenv func(string) string, log *slog.Logger) (*rulebook, error) {
	b := &rulebook{path: getenv("STATION_RULES"), allowOlder: getenv("STATION_RULES_OLDER") == "allow", log: log}
	keys := getenv("STATION_RULES_KEYS")
	if b.path == "" && keys == "" {
		return b, nil
	}
	if keys == "" {
		return nil, fmt.Errorf("%w: STATION_RULES names an archive, so STATION_RULES_KEYS names the keys that may sign it, as ID=FILE,ID=FILE", errUsage)
	}
	var err error
	b.trusted, err = readTrusted(strings.Split(keys, ","), "ES256")
	return b, err
}

// first gives the rules that a station starts with.
func (b *rulebook) first(ctx context.Context) (*rules.Engine, error) {
	builtIn, err := rules.Load(rules.Bundle())
	if err != nil || b.path == "" {
		return builtIn, err
	}
	b.seen = b.stamp()
	e, err := b.read(ctx, builtIn)
	if err != nil {
		return nil, fmt.Errorf("STATION_RULES: %w", err)
	}
	return e, nil
}

// read opens the archive and holds it to everything that it must be.
func (b *rulebook) read(ctx context.Context, inForce *rules.Engine) (*rules.Engine, error) {
	archive, err := os.ReadFile(b.path)
	if err != nil {
		return nil, err
	}
	e, files, err := b.open(archive)
	if err != nil {
		return nil, err
	}
	if e.RevisionNumber() < inForce.RevisionNumber() && !b.allowOlder {
		return nil, fmt.Errorf("%w: revision %s, in force is %s; STATION_RULES_OLDER=allow takes it all the same", rules.ErrOlder, e.Revision, inForce.Revision)
	}
	if e.RevisionNumber() >= inForce.RevisionNumber() {
		if err := desk.Moved(inForce, e); err != nil {
			return nil, fmt.Errorf("%w: %w", errFaults, err)
		}
	}
	return e, fit(ctx, files)
}

// open unpacks an archive that a trusted key signed.
func (b *rulebook) open(archive []byte) (*rules.Engine, rules.Files, error) {
	files, err := rules.Unpack(archive, b.trusted)
	if err != nil {
		return nil, nil, err
	}
	e, err := rules.LoadFiles(files)
	return e, files, err
}

// fit holds a bundle to every check and test.
func fit(ctx context.Context, files rules.Files) error {
	if faults := checked(ctx, files); len(faults) > 0 {
		return fmt.Errorf("%w: %w", errFaults, faults)
	}
	return nil
}

// checked finds what is wrong with a bundle, the columns of its lists included, which the desk leaves to
// those who read spreadsheets.
func checked(ctx context.Context, files rules.Files) desk.Faults {
	faults := desk.Check(ctx, files)
	if e, err := rules.LoadFiles(files); err == nil {
		if _, err := web.Columns(e); err != nil {
			faults = append(faults, desk.FaultsOf(err)...)
		}
	}
	return faults
}

// Open gives the rules of an archive that was handed in, held to everything that a release must be.
func (b *rulebook) Open(ctx context.Context, archive []byte) (*rules.Engine, rules.Files, error) {
	e, files, err := b.open(archive)
	if err == nil {
		err = fit(ctx, files)
	}
	return e, files, err
}

// onPages tells whether rules are released on pages: where keys are trusted and no file governs.
func (b *rulebook) onPages() bool { return b.path == "" && b.trusted != nil }

// forPages is the rulebook for the pages, nil where rules are not released on them.
func (b *rulebook) forPages() web.Rulebook {
	if !b.onPages() {
		return nil
	}
	return b
}

// lookAtReleases takes up the release that is in force now, also an earlier one that was approved
// again. One that cannot be taken up is refused once; the rules in force go on.
func (b *rulebook) lookAtReleases(ctx context.Context, from releases) {
	have := from.Engine()
	digest, archive, err := from.ReleaseInForce(ctx, cmp.Or(b.looked, have.Digest))
	if err != nil {
		b.log.Error("look for releases", "error", err)
		return
	}
	if archive == nil {
		return
	}
	e, _, err := b.Open(ctx, archive)
	if ctx.Err() != nil {
		return // the station stops
	}
	b.looked = digest
	if err != nil {
		b.log.Error("a release is refused, the rules in force go on", "error", err, "digest", digest, "in_force", have.Revision)
		return
	}
	from.Adopt(e)
	b.log.Info("other rules are in force", "revision", e.Revision, "digest", e.Digest, "before", have.Revision)
}

// stamp changes when the file does.
func (b *rulebook) stamp() string {
	info, err := os.Stat(b.path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// look takes up an archive that was put in place since, or says why not; the rules in force go on.
func (b *rulebook) look(ctx context.Context, inForce *rules.Engine, adopt func(*rules.Engine)) {
	now := b.stamp()
	if now == "" || now == b.seen {
		return
	}
	b.seen = now
	e, err := b.read(ctx, inForce)
	switch {
	case errors.Is(err, context.Canceled):
	case err != nil:
		b.log.Error("other rules are refused, those in force go on", "error", err, "in_force", inForce.Revision)
	case e.Digest != inForce.Digest:
		adopt(e)
		b.log.Info("other rules are in force", "revision", e.Revision, "digest", e.Digest, "before", inForce.Revision)
	}
}

// follow takes up what was released before, so that a node that starts judges by the rules of the
// others, and watches from then on.
func (b *rulebook) follow(ctx context.Context, from releases) {
	if b.onPages() {
		b.lookAtReleases(ctx, from)
	}
	go b.watch(ctx, from)
}

// watch looks again and again until the station stops.
func (b *rulebook) watch(ctx context.Context, from releases) {
	if b.path == "" && !b.onPages() {
		return
	}
	tick := time.NewTicker(rulebookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if b.onPages() {
				b.lookAtReleases(ctx, from)
			} else {
				b.look(ctx, from.Engine(), from.Adopt)
			}
		}
	}
}
