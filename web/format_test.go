package web

import (
	"testing"
	"time"
)

func TestFiguresReadAsPeopleWriteThem(t *testing.T) {
	at := time.Date(2026, 11, 22, 17, 2, 0, 0, time.UTC) // past one in the morning in Shanghai
	for name, c := range map[string][2]string{
		"date zh":        {Date(Chinese, at), "11 月 23 日"},
		"date en":        {Date(English, at), "23 Nov"},
		"date and year":  {DateYear(Chinese, at), "2026 年 11 月 23 日"},
		"year en":        {DateYear(English, at), "23 Nov 2026"},
		"clock":          {Clock(at), "01:02"},
		"stamp":          {Stamp(at), "2026-11-23T01:02:00+08:00"},
		"no date":        {Date(Chinese, time.Time{}) + DateYear(English, time.Time{}) + Clock(time.Time{}), ""},
		"small number":   {Number(999), "999"},
		"number":         {Number(1234567), "1,234,567"},
		"below zero":     {Number(-1000), "−1,000"},
		"money":          {Money(Chinese, 23600), "23,600 万元"},
		"money parts":    {Money(Chinese, -1280.5), "−1,280.5 万元"},
		"money en":       {Money(English, 23600), "RMB 236 million"},
		"much money en":  {Money(English, 250000), "RMB 2.5 billion"},
		"echo":           {MoneyEcho(Chinese, 23600), "即 2.36 亿元"},
		"small echo":     {MoneyEcho(Chinese, 860), "即 860 万元"},
		"echo en":        {MoneyEcho(English, -50), "RMB −0.5 million"},
		"points":         {Points(640), "6.4"},
		"whole points":   {Points(600), "6"},
		"rounded points": {Points(1), "0"},
		"one score":      {Span(66, 66), "66"},
		"a range":        {Span(61, 72), "61–72"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: got %q, want %q", name, c[0], c[1])
		}
	}
}

func TestBandsBeginWhereTheHouseSays(t *testing.T) {
	for score, want := range map[int]string{0: "weak", 49: "weak", 50: "watch", 69: "watch", 70: "good", 84: "good", 85: "strong", 100: "strong"} {
		if got := Band(score); got != want {
			t.Errorf("%d is %s, want %s", score, got, want)
		}
	}
}
