package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews"
)

// judgedTexts is what anchor reads of `station judge --texts`. Texts may stand beside the verdicts by finding key, or in each finding.
type judgedTexts struct {
	Verdicts []struct {
		ID       string           `json:"id"`
		Severity station.Severity `json:"severity"`
		Findings []struct {
			Subject  string           `json:"subject"`
			Severity station.Severity `json:"severity"`
			Inputs   string           `json:"inputs"`
			Evidence any              `json:"evidence"`
			Texts    json.RawMessage  `json:"texts"`
		} `json:"findings"`
	} `json:"verdicts"`
	Texts  map[string]json.RawMessage `json:"texts"`
	Inputs map[string]string          `json:"inputs"`
}

// anchorThread is a thread of THREADS.json: what it is about, and whether it is settled, which anchoring does not change.
type anchorThread struct {
	ID    string `json:"id"`
	State string `json:"state,omitempty"`
	reviews.Target
}

// anchorLine is where a thread stands, as `station anchor --json` prints it.
type anchorLine struct {
	ID      string `json:"id"`
	Finding string `json:"finding_key"`
	State   string `json:"state"`
	reviews.Anchored
	Text string `json:"text,omitempty"` // what stands at the place now
}

const anchorHelp = `station anchor OLD.json NEW.json THREADS.json [--json]
  tells where comments stand after a report was judged anew, without a database
  OLD, NEW       what station judge --texts printed before and after
  THREADS        [{"id", "finding_key", "field", "quote": {"exact", "prefix", "suffix", "start", "end"}, "state"}], or {"threads": […]}`

// runAnchor re-anchors the threads of a report that was judged anew.
func runAnchor(_ context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("anchor", flag.ContinueOnError)
	set.SetOutput(stderr)
	asJSON := set.Bool("json", false, "print JSON")
	set.Usage = func() { fmt.Fprintln(stderr, anchorHelp) }
	var files []string
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			return errUsage
		}
		if args = set.Args(); len(args) > 0 {
			files, args = append(files, args[0]), args[1:]
		}
	}
	if len(files) != 3 {
		set.Usage()
		return fmt.Errorf("%w: three files are read, %d were named", errUsage, len(files))
	}
	was, err := readFindings(files[0])
	if err != nil {
		return err
	}
	now, err := readFindings(files[1])
	if err != nil {
		return err
	}
	threads, err := readThreads(files[2])
	if err != nil {
		return err
	}
	lines := make([]anchorLine, 0, len(threads))
	for _, t := range threads {
		lines = append(lines, anchorOne(t, was, now))
	}
	if *asJSON {
		return printJSON(stdout, map[string]any{"threads": lines})
	}
	for _, l := range lines {
		at := "-"
		if l.Place != nil {
			at = fmt.Sprintf("%s %d–%d", l.Place.Field, l.Place.Start, l.Place.End)
		}
		fmt.Fprintf(stdout, "%s\t%s\t%s\t%s\t%s\n", l.ID, l.Status, l.Finding, at, l.Text)
	}
	return nil
}

// anchorOne anchors a thread. A quote that says no place is looked up in the text that it was made of.
func anchorOne(t anchorThread, was, now reviews.Findings) anchorLine {
	made, there := was[t.Finding]
	if t.Quote != nil && t.Quote.End == 0 {
		if q, ok := t.Quote.Placed(made.Fields[t.Field]); ok {
			t.Quote = &q
		}
	}
	out := anchorLine{ID: t.ID, Finding: t.Finding, State: cmp.Or(t.State, "open"), Anchored: reviews.Anchor(t.Target, made, now, !there)}
	if out.Place != nil && out.Place.End > 0 {
		if q, ok := reviews.QuoteOf(now[t.Finding].Fields[t.Field], out.Place.Start, out.Place.End); ok {
			out.Text = q.Exact
		}
	}
	return out
}

// readJSON reads a file into a value, or says which file is not what it should be.
func readJSON(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%w: %s: %w", errUsage, file, err)
	}
	return nil
}

func readThreads(file string) ([]anchorThread, error) {
	var list []anchorThread
	if readJSON(file, &list) != nil {
		var held struct {
			Threads []anchorThread `json:"threads"`
		}
		if err := readJSON(file, &held); err != nil {
			return nil, err
		}
		list = held.Threads
	}
	for i, t := range list {
		if t.Finding == "" {
			return nil, fmt.Errorf("%w: %s: thread %d names no finding_key", errUsage, file, i+1)
		}
		if t.Quote != nil && (t.Field == "" || t.Quote.Exact == "") {
			return nil, fmt.Errorf("%w: %s: thread %d quotes a passage, so it names its field and the exact text", errUsage, file, i+1)
		}
	}
	return list, nil
}

// readFindings reads the findings of a judgement with their texts.
func readFindings(file string) (reviews.Findings, error) {
	var j judgedTexts
	if err := readJSON(file, &j); err != nil {
		return nil, err
	}
	out := reviews.Findings{}
	for _, v := range j.Verdicts {
		for _, f := range v.Findings {
			key := station.FindingKey(v.ID, f.Subject)
			passage := reviews.Passage{Severity: cmp.Or(f.Severity, v.Severity), Inputs: cmp.Or(f.Inputs, j.Inputs[key]), Fields: map[string]string{}}
			if passage.Inputs == "" && f.Evidence != nil {
				text, _ := json.Marshal(f.Evidence) // it came out of JSON
				passage.Inputs = string(text)
			}
			for _, raw := range []json.RawMessage{f.Texts, j.Texts[key]} {
				if err := flatten("", raw, passage.Fields); err != nil {
					return nil, fmt.Errorf("%w: %s: texts of %s: %w", errUsage, file, key, err)
				}
			}
			out[key] = passage
		}
	}
	for key := range j.Texts {
		if _, there := out[key]; !there {
			return nil, fmt.Errorf("%w: %s: there are texts of %s, and no such finding", errUsage, file, key)
		}
	}
	return out, nil
}

// flatten reads texts by path; objects and lists within become longer paths.
func flatten(path string, raw json.RawMessage, into map[string]string) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var said any
	if err := json.Unmarshal(raw, &said); err != nil {
		return err
	}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		join := func(next string) string { return strings.TrimPrefix(path+"."+next, ".") }
		switch v := v.(type) {
		case map[string]any:
			for name, one := range v {
				walk(join(name), one)
			}
		case []any:
			for i, one := range v {
				walk(join(fmt.Sprint(i+1)), one)
			}
		case string:
			into[cmp.Or(path, "text")] = v
		}
	}
	walk(path, said)
	return nil
}

func printJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}
