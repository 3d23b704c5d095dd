package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
	"github.com/zhuqi-yunzhan/station/web"
)

const verifyHelp = `station verify FILE [--keys FILE] [--status FILE] [--trust DIR] [--lang zh|en] [--json]
  checks a signed report, PDF or JSON, and asks nobody
  --keys     the station's keys, as /verify/keys.json gives them; without them nobody vouches for the keys in the file
  --status   what became of reports, as /verify/status.json gives it; without it the list in the file counts, as old as the file
  --trust    a folder of roots, intermediates (*.pem, *.crt, *.cer) and lists of revoked certificates (*.crl)
  ends with 0 when the report is whole and nothing later took its place, else with 1`

// errNotWhole is told by the answer itself.
var errNotWhole = errors.New("the report is not what stands today, see above")

// runVerify checks a signed report offline.
func runVerify(_ context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("verify", flag.ContinueOnError)
	set.SetOutput(stderr)
	keys, status, trust := set.String("keys", "", "the station's keys"), set.String("status", "", "what became of reports"), set.String("trust", "", "folder of authorities")
	lang, asJSON := set.String("lang", "en", "zh or en"), set.Bool("json", false, "print JSON")
	set.Usage = func() { fmt.Fprintln(stderr, verifyHelp) }
	var files []string
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			return errUsage
		}
		if args = set.Args(); len(args) > 0 {
			files, args = append(files, args[0]), args[1:]
		}
	}
	if len(files) != 1 || *lang != web.Chinese && *lang != web.English {
		set.Usage()
		return fmt.Errorf("%w: one file is checked, %d were named", errUsage, len(files))
	}
	known, err := readKnown(*keys, *status, *trust)
	if err != nil {
		return err
	}
	text, err := readLimited(files[0])
	if err != nil {
		return err
	}
	result := signed.Check(text, known, time.Now())
	if *asJSON {
		out := json.NewEncoder(stdout)
		out.SetIndent("", "  ")
		if err := out.Encode(result); err != nil {
			return err
		}
	} else if err := sayVerified(stdout, *lang, result); err != nil {
		return err
	}
	if result.Verdict != signed.Whole {
		return errNotWhole
	}
	return nil
}

func sayVerified(out io.Writer, lang string, result signed.Result) error {
	words, err := web.LoadWords()
	if err != nil {
		return err
	}
	answer := web.AnswerVerify(words, lang, result)
	fmt.Fprintln(out, answer.Head)
	for _, line := range answer.Lines {
		fmt.Fprintln(out, "  "+line)
	}
	return nil
}

// readKnown reads what is known beside the file.
func readKnown(keys, status, trust string) (known signed.Known, err error) {
	if keys != "" {
		text, err := readLimited(keys)
		if err != nil {
			return known, err
		}
		file, err := signed.ReadKeys(text)
		if err != nil {
			return known, fmt.Errorf("%s: %w", keys, err)
		}
		known.Keys = file.Keys
	}
	if status != "" {
		text, err := readLimited(status)
		if err != nil {
			return known, err
		}
		file, err := signed.ReadStatus(text)
		if err != nil {
			return known, fmt.Errorf("%s: %w", status, err)
		}
		known.Status = &file
	}
	if trust != "" {
		if known.Trust, err = signature.ReadTrust(os.DirFS(trust)); err != nil {
			return known, fmt.Errorf("%s: %w", trust, err)
		}
	}
	return known, nil
}

// readLimited reads a file that is no larger than what is checked, or a list of the station.
func readLimited(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 8*signed.MaxFile+1))
	if err == nil && len(text) > 8*signed.MaxFile {
		err = fmt.Errorf("%s is larger than %d MB", name, 8*signed.MaxFile>>20)
	}
	return text, err
}
