package accounts

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/google/uuid"

	"github.com/zhuqi-yunzhan/station"
)

// Party is the site as keys know it: the host name that they are bound to for ever, and the origin that the browser
// vouches for. The zero Party takes no keys.
type Party struct {
	Host   string // such as station.example; never an address of digits
	Origin string // such as https://station.example
	Name   string // what the browser may show
}

// passkey is one of a person: what the station keeps of a passkey or a security key.
type passkey struct {
	id         uuid.UUID
	credential webauthn.Credential
}

// keyHolder is a person as the library knows one.
type keyHolder struct {
	person      station.PersonID
	email, name string
	keys        []passkey
}

// WebAuthnID is the person's id: it names nobody.
func (h keyHolder) WebAuthnID() []byte { return h.person[:] }

// WebAuthnName is what a browser shows beside the key.
func (h keyHolder) WebAuthnName() string { return h.email }

// WebAuthnDisplayName is the name of the person.
func (h keyHolder) WebAuthnDisplayName() string { return h.name }

// WebAuthnCredentials are the keys that the person has for this host.
func (h keyHolder) WebAuthnCredentials() []webauthn.Credential {
	out := make([]webauthn.Credential, len(h.keys))
	for i, k := range h.keys {
		out[i] = k.credential
	}
	return out
}

func (p Party) library() (*webauthn.WebAuthn, error) {
	if p == (Party{}) {
		return nil, &station.Fault{Kind: station.Conflict, Say: station.Say("factor.no_keys_here")}
	}
	out, err := webauthn.New(&webauthn.Config{RPID: p.Host, RPDisplayName: p.Name, RPOrigins: []string{p.Origin}, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{UserVerification: protocol.VerificationPreferred, ResidentKey: protocol.ResidentKeyRequirementDiscouraged}})
	if err != nil {
		return nil, fmt.Errorf("keys of %s: %w", p.Host, err)
	}
	return out, nil
}

// inviteKey makes what a browser needs to add a key, and what the station has to remember until it comes.
func (p Party) inviteKey(h keyHolder) (options, state []byte, err error) {
	lib, err := p.library()
	if err != nil {
		return nil, nil, err
	}
	creation, session, err := lib.BeginRegistration(h, webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return nil, nil, fmt.Errorf("challenge: %w", err)
	}
	return marshalled(creation, session)
}

// takeKey checks what came of an invitation.
func (p Party) takeKey(h keyHolder, state, answer []byte) (webauthn.Credential, error) {
	lib, session, err := p.resume(state)
	if err != nil {
		return webauthn.Credential{}, err
	}
	said, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return webauthn.Credential{}, refusedKey(err)
	}
	made, err := lib.CreateCredential(h, session, said)
	if err != nil {
		return webauthn.Credential{}, refusedKey(err)
	}
	made.Attestation = webauthn.CredentialAttestation{} // asked for none, so none is kept
	return *made, nil
}

// askKey makes a challenge that one of the person's keys is to sign.
func (p Party) askKey(h keyHolder) (options, state []byte, err error) {
	lib, err := p.library()
	if err != nil {
		return nil, nil, err
	}
	assertion, session, err := lib.BeginLogin(h)
	if err != nil {
		return nil, nil, fmt.Errorf("challenge: %w", err)
	}
	return marshalled(assertion, session)
}

// checkKey finds the key that signed a challenge, with its new count of signatures. A count that did not grow tells of
// a copy of the key: cloned is true, and the key is not to be believed.
func (p Party) checkKey(h keyHolder, state, answer []byte) (found passkey, cloned bool, err error) {
	lib, session, err := p.resume(state)
	if err != nil {
		return passkey{}, false, err
	}
	said, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return passkey{}, false, refusedKey(err)
	}
	shown, err := lib.ValidateLogin(h, session, said)
	if err != nil {
		return passkey{}, false, refusedKey(err)
	}
	for _, k := range h.keys {
		if string(k.credential.ID) == string(shown.ID) {
			return passkey{k.id, *shown}, shown.Authenticator.CloneWarning, nil
		}
	}
	return passkey{}, false, errKeyRefused
}

func (p Party) resume(state []byte) (*webauthn.WebAuthn, webauthn.SessionData, error) {
	var session webauthn.SessionData
	lib, err := p.library()
	if err != nil {
		return nil, session, err
	}
	if err := json.Unmarshal(state, &session); err != nil {
		return nil, session, fmt.Errorf("challenge: %w", err)
	}
	if session.RelyingPartyID != p.Host { // it was asked for under another name of the site
		return nil, session, errKeyRefused
	}
	return lib, session, nil
}

func marshalled(options any, session *webauthn.SessionData) (out, state []byte, err error) {
	if out, err = json.Marshal(options); err != nil {
		return nil, nil, fmt.Errorf("challenge: %w", err)
	}
	if state, err = json.Marshal(session); err != nil {
		return nil, nil, fmt.Errorf("challenge: %w", err)
	}
	return out, state, nil
}

// errKeyRefused says that what came from a browser proves nothing.
var errKeyRefused = errors.New("accounts: the answer of the key does not hold")

// refusedKey keeps of the library's error what it is about, and nothing that came from the browser.
func refusedKey(err error) error {
	var known *protocol.Error
	if errors.As(err, &known) {
		return fmt.Errorf("%w: %s", errKeyRefused, known.Type)
	}
	return errKeyRefused
}
