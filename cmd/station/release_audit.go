package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/zhuqi-yunzhan/station/insights/release"
)

// errTold says that a release is not sound.
var errTold = errors.New("the release is not sound")

// auditAnswer is what `station release audit --json` prints.
type auditAnswer struct {
	Release string `json:"release"` // its hash
	Cut     string `json:"cut"`
	Lattice string `json:"lattice"` // its name
	K       int    `json:"k"`
	Sound   bool   `json:"sound"`
	Chain   string `json:"chain"` // first, checked, or open where the release before was not given
	release.Attacked
}

func auditRelease(ctx context.Context, r *releaseCall) error {
	if len(r.args) != 1 {
		return fmt.Errorf("%w: it takes the folder of one release", errUsage)
	}
	own, err := r.own()
	if err != nil {
		return err
	}
	made, l, err := release.Open(r.args[0], own)
	if err != nil {
		return fmt.Errorf("%w: %w", errTold, err)
	}
	found, err := release.Attack(ctx, made, l)
	if err != nil {
		return err
	}
	found.Faults = append(found.Faults, release.CheckAudit(r.args[0], made)...)
	answer := auditAnswer{Cut: made.Cut, Lattice: l.Name, K: made.K, Chain: "first", Attacked: found}
	if answer.Release, err = made.Hash(); err != nil {
		return err
	}
	switch {
	case r.previous != "":
		was, _, err := release.Open(r.previous, l)
		if err != nil {
			return fmt.Errorf("%w: --previous: %w", errUsage, err)
		}
		answer.Chain = "checked"
		answer.Faults = append(answer.Faults, release.Follow(made, was, l)...)
	case made.Previous != "":
		answer.Chain = "open"
	}
	answer.Sound = len(answer.Faults) == 0
	if r.json {
		err = printJSON(r.stdout, answer)
	} else {
		_, err = io.WriteString(r.stdout, answer.words(r.lang))
	}
	if err == nil && !answer.Sound {
		err = fmt.Errorf("%w; %s", errTold, pick(r.lang, "问题 %d 处", "faults: %d", len(answer.Faults)))
	}
	return err
}
