package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/rules/desk"
	"github.com/zhuqi-yunzhan/station/rules/rulestest"
)

func TestAMatrixIsReadAndMarkedByALawyer(t *testing.T) {
	files := rulestest.Shipped(t)
	e := rulestest.Load(t, files)
	for _, lang := range []string{"zh", "en"} {
		header, rows := desk.Matrix(e, files, lang)
		if len(rows) != len(e.Rules()) || len(header) != len(rows[0]) {
			t.Fatalf("%d rows of %d columns", len(rows), len(header))
		}
		row := rows[slices.IndexFunc(rows, func(r []string) bool { return r[0] == "TAX-015" })]
		text := strings.Join(row, "\n")
		for _, part := range []string{"20000", "2016年第42号", "local_file_tangible", "high"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is missing in %s", lang, part, text)
			}
		}
	}
	header, rows := desk.Matrix(e, files, "zh")
	review, comment := slices.Index(header, "审核结论"), slices.Index(header, "意见")
	rows[0][review], rows[1][review], rows[1][comment] = "同意", "修改", "数字过时"
	rows[2][comment], rows[3][review], rows[4][0] = "再看看", "好", "TAX-999"
	rows[0][1] = "older"
	marks, err := desk.ReadMarks(e, files, header, rows)
	if err != nil {
		t.Fatal(err)
	}
	if len(marks.Said) != 3 || !marks.Said[0].Stale || marks.Said[1].Stale || marks.Said[1].Verdict != "change" || marks.Said[2].Verdict != "" || marks.Silent != len(rows)-5 {
		t.Errorf("%+v", marks)
	}
	if len(marks.Unread) != 2 || !strings.Contains(marks.Unread[0], "row 5") || !strings.Contains(marks.Unread[1], `row 6: no rule "TAX-999"`) {
		t.Errorf("%v", marks.Unread)
	}
	if _, err := desk.ReadMarks(e, files, header[1:], rows); err == nil {
		t.Error("a table without ids is read")
	}
}
