package notices

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

const (
	smtpDial = 15 * time.Second
	smtpWord = 20 * time.Second // for each answer of the relay
	smtpLast = 30 * time.Second // for its answer to the last dot: cut short, a mail is in doubt
)

// Relay is the mail server that takes our mails. TLS is a must, except for a relay on this machine.
type Relay struct {
	host   string
	port   int
	user   string
	pass   string
	secure bool // TLS from the first byte; else STARTTLS
	plain  bool // no TLS: on this machine only
	from   mail.Address
	folds  bool
	roots  *x509.CertPool
}

// RelayOptions tunes a Relay.
type RelayOptions struct {
	// From is the sender: an address, or a name with an address. Its domain ends every Message-ID.
	From string
	// Folds says that the relay drops a second mail with the Message-ID of one that it has taken, so
	// that a mail in doubt may be sent again without harm.
	Folds bool
	// Roots are the authorities that are trusted; nil means the system's.
	Roots *x509.CertPool
}

// NewRelay makes a relay of an address: smtps://user:password@host (465), smtp://user:password@host
// (587, STARTTLS), or smtp://localhost:25?tls=none. No error shows the password.
func NewRelay(address string, o RelayOptions) (*Relay, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") || strings.Trim(u.Path, "/") != "" {
		return nil, errors.New("mail relay: the address is not like smtp://user:password@host:587 or smtps://user:password@host")
	}
	from, err := mail.ParseAddress(o.From)
	if err != nil || !mailable(from.Address) {
		return nil, errors.New("mail relay: the sender is not like name <address@example.org>")
	}
	r := &Relay{host: u.Hostname(), port: 587, user: u.User.Username(), secure: u.Scheme == "smtps", from: *from, folds: o.Folds, roots: o.Roots}
	r.pass, _ = u.User.Password()
	if r.secure {
		r.port = 465
	}
	if u.Port() != "" {
		if r.port, err = strconv.Atoi(u.Port()); err != nil {
			return nil, errors.New("mail relay: the port is no number")
		}
	}
	if u.Query().Get("tls") == "none" {
		ip := net.ParseIP(r.host)
		if here := r.host == "localhost" || (ip != nil && ip.IsLoopback()); !here || r.secure || r.user != "" {
			return nil, errors.New("mail relay: tls=none is for a relay on this machine without a password only")
		}
		r.plain = true
	}
	return r, nil
}

// Folds tells whether the relay drops what it has had under the same Message-ID.
func (r *Relay) Folds() bool { return r.folds }

// Send hands a mail over in a connection of its own.
func (r *Relay) Send(ctx context.Context, m Mail, hand func() error) error {
	text, err := r.write(m)
	if err != nil {
		return &Refusal{Status: "bad_mail", Final: true, Err: err}
	}
	client, conn, err := r.dial(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// nothing may block longer than the caller has time
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	return r.talk(client, conn, m.To, text, hand)
}

// dial connects, turns TLS on and signs in. What fails here is the relay's or ours, not the mail's: it
// is tried again, also after an answer of 5xx.
func (r *Relay) dial(ctx context.Context) (*smtp.Client, net.Conn, error) {
	var conn net.Conn
	config := &tls.Config{ServerName: r.host, MinVersion: tls.VersionTLS12, RootCAs: r.roots}
	connect := func(ctx context.Context, network, address string) (net.Conn, error) {
		var err error
		if r.secure {
			conn, err = (&tls.Dialer{NetDialer: houseDialer(smtpDial), Config: config}).DialContext(ctx, network, address)
		} else {
			conn, err = houseDialer(smtpDial).DialContext(ctx, network, address)
		}
		return conn, err
	}
	options := []gomail.Option{gomail.WithPort(r.port), gomail.WithTimeout(smtpDial), gomail.WithDialContextFunc(connect), gomail.WithTLSPolicy(gomail.TLSMandatory), gomail.WithTLSConfig(config), gomail.WithHELO(r.domain())}
	switch {
	case r.plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	case r.secure: // TLS stands already, which only this policy looks for
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if r.user != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(r.user), gomail.WithPassword(r.pass))
	}
	client, err := gomail.NewClient(r.host, options...)
	if err != nil {
		return nil, nil, &Refusal{Status: "relay", Err: err}
	}
	talker, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		if conn != nil {
			_ = conn.Close() // the library leaves it open
		}
		return nil, nil, &Refusal{Status: answerCode(err, "relay"), Why: Trouble(err), Detail: detail(err), Err: errors.New("mail relay: connect, TLS or sign-in failed")}
	}
	return talker, conn, nil
}

// talk hands over one mail, word by word.
func (r *Relay) talk(client *smtp.Client, conn net.Conn, to string, text []byte, hand func() error) error {
	in := func(d time.Duration) { _ = client.UpdateDeadline(d) } // a closed connection says so by itself
	in(smtpWord)
	if err := client.Mail("<" + r.from.Address + ">"); err != nil {
		return &Refusal{Status: answerCode(err, "relay"), Why: "sender", Detail: detail(err), Err: errors.New("mail relay: the sender was refused")}
	}
	in(smtpWord)
	if err := client.Rcpt("<" + to + ">"); err != nil {
		return refusedMail(err, false)
	}
	in(smtpWord)
	data, err := client.Data()
	if err != nil {
		return refusedMail(err, false)
	}
	in(smtpWord)
	if _, err := data.Write(text); err != nil {
		return refusedMail(err, false)
	}
	if err := hand(); err != nil {
		_ = conn.Close() // without the dot, what was said so far is void
		return err
	}
	in(smtpLast)
	if err := data.Close(); err != nil {
		return refusedMail(err, true)
	}
	in(time.Second)
	_ = client.Quit() // the mail is theirs by now, whatever they say to that
	return nil
}

// refusedMail reads the relay's answer about one mail: 5xx is for good, 4xx for now. No answer is
// for now as well, but after the dot it leaves the mail in doubt.
func refusedMail(err error, dotted bool) error {
	var said *textproto.Error
	if errors.As(err, &said) {
		return &Refusal{Status: strconv.Itoa(said.Code), Final: said.Code >= 500, Detail: detail(err), Err: fmt.Errorf("mail relay: refused with %d", said.Code)}
	}
	return &Refusal{Status: "lost", Doubt: dotted, Why: Trouble(err), Detail: detail(err), Err: errors.New("mail relay: the connection was lost")}
}

// answerCode is the number of an answer, else a word.
func answerCode(err error, otherwise string) string {
	var said *textproto.Error
	if errors.As(err, &said) {
		return strconv.Itoa(said.Code)
	}
	return otherwise
}

func (r *Relay) domain() string {
	return r.from.Address[strings.LastIndexByte(r.from.Address, '@')+1:]
}

// write puts a mail into its form: text and HTML side by side, with a head in which nothing that
// came from outside can begin a line.
func (r *Relay) write(m Mail) ([]byte, error) {
	if !mailable(m.To) {
		return nil, errors.New("the address is none")
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingB64))
	name := r.from.Name
	if name == "" {
		name = m.Sender
	}
	msg.FromMailAddress(&mail.Address{Name: name, Address: r.from.Address})
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderTo, &mail.Address{Address: m.To})
	msg.SetMessageIDWithValue(m.ID + "@" + r.domain())
	msg.SetDateWithValue(m.At)
	msg.Subject(m.Subject)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader(gomail.HeaderContentLang, m.Lang)
	msg.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "All")
	if m.Unsubscribe != "" {
		msg.SetGenHeader(gomail.HeaderListUnsubscribe, "<"+m.Unsubscribe+">")
		msg.SetGenHeader(gomail.HeaderListUnsubscribePost, "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	var out strings.Builder
	if _, err := msg.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write mail: %w", err)
	}
	return []byte(out.String()), nil
}
