package stories

import (
	"strings"
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
	"github.com/zhuqi-yunzhan/station/web"
)

// signing are the conclusion of experts, its signatures and their check.
func signing() []Story {
	return []Story{
		{"conclusion-new", "conclusion", func(t Telling) any {
			p := concluded(t, "")
			p.Headline, p.Lead, p.Conclusion, p.Dissents = station.Say("sign.h1_none"), true, reviews.Writing{}, nil
			p.Form.Complain("conditions", station.Say("sign.no_conditions"))
			return p
		}},
		{"conclusion-open", "conclusion", func(t Telling) any {
			p := concluded(t, "open")
			p.Lead, p.CanSign, p.Authorities = true, true, true
			p.Form = web.Form{}
			p.Form.Complain("file", station.Say("sign.cms_chain", "issuer", "CN=Another CA"))
			return p
		}},
		{"conclusion-voided", "conclusion", func(t Telling) any {
			p := concluded(t, "")
			p.Headline, p.Lead, p.CanPutUp = station.Say("sign.h1_voided"), true, true
			return p
		}},
		{"conclusion-company", "conclusion_company", func(t Telling) any {
			p := concluded(t, "signed")
			p.Chrome, p.CanSign, p.OwnSeal = t.at("profiles", web.Crumb{Say: station.Say("sign.title")}), true, true
			return p
		}},
		{"verify", "verify", func(t Telling) any {
			p := verifying(t)
			p.Form.Complain("file", station.Say("verify.choose_file"))
			return p
		}},
		{"verify-whole", "verify", func(t Telling) any { return verified(t, signed.Whole, signed.SigGood) }},
		{"verify-voided", "verify", func(t Telling) any { return verified(t, signed.Voided, signed.SigLater) }},
		{"verify-changed", "verify", func(t Telling) any {
			p := verifying(t)
			a := web.AnswerVerify(t.Words, t.Chrome.Lang, signed.Result{Verdict: signed.Changed, Where: signed.InContent})
			p.Answer = &a
			return p
		}},
		{"admin-signing", "admin_signing", func(t Telling) any {
			at := day(3, 9, 0)
			return web.SigningKeysPage{Chrome: t.staff("sign.keys"), CanRevoke: true, Reasons: t.Words.Options(t.Chrome.Lang, "sign.reason_", reviews.RevokeReasons...), Keys: []web.SigningKeyRow{
				{SigningKey: reviews.SigningKey{ID: "a1", Purpose: "expert", Name: t.in("林岚", "Lin Lan"), Algorithm: "ed25519", MadeAt: at}, Short: "a1b2 c3d4 e5f6 0718", State: station.Say("sign.key_good")},
				{SigningKey: reviews.SigningKey{ID: "b2", Purpose: "expert", Name: t.in("郑一", "Zheng Yi"), Algorithm: "sm2-sm3", MadeAt: at, RevokedAt: &at}, Short: "b1b2 c3d4 e5f6 0718", State: station.Say("sign.key_revoked", "at", "2026-11-20", "reason", t.in("可能泄露", "May be known to others"))},
				{SigningKey: reviews.SigningKey{ID: "c3", Purpose: "status", Algorithm: "ed25519", MadeAt: at}, Short: "c1b2 c3d4 e5f6 0718", State: station.Say("sign.key_good")}}}
		}},
	}
}

const storyHash = "9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08"

func concluded(t Telling, state string) web.ConclusionPage {
	at := day(20, 15, 30)
	words := reviews.Words{Option: "conditions", Text: t.in("补齐境外投资备案之后可以签约。", "May be signed once the outbound investment is filed."), Conditions: []string{t.in("先办境外投资备案", "File the outbound investment first")}, Limits: t.in("没有看合同原件。", "The contract itself was not seen.")}
	p := web.ConclusionPage{Chrome: t.staff("sign.title"), Base: "/expert/reviews/1", Headline: station.Say("sign.h1_open", "n", 1, "needed", 2), VerifyURL: "https://station.example/verify",
		Review:     reviews.Review{Question: t.in("这份越南供货合同能不能签？", "May we sign this supply contract in Vietnam?")},
		Conclusion: reviews.Writing{Version: 2, By: t.in("林岚", "Lin Lan"), At: at, Words: words}, Options: t.Words.Options(t.Chrome.Lang, "sign.option_", reviews.Options...),
		Dissents: []web.NamedWriting{{Name: t.in("郑一", "Zheng Yi"), Text: t.in("备案之前不应签意向书。", "No letter of intent should be signed before it is filed.")}}}
	content := signed.Content{Report: signed.ReportPart{MadeAt: "2026-11-18T04:00:00Z", Rules: "2026.11.1"}, Findings: signed.Sum{Count: 7}, Overrides: signed.Sum{Count: 1}, Threads: signed.Sum{Count: 2}}
	mine := reviews.Signature{Name: t.in("林岚", "Lin Lan"), Kind: signed.Internal, At: at}
	other := reviews.Signature{Name: t.in("郑一", "Zheng Yi"), Kind: signed.Certificate, At: at, Signer: &signature.Signer{Subject: "CN=ZHENG ER,O=Trial Law Firm"}}
	row := func(s reviews.Signature) web.SignatureRow {
		return web.SignatureRow{Signature: s, Said: station.Say("sign.signed_by", "name", s.Name, "kind", t.Words.T(t.Chrome.Lang, station.Text{Key: "sign.kind_" + s.Kind}), "at", "2026-11-20 15:30 +08:00")}
	}
	void := web.RoundRow{Round: reviews.Round{Number: 1, State: "voided", Content: content}, HashSaid: storyHash, SM3Said: storyHash, ReportAt: "2026-11-18 12:00 +08:00", Signatures: []web.SignatureRow{row(mine)},
		Ended: station.Say("sign.voided_by", "who", t.in("郑一", "Zheng Yi"), "at", "2026-11-20 16:00 +08:00", "what", t.in("不同意见", "the dissent"), "n", 1)}
	p.Earlier = []web.RoundRow{void}
	if state != "" {
		now := web.RoundRow{Round: reviews.Round{Number: 2, State: state, Hash: strings.ReplaceAll(storyHash, " ", ""), Content: content}, HashSaid: storyHash, SM3Said: storyHash, ReportAt: "2026-11-18 12:00 +08:00", Signatures: []web.SignatureRow{row(mine)}}
		if state == "signed" {
			p.Headline, now.Signatures = station.Say("sign.h1_signed", "n", 2), append(now.Signatures, row(other))
		}
		p.Now = &now
	}
	return p
}

func verifying(t Telling) web.VerifyPage {
	c := t.Chrome
	c.Path = "/verify"
	return web.VerifyPage{Chrome: c, Head: t.Words.T(c.Lang, station.Say("verify.h1")), Text: t.Words.T(c.Lang, station.Say("verify.lead"))}
}

func verified(t Telling, verdict signed.Verdict, standing signed.Standing) web.VerifyPage {
	p, at := verifying(t), day(20, 15, 30)
	r := signed.Result{Verdict: verdict, Sealed: true, Good: 2, State: "signed", StateAt: at, ListedAt: at.AddDate(0, 0, 2), Paper: &signed.Paper{Subject: "CN=Lan City Exit-Entry Police", Known: true},
		Content: &signed.Content{Needed: 2, Report: signed.ReportPart{MadeAt: "2026-11-18T04:00:00Z", Rules: "2026.11.1", Digest: strings.ReplaceAll(storyHash, " ", "")}, Conclusion: signed.Conclusion{Option: "conditions"}},
		Signed:  []signed.Signed{{Name: t.in("林岚", "Lin Lan"), Kind: signed.Internal, At: at, Standing: standing, RevokedAt: at.Add(48 * time.Hour)}, {Name: t.in("郑一", "Zheng Yi"), Kind: signed.Certificate, At: at, Standing: signed.SigGood, Dissents: true}}}
	if verdict == signed.Voided {
		r.State = "voided"
	}
	a := web.AnswerVerify(t.Words, t.Chrome.Lang, r)
	p.Answer, p.Hash = &a, storyHash
	return p
}
