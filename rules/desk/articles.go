package desk

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Statute is a text of law that is held: its name, edition and articles by number, as "45" or
// "133之1" for an article that was put in later.
type Statute struct {
	Name     string
	Edition  string // ISO date of the file's name; empty = not said
	Articles map[string]string
	Heads    map[string]string // 第四十五条, by the same number
}

var (
	editionOf   = regexp.MustCompile(`\((\d{4}-\d{2}-\d{2})\)$`)
	articleHead = regexp.MustCompile(`^第([零〇一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?[　 ]*`)
)

// ReadStatutes reads a folder of statutes, one Markdown file each, named 名称(YYYY-MM-DD).md.
func ReadStatutes(folder fs.FS) ([]Statute, error) {
	names, err := fs.Glob(folder, "*.md")
	if err != nil {
		return nil, err
	}
	var out []Statute
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		s := Statute{Name: strings.TrimSuffix(path.Base(name), ".md"), Articles: map[string]string{}, Heads: map[string]string{}}
		if m := editionOf.FindStringSubmatch(s.Name); m != nil {
			s.Edition, s.Name = m[1], strings.TrimSuffix(s.Name, m[0])
		}
		s.read(string(text))
		if len(s.Articles) > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}

func (s *Statute) read(text string) {
	at := ""
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if m := articleHead.FindStringSubmatch(line); m != nil {
			at = strconv.Itoa(chineseNumber(m[1]))
			if m[2] != "" {
				at += "之" + strconv.Itoa(chineseNumber(m[2]))
			}
			if s.Heads[at] == "" {
				s.Heads[at] = strings.Trim(m[0], "　 ")
			}
			line = strings.TrimSpace(line[len(m[0]):])
		}
		if at != "" && line != "" && !strings.HasPrefix(line, "#") {
			s.Articles[at] = strings.TrimSpace(s.Articles[at] + "\n" + line)
		}
	}
}

// chineseNumber reads 一百二十三 as 123.
func chineseNumber(s string) int {
	digits := map[rune]int{'零': 0, '〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	units := map[rune]int{'十': 10, '百': 100, '千': 1000}
	total, last := 0, 0
	for _, r := range s {
		if unit, ok := units[r]; ok {
			total, last = total+max(last, 1)*unit, 0
			continue
		}
		last = digits[r]
	}
	return total + last
}

var (
	chineseRef = regexp.MustCompile(`[零〇一二三四五六七八九十百千]+`)
	articleRef = regexp.MustCompile(`第?(\d+)条?(?:之(\d+))?(?:[—–~-]+(\d+)条?)?`)
	withinOne  = regexp.MustCompile(`第?[零〇一二三四五六七八九十\d]+(款|项|目|章|节|段)|[（(][^）)]*[）)]`)
)

// articlesOf reads the article numbers of a citation: 第45条, 第117、118条, 第80—84条, 第十三条, art.10, art.82.
// Paragraphs and items within an article are not told apart.
func articlesOf(citation string) []string {
	text := withinOne.ReplaceAllString(citation, "")
	text = chineseRef.ReplaceAllStringFunc(text, func(s string) string { return strconv.Itoa(chineseNumber(s)) })
	var out []string
	for _, m := range articleRef.FindAllStringSubmatch(text, -1) {
		from, _ := strconv.Atoi(m[1])
		to, _ := strconv.Atoi(m[3])
		for n := from; n <= max(from, min(to, from+200)); n++ {
			number := strconv.Itoa(n)
			if m[2] != "" {
				number += "之" + m[2]
			}
			if !slices.Contains(out, number) {
				out = append(out, number)
			}
		}
	}
	return out
}
