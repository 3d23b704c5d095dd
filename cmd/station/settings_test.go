package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
	"github.com/zhuqi-yunzhan/station/migrations/pgtest"
)

var settingName = regexp.MustCompile(`STATION_[A-Z0-9_]*[A-Z0-9]`)

// elsewhere are names that are read for tests and by parts that are no settings of the program.
var elsewhere = map[string]bool{"STATION_SOAK": true, "STATION_TEST_PG": true, "STATION_CLUSTER_HELPER": true, "STATION_FORMAT": true, "STATION_TEST": true, "STATION_FILES_S3": true, "STATION_SMTP": true, "STATION_SMS": true}

func TestEverySettingIsListedAndExplained(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range settings() {
		known[s.name] = true
		if s.en == "" || s.zh == "" || s.otherwise == "" {
			t.Errorf("%s is not explained", s.name)
		}
		if tail := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s.name, "STATION_LLM"), "STATION_FILES_S3"), "STATION_SMS"); !bytes.Contains(readme, []byte("`"+s.name+"`")) && !bytes.Contains(readme, []byte("`"+tail+"`")) {
			t.Errorf("%s is not in the README", s.name)
		}
	}
	read := map[string]bool{}
	for _, pattern := range []string{"*.go", "../../pg/*.go", "../../pg/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if file == "settings.go" || strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range settingName.FindAllString(string(text), -1) {
				read[name] = true
				if !known[name] && !elsewhere[name] {
					t.Errorf("%s reads %s, which is not listed", file, name)
				}
			}
		}
	}
	for name := range known {
		if !read[name] {
			t.Errorf("%s is listed and read nowhere", name)
		}
	}
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	values := map[string]string{"STATION_LLM_API_KEY": "sk-geheim", "STATION_MASTER_KEYS": "geheim", "STATION_DATABASE_URL": "postgres://station_app:geheim@db/station", "STATION_LISTEN": "127.0.0.1:9999"}
	for _, lang := range []string{"zh", "en"} {
		var out bytes.Buffer
		printSettings(func(name string) string { return values[name] }, lang, &out)
		if strings.Contains(out.String(), "geheim") || !strings.Contains(out.String(), "= 127.0.0.1:9999") {
			t.Errorf("%s prints\n%s", lang, out.String())
		}
	}
}

func TestConfigCheckTellsWhatDoesNotFit(t *testing.T) {
	urls := pgtest.URLs(t)
	dir := t.TempDir()
	good := map[string]string{"STATION_DATA": dir, "STATION_DATABASE_URL": urls.App, "STATION_WORKER_URL": urls.Worker}
	check := func(change map[string]string) (string, error) {
		var out bytes.Buffer
		err := checkSettings(context.Background(), func(name string) string {
			if value, ok := change[name]; ok {
				return value
			}
			return good[name]
		}, &out)
		return out.String(), err
	}
	if out, err := check(nil); err != nil {
		t.Errorf("what fits is refused: %v\n%s", err, out)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for setting, value := range map[string]string{
		"STATION_LISTEN": "8080", "STATION_SITE": filepath.Join(dir, "none"), "STATION_RULES_KEYS": "nonsense", "STATION_MASTER_KEYS": "nonsense",
		"STATION_DATABASE_URL": urls.Owner, "STATION_WORKER_URL": "postgres://nobody@127.0.0.1:1/none", "STATION_ANCHORS": file,
	} {
		out, err := check(map[string]string{setting: value})
		if err == nil || !strings.Contains(out, "FAIL  "+setting) {
			t.Errorf("%s=%s: %v\n%s", setting, value, err, out)
		}
	}
	fake, err := fakellm.Start(fakellm.Say("ok"), fakellm.Status(401))
	if err != nil {
		t.Fatal(err)
	}
	defer fake.Close()
	for _, want := range []string{"ok    STATION_LLM_BASE_URL", "FAIL  STATION_LLM_BASE_URL"} {
		if out, _ := check(map[string]string{"STATION_LLM_BASE_URL": fake.URL(), "STATION_LLM_MODEL": "m", "STATION_LLM_API_KEY": "topsecret"}); !strings.Contains(out, want) || strings.Contains(out, "topsecret") {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if out, err := check(map[string]string{"STATION_SEAL_SUITE": "rot13"}); err == nil || !strings.Contains(out, "STATION_SEAL_SUITE") {
		t.Errorf("an unknown suite: %v\n%s", err, out)
	}
	if out, err := check(map[string]string{"STATION_PUBLIC_URL": "http://station.example"}); err != nil || !strings.Contains(out, "warn  STATION_PUBLIC_URL") {
		t.Errorf("plain http in public: %v\n%s", err, out)
	}
}
