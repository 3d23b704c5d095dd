package files

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/seal"
)

// actorVariable tells a process of this test binary that it is one to be killed, and what it has to do.
const actorVariable = "STATION_FILES_ACTOR"

// part is what an actor plays: at random until it is killed, or a fixed play that it kills itself in the middle of.
type part struct {
	App, Worker string // of the database
	Keys        string // folder of the keys
	Disk        string // folder of the shelf; or
	S3          S3Options
	Company     byte
	Seed        uint64
	DieAt       int64 // which step is the last; 0 = at random, by somebody else's hand; -1 = none
}

func (p part) open() (ListedShelf, *Room, error) {
	sealer, err := newRingSealer(p.Keys, seal.Intl)
	if err != nil {
		return nil, nil, err
	}
	db, err := pg.Open(ctx, p.App, pg.Options{MaxConns: 6, Wait: 10 * time.Second})
	if err != nil {
		return nil, nil, err
	}
	var shelf ListedShelf
	if p.Disk != "" {
		d, err := OpenDisk(p.Disk)
		if err != nil {
			return nil, nil, err
		}
		plain := d.create
		d.create = func(name string) (sink, error) {
			step()
			f, err := plain(name)
			return &steppedSink{f}, err
		}
		shelf = d
	} else if shelf, err = OpenS3(ctx, p.S3); err != nil {
		return nil, nil, err
	}
	shelf = &steppedShelf{shelf}
	o := Options{DB: db, Shelf: shelf, Sealer: sealer, Clock: time.Now}
	plenty(&o)
	room, err := New(o)
	return shelf, room, err
}

// steps counts what an actor did; at the last it kills itself as the system would, without a word.
var steps, lastStep atomic.Int64

func step() {
	if steps.Add(1) == lastStep.Load() {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
}

type steppedSink struct{ sink }

func (s *steppedSink) Write(p []byte) (int, error) {
	half := len(p) / 2
	n, err := s.sink.Write(p[:half])
	step()
	if err != nil {
		return n, err
	}
	m, err := s.sink.Write(p[half:])
	step()
	return n + m, err
}

func (s *steppedSink) Sync() error {
	defer step()
	return s.sink.Sync()
}

func (s *steppedSink) Close() error {
	defer step()
	return s.sink.Close()
}

type steppedShelf struct{ ListedShelf }

func (s *steppedShelf) Put(ctx context.Context, name string, size int64, write func(io.Writer) error) (int64, error) {
	step()
	defer step()
	return s.ListedShelf.Put(ctx, name, size, write)
}

func (s *steppedShelf) Remove(ctx context.Context, names ...string) error {
	step()
	defer step()
	return s.ListedShelf.Remove(ctx, names...)
}

func stepIn(context.Context, pg.Tx, File) error {
	step()
	return nil
}

// act is the whole life of an actor. What it is about to do and what it has done goes out line by line, for the one who keeps the ledger.
func act(text string) {
	var p part
	err := json.Unmarshal([]byte(text), &p)
	if err == nil {
		err = p.play()
	}
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
}

func (p part) play() error {
	lastStep.Store(p.DieAt)
	shelf, room, err := p.open()
	if err != nil {
		return err
	}
	worker, err := pg.Open(ctx, p.Worker, pg.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	a := &actor{part: p, Room: room, who: station.Tenant{Company: station.CompanyID{p.Company, 15: 1}}}
	sweep := func() error {
		step()
		_, err := Sweep(ctx, worker, shelf, time.Now().Add(24*time.Hour), Sweeping{Older: time.Minute})
		step()
		return err
	}
	if p.DieAt != 0 {
		err := a.script(sweep)
		a.say("steps %d", steps.Load())
		return err
	}
	go func() {
		for sweep() == nil {
		}
	}()
	for person := range uint64(3) {
		go a.live(rand.New(rand.NewPCG(p.Seed, person)))
	}
	select {} // until it is killed
}

type actor struct {
	part
	*Room
	who station.Tenant
	mu  sync.Mutex
}

func (a *actor) say(form string, args ...any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	fmt.Printf(form+"\n", args...)
}

func (a *actor) put(n int) (ID, error) {
	id, err := NewID()
	if err != nil {
		return id, err
	}
	a.say("put %x %d", id, n)
	_, err = a.Put(ctx, a.who, Upload{ID: id, Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(letter(n)), stepIn)
	if err == nil {
		a.say("kept %x", id)
		step()
	}
	return id, err
}

// putBoth keeps two files that come together, as with a note of a review.
func (a *actor) putBoth(n, m int) (ids [2]ID, err error) {
	var sent []Sent
	for i, content := range []int{n, m} {
		if ids[i], err = NewID(); err != nil {
			return ids, err
		}
		a.say("put %x %d", ids[i], content)
		sent = append(sent, Sent{Upload: Upload{ID: ids[i], Name: "a.pdf", Purpose: Attachment, By: wang}, From: bytes.NewReader(letter(content))})
	}
	a.say("with %x %x", ids[0], ids[1])
	_, err = a.PutAll(ctx, a.who, station.StationID{}, sent, func(context.Context, pg.Tx, []File) error {
		step()
		return nil
	})
	if err == nil {
		a.say("kept %x", ids[0])
		a.say("kept %x", ids[1])
		step()
	}
	return ids, err
}

func (a *actor) remove(id ID) error {
	a.say("delete %x", id)
	err := a.Delete(ctx, a.who, id, stepIn)
	if err == nil {
		a.say("deleted %x", id)
		step()
	}
	return err
}

// live uploads and deletes at random. An upload that the sweeper gave up comes again another time.
func (a *actor) live(random *rand.Rand) {
	var mine []ID
	for {
		if len(mine) > 0 && random.IntN(3) == 0 {
			if a.remove(mine[0]) == nil {
				mine = mine[1:]
			}
			continue
		}
		if random.IntN(4) == 0 { // they stay, so that they are looked at together
			_, _ = a.putBoth(random.IntN(5), random.IntN(5))
			continue
		}
		if id, err := a.put(random.IntN(5)); err == nil {
			mine = append(mine, id)
		}
	}
}

// script is a fixed play of everything a room does.
func (a *actor) script(sweep func() error) error {
	one, err := a.put(1)
	if err != nil {
		return err
	}
	same, err := a.put(1)
	if err != nil {
		return err
	}
	two, err := a.put(2)
	if err != nil {
		return err
	}
	both, err := a.putBoth(4, 1) // of one there is no content yet, of the other there is
	if err != nil {
		return err
	}
	if err := errors.Join(a.remove(one), a.remove(two), sweep(), a.remove(same), sweep(), a.remove(both[0]), a.remove(both[1])); err != nil {
		return err
	}
	last, err := a.put(3)
	if err != nil {
		return err
	}
	a.say("wipe %x", last)
	err = a.DeleteAll(ctx, a.who, stepIn)
	a.say("wiped %x", last)
	return err
}

func actorID(text string) (id ID) {
	_, _ = hex.Decode(id[:], []byte(text))
	return id
}

func testBinary() (string, error) { return filepath.Abs(os.Args[0]) }
