package main

import (
	"context"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/web"
)

// answerer fits the advisor of each station to the portal's door.
type answerer struct{ *standing }

// Label says who answers at a station.
func (a answerer) Label(at station.StationID, lang string) string {
	return a.of(at).answers.Label(lang)
}

func (a answerer) Answer(ctx context.Context, q web.Ask, say func(web.Piece) error) error {
	return a.of(q.Station).answers.Answer(ctx, advisor.Question{Text: q.Question, Lang: q.Lang, Document: q.Document, Finding: q.Finding, Tenant: q.Tenant}, func(p advisor.Piece) error {
		piece := web.Piece{Say: p.Say, Text: p.Text, Done: p.Done, Partial: p.Partial}
		for _, c := range p.Cite {
			piece.Cite = append(piece.Cite, web.Cited{Key: c.Key, Title: c.Title})
		}
		return say(piece)
	})
}
