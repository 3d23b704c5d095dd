package files

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Clamd asks a ClamAV daemon whether a file is clean, over its own protocol (INSTREAM).
type Clamd struct {
	Network string        // "tcp" or "unix"
	Address string        // host:port, or the path of the socket
	Wait    time.Duration // for one file, from connecting to the verdict; 0 = 30 seconds
}

// chunk is how much is sent at a time.
const scanChunk = 128 << 10

// Scan sends a file and waits for the verdict. Only "OK" means nil: whatever else happens, the file was not found clean.
func (c *Clamd) Scan(ctx context.Context, content io.Reader) error {
	var sent error
	answer, err := c.ask(ctx, "INSTREAM", func(to io.Writer) error { sent = sendChunks(to, content); return sent })
	if err != nil {
		return fmt.Errorf("clamd: %w", err)
	}
	switch said, isStream := strings.CutPrefix(answer, "stream: "); {
	case isStream && said == "OK" && sent != nil:
		return fmt.Errorf("clamd: it found nothing in a part of the file: %w", sent)
	case isStream && said == "OK":
		return nil
	case isStream && strings.HasSuffix(said, " FOUND"):
		return &Infected{Signature: strings.TrimSuffix(said, " FOUND")}
	case strings.Contains(answer, "size limit exceeded"):
		return errors.New("clamd: the file is larger than clamd takes; raise StreamMaxLength in its configuration to 25M")
	}
	return fmt.Errorf("clamd: it says %q", answer)
}

// Ping tells whether the daemon answers.
func (c *Clamd) Ping(ctx context.Context) error {
	answer, err := c.ask(ctx, "PING", nil)
	if err == nil && answer != "PONG" {
		err = fmt.Errorf("it says %q", answer)
	}
	if err != nil {
		return fmt.Errorf("clamd: %w", err)
	}
	return nil
}

// ask sends one command and reads one answer. The end of ctx ends it wherever it is.
func (c *Clamd) ask(ctx context.Context, command string, send func(io.Writer) error) (string, error) {
	wait := c.Wait
	if wait == 0 {
		wait = 30 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, c.Network, c.Address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	_, sent := io.WriteString(conn, "z"+command+"\x00")
	if sent == nil && send != nil {
		sent = send(conn)
	}
	// a daemon that has enough answers before all was sent, and hangs up
	answer, err := bufio.NewReader(io.LimitReader(conn, 4096)).ReadString(0)
	if err != nil {
		return "", errors.Join(ctx.Err(), sent, err)
	}
	return strings.TrimRight(answer, "\x00\n"), nil
}

// sendChunks sends each chunk with its length before it, and a length of nothing at the end.
func sendChunks(to io.Writer, content io.Reader) error {
	buffer := make([]byte, 4+scanChunk)
	defer clear(buffer)
	for {
		n, err := io.ReadFull(content, buffer[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(buffer, uint32(n))
			if _, err := to.Write(buffer[:4+n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			_, err = to.Write([]byte{0, 0, 0, 0})
			return err
		}
		if err != nil {
			return err
		}
	}
}
