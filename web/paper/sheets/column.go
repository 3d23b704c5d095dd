package sheets

import (
	"bytes"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Column is one column of a list: what it is called, what it holds, what an empty cell means.
// Columns come from ParseColumns, which prepares what matching and reading look up.
type Column struct {
	Key       string      `yaml:"key"`
	Zh        string      `yaml:"zh"`
	En        string      `yaml:"en"`
	HelpZh    string      `yaml:"help_zh"`
	HelpEn    string      `yaml:"help_en"`
	Type      string      `yaml:"type"` // string boolean integer decimal date datetime enum set
	Values    []EnumValue `yaml:"values"`
	Required  bool        `yaml:"required"`
	Identity  bool        `yaml:"identity"` // a row without it is rejected
	Nullable  bool        `yaml:"nullable"` // the word "none" is an answer
	Blank     string      `yaml:"blank"`    // unknown | null | default:<value>
	Form      string      `yaml:"form"`     // country currency region registry hs reference masked ratio percent
	Pattern   string      `yaml:"pattern"`
	Earliest  string      `yaml:"earliest"` // as_of, as_of+365
	Latest    string      `yaml:"latest"`
	Unit      string      `yaml:"unit"`
	Min       *float64    `yaml:"min"`
	Max       *float64    `yaml:"max"`
	Decimals  *int        `yaml:"decimals"`
	MaxLength int         `yaml:"max_length"`
	Synonyms  []string    `yaml:"synonyms"`

	pattern *regexp.Regexp
	lookup  map[string]string // folded label → code
	folded  []foldedName
}

// EnumValue is one value of an enum, a set or a boolean with words of its own.
type EnumValue struct {
	Code     string   `yaml:"code"`
	Zh       string   `yaml:"zh"`
	En       string   `yaml:"en"`
	Synonyms []string `yaml:"synonyms"`
}

// Label is the name of a value in a language, zh unless en is asked for.
func (v EnumValue) Label(lang string) string {
	if lang == "en" {
		return v.En
	}
	return v.Zh
}

// Label is the header of a column in a language.
func (c Column) Label(lang string) string {
	if lang == "en" {
		return c.En
	}
	return c.Zh
}

// Help is the sentence that explains a column.
func (c Column) Help(lang string) string {
	if lang == "en" {
		return c.HelpEn
	}
	return c.HelpZh
}

// ParseColumns reads the columns of a list from its data.yaml and refuses what would confuse a reader:
// an unknown field, a key twice, two values or two columns that answer to one name.
func ParseColumns(data []byte) ([]Column, error) {
	var file struct {
		Columns []Column `yaml:"columns"`
	}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("sheets: columns: %w", err)
	}
	keys, names := map[string]bool{}, map[string]string{}
	for i := range file.Columns {
		c := &file.Columns[i]
		if keys[c.Key] || c.Key == "" {
			return nil, fmt.Errorf("sheets: column key %q missing or twice", c.Key)
		}
		keys[c.Key] = true
		if err := c.prepare(); err != nil {
			return nil, fmt.Errorf("sheets: column %s: %w", c.Key, err)
		}
		for _, name := range c.folded {
			if other, taken := names[name.short]; taken && other != c.Key {
				return nil, fmt.Errorf("sheets: header %q belongs to %s and %s", name.short, other, c.Key)
			}
			names[name.short] = c.Key
		}
	}
	if len(file.Columns) == 0 {
		return nil, fmt.Errorf("sheets: no columns")
	}
	return file.Columns, nil
}

func (c *Column) names() []string {
	return append([]string{c.Key, c.Zh, c.En}, c.Synonyms...)
}

// foldedName is a header name as fold and foldWord leave it.
type foldedName struct{ short, whole string }

func (c *Column) prepare() error {
	for _, name := range c.names() {
		c.folded = append(c.folded, foldedName{fold(name), foldWord(name)})
	}
	switch c.Type {
	case "string", "boolean", "integer", "decimal", "date", "datetime":
	case "enum", "set":
		if len(c.Values) == 0 {
			return fmt.Errorf("no values")
		}
	default:
		return fmt.Errorf("unknown type %q", c.Type)
	}
	if c.Zh == "" || c.En == "" || c.HelpZh == "" || c.HelpEn == "" {
		return fmt.Errorf("a name or a help is missing")
	}
	if c.Blank == "" {
		c.Blank = blankUnknown
	}
	if c.Blank != blankUnknown && c.Blank != blankNull && !strings.HasPrefix(c.Blank, blankDefault) {
		return fmt.Errorf("unknown blank %q", c.Blank)
	}
	for _, bound := range []string{c.Earliest, c.Latest} {
		if _, ok := offset(bound); bound != "" && !ok {
			return fmt.Errorf("unknown bound %q", bound)
		}
	}
	if c.Pattern != "" {
		p, err := regexp.Compile(c.Pattern)
		if err != nil {
			return err
		}
		c.pattern = p
	}
	return c.index()
}

func (c *Column) index() error {
	c.lookup = make(map[string]string)
	for _, v := range c.Values {
		for _, name := range append([]string{v.Code, v.Zh, v.En}, v.Synonyms...) {
			f := foldWord(name)
			if other, taken := c.lookup[f]; taken && other != v.Code {
				return fmt.Errorf("value %q means %s and %s", name, other, v.Code)
			}
			c.lookup[f] = v.Code
		}
	}
	return nil
}

// What an empty cell of a present column means.
const (
	blankUnknown = "unknown"
	blankNull    = "null"
	blankDefault = "default:"
)

// offset reads as_of or as_of+N, in days.
func offset(bound string) (int, bool) {
	rest, ok := strings.CutPrefix(bound, "as_of")
	if !ok || rest == "" {
		return 0, ok
	}
	n, err := strconv.Atoi(rest)
	return n, err == nil
}

// columnsByKey finds columns by their key.
func columnsByKey(columns []Column) map[string]*Column {
	out := make(map[string]*Column, len(columns))
	for i := range columns {
		out[columns[i].Key] = &columns[i]
	}
	return out
}

// outside compares a number with the bounds of its column.
func (c *Column) outside(r *big.Rat) bool {
	low, high := new(big.Rat), new(big.Rat)
	return c.Min != nil && r.Cmp(low.SetFloat64(*c.Min)) < 0 || c.Max != nil && r.Cmp(high.SetFloat64(*c.Max)) > 0
}
