package sheets

import (
	"strings"
	"unicode/utf8"

	"github.com/zhuqi-yunzhan/station"
)

// numberHeads name a column of document numbers wherever they stand; a heading that says something else about a
// document (when it expires, who keeps it) is none.
var (
	numberHeads = []string{"身份证号", "身份号码", "护照号", "通行证号", "回乡证号", "台胞证号", "证件号", "passportno", "passportnum", "passportid", "idcardno", "idcardnum", "identitycardno",
		"identityno", "identitynum", "idnumber", "travelpermitno", "travelpermitnum", "nationalid"}
	bareHeads = []string{"身份证", "身份证件", "护照", "通行证", "回乡证", "台胞证", "旅行证", "passport", "idcard", "identitycard", "travelpermit"}
	otherwise = []string{"是否", "有无", "到期", "有效", "期限", "日期", "保管", "空白", "页", "核", "查", "收", "类", "种", "签发", "expir", "held", "blank", "page", "type", "kind", "valid", "date", "issue"}
)

// documentHead says whether a heading asks for the number of a document. sure is false where the words could also
// stand in a cell, such as a kind of document.
func documentHead(text string) (is, sure bool) {
	f := fold(text)
	if f == "" || utf8.RuneCountInString(f) > 24 {
		return false, false
	}
	for _, word := range otherwise {
		if strings.Contains(f, word) {
			return false, false
		}
	}
	for _, word := range numberHeads {
		if strings.Contains(f, word) {
			return true, true
		}
	}
	for _, word := range bareHeads {
		if strings.HasSuffix(f, word) && !strings.HasPrefix(f, "持") && !strings.HasPrefix(f, "已") {
			return true, false
		}
	}
	return f == "idno", true
}

// headsOf finds the columns headed by a document, with the row of the heading. The sure words count in any of the
// first rows, the others no lower than the row that looks most like the header.
func headsOf(s *Sheet) map[int]int {
	out, header := map[int]int{}, widestTextRow(s)
	for _, l := range s.Lines[:min(len(s.Lines), 40)] {
		for column, c := range l.Cells {
			if _, known := out[column]; known || c.Kind() != Words || len(c.Raw) < 4 || len(c.Raw) > 120 {
				continue
			}
			if is, sure := documentHead(c.Raw); is && (sure || l.Number <= header) {
				out[column] = l.Number
			}
		}
	}
	return out
}

// dash says whether a cell holds only a mark or a word for nothing.
func dash(c Cell) bool {
	f := foldWord(c.Text())
	return f == "" || f == "无" || f == "没有" || f == "none" || f == "na"
}

// guardHeading refuses when a column under the header that was chosen asks for document numbers and holds anything.
func (s *Sheet) guardHeading(header int) *station.Fault {
	heads := map[int]bool{}
	for column, text := range s.Header(header) {
		if is, _ := documentHead(text); is {
			heads[column] = true
		}
	}
	for _, l := range s.Lines {
		for column := range heads {
			if c := l.At(column); l.Number > header && !c.Blank() && !dash(c) {
				return s.document(0, place{l.Number, column})
			}
		}
	}
	return nil
}
