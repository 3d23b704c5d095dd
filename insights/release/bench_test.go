package release_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/insights/counting"
	"github.com/zhuqi-yunzhan/station/insights/lattice"
	"github.com/zhuqi-yunzhan/station/insights/population"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// BenchmarkAMillionCompanies reads the largest population from disk, builds the release of the room and that for outside within it, and attacks both.
// It reports seconds a run and the peak memory of the process, the making of the population left out of the first.
func BenchmarkAMillionCompanies(b *testing.B) {
	l := named(b, lattice.Standard)
	path := filepath.Join(b.TempDir(), "population.jsonl")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := population.Generate(file, population.Options{Lattice: l, Companies: population.Most, Seed: 1, Cut: first}); err != nil {
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
		groups, err := population.Merge(population.NewReader(in, l), first)
		if err != nil {
			b.Fatal(err)
		}
		counted, err := counting.Count(l, groups)
		if err != nil {
			b.Fatal(err)
		}
		in.Close()
		room, a, err := release.Build(b.Context(), l, counted, release.Options{})
		if err != nil || a.Unproved > 0 {
			b.Fatal(a, err)
		}
		out, a, err := release.Build(b.Context(), l, counted, release.Options{K: release.OutsideK, Within: &room})
		if err != nil || a.Unproved > 0 {
			b.Fatal(a, err)
		}
		for _, r := range []release.Release{room, out} {
			if got, err := release.Attack(b.Context(), r, l); err != nil || len(got.Faults) > 0 {
				b.Fatal(got.Faults, err)
			}
		}
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
