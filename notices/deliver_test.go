package notices_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/notices/fakepost"
)

// faults serves connections with the given faults in turn, then well.
func faults(list ...fakepost.Fault) func(int) fakepost.Fault {
	return func(n int) fakepost.Fault {
		if n < len(list) {
			return list[n]
		}
		return ""
	}
}

func TestAMailIsTriedAgainUntilTheRelayTakesIt(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: faults(fakepost.Busy, fakepost.NotYet, fakepost.NoAuth, fakepost.TooMuch)})
	o.tell(export())
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:pending:421"}) {
		t.Errorf("%v", got)
	}
	o.pass(30 * time.Second) // too early
	for _, pause := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute} {
		o.pass(pause)
	}
	if mails := o.post.Mails(); len(mails) != 1 || o.post.Sessions() != 5 || !slices.Equal(o.states(), []string{"mail:sent:ok"}) {
		t.Errorf("%d mails in %d sessions, %v", len(mails), o.post.Sessions(), o.states())
	}
}

func TestAMailThatIsRefusedForGoodIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: faults(fakepost.NoSuchUser, fakepost.Spam)})
	o.tell(export())
	o.tell(changed("password.changed:1"))
	o.work()
	o.pass(time.Hour)
	if got := o.states(); !slices.Equal(got, []string{"mail:failed:550", "mail:failed:554"}) || o.post.Sessions() != 2 {
		t.Errorf("%v in %d sessions", got, o.post.Sessions())
	}
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 2 {
		t.Errorf("%d messages in the inbox", n)
	}
}

func TestAMailIsGivenUpAfterTwoDaysAndALinkThatLapsesWithIt(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: func(int) fakepost.Fault { return fakepost.NotYet }})
	o.tell(export())
	o.tell(notices.Notice{Tenant: acme, To: notices.To(chen), Kind: notices.Recovery, Key: "recovery:1", Args: notices.Args{"minutes": 30}, Secret: "/recovery/t"})
	o.work()
	began := o.now
	for range 200 {
		o.pass(time.Hour)
		if states := o.states(); strings.Contains(states[1], "failed") && o.now.Sub(began) > 3*time.Hour+time.Minute && !strings.Contains(strings.Join(states, " "), "pending") {
			break
		}
	}
	if got := o.states(); !slices.Equal(got, []string{"mail:failed:451", "mail:failed:451"}) {
		t.Fatalf("%v", got)
	}
	if lasted := o.now.Sub(began); lasted < 40*time.Hour || lasted > 72*time.Hour {
		t.Errorf("given up after %s", lasted)
	}
	var recovery, left int
	o.query(`select d.attempt, (select count(*)::int from app.deliveries where sealed is not null) from app.deliveries d join app.notices n on n.id = d.notice_id where n.kind = 'recovery'`, &recovery, &left)
	if recovery > 5 || left != 0 {
		t.Errorf("the link was tried %d times, %d secrets are left", recovery, left)
	}
}

// TestAMailOfWhichNobodyKnowsWhetherItArrivedFollowsItsKind: an ordinary one is left in doubt, for the
// inbox shows it; one about security is sent again under the same Message-ID, for not to hear of it is worse.
func TestAMailOfWhichNobodyKnowsWhetherItArrivedFollowsItsKind(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: faults(fakepost.DropLate, fakepost.DropLate)})
	o.tell(export())
	o.work()
	o.tell(changed("password.changed:1"))
	o.work()
	o.pass(10 * time.Minute)
	if got := o.states(); !slices.Equal(got, []string{"mail:doubt:lost", "mail:sent:ok"}) {
		t.Errorf("%v", got)
	}
	mails := o.post.Mails()
	if len(mails) != 3 || mails[1].ID() != mails[2].ID() || mails[0].ID() == mails[1].ID() || mails[1].Text != mails[2].Text {
		t.Errorf("%d mails", len(mails))
	}
}

func TestARelayThatFoldsIsGivenAMailInDoubtAgain(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: faults(fakepost.DropLate), folds: true})
	o.tell(export())
	o.work()
	o.pass(10 * time.Minute)
	mails := o.post.Mails()
	if len(mails) != 2 || mails[0].ID() != mails[1].ID() || !slices.Equal(o.states(), []string{"mail:sent:ok"}) {
		t.Errorf("%d mails, %v", len(mails), o.states())
	}
}

func TestWhoCannotBeReachedIsNotAndTheLogSaysWhy(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.book.Put(chen, notices.Address{}) // has left
	o.tell(export())
	o.work()
	none := notices.NewWorker(o.room, o.door, notices.Outward{})
	o.worker = none
	o.book.Put(chen, notices.Address{Mail: "chen@example.com"})
	o.tell(changed("password.changed:1"))
	o.work()
	if got := o.states(); !slices.Equal(got, []string{"mail:failed:no_address", "mail:failed:no_mail"}) {
		t.Errorf("%v", got)
	}
}

func TestAMessageThatWasReadMeanwhileIsNotMailedAnyMore(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.now = time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC) // ten in the evening
	o.tell(export())
	if _, _, err := o.room.MarkRead(ctx, actor(acme, chen)); err != nil {
		t.Fatal(err)
	}
	o.pass(12 * time.Hour)
	if got := o.states(); !slices.Equal(got, []string{"mail:read"}) || len(o.post.Mails()) != 0 {
		t.Errorf("%v, %d mails", got, len(o.post.Mails()))
	}
}

func TestTwoWorkersNeverCarryOneDeliveryAtOnce(t *testing.T) {
	t.Parallel()
	o := open(t, setup{plan: func(int) fakepost.Fault { return fakepost.Slow }})
	o.tell(export())
	job := o.tray.jobs[0]
	done := make(chan bool, 4)
	for range 4 {
		go func() {
			_ = o.worker.Deliver(ctx, job.Args.(notices.DeliverJob))
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
	if n := len(o.post.Mails()); n != 1 || o.post.Sessions() != 1 {
		t.Errorf("%d mails in %d sessions", n, o.post.Sessions())
	}
}

func TestWhatTheQueueLostIsFoundAgain(t *testing.T) {
	t.Parallel()
	o := open(t, setup{})
	o.tell(export())
	o.tray.jobs = nil
	must(t, o.worker.Tend(ctx))
	if len(o.tray.jobs) != 0 {
		t.Error("it is looked for too early")
	}
	o.now = o.now.Add(5 * time.Minute)
	if b, err := notices.ReadBacklog(ctx, o.door, o.now); err != nil || b.Due != 1 || b.Oldest != 5*time.Minute {
		t.Errorf("backlog %+v, %v", b, err)
	}
	must(t, o.worker.Tend(ctx))
	o.work()
	if b, err := notices.ReadBacklog(ctx, o.door, o.now); err != nil || b.Due+b.Failed+b.Doubt+len(b.Ways) != 0 {
		t.Errorf("backlog %+v, %v", b, err)
	}
	must(t, o.worker.Tend(ctx))
	o.work()
	if n := len(o.post.Mails()); n != 1 {
		t.Errorf("%d mails", n)
	}
}
