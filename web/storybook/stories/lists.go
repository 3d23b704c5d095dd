package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/web"
)

func lists() []Story {
	return []Story{
		{"lists", "lists", func(t Telling) any {
			return web.ListsPage{Chrome: t.at("lists", key("lists.title", "")), Lists: []web.ListCard{
				{Kind: "supplier", Rows: 312, Said: true, Updated: day(20, 16, 0), By: t.in("赵磊", "Zhao Lei"), ViewURL: "/lists/supplier", UploadURL: "/lists/supplier/import", TemplateURL: "/t.xlsx", ExportURL: "/e.xlsx"},
				{Kind: "employee", Rows: 27, Updated: day(21, 9, 0), By: t.in("陈静", "Chen Jing"), ViewURL: "/lists/employee", UploadURL: "/lists/employee/import", TemplateURL: "/t.xlsx", Said: true},
			}}
		}},
		{"lists-empty", "lists", func(t Telling) any {
			return web.ListsPage{Chrome: t.at("lists"), Lists: []web.ListCard{{Kind: "supplier", UploadURL: "/u", TemplateURL: "/t", NoneURL: "/n"}, {Kind: "employee", UploadURL: "/u", TemplateURL: "/t", Said: true}}}
		}},
		{"list", "list", func(t Telling) any {
			return web.ListPage{Chrome: t.at("lists", key("lists.title", "/lists"), key("lists.kind_supplier", "")), Kind: "supplier", Rows: 312, UploadURL: "/u", AddURL: "/a", ExportURL: "/e", NoneURL: "/n", Base: 3, Table: supplierTable(t), Pager: web.Pager{Prev: "?before=1", Next: "?after=3"}}
		}},
		{"list-row", "list_row", func(t Telling) any {
			p := web.RowPage{Chrome: t.at("lists", key("lists.title", "/lists"), key("row.new", "")), Kind: "supplier", Title: t.in("甲铸件厂", "Supplier A"), Action: "/r", RemoveURL: "/x", BackURL: "/l", Missing: 1,
				Hidden: []web.Hidden{{Name: "base", Value: "3"}}, Was: []web.Hidden{{Name: "was.a", Value: "A"}}, Fields: []web.Field{{Kind: "text", ID: "f-a", Name: "a", Label: t.in("供应商名称", "Supplier name"), Value: "A"}, {Kind: "select", ID: "f-b", Name: "b", Label: t.in("在用", "In use"), Options: []web.Option{{Value: "1", Label: t.in("是", "Yes")}}}},
				More: []web.Field{{Kind: "number", ID: "f-c", Name: "c", Label: t.in("库存天数", "Days of stock")}}}
			p.Form.Complain("a", station.Say("row.twice"))
			return p
		}},
		{"list-row-changed", "list_row", func(t Telling) any {
			p := web.RowPage{Chrome: t.at("lists", key("lists.title", "/lists"), key("row.new", "")), Kind: "supplier", Title: t.in("甲铸件厂", "Supplier A"), Action: "/r", RemoveURL: "/x", BackURL: "/l", Changed: true,
				Hidden: []web.Hidden{{Name: "base", Value: "3"}, {Name: "seen", Value: "4"}}, Fields: []web.Field{{Kind: "text", ID: "f-a", Name: "a", Label: t.in("筛查日期", "Screened on"), Outs: []web.Option{{Value: "none", Label: t.in("没有", "None")}, {Value: "dont_know", Label: t.in("不清楚", "Not sure")}}, Out: "none"}},
				Both: []web.RowDiff{{Column: t.in("筛查日期", "Screened on"), Was: "–", Mine: t.in("没有", "None"), Now: "2026-11-01"}}}
			p.Form.Complain("choose", station.Say("row.changed"))
			return p
		}},
		{"rows-consent", "rows_consent", func(t Telling) any {
			p := web.RowsConsentPage{Chrome: t.at("lists", key("lists.title", "/lists"), key("rows_consent.title", "")), Action: "/c", Version: "2026-11"}
			p.Form.Complain("told", station.Say("rows_consent.must_told"))
			return p
		}},
		{"import-upload", "import_upload", func(t Telling) any {
			return web.ImportUpload{Chrome: importFrame(t), Kind: "employee", Action: "/u", TemplateURL: "/t", MaxMB: 5, MaxRows: 5000, Steps: t.Words.ImportSteps(t.Chrome.Lang, 0)}
		}},
		{"import-map", "import_map", importMap},
		{"import-preview", "import_preview", importPreview},
		{"import-preview-good", "import_preview", func(t Telling) any {
			p := importPreview(t).(web.ImportPreview)
			p.Complaints, p.MoreComplaints, p.Wrong, p.CanApply, p.Rejected, p.Held, p.Spared = nil, 0, 0, true, 0, 0, 0
			return p
		}},
		{"import-preview-nothing", "import_preview", func(t Telling) any {
			p := importPreview(t).(web.ImportPreview)
			p.CanApply, p.Cannot, p.Changes, p.Rows = false, station.Say("preview.nothing"), nil, 0
			p.Form.Complain("", p.Cannot)
			return p
		}},
	}
}

func importFrame(t Telling) web.Chrome {
	return t.at("lists", key("lists.title", "/lists"), key("lists.upload", ""))
}

func supplierTable(t Telling) web.Table {
	return web.Table{
		Caption: t.in("供应商", "Suppliers"), Note: t.in("312 行", "312 rows"),
		Columns: []web.Column{{Label: t.in("名称", "Name"), SortURL: "?sort=name", Sort: "ascending"}, {Label: t.in("国家", "Country")}, {Label: t.in("占采购额", "Share"), Number: true, SortURL: "?sort=share"}, {Label: t.in("判断", "Verdict")}},
		Rows: []web.Row{
			{Cells: []web.Cell{{Text: t.in("甲铸件厂", "Supplier A castings"), URL: "/lists/supplier/1"}, {Text: t.in("中国", "China")}, {Text: "46%", Number: true}, {Level: "medium", Note: t.in("高于提示线 30%", "above the 30% line")}}},
			{Bad: true, Cells: []web.Cell{{Text: t.in("乙轴承", "Supplier B bearings"), URL: "/lists/supplier/2"}, {Text: t.in("越南", "Viet Nam")}, {Text: "12%", Number: true}, {Level: "unknown"}}},
			{Cells: []web.Cell{{Text: t.in("丙电机", "Supplier C motors"), URL: "/lists/supplier/3"}, {Text: t.in("德国", "Germany")}, {Text: "8%", Number: true}, {Level: "ok"}}},
		},
	}
}

func importMap(t Telling) any {
	options := []web.Option{{Value: "name", Label: t.in("供应商名称", "Supplier name")}, {Value: "country", Label: t.in("所在国家", "Country")}, {Value: "share", Label: t.in("占采购额", "Share of purchases")}, {Value: "-", Label: t.in("不用这一列", "Leave out")}}
	column := func(i, header, value string, guessed bool, samples ...string) web.MapColumn {
		return web.MapColumn{Header: header, Samples: samples, Guessed: guessed, Field: web.Field{Kind: "select", ID: web.ID("column-" + i), Name: "column-" + i, Value: value, Options: options}}
	}
	p := web.ImportMap{
		Chrome: importFrame(t), Kind: "supplier", File: "suppliers-2026.xlsx", Rows: 312, Action: "/m", BackURL: "/u", Steps: t.Words.ImportSteps(t.Chrome.Lang, 1), Sheet: "Sheet1", Header: 3, Sheets: []web.Option{{Value: "Sheet1", Label: "Sheet1"}}, Skipped: []web.SkippedRow{{Row: 313, Why: station.Say("import.skip.total")}},
		Missing: []string{t.in("海关编码", "HS code"), t.in("付款方式", "Payment terms")},
		Columns: []web.MapColumn{
			column("0", t.in("供应商", "Supplier"), "name", true, t.in("甲铸件厂", "Supplier A"), t.in("乙轴承", "Supplier B")),
			column("1", t.in("国别", "Nation"), "country", true, "CN", "VN", "DE"),
			column("2", t.in("比例", "Ratio"), "", false, "46", "12", "8"),
		},
	}
	p.Columns[2].Field.Error = t.in("请选这一列是什么", "Please say what this column is")
	p.Form.Complain("column-2", station.Say("complain.choose", "field", t.in("比例", "Ratio")))
	return p
}

func importPreview(t Telling) any {
	return web.ImportPreview{
		Chrome: importFrame(t), Kind: "supplier", File: "suppliers-2026.xlsx", Added: 12, Changed: 31, Gone: 2, Same: 267, Action: "/a", BackURL: "/u", CanApply: true,
		Steps: t.Words.ImportSteps(t.Chrome.Lang, 2), MoreComplaints: 12, Wrong: 14, Rows: 310, Skipped: []web.SkippedRow{{Row: 313, Why: station.Say("import.skip.total")}},
		Rejected: 2, Spared: 1, Untold: 3, Held: 1, Base: 3, Part: station.Say("preview.changes_part", "from", 1, "to", 4, "n", 120), Pager: web.Pager{Next: "?page=2"},
		Changes: []web.RowChange{
			{Kind: "gone", Name: t.in("丁轴承", "Supplier D bearings")}, {Kind: "held", Name: t.in("戊电缆", "Supplier E cables")}, {Kind: "added", Name: t.in("己包装", "Supplier F packing")},
			{Kind: "changed", Name: t.in("甲铸件厂", "Supplier A castings"), Cells: []web.CellChange{{Column: t.in("国家", "Country"), Before: t.in("中国", "China"), After: t.in("越南", "Viet Nam")}}},
		},
		Complaints: []web.Complaint{
			{Row: 14, Column: t.in("B 国家", "B Country"), Say: station.Say("complain.choose", "field", t.in("国家", "Country")), Blocks: true},
			{Row: 15, Column: t.in("占采购额", "Share"), Say: station.Say("complain.fill", "field", t.in("占采购额", "Share")), Kept: true},
			{Column: t.in("关键料", "Critical"), Say: station.Say("preview.doubts"), Warning: true, Kept: true, Count: 3},
		},
	}
}
