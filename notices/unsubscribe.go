package notices

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"slices"

	"github.com/zhuqi-yunzhan/station"
)

// A token of unsubscription names a tenant, a person and a group, and is signed: whoever holds the
// mail may use it, without signing in, as RFC 8058 asks. It only ever makes mail less, never shows anything, and
// does not lapse, since a mail may be opened years later.

// groupBytes are the groups that may be unsubscribed from, as a token names them.
var groupBytes = map[byte]Group{1: Work, 2: News}

const (
	stationByte = 0
	companyByte = 1
)

func (r *Room) sign(body []byte) []byte {
	mac := hmac.New(sha256.New, r.Secret)
	mac.Write([]byte("notices unsubscribe 1\x00"))
	mac.Write(body)
	return mac.Sum(nil)[:16]
}

// token makes the token of a person's group; empty for one that cannot be unsubscribed from.
func (r *Room) token(tenant station.Tenant, person station.PersonID, group Group) string {
	for b, g := range groupBytes {
		if g != group {
			continue
		}
		kind := byte(stationByte)
		if tenant.Company != (station.CompanyID{}) {
			kind = companyByte
		}
		id := tenant.ID()
		body := slices.Concat([]byte{b, kind}, id[:], person[:])
		return base64.RawURLEncoding.EncodeToString(append(body, r.sign(body)...))
	}
	return ""
}

// readToken gives what a token names. Faults: NotFound for one that we never made.
func (r *Room) readToken(token string) (station.Tenant, station.PersonID, Group, error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != 2+16+16+16 || !hmac.Equal(raw[34:], r.sign(raw[:34])) {
		return station.Tenant{}, station.PersonID{}, "", notFound()
	}
	tenant := station.Tenant{Station: station.StationID(raw[2:18])}
	if raw[1] == companyByte {
		tenant = station.Tenant{Company: station.CompanyID(raw[2:18])}
	}
	return tenant, station.PersonID(raw[18:34]), groupBytes[raw[0]], nil
}

// Unsubscription tells which group a token is about. Faults: NotFound for one that we never made.
func (r *Room) Unsubscription(token string) (Group, error) {
	_, _, group, err := r.readToken(token)
	return group, err
}

// Unsubscribe has a person's group in the inbox only from now on. Doing it twice is doing it once.
func (r *Room) Unsubscribe(ctx context.Context, token string) (Group, error) {
	tenant, person, group, err := r.readToken(token)
	if err != nil {
		return "", err
	}
	err = r.db.Of(ctx, tenant, func(ctx context.Context, tx Tx) error {
		all, err := readPreferences(ctx, tx, tenant, []station.PersonID{person})
		if err != nil {
			return err
		}
		p := all[person]
		switch group {
		case Work:
			p.Work = InboxOnly
		case News:
			p.News = InboxOnly
		}
		return writePreferences(ctx, tx, tenant, person, p, r.Clock())
	})
	return group, err
}
