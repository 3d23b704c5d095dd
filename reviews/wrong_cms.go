package reviews

import (
	"errors"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// wrongCMS says what is wrong with a signature that came back, each fault in a sentence of its own.
func wrongCMS(err error, who signature.Signer) error {
	for _, known := range []struct {
		fault error
		key   string
	}{
		{signature.ErrNotCMS, "sign.cms_not"}, {signature.ErrContent, "sign.cms_content"}, {signature.ErrBroken, "sign.cms_broken"}, {signature.ErrWeak, "sign.cms_weak"}, {signature.ErrUsage, "sign.cms_usage"},
		{signature.ErrRevoked, "sign.cms_revoked"}, {signature.ErrRevocation, "sign.cms_revocation"},
	} {
		if errors.Is(err, known.fault) {
			return &station.Fault{Kind: station.Invalid, Say: station.Say(known.key), Err: err}
		}
	}
	switch {
	case errors.Is(err, signature.ErrValidity), errors.Is(err, signature.ErrTime):
		return &station.Fault{Kind: station.Invalid, Say: station.Say("sign.cms_validity", "from", who.NotBefore.Format("2006-01-02"), "to", who.NotAfter.Format("2006-01-02")), Err: err}
	case errors.Is(err, signature.ErrChain):
		return &station.Fault{Kind: station.Invalid, Say: station.Say("sign.cms_chain", "issuer", who.Issuer), Err: err}
	}
	return err
}
