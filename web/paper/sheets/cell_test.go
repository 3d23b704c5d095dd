package sheets

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

type absent struct{}

type cellCase struct {
	key  string
	cell Cell
	want any
	say  string
}

// cellTable gathers cases: ok texts mean a value, bad ones a complaint and no value.
type cellTable struct{ cases []cellCase }

func (c *cellTable) ok(key string, want any, texts ...string) {
	for _, s := range texts {
		c.cases = append(c.cases, cellCase{key, Cell{Raw: s}, want, ""})
	}
}

func (c *cellTable) bad(key, say string, texts ...string) {
	for _, s := range texts {
		c.cases = append(c.cases, cellCase{key, Cell{Raw: s}, absent{}, say})
	}
}

func (c *cellTable) check(t *testing.T) {
	t.Helper()
	columns := columnsByKey(append(employees(t), suppliers(t)...))
	for _, l := range c.cases {
		u := columns[l.key].understand(l.cell, asOf())
		var got any = absent{}
		if u.known {
			got = u.value
		}
		if _, none := l.want.(absent); !reflect.DeepEqual(got, l.want) || l.say != "" && u.say != l.say || !none && u.say != "" && u.level != Warning {
			t.Errorf("%s %q (form %d): got %v %q, want %v %q", l.key, l.cell.Raw, l.cell.Form, got, u.say, l.want, l.say)
		}
	}
}

func n(s string) any { return json.Number(s) }

func TestDates(t *testing.T) {
	var c cellTable
	c.ok("visa_expiry", "2026-11-23", "2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "20261123", "２０２６－１１－２３", " 2026-11-23 08:00 ", "46349", "2026-11-23T00:00:00", "2026 年 11 月 23 日")
	c.ok("visa_expiry", "2026-01-05", "2026-1-5", "2026/1/5", "2026年1月5号")
	c.bad("visa_expiry", "import.cell.date", "2026-02-30", "2026-13-01", "明年", "2026-11", "1234", "20261331", "0", "99999", "2026-11-23 25:00")
	c.bad("visa_expiry", "import.cell.date_order", "11/23/2026", "5.6.2026", "1/2/26")
	c.bad("audit_date", "import.cell.date_late", "2026-11-24")
	c.bad("planned_departure", "import.cell.date_early", "2026-11-22")
	c.ok("planned_departure", "2026-11-23", "2026-11-23")
	c.ok("left_at", "2026-11-01T14:30", "2026-11-01 14:30", "2026年11月1日 14:30:00")
	c.ok("left_at", "2026-11-01T14:30:05", "2026-11-01T14:30:05")
	c.ok("left_at", nil, "", "-", "—", "无")
	c.ok("contract_end", nil, "", "无固定期限", "长期")
	c.ok("contract_expiry", nil, "无", "没有", "none")
	c.ok("contract_expiry", absent{}, "", "-", "待定")
	c.ok("screen_date", nil, "", "/")
	c.ok("screen_date", absent{}, "未知")
	c.check(t)
}

func TestBooleans(t *testing.T) {
	var c cellTable
	c.ok("critical", true, "是", "有", "√", "✓", "Y", "yes", "TRUE", "1", "对", "Ｙ", "已签")
	c.ok("critical", false, "否", "无", "×", "N", "no", "False", "0", "错", "未办", "没有")
	c.ok("critical", absent{}, "", "-", "不清楚")
	c.bad("critical", "import.cell.boolean", "也许", "2", "一般")
	c.ok("active", false, "停用", "已停用", "N")
	c.ok("insolvency", false, "正常", "否")
	c.ok("insolvency", true, "经营异常", "是")
	c.check(t)
}

func TestNumbers(t *testing.T) {
	var c cellTable
	c.ok("annual_spend", n("1234.56"), "1,234.56", "￥1,234.56", "¥1234.56", "1234.56元", "RMB 1,234.56", "１２３４．５６", "1234.56 美元", "USD1,234.56", "1234.560")
	c.ok("annual_spend", n("120000"), "12万元", "12万", "12 万", "12万美元", "￥12万", "120k", "1.2E5")
	c.ok("annual_spend", n("120000000"), "1.2亿", "1.2亿元", "1.2 亿人民币")
	c.ok("annual_spend", absent{}, "", "-", "不详")
	c.bad("annual_spend", "import.cell.number", "很多", "12,34", "1.234,56", "12%", "1e999", "--5", "1 2a", "0x10", "12万千")
	c.bad("annual_spend", "import.cell.range", "-5", "(500)")
	c.ok("on_time_rate", n("0.95"), "95%", "0.95", "95％", " 95 % ")
	c.ok("on_time_rate", n("1"), "1", "100%")
	c.bad("on_time_rate", "import.cell.ratio", "95", "100", "1.5")
	c.bad("on_time_rate", "import.cell.range", "101", "-0.1", "120%")
	c.ok("sdn_owned_pct", n("12"), "12", "12%")
	c.bad("sdn_owned_pct", "import.cell.range", "101")
	c.ok("inventory_days", n("30"), "30", "30天", "30 days", "30.0")
	c.bad("inventory_days", "import.cell.integer", "30.5")
	c.bad("inventory_days", "import.cell.range", "4000")
	c.ok("weekly_hours", n("48.5"), "48.5", "48.5小时", "48.5h")
	c.check(t)
}

func TestEnumsAndSets(t *testing.T) {
	var c cellTable
	c.ok("visa_type", "business", "business", "商务签", "商务", "B1", "b-1", "Business", " 商 务 签 ")
	c.ok("exit_ban_flag", "unknown", "不清楚", "unknown")
	c.ok("visa_type", absent{}, "", "-", "未知")
	c.bad("visa_type", "import.cell.enum", "月球签")
	c.ok("payment_term", "LC", "L/C", "信用证", "lc")
	c.ok("tax_filed_overseas_income", "na", "不适用", "na", "N/A")
	c.ok("insurance", []string{"overseas_accident", "medevac"}, "境外意外险;医疗转运", "意外险；医疗转运", "意外险,medevac", "意外险，医疗转运", "意外险、医疗转运", "意外险/医疗转运", "overseas_accident; medevac;", "意外险\n医疗转运;意外险")
	c.ok("insurance", []string{}, "无", "none", "没有")
	c.ok("insurance", absent{}, "", "未知")
	c.bad("insurance", "import.cell.set", "意外险;私家车险", ";;")
	c.check(t)
}

func TestCodesAndNames(t *testing.T) {
	var c cellTable
	c.ok("country", "HK", "HK", "hk", "中国香港", "香港", "Hong Kong", "Hong Kong, China")
	c.ok("country", "TW", "中国台湾", "台湾", "TW")
	c.ok("country", "MO", "中国澳门", "Macau")
	c.ok("country", "VN", "越南", "Vietnam", "viet nam", "VNM")
	c.ok("country", "IS", "IS")
	c.bad("country", "import.cell.country", "火星", "XX", "Ｘ")
	c.ok("currency", "CNY", "CNY", "人民币", "￥", "RMB", "人民币(元)")
	c.ok("currency", "USD", "美元", "usd", "US$", "$")
	c.bad("currency", "import.cell.currency", "贝壳")
	c.ok("goods_hs", "848210", "848210", "8482.10", "8482 10")
	c.ok("goods_hs", "030290", "30290")
	c.bad("goods_hs", "import.cell.hs", "12", "990000", "000000", "轴承", "84821010101")
	c.ok("region", "CN-XJ", "新疆", "新疆维吾尔自治区", "CN-XJ", "Xinjiang")
	c.ok("region", "Bavaria", "Bavaria")
	c.ok("emp_ref", "XS-001", "XS-001", "ＸＳ-001")
	c.bad("emp_ref", "import.cell.reference", "a", "张三", "-ab", "x y z")
	c.ok("name_masked", "张*", "张伟", "张*", "张＊", "张三丰")
	c.ok("name_masked", "J*", "John Smith")
	c.ok("supplier_name", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", " =cmd|' /C calc'!A0")
	c.ok("supplier_name", "某(杭州)公司", "某(杭州)公司")
	c.ok("classified", "none", "")
	c.ok("nationality", "CN", "", "中国")
	c.ok("permanent_resident", false, "")
	c.check(t)
}

func TestCellsOfAWorkbook(t *testing.T) {
	number := func(raw string, form Form) Cell { return Cell{Raw: raw, Form: form} }
	c := cellTable{cases: []cellCase{
		{"visa_expiry", number("46349", Number), "2026-11-23", ""},
		{"visa_expiry", number("46349.75", Moment), "2026-11-23", ""},
		{"visa_expiry", number("44887", Day|Epoch04), "2026-11-23", ""},
		{"visa_expiry", number("20261123", Number), "2026-11-23", ""},
		{"left_at", number("46327.604166667", Moment), "2026-11-01T14:30", ""},
		{"on_time_rate", number("0.95", Percent), n("0.95"), ""},
		{"sdn_owned_pct", number("0.12", Percent), n("12"), ""},
		{"annual_spend", number("1234.5600000000001", Number), n("1234.56"), ""},
		{"annual_spend", number("46349", Day), absent{}, "import.cell.number_date"},
		{"registry_id", number("913301091234567890", Number), absent{}, "import.cell.precision"},
		{"emp_ref", Cell{Raw: "42", Form: Number, Pad: 5}, "00042", ""},
		{"critical", Cell{Raw: "TRUE", Form: Bool}, true, ""},
		{"critical", Cell{Raw: "#N/A", Form: Broken}, absent{}, "import.cell.broken"},
		{"parts", Cell{Raw: "x", Form: TooLong}, absent{}, "import.cell.long"},
	}}
	c.check(t)
}

func TestEveryLabelOfTheDataMeansItsCode(t *testing.T) {
	for _, columns := range [][]Column{suppliers(t), employees(t)} {
		for _, c := range columns {
			for _, v := range c.Values {
				for _, name := range append([]string{v.Code, v.Zh, v.En}, v.Synonyms...) {
					u := c.understand(Cell{Raw: name}, asOf())
					want := fmt.Sprint(v.Code)
					if c.Type == "set" {
						want = "[" + want + "]"
					}
					if got := fmt.Sprint(u.value); got != want || !u.known {
						t.Errorf("%s %q: %s, want %s", c.Key, name, got, want)
					}
				}
			}
		}
	}
}

func TestTheSerialsAround1900(t *testing.T) {
	for raw, want := range map[string]string{"1": "1900-01-01", "59": "1900-02-28", "61": "1900-03-01", "2958465": "9999-12-31"} {
		if got := (Cell{Raw: raw, Form: Day}).Text(); got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

func TestColumnsThatWouldConfuseAreRefused(t *testing.T) {
	good := `{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: string}`
	for name, data := range map[string]string{
		"nothing":            ``,
		"not YAML":           `columns: [`,
		"an unknown field":   `columns: [{key: a, colour: red}]`,
		"a key twice":        `columns: [` + good + `, ` + good + `]`,
		"an unknown type":    `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: colour}]`,
		"no help":            `columns: [{key: a, zh: 甲, en: A, type: string}]`,
		"an enum of nothing": `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: enum}]`,
		"an unknown blank":   `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: string, blank: maybe}]`,
		"an unknown bound":   `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: date, latest: tomorrow}]`,
		"a broken pattern":   `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: string, pattern: "("}]`,
		"two of one name":    `columns: [` + good + `, {key: b, zh: 乙, en: B, help_zh: 说, help_en: says, type: string, synonyms: [甲]}]`,
		"two of one label":   `columns: [{key: a, zh: 甲, en: A, help_zh: 说, help_en: says, type: enum, values: [{code: x, zh: 一, en: one}, {code: y, zh: 一, en: two}]}]`,
	} {
		if _, err := ParseColumns([]byte(data)); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if c, err := ParseColumns([]byte(`columns: [` + good + `]`)); err != nil || c[0].Blank != "unknown" {
		t.Errorf("%v %v", c, err)
	}
}
