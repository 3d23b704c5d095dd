package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// VerifyAnswer is what a check of a signed report comes to, in words: the same on the page and at the command line.
type VerifyAnswer struct {
	Level string // ok, warn, bad
	Head  string
	Lines []string
}

// verifyLevels says how bad a verdict is; all others are bad.
var verifyLevels = map[signed.Verdict]string{signed.Whole: "ok", signed.Superseded: "warn", signed.UnknownKeys: "warn"}

// AnswerVerify words the result of a check.
func AnswerVerify(words *Words, lang string, r signed.Result) VerifyAnswer {
	t := func(key string, pairs ...any) string { return words.T(lang, station.Say(key, pairs...)) }
	out := VerifyAnswer{Level: verifyLevels[r.Verdict], Head: t("verify.is_" + string(r.Verdict))}
	if out.Level == "" {
		out.Level = "bad"
	}
	if r.Verdict == signed.Changed {
		out.Head = t("verify.changed_" + r.Where)
	}
	add := func(key string, pairs ...any) { out.Lines = append(out.Lines, t(key, pairs...)) }
	if c := r.Content; c != nil && r.Verdict != signed.Changed {
		add("verify.about", "at", verifyTime(c.Report.MadeAt), "digest", c.Report.Digest, "rules", c.Report.Rules)
		add("verify.concluded", "option", t("sign.option_"+c.Conclusion.Option), "good", r.Good, "needed", c.Needed)
	}
	for _, s := range r.Signed {
		who := s.Name
		if who == "" {
			who = t("verify.nobody")
		}
		add("verify.sig_"+string(s.Standing), "name", who, "kind", t("sign.kind_"+s.Kind), "at", stampOf(s.At), "since", stampOf(s.RevokedAt))
		if s.Certificate != nil && s.Certificate.Subject != "" {
			add("verify.subject", "subject", s.Certificate.Subject, "issuer", s.Certificate.Issuer)
		}
		if s.Dissents {
			add("verify.dissents", "name", who)
		}
	}
	switch {
	case r.ListedAt.IsZero():
	case r.State == "":
		add("verify.unlisted", "at", stampOf(r.ListedAt))
	default:
		add("verify.state_"+r.State, "since", stampOf(r.StateAt), "at", stampOf(r.ListedAt), "by", r.By)
	}
	if r.BadList {
		add("verify.bad_list")
	}
	if r.Paper != nil {
		key := "verify.paper_unknown"
		if r.Paper.Known {
			key = "verify.paper_known"
		}
		add(key, "subject", r.Paper.Subject)
	}
	if r.Content != nil && !r.Sealed && r.Verdict != signed.Changed {
		add("verify.no_keys")
	}
	return out
}

// stampOf writes a moment with its zone: who reads it may be anywhere.
func stampOf(at time.Time) string {
	if at.IsZero() {
		return "—"
	}
	return at.In(shanghai).Format("2006-01-02 15:04 -07:00")
}

func verifyTime(text string) string {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return stampOf(at)
}
