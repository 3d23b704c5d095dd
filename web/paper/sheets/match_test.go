package sheets

import (
	"strings"
	"testing"
)

func TestEveryNameOfTheDataFindsItsColumn(t *testing.T) {
	for _, columns := range [][]Column{suppliers(t), employees(t)} {
		for _, c := range columns {
			for _, name := range c.names() {
				for _, spelt := range []string{name, " " + strings.ToUpper(name) + " *", name + "(必填)", fullWidthLetters(name)} {
					m := Match([]string{"序号", spelt}, columns, nil)
					if len(m.Pairs) != 1 || m.Pairs[0].Key != c.Key || m.Pairs[0].Column != 1 {
						t.Errorf("%q for %s: %+v", spelt, c.Key, m.Pairs)
					}
				}
			}
		}
	}
}

func fullWidthLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r + 0xFEE0
		}
		return r
	}, s)
}

func TestMatchPrefersTheSurest(t *testing.T) {
	columns := suppliers(t)
	m := Match([]string{"供应商", "供应商名称", "我们的备注", "公司采购额合计数"}, columns, nil)
	if p, _ := m.Column("supplier_name"); p != 1 {
		t.Errorf("the exact name wins over the synonym: %+v", m.Pairs)
	}
	if p, ok := m.Column("annual_spend"); !ok || p != 3 {
		t.Errorf("a name contained in a header is found: %+v", m.Pairs)
	}
	if len(m.Unmatched) != 2 || m.Unmatched[0].Header != "供应商" || m.Unmatched[1].Column != 2 {
		t.Errorf("unmatched %+v", m.Unmatched)
	}
	for _, p := range m.Pairs {
		if p.How == ByPart && p.Confidence >= 90 || p.How == ByName && p.Confidence < 95 {
			t.Errorf("confidence %+v", p)
		}
	}
	if len(m.Missing) == 0 || m.Missing[0] != "country" {
		t.Errorf("missing %v", m.Missing)
	}
}

func TestWhatWasRememberedWins(t *testing.T) {
	columns := suppliers(t)
	m := Match([]string{"供应商名称", "甲方代码", "币种"}, columns, map[string]string{"供应商名称": "parts", "甲方代码 ": "supplier_name", "币种": ""})
	if len(m.Pairs) != 2 || m.Pairs[0].Key != "parts" || m.Pairs[1].Key != "supplier_name" || m.Pairs[1].How != ByMemory || m.Unmatched[0].Header != "币种" {
		t.Errorf("%+v", m)
	}
	if m := Match([]string{"甲方代码"}, columns, map[string]string{"甲方代码": "gone_key"}); len(m.Pairs) != 0 {
		t.Errorf("a remembered key that is no more is left alone: %+v", m)
	}
}

func TestRemapTakesWhatAPersonChose(t *testing.T) {
	m := Remap([]string{"x", "y", "z"}, suppliers(t), map[int]string{0: "country", 1: "country", 2: "nonsense"})
	if len(m.Pairs) != 1 || m.Pairs[0].How != ByHand || len(m.Unmatched) != 2 {
		t.Errorf("%+v", m)
	}
}

func TestUnrelatedHeadersStayUnmatched(t *testing.T) {
	m := Match([]string{"序号", "备注", "身份证号", "手机号", "护照号", "家庭住址", "联系电话", "联系人", "民族"}, employees(t), nil)
	if len(m.Pairs) != 0 {
		t.Errorf("%+v", m.Pairs)
	}
}

func TestGuessHeaderFallsBackToTheFirstTextRow(t *testing.T) {
	s := opened(t, []byte("x,,\nfoo,bar,baz\n1,2,3\n")).Default()
	if g := GuessHeader(s, suppliers(t)); g.Row != 2 || g.Score != 0 {
		t.Errorf("%+v", g)
	}
}

func TestARepeatedHeaderIsSkipped(t *testing.T) {
	r := whole(t, []byte("供应商名称,国家,币种\n甲厂,VN,USD\n供应商名称,国家,币种\n乙厂,VN,USD\n本页小计,,\n"), suppliers(t))
	if len(r.Rows) != 2 || len(r.Skipped) != 2 || r.Skipped[0].Why.Key != "import.skip.header" || r.Skipped[1].Why.Key != "import.skip.total" {
		t.Errorf("%+v", r.Skipped)
	}
}
