package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station/calendar"
	"github.com/zhuqi-yunzhan/station/web"
)

var weekdays = map[string][7]string{
	web.Chinese: {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"},
	web.English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

// words is the answer for people, a fact a line.
func (a dueAnswer) words(lang string) string {
	zh := lang == web.Chinese
	pick := func(chinese, english string) string {
		if zh {
			return chinese
		}
		return english
	}
	instant := func(at time.Time) string {
		return at.Format("2006-01-02 15:04") + " " + weekdays[lang][at.Weekday()]
	}
	var out strings.Builder
	line := func(chinese, english string, args ...any) {
		fmt.Fprintf(&out, pick(chinese, english)+"\n", args...)
	}
	line("%s，%s", "%s, %s", instant(a.Due), pick(map[bool]string{true: "确定", false: "预计"}[a.Certain], map[bool]string{true: "certain", false: "expected"}[a.Certain]))
	if !a.Certain {
		line("放假安排已公布至 %s，其后的通知公布后请重新计算。", "The notices reach to %s; compute again when the next one is published.", a.KnownUntil)
	}
	line("起算：%s", "start: %s", instant(a.Start))
	line("计时：%d 分钟工作时间", "counted: %d working minutes", a.Minutes)
	if a.Paused > 0 {
		line("暂停：%d 分钟工作时间不计", "paused: %d working minutes do not count", a.Paused)
	}
	line("其间工作日：%d 个（不含起算当日）", "working days in between: %d, the day of the start not counted", a.WorkingDays)
	for _, s := range a.stretches() {
		line("其间：%s %s", "on the way: %s %s", s.dates(), pick(s.first.ZH+map[bool]string{true: "放假", false: "调休上班"}[s.off()], s.first.EN+map[bool]string{true: ", off", false: ", made up by work"}[s.off()]))
	}
	for _, n := range a.Notices {
		if n.Published {
			line("依据：%d 年放假通知 %s", "rests on: the notice of %d, %s", n.Year, n.Source)
		} else {
			line("依据：%d 年放假通知尚未公布", "rests on: the notice of %d, not yet published", n.Year)
		}
	}
	return out.String()
}

// stretch is special days that follow one another and are alike.
type stretch struct{ first, last specialDay }

func (r stretch) off() bool { return r.first.Kind == calendar.Holiday }

func (r stretch) dates() string {
	if r.first.Date == r.last.Date {
		return r.first.Date
	}
	return r.first.Date + "–" + r.last.Date
}

func (a dueAnswer) stretches() []stretch {
	var out []stretch
	for _, d := range a.SpecialDays {
		if n := len(out) - 1; n >= 0 && out[n].first.Kind == d.Kind && out[n].first.ZH == d.ZH && follows(out[n].last.Date, d.Date) {
			out[n].last = d
			continue
		}
		out = append(out, stretch{d, d})
	}
	return out
}

func follows(day, next string) bool {
	at, err := time.Parse(time.DateOnly, day)
	return err == nil && at.AddDate(0, 0, 1).Format(time.DateOnly) == next
}
