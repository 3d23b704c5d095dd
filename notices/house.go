package notices

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/textproto"
	"net/url"
	"syscall"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// errNever says that an address is one that no setting may lead to.
var errNever = errors.New("this address is never called")

// houseDialer dials what a setting names: the public Internet and the house's own network, where mail servers and gateways
// stand, but not the addresses at which clouds keep their secrets. It looks at each address at the moment at which it is dialled.
func houseDialer(timeout time.Duration) *net.Dialer {
	return &net.Dialer{Timeout: timeout, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil || station.NeverCalled(at.Addr()) {
			return errNever
		}
		return nil
	}}
}

// Trouble is one word for what stood in the way of another machine, for who looks after the settings: never, not_public, host,
// certificate, timeout, signin, answer, refused, not_json or other.
func Trouble(err error) string {
	var said *textproto.Error
	var syntax *json.SyntaxError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, errNever):
		return "never"
	case errors.Is(err, errInside):
		return "not_public"
	case is[*net.DNSError](err):
		return "host"
	case is[*tls.CertificateVerificationError](err), is[x509.UnknownAuthorityError](err), is[x509.HostnameError](err):
		return "certificate"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "timeout"
	case errors.As(err, &said) && (said.Code == 530 || said.Code == 534 || said.Code == 535 || said.Code == 454):
		return "signin"
	case errors.As(err, &said):
		return "answer"
	case errors.As(err, &syntax):
		return "not_json"
	case is[*net.OpError](err):
		return "refused"
	}
	return "other"
}

func is[T error](err error) bool {
	var one T
	return errors.As(err, &one)
}

// detail is what machines said of an error, cut to a line, without the address that was called: some carry a key.
func detail(err error) string {
	if err == nil {
		return ""
	}
	var called *url.Error
	if errors.As(err, &called) {
		err = called.Err
	}
	return cut(200, fmt.Sprint(err))
}
