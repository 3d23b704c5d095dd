package notices

import (
	"strings"
	"time"
)

// SetStep has a test hear of every step between two writes.
func (r *Room) SetStep(step func(string)) { r.step = step }

// SetLease changes after which time a claim is void.
func (w *Worker) SetLease(d time.Duration) { w.lease = d }

// SetBatch changes for how many people the day's mails are asked for in one go.
func (w *Worker) SetBatch(n int) { w.batch = n }

// DigestKind is the kind of the day's mail.
const (
	DigestKind      = digest
	WebhookTestKind = webhookTest
)

// Sign is the signature of a webhook.
var Sign = sign

// Public tells whether an address is one of the public Internet.
var Public = public

// Arguments gives the names of a kind's arguments with the longest values that each may take.
func Arguments(k Kind, at time.Time) []Args {
	samples := []Args{{}}
	for name, form := range rules[k].args {
		var values []any
		switch form.form {
		case "word":
			values = []any{strings.Repeat("长", longestWord)}
		case "secret":
			values = []any{"123456"}
		case "number":
			values = []any{120}
		case "choice":
			for _, c := range form.choices {
				values = append(values, c)
			}
		default:
			values = []any{at}
		}
		var next []Args
		for _, s := range samples {
			for _, v := range values {
				one := Args{name: v}
				for n, had := range s {
					one[n] = had
				}
				next = append(next, one)
			}
		}
		samples = next
	}
	return samples
}

// Say puts arguments into words as a mail does.
func (r *Room) Say(k Kind, lang string, a Args) (Letter, error) {
	kept, err := k.take(a)
	if err != nil {
		return Letter{}, err
	}
	data := map[string]any{}
	for name, value := range kept {
		data[name] = value
		if form := rules[k].args[name].form; form == "moment" || form == "day" {
			data[name], _ = time.Parse(time.RFC3339, value.(string))
		}
	}
	if k == digest {
		data["items"], data["more"] = []string{"甲", "乙"}, 3
	}
	return r.words.say(k, lang, data)
}

// Template gives the source of a kind's templates, for what they use.
func Template(k Kind, lang string) (string, error) {
	text, err := templateFiles.ReadFile("templates/" + string(k) + "." + lang + ".txt")
	return string(text), err
}

// TemplateFiles lists what lies in templates.
func TemplateFiles() ([]string, error) {
	entries, err := templateFiles.ReadDir("templates")
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out, err
}

// HasOutgoingWay tells whether a kind takes a way beyond the inbox.
func HasOutgoingWay(k Kind) (inbox, mail, sms, event bool) {
	return rules[k].inbox, rules[k].mail, rules[k].sms, rules[k].event
}
