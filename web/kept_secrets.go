package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// keptFor is how long secrets that were typed come along with a form that was not saved.
const keptFor = 15 * time.Minute

// typedSecrets are what was typed into fields whose values never go back to a browser.
type typedSecrets struct {
	Values map[string]string `json:"v"`
	Until  time.Time         `json:"u"`
}

func (p *Portal) secretsAEAD() (cipher.AEAD, error) {
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte("typed secrets"))
	block, err := aes.NewCipher(mac.Sum(nil))
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// keepSecrets seals what was typed, so that a form which is tested or refused comes back without it and can be saved all the same.
// Only this node's portal opens it, for the same person and form, for a quarter of an hour.
func (p *Portal) keepSecrets(about string, values map[string]string) (string, error) {
	if len(values) == 0 {
		return "", nil
	}
	aead, err := p.secretsAEAD()
	if err != nil {
		return "", err
	}
	plain, err := json.Marshal(typedSecrets{values, p.clock().Add(keptFor)})
	if err != nil {
		return "", err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nonce, nonce, plain, []byte(about))), nil
}

// carrySecrets takes along, sealed, the secrets of a connection that its sender, who is signed in, has typed.
func (p *Portal) carrySecrets(c *fiber.Ctx, form *Carried) {
	kind, ours := strings.CutPrefix(form.Action, "/admin/connections/")
	if kind, _, _ = strings.Cut(kind, "/"); !ours || accounts.ConnectionFields(kind) == nil {
		return
	}
	_, change := p.readConnection(c, kind)
	if sealed, err := p.keepSecrets(p.secretsOf(c, kind), change.Secrets); err == nil && sealed != "" {
		form.Fields = append(form.Fields, Hidden{"kept_secrets", sealed})
	}
}

// keptSecrets opens what keepSecrets sealed; anything else, and what is too old, is nothing.
func (p *Portal) keptSecrets(about, sealed string) map[string]string {
	aead, err := p.secretsAEAD()
	raw, bad := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || bad != nil || len(raw) < aead.NonceSize() {
		return nil
	}
	plain, err := aead.Open(nil, raw[:aead.NonceSize()], raw[aead.NonceSize():], []byte(about))
	var kept typedSecrets
	if err != nil || json.Unmarshal(plain, &kept) != nil || p.clock().After(kept.Until) {
		return nil
	}
	return kept.Values
}
