package main

import (
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/seal"
)

// readSigning reads what signing needs: by which algorithm the station's keys sign, whose certificates are believed, and what seals PDFs.
func readSigning(getenv func(string) string, suite seal.Suite, log *slog.Logger) (out reviews.Signing, err error) {
	out.Algorithm = signature.Ed25519
	if suite == seal.GM {
		out.Algorithm = signature.SM2
	}
	if dir := getenv("STATION_SIGN_TRUST"); dir != "" {
		t := &trustFolder{dir: dir, log: log}
		if err := t.read(); err != nil {
			return out, fmt.Errorf("%w: STATION_SIGN_TRUST: %w", errUsage, err)
		}
		out.Trust = t.now
	}
	if file := getenv("STATION_SIGN_PDF"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return out, fmt.Errorf("%w: STATION_SIGN_PDF: %w", errUsage, err)
		}
		defer clear(text)
		if out.Sealer, err = signature.ReadSealer(text); err != nil {
			return out, fmt.Errorf("%w: STATION_SIGN_PDF: %w", errUsage, err)
		}
	}
	return out, nil
}

// trustLook is how soon a change of the folder is seen.
const trustLook = 5 * time.Second

// trustFolder is the operator's folder of authorities and lists of revoked certificates, read again when anything in it has changed.
type trustFolder struct {
	dir string
	log *slog.Logger

	mu     sync.Mutex
	looked time.Time
	seen   string // names, sizes and times of what was read
	trust  *signature.Trust
}

// now is what the folder holds. What cannot be read leaves what was read before.
func (t *trustFolder) now() *signature.Trust {
	t.mu.Lock()
	stale := time.Since(t.looked) > trustLook
	t.mu.Unlock()
	if stale {
		if err := t.read(); err != nil {
			t.log.Error("the folder of trusted authorities cannot be read; what was read before holds", "error", err)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.trust
}

func (t *trustFolder) read() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.looked = time.Now()
	var state strings.Builder
	err := fs.WalkDir(os.DirFS(t.dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(t.dir + "/" + path) // what a link leads to
		if err == nil {
			fmt.Fprintln(&state, path, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	if err != nil {
		return err
	}
	if t.trust != nil && state.String() == t.seen {
		return nil
	}
	trust, err := signature.ReadTrust(os.DirFS(t.dir))
	if err != nil {
		return err
	}
	t.trust, t.seen = trust, state.String()
	return nil
}
