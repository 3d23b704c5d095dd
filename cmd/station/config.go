package main

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/seal"
	"github.com/zhuqi-yunzhan/station/web"
)

//go:embed site.yaml
var defaultSite []byte

// config is what the environment decides.
type config struct {
	Listen    string         // STATION_LISTEN
	PublicURL string         // STATION_PUBLIC_URL
	Database  string         // STATION_DATABASE_URL; empty = a private cluster
	Migrate   string         // STATION_MIGRATE_URL
	Worker    string         // STATION_WORKER_URL
	Builder   string         // STATION_BUILDER_URL
	Least     insights.Least // STATION_INSIGHT_LEAST
	Data      string         // STATION_DATA: where the private cluster keeps its data
	Proxies   []string
	LLMBase   string
	LLMModel  string
	LLMKey    string
	SiteFile  string
	Suite     seal.Suite // STATION_SEAL_SUITE: by which algorithms new data are sealed
	KeyFile   string     // STATION_MASTER_KEYS_FILE; empty = under the data, see keyFile
	Post      post       // STATION_SMTP_*, STATION_SMS_*, STATION_WEBHOOK_ALLOW
	Demo      bool
	// StaffFactor is STATION_STAFF_FACTOR: required, or offered where another system has asked for a second factor already.
	StaffFactor string
	Passwords   accounts.PasswordPolicy // STATION_PASSWORD_COMPLEXITY, STATION_PASSWORD_MAX_AGE
	Signing     reviews.Signing         // what STATION_SIGN_TRUST and STATION_SIGN_PDF say
	Anchors     string                  // STATION_ANCHORS: the folder of the audit anchors; empty = under the data, see anchors
}

// keyFile is where the master keys lie.
func (c config) keyFile() string {
	return cmp.Or(c.KeyFile, filepath.Join(c.Data, "keys", "master.keys"))
}

// anchors are kept beside the database, unless they have a place of their own.
func (c config) anchors() *accounts.Anchors { return accounts.NewAnchors(c.anchorsDir()) }

func (c config) anchorsDir() string { return cmp.Or(c.Anchors, filepath.Join(c.Data, "anchors")) }

func readConfig(getenv func(string) string) (config, error) {
	c := config{Listen: getenv("STATION_LISTEN"), PublicURL: getenv("STATION_PUBLIC_URL"), Database: getenv("STATION_DATABASE_URL"), Migrate: getenv("STATION_MIGRATE_URL"), Worker: getenv("STATION_WORKER_URL"), Builder: getenv("STATION_BUILDER_URL"),
		Data: getenv("STATION_DATA"), LLMBase: getenv("STATION_LLM_BASE_URL"), LLMModel: getenv("STATION_LLM_MODEL"), LLMKey: getenv("STATION_LLM_API_KEY"), SiteFile: getenv("STATION_SITE"), KeyFile: getenv("STATION_MASTER_KEYS_FILE")}
	if c.Listen == "" {
		c.Listen = "127.0.0.1:8080"
	}
	if proxies := getenv("STATION_TRUSTED_PROXIES"); proxies != "" {
		c.Proxies = strings.Split(proxies, ",")
	}
	if c.Data == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return c, fmt.Errorf("no home folder for the data; set STATION_DATA: %w", err)
		}
		c.Data = filepath.Join(home, ".local", "share", "station")
	}
	c.Anchors = getenv("STATION_ANCHORS")
	var err error
	if c.Suite, err = seal.ParseSuite(cmp.Or(getenv("STATION_SEAL_SUITE"), seal.Intl.String())); err != nil {
		return c, fmt.Errorf("%w: STATION_SEAL_SUITE: %w", errUsage, err)
	}
	if c.StaffFactor = cmp.Or(getenv("STATION_STAFF_FACTOR"), "required"); c.StaffFactor != "required" && c.StaffFactor != "offered" {
		return c, fmt.Errorf("%w: STATION_STAFF_FACTOR is required or offered", errUsage)
	}
	if c.Passwords, err = readPasswords(getenv); err != nil {
		return c, err
	}
	if c.Least, err = readLeast(getenv("STATION_INSIGHT_LEAST")); err != nil {
		return c, err
	}
	if c.Post, err = readPost(getenv); err != nil {
		return c, err
	}
	if c.LLMBase != "" && c.LLMModel == "" {
		return c, fmt.Errorf("%w: STATION_LLM_BASE_URL is set, so STATION_LLM_MODEL is needed", errUsage)
	}
	return c, nil
}

// passwordDays is for how many days a password serves where nothing else is set.
const passwordDays = "90"

// readPasswords reads what is asked of passwords: what GB/T 22239 asks, unless the deployment says otherwise.
func readPasswords(getenv func(string) string) (p accounts.PasswordPolicy, err error) {
	switch getenv("STATION_PASSWORD_COMPLEXITY") {
	case "", "required":
		p.Kinds = true
	case "off":
	default:
		return p, fmt.Errorf("%w: STATION_PASSWORD_COMPLEXITY is required or off", errUsage)
	}
	days, err := strconv.Atoi(cmp.Or(getenv("STATION_PASSWORD_MAX_AGE"), passwordDays))
	if err != nil || days < 0 || days > 3650 {
		return p, fmt.Errorf("%w: STATION_PASSWORD_MAX_AGE is a number of days, 0 for no end", errUsage)
	}
	p.MaxAge = time.Duration(days) * 24 * time.Hour
	return p, nil
}

// passwords are what is asked of passwords; nothing more than a length of the demo's invented people, unless it is set.
func (c config) passwords(getenv func(string) string) accounts.PasswordPolicy {
	if c.Demo && getenv("STATION_PASSWORD_COMPLEXITY") == "" && getenv("STATION_PASSWORD_MAX_AGE") == "" {
		return accounts.PasswordPolicy{}
	}
	return c.Passwords
}

// siteFile is the form of site.yaml.
type siteFile struct {
	Name      map[string]string `yaml:"name"`
	Short     map[string]string `yaml:"short"`
	DeskPhone string            `yaml:"desk_phone"`
	Districts []struct {
		Key string `yaml:"key"`
		Zh  string `yaml:"zh"`
		En  string `yaml:"en"`
	} `yaml:"districts"`
	Context struct {
		Revision string               `yaml:"revision"`
		FX       map[string]yaml.Node `yaml:"fx"`
		MFA      map[string]string    `yaml:"mfa"`
	} `yaml:"context"`
}

// loadSite reads who runs the station and the tables that change daily.
func loadSite(c config) (web.Site, rules.Context, error) {
	text := defaultSite
	if c.SiteFile != "" {
		read, err := os.ReadFile(c.SiteFile)
		if err != nil {
			return web.Site{}, rules.Context{}, fmt.Errorf("STATION_SITE: %w", err)
		}
		text = read
	}
	var f siteFile
	if err := yaml.Unmarshal(text, &f); err != nil {
		return web.Site{}, rules.Context{}, fmt.Errorf("site file: %w", err)
	}
	site := web.Site{PublicURL: c.PublicURL, Demo: c.Demo, StaffFactorOptional: c.Demo || c.StaffFactor == "offered", TrustedProxies: c.Proxies,
		Station: accounts.Station{NameZh: f.Name["zh"], NameEn: f.Name["en"], ShortZh: f.Short["zh"], ShortEn: f.Short["en"], DeskPhone: f.DeskPhone}}
	for _, d := range f.Districts {
		site.Station.Districts = append(site.Station.Districts, accounts.District{Key: d.Key, Zh: d.Zh, En: d.En})
	}
	if len(site.Station.Districts) == 0 || site.Station.NameZh == "" || site.Station.NameEn == "" {
		return site, rules.Context{}, fmt.Errorf("site file: name in zh and en and at least one district are needed")
	}
	daily := rules.Context{Revision: f.Context.Revision, FX: map[string]json.Number{}, MFA: f.Context.MFA}
	for currency, rate := range f.Context.FX {
		daily.FX[currency] = json.Number(rate.Value)
	}
	return site, daily, nil
}
