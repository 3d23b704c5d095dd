package web_test

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// who may do what on a route: everybody, whoever is signed in, the company's owner only, owner and
// member, staff, or the staff that reads, proposes or approves rules.
type class int

const (
	everybody class = iota
	signedIn
	ownerOnly
	memberOnly
	company
	staffOnly
	ruleReaders
	ruleAuthors
	ruleApprovers
	officers
	settingsReaders
	administrators
	securityOnly
	auditors
	expertOnly
	analysts
	halfWay // whoever has shown the password and not yet the second factor: no role at all
)

// matrix is every route of the portal with who may use it. A route that is not here fails the
// test: nothing is added without saying who may.
var matrix = map[string]class{
	"GET /healthz": everybody, "GET /assets/*": everybody,
	"GET /": everybody, "GET /signin": everybody, "POST /signin": everybody, "GET /signup": everybody, "POST /signup": everybody, "POST /preferences": everybody,
	"GET /signin/code": halfWay, "POST /signin/code": halfWay, "POST /signin/code/challenge": halfWay,
	"GET /help": everybody, "GET /help/:chapter": everybody, "GET /notice": everybody, "POST /notice": ownerOnly, "POST /signout": signedIn, "GET /staff": staffOnly,
	"GET /rules": ruleReaders, "POST /rules": ruleAuthors, "GET /rules/:revision": ruleReaders, "GET /rules/:revision/rules.tar.gz": ruleReaders, "POST /rules/:revision/impact": ruleReaders, "POST /rules/:revision/activate": ruleApprovers,
	"GET /home": company, "GET /people": company, "POST /people/invitations": ownerOnly, "POST /people/invitations/:invitation/revoke": ownerOnly, "POST /people/transfer": ownerOnly,
	"POST /people/:person/remove": ownerOnly, "POST /people/:person/recover": ownerOnly,
	"GET /account": signedIn, "POST /account/name": signedIn, "POST /account/password": signedIn, "POST /account/email": signedIn, "GET /confirm/:token": everybody, "POST /confirm/:token": everybody, "GET /forgot": everybody, "POST /forgot": everybody, "POST /account/sessions/end": signedIn, "POST /account/sessions/:session/end": signedIn,
	"POST /account/company": signedIn, "POST /account/leave": memberOnly, "GET /prove": signedIn, "POST /prove": signedIn, "POST /prove/challenge": signedIn,
	"GET /company": company, "POST /company": ownerOnly, "POST /company/licence": ownerOnly, "POST /company/claims/:claim": ownerOnly,
	"GET /claims": everybody, "POST /claims": everybody, "GET /claims/:token": everybody,
	"GET /desk": officers, "GET /desk/licences/:licence": officers, "POST /desk/licences/:licence": officers, "GET /desk/licences/:licence/picture": officers,
	"GET /desk/claims/:claim": officers, "POST /desk/claims/:claim": officers, "GET /desk/claims/:claim/licence": officers, "GET /desk/recover": officers, "POST /desk/recover": officers,
	"GET /privacy": company, "POST /privacy/give": ownerOnly, "POST /privacy/withdraw": ownerOnly,
	"GET /account/factor": signedIn, "POST /account/factor/app": signedIn, "GET /account/factor/app": signedIn, "POST /account/factor/app/confirm": signedIn, "POST /account/factor/key": signedIn,
	"POST /account/factor/key/challenge": signedIn, "POST /account/factor/codes": signedIn, "GET /account/factor/phone": signedIn, "POST /account/factors/:factor/name": signedIn, "POST /account/factors/:factor/remove": signedIn,
	"POST /people/:person/factors/reset": ownerOnly, "POST /admin/staff/:person/factors/reset": securityOnly,
	"GET /admin/station": settingsReaders, "POST /admin/station": administrators, "GET /admin/units": settingsReaders, "POST /admin/units": administrators, "POST /admin/units/:unit/close": administrators,
	"GET /admin/holidays": settingsReaders, "POST /admin/holidays/days": administrators, "POST /admin/holidays/days/drop": administrators, "GET /admin/holidays/:year": settingsReaders, "POST /admin/holidays/:year": administrators, "POST /admin/holidays/:year/drop": administrators,
	"POST /admin/station/logo": administrators, "POST /admin/station/logo/remove": administrators, "GET /logo/:digest": everybody,
	"GET /admin/versions": settingsReaders, "GET /admin/connections": settingsReaders, "GET /admin/connections/:kind": settingsReaders, "POST /admin/connections/:kind": administrators, "POST /admin/connections/:kind/test": administrators, "POST /admin/connections/:kind/server": administrators,
	"POST /company/export": ownerOnly, "POST /company/delete": ownerOnly, "POST /company/keep": ownerOnly, "GET /admin/retention": settingsReaders, "POST /admin/retention": administrators,
	"GET /admin/staff": settingsReaders, "POST /admin/staff": securityOnly, "POST /admin/staff/invitations/:invitation/revoke": securityOnly, "POST /admin/staff/:person": securityOnly, "POST /admin/staff/:person/disable": securityOnly,
	"POST /people/:person/signout": ownerOnly, "POST /admin/staff/:person/signout": securityOnly,
	"GET /account/phone": signedIn, "POST /account/phone": signedIn, "POST /account/phone/confirm": signedIn, "POST /account/phone/remove": signedIn, "GET /desk/factors": officers, "POST /desk/factors": officers,
	"GET /profiles/:id/review": ownerOnly, "POST /profiles/:id/review": ownerOnly, "GET /reviews": company, "GET /reviews/:review": company, "POST /reviews/:review/withdraw": ownerOnly,
	"GET /expert/conflicts": expertOnly, "POST /expert/conflicts": expertOnly, "POST /expert/conflicts/:conflict/drop": expertOnly, "GET /expert/reviews": expertOnly, "GET /expert/reviews/:review/offer": expertOnly, "POST /expert/reviews/:review/accept": expertOnly,
	"POST /expert/reviews/:review/decline": expertOnly, "GET /expert/reviews/:review": expertOnly, "POST /expert/reviews/:review/invite": expertOnly, "POST /expert/reviews/:review/handover": expertOnly, "POST /expert/reviews/:review/leave": expertOnly, "POST /expert/reviews/:review/end": expertOnly,
	"GET /account/expert": expertOnly, "POST /account/expert": expertOnly, "GET /admin/experts": securityOnly, "GET /admin/experts/:person": securityOnly, "POST /admin/experts/:person": securityOnly,
	"GET /admin/jobs": administrators, "POST /admin/jobs/:job/retry": administrators, "GET /admin/messages": administrators, "POST /admin/messages/retry": administrators, "GET /admin/audit": auditors, "GET /admin/audit/trail.csv": auditors,
	"GET /join/:token": everybody, "POST /join/:token": everybody, "GET /reset/:token": everybody, "POST /reset/:token": everybody,
	"GET /self-checks": company, "POST /self-checks": company, "GET /self-checks/:id": company, "GET /self-checks/:id/next": company,
	"GET /self-checks/:id/questions/:place": company, "POST /self-checks/:id/questions/:place": company,
	"POST /self-checks/:id/presences": company, "POST /self-checks/:id/presences/none": company, "POST /self-checks/:id/presences/:ref/remove": company,
	"GET /self-checks/:id/earlier": company, "POST /self-checks/:id/earlier": company, "GET /self-checks/:id/judgements": company,
	"POST /self-checks/:id/profile": ownerOnly,
	"GET /lists":                    company, "GET /lists/:list": company, "GET /lists/:list/template.xlsx": company, "GET /lists/:list/export.xlsx": ownerOnly,
	"GET /lists/:list/consent": ownerOnly, "POST /lists/:list/consent": ownerOnly, "GET /lists/:list/import": company, "POST /lists/:list/import": company, "POST /lists/:list/none": company,
	"GET /lists/:list/rows/:row": company, "POST /lists/:list/rows/:row": company, "POST /lists/:list/rows/:row/remove": company,
	"GET /lists/:list/import/:upload": company, "POST /lists/:list/import/:upload": company, "GET /lists/:list/import/:upload/preview": company, "POST /lists/:list/import/:upload/preview": company,
	"GET /profiles": company, "GET /profiles/:id": company, "GET /profiles/:id/findings": company, "GET /profiles/:id/findings/:key": company,
	"GET /inbox": signedIn, "GET /inbox/:id": signedIn, "POST /inbox/read": signedIn, "POST /inbox/unread": signedIn, "POST /inbox/:id/read": signedIn,
	"GET /settings/messages": signedIn, "POST /settings/messages": signedIn, "POST /settings/messages/test": signedIn, "GET /unsubscribe/:token": everybody, "POST /unsubscribe/:token": everybody,
	"GET /settings/webhooks": ownerOnly, "POST /settings/webhooks": ownerOnly, "GET /settings/webhooks/:id": ownerOnly,
	"POST /settings/webhooks/:id/test": ownerOnly, "POST /settings/webhooks/:id/off": ownerOnly, "POST /settings/webhooks/:id/on": ownerOnly, "POST /settings/webhooks/:id/rotate": ownerOnly,
	"POST /settings/webhooks/:id/remove": ownerOnly, "POST /settings/webhooks/:id/replay": ownerOnly, "POST /settings/webhooks/:id/deliveries/:delivery/replay": ownerOnly,
	"GET /expert/reviews/:review/findings/:key/threads/:thread/case": expertOnly, "POST /expert/reviews/:review/findings/:key/threads/:thread/case": expertOnly,
	"GET /expert/cases": expertOnly, "GET /expert/cases/:case": expertOnly, "POST /expert/cases/:case": expertOnly, "POST /expert/cases/:case/approve": expertOnly, "POST /expert/cases/:case/drop": expertOnly,
	"GET /expert/texts": expertOnly, "POST /expert/texts": expertOnly, "POST /expert/texts/:text/drop": expertOnly,
	"GET /expert/reviews/:review/findings": expertOnly, "GET /expert/reviews/:review/findings/:key": expertOnly, "POST /expert/reviews/:review/findings/:key/threads": expertOnly, "POST /expert/reviews/:review/findings/:key/threads/:thread/replies": expertOnly,
	"POST /expert/reviews/:review/findings/:key/threads/:thread/settle": expertOnly, "GET /expert/reviews/:review/findings/:key/threads/:thread/comments/:comment": expertOnly, "POST /expert/reviews/:review/findings/:key/threads/:thread/comments/:comment": expertOnly,
	"POST /expert/reviews/:review/findings/:key/threads/:thread/comments/:comment/approve": expertOnly, "GET /expert/reviews/:review/annotations.jsonld": expertOnly,
	"GET /reviews/:review/findings": company, "GET /reviews/:review/findings/:key": company, "POST /reviews/:review/findings/:key/threads/:thread/replies": company, "GET /reviews/:review/findings/:key/threads/:thread/comments/:comment": company,
	"GET /expert/reviews/:review/findings/:key/threads/:thread/comments/:comment/files/:file": expertOnly, "GET /reviews/:review/findings/:key/threads/:thread/comments/:comment/files/:file": company,
	"POST /reviews/:review/findings/:key/threads/:thread/comments/:comment": company, "POST /reviews/:review/version": ownerOnly,
	"GET /profiles/:id/judgement.json": ownerOnly, "GET /profiles/:id/findings/:key/dispute": company, "POST /profiles/:id/findings/:key/dispute": ownerOnly, "POST /profiles/:id/findings/:key/dispute/withdraw": ownerOnly,
	"GET /expert/disputes": expertOnly, "POST /expert/disputes/:dispute/take": expertOnly, "GET /expert/disputes/:dispute": expertOnly, "POST /expert/disputes/:dispute": expertOnly,
	"GET /expert/reviews/:review/findings.docx": expertOnly, "GET /expert/reviews/:review/word": expertOnly, "POST /expert/reviews/:review/word": expertOnly, "GET /expert/reviews/:review/overrides": expertOnly, "POST /expert/reviews/:review/overrides/:override": expertOnly, "POST /expert/reviews/:review/overrides/:override/lift": expertOnly,
	"GET /expert/reviews/:review/findings/:key/override": expertOnly, "POST /expert/reviews/:review/findings/:key/override": expertOnly, "GET /rules/overrides": ruleReaders,
	"GET /profiles/:id/profile.pdf": company, "GET /profiles/:id/profile.json": ownerOnly, "GET /profiles/:id/ask": company, "POST /profiles/:id/ask": company,
	"GET /expert/reviews/:review/conclusion": expertOnly, "POST /expert/reviews/:review/conclusion": expertOnly, "POST /expert/reviews/:review/minutes": expertOnly, "POST /expert/reviews/:review/dissent": expertOnly,
	"POST /expert/reviews/:review/put-up": expertOnly, "POST /expert/reviews/:review/sign": expertOnly, "POST /expert/reviews/:review/certificate": expertOnly, "GET /expert/reviews/:review/content.json": expertOnly,
	"GET /expert/reviews/:review/events": expertOnly, "GET /reviews/:review/conclusion": company, "GET /reviews/:review/signed.json": ownerOnly, "GET /reviews/:review/signed.pdf": ownerOnly,
	"GET /admin/signing-keys": securityOnly, "POST /admin/signing-keys/:signingkey/revoke": securityOnly,
	"GET /insight/briefs": analysts, "POST /insight/briefs": analysts, "GET /insight/briefs/new": analysts, "GET /insight/briefs/:brief": analysts, "POST /insight/briefs/:brief": analysts, "GET /insight/briefs/:brief/preview": analysts, "POST /insight/briefs/:brief/publish": analysts,
	"POST /insight/briefs/:brief/correct": analysts, "POST /insight/briefs/:brief/drop": analysts, "GET /insight/briefs/:brief/brief.pdf": analysts, "GET /insight/briefs/:brief/brief.docx": analysts,
	"GET /verify": everybody, "POST /verify": everybody, "GET /verify/status.json": everybody, "GET /verify/keys.json": everybody, "GET /verify/:hash": everybody,
	"GET /insight": analysts, "GET /insight/tables/:table": analysts, "GET /insight/tables/:table.csv": analysts, "GET /insight/tables/:table.xlsx": analysts, "GET /insight/tables/:table.json": analysts,
	"GET /insight/trend": analysts, "GET /insight/audit": analysts, "GET /insight/audit.json": analysts, "GET /insight/release.json": analysts, "GET /insight/releases": analysts, "GET /insight/reads": analysts,
}

var ruleRoles = map[class][]station.Role{
	ruleReaders: {station.RuleAuthor, station.RuleApprover, station.Editor, station.Auditor}, ruleAuthors: {station.RuleAuthor}, ruleApprovers: {station.RuleApprover},
	officers: {station.Officer}, settingsReaders: {station.Administrator, station.Security, station.Auditor}, administrators: {station.Administrator}, securityOnly: {station.Security}, auditors: {station.Auditor}, expertOnly: {station.Expert}, analysts: {station.Analyst},
}

// routesOf lists the routes as "METHOD path".
func routesOf(p *portal) []string {
	seen := map[string]bool{}
	for _, r := range p.App().GetRoutes(true) {
		if r.Method == http.MethodHead || r.Path == "" {
			continue
		}
		seen[r.Method+" "+r.Path] = true
	}
	var out []string
	for r := range seen {
		out = append(out, r)
	}
	sort.Strings(out)
	return out
}

// ids fills the parameters of a route with those of a company, or with ids of nothing.
func ids(path string, f *firm, kind string) string {
	check, profile, upload, notice, hook, review := f.check, f.profile, f.upload, f.notice, f.hook, f.review
	switch kind {
	case "absent":
		check, profile, upload, notice, hook, review = uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString(), uuid.NewString()
	case "garbage":
		check, profile, upload, notice, hook, review = "no-such-id", "..%2f..%2fetc", "0' or '1'='1", "no-such-id", "no-such-id", "no-such-id"
		upload = url.PathEscape(upload)
	}
	id := check
	switch {
	case strings.HasPrefix(path, "/profiles"):
		id = profile
	case strings.HasPrefix(path, "/inbox"):
		id = notice
	case strings.HasPrefix(path, "/settings/webhooks"):
		id = hook
	}
	return strings.NewReplacer(":brief", uuid.NewString(), ":table", "T3", ":hash", strings.Repeat("0", 64), ":signingkey", strings.Repeat("0", 64), ":override", cmp.Or(f.override, uuid.NewString()), ":dispute", cmp.Or(f.dispute, uuid.NewString()), ":id", id, ":review", review, ":conflict", uuid.NewString(), ":thread", uuid.NewString(), ":comment", uuid.NewString(), ":text", uuid.NewString(), ":file", uuid.NewString(), ":case", uuid.NewString(), ":delivery", uuid.NewString(), ":token", "x", ":revision", "1", ":upload", upload, ":place", "company.deposit_taken", ":ref", "VN", ":list", "suppliers", ":row", "1", ":kind", "mail", ":year", "2027", ":digest", strings.Repeat("0", 64), ":key", f.finding, ":chapter", "sign-in", "*", "app.css").Replace(path)
}

func TestEveryRouteIsInTheMatrix(t *testing.T) {
	p := newPortal(t)
	found := routesOf(p)
	for _, r := range found {
		if _, ok := matrix[r]; !ok {
			t.Errorf("%s is not in the matrix: say who may", r)
		}
	}
	if len(found) < 30 {
		t.Errorf("only %d routes found", len(found))
	}
}

// TestTenantMatrix asks every route as every role with the own id, another company's, an absent
// one and garbage. Another company's id is told apart from an absent one by nothing, and no
// answer holds another company's canary.
func TestTenantMatrix(t *testing.T) {
	p := newPortal(t)
	mine, other := p.firm("91330100MA2H2XJK0F", "zijian"), p.firm("91330109MA2GL8F33A", "bieren")
	staff := p.staff()
	p.accept(mine, other)
	p.reviewedBy(staff[station.Expert], mine, other)
	for _, route := range routesOf(p) {
		method, path, _ := strings.Cut(route, " ")
		kinds := []string{"own"}
		if strings.Contains(path, ":id") || strings.Contains(path, ":upload") || strings.Contains(path, ":review") {
			kinds = []string{"absent", "foreign", "garbage", "own"}
		}
		if route == "POST /signout" {
			continue // ends the session that the rest needs; see TestSignOut
		}
		for role, token := range tokensOf(mine, staff) {
			var absent answer
			for _, kind := range kinds {
				if kind == "own" && role == station.Expert && path == "/expert/reviews/:review/events" {
					continue // a stream goes on; TestExpertsHearWhatHappensAndWhoIsHereWhileTheyMay listens to it
				}
				target := ids(path, mine, kind)
				if kind == "foreign" {
					target = ids(path, other, "own")
				}
				got := p.ask(method, target, token)
				where := route + " as " + string(role) + " with " + kind + " id"
				named := route == "GET /desk" && role == station.Officer // companies of the own station that ask for something
				if !named && strings.Contains(got.body, other.canary) || (!strings.HasPrefix(got.location, "/signin?return=") && strings.Contains(got.location, other.check)) {
					t.Errorf("%s: another company's data in the answer", where)
				}
				checkStatus(t, where, matrix[route], role, kind, got)
				switch kind {
				case "absent":
					absent = got
				case "foreign":
					if got.status != absent.status || len(got.body) != len(absent.body) {
						t.Errorf("%s: %d, %d bytes; an absent id gives %d, %d bytes", where, got.status, len(got.body), absent.status, len(absent.body))
					}
				}
			}
		}
	}
}

func tokensOf(f *firm, staff map[station.Role]string) map[station.Role]string {
	out := map[station.Role]string{station.Anonymous: "", station.Owner: f.tokens[station.Owner], station.Member: f.tokens[station.Member]}
	for role, token := range staff {
		out[role] = token
	}
	return out
}

func (p *portal) ask(method, path, token string) answer {
	if method == http.MethodPost {
		return p.post(path, token, nil)
	}
	return p.do(method, path, token, nil)
}

// checkStatus holds an answer against the matrix: who may not never gets past the gate.
func checkStatus(t *testing.T, where string, c class, role station.Role, kind string, got answer) {
	t.Helper()
	inCompany := role == station.Owner || role == station.Member
	may := c == everybody || (c == signedIn && role != station.Anonymous) || (c == ownerOnly && role == station.Owner) || (c == memberOnly && role == station.Member) || (c == company && inCompany) ||
		(c == staffOnly && role != station.Anonymous && !inCompany) || slices.Contains(ruleRoles[c], role)
	if got.status >= 500 {
		t.Errorf("%s: %d", where, got.status)
	}
	refused := (got.status == 401 && !strings.HasPrefix(where, "POST /signin ")) || got.status == 403 || strings.HasPrefix(got.location, "/signin")
	switch {
	case !may && !refused:
		t.Errorf("%s: %d %s, should be refused", where, got.status, got.location)
	case may && refused:
		t.Errorf("%s: %d %s, should be let in", where, got.status, got.location)
	case may && kind != "own" && got.status != 404:
		t.Errorf("%s: %d, should be not found", where, got.status)
	}
}
