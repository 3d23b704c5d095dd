package web

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// shanghai is the clock of the people we serve. China has had no summer time since 1991,
// so the offset holds and no zone table is needed on the machine.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date writes a day without its year: 11 月 23 日, 23 Nov. The zero time is empty.
func Date(lang string, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(shanghai)
	if lang == English {
		return at.Format("2 Jan")
	}
	return fmt.Sprintf("%d 月 %d 日", at.Month(), at.Day())
}

// DateYear writes a day with its year: 2026 年 11 月 23 日, 23 Nov 2026.
func DateYear(lang string, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	if lang == English {
		return at.In(shanghai).Format("2 Jan 2006")
	}
	return fmt.Sprintf("%d 年 %s", at.In(shanghai).Year(), Date(lang, at))
}

// Clock writes the time of day: 14:32.
func Clock(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(shanghai).Format("15:04")
}

// Stamp is the value of a datetime attribute.
func Stamp(at time.Time) string { return at.In(shanghai).Format(time.RFC3339) }

// Number writes a whole number in groups of three: 23,600.
func Number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var out strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(d)
	}
	return sign + out.String()
}

// Money writes a sum given in 万元: 23,600 万元, RMB 236 million.
func Money(lang string, wan float64) string {
	if lang == English {
		return rmb(wan)
	}
	whole, frac := math.Modf(math.Abs(wan))
	text := Number(int64(whole)) + strings.TrimPrefix(short(frac), "0")
	if wan < 0 {
		text = "−" + text
	}
	return text + " 万元"
}

// MoneyEcho says a sum of 万元 once more in the unit in which people think of it: 即 2.36 亿元.
// The script writes the same line while a sum is being typed.
func MoneyEcho(lang string, wan float64) string {
	if lang == English {
		return rmb(wan)
	}
	if math.Abs(wan) >= 10000 {
		return "即 " + minus(short(wan/10000)) + " 亿元"
	}
	return "即 " + Money(lang, wan)
}

func rmb(wan float64) string {
	if math.Abs(wan) >= 100000 {
		return "RMB " + minus(short(wan/100000)) + " billion"
	}
	return "RMB " + minus(short(wan/100)) + " million"
}

// Points writes hundredths of a point with one digit at most: 640 → 6.4, 600 → 6.
func Points(hundredths int) string {
	return minus(strconv.FormatFloat(math.Round(float64(hundredths)/10)/10, 'f', -1, 64))
}

// Span writes a score's bounds: 66, or 61–72 while something is open.
func Span(worst, best int) string {
	if worst == best {
		return strconv.Itoa(worst)
	}
	return fmt.Sprintf("%d–%d", worst, best)
}

// short rounds to two digits after the point and drops zeros.
func short(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func minus(s string) string { return strings.Replace(s, "-", "−", 1) }
