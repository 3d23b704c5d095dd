package notices_test

import (
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/notices"
)

// TestACodeGoesToANumberAndNowhereElse: neither the inbox nor what is kept of the message ever holds it.
func TestACodeGoesToANumberAndNowhereElse(t *testing.T) {
	t.Parallel()
	url, got := gateway(t, func(int) (int, string) { return 200, `{"result": {"code": "OK"}}` })
	o := open(t, setup{texts: textsTo(t, url, false)})
	n := notices.Notice{Tenant: acme, To: []notices.Recipient{{Person: chen, Phone: "+8613900000002", Lang: "en"}}, Kind: notices.PhoneCode, Key: "phone.code:1", Args: notices.Args{"code": "493027", "minutes": 10}}
	o.tell(n)
	var held int
	o.query(`select count(*)::int from app.deliveries where sealed is not null`, &held)
	if held != 1 {
		t.Fatalf("%d deliveries hold what goes out", held)
	}
	o.work()
	if all := got(); len(all) != 1 || !strings.Contains(all[0], `"+8613900000002"`) || !strings.Contains(all[0], "Code 493027, good for 10 minutes") {
		t.Fatalf("%v, %v", all, o.states())
	}
	o.query(`select count(*)::int from app.deliveries where sealed is not null`, &held)
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 0 || held != 0 || len(o.post.Mails()) != 0 {
		t.Errorf("%d in the inbox, %d deliveries still hold the code, %d mails", n, held, len(o.post.Mails()))
	}
	n.Key, n.To[0].Phone = "phone.code:2", "13900000002"
	if o.tryTell(n) == nil {
		t.Error("a number that is not international was taken")
	}
	n.To[0].Phone, n.Args["code"] = "+8613900000002", "no code"
	if o.tryTell(n) == nil {
		t.Error("a word was taken for a code")
	}
}

// TestACodeIsNotSentAfterItsTime: a gateway that is busy for long sends nobody a code that opens nothing any more.
func TestACodeIsNotSentAfterItsTime(t *testing.T) {
	t.Parallel()
	url, got := gateway(t, func(int) (int, string) { return 429, `` })
	o := open(t, setup{texts: textsTo(t, url, false)})
	o.tell(notices.Notice{Tenant: acme, To: []notices.Recipient{{Person: chen, Phone: "+8613900000002"}}, Kind: notices.PhoneCode, Key: "phone.code:1", Args: notices.Args{"code": "493027", "minutes": 10}})
	o.work()
	for range 4 {
		o.pass(6 * time.Minute)
	}
	if n := len(got()); n != 2 || o.states()[0] != "sms:failed:429" {
		t.Errorf("%d tries, %v", n, o.states())
	}
}

func TestAMessageGoesToTheNumberThatWasBeforeAndToTheMail(t *testing.T) {
	t.Parallel()
	url, got := gateway(t, func(int) (int, string) { return 200, `{"result": {"code": "OK"}}` })
	o := open(t, setup{texts: textsTo(t, url, false)})
	o.book.Put(chen, notices.Address{Mail: "chen@example.com", Lang: "zh"})
	o.tell(notices.Notice{Tenant: acme, To: []notices.Recipient{{Person: chen}, {Person: chen, Phone: "+8613900000001"}}, Kind: notices.PhoneChanged, Key: "phone.changed:1",
		Args: notices.Args{"at": wednesday, "change": "changed"}})
	o.work()
	if n := len(o.inbox(actor(acme, chen), "zh")); n != 1 || len(o.post.Mails()) != 1 || len(got()) != 1 || !strings.Contains(got()[0], "+8613900000001") {
		t.Errorf("%d in the inbox, %d mails, texts %v, %v", n, len(o.post.Mails()), got(), o.states())
	}
}
