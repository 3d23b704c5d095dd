package assessments

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Time for one judgement, and how long somebody who has a deadline waits for it.
const (
	judgingTime = 60 * time.Second
	patience    = 2 * time.Second // less than the database waits for a lock
)

// ErrJudging says that the judgement is under way and that asking again in a moment finds it.
var ErrJudging = &station.Fault{Kind: station.Unavailable, Say: station.Say("check.being_judged")}

// flight is one judgement under way. There is one for a check at a time, whoever asks.
type flight struct {
	done chan struct{}
	made *cached
	err  error
}

// await waits for the judgement of a check: the one under way, or a new one. mine tells that it
// was begun for this want and so holds its answers.
func (r *Room) await(ctx context.Context, w *want) (made *cached, mine bool, err error) {
	f, mine := r.board(w)
	if _, bounded := ctx.Deadline(); bounded {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, patience)
		defer stop()
	}
	select {
	case <-f.done:
	case <-ctx.Done():
		return nil, mine, ErrJudging
	}
	if errors.Is(f.err, context.DeadlineExceeded) {
		return nil, mine, ErrJudging
	}
	return f.made, mine, f.err
}

// board joins the judgement of a check that is under way, or begins one. It has a time of its own
// and does not end with the request that began it.
func (r *Room) board(w *want) (f *flight, mine bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f = r.flights[w.key]; f != nil {
		return f, false
	}
	f = &flight{done: make(chan struct{})}
	r.flights[w.key] = f
	go func() {
		ctx, stop := context.WithTimeout(context.Background(), judgingTime)
		defer stop()
		defer func() {
			if bad := recover(); bad != nil {
				f.err = fmt.Errorf("judging came to grief: %v", bad)
			}
			r.mu.Lock()
			delete(r.flights, w.key)
			r.mu.Unlock()
			close(f.done)
		}()
		f.made, f.err = r.work(ctx, w)
	}()
	return f, true
}
