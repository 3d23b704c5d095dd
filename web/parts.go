package web

import (
	"time"

	"github.com/zhuqi-yunzhan/station"
)

// Option is one choice of a field. Soft choices (不清楚, 不适用) are drawn dashed.
type Option struct {
	Value, Label, Note string
	Soft               bool
	Lang               string  // of a label in another language than the page's, such as a law's title
	Group              string  // of a select or a long list of ticks
	Reveal             []Field // asked right under this choice, and only if it is chosen
}

// Field is one question of a form. Kind is radio, number, text, email, password, tel, date, select,
// checks, tick, area or file. Labels and helps are in the page's language already.
type Field struct {
	Kind         string
	ID, Name     string
	Label        string
	Help, Error  string
	Value        string
	Values       []string // of checks
	Options      []Option
	Unit, Echo   string // 万元, and 即 2.36 亿元 beneath
	EchoMoney    bool   // the script keeps the echo while typing
	Autocomplete string
	InputMode    string
	Accept       string // of a file
	Several      bool   // files at once
	MaxLength    int
	Optional     bool
	Heading      bool   // the label is the page's h1
	Why, Where   string // why we ask, and where the answer can be found
	Laws         []Law
	Prefilled    string // where a value came from that the person did not type
	Suggested    *Suggested
	Outs         []Option
	Parts        []FieldPart // of counts: numbers by country
	Out          string      // the chosen one of Outs; it is posted as <Name>.instead
}

// Described is the list of ids for aria-describedby: help, error, echo, in that order.
func (f Field) Described() string {
	ids := ""
	for _, part := range []struct {
		there bool
		id    string
	}{{f.Help != "", "-h"}, {f.Error != "", "-e"}, {f.Echo != "" || f.EchoMoney, "-o"}, {f.Prefilled != "", "-p"}} {
		if part.there {
			ids += " " + f.ID + part.id
		}
	}
	if ids == "" {
		return ""
	}
	return ids[1:]
}

// Chosen tells whether an option is the value or one of the values.
func (f Field) Chosen(value string) bool {
	if f.Kind != "checks" {
		return f.Value == value
	}
	for _, v := range f.Values {
		if v == value {
			return true
		}
	}
	return false
}

// OptionID is the id of an option's input. The first has the field's own, so that an error can lead to it.
func (f Field) OptionID(i int) string {
	if i == 0 {
		return f.ID
	}
	return f.ID + "-" + Number(int64(i))
}

// OptionGroup is the options of one heading, in their order, with their places in the whole list.
type OptionGroup struct {
	Label   string
	Options []IndexedOption
	Chosen  int
}

// IndexedOption is an option and its place.
type IndexedOption struct {
	Option
	Index int
}

// Groups are the options by heading, in order of first appearance.
func (f Field) Groups() []OptionGroup {
	var groups []OptionGroup
	at := map[string]int{}
	for i, o := range f.Options {
		g, seen := at[o.Group]
		if !seen {
			g = len(groups)
			at[o.Group] = g
			groups = append(groups, OptionGroup{Label: o.Group})
		}
		groups[g].Options = append(groups[g].Options, IndexedOption{o, i})
		if f.Chosen(o.Value) {
			groups[g].Chosen++
		}
	}
	return groups
}

// Picked are the labels of the options that are chosen, in their order.
func (f Field) Picked() []string {
	var out []string
	for _, o := range f.Options {
		if f.Chosen(o.Value) {
			out = append(out, o.Label)
		}
	}
	return out
}

// ID is the id of the input with a name; errors lead to it.
func ID(name string) string { return "f-" + name }

// Save is the line that says whether the answers are kept: saved, saving, or offline (kept on this device).
type Save struct {
	State string
	At    time.Time
}

// Tally is how far a questionnaire has come. Steps are done, now, skip (asked again later) or empty.
// Determined is in per cent: how much of the verdicts' weight is certain already.
type Tally struct {
	Steps           []string
	Answered, Asked int
	Open            int // answered 不清楚
	Determined      int
}

// Law is a legal ground with its state. Title and Quote keep their language; Translation stands beside.
type Law struct {
	Title, Article, Quote string
	Translation           string // not official
	Status                string // in_force, amended, repealed
	Checked               time.Time
	URL                   string
	Dated                 string // date of issue or effect, as its source has it
	Confidence            string // verified, secondary, partly, knowledge, house
	House                 bool   // no law: a line of ours
}

// Column heads a table. With SortURL it is a link; Sort says which way it is sorted now.
type Column struct {
	Label   string
	Number  bool
	SortURL string
	Sort    string // ascending, descending or empty
}

// Cell is one field of a table row: a text, perhaps a link, a severity, or a small note beneath.
type Cell struct {
	Text, URL, Note string
	Level           string // a severity or outcome: shown as a badge before the text
	Number          bool
}

// Row is a line of a table. Bad rows carry a mark at their edge.
type Row struct {
	Cells []Cell
	Bad   bool
}

// Table is a data table; on a phone each row becomes a card.
type Table struct {
	Caption, Note string
	Columns       []Column
	Rows          []Row
}

// Pager leads through a list by keys. Empty means there is no page on that side.
type Pager struct{ Prev, Next string }

// Step is one station of a stepper: done, now or empty.
type Step struct {
	Label, State string
}

// Task is one row of a task list: done, unknown, cells, progress, todo, error or locked.
type Task struct {
	Title, URL string
	Meta       string
	Percent    int
	State      string
	Count      int // of the state: unknown answers, wrong rows
}

// Mark is the shape of a task's state.
func (t Task) Mark() string {
	return map[string]string{"done": "ok", "unknown": "unk", "cells": "unk", "progress": "prog", "error": "high", "todo": "todo", "locked": "todo"}[t.State]
}

// Class is the colour of a task's word.
func (t Task) Class() string {
	return map[string]string{"done": "ok", "unknown": "wait", "cells": "wait", "progress": "now", "error": "wait", "todo": "todo", "locked": "todo"}[t.State]
}

// Link is a place to go, with an icon of the sprite and a line about it.
type Link struct {
	Label, URL, Icon, Note string
}

// Hidden is a value that a form carries along.
type Hidden struct{ Name, Value string }

// AreaScore is one area of a profile.
type AreaScore struct {
	Area     station.Area
	Score    station.Bounds
	Previous *station.Bounds
	Counts   map[station.Severity]int
	NotAsked bool // not part of this self-check
}

// Change is how far the certain part has moved since last time.
func (a AreaScore) Change() int {
	if a.Previous == nil || !a.Previous.Shown || !a.Score.Shown {
		return 0
	}
	return a.Score.Worst - a.Previous.Worst
}

// Tallies lists the counted severities, worst first.
func (a AreaScore) Tallies() []SeverityCount {
	var out []SeverityCount
	for _, s := range station.Severities() {
		if n := a.Counts[s]; n > 0 {
			out = append(out, SeverityCount{s, n})
		}
	}
	return out
}

// SeverityCount is how many findings there are of one severity.
type SeverityCount struct {
	Severity station.Severity
	N        int
}
