package counting

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/population"
)

// BenchmarkAMillionCompanies reads, merges and counts the largest synthetic population from disk.
// It reports seconds a run and the peak memory of the process so far.
func BenchmarkAMillionCompanies(b *testing.B) {
	l := lat(b)
	path := filepath.Join(b.TempDir(), "population.jsonl")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := population.Generate(file, population.Options{Lattice: l, Companies: population.Most, Seed: 1, Cut: cut}); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		groups, err := population.Merge(population.NewReader(in, l), cut)
		if err != nil {
			b.Fatal(err)
		}
		r, err := Count(l, groups)
		if err != nil || r.Groups < 500_000 {
			b.Fatal(r.Groups, err)
		}
		in.Close()
	}
	b.ReportMetric(peak(), "peakMB")
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/run")
}

// peak is the most memory that the process has held, in MB, as Linux tells it; 0 elsewhere.
func peak() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "VmHWM:" {
			kb, _ := strconv.ParseFloat(words[1], 64)
			return kb / 1024
		}
	}
	return 0
}
