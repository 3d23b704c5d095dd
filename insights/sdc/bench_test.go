package sdc

import (
	"context"
	"fmt"
	"testing"
)

func BenchmarkSuppressAStation(b *testing.B) {
	for _, n := range []int{300, 800, 1500, 3000} {
		for _, k := range []int{5, 10} {
			b.Run(fmt.Sprintf("groups=%d/k=%d", n, k), func(b *testing.B) {
				s := station(population(1, n))
				for b.Loop() {
					r, err := Suppress(context.Background(), s, Options{K: k, P: 15})
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(r.Audit.Cells), "cells")
					b.ReportMetric(float64(r.Audit.Primary), "primary")
					b.ReportMetric(float64(r.Audit.Secondary), "secondary")
					b.ReportMetric(float64(r.Audit.Withheld), "withheld")
				}
			})
		}
	}
}
