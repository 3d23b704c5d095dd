package signed

import (
	"bytes"
	"errors"
	"slices"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// Verdict is the one answer about a file.
type Verdict string

// The verdicts, the gravest first.
const (
	Unreadable  Verdict = "unreadable"   // no signed report
	Changed     Verdict = "changed"      // Where says what was changed
	Broken      Verdict = "broken"       // a signature does not verify
	Voided      Verdict = "voided"       // the station says so: the content was changed after it was signed
	Revoked     Verdict = "revoked"      // a key or certificate was revoked before it signed
	TooFew      Verdict = "too_few"      // fewer good signatures than the content asks for
	UnknownKeys Verdict = "unknown_keys" // whole in itself, but nobody vouches for the keys
	Superseded  Verdict = "superseded"   // whole, and a later report took its place
	Whole       Verdict = "whole"
)

// Where something was changed.
const (
	InForm      = "form"      // the file is not as it was written
	InContent   = "content"   // what was signed
	InSignature = "signature" // who signed, when, by what
	InStatus    = "status"    // the station's list
	InPDF       = "pdf"       // the paper around it
)

// Standing is how one signature stands.
type Standing string

// The standings. Those from Good on are of signatures that verify and were good when they were made.
const (
	SigBroken     Standing = "broken"      // does not verify
	SigStranger   Standing = "stranger"    // by nobody of the team
	SigKeyUnknown Standing = "key_unknown" // verifies by a key for which nobody vouches
	SigAuthority  Standing = "authority"   // verifies, by a certificate of an authority that is not trusted
	SigUnsure     Standing = "unsure"      // verifies; whether its certificate was revoked cannot be told
	SigInvalid    Standing = "invalid"     // its certificate was not valid, or not for signing, when it signed
	SigRevoked    Standing = "revoked"     // key or certificate revoked before it signed
	SigGood       Standing = "good"
	SigExpired    Standing = "expired" // good when it was made; the certificate has expired since
	SigLater      Standing = "later"   // good when it was made; revoked since
)

// good tells whether it counts.
func (s Standing) good() bool { return s == SigGood || s == SigExpired || s == SigLater }

// Signed is one signature as it was found.
type Signed struct {
	Person      string            `json:"person"`
	Name        string            `json:"name"` // as the signed content has it
	Kind        string            `json:"kind"`
	At          time.Time         `json:"at"`
	Key         string            `json:"key,omitempty"`
	Algorithm   string            `json:"algorithm,omitempty"`
	Standing    Standing          `json:"standing"`
	RevokedAt   time.Time         `json:"revoked_at,omitzero"`
	Certificate *signature.Signer `json:"certificate,omitempty"`
	Dissents    bool              `json:"dissents,omitempty"`
}

// by is the key that signed, by what the signature itself says.
func (s Signed) by() string {
	if s.Certificate != nil {
		return s.Certificate.Fingerprint
	}
	return s.Key
}

// Paper is what is known of the PDF around a file.
type Paper struct {
	Subject string `json:"subject"` // who sealed it: the platform, not an expert
	Known   bool   `json:"known"`   // by a certificate of the station, or of an authority that is trusted
}

// Result is all that a check found.
type Result struct {
	Verdict  Verdict   `json:"verdict"`
	Where    string    `json:"where,omitempty"`
	Hash     string    `json:"hash,omitempty"` // of the content as it is
	Content  *Content  `json:"content,omitempty"`
	Signed   []Signed  `json:"signatures,omitempty"`
	Good     int       `json:"good"`
	Sealed   bool      `json:"sealed"` // the station's seal over the file is by a key that is vouched for
	Paper    *Paper    `json:"pdf,omitempty"`
	State    string    `json:"state,omitempty"` // by the newest list: signed, voided, superseded; empty = not in it
	StateAt  time.Time `json:"state_at,omitzero"`
	By       string    `json:"by,omitempty"`
	ListedAt time.Time `json:"listed_at,omitzero"` // when the list was made
	BadList  bool      `json:"bad_list,omitempty"` // the list beside the file is not the station's, and was left out
}

// Known is what a reader knows beside the file. All may be missing; then it is said what cannot be told.
type Known struct {
	Keys   []Key            // the station's, from itself
	Status *StatusFile      // a newer list than the one in the file
	Trust  *signature.Trust // authorities of experts' certificates
}

// mostSigned is how many signatures are looked at: no team is larger.
const mostSigned = 100

// AttachedName is what the file is called inside the PDF.
const AttachedName = "signed-report.json"

// Check checks a signed report, PDF or JSON, at a time. It asks nobody.
func Check(document []byte, known Known, at time.Time) Result {
	if !bytes.HasPrefix(document, []byte("%PDF-")) {
		return checkFile(document, known, at)
	}
	text, ok := signature.Attached(document, AttachedName)
	if !ok {
		return Result{Verdict: Unreadable}
	}
	out := checkFile(text, known, at)
	who, err := signature.CheckPDF(document, nil, at)
	if err != nil && !errors.Is(err, signature.ErrValidity) { // a seal whose certificate has expired seals all the same
		if out.Verdict != Unreadable && out.Verdict != Changed && out.Verdict != Broken {
			out.Verdict, out.Where = Changed, InPDF
		}
		return out
	}
	out.Paper = &Paper{Subject: who.Subject}
	for _, k := range known.Keys {
		out.Paper.Known = out.Paper.Known || k.Purpose == "document" && k.ID == who.Fingerprint && k.RevokedAt == ""
	}
	if !known.Trust.Empty() && !out.Paper.Known {
		_, err := signature.CheckPDF(document, known.Trust, at)
		out.Paper.Known = err == nil
	}
	if !out.Paper.Known && (out.Verdict == Whole || out.Verdict == Superseded) {
		out.Verdict = UnknownKeys
	}
	return out
}

// checkFile checks the JSON.
func checkFile(text []byte, known Known, at time.Time) (out Result) {
	var f File
	switch err := strict(text, &f); {
	case errors.Is(err, ErrForm) && !bytes.HasPrefix(text, []byte(`{"content":`)):
		return Result{Verdict: Unreadable}
	case err != nil:
		return Result{Verdict: Changed, Where: InForm}
	case f.Format != FileFormat, len(f.Signatures) > mostSigned:
		return Result{Verdict: Unreadable}
	}
	out.Hash = Hash([]byte(f.Content))
	if content, err := ReadContent([]byte(f.Content)); err == nil {
		out.Content = &content
	}
	if out.Content == nil || out.Hash != f.SHA256 || HashSM3([]byte(f.Content)) != f.SM3 {
		out.Verdict, out.Where = Changed, InContent
		return out
	}
	intact, vouched := f.sealed(known.Keys)
	out.Sealed = intact && vouched
	out.status(f, known)
	broken, revoked := false, f.revoked(known)
	seen := map[string]bool{}
	for _, s := range f.Signatures {
		one := f.look(s, *out.Content, known, revoked, at)
		if by := one.by(); one.Standing.good() && !seen[one.Person] && !seen[by] { // one person and one certificate count once
			out.Good, seen[one.Person], seen[by] = out.Good+1, true, true
		}
		broken = broken || one.Standing == SigBroken || one.Standing == SigStranger
		out.Signed = append(out.Signed, one)
	}
	if out.Verdict, out.Where = out.judge(intact, broken); out.Verdict == Changed && !broken {
		if _, _, good := f.Status.Open(append(slices.Clone(known.Keys), f.Keys...)); !good {
			out.Where = InStatus
		}
	}
	return out
}

// judge comes to the one answer.
func (r Result) judge(intact, broken bool) (Verdict, string) {
	unknown, revoked := !r.Sealed, false
	for _, s := range r.Signed {
		unknown = unknown || s.Standing == SigKeyUnknown || s.Standing == SigAuthority || s.Standing == SigUnsure
		revoked = revoked || s.Standing == SigRevoked
	}
	switch {
	case broken && !intact:
		return Changed, InSignature
	case broken:
		return Broken, ""
	case !intact:
		return Changed, InSignature
	case r.State == "voided":
		return Voided, ""
	case revoked && r.Good < r.Content.Needed:
		return Revoked, ""
	case unknown && r.Good < r.Content.Needed, !r.Sealed:
		return UnknownKeys, ""
	case r.Good < r.Content.Needed:
		return TooFew, ""
	case r.State == "superseded":
		return Superseded, ""
	}
	return Whole, ""
}

// sealed tells whether the station's seal over the file holds, and whether its key is vouched for. A key that stands only in the file
// itself vouches for nothing, but shows that nothing was changed by accident.
func (f File) sealed(keys []Key) (intact, vouched bool) {
	if f.Seal == nil {
		return false, false
	}
	seal := *f.Seal
	f.Seal = nil
	message, err := Canonical(f)
	if err != nil {
		return false, false
	}
	if known, good := seal.check(message, keys); known {
		return good, good
	}
	_, good := seal.check(message, f.Keys)
	return good, false
}

// status takes the newest list that is vouched for, or the one in the file.
func (r *Result) status(f File, known Known) {
	lists := []StatusFile{f.Status}
	if known.Status != nil {
		lists = append(lists, *known.Status)
	}
	for _, one := range lists {
		list, vouched, good := one.Open(known.Keys)
		if !vouched {
			list, _, good = one.Open(f.Keys)
		}
		made := moment(list.MadeAt)
		if !good {
			r.BadList = r.BadList || known.Status != nil && one == *known.Status
			continue
		}
		if made.Before(r.ListedAt) {
			continue
		}
		r.ListedAt = made
		for _, b := range list.Reports {
			if b.Content == r.Hash {
				r.State, r.StateAt, r.By = b.State, moment(b.At), b.By
			}
		}
	}
}

// moment reads a time of a file; none for what is none.
func moment(text string) time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return at
}
