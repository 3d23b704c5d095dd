package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDueTellsInstantAndNotice(t *testing.T) {
	status, out, errs := call("due", "--start", "2026-09-18T17:00", "--minutes", "120")
	want := `2026-09-20 10:00 星期日，确定
起算：2026-09-18 17:00 星期五
计时：120 分钟工作时间
其间工作日：1 个（不含起算当日）
其间：2026-09-20 国庆节调休上班
依据：2026 年放假通知 https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm
`
	if status != 0 || out != want || errs != "" {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestDueSaysWhatIsOnlyExpected(t *testing.T) {
	status, out, _ := call("due", "--start", "2026-12-31T17:00:59", "--minutes", "120", "--pause", "2026-12-31T17:30/2027-01-04T09:30", "--lang", "en")
	want := `2027-01-04 11:00 Monday, expected
The notices reach to 2026-11-30; compute again when the next one is published.
start: 2026-12-31 17:00 Thursday
counted: 120 working minutes
paused: 60 working minutes do not count
working days in between: 1, the day of the start not counted
on the way: 2027-01-01 New Year's Day, off
rests on: the notice of 2026, https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm
rests on: the notice of 2027, not yet published
`
	if status != 0 || out != want {
		t.Errorf("status %d: %s", status, out)
	}
	if _, out, _ := call("due", "--start", "2026-12-31T17:00", "--minutes", "0"); !strings.Contains(out, "，预计\n") || !strings.Contains(out, "2027 年放假通知尚未公布") {
		t.Error(out)
	}
	if _, out, _ := call("due", "--start", "2026-09-30T17:00", "--minutes", "120"); !strings.Contains(out, "其间：2026-10-01–2026-10-07 国庆节放假\n") {
		t.Error(out)
	}
}

func TestDueInJSON(t *testing.T) {
	status, out, errs := call("due", "--json", "--start", "2026-09-18T09:00:00Z", "--minutes", "120", "--pause", "2026-09-18T17:00/2026-09-18T17:10", "--pause", "2026-09-20T09:00/2026-09-20T09:20")
	var a dueAnswer
	if err := json.Unmarshal([]byte(out), &a); err != nil || status != 0 {
		t.Fatalf("status %d, %v: %s%s", status, err, out, errs)
	}
	if !strings.Contains(out, `"due": "2026-09-20T10:30:00+08:00"`) || !strings.Contains(out, `"start": "2026-09-18T17:00:00+08:00"`) {
		t.Error(out)
	}
	if a.Weekday != "Sunday" || !a.Certain || a.Minutes != 120 || a.Paused != 30 || a.WorkingDays != 1 || a.KnownUntil != "2026-11-30" {
		t.Errorf("%+v", a)
	}
	if len(a.Notices) != 1 || a.Notices[0].Year != 2026 || !a.Notices[0].Published || len(a.SpecialDays) != 1 || a.SpecialDays[0].Kind != "made_up" {
		t.Errorf("%+v", a)
	}
	if _, out, _ := call("due", "--json", "--start", "2026-11-25T09:00", "--minutes", "1"); !strings.Contains(out, `"special_days": []`) {
		t.Error(out)
	}
}

func TestDueByOtherHoursAndTables(t *testing.T) {
	if _, out, _ := call("due", "--start", "2026-11-25T17:00", "--minutes", "60", "--hours", "08:30-12:00,13:30-17:30"); !strings.HasPrefix(out, "2026-11-26 09:00 星期四") {
		t.Error(out)
	}
	folder := t.TempDir()
	for name, text := range map[string]string{
		"law.yaml":  "source: https://www.gov.cn/law\ndays: []\n",
		"2030.yaml": "year: 2030\nstate: published\nsource: https://www.gov.cn/2030\ndays: [{on: 2030-03-08, is: off, zh: 校庆, en: Founding Day}]\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if status, out, errs := call("due", "--tables", folder, "--start", "2030-03-07T17:30", "--minutes", "60"); status != 0 || !strings.HasPrefix(out, "2030-03-11 09:30 星期一，确定") {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
}

func TestDueCalledWrongly(t *testing.T) {
	ok := []string{"due", "--start", "2026-09-18T17:00", "--minutes", "120"}
	for want, args := range map[string][]string{
		"--start":              {"due", "--minutes", "120"},
		"no instant":           {"due", "--start", "2026-09-18", "--minutes", "120"},
		`--minutes ""`:         {"due", "--start", "2026-09-18T17:00"},
		"no whole number":      {"due", "--start", "2026-09-18T17:00", "--minutes", "1.5"},
		"forward only":         {"due", "--start", "2026-09-18T17:00", "--minutes", "-1"},
		"outside the years":    {"due", "--start", "2020-09-18T17:00", "--minutes", "1"},
		"working minutes afte": {"due", "--start", "2026-09-18T17:00", "--minutes", "99999999"},
		"no pause such as":     append(ok, "--pause", "2026-09-18T17:00"),
		"ends before":          append(ok, "--pause", "2026-09-18T17:00/2026-09-18T16:00"),
		"no segment":           append(ok, "--hours", "9-12"),
		"must begin after":     append(ok, "--hours", "14:00-18:00,09:00-12:00"),
		"choose zh or en":      append(ok, "--lang", "fr"),
		"law.yaml":             append(ok, "--tables", t.TempDir()),
		"is not understood":    append(ok, "tomorrow"),
		"flag provided":        append(ok, "--second"),
	} {
		if status, out, errs := call(args...); status != 2 || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%v: status %d: %s%s, want %s", args, status, out, errs, want)
		}
	}
}
