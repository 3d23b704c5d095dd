package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

// The columns of the matrix. The first two name the rule and its text; the last three are the
// reviewer's.
var matrixHeader = map[string][]string{
	"zh": {"编号", "指纹", "领域", "标题", "英文标题", "说明", "严重程度", "范围", "条件", "数值", "依据", "依据核实程度", "整改步骤", "证据", "期限", "状态", "审核结论", "意见", "审阅人"},
	"en": {"Id", "Mark", "Area", "Title", "Chinese title", "Why", "Severity", "Scope", "Condition", "Figures", "Law", "Law checked", "Steps", "Evidence", "Deadline", "Lifecycle", "Review", "Comment", "Reviewer"},
}

// Verdicts of a reviewer, as they are written into the matrix.
var reviewWords = map[string]string{"同意": "agreed", "agreed": "agreed", "修改": "change", "change": "change", "删除": "drop", "drop": "drop", "存疑": "doubt", "doubt": "doubt"}

// Matrix is every rule as a row that a lawyer can read and mark up in a spreadsheet.
func Matrix(e *rules.Engine, files rules.Files, lang string) (header []string, rows [][]string) {
	for _, r := range e.Rules() {
		other := r.Title.En
		if lang == "en" {
			other = r.Title.Zh
		}
		deadline := ""
		if r.Deadline != nil {
			deadline = rules.Bilingual{Zh: r.Deadline.Zh, En: r.Deadline.En}.In(lang)
		}
		law, checked := []string{}, []string{}
		for _, c := range r.Basis {
			law, checked = append(law, strings.TrimSpace(c.Title+" "+c.Article)), append(checked, c.Checked)
		}
		rows = append(rows, []string{r.ID, ruleMark(files[r.File]), string(r.Area), r.Title.In(lang), other, r.Why.In(lang), severities(r), string(r.Scope),
			conditionWords(e, r, files, lang), figuresOf(e, r, files), strings.Join(law, "\n"), strings.Join(checked, "\n"), strings.Join(r.Remedy.In(lang), "\n"),
			strings.Join(r.Evidence.In(lang), "\n"), deadline, r.Lifecycle, "", "", ""})
	}
	return matrixHeader[lang], rows
}

// ruleMark changes with every letter of a rule's file.
func ruleMark(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}

// conditionWords is the condition of a rule with labels in the place of keys.
func conditionWords(e *rules.Engine, r *rules.Rule, files rules.Files, lang string) string {
	x := explainer{e: e, rule: r, lang: lang, day: "9999-12-31"}
	var out []string
	in := false
	for _, line := range strings.Split(body(files[r.File]), "\n") {
		switch {
		case strings.HasPrefix(line, "evidence"), strings.HasPrefix(line, "lines"), strings.HasPrefix(line, "import"), strings.HasPrefix(line, "package"):
			in = false
		default:
			in = in || line != ""
			if in && line != "" {
				out = append(out, x.words(line))
			}
		}
	}
	return strings.Join(out, "\n")
}

// figuresOf lists the dated figures that a rule names: value, unit, since when, and who set it.
func figuresOf(e *rules.Engine, r *rules.Rule, files rules.Files) string {
	var names, out []string
	for _, m := range figureRef.FindAllSubmatch(files[r.File], -1) {
		if name := string(m[1]) + string(m[2]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		entries, _ := e.Data("risk", string(r.Area), "figures", name).([]any)
		for _, raw := range entries {
			if m, _ := raw.(map[string]any); m != nil {
				out = append(out, fmt.Sprintf("%s: %v %v, %v, %v %v", name, m["value"], m["unit"], m["from"], m["set_by"], m["source"]))
			}
		}
	}
	return strings.Join(out, "\n")
}

// Mark is what a reviewer said of one rule. Stale: the rule has changed since the matrix was written.
type Mark struct {
	ID, Verdict, Comment, Reviewer string
	Stale                          bool
}

// Marks is a matrix that came back: what was said of each rule, and what could not be read, by
// row as the spreadsheet counts.
type Marks struct {
	Said    []Mark
	Unread  []string
	Silent  int            // rules of which nothing was said
	Verdict map[string]int // how many of each verdict
}

// ReadMarks reads a matrix that was marked up. Rows are those under the header.
func ReadMarks(e *rules.Engine, files rules.Files, header []string, rows [][]string) (Marks, error) {
	at := map[string]int{}
	for i, name := range header {
		for _, known := range matrixHeader {
			if n := slices.Index(known, strings.TrimSpace(name)); n >= 0 {
				at[matrixHeader["en"][n]] = i
			}
		}
	}
	for _, needed := range []string{"Id", "Mark", "Review", "Comment"} {
		if _, ok := at[needed]; !ok {
			return Marks{}, fmt.Errorf("the column %s is missing: keep the first row as the matrix wrote it", needed)
		}
	}
	cell := func(row []string, name string) string {
		if i, ok := at[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	m := Marks{Verdict: map[string]int{}}
	for n, row := range rows {
		id, word, comment := cell(row, "Id"), cell(row, "Review"), cell(row, "Comment")
		rule, known := e.Rule(id)
		verdict := reviewWords[strings.ToLower(word)]
		switch {
		case id == "" && word == "" && comment == "":
		case !known:
			m.Unread = append(m.Unread, fmt.Sprintf("row %d: no rule %q", n+2, id))
		case word == "" && comment == "":
			m.Silent++
		case verdict == "" && word != "":
			m.Unread = append(m.Unread, fmt.Sprintf("row %d: %s: %q is none of 同意, 修改, 删除, 存疑", n+2, id, word))
		default:
			m.Said = append(m.Said, Mark{ID: id, Verdict: verdict, Comment: comment, Reviewer: cell(row, "Reviewer"), Stale: cell(row, "Mark") != ruleMark(files[rule.File])})
			m.Verdict[verdict]++
		}
	}
	return m, nil
}
