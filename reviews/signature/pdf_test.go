package signature_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhuqi-yunzhan/station/reviews/signature"
)

// page is a PDF of one page, as simple as one can be.
func page() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var at []int
	for i, body := range []string{"<<\n/Type /Catalog\n/Pages 2 0 R\n>>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", "<< /Length 0 >>\nstream\n\nendstream"} {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := out.Len()
	out.WriteString("xref\n0 5\n0000000000 65535 f\r\n")
	for _, o := range at {
		fmt.Fprintf(&out, "%010d 00000 n\r\n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table)
	return out.Bytes()
}

func (a *authority) sealer() *signature.Sealer {
	a.t.Helper()
	var text []byte
	for _, name := range []string{"signer.key", "signer.pem", "root.pem"} {
		part, err := os.ReadFile(a.path(name))
		a.must(err)
		text = append(text, part...)
	}
	s, err := signature.ReadSealer(text)
	a.must(err)
	return s
}

// TestReadersOfPDFAcceptTheSeal has poppler look at what was sealed, and take the attachment out.
func TestReadersOfPDFAcceptTheSeal(t *testing.T) {
	for _, kind := range []string{"rsa", "ecdsa"} {
		a := newAuthority(t, kind)
		attached, err := signature.Attach(page(), signature.Attachment{Name: "seal.json", Type: "application/json", Data: content})
		a.must(err)
		if got, ok := signature.Attached(attached, "seal.json"); !ok || !bytes.Equal(got, content) {
			t.Errorf("%s: the attachment reads %q %v", kind, got, ok)
		}
		sealed, err := a.sealer().Seal(attached, "甲站 doc seal", "Report sealed", now)
		a.must(err)
		if got, ok := signature.Attached(sealed, "seal.json"); !ok || !bytes.Equal(got, content) {
			t.Errorf("%s: sealed, the attachment reads %q %v", kind, got, ok)
		}
		who, err := signature.CheckPDF(sealed, a.trust(a.list()), now)
		if err != nil || !strings.Contains(who.Subject, "沈律师") || who.Root == "" {
			t.Errorf("%s: %+v %v", kind, who, err)
		}
		a.must(os.WriteFile(a.path("sealed.pdf"), sealed, 0o600))
		said := run(t, "pdfsig", "-nocert", a.path("sealed.pdf"))
		if !strings.Contains(said, "Signature is Valid.") || !strings.Contains(said, "Total document signed") || strings.Contains(said, "Not total document") {
			t.Errorf("%s: pdfsig says\n%s", kind, said)
		}
		run(t, "pdfdetach", "-saveall", "-o", a.dir, a.path("sealed.pdf"))
		if got, err := os.ReadFile(filepath.Join(a.dir, "seal.json")); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s: pdfdetach takes out %q, %v", kind, got, err)
		}
		if said := run(t, "pdfinfo", a.path("sealed.pdf")); !strings.Contains(said, "Pages:           1") {
			t.Errorf("%s: pdfinfo says\n%s", kind, said)
		}
		for i := 0; i < len(sealed); i += 1 + len(sealed)/400 { // any byte that is changed is noticed, but for zeros after the signature
			wrong := bytes.Clone(sealed)
			wrong[i] ^= 0x10
			if _, err := signature.CheckPDF(wrong, a.trust(a.list()), now); err == nil {
				t.Errorf("%s: byte %d of %d (%q) was changed, and the signature holds", kind, i, len(sealed), sealed[max(0, i-10):min(len(sealed), i+10)])
			}
		}
		if _, err := signature.CheckPDF(append(bytes.Clone(sealed), "\n1 0 obj\n<<>>\nendobj\n"...), a.trust(a.list()), now); !errors.Is(err, signature.ErrContent) {
			t.Errorf("%s: something was appended: %v", kind, err)
		}
		if _, err := signature.CheckPDF(attached, a.trust(a.list()), now); !errors.Is(err, signature.ErrPDF) {
			t.Errorf("%s: it is not signed: %v", kind, err)
		}
	}
	if _, err := signature.ReadSealer([]byte("x")); !errors.Is(err, signature.ErrKey) {
		t.Error(err)
	}
	for name, doc := range map[string][]byte{"nothing": nil, "no end": []byte("%PDF-1.7\n"), "a lie": []byte("%PDF-1.7\nstartxref\n5\n%%EOF\n")} {
		if _, err := signature.Attach(doc, signature.Attachment{Name: "a", Type: "text/plain"}); !errors.Is(err, signature.ErrPDF) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := signature.Attach(page(), signature.Attachment{Name: "a) b", Type: "text/plain"}); err == nil {
		t.Error("a name that would break the document is taken")
	}
}
