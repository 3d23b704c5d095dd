package files

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/seal"
)

// said is what an actor said of one file.
type said struct {
	content                 int
	kept, deleting, deleted bool
	with                    ID // the file that came with it; zero = none
}

type ledger map[ID]*said

// hear runs an actor until it ends or is killed after a while, and writes down what it says.
func (l ledger) hear(t *testing.T, p part, killAfter time.Duration) (steps int) {
	t.Helper()
	text := must[[]byte](t)(json.Marshal(p))
	cmd := exec.Command(must[string](t)(testBinary()))
	cmd.Env = append(os.Environ(), actorVariable+"="+string(text))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out := must[interface {
		Read([]byte) (int, error)
		Close() error
	}](t)(cmd.StdoutPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first && killAfter > 0 {
			time.AfterFunc(killAfter, func() { _ = cmd.Process.Kill() })
		}
		word, rest, _ := strings.Cut(lines.Text(), " ")
		name, number, _ := strings.Cut(rest, " ")
		id := actorID(name)
		if word == "put" {
			l[id] = &said{}
			_, _ = fmt.Sscan(number, &l[id].content)
			continue
		}
		if word == "with" {
			l[id].with = actorID(number)
			continue
		}
		if word == "steps" {
			_, _ = fmt.Sscan(rest, &steps)
			continue
		}
		if l[id] == nil {
			t.Fatalf("an actor says %q\n%s", lines.Text(), &errs)
		}
		switch word {
		case "kept":
			l[id].kept = true
		case "delete", "wipe":
			l[id].deleting = true
		case "deleted", "wiped":
			l[id].deleted = true
		}
	}
	_ = cmd.Wait()
	return steps
}

// holds compares what is there with what was said: what was acknowledged is there, with its content; what was deleted is not; what was
// only begun is either whole or not there.
func (l ledger) holds(t *testing.T, h *house, who station.Tenant) {
	t.Helper()
	for id, s := range l {
		body, err := h.open(who, id)
		there := err == nil && bytes.Equal(body, letter(s.content))
		f, _ := station.AsFault(err)
		gone := f != nil && f.Kind == station.NotFound
		switch {
		case !there && !gone:
			t.Errorf("%x is neither there nor gone: %v", id, err)
		case s.kept && !s.deleting && !there:
			t.Errorf("%x was acknowledged and is gone: %v", id, err)
		case s.deleted && there:
			t.Errorf("%x was deleted and is there", id)
		}
		if other := l[s.with]; other != nil && !s.deleting && !other.deleting {
			if _, err := h.open(who, s.with); isNotFound(err) == there {
				t.Errorf("of two files that came together one is there: %x %x", id, s.with)
			}
		}
	}
}

// repeat does once more what was not acknowledged, under the same ids, as whoever lost the answer would.
func (l ledger) repeat(t *testing.T, h *house, who station.Tenant) {
	t.Helper()
	for id, s := range l {
		if s.deleting {
			if err := h.Delete(ctx, who, id, nil); err != nil && !isNotFound(err) {
				t.Error(err)
			}
			s.deleted = true
			continue
		}
		if !s.kept {
			if _, err := h.Put(ctx, who, Upload{ID: id, Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(s.content)), nil); err != nil {
				t.Errorf("%x once more: %v", id, err)
			}
			s.kept = true
		}
	}
}

func isNotFound(err error) bool {
	f, ok := station.AsFault(err)
	return ok && f.Kind == station.NotFound
}

// stage is a house and the part that an actor plays in it.
func stage(t *testing.T, s3 bool) (*house, part) {
	t.Helper()
	p := part{Company: 1}
	var shelf ListedShelf
	if s3 {
		p.S3 = s3Options(t)
		shelf = openS3(t, p.S3)
	} else {
		p.Disk = filepath.Join(t.TempDir(), "files")
		d := must[*Disk](t)(OpenDisk(p.Disk))
		t.Cleanup(func() { _ = d.Close() })
		shelf = d
	}
	h := houseOver(t, shelf, seal.Intl, plenty)
	p.App, p.Worker, p.Keys = h.urls.App, h.urls.Worker, filepath.Dir(h.ring.file)
	return h, p
}

func stages(t *testing.T, f func(t *testing.T, h *house, p part)) {
	t.Helper()
	for name, s3 := range map[string]bool{"disk": false, "S3": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, p := stage(t, s3)
			f(t, h, p)
		})
	}
}

// TestACrashAtAnyStepLosesAndLeavesNothing lets a process kill itself at each step of a play, from before the first byte to after the
// last row is gone.
func TestACrashAtAnyStepLosesAndLeavesNothing(t *testing.T) {
	t.Parallel()
	stages(t, func(t *testing.T, h *house, p part) {
		p.DieAt = -1
		all := ledger{}
		steps := all.hear(t, p, 0)
		if steps < 20 || len(all) != 6 {
			t.Fatalf("the play has %d steps and %d files", steps, len(all))
		}
		for at := 1; at <= steps; at++ {
			p.DieAt, p.Company = int64(at), byte(at+1)
			who := station.Tenant{Company: station.CompanyID{p.Company, 15: 1}}
			l := ledger{}
			if l.hear(t, p, 0) != 0 {
				t.Errorf("step %d was not the last", at)
			}
			l.holds(t, h, who)
			l.repeat(t, h, who)
			h.sweepAt(time.Now().Add(48*time.Hour), time.Hour)
			l.holds(t, h, who)
			h.sound()
			if t.Failed() {
				t.Fatalf("after a crash at step %d", at)
			}
			if err := h.DeleteAll(ctx, who, nil); err != nil {
				t.Error(err)
			}
		}
		if left := h.lying(); len(left) != 0 {
			t.Error(left)
		}
		t.Logf("%d steps", steps)
	})
}

// TestKillsAtRandomLoseAndLeaveNothing kills a process that uploads, deletes and sweeps from many sides, again and again.
func TestKillsAtRandomLoseAndLeaveNothing(t *testing.T) {
	t.Parallel()
	stages(t, func(t *testing.T, h *house, p part) {
		kills := 10
		if os.Getenv("STATION_SOAK") != "" {
			kills = 500
		}
		who := station.Tenant{Company: station.CompanyID{p.Company, 15: 1}}
		random := rand.New(rand.NewPCG(uint64(kills), 7))
		all := ledger{}
		for range kills {
			p.Seed = random.Uint64()
			l := ledger{}
			l.hear(t, p, time.Duration(20+random.IntN(250))*time.Millisecond)
			l.holds(t, h, who)
			l.repeat(t, h, who)
			for id, s := range l {
				all[id] = s
			}
		}
		h.sweepAt(time.Now().Add(48*time.Hour), time.Hour)
		all.holds(t, h, who)
		h.sound()
		if n := len(h.lying()); n > 5 {
			t.Errorf("%d objects for five contents", n)
		}
		if len(all) < kills {
			t.Errorf("only %d uploads in %d kills", len(all), kills)
		}
		t.Logf("%d kills, %d uploads", kills, len(all))
	})
}

// plenty is a quota for the long versions.
func plenty(o *Options) { o.Company = Quota{Files: 1 << 30, Bytes: 1 << 50} }
