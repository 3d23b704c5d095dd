package assessments

import (
	"fmt"
	"slices"
	"sync"

	"github.com/zhuqi-yunzhan/station/rules"
)

// librarySize is how many bundles are kept loaded beside the one in force. Loading one takes half
// a second and makes hundreds of megabytes of garbage; keeping one takes some tens.
const librarySize = 3

// errOtherRules says that an archive holds other rules than its digest names.
var errOtherRules = fmt.Errorf("%w: the archive does not hold what was proposed", ErrUnloadable)

// library keeps bundles loaded by digest, the latest asked for first. A digest is made of all that
// the rules say, so that nothing in it grows stale.
type library struct {
	mu     sync.Mutex
	latest []*volume
}

type volume struct {
	digest string
	open   func() (*rules.Engine, error)
}

// get gives the engine of a digest; load makes it, once for all who ask at that moment. What cannot
// be loaded is not kept.
func (l *library) get(digest string, load func() (*rules.Engine, error)) (*rules.Engine, error) {
	v := l.take(digest, load)
	e, err := v.open()
	if err != nil {
		l.drop(v)
	}
	return e, err
}

func (l *library) take(digest string, load func() (*rules.Engine, error)) *volume {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := slices.IndexFunc(l.latest, func(v *volume) bool { return v.digest == digest })
	v := &volume{digest, sync.OnceValues(func() (*rules.Engine, error) {
		e, err := load()
		if err == nil && e.Digest != digest {
			err = errOtherRules
		}
		return e, err
	})}
	if at >= 0 {
		v = l.latest[at]
		l.latest = slices.Delete(l.latest, at, at+1)
	}
	l.latest = slices.Insert(l.latest, 0, v)
	l.latest = slices.Delete(l.latest, min(len(l.latest), librarySize), len(l.latest))
	return v
}

func (l *library) drop(v *volume) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.latest = slices.DeleteFunc(l.latest, func(other *volume) bool { return other == v })
}
