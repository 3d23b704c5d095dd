package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/files"
	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/migrations"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
	"github.com/zhuqi-yunzhan/station/pg/cluster"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/rules"
	"github.com/zhuqi-yunzhan/station/web"
)

// shutdownTime is how long what is in flight may take to finish.
const shutdownTime = 20 * time.Second

// runServe starts the portal: database, migrations, rooms, server; and ends them in reverse when
// told to.
func runServe(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	set := flag.NewFlagSet("serve", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.BoolVar(&c.Demo, "demo", false, "fill an empty database with invented companies, and mark every page")
	set.StringVar(&c.Listen, "listen", c.Listen, "address to answer on")
	set.StringVar(&c.Data, "data", c.Data, "folder of the private database")
	if err := set.Parse(args); err != nil {
		return errUsage
	}
	if c.Demo && !loopback(c.Listen) {
		return fmt.Errorf("%w: --demo opens accounts whose passwords everybody knows, so it answers on loopback only; use --listen 127.0.0.1:8080", errUsage)
	}
	log := slog.New(slog.NewJSONHandler(stderr, nil))
	if c.Signing, err = readSigning(os.Getenv, c.Suite, log); err != nil {
		return err
	}
	s, err := start(ctx, c, log)
	if err != nil {
		return err
	}
	defer s.stop()
	return s.serve(ctx, c, stdout)
}

// loopback tells whether an address to listen on is reached from this machine only.
func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// server is everything that runs, so that tests start the same as the binary.
type server struct {
	log      *slog.Logger
	cluster  *cluster.Cluster
	db       *pg.DB
	worker   *pg.DB
	builder  *pg.DB // the door of who builds releases; nil where there is none
	jobs     *pg.Jobs
	notices  *notices.Room
	mailbox  *notices.Mailbox // of the demo only
	book     *calendar.Book
	standing *standing
	enqueues *pg.Jobs // where this node has no background work of its own
	portal   *web.Portal
	listener net.Listener
	signins  []signin

	closeVault func() // overwrites the keys in memory
	closeFiles func()
}

func start(ctx context.Context, c config, log *slog.Logger) (*server, error) {
	s := &server{log: log}
	if err := s.open(ctx, c); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

func (s *server) open(ctx context.Context, c config) error {
	site, daily, err := loadSite(c)
	if err != nil {
		return err
	}
	// first, so that a port that is taken is told before a database is built
	if s.listener, err = net.Listen("tcp", c.Listen); err != nil {
		return fmt.Errorf("listen on %s: %w; is another server running? choose another with --listen", c.Listen, err)
	}
	masters, err := takeMasters() // before the database's program is started, which would inherit them
	if err != nil {
		return err
	}
	book, err := newRulebook(os.Getenv, s.log)
	if err != nil {
		return err
	}
	engine, err := book.first(ctx)
	if err != nil {
		return fmt.Errorf("rules: %w", err)
	}
	policy, err := rules.LoadPolicy(rules.Authz())
	if err != nil {
		return fmt.Errorf("policy: %w", err)
	}
	if err := s.openDatabase(ctx, c); err != nil {
		return err
	}
	vault, err := s.openVault(ctx, c, masters)
	if err != nil {
		return err
	}
	go tidy(ctx, vault)
	people, err := openPeople(ctx, s.db, vault)
	if err != nil {
		return err
	}
	people.HoldPasswordsTo(c.passwords(os.Getenv))
	gate := accounts.NewGate(policy)
	checks := assessments.New(s.db, vault, engine, people, time.Now, func() rules.Context { return daily })
	book.follow(ctx, checks)
	go forgetDeleted(ctx, people, checks, vault, s.log)
	room, shelf, err := s.openFiles(ctx, c, vault)
	if err != nil {
		return err
	}
	if err := s.openNotices(ctx, c, people, vault, site.Station); err != nil {
		return fmt.Errorf("messages: %w", err)
	}
	looked := reviews.New(s.db, people, vault, web.ReportsOf(checks), web.DeadlinesOf(s.standing), time.Now).SignBy(c.Signing)
	published := insights.NewStore(s.db, people, vault, time.Now).Telling(tellFigures(s.notices))
	if err := s.work(ctx, c, published, chores{checks, vault, c.anchors(), shelf, s.notices, s.standing, people, room, looked, nil, s.changes(looked), s.standing.refresh, s.queueOf}); err != nil {
		return fmt.Errorf("background work: %w", err)
	}
	if err := s.census(ctx, c, people); err != nil {
		return err
	}
	return s.furnish(ctx, c, site, web.Rooms{Gate: gate, People: people, Checks: checks, Reviews: looked, Insights: published, Briefs: insights.NewBriefs(s.db, people, vault, time.Now), Files: room, Rulebook: book.forPages()})
}

// openDatabase opens the portal's door to the database.
func (s *server) openDatabase(ctx context.Context, c config) error {
	url, err := s.database(ctx, c)
	if err != nil {
		return err
	}
	if s.db, err = pg.Open(ctx, url, pg.Options{MaxConns: 24}); err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return nil
}

// openFiles opens the room for files over the tenants' keys.
func (s *server) openFiles(ctx context.Context, c config, vault *accounts.Vault) (room *files.Room, shelf files.ListedShelf, err error) {
	conf, err := readFileConfig(os.Getenv, c.Data)
	if err != nil {
		return nil, nil, err
	}
	room, shelf, s.closeFiles, err = openFiles(ctx, conf, s.db, fileSealer{vault.Streams(s.db)})
	return room, shelf, err
}

// furnish fills a demo and opens the portal over the rooms.
func (s *server) furnish(ctx context.Context, c config, site web.Site, rooms web.Rooms) (err error) {
	if c.Demo {
		if s.signins, err = fillDemo(ctx, rooms.Gate, rooms.People, rooms.Checks, s.notices, rooms.Reviews); err != nil {
			return fmt.Errorf("demo data: %w", err)
		}
		go func() { // half a minute of proofs, for which nobody should wait who came for something else
			if err := fillReleases(ctx, rooms.Insights, site.Station.Districts, time.Now()); err != nil && ctx.Err() == nil {
				s.log.Error("the demo's figures of aggregate risk were not made", "error", err)
			}
		}()
	}
	rooms.Advisor, rooms.Connections, rooms.Holidays, rooms.Program, rooms.Days = answerer{s.standing}, s.standing, s.book, about{s.db, c.Suite}, s.standing
	rooms.Jobs, rooms.Anchors, rooms.Notices = s.queue(), c.anchors(), s.notices
	if s.worker != nil {
		rooms.Outbox = outbox{s}
	}
	if s.mailbox != nil {
		rooms.Mailbox = s.mailbox
	}
	s.portal, err = web.New(rooms, site, s.log, time.Now, s.ready)
	return err
}

// work starts the background work, where there is a door for it. Without one, what an earlier station left in plain is
// sealed all the same.
func (s *server) work(ctx context.Context, c config, published *insights.Store, with chores) (err error) {
	if with.builder, err = s.openBuilder(ctx, c, published, web.CountingOf(with.checks, with.looked)); err != nil {
		return err
	}
	url := c.Worker
	if s.cluster != nil {
		url = s.cluster.URLAs("station_worker")
	}
	if url == "" {
		s.log.Warn("no STATION_WORKER_URL: unless another node works in the background, nothing is deleted by age and no planned deletion is carried out")
		go sealAlone(ctx, with.checks, s.log)
		// jobs are enqueued all the same, for the nodes that work
		queue, err := pg.NewJobs(s.db, nil, pg.JobOptions{Log: s.log})
		if err == nil {
			s.enqueues = queue
			s.notices.WorkThrough(queue)
		}
		return err
	}
	// the work outlives the signal that stops the server: it is stopped in its turn
	s.worker, s.jobs, err = startWork(context.WithoutCancel(ctx), url, with, s.log)
	return err
}

// database gives the address of the database for the application: the operator's, migrated or at
// least checked, or a private cluster's.
func (s *server) database(ctx context.Context, c config) (string, error) {
	if c.Database != "" {
		if c.Migrate == "" {
			return c.Database, migrations.Check(ctx, c.Database)
		}
		return c.Database, migrations.Apply(ctx, c.Migrate, pg.MigrateJobs)
	}
	if err := os.MkdirAll(c.Data, 0o755); err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	var err error
	if s.cluster, err = cluster.Start(ctx, cluster.Options{Dir: filepath.Join(c.Data, "pg"), BinDir: os.Getenv("STATION_PG_BIN"), Log: os.Stderr}); err != nil {
		return "", err
	}
	return s.cluster.URLAs("station_app"), migrations.Apply(ctx, s.cluster.URL(), pg.MigrateJobs)
}

var (
	errRealCompanies = errors.New("this database holds real companies, so it is not opened with --demo; use another STATION_DATA or STATION_DATABASE_URL for the demo")
	errDemoCompanies = errors.New("this database holds invented demo companies, so it is opened with --demo only; use another STATION_DATA or STATION_DATABASE_URL")
)

// census keeps demo and real companies out of one database.
func (s *server) census(ctx context.Context, c config, people *accounts.Store) error {
	genuine, demo, err := people.Census(ctx)
	switch {
	case err != nil:
		return err
	case c.Demo && genuine > 0:
		return errRealCompanies
	case !c.Demo && demo > 0:
		return errDemoCompanies
	}
	return nil
}

// ready tells whether the database answers; its version was checked at the start.
func (s *server) ready(ctx context.Context) error { return s.db.Ping(ctx) }

func (s *server) serve(ctx context.Context, c config, stdout io.Writer) error {
	greet(stdout, s.listener.Addr(), s.signins)
	failed := make(chan error, 1)
	go func() { failed <- s.portal.Serve(s.listener) }()
	var ended <-chan struct{}
	if s.cluster != nil {
		ended = s.cluster.Exited()
	}
	select {
	case err := <-failed:
		return err
	case <-ended:
		return errors.New("the database has stopped; its log is " + s.cluster.LogFile())
	case <-ctx.Done():
		s.log.Info("stopping: what is in flight finishes first")
		return s.portal.Shutdown(shutdownTime)
	}
}

// stop ends what runs, last started first.
func (s *server) stop() {
	if s.listener != nil {
		_ = s.listener.Close() // the portal has closed it already where it served
	}
	if s.jobs != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := s.jobs.Stop(ctx); err != nil {
			s.log.Error("stop background work", "error", err)
		}
		s.worker.Close()
	}
	if s.builder != nil {
		s.builder.Close()
	}
	if s.db != nil {
		s.db.Close()
	}
	if s.closeFiles != nil {
		s.closeFiles()
	}
	if s.closeVault != nil {
		s.closeVault()
	}
	if s.cluster != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 25*time.Second)
		defer cancel()
		if err := s.cluster.Stop(ctx); err != nil {
			s.log.Error("stop database", "error", err)
		}
	}
}

func greet(w io.Writer, at net.Addr, signins []signin) {
	fmt.Fprintf(w, "station answers at http://%s\n", at)
	if len(signins) == 0 {
		return
	}
	fmt.Fprintf(w, "\nDemo with invented companies. Sign in with\n")
	for _, s := range signins {
		fmt.Fprintf(w, "  %-14s %-28s %s\n", s.role, s.email, s.password)
	}
}
