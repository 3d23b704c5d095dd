package advisor

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"
)

// mostLines is how many lines the data of one event may have. Vendors send one.
const mostLines = 64

// events reads server-sent events as vendors really send them, and hands them on as the library
// wants them: one line of JSON each, no comments, no blank lines. What is no sound event is an
// error, never an end.
type events struct {
	body   io.ReadCloser
	in     *bufio.Reader
	limits Limits
	cancel context.CancelCauseFunc
	idle   *time.Timer
	line   []byte // being read
	data   []byte // of the event being read
	lines  int    // in data
	out    []byte // to be handed on
	taken  int
	err    error
}

func newEvents(body io.ReadCloser, limits Limits, cancel context.CancelCauseFunc) *events {
	e := &events{body: body, in: bufio.NewReaderSize(body, 16<<10), limits: limits, cancel: cancel}
	e.idle = time.AfterFunc(limits.Idle, func() { cancel(&trouble{kind: "silence"}) })
	return e
}

// Read gives the next bytes of the cleaned stream.
func (e *events) Read(p []byte) (int, error) {
	for len(e.out) == 0 && e.err == nil {
		e.err = e.next()
	}
	if len(e.out) == 0 {
		return 0, e.err
	}
	n := copy(p, e.out)
	e.out = e.out[n:]
	return n, nil
}

// Close stops the watch and the request.
func (e *events) Close() error {
	e.idle.Stop()
	e.cancel(nil)
	return e.body.Close()
}

// next reads one line.
func (e *events) next() error {
	e.line = e.line[:0]
	for {
		piece, err := e.in.ReadSlice('\n')
		if e.taken += len(piece); e.taken > e.limits.Body {
			return &trouble{kind: "body too long"}
		}
		if len(e.line)+len(piece) > e.limits.Line {
			return &trouble{kind: "line too long"}
		}
		e.line = append(e.line, piece...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF): // the last line may lack its end
			if t := e.take(bytes.TrimRight(e.line, "\r\n")); t != nil {
				return t
			}
			if t := e.dispatch(); t != nil {
				return t
			}
			return io.EOF
		case err != nil:
			return err
		}
		e.idle.Reset(e.limits.Idle)
		if t := e.take(bytes.TrimRight(e.line, "\r\n")); t != nil {
			return t
		}
		return nil
	}
}

// take takes one line of an event. Data that is whole goes on at once: a vendor may hold the
// connection without the blank line that should follow.
func (e *events) take(line []byte) error {
	if len(line) == 0 {
		return e.dispatch()
	}
	rest, isData := bytes.CutPrefix(line, []byte("data:"))
	if !isData {
		if bytes.HasPrefix(line, []byte("{")) { // an error without a frame
			rest = line
		} else {
			return nil // comment, event, id or retry
		}
	}
	if e.lines++; e.lines > mostLines {
		return &trouble{kind: "garbage"}
	}
	if len(e.data) > 0 {
		e.data = append(e.data, '\n')
	}
	if e.data = append(e.data, bytes.TrimPrefix(rest, []byte(" "))...); len(e.data) > e.limits.Line {
		return &trouble{kind: "line too long"}
	}
	if whole(e.data) {
		return e.dispatch()
	}
	return nil
}

var finished = []byte("[DONE]")

func whole(data []byte) bool {
	return bytes.Equal(bytes.TrimSpace(data), finished) || json.Valid(data)
}

// dispatch hands on the event that was read.
func (e *events) dispatch() error {
	data := bytes.TrimSpace(e.data)
	e.data, e.lines = nil, 0
	switch {
	case len(data) == 0:
		return nil
	case bytes.Equal(data, finished):
		e.out = append(e.out, "data: [DONE]\n"...)
		return nil
	}
	var frame struct {
		Error  json.RawMessage `json:"error"`
		Object string          `json:"object"`
	}
	if json.Unmarshal(data, &frame) != nil {
		return &trouble{kind: "garbage"}
	}
	if frame.Object == "error" || (len(frame.Error) > 0 && !bytes.Equal(frame.Error, []byte("null"))) {
		return &trouble{kind: "error of the endpoint"}
	}
	var line bytes.Buffer
	if json.Compact(&line, data) != nil {
		return &trouble{kind: "garbage"}
	}
	e.out = append(e.out, "data: "...)
	e.out = append(e.out, line.Bytes()...)
	e.out = append(e.out, '\n')
	return nil
}
