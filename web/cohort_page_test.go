package web_test

import (
	"strings"
	"testing"
)

// TestWhereACompanyStandsIsOnItsPageAndPaperAndNotInItsProfile holds the document of a profile against what it was before a release.
func TestWhereACompanyStandsIsOnItsPageAndPaperAndNotInItsProfile(t *testing.T) {
	p := newPortal(t)
	f := p.firm("91330100MA2H2XJK0F", "zijian")
	path, token := "/profiles/"+f.profile, f.tokens["owner"]
	before := p.do("GET", path+"/profile.json", token, nil)
	if page := p.do("GET", path, token, nil); strings.Contains(page.body, "在同类企业里") {
		t.Error("it is compared before there is a release")
	}
	p.outside(hideNothing)
	const want = "还没有综合得分，所以不比较。" // of a profile that is hardly begun
	if page := p.do("GET", path, token, nil); !strings.Contains(page.body, want) {
		t.Error("the page does not say it")
	}
	if pdf := p.do("GET", path+"/profile.pdf", token, nil); !strings.Contains(squeeze(pdfText(t, []byte(pdf.body))), want) {
		t.Error("the paper does not say it")
	}
	if after := p.do("GET", path+"/profile.json", token, nil); after.body != before.body || strings.Contains(after.body, "cohort") {
		t.Error("the document is another one")
	}
}
