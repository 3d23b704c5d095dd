package desk

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/zhuqi-yunzhan/station/rules"
)

// CiteResult is what became of one citation.
type CiteResult string

// What may become of a citation. Only a missing article of an edition that is held is a fault.
const (
	CiteFound      CiteResult = "found"
	CiteMissing    CiteResult = "article missing"
	CiteOtherText  CiteResult = "edition not held" // another edition of the same law is
	CiteNotHeld    CiteResult = "law not held"
	CiteNoArticle  CiteResult = "no article cited"
	CiteNotChinese CiteResult = "not a text of China"
)

// Cited is one citation of a rule set beside the law.
type Cited struct {
	Rule     *rules.Rule
	Citation rules.Citation
	Result   CiteResult
	Held     string   // name and edition of the text that is held
	Missing  []string // articles that it does not have
	Text     string   // the articles that it has
}

var dates = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// Cite sets every citation, or those of one rule where id is not empty, beside the statutes that are
// held: first the edition, then whether the article is there, then its text.
func Cite(e *rules.Engine, statutes []Statute, id string) []Cited {
	var out []Cited
	for _, r := range e.Rules() {
		if id != "" && r.ID != id {
			continue
		}
		for _, c := range r.Basis {
			if c.Checked == "house" {
				continue
			}
			cited := Cited{Rule: r, Citation: c}
			cited.find(statutes)
			out = append(out, cited)
		}
	}
	return out
}

func (c *Cited) find(statutes []Statute) {
	if c.Citation.Jurisdiction != "CN" && c.Citation.Jurisdiction != "" {
		c.Result = CiteNotChinese
		return
	}
	same, edition := named(statutes, c.Citation.Title)
	switch {
	case same == nil:
		c.Result = CiteNotHeld
		return
	case edition == nil:
		c.Result, c.Held = CiteOtherText, same.Name+" "+same.Edition
		return
	}
	c.Held = strings.TrimSpace(edition.Name + " " + edition.Edition)
	numbers := articlesOf(c.Citation.Article)
	if len(numbers) == 0 {
		c.Result = CiteNoArticle
		return
	}
	c.Result = CiteFound
	var text []string
	for _, n := range numbers {
		if article, ok := edition.Articles[n]; ok {
			text = append(text, edition.Heads[n]+" "+article)
		} else {
			c.Result, c.Missing = CiteMissing, append(c.Missing, n)
		}
	}
	c.Text = strings.Join(text, "\n")
}

// named finds the statute that a title names: any edition of it, and the one of a date in the
// title. A title without a date takes the edition that is held.
func named(statutes []Statute, title string) (same, edition *Statute) {
	name := strings.NewReplacer("中华人民共和国", "", "《", "", "》", "").Replace(title)
	best := 0
	for i := range statutes {
		s := &statutes[i]
		if !strings.HasPrefix(name, s.Name) || len(s.Name) < best {
			continue
		}
		if rest := name[len(s.Name):]; strings.HasPrefix(rest, "实施") || strings.HasPrefix(rest, "条例") {
			continue // the law's own implementing rules are another text
		}
		if len(s.Name) > best {
			best, same, edition = len(s.Name), s, nil
		}
		said := dates.FindAllString(title, -1)
		if len(said) == 0 || s.Edition == "" {
			edition = s
		}
		for _, d := range said {
			if d == s.Edition {
				edition = s
			}
		}
	}
	return same, edition
}

// WriteCited writes the citations with what became of them, and the text of each article beside
// what the rule says of it; then how many there are of each kind. It tells whether one is missing.
func WriteCited(w io.Writer, all []Cited, lang string) (missing bool, err error) {
	count := map[CiteResult]int{}
	for _, c := range all {
		count[c.Result]++
		missing = missing || c.Result == CiteMissing
		if _, err := fmt.Fprintf(w, "%s %s · %s %s: %s %s%s\n", c.Rule.ID, c.Rule.Title.In(lang), c.Citation.Title, c.Citation.Article, c.Result, c.Held, strings.Join(c.Missing, ", ")); err != nil {
			return missing, err
		}
		if c.Text != "" {
			if _, err := fmt.Fprintf(w, "    %s\n    > %s\n", c.Rule.Why.In(lang), strings.ReplaceAll(c.Text, "\n", "\n    > ")); err != nil {
				return missing, err
			}
		}
	}
	for _, r := range []CiteResult{CiteFound, CiteMissing, CiteOtherText, CiteNotHeld, CiteNoArticle, CiteNotChinese} {
		if _, err := fmt.Fprintf(w, "%-20s %d\n", r, count[r]); err != nil {
			return missing, err
		}
	}
	return missing, nil
}
