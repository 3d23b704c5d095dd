package files

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	s3Access = "stationtest"
	s3Secret = "station-test-secret"
	s3Region = "cn-test-1"
)

// s3Binary builds the S3 server of testdata/s3server, whose go.mod pins it. What it needs comes from the Go module proxy; where that cannot be
// reached and nothing is cached, the tests fail and say so.
var s3Binary = sync.OnceValues(func() (string, error) {
	path, err := filepath.Abs("../.s3server/versitygw")
	if err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-C", "testdata/s3server", "-o", path, "github.com/versity/versitygw/cmd/versitygw")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the S3 server for the tests (github.com/versity/versitygw, pinned in files/testdata/s3server/go.mod) cannot be built: %w\n%s", err, out)
	}
	return path, nil
})

// s3Server is a real S3 server over a folder. A folder within it is a bucket.
type s3Server struct {
	address string
	dir     string
	cmd     *exec.Cmd
}

func startS3(args ...string) (*s3Server, error) {
	binary, err := s3Binary()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "station-s3-")
	if err != nil {
		return nil, err
	}
	for _, sub := range []string{"buckets", "meta", "versions"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &s3Server{address: l.Addr().String(), dir: dir}
	if err := l.Close(); err != nil {
		return nil, err
	}
	args = append([]string{"--port", s.address, "--access", s3Access, "--secret", s3Secret, "--region", s3Region, "--quiet"}, args...)
	s.cmd = exec.Command(binary, append(args, "posix", "--sidecar", filepath.Join(dir, "meta"), "--versioning-dir", filepath.Join(dir, "versions"), filepath.Join(dir, "buckets"))...)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for range 200 {
		c, err := net.Dial("tcp", s.address)
		if err == nil {
			return s, c.Close()
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.stop()
	return nil, errors.New("the S3 server does not answer")
}

func (s *s3Server) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	_ = os.RemoveAll(s.dir)
}

// commonS3 is one server for all tests of this process; TestMain stops it.
var commonS3 = sync.OnceValues(func() (*s3Server, error) {
	s, err := startS3()
	startedS3.Store(s)
	return s, err
})

var startedS3 atomic.Pointer[s3Server]

// s3Options makes a bucket for a test and says how to reach it.
func s3Options(t testing.TB) S3Options {
	t.Helper()
	s := must[*s3Server](t)(commonS3())
	bucket := "b" + strings.ToLower(strings.Trim(filepath.Base(t.TempDir())+fmt.Sprint(time.Now().UnixNano()), "/"))
	if err := os.Mkdir(filepath.Join(s.dir, "buckets", bucket), 0o700); err != nil {
		t.Fatal(err)
	}
	return S3Options{Endpoint: "http://" + s.address, Bucket: bucket, Region: s3Region, AccessKey: s3Access, SecretKey: s3Secret, Prefix: "station/"}
}

func openS3(t testing.TB, o S3Options) *S3 {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	s := must[*S3](t)(OpenS3(ctx, o))
	t.Cleanup(s.Close)
	return s
}

func TestMain(m *testing.M) {
	if part := os.Getenv(actorVariable); part != "" {
		act(part) // this process is one that is to be killed
		return
	}
	code := m.Run()
	if s := startedS3.Load(); s != nil {
		s.stop()
	}
	os.Exit(code)
}
