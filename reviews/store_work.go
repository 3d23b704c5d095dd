package reviews

import (
	"context"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station/accounts"
)

// Work gives an expert, whom the scope lets in, the review with the version of the report that it is about and the name of the company, which sees
// that it was read: no record, no reading. Fault: NotFound.
func (r *Room) Work(ctx context.Context, scope accounts.Scope, id uuid.UUID) (out Review, report Report, company string, err error) {
	who := scope.Actor()
	err = r.db.Case(ctx, who.Station, scope.Company(), func(ctx context.Context, tx Tx) error {
		found, err := r.load(ctx, tx, ` where station_id = @station and id = @id and company_id = @company`, args{"station": who.Station, "id": id, "company": scope.Company()})
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return notFound(nil)
		}
		opened, err := r.open(ctx, tx, scope.Company(), found)
		if err != nil {
			return err
		}
		card, err := r.people.CardOf(ctx, tx, scope.Company())
		if err != nil {
			return err
		}
		out, company = opened[0], card.Name
		return r.people.Look(ctx, tx, who, scope.Company(), "report", id.String(), "@review")
	})
	if err == nil {
		report, err = r.reports.Report(ctx, scope, out.Profile)
	}
	return out, report, company, err
}
