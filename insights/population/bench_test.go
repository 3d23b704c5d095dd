package population

import (
	"io"
	"testing"
)

// BenchmarkAMillionCompaniesMade makes the largest synthetic population.
func BenchmarkAMillionCompaniesMade(b *testing.B) {
	l := lat(b)
	for b.Loop() {
		if _, err := Generate(io.Discard, Options{Lattice: l, Companies: Most, Seed: 1, Cut: cut}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/run")
}
