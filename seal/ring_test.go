package seal

import (
	"context"
	"testing"
	"time"
)

var (
	acme   = Tenant{0xac}
	other  = Tenant{0x07}
	suites = []Suite{Intl, GM}
	here   = At("employees.passport", "018f-row")
	day    = time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
)

func masters(t testing.TB, suite Suite) *LocalMasters {
	t.Helper()
	l := &LocalMasters{}
	if _, err := l.Add(suite, day); err != nil {
		t.Fatal(err)
	}
	return l
}

// ring is a keyring whose masters and data keys are of one suite.
func ring(t testing.TB, suite Suite) *Keyring {
	t.Helper()
	return ringOver(t, masters(t, suite), suite)
}

func ringOver(t testing.TB, m Masters, suite Suite) *Keyring {
	t.Helper()
	k, err := NewKeyring(context.Background(), Options{Masters: m, Suite: suite, Now: func() time.Time { return day }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Close)
	return k
}

func fresh(t testing.TB, k *Keyring, tenant Tenant) (*DataKey, []byte) {
	t.Helper()
	dk, kept, err := k.NewDataKey(context.Background(), tenant)
	if err != nil {
		t.Fatal(err)
	}
	return dk, kept
}

func dataKey(t testing.TB, suite Suite) *DataKey {
	t.Helper()
	dk, _ := fresh(t, ring(t, suite), acme)
	return dk
}

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// both runs a test for each suite.
func both(t *testing.T, f func(t *testing.T, suite Suite)) {
	t.Helper()
	for _, s := range suites {
		t.Run(s.String(), func(t *testing.T) { f(t, s) })
	}
}
