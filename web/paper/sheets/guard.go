package sheets

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/zhuqi-yunzhan/station"
)

// place is a cell by row number and column.
type place struct{ row, column int }

// columnRole is what the words above a cell say about its column.
type columnRole struct{ identity, registry bool }

// guardWorkbook refuses the whole file when any cell of any sheet, hidden ones too, holds the number of an
// identity document. The fault names the place and never the value.
func guardWorkbook(w *Workbook) *station.Fault {
	for i, s := range w.Sheets {
		if isDocument(s.Name, columnRole{}) {
			return s.document(i, place{1, 0})
		}
		if found, ok := s.guard(); ok {
			return s.document(i, found)
		}
	}
	return nil
}

func (s *Sheet) document(index int, at place) *station.Fault {
	name := s.Name
	if isDocument(name, columnRole{identity: true}) || strings.ContainsAny(name, "0123456789") && countDigits(name) > 7 {
		name = strconv.Itoa(index + 1)
	}
	return invalid("import.file.document", "sheet", name, "row", at.row, "column", Letter(at.column))
}

// guard walks the cells. All-digit credit codes are let through under a heading that asks for them, and remembered,
// so that Read can make sure the column really became registry_id.
func (s *Sheet) guard() (place, bool) {
	roles := map[int]columnRole{}
	heads, filled := headsOf(s), place{}
	for i, l := range s.Lines {
		for column, c := range l.Cells {
			if head, ok := heads[column]; ok && filled.row == 0 && l.Number > head && !c.Blank() && !dash(c) {
				filled = place{l.Number, column} // a number itself, further down, is the better thing to name
			}
			if i < 40 && c.Kind() == Words && c.Raw != "" {
				noteRole(roles, column, c.Raw)
			}
			if !suspicious(c) {
				continue
			}
			role := roles[column]
			if isDocument(c.Text(), role) {
				return place{l.Number, column}, true
			}
			if role.registry && isDocument(c.Text(), columnRole{}) {
				s.credit = append(s.credit, place{l.Number, column})
			}
		}
	}
	return filled, filled.row > 0
}

func noteRole(roles map[int]columnRole, column int, text string) {
	if countDigits(text) > 6 {
		return
	}
	f, role := foldWord(text), roles[column]
	for _, word := range []string{"身份证", "证件号", "护照号", "idcard", "idno", "idnumber", "passportno", "passportnumber", "身份号码"} {
		role.identity = role.identity || strings.Contains(f, word)
	}
	for _, word := range []string{"信用代码", "注册号", "登记号", "税号", "纳税人识别号", "企业代码", "registryid", "creditcode", "registration", "uscc", "vatnumber", "taxid", "companynumber"} {
		role.registry = role.registry || strings.Contains(f, word)
	}
	roles[column] = role
}

// suspicious is the cheap question before the careful one: are there enough digits at all?
func suspicious(c Cell) bool {
	if c.Kind() == Words || c.Kind() == TooLong {
		return len(c.Raw) >= 8 && countDigits(c.Raw) >= 5
	}
	return len(c.Raw) >= 15 || len(c.Raw) > 4 && strings.ContainsAny(c.Raw, "eE")
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' || r >= 0x80 && unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// isDocument looks at one text under what its column is called.
func isDocument(text string, role columnRole) bool {
	s := searchable(text)
	tight := strings.ReplaceAll(s, "-", "")
	if role.registry && (ValidCreditCode(tight) || europeanVAT(tight)) {
		return false
	}
	switch word := strings.Trim(s, "-"); {
	case residentShape(word), passportShape(word), residentShape(tight) && bornInside(tight), passportShape(tight) && tight != word && (role.identity || mainlandPassport(tight)):
		return true
	case role.identity && (len(tight) == 15 && isDigits(tight) || strings.HasSuffix(tight, "E+17") || strings.HasSuffix(tight, "E+14")):
		return true
	}
	return residentInside(s, role) || passportInside(s)
}

func mainlandPassport(s string) bool { return len(s) == 9 && (s[0] == 'E' || s[0] == 'G') }

// guardMapping refuses when a number that passed as a credit code is about to be read as something else.
func (s *Sheet) guardMapping(m Mapping) *station.Fault {
	for _, p := range m.Pairs {
		for _, at := range s.credit {
			if at.column == p.Column && p.Key != "registry_id" {
				return s.document(0, at)
			}
		}
	}
	return nil
}
