// Command gen writes the messy lists of testdata. Run it from the folder of package sheets:
//
//	go run ./testdata/gen
//
// Everything in them is invented; names are masked, document numbers there are none.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func main() {
	for name, write := range map[string]func() ([]byte, error){
		"merged_titles.xlsx": mergedTitles, "gb18030.csv": gb18030, "hidden_first.xlsx": hiddenFirst, "subtotals.xlsx": subtotals,
		"old.xls": oldFormat, "renamed_30.xlsx": renamed, "duplicates.xlsx": duplicates,
	} {
		data, err := write()
		if err == nil {
			err = os.WriteFile(filepath.Join("testdata", name), data, 0o644)
		}
		if err != nil {
			log.Fatal(name, ": ", err)
		}
	}
}

func fill(f *excelize.File, sheet string, rows [][]any) error {
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	return nil
}

func book(sheet string, rows [][]any, more func(*excelize.File) error) ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	if err := fill(f, sheet, rows); err != nil {
		return nil, err
	}
	if more != nil {
		if err := more(f); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err := f.Write(&b)
	return b.Bytes(), err
}

// mergedTitles: two titles over the whole width, a name merged downwards, real dates and a date as text.
func mergedTitles() ([]byte, error) {
	rows := [][]any{
		{"萧山某机械有限公司外派人员一览表"},
		{"填报日期 2026 年 11 月", nil, nil, nil, nil, "单位:人"},
		{"工号", "姓名", "派驻国家", "所在地", "签证到期日", "是否签订劳动合同", "保险"},
		{"XS001", "张*", "越南", "境外", 46000, "√", "境外意外险、医疗转运"},
		{"XS002", "李*", nil, "境外", "2027年3月5日", "×", "无"},
		{"XS003", "王*", "德国", "境外", "明年三月", "是", "意外险;私家车险"},
	}
	return book("外派", rows, func(f *excelize.File) error {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			return err
		}
		for _, err := range []error{
			f.MergeCell("外派", "A1", "G1"), f.MergeCell("外派", "A2", "E2"), f.MergeCell("外派", "C4", "C5"), f.SetCellStyle("外派", "E4", "E4", style),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func gb18030() ([]byte, error) {
	text := "供货商,国别,信用代码,物料名称,海关编码,年采购额,币别,关键物料,独家供应,是否在用,准交率\r\n" +
		"萧山甲纺织配件厂,中国,,纺机罗拉,84483990,12万元,人民币,是,否,是,95%\r\n" +
		"\"越南乙,五金\",越南,VN-0101,螺栓,731815,\"1,234.50\",美元,否,否,是,0.9\r\n" +
		"丙物流,中国香港,HK-55,海运服务,,8000,港币,否,是,是,98\r\n"
	return simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
}

func hiddenFirst() ([]byte, error) {
	rows := [][]any{{"旧工号", "旧数据"}, {"X1", "不要读"}}
	return book("旧表", rows, func(f *excelize.File) error {
		if _, err := f.NewSheet("空表"); err != nil {
			return err
		}
		at, err := f.NewSheet("员工")
		if err != nil {
			return err
		}
		f.SetActiveSheet(at)
		if err := fill(f, "员工", [][]any{{"emp_ref", "nationality", "location_type"}, {"A-01", "CN", "CN"}, {"A-02", nil, "CN"}}); err != nil {
			return err
		}
		return f.SetSheetVisible("旧表", false)
	})
}

func subtotals() ([]byte, error) {
	return book("供应商", [][]any{
		{"供应商名称", "国家/地区", "物料/服务", "HS编码", "近12个月采购额", "币种", "是否关键料", "是否独家", "在用"},
		{"甲厂", "CN", "轴承", 84821010, 100000, "CNY", "Y", "N", "Y"},
		{"乙厂", "中国", "轴承座", 84833000, 200000, "CNY", "Y", "N", "Y"},
		{"小计", nil, nil, nil, 300000},
		{"丙公司", "VN", "冻鱼", 30290, 50000.125, "USD", 0, 1, 1},
		{nil, "合计", nil, nil, 350000},
		{},
		{"备注:金额不含税"},
		{"制表人:赵*"},
	}, nil)
}

// oldFormat is only the head of an OLE2 file, which is all that a reader needs to refuse it.
func oldFormat() ([]byte, error) {
	data := make([]byte, 512)
	copy(data, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
	data[24], data[26], data[28], data[29], data[30], data[32] = 0x3E, 0x03, 0xFE, 0xFF, 0x09, 0x06
	return data, nil
}

func renamed() ([]byte, error) {
	return book("花名册", [][]any{
		{"员工工号*", "员工姓名(脱敏)", "国 籍", "岗位名称", "用人单位", "用工形式", "入职日期(年-月-日)", "合同终止日期", "是否签订劳动合同?", "外派协议",
			"境内/境外", "派驻国家", "派驻城市", "派驻开始日", "实际活动", "签证种类", "签证有效期至", "近12个月停留天数(天)", "护照有效期至", "护照由谁保管",
			"工作许可状态", "工作许可有效期", "投保情况", "是否缴纳社保", "当地社保是否缴纳", "行前培训日期", "领事登记", "紧急联系人", "最近报平安", "每周工时(小时)"},
		{"H-001", "张*", "中国", "工程师", "母公司", "劳动合同", "2020.03.01", "", "已签", "已签",
			"国外", "印尼", "雅加达", "2026/2/1", "设备安装", "工签", "20270201", 210, "2030-01-01", "本人",
			"已办", "2027-02-01", "意外险/医疗转运", "有", "无", "2026-01-10", "√", "有", "2026-11-20", 48.5},
		{"H-002", "陈*", "德国", "总经理", "境外子公司", "当地合同", "2019年5月6日", "2029-05-05", "是", "否",
			"境外", "德国", "慕尼黑", "2019-05-06", "经营管理", "居留", "2028-05-05", 300, "2031-01-01", "本人",
			"免办", "", "当地工伤", "否", "是", "无", "否", "有", "2026-11-23", 40},
	}, nil)
}

func duplicates() ([]byte, error) {
	return book("清单", [][]any{
		{"供应商名称", "国家", "当地注册号", "物料", "HS编码", "采购额", "币种", "关键料", "独家", "在用", "集团"},
		{"甲厂", "VN", "V-1", "轴承", "848210", 100, "CNY", "是", "是", "是", "甲集团"},
		{"乙厂", "VN", "V-2", "轴承", "84821010", 100, "CNY", "是", "否", "是", "乙集团"},
		{"甲厂(重复)", "VN", "V-1", "轴承", "848210", 300, "CNY", "是", "否", "是", "甲集团"},
		{"丁服务", "VN", "", "仓储", "", 10, "CNY", "否", "否", "是", ""},
		{"丁服务", "VN", "", "报关", "", 10, "CNY", "否", "否", "是", ""},
		{"丁 服务", "VN", "", "仓储", "", 20, "CNY", "否", "否", "是", ""},
		{"", "VN", "", "无名", "", 20, "CNY", "否", "否", "是", ""},
	}, nil)
}
