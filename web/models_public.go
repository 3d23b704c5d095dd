package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/insights/release"
)

// LandingPage tells a stranger what the station is. Page "landing".
type LandingPage struct {
	Chrome
}

// SigninPage asks for email and password. Page "signin". Inputs: email, password.
type SigninPage struct {
	Chrome
	Form       Form
	LockedTill time.Time // too many attempts
	Return     string
	Done       string  // what was just done elsewhere: password
	Ended      bool    // the session ended while something was being sent
	Carried    Carried // what was being sent: it goes along
	Left       bool    // a file, or more than goes along, stays behind
}

// SignupPage registers a company and its first person. Page "signup". Inputs: uscc, company, industry,
// district, size, legal_group, countries (several), name, email, password.
type SignupPage struct {
	Chrome
	Form       Form
	Industries []Option // GB/T 4754 sections A–T
	Districts  []Option // of the station's configuration
	Sizes      []Option
	Countries  []Option // grouped by continent
	Steps      []Step
	Claim      string // the token of a claim for which the code was set free
}

// CodeTaken tells whether the form was refused because another company has the code.
func (p SignupPage) CodeTaken() bool {
	wrong, is := p.Form.Wrong("uscc")
	return is && wrong.Key == "signup.code_taken"
}

// NoticePage is the privacy notice, read before anything is kept. Page "notice". Input: agree.
type NoticePage struct {
	Chrome
	Form    Form
	Version string
	Since   time.Time
	Ask     bool // show the tick and the button; otherwise it is only to be read
	Agreed  time.Time
	Return  string
	Steps   []Step
	Kept    []accounts.Retained // how long this station keeps what
}

// Days is how long a kind is kept.
func (p NoticePage) Days(kind string) int { return daysOf(p.Kept, kind) }

// LeastCounted is how many legal groups a published figure stands for at the least.
func (p NoticePage) LeastCounted() int { return release.LeastK }

// ErrorPage says that a step did not work, with the number to quote on the phone. Page "error".
type ErrorPage struct {
	Chrome
	Say       station.Text // a Fault's text; the zero Text says that it is our fault
	Reference string
	Kept      bool   // what was typed is still there
	RetryURL  string // may be empty
}

// DeniedPage says why something is not for this person and who can open it. Page "denied".
type DeniedPage struct {
	Chrome
	Say      station.Text
	WhoCan   []string // people who can grant it, with their role
	HomePath string
}

// StaffHome is the first page of a staff role. Page "staffhome".
type StaffHome struct {
	Chrome
	Headline station.Text // the news, true also when nothing waits
	Links    []Link
	Counts   []Count
}

// Count is one figure with its name.
type Count struct {
	Label string
	N     int
	Note  string
}

// CompanyHome is where a company starts or goes on. Page "home".
type CompanyHome struct {
	Chrome
	Company string
	Resume  *Resume // the one amber button; nil when no self-check is open
	Profile *ProfileCard
	Todo    []Todo
	Areas   []Task // the areas of the open self-check
	Links   []Link
	CanNew  bool
}

// Resume is an open self-check.
type Resume struct {
	URL        string
	Next       string // what comes next, in words; empty when nothing is left but to submit
	Left       int    // questions not answered that can still matter
	Determined int
	Saved      time.Time
}

// ProfileCard is the most recent profile in short.
type ProfileCard struct {
	URL      string
	Title    string
	Score    station.Bounds
	At       time.Time
	Findings int
	Open     int
}

// Todo is something waiting for this company.
type Todo struct {
	Level      string // a severity, or info
	Title, URL string
	Note       string
}
