package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
)

var buildOnce = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "station-test-")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "station")
	out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return binary, nil
})

func binary(t testing.TB) string {
	t.Helper()
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// process is a station that runs as a process of its own.
type process struct {
	t    testing.TB
	cmd  *exec.Cmd
	base string
	data string
	log  *os.File
	done chan error
}

// dataFolder is a folder that an unprivileged database can reach, gone after the test.
func dataFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "station-data-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// launch starts a station and waits until it answers.
func launch(t testing.TB, data, listen string, args ...string) *process {
	t.Helper()
	p, err := tryLaunch(t, data, listen, args...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func tryLaunch(t testing.TB, data, listen string, args ...string) (*process, error) {
	t.Helper()
	return tryLaunchIn(t, data, listen, nil, args...)
}

// tryLaunchIn is tryLaunch with something more in the environment.
func tryLaunchIn(t testing.TB, data, listen string, environment []string, args ...string) (*process, error) {
	t.Helper()
	log, err := os.OpenFile(filepath.Join(data, "station.log"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	p := &process{t: t, base: "http://" + listen, data: data, log: log, done: make(chan error, 1)}
	p.cmd = exec.Command(binary(t), append([]string{"serve", "--listen", listen, "--data", data}, args...)...)
	p.cmd.Env = append(append(os.Environ(), "STATION_DATABASE_URL=", "STATION_LLM_BASE_URL=", "STATION_MASTER_KEYS=", "STATION_MASTER_KEYS_FILE="), environment...)
	p.cmd.Stderr = log
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	ready := make(chan bool, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "station answers at ") {
				ready <- true
			}
		}
		p.done <- p.cmd.Wait()
	}()
	select {
	case <-ready:
		return p, nil
	case err := <-p.done:
		return nil, fmt.Errorf("the station did not start: %w\n%s", err, p.tail())
	case <-time.After(60 * time.Second):
		p.kill()
		return nil, fmt.Errorf("the station did not start in a minute\n%s", p.tail())
	}
}

func (p *process) tail() string {
	text, err := os.ReadFile(p.log.Name())
	if err != nil {
		return err.Error()
	}
	if len(text) > 3000 {
		text = text[len(text)-3000:]
	}
	return string(text)
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
	p.done <- nil
}

// stop ends the station in good order.
func (p *process) stop() {
	p.t.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-p.done:
		if err != nil {
			p.t.Errorf("ended with %v\n%s", err, p.tail())
		}
	case <-time.After(40 * time.Second):
		p.t.Error("did not end in 40 seconds")
		p.kill()
	}
	p.done <- nil
}

// postmaster gives the process id of the private database.
func (p *process) postmaster() (int, error) {
	text, err := os.ReadFile(filepath.Join(p.data, "pg", "data", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	var pid int
	_, err = fmt.Sscan(string(text), &pid)
	return pid, err
}

// browser is a visitor who keeps cookies and posts the forms that pages hold.
type browser struct {
	t    testing.TB
	base string
	http *http.Client
}

func newBrowser(t testing.TB, base string) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, base: base, http: &http.Client{Jar: jar, Timeout: 20 * time.Second}}
}

var csrfField = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func (b *browser) get(path string) (int, string, error) {
	r, err := b.http.Get(b.base + path)
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	return r.StatusCode, string(text), err
}

// token reads the form token that pages of this session carry.
func (b *browser) token() (string, error) {
	_, page, err := b.get("/notice")
	if err != nil {
		return "", err
	}
	m := csrfField.FindStringSubmatch(page)
	if m == nil {
		return "", fmt.Errorf("no form token")
	}
	return m[1], nil
}

func (b *browser) post(path string, form url.Values, accept string) (int, string, error) {
	r, err := http.NewRequest(http.MethodPost, b.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	answer, err := b.http.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text), err
}

// must posts a form with the token and wants the page that follows.
func (b *browser) must(path string, form url.Values) string {
	b.t.Helper()
	token, err := b.token()
	if err != nil {
		b.t.Fatal(err)
	}
	form.Set("csrf", token)
	status, page, err := b.post(path, form, "")
	if err != nil || status >= 400 {
		b.t.Fatalf("POST %s: %d %v\n%.400s", path, status, err, page)
	}
	return page
}

// signUp makes a company and starts a self-check over everything; it gives the check's path.
func (b *browser) signUp(code, email string) string {
	b.t.Helper()
	b.must("/signup", url.Values{"uscc": {code}, "company": {"试验有限公司"}, "industry": {"C"}, "district": {"donggang"}, "size": {"small"}, "name": {"林晓"}, "email": {email}, "password": {"Long enough 7 words"}})
	b.must("/notice", url.Values{"agree": {"1"}, "version": {accounts.PrivacyVersion}, "return": {"/home"}})
	page := b.must("/self-checks", url.Values{"areas": {"tax", "supply", "employee"}, "depth": {"full"}})
	m := regexp.MustCompile(`/self-checks/[0-9a-f-]{36}`).FindString(page)
	if m == "" {
		b.t.Fatal("no self-check after it was started")
	}
	return m
}
