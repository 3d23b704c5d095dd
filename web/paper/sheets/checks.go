package sheets

import (
	"encoding/json"
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// rowChecks are what the fact files ask of a row, and of the list as a whole.
type rowChecks interface {
	row(r *reading, row Row) bool // false rejects the row
	whole(r *reading)
}

type noChecks struct{}

func (noChecks) row(*reading, Row) bool { return true }
func (noChecks) whole(*reading)         {}

// checksFor tells the lists apart by the column that names their rows.
func checksFor(r *reading) rowChecks {
	switch {
	case r.columns["emp_ref"] != nil:
		return &employeeChecks{seen: map[string]int{}}
	case r.columns["supplier_name"] != nil:
		return &supplierChecks{seen: map[string]int{}}
	}
	return noChecks{}
}

func text(row Row, key string) string   { s, _ := row.Values[key].(string); return s }
func flagged(row Row, key string) bool  { b, _ := row.Values[key].(bool); return b }
func answered(row Row, key string) bool { _, ok := row.Values[key]; return ok }

func number(row Row, key string) (float64, bool) {
	n, ok := row.Values[key].(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}

func day(row Row, key string) (time.Time, bool) {
	s := text(row, key)
	if len(s) < len(dayLayout) {
		return time.Time{}, false
	}
	t, err := time.Parse(dayLayout, s[:len(dayLayout)])
	return t, err == nil
}

// reject says why a row is left out, naming the column it hangs on.
func (r *reading) reject(row Row, key, say string, more ...any) bool {
	r.complain(row.Number, key, say, Error, more...)
	return false
}

// twice rejects the second row with the same name, naming both.
func (r *reading) twice(seen map[string]int, id string, row Row, key string) bool {
	if first, ok := seen[id]; ok {
		return !r.reject(row, key, "import.row.twice", "first", first)
	}
	seen[id] = row.Number
	return false
}

// needed warns, once a column, of cells that other answers of the row make necessary.
func (r *reading) needed(columns []Column) {
	for _, c := range columns {
		missing, first := 0, 0
		for _, row := range r.out.Rows {
			if !answered(row, c.Key) && !c.Required && wanted(c.Key, row) {
				if missing++; first == 0 {
					first = row.Number
				}
			}
		}
		if missing > 0 {
			letter, header := r.where(c.Key)
			r.add(Complaint{Row: first, Letter: letter, Header: header, Key: c.Key, Level: Warning, Count: missing,
				Text: station.Say("import.column.needed", "row", first, "column", r.named(c.Key, header), "letter", letter, "count", missing)})
		}
	}
}

// wanted repeats the conditions of the fact files under which an optional column must be filled.
func wanted(key string, row Row) bool {
	abroad := text(row, "location_type") == "abroad"
	foreign := text(row, "nationality") != "" && text(row, "nationality") != "CN"
	inChina := foreign && text(row, "location_type") == "CN"
	switch key {
	case "registry_id":
		return text(row, "country") == "CN"
	case "backup_qualified", "inventory_days", "lead_time_days":
		return flagged(row, "critical")
	case "posting_addendum", "post_country", "posting_start", "activity", "visa_type", "visa_expiry", "work_permit_status", "insurance",
		"host_si_paid", "host_tax_registered", "pretrip_training_date", "consular_registered", "emergency_contact", "last_checkin", "passport_expiry":
		return abroad
	case "exempt_notice_filed":
		return text(row, "work_permit_status") == "exempt"
	case "ep_category", "base_salary_local":
		return abroad && text(row, "post_country") == "MY"
	case "si_cert_expiry":
		return text(row, "si_certificate") == "held"
	case "nda_signed":
		return text(row, "secret_access") == "general" || text(row, "secret_access") == "core"
	case "noncompete_months", "noncompete_pay", "avg_wage_12m":
		return flagged(row, "noncompete_signed")
	case "exit_ban_flag":
		return text(row, "planned_departure") != ""
	case "days_in_china_ytd":
		return foreign
	case "cn_work_permit", "cn_residence_permit_type":
		return inChina
	case "study_annotated":
		return text(row, "cn_residence_permit_type") == "study"
	}
	return false
}

type employeeChecks struct {
	seen map[string]int
}

// whole has nothing to ask: what the rules want of the whole list of employees, package derived computes.
func (*employeeChecks) whole(*reading) {}

func (e *employeeChecks) row(r *reading, row Row) bool {
	if r.twice(e.seen, EmployeeKey(row), row, "emp_ref") { // E1
		return false
	}
	if !e.consistent(r, row) {
		return false
	}
	e.counts(r, row)
	if text(row, "work_permit_status") == "held" && !answered(row, "work_permit_expiry") { // E7
		r.note("work_permit_expiry", "import.column.permit", row.Number)
	}
	if revoked, ok := day(row, "access_revoked_at"); ok {
		if left, gone := day(row, "left_at"); gone && revoked.Before(left.AddDate(0, 0, -30)) {
			r.complain(row.Number, "access_revoked_at", "import.row.revoked", Warning)
		}
	}
	// null means "not done yet" only beside the day that starts the clock.
	for later, start := range map[string]string{"registered_at": "checkin_at", "residence_applied": "entry_date"} {
		if v, ok := row.Values[later]; ok && v == nil && text(row, start) == "" {
			delete(row.Values, later)
		}
	}
	return true
}

// consistent holds the checks that reject a row: E3 and E5.
func (e *employeeChecks) consistent(r *reading, row Row) bool {
	start, started := day(row, "contract_start")
	end, ended := day(row, "contract_end")
	if started && ended && end.Before(start) {
		return r.reject(row, "contract_end", "import.row.contract")
	}
	if expiry, ok := day(row, "visa_expiry"); ok && expiry.Year() < 2000 {
		return r.reject(row, "visa_expiry", "import.row.visa_old")
	}
	if posting, ok := day(row, "posting_start"); ok && posting.After(r.asOf.AddDate(0, 0, 365)) {
		return r.reject(row, "posting_start", "import.row.posting")
	}
	if country := text(row, "post_country"); text(row, "location_type") == "abroad" && (country == "" || country == "CN") {
		return r.reject(row, "post_country", "import.row.abroad")
	}
	return true
}

// counts holds E6: counts of days that cannot be are warned of and kept.
func (e *employeeChecks) counts(r *reading, row Row) {
	ytd, hasYear := number(row, "days_in_country_ytd")
	if hasYear && ytd > float64(r.asOf.YearDay()) {
		r.complain(row.Number, "days_in_country_ytd", "import.row.days_year", Warning)
	}
	if n, ok := number(row, "days_in_country_180"); ok && n > 180 {
		r.complain(row.Number, "days_in_country_180", "import.row.days_180", Warning)
	}
	if n, ok := number(row, "days_in_country_12m"); ok && hasYear && n < ytd {
		r.complain(row.Number, "days_in_country_12m", "import.row.days_12m", Warning)
	}
}
