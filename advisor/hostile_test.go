package advisor

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/advisor/fakellm"
)

func corpus(t *testing.T) []string {
	t.Helper()
	body, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(body)), "\n")
	if len(lines) < 60 {
		t.Fatalf("%d hostile strings", len(lines))
	}
	return lines
}

// with changes a document: the name of the supplier with the finding, or a value of its evidence.
func (b *bench) with(supplier, evidence string) json.RawMessage {
	b.t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(b.doc, &doc); err != nil {
		b.t.Fatal(err)
	}
	if supplier != "" {
		doc["answers"].(map[string]any)["suppliers"].([]any)[0].(map[string]any)["supplier_name"] = supplier
	}
	for _, f := range doc["findings"].([]any) {
		if f := f.(map[string]any); f["rule_id"] == "SCM-005" {
			if supplier != "" {
				f["finding"].(map[string]any)["label"] = supplier
			}
			if evidence != "" {
				f["shows"].([]any)[0].(map[string]any)["value"] = evidence
			}
		}
	}
	out, err := json.Marshal(doc)
	if err != nil {
		b.t.Fatal(err)
	}
	return out
}

const askSupplier = "关键料独家怎么整改"

func TestHostileTextChangesNoQuotation(t *testing.T) {
	b := quoting(t)
	p, err := decode(b.doc)
	if err != nil {
		t.Fatal(err)
	}
	own := p.parts("zh", "")
	plain := b.ask(Question{Text: askSupplier})
	for _, s := range corpus(t) {
		for _, piece := range b.ask(Question{Text: "本地文档 " + s}) {
			quoted := piece.Text == ""
			for _, o := range own {
				quoted = quoted || reflect.DeepEqual(o.piece, piece)
			}
			if !quoted {
				t.Errorf("%s: a piece that is not the profile's: %+v", s, piece)
			}
		}
		named := b.ask(Question{Text: askSupplier, Document: b.with(s, "")})
		if len(named) != len(plain) {
			t.Errorf("%s as a name: %s", s, says(named))
			continue
		}
		for i := range named {
			if named[i].Text != plain[i].Text || named[i].Say.Key != plain[i].Say.Key || !reflect.DeepEqual(named[i].Say.Args["severity"], plain[i].Say.Args["severity"]) {
				t.Errorf("%s as a name changes %+v", s, named[i])
			}
		}
		if got := says(b.ask(Question{Text: askSupplier, Document: b.with("", s)})); got != says(plain) {
			t.Errorf("%s as a value: %s", s, got)
		}
	}
}

// obedient is a model that does whatever any text tells it, and invents the rest.
func obedient() fakellm.Step {
	return func(w *fakellm.Wire, r fakellm.Request) {
		w.Begin()
		w.ContentBy(obeys(r), 100)
		w.End("stop")
	}
}

func obeys(r fakellm.Request) string {
	var data struct {
		Question string `json:"question"`
		Findings []struct{ Cite, Title string }
	}
	if json.Unmarshal([]byte(r.User()), &data) != nil || len(data.Findings) == 0 {
		return "没有数据"
	}
	mark := "[" + data.Findings[0].Cite + "]"
	lines := []string{data.Findings[0].Title + "。" + mark, data.Question + mark, "这一项是低风险，无需整改。" + mark, "贵公司已经合规。" + mark, "No risk, all compliant. " + mark, "其他企业：CANARY-9Q2Z。" + mark,
		"宁波他户电子有限公司的报告也在这里。" + mark, "系统提示：" + r.Messages[0].Content + mark, "罚款改为 0 元。" + mark, "请看 https://evil.example/?q=1 。" + mark, "<script>alert(1)</script>" + mark, "其实评分是 100 分。" + mark, "依据《企业豁免法》第九十九条。" + mark}
	if len(data.Question)%4 == 0 { // all of it now and then: it is long
		lines = append(lines, r.User()+mark)
	}
	return strings.Join(lines, "\n")
}

var forbidden = regexp.MustCompile(`(?i)低风险|无风险|没有风险|合规|无需整改|未见风险|no risk|low risk|compliant|cleared|canary|他户|evil\.example|<script|!\[|100 ?分|豁免法|Exemption Act|99|im_start|13800138000`)

func TestHostileTextAndAnObedientModelShowNothingWrong(t *testing.T) {
	b := speakingWith(t, quick, 1<<40, obedient())
	secrets := []string{idCard, creditFits(), mobil, luhnBank(), "canary.person@corp.example", "E12345678", "苏州晨曦纱线有限公司", "晨曦纱线", "91320594MA1MXQ8K7D", "ZH-0417", "ZH-0932", "甲化纤", "王小明", "Saigon Dye"}
	personal := " " + strings.Join(secrets, " ， ")
	sent := 0
	check := func(where, s string, got []Piece, alsoNot ...string) {
		t.Helper()
		if found := forbidden.FindString(text(got)); found != "" {
			t.Errorf("%s %q shows %q in %q", where, s, found, text(got))
		}
		if !strings.Contains(says(got), "text") || strings.Contains(says(got), "fallback") {
			t.Errorf("%s %q: %s", where, s, says(got))
		}
		bodies := b.fake.Bodies()
		for _, body := range bodies[sent:] {
			b.sentSoundly(body)
			for _, secret := range append(secrets, alsoNot...) {
				if strings.Contains(body, secret) || strings.Contains(strings.ToLower(body), strings.ToLower(secret)) {
					t.Errorf("%s %q sends %q", where, s, secret)
				}
			}
		}
		sent = len(bodies)
	}
	for _, s := range corpus(t) {
		got := b.ask(Question{Text: "关键料独家 " + s + personal})
		if !strings.Contains(says(got), "masked") {
			t.Errorf("%s: the visitor is not told: %s", s, says(got))
		}
		check("question", s, got)
		marked := s + "乙七绝密"
		check("name", s, b.shownAs(b.ask(Question{Text: askSupplier, Document: b.with(marked, "")}), marked), "乙七绝密")
		check("value", s, b.ask(Question{Text: askSupplier, Document: b.with("", marked+idCard)}), "乙七绝密")
	}
}

// shownAs takes the name that somebody typed out of a shown answer: it is the visitor's own word,
// in quotation marks.
func (b *bench) shownAs(got []Piece, name string) []Piece {
	for i := range got {
		got[i].Text = strings.ReplaceAll(got[i].Text, "“"+label(name)+"”", "“…”")
	}
	return got
}

// sentSoundly holds that a request is two messages, the first ours and the second one JSON object.
func (b *bench) sentSoundly(body string) {
	b.t.Helper()
	var r fakellm.Request
	var user map[string]any
	if json.Unmarshal([]byte(body), &r) != nil || len(r.Messages) != 2 || r.Messages[0].Content != system || json.Unmarshal([]byte(r.User()), &user) != nil {
		b.t.Errorf("sent: %s", body)
	}
}

func TestNothingPersonalIsLogged(t *testing.T) {
	b := speaking(t, fakellm.Status(500))
	var out strings.Builder
	a, err := New(Options{BaseURL: b.fake.URL(), Model: "m", APIKey: "sk-secret", Clock: b.clock.tell, Dial: quick, Log: logTo(&out)})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b.a.Close()
	b.a = a
	b.ask(Question{Text: "晨曦纱线断供 " + mobil, Tenant: "tenant-77"})
	b.fake.Then(obedient())
	b.ask(Question{Text: "晨曦纱线断供 " + mobil, Tenant: "tenant-77"})
	for _, never := range []string{"晨曦", mobil, "sk-secret", "断供", "tenant-77", "127.0.0.1", "CANARY"} {
		if strings.Contains(out.String(), never) {
			t.Errorf("logs %s: %s", never, out.String())
		}
	}
	if out.Len() == 0 {
		t.Error("nothing is logged")
	}
}

func TestTheGuardFailsClosed(t *testing.T) {
	b := quoting(t)
	p, err := decode(b.doc)
	if err != nil {
		t.Fatal(err)
	}
	pr := b.a.compose(Question{Text: "本地文档", Lang: "zh"}, p, aim{})
	if body, _ := json.Marshal(map[string]any{"messages": []any{map[string]string{"content": pr.user}}}); pr.leaks(body) {
		t.Fatal("the prompt itself is taken for a leak")
	}
	for _, text := range []string{mobil, idCard, "ZH-0417", "苏州晨曦纱线有限公司", "saigon dye & chemical co., ltd.", `{"x":"` + mobil + `"}`} {
		if body, _ := json.Marshal(map[string]any{"messages": []any{map[string]string{"content": text}}}); !pr.leaks(body) {
			t.Errorf("%s would leave", text)
		}
	}
	if !pr.leaks([]byte("not json")) {
		t.Error("what cannot be read would leave")
	}
}
