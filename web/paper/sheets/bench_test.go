package sheets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
)

// bigList invents n employees with every column filled, as the export writes them.
func bigList(t testing.TB, columns []Column, n int) []byte {
	t.Helper()
	rows := make([]Row, n)
	for i := range rows {
		values := make(map[string]any, len(columns))
		for j, c := range columns {
			values[c.Key] = sample(&c, i+j)
		}
		values["emp_ref"], values["name_masked"], values["nationality"], values["post_country"] = fmt.Sprintf("XS-%05d", i), "张*", "CN", "VN"
		values["contract_start"], values["contract_end"], values["posting_start"] = "2020-01-01", "2030-01-01", "2026-01-01"
		values["days_in_country_ytd"], values["days_in_country_12m"], values["days_in_country_180"] = json.Number("100"), json.Number("120"), json.Number("90")
		values["access_revoked_at"], values["left_at"] = nil, nil
		rows[i] = Row{Values: values}
	}
	var b bytes.Buffer
	if err := WriteXLSX(&b, Tabulate("员工", columns, rows, "zh")); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sample(c *Column, i int) any {
	switch c.Type {
	case "boolean":
		return i%2 == 0
	case "integer":
		return json.Number(fmt.Sprint(i % 40))
	case "decimal":
		return json.Number(fmt.Sprint(1+i%100) + ".5")
	case "enum":
		return c.Values[i%len(c.Values)].Code
	case "set":
		return []string{c.Values[i%len(c.Values)].Code}
	case "date":
		if c.Earliest != "" || c.Key == "visa_expiry" || c.Key == "passport_expiry" {
			return fmt.Sprintf("2027-%02d-15", 1+i%12)
		}
		return fmt.Sprintf("2026-%02d-15", 1+i%10)
	case "datetime":
		return fmt.Sprintf("2026-%02d-15T08:30", 1+i%10)
	}
	if c.Form == "currency" {
		return "CNY"
	}
	return fmt.Sprintf("区域%d", i)
}

// BenchmarkRead5000 is the whole way of an upload: open, guess, match, read; 5,000 rows of all 86 columns.
func BenchmarkRead5000(b *testing.B) {
	columns := employees(b)
	data := bigList(b, columns, 5000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if r := whole(b, data, columns); len(r.Rows) != 5000 {
			b.Fatal(len(r.Rows))
		}
	}
}
