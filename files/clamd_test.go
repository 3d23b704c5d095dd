package files

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

func TestClamdIsAskedOverEitherKindOfSocket(t *testing.T) {
	for _, network := range []string{"tcp", "unix"} {
		d := startDaemon(t, network)
		c := d.client(t)
		if err := c.Ping(ctx); err != nil {
			t.Errorf("%s: %v", network, err)
		}
		for size := range map[int]bool{1: true, scanChunk - 1: true, scanChunk: true, scanChunk + 1: true, 3*scanChunk + 7: true} {
			body := bytes.Repeat([]byte("abcdefg"), size/7+1)[:size]
			if err := c.Scan(ctx, iotest.HalfReader(bytes.NewReader(body))); err != nil || !bytes.Equal(d.saw(), body) {
				t.Errorf("%s: %d bytes: %v, the daemon saw %d", network, size, err, len(d.saw()))
			}
		}
		var found *Infected
		if err := c.Scan(ctx, strings.NewReader(eicar)); !errors.As(err, &found) || found.Signature != "Eicar-Test-Signature" {
			t.Errorf("%s: %v", network, err)
		}
	}
}

// TestOnlyAVerdictIsAVerdict lets everything else happen that can.
func TestOnlyAVerdictIsAVerdict(t *testing.T) {
	d := startDaemon(t, "tcp")
	big := bytes.Repeat([]byte("x"), 8<<20)
	for name, c := range map[string]struct {
		mood mood
		word string
		body io.Reader
		most int64
		says string
	}{
		"it hangs":                       {mood: hangs, says: "deadline exceeded"},
		"it hangs up":                    {mood: hangsUp, body: bytes.NewReader(big)},
		"it answers before it saw all":   {mood: hurries, body: bytes.NewReader(big)},
		"it hangs up without an answer":  {mood: answersEmpty, says: "EOF"},
		"it says something else":         {mood: tells, word: "stream: Can't allocate memory ERROR", says: "allocate"},
		"it says OK to something else":   {mood: tells, word: "OK", says: `"OK"`},
		"it says more than OK":           {mood: tells, word: "stream: OK?", says: "OK?"},
		"it says a flood":                {mood: tells, word: strings.Repeat("a", 10_000), says: "EOF"},
		"the file is larger than it may": {most: 1 << 20, body: bytes.NewReader(big), says: ""},
		"one byte larger than it may":    {most: 99, body: strings.NewReader(strings.Repeat("x", 100)), says: "StreamMaxLength"},
		"the file cannot be read":        {body: iotest.ErrReader(errors.New("torn")), says: "torn"},
		"it finds nothing in a part":     {mood: hurries, body: io.MultiReader(bytes.NewReader(big[:scanChunk]), iotest.ErrReader(errors.New("torn"))), says: "in a part of the file: torn"},
	} {
		d.be(c.mood, c.word, cmp.Or(c.most, 25<<20))
		if c.body == nil {
			c.body = strings.NewReader("x")
		}
		client := d.client(t)
		client.Wait = 300 * time.Millisecond
		err := client.Scan(ctx, c.body)
		var found *Infected
		if err == nil || errors.As(err, &found) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	gone := &Clamd{Network: "tcp", Address: "127.0.0.1:1"}
	if gone.Scan(ctx, strings.NewReader("x")) == nil || gone.Ping(ctx) == nil {
		t.Error("nobody is there, and it is well")
	}
	d.feel(tells)
	if _, err := d.client(t).ask(ctx, "NONSENSE", nil); err != nil {
		t.Error(err)
	}
}

func TestNothingIsKeptThatWasNotScanned(t *testing.T) {
	d := startDaemon(t, "tcp")
	client := d.client(t)
	client.Wait = 300 * time.Millisecond
	h := newHouse(t, func(o *Options) { o.Scanner = client })
	sent := taggedJPEG(aJPEG(t, 30, 9), 6)
	h.put(acme, "a.jpg", sent)
	if !bytes.Equal(d.saw(), sent) {
		t.Error("the scanner did not see the file as it was sent")
	}
	put := func(body []byte) error {
		_, err := h.Put(ctx, acme, Upload{Name: "a.pdf", Purpose: Attachment, By: wang}, bytes.NewReader(body), nil)
		return err
	}
	refused(t, put(aPDF(eicar)), "files.infected", station.Invalid)
	for _, m := range []mood{hangs, hangsUp, answersEmpty} {
		d.feel(m)
		refused(t, put(letter(int(m))), "files.unscanned", station.Unavailable)
	}
	_ = d.Listener.Close()
	refused(t, put(letter(7)), "files.unscanned", station.Unavailable)
	if n := len(h.lying()); n != 1 || h.rows("file_objects", "true") != 1 {
		t.Errorf("%d objects lie there", n)
	}
	h.sound()
}

func TestAVisitorWhoLeavesEndsTheScan(t *testing.T) {
	d := startDaemon(t, "tcp")
	d.feel(hangs)
	ctx, cancel := context.WithCancel(ctx)
	time.AfterFunc(50*time.Millisecond, cancel)
	began := time.Now()
	if err := d.client(t).Scan(ctx, strings.NewReader("x")); !errors.Is(err, context.Canceled) || time.Since(began) > 5*time.Second {
		t.Errorf("%s, %v", time.Since(began), err)
	}
}
