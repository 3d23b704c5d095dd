package reviews

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// signSheet reads what was concluded and signed in the reviews of a company, page by page, each as lines.
func (r *Room) signSheet(scope accounts.Scope, lines func(SignOff) [][]string) func(ctx context.Context, after string) ([][]string, string, error) {
	return func(ctx context.Context, after string) (out [][]string, next string, err error) {
		from := uuid.Nil
		if after != "" {
			if from, err = uuid.Parse(after); err != nil {
				return nil, "", err
			}
		}
		found, more, err := r.Reviews(ctx, scope, from, exportPage)
		if err != nil {
			return nil, "", err
		}
		err = r.db.ReadTenant(ctx, scope.Company(), func(ctx context.Context, tx Tx) error {
			for _, one := range found { // a company has few reviews
				s, err := r.loadSignOff(ctx, tx, scope.Company(), one.ID)
				if err != nil {
					return err
				}
				if s.Rounds, err = r.rounds(ctx, tx, scope.Company(), one.ID); err != nil {
					return err
				}
				out = append(out, lines(s.ForCompany())...)
			}
			return nil
		})
		if more {
			next = found[len(found)-1].ID.String()
		}
		return out, next, err
	}
}

// writingRows are the conclusion and the dissent that stand; minutes are the experts' own.
func writingRows(s SignOff) (out [][]string) {
	line := func(kind string, w Writing) {
		out = append(out, []string{s.Review.ID.String(), kind, fmt.Sprint(w.Version), w.By, stamp(&w.At), w.Option, w.Text, strings.Join(w.Conditions, "\n"), w.Limits})
	}
	if s.Conclusion.Version > 0 {
		line(writeConclusion, s.Conclusion)
	}
	for _, d := range s.Dissent {
		line(writeDissent, d)
	}
	return out
}

func roundRows(s SignOff) (out [][]string) {
	for _, v := range s.Rounds {
		out = append(out, []string{s.Review.ID.String(), fmt.Sprint(v.Number), v.Hash, v.State, v.MadeBy, stamp(&v.MadeAt), stamp(v.SignedAt), stamp(v.EndedAt), v.EndedBy, strings.Join(v.Why, " "), string(v.Bytes)})
	}
	return out
}

func signatureRows(s SignOff) (out [][]string) {
	for _, v := range s.Rounds {
		for _, one := range v.Signed {
			out = append(out, []string{s.Review.ID.String(), fmt.Sprint(v.Number), one.Name, one.Kind, one.Key, stamp(&one.At), base64.StdEncoding.EncodeToString(one.Value)})
		}
	}
	return out
}
