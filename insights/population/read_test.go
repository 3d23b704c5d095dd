package population

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/zhuqi-yunzhan/station/insights/lattice"
)

const good = `{"group":"g000001","head":true,"company":"c000001","section":"C","district":"nanhu","countries":["VN"],"at":"2026-09-12","areas":{"tax":{"band":3,"risk":true,"findings":2},"supply":{"risk":false,"findings":0}},"whole":3,"rules":["TAX-015"],"consent":true,"synthetic":true}`

var cut = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)

func lat(t testing.TB) *lattice.Lattice {
	t.Helper()
	l, err := lattice.Default()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestALineComesBackAsItWasWritten(t *testing.T) {
	l := lat(t)
	line, err := NewReader(strings.NewReader(good), l).Next()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := NewWriter(&out, l)
	if err := errors.Join(w.Write(line), w.Flush()); err != nil {
		t.Fatal(err)
	}
	if out.String() != good+"\n" {
		t.Error("written:", out.String())
	}
	if o := line.Areas["tax"]; !o.Risk || o.Findings != 2 || o.Band != 3 || line.Whole != 3 || !line.Head {
		t.Errorf("read: %+v", line)
	}
}

func TestAFaultNamesItsLineAndFieldInPlainWords(t *testing.T) {
	l := lat(t)
	cases := map[string][3]string{ // what is replaced, by what, what is said
		"no JSON":                  {good, `{"group":`, "line 2 is not JSON"},
		"an empty line":            {good, "", "line 2 is empty"},
		"a list":                   {good, "[]", "line 2 is a array, not an object"},
		"two objects":              {good, good + good, "line 2 goes on after its end"},
		"an unknown field":         {`"consent"`, `"name":"X","consent"`, "line 2: name is not a field"},
		"a missing field":          {`"consent":true,`, "", "line 2: consent is missing"},
		"a field told twice":       {`"consent":true`, `"consent":false,"consent":true`, "line 2 tells a field twice"},
		"a field in other letters": {`"consent":true`, `"consent":false,"Consent":true`, "line 2 tells a field twice"},
		"an area told twice":       {`"areas":{`, `"areas":{"tax":{"risk":false,"findings":0},`, "line 2 tells a field twice"},
		"null":                     {`"whole":3`, `"whole":null`, "leaves one null"},
		"a number as text":         {`"whole":3`, `"whole":"3"`, "line 2: whole is a string where a whole number belongs"},
		"text for a list":          {`["VN"]`, `"VN"`, "line 2: countries is a string where a list belongs"},
		"a fraction":               {`"findings":2`, `"findings":2.5`, "where a whole number belongs"},
		"a group with a space":     {"g000001", "g 1", `line 2: group "g 1" is not 1 to 64 letters`},
		"a company of no letters":  {`"c000001"`, `""`, "line 2: company"},
		"a section there is not":   {`"C"`, `"Z"`, `line 2: section "Z"`},
		"an unknown district":      {"nanhu", "nowhere", `line 2: district "nowhere"`},
		"an unknown country":       {"VN", "XX", `line 2: countries name "XX"`},
		"home":                     {"VN", "CN", `"CN", which is not the code of a country or region abroad`},
		"a day there is not":       {"2026-09-12", "2026-02-30", "line 2: at"},
		"an unknown area":          {`"supply":{`, `"sea":{`, "line 2: areas name one"},
		"an area without risk":     {`"risk":false,"findings":0`, `"findings":0`, "line 2: areas.supply lacks"},
		"a band above the last":    {`"band":3`, `"band":5`, "line 2: areas.tax.band is 5"},
		"risk without a finding":   {`"findings":2`, `"findings":0`, "line 2: areas.tax is at risk without"},
		"findings without risk":    {`"findings":0`, `"findings":1`, "areas.supply has 1 findings and is not at risk"},
		"too many findings":        {`"findings":2`, `"findings":10001`, "findings is 10001"},
		"a whole of nothing":       {`"tax":{"band":3,"risk":true,"findings":2},"supply":{"risk":false,"findings":0}`, "", "line 2: whole"},
		"an unknown rule":          {"TAX-015", "TAX-999", `line 2: rules name "TAX-999"`},
		"a rule of another area":   {"TAX-015", "EMP-001", "EMP-001, but areas has no employee"},
		"a severe rule, no risk":   {`"TAX-015"`, `"TAX-015","SCM-005"`, "SCM-005, which is always high or critical, but areas.supply is not at risk"},
		"too many countries":       {`["VN"]`, `["VN"` + strings.Repeat(`,"VN"`, 64) + `]`, "line 2: countries are 65"},
		"too long a line":          {`["VN"]`, `["VN"` + strings.Repeat(`,"VN"`, 4000) + `]`, "line 2 is longer than 16384 bytes"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			second := strings.Replace(good, c[0], c[1], 1)
			if second == good {
				t.Fatal("the case changes nothing")
			}
			r := NewReader(strings.NewReader(good+"\n"+second+"\n"), l)
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
			_, err := r.Next()
			var fault *Fault
			if !errors.As(err, &fault) || fault.Line != 2 || !strings.Contains(err.Error(), c[2]) {
				t.Errorf("got %v, wanted %q", err, c[2])
			}
		})
	}
}

func TestWhatTheWriterRefusesItDoesNotWrite(t *testing.T) {
	l := lat(t)
	var out bytes.Buffer
	w := NewWriter(&out, l)
	if err := w.Write(Line{Group: "g", Company: "c", Section: "Z"}); err == nil {
		t.Error("a section that does not exist was written")
	}
	if w.Flush(); out.Len() != 0 {
		t.Error("written:", out.String())
	}
}

func FuzzNoLineBringsTheReaderDown(f *testing.F) {
	l, err := lattice.Default()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(good))
	f.Add([]byte(`{"group":"g","areas":{"tax":null}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r := NewReader(bytes.NewReader(text), l)
		for {
			line, err := r.Next()
			if err == io.EOF {
				return
			}
			var fault *Fault
			if err != nil && !errors.As(err, &fault) {
				t.Fatal(err)
			}
			if err != nil {
				return
			}
			if err := NewWriter(io.Discard, l).Write(line); err != nil {
				t.Fatalf("read and not written: %v", err)
			}
		}
	})
}
