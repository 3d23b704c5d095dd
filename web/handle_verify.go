package web

import (
	"encoding/json"
	"io"
	"regexp"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/reviews/signed"
)

// VerifyPage checks a signed report, or tells what became of a hash. Page "verify". Input: file.
type VerifyPage struct {
	Chrome
	Form   Form
	Hash   string // that was asked about, in groups of four
	Head   string
	Text   string
	Answer *VerifyAnswer
}

func (p *Portal) verifyCrumbs(c *fiber.Ctx) Chrome { return p.chrome(c, "") }

func (p *Portal) showVerify(c *fiber.Ctx) error {
	return p.page(c, fiber.StatusOK, "verify", VerifyPage{Chrome: p.verifyCrumbs(c), Head: p.say(p.lang(c), "verify.h1"), Text: p.say(p.lang(c), "verify.lead")})
}

// verify checks what is uploaded, and keeps nothing of it.
func (p *Portal) verify(c *fiber.Ctx) error {
	page := VerifyPage{Chrome: p.verifyCrumbs(c), Head: p.say(p.lang(c), "verify.h1"), Text: p.say(p.lang(c), "verify.lead")}
	file, err := handedIn(c)
	if err != nil {
		return err
	}
	if file == nil {
		page.Form.Complain("file", station.Say("verify.choose_file"))
		return p.page(c, fiber.StatusUnprocessableEntity, "verify", page)
	}
	defer file.body.Close()
	if file.size > signed.MaxFile {
		page.Form.Complain("file", station.Say("verify.too_large"))
		return p.page(c, fiber.StatusUnprocessableEntity, "verify", page)
	}
	text, err := io.ReadAll(io.LimitReader(file.body, signed.MaxFile))
	if err != nil {
		return err
	}
	at := p.place(c).ID
	keys, err := p.rooms.Reviews.Keys(c.UserContext(), at)
	if err != nil {
		return err
	}
	known := signed.Known{Keys: keys, Trust: p.rooms.Reviews.Trust()}
	result := signed.Check(text, known, p.clock())
	if result.Hash != "" { // the whole list is long, and anybody may ask
		used := make([]string, len(result.Signed))
		for i, s := range result.Signed {
			used[i] = s.Key
		}
		status, err := p.rooms.Reviews.StatusOf(c.UserContext(), at, result.Hash, used)
		if err != nil {
			return err
		}
		known.Status = &status
		result = signed.Check(text, known, p.clock())
	}
	answer := AnswerVerify(p.words, p.lang(c), result)
	page.Answer = &answer
	page.Hash = fours(result.Hash)
	return p.page(c, fiber.StatusOK, "verify", page)
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// verifyHash tells what became of a hash: the QR code on paper leads here.
func (p *Portal) verifyHash(c *fiber.Ctx) error {
	hash, lang := c.Params("hash"), p.lang(c)
	if !hashForm.MatchString(hash) {
		return fiber.ErrNotFound
	}
	became, known, err := p.rooms.Reviews.Became(c.UserContext(), p.place(c).ID, hash)
	if err != nil {
		return err
	}
	page := VerifyPage{Chrome: p.verifyCrumbs(c), Hash: fours(hash), Head: p.say(lang, "verify.hash_unknown"), Text: p.say(lang, "verify.hash_unknown_text")}
	if known {
		page.Head, page.Text = p.say(lang, "verify.hash_known_"+became.State), p.say(lang, "verify.hash_text")
		page.Answer = &VerifyAnswer{Level: map[string]string{signed.StateSigned: "ok", signed.StateVoided: "bad"}[became.State],
			Head: p.say(lang, "verify.state_"+became.State, "since", verifyTime(became.At), "at", stampOf(p.clock()), "by", became.By)}
		if page.Answer.Level == "" {
			page.Answer.Level = "warn"
		}
	}
	return p.page(c, fiber.StatusOK, "verify", page)
}

func (p *Portal) giveStatus(c *fiber.Ctx) error {
	status, err := p.rooms.Reviews.Status(c.UserContext(), p.place(c).ID)
	if err != nil {
		return err
	}
	text, err := signed.Canonical(status)
	if err != nil {
		return err
	}
	return download(c, "status.json", fiber.MIMEApplicationJSON, append(text, '\n'))
}

func (p *Portal) giveKeys(c *fiber.Ctx) error {
	place := p.place(c)
	keys, err := p.rooms.Reviews.Keys(c.UserContext(), place.ID)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(signed.KeysFile{Format: signed.KeysFormat, Station: uuid.UUID(place.ID).String(), Name: place.NameZh, Keys: keys}, "", "  ")
	if err != nil {
		return err
	}
	return download(c, "keys.json", fiber.MIMEApplicationJSON, append(text, '\n'))
}
