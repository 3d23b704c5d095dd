package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"github.com/zhuqi-yunzhan/station"
)

// PasswordCost is what a hash of a password takes: memory in KiB and passes over it.
type PasswordCost struct{ Memory, Passes uint32 }

// usualCost is 19 MiB and two passes, the floor that OWASP names for argon2id.
var usualCost = PasswordCost{Memory: 19 * 1024, Passes: 2}

const (
	hashThreads = 1
	hashLength  = 32
	saltLength  = 16
)

// hashing bounds how many hashes are computed at once, so that a flood of sign-ins cannot take
// all the memory.
var hashing = make(chan struct{}, 4)

// hashPassword gives the argon2id hash of a password in the usual text form, with a new salt.
func (c PasswordCost) hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLength)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt: %w", err)
	}
	sum, err := derive(ctx, password, salt, c.Memory, c.Passes, hashThreads)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Passes, hashThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum)), nil
}

// derive waits for its turn no longer than ctx lasts.
func derive(ctx context.Context, password string, salt []byte, memory, passes uint32, threads uint8) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
	case <-ctx.Done():
		return nil, &station.Fault{Kind: station.Unavailable, Say: station.Say("fault.busy"), Err: ctx.Err()}
	}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, hashLength), nil
}

var errHash = errors.New("password hash is not in our form")

// checkPassword tells whether a password has that hash, in constant time.
func checkPassword(ctx context.Context, hash, password string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errHash
	}
	var memory, passes uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil {
		return false, errHash
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, errHash
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, errHash
	}
	sum, err := derive(ctx, password, salt, memory, passes, threads)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, want) == 1, nil
}
