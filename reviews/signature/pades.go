package signature

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
)

// Sealer signs PDF documents: a key of RSA or ECDSA with its certificate, which stock readers know.
type Sealer struct {
	key   crypto.Signer
	chain []*x509.Certificate // the signer's first
}

// ReadSealer reads a private key and a chain of certificates, the signer's first, from PEM. Fault: ErrKey.
func ReadSealer(text []byte) (*Sealer, error) {
	s := &Sealer{}
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			break
		}
		text = rest
		switch block.Type {
		case "CERTIFICATE":
			c, err := x509.ParseCertificate(block.Bytes)
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrKey, err)
			}
			s.chain = append(s.chain, c)
		case "PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY":
			key, err := readPrivate(block.Bytes)
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrKey, err)
			}
			s.key = key
		}
	}
	if s.key == nil || len(s.chain) == 0 {
		return nil, fmt.Errorf("%w: a private key and its certificate are needed, as PEM", ErrKey)
	}
	own, ok := s.chain[0].PublicKey.(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !own.Equal(s.key.Public()) {
		return nil, fmt.Errorf("%w: the first certificate is of another key", ErrKey)
	}
	return s, nil
}

func readPrivate(der []byte) (crypto.Signer, error) {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		switch k := key.(type) {
		case *rsa.PrivateKey:
			return k, nil
		case *ecdsa.PrivateKey:
			return k, nil
		}
		return nil, errors.New("a key for PDF is of RSA or ECDSA")
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key, nil
	}
	return x509.ParsePKCS1PrivateKey(der)
}

// Certificate is the signer's.
func (s *Sealer) Certificate() *x509.Certificate { return s.chain[0] }

// Seal signs a PDF as a whole, by an incremental update (PAdES baseline B-B: a CMS over all bytes but its own). why is
// shown by readers.
func (s *Sealer) Seal(document []byte, name, why string, at time.Time) ([]byte, error) {
	reader, err := pdf.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPDF, err)
	}
	var out bytes.Buffer
	err = sign.Sign(bytes.NewReader(document), &out, reader, int64(len(document)), sign.SignData{
		Signature: sign.SignDataSignature{CertType: sign.ApprovalSignature, Info: sign.SignDataSignatureInfo{Name: name, Reason: why, Date: at}},
		Signer:    s.key, DigestAlgorithm: crypto.SHA256, Certificate: s.chain[0], CertificateChains: [][]*x509.Certificate{s.carried()}})
	if err != nil {
		return nil, fmt.Errorf("sign PDF: %w", err)
	}
	return out.Bytes(), nil
}

// carried are the certificates that go into a document: none that signed itself, which a reader has or does not believe.
func (s *Sealer) carried() (out []*x509.Certificate) {
	for i, c := range s.chain {
		if i == 0 || !bytes.Equal(c.RawSubject, c.RawIssuer) {
			out = append(out, c)
		}
	}
	return out
}

var byteRange = regexp.MustCompile(`/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]`)

// CheckPDF checks the last signature of a PDF: that it covers every byte of the document but itself, and who signed. Faults: ErrPDF for no PDF and
// for one without a signature, ErrContent when something was changed or appended, and those of CheckCMS.
func CheckPDF(document []byte, trust *Trust, at time.Time) (Signer, error) {
	all := byteRange.FindAllSubmatch(document, -1)
	if !bytes.HasPrefix(document, []byte("%PDF-")) || len(all) == 0 {
		return Signer{}, fmt.Errorf("%w: it is not signed", ErrPDF)
	}
	var r [4]int
	for i := range r {
		n, err := strconv.Atoi(string(all[len(all)-1][i+1]))
		if err != nil {
			return Signer{}, fmt.Errorf("%w: its range of bytes", ErrPDF)
		}
		r[i] = n
	}
	if r[0] != 0 || r[1] >= r[2] || r[2]+r[3] != len(document) || r[1] <= 0 {
		return Signer{}, fmt.Errorf("%w: the signature does not cover the whole document", ErrContent)
	}
	gap := document[r[1]:r[2]]
	if len(gap) < 2 || gap[0] != '<' || gap[len(gap)-1] != '>' {
		return Signer{}, fmt.Errorf("%w: what it leaves out is not the signature alone", ErrContent)
	}
	cms := make([]byte, hex.DecodedLen(len(gap)-2))
	if _, err := hex.Decode(cms, gap[1:len(gap)-1]); err != nil {
		return Signer{}, fmt.Errorf("%w: what it leaves out is not the signature alone", ErrContent)
	}
	if mixed(gap) || len(bytes.Trim(cms[len(trimDER(cms)):], "\x00")) > 0 {
		return Signer{}, fmt.Errorf("%w: something stands beside the signature", ErrContent)
	}
	content := append(append([]byte{}, document[:r[1]]...), document[r[2]:]...)
	return CheckCMS(trimDER(cms), content, trust, at)
}

// mixed tells whether hexadecimal digits are written in both ways: whoever wrote them kept to one.
func mixed(gap []byte) bool {
	return bytes.ContainsAny(gap, "abcdef") && bytes.ContainsAny(gap, "ABCDEF")
}

// trimDER takes off the zeros that fill the place of a signature.
func trimDER(der []byte) []byte {
	if len(der) < 2 || der[0] != 0x30 {
		return der
	}
	n, head := int(der[1]), 2
	if n >= 0x80 {
		size := n & 0x7f
		if size == 0 || size > 4 || len(der) < 2+size {
			return der
		}
		n, head = 0, 2+size
		for _, b := range der[2 : 2+size] {
			n = n<<8 | int(b)
		}
	}
	return der[:min(len(der), head+n)]
}
