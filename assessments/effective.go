package assessments

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/rules"
)

// Effective is what a kept document would have scored if experts' judgement of some findings stood in the place of the engine's. The
// document itself never changes.
type Effective struct {
	Known bool                // the rules by which it was judged are at hand, and judge its answers as they did then
	Score station.Score       // with the judgement of the experts
	Areas map[string]AreaPart // area → what is counted in it then
}

// Effective judges the answers of a kept profile once more by the rules of its own revision, with other severities of some findings, by
// their keys; the empty severity dismisses one. Where those rules are not at hand, or do not come to what was kept, Known is false.
// Fault: NotFound for a profile that there is not.
func (r *Room) Effective(ctx context.Context, scope accounts.Scope, id ProfileID, severities map[string]station.Severity) (Effective, error) {
	kept, err := r.Profile(ctx, scope, id)
	if err != nil {
		return Effective{}, err
	}
	return r.EffectiveOf(ctx, kept, severities)
}

// EffectiveOf is Effective for a profile that was read already. What came out is remembered: a company with thousands of employees is judged for
// seconds, and pages ask again and again. A document never changes, and nothing of what is remembered names anybody.
func (r *Room) EffectiveOf(ctx context.Context, kept *Profile, severities map[string]station.Severity) (Effective, error) {
	key := effectKey(kept.Digest, severities)
	if out, ok := r.effects.get(key); ok {
		return out, nil
	}
	e, err := r.rulesOf(ctx, kept.Document.Digest)
	if errors.Is(err, ErrNoRelease) || errors.Is(err, ErrUnloadable) {
		return Effective{}, nil
	}
	if err != nil {
		return Effective{}, err
	}
	out, err := effective(ctx, e, &kept.Document, severities)
	if err == nil && out.Known {
		r.effects.put(key, out)
	}
	return out, err
}

// mostEffects is how many results are remembered; then all are forgotten.
const mostEffects = 2000

// effects remembers what came of judging kept profiles once more.
type effects struct {
	mu   sync.Mutex
	kept map[[sha256.Size]byte]Effective
}

// effectKey names a document and what was overruled in it.
func effectKey(digest string, severities map[string]station.Severity) [sha256.Size]byte {
	text := digest
	for _, finding := range slices.Sorted(maps.Keys(severities)) {
		text += "\x00" + finding + "\x00" + string(severities[finding])
	}
	return sha256.Sum256([]byte(text))
}

func (m *effects) get(key [sha256.Size]byte) (Effective, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out, ok := m.kept[key]
	return out, ok
}

func (m *effects) put(key [sha256.Size]byte, out Effective) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= mostEffects {
		m.kept = map[[sha256.Size]byte]Effective{}
	}
	m.kept[key] = out
}

func effective(ctx context.Context, e *rules.Engine, d *Document, severities map[string]station.Severity) (out Effective, err error) {
	c, areas, err := d.caseOf()
	if err != nil {
		return out, err
	}
	j, err := e.Judge(ctx, c, rules.Options{Areas: areas, Sheet: d.Sheet})
	if err != nil {
		return out, fmt.Errorf("judge a kept profile: %w", err)
	}
	was, err := canonical(d.Score)
	if err != nil {
		return out, err
	}
	if now, err := canonical(j.Score); err != nil || now != was {
		return out, err
	}
	with := e.Overruled(j, severities)
	out = Effective{Known: true, Score: with.Score, Areas: map[string]AreaPart{}}
	for _, area := range with.Areas {
		out.Areas[string(area)] = areaPart(e, with, area)
	}
	return out, nil
}
