package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// people signs up n companies, each with a check that is begun.
func people(b *testing.B, p *process, n int) []*visitor {
	b.Helper()
	out := make([]*visitor, n)
	var group sync.WaitGroup
	seats := make(chan struct{}, 8)
	for i := range n {
		group.Add(1)
		go func() {
			defer group.Done()
			seats <- struct{}{}
			defer func() { <-seats }()
			br := newBrowser(b, p.base)
			br.http.Transport = from{fmt.Sprintf("10.1.%d.%d", i/200, i%200+1)}
			v := &visitor{browser: br, check: br.signUp(code(i), fmt.Sprintf("p%d@example.com", i))}
			v.token, _ = br.token()
			br.must(v.check+"/profile", url.Values{})
			_, page, _ := br.get("/profiles")
			v.profile = profilePath.FindString(page)
			out[i] = v
		}()
	}
	group.Wait()
	if slices.Contains(out, nil) {
		b.Fatal("not everybody could sign up")
	}
	return out
}

// from is an address of one's own, as a proxy passes it on: 200 sign-ups from one would be refused.
type from struct{ address string }

func (f from) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", f.address)
	return http.DefaultTransport.RoundTrip(r)
}

type visitor struct {
	*browser
	check, token, profile string
	rev                   int64
}

// code makes the i-th credit code with its check digit.
func code(i int) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	weights := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	s := fmt.Sprintf("91330100MA2%06d", i)
	sum := 0
	for k, w := range weights {
		sum += w * strings.IndexByte(alphabet, s[k])
	}
	return s + string(alphabet[(31-sum%31)%31])
}

// load lets every visitor act once a second for so long, and reports the times and the faults.
func load(b *testing.B, visitors []*visitor, seconds int, act func(v *visitor, n int) error) {
	b.Helper()
	var mu sync.Mutex
	var times []time.Duration
	faults := 0
	var group sync.WaitGroup
	for i, v := range visitors {
		group.Add(1)
		go func() {
			defer group.Done()
			time.Sleep(time.Duration(i) * time.Second / time.Duration(len(visitors)))
			for n := range seconds {
				began := time.Now()
				err := act(v, n)
				took := time.Since(began)
				mu.Lock()
				times = append(times, took)
				if err != nil {
					faults++
				}
				mu.Unlock()
				time.Sleep(time.Second - min(took, time.Second))
			}
		}()
	}
	group.Wait()
	slices.Sort(times)
	at := func(share float64) float64 {
		return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.95), "p95-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(float64(faults), "errors")
	b.ReportMetric(0, "ns/op")
}

var benchKeys = []string{"expat_n", "dispatch_count", "max_remit_usd"}

func answerOnce(v *visitor, n int) error {
	key := benchKeys[n%len(benchKeys)]
	status, body, err := v.post(v.check+"/questions/company."+key, url.Values{"csrf": {v.token}, key: {strconv.Itoa(n + 1)}, "seen." + key: {"999999"}}, "application/json")
	if err == nil && status != 200 {
		err = fmt.Errorf("%d %.200s", status, body)
	}
	return err
}

func readProfile(v *visitor, _ int) error {
	status, _, err := v.get(v.profile)
	if err == nil && status != 200 {
		err = fmt.Errorf("%d", status)
	}
	return err
}

// BenchmarkPeople answers and reads with 20 and with 200 people at work, one request a second each.
func BenchmarkPeople(b *testing.B) {
	b.Setenv("STATION_TRUSTED_PROXIES", "127.0.0.1")
	p := launch(b, dataFolder(b), freePort(b))
	defer p.stop()
	all := people(b, p, 200)
	for _, n := range []int{20, 200} {
		b.Run(fmt.Sprintf("answer/%d", n), func(b *testing.B) { load(b, all[:n], 8, answerOnce) })
		b.Run(fmt.Sprintf("profile/%d", n), func(b *testing.B) { load(b, all[:n], 8, readProfile) })
	}
	b.Run("memory", func(b *testing.B) {
		b.ReportMetric(residentMB(p.cmd.Process.Pid), "MB")
		b.ReportMetric(0, "ns/op")
	})
}

// residentMB reads how much memory a process holds.
func residentMB(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kb) / 1024
		}
	}
	return 0
}

// BenchmarkWarmStart starts the station over data that are there already.
func BenchmarkWarmStart(b *testing.B) {
	data, listen := dataFolder(b), freePort(b)
	launch(b, data, listen).stop()
	for b.Loop() {
		b.StopTimer()
		b.StartTimer()
		p := launch(b, data, listen)
		b.StopTimer()
		p.stop()
		b.StartTimer()
	}
}
