package seal

import (
	"errors"
	"fmt"
	"io"
)

// opener reads a stream.
type opener struct {
	chunks
	from  io.Reader
	in    []byte // one sealed chunk, and one byte more to see whether another follows
	ahead int    // bytes of in that were read already
	text  []byte // opened and not yet handed out
	room  []byte
	err   error
}

// OpenStream decrypts a stream in its place, 64 KiB at a time. Every byte that it hands out is
// genuine and in order; but only io.EOF says that nothing was cut off at the end, so nothing of a file may take effect before that.
func OpenStream(dk *DataKey, at Place, from io.Reader) (io.Reader, error) {
	if err := at.check(); err != nil {
		return nil, err
	}
	start := make([]byte, streamStart)
	if _, err := io.ReadFull(from, start); err != nil {
		return nil, cutOff(err)
	}
	o := &opener{chunks: chunks{dk: dk, at: at}, from: from, in: make([]byte, chunkSize+tagSize+1), room: make([]byte, 0, chunkSize)}
	if err := o.chunks.open(start); err != nil {
		return nil, err
	}
	return o, nil
}

// Read hands out text whose chunk is genuine.
func (o *opener) Read(p []byte) (int, error) {
	for len(o.text) == 0 && o.err == nil {
		o.chunk()
	}
	if len(o.text) == 0 {
		o.end(o.err) // leaves no text behind, at the end as after a fault
		return 0, o.err
	}
	n := copy(p, o.text)
	o.text = o.text[n:]
	return n, nil
}

// chunk opens the next chunk. Once something is wrong the stream stays wrong.
func (o *opener) chunk() {
	n, err := io.ReadFull(o.from, o.in[o.ahead:])
	n += o.ahead
	last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if err != nil && !last {
		o.end(err)
		return
	}
	size := min(n, chunkSize+tagSize)
	// after the first, a chunk without text is nothing that SealStream writes
	if size < tagSize || size == tagSize && o.next > 0 {
		o.end(fmt.Errorf("%w: the stream is cut off in chunk %d", ErrTampered, o.next))
		return
	}
	nonce, err := o.nonce(last)
	if err != nil {
		o.end(err)
		return
	}
	text, err := o.aead.Open(o.room[:0], nonce, o.in[:size], o.bound)
	if err != nil {
		o.end(fmt.Errorf("%w: chunk %d of a stream", ErrTampered, o.next-1))
		return
	}
	o.text = text
	o.in[0], o.ahead = o.in[len(o.in)-1], 1
	if last {
		o.err, o.aead = io.EOF, nil
	}
}

func (o *opener) end(err error) {
	clear(o.room[:cap(o.room)])
	o.text, o.err, o.aead = nil, err, nil
}

// cutOff turns the end of what is underneath into what it means for a stream.
func cutOff(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: the stream is cut off before its first chunk", ErrTampered)
	}
	return err
}
