package main

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
)

const stationsHelp = `station stations list                       the stations of this installation
station stations add --host HOST --name-zh … --name-en … --districts 'KEY|中文|English;…' --email ADDRESS
                                            another station, with its first administrator of security, whose password is printed once
  --data DIR    data of a stopped station with a private database, where STATION_DATABASE_URL is not set`

// runStations is for the operator who founds another station on the installation; all else is its
// administrators' to do on their pages.
func runStations(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] != "list" && args[0] != "add" {
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
	if fresh.Host == "" || *email == "" {
		return fmt.Errorf("%w: --host and --email are needed", errUsage)
	}
	fresh.Host = strings.ToLower(fresh.Host)
	if fresh.Districts, err = parseDistricts(*districts); err != nil {
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
	return addStation(ctx, people, fresh, *email, stdout)
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

func addStation(ctx context.Context, people *accounts.Store, fresh accounts.Station, email string, out io.Writer) error {
	id, err := people.AddStation(ctx, fresh)
	if f, ok := station.AsFault(err); ok {
		return fmt.Errorf("%w: %s", errUsage, f.Say.Key)
	}
	if err != nil {
		return err
	}
	password := rand.Text()
	if err := people.AddStaff(ctx, id, station.Security, accounts.NewPerson{Name: "Security", Email: email, Password: password}); err != nil {
		return err
	}
	fmt.Fprintf(out, "station %x at %s\nadministrator of security: %s\npassword, shown once: %s\n", id, fresh.Host, email, password)
	return nil
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
