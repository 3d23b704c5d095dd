package accounts_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// BenchmarkSignInTwentyAtOnce has twenty people sign in at one moment, again and again, each with the
// cost of a password's hash.
func BenchmarkSignInTwentyAtOnce(b *testing.B) {
	s, ctx := setup(b), context.Background()
	who, err := s.SignUp(ctx, signUp(codeA, "a@example.com"))
	if err != nil {
		b.Fatal(err)
	}
	const people = 20
	for n := range people {
		if err := s.AddMember(ctx, scope(b, who), accounts.NewPerson{Name: "王敏", Email: fmt.Sprintf("m%d@example.com", n), Password: "another long one"}); err != nil {
			b.Fatal(err)
		}
	}
	var all []time.Duration
	b.ResetTimer()
	for b.Loop() {
		var wait sync.WaitGroup
		took := make([]time.Duration, people)
		for n := range people {
			wait.Go(func() {
				began := time.Now()
				if _, _, err := s.SignIn(ctx, fmt.Sprintf("m%d@example.com", n), "another long one", accounts.Device{Address: fmt.Sprintf("10.0.0.%d", n)}); err != nil {
					b.Error(err)
				}
				took[n] = time.Since(began)
			})
		}
		wait.Wait()
		all = append(all, took...)
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(all[len(all)*95/100].Milliseconds()), "p95-ms")
}
