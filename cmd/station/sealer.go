package main

import (
	"context"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/notices"
	"github.com/zhuqi-yunzhan/station/pg"
)

// noticeSealer seals messages in the vault of the tenants' keys.
type noticeSealer struct{ vault *accounts.Vault }

// Box opens a tenant's keys in its transaction.
func (n noticeSealer) Box(ctx context.Context, tx pg.Tx, tenant station.Tenant) (notices.Box, error) {
	box, err := n.vault.Box(ctx, tx, tenant)
	return noticeBox{box}, err
}

// ReadBox is Box for a transaction that only reads.
func (n noticeSealer) ReadBox(ctx context.Context, tx pg.Tx, tenant station.Tenant) (notices.Box, error) {
	box, err := n.vault.ReadBox(ctx, tx, tenant)
	return noticeBox{box}, err
}

// noticeBox names the place of a value as the vault does.
type noticeBox struct{ box *accounts.Box }

// Seal seals a value for its place.
func (n noticeBox) Seal(kind, row string, plain []byte) ([]byte, error) {
	return n.box.Seal(accounts.At(kind, row), plain)
}

// Open opens a value in its place.
func (n noticeBox) Open(kind, row string, sealed []byte) ([]byte, error) {
	return n.box.Open(accounts.At(kind, row), sealed)
}
