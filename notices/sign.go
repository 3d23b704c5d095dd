package notices

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// secretPrefix marks a webhook's secret, as Standard Webhooks has it.
const secretPrefix = "whsec_"

// sign makes the value of the header webhook-signature (Standard Webhooks 1.0): one signature a secret,
// HMAC-SHA256 over id.timestamp.body, so that a receiver may hold either secret while they change.
func sign(id string, at time.Time, body []byte, secrets ...string) (string, error) {
	var out []string
	for _, secret := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
		if err != nil || len(key) < 16 {
			return "", fmt.Errorf("sign webhook: the secret cannot be read") // never with the secret in it
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
		mac.Write(body)
		out = append(out, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return strings.Join(out, " "), nil
}
