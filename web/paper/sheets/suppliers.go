package sheets

import (
	"strconv"
)

type supplierChecks struct {
	seen map[string]int
}

func (s *supplierChecks) row(r *reading, row Row) bool {
	if id := text(row, "registry_id"); text(row, "country") == "CN" && id != "" && !ValidCreditCode(id) {
		r.complain(row.Number, "registry_id", "import.cell.credit", Warning)
	}
	if text(row, "screen_result") == "NOT_SCREENED" && text(row, "screen_date") != "" {
		r.complain(row.Number, "screen_date", "import.row.screened", Warning)
	}
	if v, there := row.Values["screen_date"]; there && v == nil && text(row, "screen_result") != "" && text(row, "screen_result") != "NOT_SCREENED" {
		r.note("screen_date", "import.column.needed", row.Number)
	}
	return s.first(r, row)
}

// first rejects the second row of one supplier and one part.
func (s *supplierChecks) first(r *reading, row Row) bool {
	key := "registry_id"
	if text(row, key) == "" {
		key = "supplier_name"
	}
	return !r.twice(s.seen, SupplierKey(row), row, key)
}

func (s *supplierChecks) whole(r *reading) {
	s.single(r)
	s.shares(r)
}

// single warns where a part is said to have one source but two groups of the list supply it.
func (s *supplierChecks) single(r *reading) {
	first := map[string]Row{}
	for _, row := range r.out.Rows {
		goods := text(row, "goods_hs")
		if len(goods) < 6 || inactive(row) {
			continue
		}
		other, ok := first[goods[:6]]
		if !ok {
			first[goods[:6]] = row
			continue
		}
		if group(other) == group(row) {
			continue
		}
		for _, pair := range [][2]Row{{row, other}, {other, row}} {
			if flagged(pair[0], "single_source") {
				r.complain(pair[0].Number, "single_source", "import.row.not_single", Warning, "other", pair[1].Number)
			}
		}
	}
}

func inactive(row Row) bool { on, ok := row.Values["active"].(bool); return ok && !on }

func group(row Row) string {
	for _, key := range []string{"group_id", "registry_id", "supplier_name"} {
		if s := text(row, key); s != "" {
			return foldWord(s)
		}
	}
	return ""
}

// shares compares a declared share with the list, where the whole list is in one currency and complete.
func (s *supplierChecks) shares(r *reading) {
	total, currency := 0.0, ""
	for _, row := range r.out.Rows {
		if inactive(row) {
			continue
		}
		spend, ok := number(row, "annual_spend")
		ccy := text(row, "currency")
		if !ok || ccy == "" || currency != "" && ccy != currency {
			return
		}
		total, currency = total+spend, ccy
	}
	for _, row := range r.out.Rows {
		share, ok := number(row, "share_declared")
		spend, paid := number(row, "annual_spend")
		if ok && paid && total > 0 && !inactive(row) && (share-spend/total > 0.0200005 || spend/total-share > 0.0200005) {
			r.complain(row.Number, "share_declared", "import.row.share", Warning, "computed", strconv.FormatFloat(100*spend/total, 'f', 1, 64))
		}
	}
}
