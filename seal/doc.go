// Package seal keeps data unreadable at rest. It has no table and no file of its own beside the
// key file of the demo: a room that owns data asks a Keyring for the data key of a tenant, seals with it,
// and keeps both the sealed bytes and the wrapped key in rows of its own.
//
// Two levels of keys. Master keys live outside the database, behind Masters: a key file, the
// environment, or later a key service or a hardware module that never lets a key out. A master
// wraps data keys and nothing else. Data keys are random, belong to one tenant, and seal its values and
// files. Who deletes every wrapped data key of a tenant makes all that was sealed for it unreadable for good,
// wherever copies lie.
//
// Everything sealed begins with the same header, so that it opens after any change of
// configuration:
//
//	offset 0   1 byte    version, now 1
//	       1   1 byte    form: 1 value, 2 stream, 3 wrapped data key, 4 MAC, 5 blind index
//	       2   1 byte    suite: 1 intl, 2 gm
//	       3   16 bytes  id of the data key
//
// then, by form:
//
//	value      12 bytes nonce, ciphertext, 16 bytes tag
//	stream     32 bytes salt, then chunks of 65,536 bytes (the last may be shorter), each with its 16 bytes of tag
//	wrapped    1 byte length and the id of the master key, then what the master made of the key
//	MAC, index 32 bytes
//
// What is authenticated beside the text is a list, each part preceded by its length as four bytes, the highest first: the
// header, the tenant, and the list of kind and row. A wrapped key has everything before the master's part, and the tenant.
// Keys for one purpose are derived by HKDF with SHA-256 or SM3 from the 32 bytes of a data key or master, with the purpose as
// info ("station seal 1 value", "… mac", "… index", "… stream" with the salt, "… wrap", "… check"): 32 bytes, or 16 for SM4. A
// local master's part of a wrapped key is its suite, 12 bytes nonce, ciphertext and tag; the first byte and what it was given
// to bind are authenticated. The nonce of a chunk is its number from 0 in eleven bytes and 1 in the last one if it is the last, else 0.
//
// The header, the tenant and the Place (table and column, row) are authenticated with every value, stream and
// MAC, each with its length: what is moved to another row, column or tenant does not open.
//
// What sealing does not hide: that there is something, its length, when it was written, by which data key;
// for a blind index also what Index says. It does not protect against an older value of the same place being put back, and
// a row that is deleted is not missed: the audit trail is there for that.
package seal
