// Package fakepost is a post office for tests: a mail server that speaks SMTP over TLS and fails as
// mail servers do, a receiver of webhooks, a book of addresses and a sealer. No production code opens it.
package fakepost

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"time"
)

// Fault is one way in which a mail server fails a connection.
type Fault string

// The faults. The zero Fault serves well.
const (
	Busy       Fault = "421 at the greeting"
	NoTLS      Fault = "no STARTTLS offered"
	NoAuth     Fault = "535 at AUTH"
	NotYet     Fault = "451 at RCPT"
	NoSuchUser Fault = "550 at RCPT"
	TooMuch    Fault = "452 after the dot"
	Spam       Fault = "554 after the dot"
	DropEarly  Fault = "connection cut in the middle of DATA"
	DropLate   Fault = "mail taken, connection cut before 250"
	Silent     Fault = "mail taken, no answer ever"
	Slow       Fault = "half a second for every answer"
)

// Received is a mail that the server has taken.
type Received struct {
	From, To string
	Raw      []byte
	Head     mail.Header
	Subject  string
	Text     string
	HTML     string
}

// ID is the Message-ID.
func (r Received) ID() string { return r.Head.Get("Message-Id") }

// Server is a mail server on this machine.
type Server struct {
	Addr string
	TLS  *tls.Config
	Cert []byte // PEM of the certificate, for who wants to trust it

	// Plan says how a connection fares; n counts them from 0. Nil: all is well.
	Plan func(n int) Fault
	// OnMail hears of every mail that was taken.
	OnMail func(Received)
	// User and Password, when set, must be given (AUTH PLAIN).
	User, Password string

	mu       sync.Mutex
	mails    []Received
	sessions int
	listener net.Listener
	implicit bool
	closed   chan struct{}
}

// Start listens on a free port. implicit means TLS from the first byte.
func Start(implicit bool) (*Server, error) {
	config, pem, err := certificate()
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{Addr: l.Addr().String(), TLS: config, Cert: pem, listener: l, implicit: implicit, closed: make(chan struct{})}
	return s, nil
}

// Serve takes connections until Close. Set Plan and the rest before.
func (s *Server) Serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		n := s.sessions
		s.sessions++
		s.mu.Unlock()
		fault := Fault("")
		if s.Plan != nil {
			fault = s.Plan(n)
		}
		if s.implicit {
			conn = tls.Server(conn, s.TLS)
		}
		go (&session{server: s, conn: conn, text: textproto.NewConn(conn), fault: fault, secure: s.implicit}).run()
	}
}

// Close takes no more connections.
func (s *Server) Close() {
	close(s.closed)
	_ = s.listener.Close()
}

// Sessions is how many connections there were.
func (s *Server) Sessions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions
}

// Mails lists what was taken.
func (s *Server) Mails() []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Received{}, s.mails...)
}

func (s *Server) take(from, to string, raw []byte) {
	r := Received{From: from, To: to, Raw: raw}
	r.parse()
	s.mu.Lock()
	s.mails = append(s.mails, r)
	s.mu.Unlock()
	if s.OnMail != nil {
		s.OnMail(r)
	}
}

// parse reads head and parts; a mail that cannot be read keeps what could be.
func (r *Received) parse() {
	m, err := mail.ReadMessage(bytes.NewReader(r.Raw))
	if err != nil {
		return
	}
	r.Head = m.Header
	r.Subject, _ = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err != nil {
			return
		}
		text := decode(part.Header.Get("Content-Transfer-Encoding"), part)
		if strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			r.HTML = text
		} else {
			r.Text = strings.ReplaceAll(text, "\r\n", "\n")
		}
	}
}

// session is one connection.
type session struct {
	server *Server
	conn   net.Conn
	text   *textproto.Conn
	fault  Fault
	secure bool
	authed bool
	from   string
	to     string
}

func (c *session) say(line string) {
	if c.fault == Slow {
		time.Sleep(500 * time.Millisecond)
	}
	_ = c.text.PrintfLine("%s", line)
}

func (c *session) run() {
	defer c.conn.Close()
	if c.fault == Busy {
		c.say("421 too busy, come again")
		return
	}
	c.say("220 fakepost ready")
	for {
		line, err := c.text.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		if !c.obey(strings.ToUpper(verb), rest) {
			return
		}
	}
}

// obey does what a line says; false ends the connection.
func (c *session) obey(verb, rest string) bool {
	switch verb {
	case "EHLO":
		c.hello()
	case "STARTTLS":
		c.say("220 go on")
		c.conn = tls.Server(c.conn, c.server.TLS)
		c.text, c.secure = textproto.NewConn(c.conn), true
	case "AUTH":
		c.auth(rest)
	case "MAIL":
		if c.server.User != "" && !c.authed {
			c.say("530 sign in first")
			return true
		}
		c.from = between(rest)
		c.say("250 ok")
	case "RCPT":
		c.rcpt(rest)
	case "DATA":
		return c.data()
	case "QUIT":
		c.say("221 bye")
		return false
	case "RSET", "NOOP":
		c.say("250 ok")
	default:
		c.say("500 what?")
	}
	return true
}

func (c *session) hello() {
	lines := []string{"250-fakepost"}
	if !c.secure && c.fault != NoTLS {
		lines = append(lines, "250-STARTTLS")
	}
	if c.server.User != "" && c.secure {
		lines = append(lines, "250-AUTH PLAIN")
	}
	for _, line := range lines {
		_ = c.text.PrintfLine("%s", line)
	}
	c.say("250 8BITMIME")
}

func (c *session) auth(rest string) {
	want := plain(c.server.User, c.server.Password)
	_, given, _ := strings.Cut(rest, " ")
	if c.fault == NoAuth || given != want || !c.secure {
		c.say("535 no")
		return
	}
	c.authed = true
	c.say("235 welcome")
}

func (c *session) rcpt(rest string) {
	switch c.fault {
	case NotYet:
		c.say("451 greylisted, come again")
	case NoSuchUser:
		c.say("550 no such user")
	default:
		c.to = between(rest)
		c.say("250 ok")
	}
}

func (c *session) data() bool {
	c.say("354 go on")
	if c.fault == DropEarly {
		_, _ = bufio.NewReader(io.LimitReader(c.text.R, 64)).ReadByte()
		return false
	}
	raw, err := io.ReadAll(c.text.DotReader())
	if err != nil {
		return false // no dot, no mail
	}
	switch c.fault {
	case TooMuch:
		c.say("452 no room")
		return true
	case Spam:
		c.say("554 looks like spam")
		return true
	}
	c.server.take(c.from, c.to, raw)
	switch c.fault {
	case DropLate:
		return false
	case Silent:
		<-c.server.closed
		return false
	}
	c.say("250 taken")
	return true
}

func between(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}
