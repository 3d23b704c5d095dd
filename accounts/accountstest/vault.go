// Package accountstest gives tests what several rooms need of accounts: a vault over keys of their own.
package accountstest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/seal"
)

// vaults remembers which test has which vault, as a test has one database however often it asks.
var vaults sync.Map // testing.TB → *accounts.Vault

// day is when the keys of tests are made.
var day = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

// Vault is the test's vault: international suite, one master key, gone with the test.
func Vault(t testing.TB) *accounts.Vault {
	t.Helper()
	if have, ok := vaults.Load(t); ok {
		return have.(*accounts.Vault)
	}
	v := VaultOver(t, Masters(t, seal.Intl), seal.Intl, func() time.Time { return day })
	vaults.Store(t, v)
	t.Cleanup(func() { vaults.Delete(t) })
	return v
}

// Masters are master keys of a suite, one of them.
func Masters(t testing.TB, suite seal.Suite) *seal.LocalMasters {
	t.Helper()
	masters := &seal.LocalMasters{}
	if _, err := masters.Add(suite, day); err != nil {
		t.Fatal(err)
	}
	return masters
}

// VaultOver is a vault as another node, or the same one after a restart, would open it over the same masters.
func VaultOver(t testing.TB, masters seal.Masters, suite seal.Suite, clock func() time.Time) *accounts.Vault {
	t.Helper()
	ring, err := seal.NewKeyring(context.Background(), seal.Options{Masters: masters, Suite: suite, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ring.Close)
	return accounts.NewVault(ring, clock)
}
