package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/zhuqi-yunzhan/station/advisor"
	"github.com/zhuqi-yunzhan/station/web"
)

// answerer fits the advisor to the portal's door.
type answerer struct{ *advisor.Advisor }

func newAnswerer(c config, log *slog.Logger) (web.Answerer, error) {
	a, err := advisor.New(advisor.Options{BaseURL: c.LLMBase, Model: c.LLMModel, APIKey: c.LLMKey, Log: log, Clock: time.Now})
	if err != nil {
		return nil, err
	}
	return answerer{a}, nil
}

func (a answerer) Answer(ctx context.Context, q web.Ask, say func(web.Piece) error) error {
	return a.Advisor.Answer(ctx, advisor.Question{Text: q.Question, Lang: q.Lang, Document: q.Document, Finding: q.Finding, Tenant: q.Tenant}, func(p advisor.Piece) error {
		piece := web.Piece{Say: p.Say, Text: p.Text, Done: p.Done, Partial: p.Partial}
		for _, c := range p.Cite {
			piece.Cite = append(piece.Cite, web.Cited{Key: c.Key, Title: c.Title})
		}
		return say(piece)
	})
}
