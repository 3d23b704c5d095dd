package accounts

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Company is the card of a company.
type Company struct {
	ID         station.CompanyID
	CreditCode string
	Name       string
	Section    string // GB/T 4754, A to T
	District   string
	Size       string // micro, small, medium, large
	Group      string // legal group, empty = none
	Countries  []string
	Demo       bool
	VerifiedAt *time.Time // when an officer accepted its licence; nil = not yet
	// GroupConfirmedAt is when an officer confirmed the legal group; CodeLostAt when its code was given to another company.
	GroupConfirmedAt, CodeLostAt *time.Time
}

// SignUp is what a new company and its first person give.
type SignUp struct {
	Station    station.StationID // whose service it is; the zero id = FirstStation
	CreditCode string
	Company    string
	Section    string
	District   string
	Size       string
	Group      string
	Countries  []string
	Person     string
	Email      string
	Password   string
	Claim      string // the token of a claim for which the code was set free; empty = none
	Demo       bool
	From       string // the address that asks, for the limit; empty = the installation itself
}

// Sizes are the sizes of a company, small to large.
func Sizes() []string { return []string{"micro", "small", "medium", "large"} }

// Sections are the sections of GB/T 4754-2017, A to T.
func Sections() []string {
	out := make([]string, 0, 20)
	for c := 'A'; c <= 'T'; c++ {
		out = append(out, string(c))
	}
	return out
}

// MinPassword is how many characters a password has at least.
const MinPassword = 10

// check finds what is wrong with the company of a sign-up that no database needs to be asked about.
func (s SignUp) check() error {
	if !ValidCreditCode(s.CreditCode) {
		return invalid("signup.credit_code_wrong")
	}
	return nil
}

func invalid(key string) error {
	return &station.Fault{Kind: station.Invalid, Say: station.Say(key)}
}
