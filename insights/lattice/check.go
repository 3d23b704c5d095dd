package lattice

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// sections are the letters of GB/T 4754.
const sections = "A B C D E F G H I J K L M N O P Q R S T"

// abroad are the codes of ISO 3166-1 without CN: a company of ours goes abroad, or to Hong Kong,
// Macao or Taiwan.
const abroad = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF
CG CH CI CK CL CM CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ
GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR
PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`

var keyForm = regexp.MustCompile(`^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$`)

// shape is what each table means to the code that counts it: the file may name cadences and leave
// tables out, not give them other dimensions. T4 may also be of country groups over all industries.
var shape = map[string]string{
	"T1": "area_any: n risk", "T2": "country: n risk", "T3": "area_any industry_group: n risk",
	"T4": "country_group area industry_margin: n risk", "T5": "country area: n risk", "T6": "district area: n risk",
	"T7": "rule: risk", "T8": "score band: n", "T9": "industry_group band: n", "T10": "country_group area: findings",
}

// needs are the tables that a table's numbers are tied to, without which it is not counted: what it
// tells of them would be held against nothing.
var needs = map[string][]string{"T5": {"T2", "T4"}, "T9": {"T3", "T8"}, "T10": {"T4"}}

const marginOnly = "country_group area margin: n risk"

func (l *Lattice) check() error {
	if l.Format != "station-lattice/1" {
		return fmt.Errorf("format: %q is not station-lattice/1", l.Format)
	}
	if !keyForm.MatchString(l.Name) {
		return fmt.Errorf("name: %q is not letters and digits with single hyphens or underscores", l.Name)
	}
	if len(l.Areas) == 0 || len(l.Areas) > 8 {
		return fmt.Errorf("areas: there are %d, not 1 to 8", len(l.Areas))
	}
	for _, step := range []func() error{l.checkWords, l.checkBands, l.checkIndustries, l.checkCountries, l.checkRules, l.checkTables} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (l *Lattice) checkWords() error {
	lists := map[string][]Word{"countries": l.Countries, "districts": l.Districts}
	for _, a := range l.Areas {
		lists["areas"] = append(lists["areas"], a.Word)
		if a.Key == Any || a.Key == Whole || a.Rules == "" {
			return fmt.Errorf("areas: %q takes a word that has a meaning, or lacks the prefix of its rules", a.Key)
		}
	}
	for _, b := range l.Bands {
		lists["bands"] = append(lists["bands"], b.Word)
	}
	for _, g := range l.IndustryGroups {
		lists["industry_groups"] = append(lists["industry_groups"], g.Word)
		if g.Key == All {
			return fmt.Errorf("industry_groups: %q is the word for all of them", All)
		}
	}
	for _, g := range l.CountryGroups {
		lists["country_groups"] = append(lists["country_groups"], g.Word)
	}
	for _, g := range l.BandGroups {
		lists["band_groups"] = append(lists["band_groups"], g.Word)
		if len(g.Bands) == 0 {
			return fmt.Errorf("band_groups: %s has no band", g.Key)
		}
	}
	for _, name := range []string{"areas", "bands", "band_groups", "industry_groups", "country_groups", "countries", "districts"} {
		if err := distinct(name, lists[name]); err != nil {
			return err
		}
	}
	return nil
}

func distinct(list string, words []Word) error {
	if len(words) == 0 && list != "countries" && list != "band_groups" || len(words) > 1000 {
		return fmt.Errorf("%s: there are %d, not 1 to 1000", list, len(words))
	}
	seen := map[string]bool{}
	for _, w := range words {
		switch {
		case !keyForm.MatchString(w.Key):
			return fmt.Errorf("%s: key %q is not letters and digits with single hyphens or underscores", list, w.Key)
		case w.Zh == "" || w.En == "":
			return fmt.Errorf("%s: %s has no name in one language", list, w.Key)
		case seen[w.Key]:
			return fmt.Errorf("%s: %s stands twice", list, w.Key)
		}
		seen[w.Key] = true
	}
	return nil
}

func (l *Lattice) checkBands() error {
	next := 0
	for _, b := range l.Bands {
		if b.From != next || b.To < b.From {
			return fmt.Errorf("bands: %s begins at %d and ends at %d; the one before ends at %d", b.Key, b.From, b.To, next-1)
		}
		next = b.To + 1
	}
	if next != 101 {
		return fmt.Errorf("bands: the last ends at %d, not at 100", next-1)
	}
	joined := 0
	for _, g := range l.BandGroups {
		for _, key := range g.Bands {
			if joined >= len(l.Bands) || l.Bands[joined].Key != key {
				return fmt.Errorf("band_groups: %s has %s out of its order", g.Key, key)
			}
			joined++
		}
	}
	if len(l.BandGroups) > 0 && joined != len(l.Bands) {
		return fmt.Errorf("band_groups: the band %s is in none", l.Bands[joined].Key)
	}
	return nil
}

func (l *Lattice) checkIndustries() error {
	parts := map[string][]string{}
	for _, g := range l.IndustryGroups {
		parts[g.Key] = g.Sections
	}
	return parted("section", parts, strings.Fields(sections))
}

func (l *Lattice) checkCountries() error {
	parts := map[string][]string{}
	for _, g := range l.CountryGroups {
		parts[g.Key] = g.Countries
	}
	if err := parted("country", parts, strings.Fields(abroad)); err != nil {
		return err
	}
	for _, c := range l.Countries {
		if !slices.Contains(strings.Fields(abroad), c.Key) {
			return fmt.Errorf("countries: %s is no code of a country abroad", c.Key)
		}
	}
	if keys := len(l.Countries) + len(l.CountryGroups); keys > MostCountries {
		return fmt.Errorf("countries: %d with the other-… of each group, at most %d", keys, MostCountries)
	}
	return nil
}

// parted holds that every one of all is in one group and in one only.
func parted(what string, groups map[string][]string, all []string) error {
	owner := map[string]string{}
	keys := make([]string, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		for _, one := range groups[key] {
			if !slices.Contains(all, one) {
				return fmt.Errorf("%s %s of %s does not exist", what, one, key)
			}
			if before, taken := owner[one]; taken {
				return fmt.Errorf("%s %s is in %s and in %s", what, one, before, key)
			}
			owner[one] = key
		}
	}
	for _, one := range all {
		if owner[one] == "" {
			return fmt.Errorf("%s %s is in no group", what, one)
		}
	}
	return nil
}

func (l *Lattice) checkRules() error {
	seen := map[string]bool{}
	for _, r := range l.Rules {
		if !keyForm.MatchString(r.ID) || seen[r.ID] {
			return fmt.Errorf("rules: %q stands twice or is no id", r.ID)
		}
		seen[r.ID] = true
		if l.areaOfRule(r.ID) < 0 {
			return fmt.Errorf("rules: %s belongs to no area", r.ID)
		}
	}
	if len(l.Rules) == 0 || len(l.Rules) > 4096 {
		return fmt.Errorf("rules: there are %d, not 1 to 4096", len(l.Rules))
	}
	return nil
}

func (l *Lattice) checkTables() error {
	seen := map[string]bool{}
	for _, t := range l.Tables {
		got := strings.Join(t.Dimensions, " ") + ": " + strings.Join(t.Measures, " ")
		if want, known := shape[t.Name]; !known || seen[t.Name] || got != want && !(t.Name == "T4" && got == marginOnly) {
			return fmt.Errorf("tables: %s as %q stands twice or is not the %q that is counted", t.Name, got, want)
		}
		if !slices.Contains([]string{"weekly", "monthly", "quarterly"}, t.Cadence) {
			return fmt.Errorf("tables: %s is neither weekly, monthly nor quarterly but %q", t.Name, t.Cadence)
		}
		seen[t.Name] = true
	}
	for _, t := range l.Tables {
		for _, other := range append([]string{"T1"}, needs[t.Name]...) {
			if !seen[other] {
				return fmt.Errorf("tables: %s needs %s, which is not there", t.Name, other)
			}
		}
	}
	if len(seen) == 0 {
		return fmt.Errorf("tables: there are none")
	}
	return nil
}

func (l *Lattice) checkStructural() error {
	for _, s := range l.Structural {
		t, known := l.table(s.Table)
		if !known || len(s.Key) != len(t.Dimensions) || s.Why == "" {
			return fmt.Errorf("structural: %s %v names no table, too few words or no reason", s.Table, s.Key)
		}
		for i, word := range s.Key {
			if _, known := l.Place(t.Dimensions[i], word); !known && word != "*" {
				return fmt.Errorf("structural: %s: %q is no %s", s.Table, word, t.Dimensions[i])
			}
		}
	}
	return nil
}
