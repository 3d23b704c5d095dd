package advisor

import (
	"encoding/json"
	"strings"
	"testing"
)

const strippedOf = `{"format":1,"company":"杭州澜桥精密机械有限公司","made_by":"陈静","answers":{"company":{"sales":23654321,"plants":3,"head_city":"绍兴","legal_group":"澜桥集团"},
"suppliers":[{"supplier_name":"宁远化工（宁波）有限公司","annual_spend":"4812000","ref":"S-017"}],"employees":[{"emp_ref":"E-2041"}],"presences":[{"country":"VN","ref":"VN1"}]},"findings":[],"cards":{}}`

func stripper(t *testing.T) *Stripper {
	t.Helper()
	s, err := NewStripper([]json.RawMessage{json.RawMessage(strippedOf)}, []string{"林岚", "Lin Lan"}, []string{"越南", "Vietnam"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatTellsOfACompanyIsTakenOutOfAText(t *testing.T) {
	s := stripper(t)
	for text, gone := range map[string][]string{
		"澜桥精密在越南平阳省的工厂欠宁远化工 481.2 万元，2026 年 11 月 3 日到期。":                                   {"澜桥", "越南", "平阳", "宁远", "481", "2026", "11", "3 日"},
		"请陈静核对员工 E-2041 的合同 HT-2025-0031，林岚已看过。":                                           {"陈静", "2041", "HT", "0031", "林岚"},
		"统一社会信用代码 91330100MA2H2XJK0F，电话 13912345678。":                                      {"91330100", "13912345678"},
		"二〇二六年三月五日前补缴三十二万元，约百分之十五，涉及十二名员工，绍兴总部":                                            {"二〇二六", "三十二", "十五", "十二", "绍兴"},
		"Lin Lan says the Vietnam plant owes USD 1,204,000 since 3 March 2026, 15 percent": {"Lin Lan", "Vietnam", "1,204,000", "2026", "15"},
		"ＲＭＢ２３６５４３２１ 的营业收入":                                                                {"２３", "23654321"},
	} {
		got := s.Text(text)
		for _, g := range gone {
			if strings.Contains(got, g) {
				t.Errorf("%q still says %q: %q", text, g, got)
			}
		}
		if !strings.Contains(got, Blank) {
			t.Errorf("%q: nothing was taken out", text)
		}
	}
	if got := s.Text("依据劳动合同法第九条和 Article 7.2，押金一律退还。"); !strings.Contains(got, "劳动合同法第九条") || !strings.Contains(got, "Article 7.2") || !strings.Contains(got, "押金一律退还") {
		t.Errorf("the law is taken out: %q", got)
	}
}

func TestATextThatStillTellsOfACompanyIsKnown(t *testing.T) {
	s := stripper(t)
	for text, want := range map[string]string{"和宁远化工的合同": "宁远化工", "营业收入 23,654,321 元": "23,654,321", "欠款 481.2 万": "481.2 万", "打 13912345678": "13912345678", "陈静说": "陈静"} {
		if got := s.Tells(text); len(got) != 1 || got[0] != want {
			t.Errorf("%q tells %q", text, got)
		}
	}
	for _, text := range []string{"押金一律退还，不论金额 500 元还是 20 万元。", s.Text("澜桥精密欠宁远化工 4812000 元，陈静 E-2041")} {
		if got := s.Tells(text); len(got) != 0 {
			t.Errorf("%q tells %q", text, got)
		}
	}
	if _, err := NewStripper([]json.RawMessage{[]byte(`{"format":7}`)}, nil, nil); err == nil {
		t.Error("a document of another format is read")
	}
}
