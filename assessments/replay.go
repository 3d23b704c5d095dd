package assessments

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/zhuqi-yunzhan/station/rules"
)

// Replay judges the answers of a kept document again with the bundle at hand and tells the first
// difference, empty when there is none. Another bundle than the document's is a difference.
func (r *Room) Replay(ctx context.Context, text []byte) (string, error) {
	return Replay(ctx, r.Engine(), text)
}

// Replay judges the answers of a kept document again, without a database.
func Replay(ctx context.Context, engine *rules.Engine, text []byte) (string, error) {
	var d Document
	if err := unmarshalExact(text, &d); err != nil {
		return "", fmt.Errorf("read document: %w", err)
	}
	c, areas, err := d.caseOf()
	if err != nil {
		return "", err
	}
	j, err := engine.Judge(ctx, c, rules.Options{Areas: areas, Sheet: d.Sheet})
	if err != nil {
		return "", err
	}
	digest, err := c.InputDigest()
	if err != nil {
		return "", err
	}
	for _, pair := range []struct {
		what       string
		kept, made any
	}{
		{"bundle digest", d.Digest, j.Digest},
		{"input digest", d.InputDigest, digest},
		{"verdicts", brief(d.Verdicts), brief(j.Verdicts)},
		{"score", d.Score, j.Score},
		{"themes", d.Bounds, j.Themes},
	} {
		kept, err := canonical(pair.kept)
		if err != nil {
			return "", err
		}
		made, err := canonical(pair.made)
		if err != nil {
			return "", err
		}
		if kept != made {
			return pair.what + ": kept " + kept + ", judged now " + made, nil
		}
	}
	return "", nil
}

// canonical writes a value so that two that were read and made in different ways compare.
func canonical(v any) (string, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	var plain any
	if err := unmarshalExact(text, &plain); err != nil {
		return "", err
	}
	text, err = json.Marshal(plain)
	return string(text), err
}
