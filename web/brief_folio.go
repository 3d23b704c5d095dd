package web

import (
	"strings"

	"github.com/zhuqi-yunzhan/station/insights"
	"github.com/zhuqi-yunzhan/station/insights/brief"
	"github.com/zhuqi-yunzhan/station/insights/release"
	"github.com/zhuqi-yunzhan/station/insights/sdc"
	"github.com/zhuqi-yunzhan/station/web/paper/folio"
)

// briefFolio puts a brief into words: page, PDF and Word document are made of it and of nothing else.
func (p *Portal) briefFolio(stationName string, s *brief.Source, in insights.Brief) folio.Document {
	w := briefWords{p, s, in.Draft.Lang}
	doc := s.Compose(in.Draft)
	out := folio.Document{Lang: w.lang, LangCode: w.t("lang.code"), Title: in.Draft.Title, Sub: w.t("brief.doc_sub", "station", stationName), Author: stationName, Subject: w.t("brief.doc_subject"), Creator: w.t("brand.name"),
		Digest: w.t("brief.digest", "hash", doc.Hash), Made: in.Changed}
	out.Facts = []folio.Fact{{Label: w.t("brief.fact_station"), Value: stationName}, {Label: w.t("brief.fact_cut"), Value: w.day(doc.Cut)}, {Label: w.t("brief.fact_k"), Value: w.t("brief.fact_k_value", "k", doc.K)}}
	if in.PublishedAt != nil {
		out.Made = *in.PublishedAt
		out.Facts = append(out.Facts, folio.Fact{Label: w.t("brief.fact_published"), Value: DateYear(w.lang, *in.PublishedAt)})
	}
	version := w.t("brief.version", "n", in.Version)
	if in.Version > 1 {
		version = w.t("brief.fact_corrects", "n", in.Version, "old", in.Version-1)
	}
	out.Facts = append(out.Facts, folio.Fact{Label: w.t("brief.fact_version"), Value: version}, folio.Fact{Label: w.t("brief.fact_hash"), Value: doc.Hash})
	if doc.Synthetic {
		out.Mark, out.MarkNote = w.t("brief.made_up"), w.t("brief.made_up_note")
		out.Facts = append(out.Facts, folio.Fact{Label: w.t("brief.fact_data"), Value: w.t("brief.made_up_fact")})
	}
	if in.Draft.Opening != "" {
		out.Blocks = append(out.Blocks, folio.Block{Kind: folio.Own, Label: w.t("brief.opening"), Text: in.Draft.Opening})
	}
	for _, part := range doc.Parts {
		out.Blocks = append(out.Blocks, folio.Block{Kind: folio.Heading, ID: "s-" + string(part.Kind), Text: w.t("brief.kind_" + string(part.Kind))})
		out.Blocks = append(out.Blocks, w.part(doc, part)...)
		if part.Own != "" {
			out.Blocks = append(out.Blocks, folio.Block{Kind: folio.Own, Label: w.t("brief.own"), Text: part.Own})
		}
	}
	out.Blocks = append(out.Blocks, w.method(doc)...)
	return out
}

// part is what the numbers of a section say: sentences, the table, and what it leaves out.
func (w briefWords) part(doc brief.Document, part brief.Part) (out []folio.Block) {
	for _, said := range w.claims(part) {
		out = append(out, folio.Block{Kind: folio.Said, Text: said})
	}
	alt := "brief.table_alt"
	if part.Kind == brief.Rules || part.Kind == brief.Bands || part.Kind == brief.Changes {
		alt += "_" + string(part.Kind)
	}
	asOf := part.AsOf
	if asOf == "" {
		asOf = doc.Cut
	}
	table := &folio.Table{Caption: w.t("brief.table_caption", "what", w.t("brief.kind_"+string(part.Kind)), "cut", w.day(asOf)), Alt: w.t(alt), Columns: []folio.Column{{Head: w.t("brief.col_name")}}}
	switch {
	case part.Kind == brief.Rules:
		table.Columns = []folio.Column{{Head: w.t("brief.col_rule")}, {Head: w.t("brief.col_risk"), Number: true}}
	case len(part.Columns) == 0:
		table.Columns = append(table.Columns, folio.Column{Head: w.t("brief.col_risk"), Number: true})
	default:
		for _, c := range part.Columns {
			table.Columns = append(table.Columns, folio.Column{Head: w.of(c), Number: true})
		}
	}
	for _, row := range part.Rows {
		line := folio.Row{Name: w.rowName(part.Kind, row)}
		for _, c := range row.Cells {
			line.Cells = append(line.Cells, w.cell(doc, part, c))
		}
		table.Rows = append(table.Rows, line)
	}
	out = append(out, folio.Block{Kind: folio.Grid, Table: table})
	if len(part.Hidden) > 0 {
		var names []string
		for _, h := range part.Hidden {
			names = append(names, w.of(h))
		}
		out = append(out, folio.Block{Kind: folio.Small, Text: w.t("brief.unshown", "names", strings.Join(names, w.t("list.comma")), "k", doc.K)})
	}
	if part.More || part.Kind == brief.Rules {
		out = append(out, folio.Block{Kind: folio.Small, Text: w.t("brief.more_rules")})
	}
	return out
}

func (w briefWords) rowName(kind brief.Kind, row brief.Row) string {
	if kind == brief.Rules {
		return row.Names[0].Word + " " + w.of(row.Names[0])
	}
	return w.names(row.Names)
}

// claims are the sentences of a section, of published numbers only.
func (w briefWords) claims(part brief.Part) (out []string) {
	switch {
	case part.Kind == brief.Changes:
		if part.Most == nil && part.Least == nil {
			return []string{w.t("brief.say_same")}
		}
		if part.Most != nil {
			out = append(out, w.t("brief.say_rise", w.moved(part, part.Most)...))
		}
		if part.Least != nil {
			out = append(out, w.t("brief.say_fall", w.moved(part, part.Least)...))
		}
		return out
	case part.Most == nil:
		return []string{w.t("brief.say_nothing")}
	case part.Kind == brief.Rules:
		return []string{w.t("brief.say_rules", "rule", w.of(part.Most.Names[0]), "risk", part.Most.Cell.Risk.Value)}
	case part.Kind == brief.Bands:
		return []string{w.t("brief.say_bands", "band", w.of(part.Most.Names[1]), "n", part.Most.Cell.N.Value)}
	}
	out = []string{w.t("brief.say_most", w.claim(part.Most)...)}
	if part.Least != part.Most {
		out = append(out, w.t("brief.say_least", w.claim(part.Least)...))
	}
	return out
}

func (w briefWords) claim(c *brief.Claim) []any {
	share, _ := c.Cell.Share()
	return []any{"what", w.names(c.Names), "n", c.Cell.N.Value, "risk", c.Cell.Risk.Value, "share", share}
}

func (w briefWords) moved(part brief.Part, c *brief.Claim) []any {
	was, _ := c.Was.Share()
	share, _ := c.Cell.Share()
	return []any{"what", w.names(c.Names), "from", w.of(part.Columns[0]), "to", w.of(part.Columns[1]), "was", was, "share", share}
}

// cell is a field: a share with its numbers beneath, a number, or why there is none.
func (w briefWords) cell(doc brief.Document, part brief.Part, c brief.Cell) (out folio.Cell) {
	share, known := c.Share()
	switch {
	case known:
		out = folio.Cell{Text: w.t("brief.cell_percent", "n", share), Note: w.t("brief.cell_note", "risk", c.Risk.Value, "n", c.N.Value)}
	case c.HasRisk && c.Risk.Shown:
		out = folio.Cell{Text: w.t("brief.cell_risk", "risk", c.Risk.Value)}
	case c.HasRisk:
		out = folio.Cell{Text: w.hidden(doc, c.Risk), Hidden: true}
		if c.HasN && c.N.Shown {
			out.Note = w.t("brief.cell_n", "n", c.N.Value)
		}
	case c.N.Shown:
		out = folio.Cell{Text: w.t("brief.cell_risk", "risk", c.N.Value)}
	default:
		out = folio.Cell{Text: w.hidden(doc, c.N), Hidden: true}
	}
	for _, n := range []brief.Number{c.Risk, c.N} {
		if n.Shown && part.AsOf != "" && n.AsOf != "" && n.AsOf != part.AsOf {
			out.Note = strings.Trim(out.Note+" · "+w.t("brief.cell_held", "date", w.day(n.AsOf)), " ·")
			break
		}
	}
	return out
}

func (w briefWords) hidden(doc brief.Document, n brief.Number) string {
	switch n.Status {
	case sdc.Primary:
		return w.t("brief.hide_primary", "k", doc.K)
	case sdc.Secondary:
		return w.t("brief.hide_secondary")
	case sdc.Structural:
		return w.t("brief.hide_structural")
	}
	return w.t("brief.hide_withheld")
}

// method is the last page: how it was counted, what is hidden and why, and the audit.
func (w briefWords) method(doc brief.Document) []folio.Block {
	out := []folio.Block{{Kind: folio.Heading, ID: "s-method", Text: w.t("brief.method")}}
	say := func(key string, pairs ...any) {
		out = append(out, folio.Block{Kind: folio.Text, Text: w.t(key, pairs...)})
	}
	say("brief.method_unit")
	say("brief.method_risk")
	say("brief.method_k", "k", doc.K)
	say("brief.method_secondary")
	say("brief.method_held", "k", doc.K)
	say("brief.method_share")
	if a := doc.Audit; a.Narrowest >= 0 {
		say("brief.method_audit", "system", a.System, "relations", a.Relations, "exact", a.Exact, "narrowest", a.Narrowest)
	} else {
		say("brief.method_audit_none", "system", a.System, "relations", a.Relations, "exact", a.Exact)
	}
	if len(doc.Audit.Sheets) > 0 {
		out = append(out, folio.Block{Kind: folio.Grid, Table: w.audit(doc.Audit)})
	}
	say("brief.method_check", "hash", doc.Hash, "lattice", w.source.Lattice.Version())
	return out
}

func (w briefWords) audit(a release.Audit) *folio.Table {
	t := &folio.Table{Caption: w.t("brief.audit_caption"), Alt: w.t("brief.audit_alt"), Columns: []folio.Column{{Head: w.t("brief.audit_table")}}}
	for _, name := range []string{"numbers", "published", "held", "primary", "secondary", "withheld", "share"} {
		t.Columns = append(t.Columns, folio.Column{Head: w.t("brief.audit_" + name), Number: true})
	}
	for _, s := range a.Sheets {
		row := folio.Row{Name: s.Table + " " + w.t("brief.table_"+s.Table)}
		for _, n := range []int{s.Numbers, s.Published, s.Held, s.Primary, s.Secondary, s.Withheld} {
			row.Cells = append(row.Cells, folio.Cell{Text: Number(int64(n))})
		}
		row.Cells = append(row.Cells, folio.Cell{Text: w.t("brief.cell_percent", "n", s.PerMille/10)})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// BriefBlocks are the blocks of a document for a page.
func BriefBlocks(in []folio.Block) (out []BriefBlock) {
	for _, b := range in {
		one := BriefBlock{Block: b}
		if b.Table != nil {
			one.Grid = &Table{Caption: b.Table.Caption}
			for _, c := range b.Table.Columns {
				one.Grid.Columns = append(one.Grid.Columns, Column{Label: c.Head, Number: c.Number})
			}
			for _, r := range b.Table.Rows {
				row := Row{Cells: []Cell{{Text: r.Name, Note: r.Note}}}
				for i, c := range r.Cells {
					row.Cells = append(row.Cells, Cell{Text: c.Text, Note: c.Note, Number: b.Table.Columns[i+1].Number})
				}
				one.Grid.Rows = append(one.Grid.Rows, row)
			}
		}
		out = append(out, one)
	}
	return out
}
