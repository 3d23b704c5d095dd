package rules_test
import ("testing";"fmt";"time";"context";"github.com/zhuqi-yunzhan/station/rules";"github.com/zhuqi-yunzhan/station")
func TestZZLong(t *testing.T) {
 for _,n:=range []int{500,2500,5000}{
	c := &rules.Case{AsOf: caseOf(t, samples(t)["lamps"]).AsOf, Company: rules.Row{}, Suppliers: []rules.Row{}}
	row := caseOf(t, samples(t)["lamps"]).Suppliers[0]
	for i := range n {
		each := cut(row, "group_id")
		each["supplier_name"] = fmt.Sprint("S", i)
		c.Suppliers = append(c.Suppliers, each)
	}
	s:=time.Now()
	j, err := engine(t).Judge(context.Background(), c, rules.Options{Areas: []station.Area{station.Supply}})
	if err != nil { t.Fatal(err) }
	s2:=time.Now()
	j, err = engine(t).Judge(context.Background(), c, rules.Options{Areas: []station.Area{station.Tax}})
	_=j
	t.Log(n,s2.Sub(s), "figures only", time.Since(s2))
 }
}
