package signed

import (
	"encoding/base64"
	"errors"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// look checks one signature.
func (f File) look(s Signature, c Content, known Known, revoked map[string]time.Time, at time.Time) Signed {
	out := Signed{Person: s.Person, Name: c.Name(s.Person), Kind: s.Kind, At: moment(s.At), Key: s.Key, Algorithm: s.Algorithm}
	for _, d := range c.Dissent {
		out.Dissents = out.Dissents || d.Person == s.Person
	}
	value, err := base64.StdEncoding.Strict().DecodeString(s.Value)
	switch {
	case out.Name == "":
		out.Standing = SigStranger
	case err != nil || out.At.IsZero():
		out.Standing = SigBroken
	case s.Kind == Internal:
		out.Standing, out.RevokedAt = f.lookInternal(s, value, known, revoked)
	case s.Kind == Certificate:
		var who signature.Signer
		out.Standing, who = lookCertificate(value, []byte(f.Content), known.Trust, out.At, at)
		out.Certificate, out.RevokedAt, out.Algorithm = &who, who.RevokedAt, who.Algorithm
	default:
		out.Standing = SigBroken
	}
	return out
}

// revoked are the keys that the lists revoke, and since when. Lists are long: they are read once, whatever the number of signatures.
func (f File) revoked(known Known) map[string]time.Time {
	out := map[string]time.Time{}
	for _, list := range []*StatusFile{&f.Status, known.Status} {
		if list == nil {
			continue
		}
		if told, _, good := list.Open(append(append([]Key{}, known.Keys...), f.Keys...)); good {
			for _, gone := range told.Revoked {
				out[gone.Key] = moment(gone.At)
			}
		}
	}
	return out
}

// lookInternal checks a confirmation by a key that the station keeps.
func (f File) lookInternal(s Signature, value []byte, known Known, revoked map[string]time.Time) (Standing, time.Time) {
	find := func(keys []Key) *Key {
		for i, k := range keys {
			if k.ID == s.Key && k.Purpose == "expert" && k.Person == s.Person {
				return &keys[i]
			}
		}
		return nil
	}
	key := find(known.Keys)
	vouched := key != nil
	if !vouched {
		key = find(f.Keys)
	}
	if key == nil {
		return SigKeyUnknown, time.Time{}
	}
	public, err := signature.ReadPublic(key.Public)
	if err != nil || public.ID != s.Key || !public.Verify([]byte(f.Content), value) {
		return SigBroken, time.Time{}
	}
	since := moment(key.RevokedAt)
	if at, gone := revoked[s.Key]; gone {
		since = at
	}
	switch signedAt := moment(s.At); {
	case !since.IsZero() && !since.After(signedAt):
		return SigRevoked, since
	case !vouched:
		return SigKeyUnknown, since
	case !since.IsZero():
		return SigLater, since
	}
	return SigGood, since
}

// lookCertificate checks a signature by a certificate, as it is now and as it was when it came in.
func lookCertificate(cms, content []byte, trust *signature.Trust, then, now time.Time) (Standing, signature.Signer) {
	if trust.Empty() {
		trust = nil
	}
	who, err := signature.CheckCMS(cms, content, trust, now)
	switch {
	case err == nil && trust == nil:
		return SigAuthority, who
	case err == nil:
		return SigGood, who
	case errors.Is(err, signature.ErrRevoked) && who.RevokedAt.After(then):
		return SigLater, who
	case errors.Is(err, signature.ErrRevoked):
		return SigRevoked, who
	case errors.Is(err, signature.ErrRevocation):
		return SigUnsure, who
	case errors.Is(err, signature.ErrValidity), errors.Is(err, signature.ErrChain):
		return asItWas(cms, content, trust, then)
	case errors.Is(err, signature.ErrUsage), errors.Is(err, signature.ErrWeak), errors.Is(err, signature.ErrTime):
		return SigInvalid, who
	}
	return SigBroken, who
}

// asItWas checks a signature at the time at which it came in.
func asItWas(cms, content []byte, trust *signature.Trust, then time.Time) (Standing, signature.Signer) {
	who, err := signature.CheckCMS(cms, content, trust, then)
	switch {
	case errors.Is(err, signature.ErrChain):
		return SigAuthority, who
	case errors.Is(err, signature.ErrRevoked):
		return SigRevoked, who
	case err == nil && trust == nil:
		return SigAuthority, who
	case err == nil, errors.Is(err, signature.ErrRevocation): // lists of that day are no longer at hand
		return SigExpired, who
	}
	return SigInvalid, who
}
