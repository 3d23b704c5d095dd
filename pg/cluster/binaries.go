package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	oldestMajor    = 15 // security_invoker views
	preferredMajor = 15
)

// binaries is one installation of the server's programs.
type binaries struct {
	dir   string
	major int
}

func (b binaries) path(program string) string { return filepath.Join(b.dir, program) }

// find chooses an installation: the one that made the data, or for new data the preferred major
// version, else the newest. Only the same major version can read what is there.
func find(binDir, data string, made int, who account) (binaries, error) {
	have, trouble := installations(binDir, who)
	if made != 0 {
		return findFor(data, made, have, trouble)
	}
	best := binaries{}
	for _, b := range have {
		if b.major < oldestMajor {
			continue
		}
		if b.major == preferredMajor {
			return b, nil
		}
		if b.major > best.major {
			best = b
		}
	}
	if best.major == 0 {
		return best, missing(have, trouble)
	}
	return best, nil
}

func findFor(data string, made int, have []binaries, trouble error) (binaries, error) {
	if made < oldestMajor {
		return binaries{}, fmt.Errorf("the data in %s were made by PostgreSQL %d, too old for the station, which needs %d: "+
			"bring them over with pg_upgrade or pg_dumpall, or move that directory away to begin anew", data, made, oldestMajor)
	}
	for _, b := range have {
		if b.major == made {
			return b, nil
		}
	}
	if len(have) == 0 {
		return binaries{}, missing(have, trouble)
	}
	return binaries{}, fmt.Errorf("the data in %s were made by PostgreSQL %d, but only %s is installed: "+
		"install it (apt-get install postgresql-%d), bring the data over with pg_upgrade, or move that directory away to begin anew",
		data, made, majors(have), made)
}

func missing(have []binaries, trouble error) error {
	found := ""
	if len(have) > 0 {
		found = " (only " + majors(have) + " is here)"
	}
	err := fmt.Errorf("PostgreSQL %d or newer is not installed%s: run `apt-get install postgresql-%d`, "+
		"or set STATION_DATABASE_URL to a server of your own", oldestMajor, found, preferredMajor)
	if trouble != nil {
		return fmt.Errorf("%w; tried: %w", err, trouble)
	}
	return err
}

func majors(have []binaries) string {
	var names []string
	for _, b := range have {
		names = append(names, strconv.Itoa(b.major))
	}
	slices.Sort(names)
	return "PostgreSQL " + strings.Join(slices.Compact(names), ", ")
}

// installations lists what can be run by the account; trouble says what was found but could not.
func installations(binDir string, who account) (have []binaries, trouble error) {
	dirs := []string{binDir}
	if binDir == "" {
		dirs = likelyDirs()
	}
	for _, dir := range dirs {
		if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
			if binDir != "" {
				trouble = fmt.Errorf("no initdb in %s: %w", dir, err)
			}
			continue
		}
		major, err := version(filepath.Join(dir, "postgres"), who)
		if err != nil {
			trouble = errors.Join(trouble, err)
			continue
		}
		have = append(have, binaries{dir: dir, major: major})
	}
	return have, trouble
}

// likelyDirs is Debian's places and what PATH leads to. No folder below the one that the station
// happens to be started in: what lies there is not for it to run.
func likelyDirs() []string {
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is well formed
	if p, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	return dirs
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

func version(postgres string, who account) (int, error) {
	out, err := who.command("/", postgres, "--version").Output()
	if err != nil {
		return 0, fmt.Errorf("%s does not run as %s: %w", postgres, who.name, err)
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("%s says %q, which is no version", postgres, strings.TrimSpace(string(out)))
	}
	return strconv.Atoi(string(m[1]))
}

// dataMajor is the major version that made the data, 0 where there are none.
func dataMajor(data string) (int, error) {
	said, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		if _, err := os.Lstat(data); err == nil {
			return 0, fmt.Errorf("%s is there but holds no database (no PG_VERSION): move it away to begin anew", data)
		}
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the data's version: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(said)))
	if err != nil {
		return 0, fmt.Errorf("%s/PG_VERSION says %q, which is no version this station knows", data, strings.TrimSpace(string(said)))
	}
	return major, nil
}
