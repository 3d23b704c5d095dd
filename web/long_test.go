package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/assessments"
	"github.com/zhuqi-yunzhan/station/rules"
)

func (p *portal) employees(f *firm, n int) {
	p.t.Helper()
	before, err := p.checks.List(context.Background(), p.scope(f.owner, "list.read"), assessments.ListEmployees)
	p.must(err)
	var rows []assessments.ListRow
	for i := range n {
		row := rules.Row{"emp_ref": fmt.Sprintf("E%d", i), "location_type": "abroad", "post_country": "VN", "passport_expiry": noon.AddDate(0, 0, i%900-300).Format(time.DateOnly)}
		rows = append(rows, assessments.ListRow{Key: assessments.RowKey(assessments.ListEmployees, row), Cells: row})
	}
	_, err = p.checks.PutList(context.Background(), p.scope(f.owner, "list.import"), assessments.ListEmployees, uuid.New(), rows, nil, before.Version)
	p.must(err)
}

// TestPagesWaitForALongJudgement: while the lists are judged the pages say so and come again by
// themselves, the next question goes by the answers, and nothing is lost.
func TestPagesWaitForALongJudgement(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	owner, check, rows := f.tokens[station.Owner], "/self-checks/"+f.check, 10
	while := func(do func()) { // a list that is new and cannot be read yet
		rows++
		p.employees(f, rows)
		slow, err := connect(t, p.urls.Owner).Begin(context.Background())
		p.must(err)
		defer slow.Rollback(context.Background())
		_, err = slow.Exec(context.Background(), `lock table app.list_rows in access exclusive mode`)
		p.must(err)
		do()
	}
	for _, path := range []string{"/home", check} {
		while(func() {
			page := p.do("GET", path, owner, nil)
			if page.status != 202 || page.header.Get("Refresh") != "3" || !strings.Contains(page.body, "正在判定") {
				t.Errorf("%s while judging: %d, refresh %q", path, page.status, page.header.Get("Refresh"))
			}
		})
	}
	while(func() {
		next := p.do("GET", check+"/next", owner, nil)
		if !strings.Contains(next.location, "/questions/") {
			t.Errorf("/next while judging: %d %s", next.status, next.location)
		}
		if page := p.do("GET", next.location, owner, nil); page.status != 200 {
			t.Errorf("a question while judging: %d", page.status)
		}
	})
	while(func() {
		if made := p.post(check+"/profile", owner, nil); made.status != 303 || made.location != check+"?judged=1" {
			t.Errorf("a profile while judging: %d %s", made.status, made.location)
		}
	})
	page := p.do("GET", check+"?judged=1", owner, nil)
	if page.status != 200 || !strings.Contains(page.body, "名单判定好了") {
		t.Errorf("after judging: %d", page.status)
	}
}

// TestAProfileOfALongListStaysSmall: findings of one rule are one line with a way to all, which come
// page by page.
func TestAProfileOfALongListStaysSmall(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	p.employees(f, 2000)
	owner := f.tokens[station.Owner]
	made := p.post("/self-checks/"+f.check+"/profile", owner, nil).location
	for made == "/self-checks/"+f.check+"?judged=1" { // a slow machine
		made = p.post("/self-checks/"+f.check+"/profile", owner, nil).location
	}
	for _, path := range []string{made, made + "/findings", made + "/findings?rule=EMP-001"} {
		page := p.do("GET", path, owner, nil)
		if page.status != 200 || len(page.body) > 200<<10 {
			t.Errorf("%s: %d, %d kB", path, page.status, len(page.body)>>10)
		}
	}
	id := number(t, p.do("GET", made, owner, nil).body, `/findings\?rule=(EMP-\d+)"`)
	first := p.do("GET", made+"/findings?rule="+id, owner, nil).body
	if n := strings.Count(first, `class="fcard"`); n != 50 || !strings.Contains(first, "from=50") || strings.Contains(first, `rel="prev"`) {
		t.Errorf("the first page of %s has %d findings", id, n)
	}
	if second := p.do("GET", made+"/findings?rule="+id+"&from=50", owner, nil).body; !strings.Contains(second, "第 51–100 条") {
		t.Error("the second page does not follow")
	}
}
