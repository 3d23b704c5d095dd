package sheets

import (
	"encoding/json"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"
)

// understood is what became of one cell.
type understood struct {
	value  any
	known  bool // false: the key stays absent, which means not answered
	absent bool // the cell says that nobody filled it in: Tabulate writes so where an empty cell would be an answer
	say    string
	level  Level
	bulk   bool   // the same remark for a whole column is said once, with a count
	unit   string // a currency named beside an amount
}

func is(v any) understood         { return understood{value: v, known: true} }
func fault(key string) understood { return understood{say: key, level: Error} }
func remark(u understood, key string) understood {
	u.say, u.level, u.bulk = key, Warning, true
	return u
}

// understand reads one cell for its column. It never puts the cell's text into a message.
func (c *Column) understand(cell Cell, asOf time.Time) understood {
	switch {
	case cell.Kind() == Broken:
		return fault("import.cell.broken")
	case cell.Kind() == TooLong:
		return fault("import.cell.long")
	case cell.Blank():
		return c.blank()
	}
	text := plain(cell.Text())
	if code, ok := c.lookup[foldWord(text)]; ok && c.Type != "set" && foldWord(text) != "" {
		if c.Type == "boolean" {
			return is(code == "true")
		}
		return is(code)
	}
	if u, ok := c.spokenBlank(text); ok {
		return u
	}
	switch c.Type {
	case "boolean":
		return readBoolean(text)
	case "enum":
		return fault("import.cell.enum")
	case "set":
		return c.readSet(text)
	case "date", "datetime":
		return c.readDate(cell, asOf)
	case "integer", "decimal":
		return c.readNumber(cell)
	}
	return c.readString(cell)
}

func (c *Column) blank() understood {
	switch {
	case c.Blank == blankNull:
		return is(nil)
	case strings.HasPrefix(c.Blank, blankDefault):
		v := strings.TrimPrefix(c.Blank, blankDefault)
		if c.Type == "boolean" {
			return is(v == "true")
		}
		return is(v)
	}
	return understood{}
}

// spokenBlank knows the words for nothing: a dash is an empty cell, "none" is an answer where none is one,
// and "not known" leaves the question open everywhere.
func (c *Column) spokenBlank(text string) (understood, bool) {
	switch f := strings.ToLower(text); f {
	case "-", "--", "—", "——", "–", "/", "\\", "―":
		return c.blank(), true
	case "未填", "not filled in":
		return understood{absent: true}, !c.Identity
	case "not sure":
		return understood{}, c.Type != "string" || c.Form != ""
	case "未知", "不清楚", "不详", "待定", "待确认", "待补充", "unknown", "tbd", "tbc", "?", "??", "n/a", "na", "#n/a", "不适用":
		if c.Type == "string" && c.Form == "" && c.Identity {
			return understood{}, false
		}
		return understood{}, true
	case "无", "没有", "none", "nil", "无固定期限", "长期", "null":
		if c.Type == "set" {
			return is([]string{}), true
		}
		if c.Nullable {
			return is(nil), true
		}
		if c.Type == "boolean" {
			return understood{}, false
		}
		return understood{}, c.Type != "string" || c.Form != ""
	}
	return understood{}, false
}

func readBoolean(text string) understood {
	switch f := foldWord(text); f {
	case "是", "有", "√", "✓", "✔", "y", "yes", "true", "t", "1", "对", "已", "v", "✅":
		return is(true)
	case "否", "无", "没有", "×", "✗", "✘", "x", "n", "no", "false", "f", "0", "错", "未", "不是", "没":
		return is(false)
	default:
		return spokenBoolean(f)
	}
}

// spokenBoolean reads 已签, 已办理, 未登记, 没有签 and their kin.
func spokenBoolean(f string) understood {
	if utf8.RuneCountInString(f) <= 5 {
		for _, verb := range []string{"签", "办", "缴", "交", "登记", "备案", "验证", "申报", "支付", "付", "发", "报", "批准", "审批", "加注", "通知", "齐", "一致", "追溯", "申请"} {
			if !strings.Contains(f, verb) {
				continue
			}
			switch {
			case strings.HasPrefix(f, "已"):
				return is(true)
			case strings.HasPrefix(f, "未"), strings.HasPrefix(f, "没"), strings.HasPrefix(f, "不"):
				return is(false)
			}
		}
	}
	return fault("import.cell.boolean")
}

func (c *Column) readSet(text string) understood {
	items, seen := []string{}, map[string]bool{}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";,、/|+\n\r\t", r) }) {
		f := foldWord(part)
		if f == "" {
			continue
		}
		code, ok := c.lookup[f]
		if !ok {
			return fault("import.cell.set")
		}
		if !seen[code] {
			items, seen[code] = append(items, code), true
		}
	}
	if len(items) == 0 {
		return fault("import.cell.set")
	}
	return is(items)
}

func (c *Column) readDate(cell Cell, asOf time.Time) understood {
	t, timed, ok := readMoment(cell)
	if !ok {
		if yearLast(plain(cell.Text())) {
			return fault("import.cell.date_order")
		}
		return fault("import.cell.date")
	}
	if c.before(t, asOf) {
		return fault("import.cell.date_early")
	}
	if c.after(t, asOf) {
		return fault("import.cell.date_late")
	}
	switch {
	case c.Type == "date":
		return is(t.Format(dayLayout))
	case !timed:
		return remark(is(t.Format(momentLayout)), "import.column.midnight")
	case t.Second() != 0:
		return is(t.Format(secondLayout))
	}
	return is(t.Format(momentLayout))
}

func (c *Column) before(t, asOf time.Time) bool {
	days, ok := offset(c.Earliest)
	return c.Earliest != "" && ok && startOfDay(t).Before(startOfDay(asOf).AddDate(0, 0, days))
}

func (c *Column) after(t, asOf time.Time) bool {
	days, ok := offset(c.Latest)
	return c.Latest != "" && ok && startOfDay(t).After(startOfDay(asOf).AddDate(0, 0, days))
}

func (c *Column) readNumber(cell Cell) understood {
	if k := cell.Kind(); k == Day || k == Moment {
		return fault("import.cell.number_date")
	}
	text := cell.Text()
	if cell.Kind() == Number {
		text = tidyNumber(cell.Raw)
	}
	a, ok := readAmount(text)
	if !ok || a.percent && c.Form != "ratio" && c.Form != "percent" {
		return fault("import.cell.number")
	}
	u := understood{known: true, unit: a.unit}
	switch {
	case c.Form == "ratio" && a.percent:
		a.value.Mul(a.value, rat(1, 100))
	case c.Form == "ratio" && a.value.Cmp(rat(1, 1)) > 0 && a.value.Cmp(rat(100, 1)) <= 0:
		return fault("import.cell.ratio")
	case c.Form == "percent" && !a.percent && a.value.Sign() > 0 && a.value.Cmp(rat(1, 1)) <= 0:
		u = remark(u, "import.column.small_percent")
	}
	if c.outside(a.value) {
		return fault("import.cell.range")
	}
	if c.Type == "integer" && !a.value.IsInt() {
		return fault("import.cell.integer")
	}
	if c.Decimals != nil {
		if rounded := roundTo(a.value, *c.Decimals); rounded.Cmp(a.value) != 0 {
			a.value, u = rounded, remark(u, "import.column.rounded")
		}
	}
	u.value = json.Number(plainDecimal(a.value))
	return u
}

// roundTo rounds half away from zero.
func roundTo(r *big.Rat, places int) *big.Rat {
	rounded, _ := new(big.Rat).SetString(r.FloatString(places))
	return rounded
}
