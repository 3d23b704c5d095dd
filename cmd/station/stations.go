package main

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
	"github.com/zhuqi-yunzhan/station/web"
)

const stationsHelp = `station stations list                       the stations of this installation
station stations add --host HOST --name-zh … --name-en … --districts 'KEY|中文|English;…' --phone NUMBER --email ADDRESS
                                            another station, with its first administrator of security
station stations admin [--host HOST] --email ADDRESS
                                            an administrator of security for a station that has none who can sign in: the first one of a new
                                            installation, or after all were lost; without --host for the station of any other host
  The password is printed once and opens nothing but the page on which it is replaced.
  --data DIR    data of a stopped station with a private database, where STATION_DATABASE_URL is not set`

// runStations is for the operator who founds another station on the installation; all else is its
// administrators' to do on their pages.
func runStations(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || !slices.Contains([]string{"list", "add", "admin"}, args[0]) {
		fmt.Fprintln(stderr, stationsHelp)
		return errUsage
	}
	c, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	set := flag.NewFlagSet("stations "+args[0], flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&c.Data, "data", c.Data, "data of a stopped station with a private database")
	var fresh accounts.Station
	set.StringVar(&fresh.Host, "host", "", "the name that its visitors type")
	set.StringVar(&fresh.NameZh, "name-zh", "", "its name in Chinese")
	set.StringVar(&fresh.NameEn, "name-en", "", "its name in English")
	set.StringVar(&fresh.DeskPhone, "phone", "", "phone of its service desk")
	districts := set.String("districts", "", "KEY|中文|English, parted by ;")
	email := set.String("email", "", "address of its first administrator of security")
	if err := set.Parse(args[1:]); err != nil || set.NArg() > 0 {
		return errUsage
	}
	if args[0] == "list" {
		people, stop, err := peopleAlone(ctx, c, nil, stderr)
		if err != nil {
			return err
		}
		defer stop()
		return listStations(ctx, people, stdout)
	}
	fresh.Host = strings.ToLower(fresh.Host)
	if err := fitting(args[0], &fresh, *email, *districts); err != nil {
		return err
	}
	masters, _, err := readMasters(c, false)
	if err != nil {
		return err
	}
	vault, end, err := newVault(ctx, c, masters)
	if err != nil {
		return err
	}
	defer end()
	people, stop, err := peopleAlone(ctx, c, vault, stderr)
	if err != nil {
		return err
	}
	defer stop()
	people.HoldPasswordsTo(accounts.PasswordPolicy{}) // a random one is of no use to who counts kinds of characters
	if args[0] == "admin" {
		return addSecurity(ctx, people, fresh.Host, *email, stdout)
	}
	return addStation(ctx, people, fresh, *email, stdout)
}

// fitting tells whether what a verb needs is there.
func fitting(verb string, fresh *accounts.Station, email, districts string) (err error) {
	if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
		return fmt.Errorf("%w: --email is needed, an address such as name@example.com", errUsage)
	}
	if verb != "add" {
		return nil
	}
	if fresh.Host == "" || fresh.DeskPhone == "" {
		return fmt.Errorf("%w: --host and --phone are needed: every page tells which number to call", errUsage)
	}
	fresh.Districts, err = parseDistricts(districts)
	return err
}

func parseDistricts(text string) (out []accounts.District, err error) {
	for _, one := range strings.Split(text, ";") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		parts := strings.Split(one, "|")
		if len(parts) != 3 {
			return nil, fmt.Errorf("%w: --districts: %q is not KEY|中文|English", errUsage, one)
		}
		out = append(out, accounts.District{Key: strings.TrimSpace(parts[0]), Zh: strings.TrimSpace(parts[1]), En: strings.TrimSpace(parts[2])})
	}
	return out, nil
}

func listStations(ctx context.Context, people *accounts.Store, out io.Writer) error {
	all, err := people.Stations(ctx)
	for _, s := range all {
		host := s.Host
		if host == "" {
			host = "(any other host)"
		}
		fmt.Fprintf(out, "%x  %-30s  %s  %s\n", s.ID, host, s.NameZh, s.NameEn)
	}
	return err
}

// first is an administrator of security as the operator makes one.
func first(email string) accounts.NewPerson {
	return accounts.NewPerson{Name: "Security", Email: email, Password: rand.Text(), Once: true}
}

func addStation(ctx context.Context, people *accounts.Store, fresh accounts.Station, email string, out io.Writer) error {
	head := first(email)
	id, err := people.AddStation(ctx, fresh, head)
	if err != nil {
		return told(err)
	}
	fmt.Fprintf(out, "station %x at %s\n", id, fresh.Host)
	return printFirst(out, head)
}

// addSecurity gives a station an administrator of security.
func addSecurity(ctx context.Context, people *accounts.Store, host, email string, out io.Writer) error {
	all, err := people.Stations(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(s accounts.Station) bool { return s.Host == host })
	if i < 0 {
		return fmt.Errorf("%w: no station has that host; see station stations list", errUsage)
	}
	head := first(email)
	if err := people.AddStaff(ctx, all[i].ID, station.Security, head); err != nil {
		return told(err)
	}
	fmt.Fprintf(out, "station %x, %s\n", all[i].ID, all[i].NameEn)
	return printFirst(out, head)
}

func printFirst(out io.Writer, head accounts.NewPerson) error {
	_, err := fmt.Fprintf(out, "administrator of security: %s\npassword, shown once: %s\n", head.Email, head.Password)
	return err
}

// told words a fault for who stands at the console, in English.
func told(err error) error {
	f, ok := station.AsFault(err)
	if !ok {
		return err
	}
	words, loading := web.LoadWords()
	if loading != nil {
		return loading
	}
	return fmt.Errorf("%w: %s", errUsage, words.T(web.English, f.Say))
}

// peopleAlone opens the accounts without a server: over the operator's database, or the private one
// of a station that is stopped. vault may be nil for what needs nobody's name.
func peopleAlone(ctx context.Context, c config, vault *accounts.Vault, stderr io.Writer) (*accounts.Store, func(), error) {
	url, stop := c.Database, func() {}
	if url == "" {
		if _, err := os.Stat(filepath.Join(c.Data, "pg")); err != nil {
			return nil, nil, fmt.Errorf("%w: there is no private database under %s; set STATION_DATABASE_URL, or name the data of a stopped station with --data", errUsage, c.Data)
		}
		own, err := cluster.Start(ctx, cluster.Options{Dir: filepath.Join(c.Data, "pg"), BinDir: os.Getenv("STATION_PG_BIN"), Log: stderr})
		if err != nil {
			return nil, nil, err
		}
		url, stop = own.URLAs("station_app"), func() { _ = own.Stop(context.WithoutCancel(ctx)) }
	}
	db, err := pg.Open(ctx, url, pg.Options{MaxConns: 2, Name: "station stations"})
	if err != nil {
		stop()
		return nil, nil, err
	}
	if vault != nil {
		if err := vault.Begin(ctx, db); err != nil {
			db.Close()
			stop()
			return nil, nil, err
		}
	}
	people, err := accounts.NewStore(db, vault, time.Now)
	return people, func() { db.Close(); stop() }, err
}
