package lib.uflpa_test

import data.lib.uflpa

of(hs) := {"as_of": "2026-11-23", "supplier": {"goods_hs": hs, "region": "CN-SD"}}

priority := [
	"520523", "610910", "620520", "630260", "200290", "070200", "280461", "381800", "854142", "390410", "391810", "760110", "030617",
	"160414", "160521", "720839", "731815", "740811", "282520", "283691", "850650", "850760", "281511", "281512", "081340",
]

test_priority_sectors if {
	every hs in priority {
		uflpa.suspect with input as of(hs)
	}
}

test_other_goods if {
	every hs in ["540233", "550410", "481910", "280450", "850440", "854442", "281520", "081350"] {
		not uflpa.suspect with input as of(hs)
	}
}

test_from_xinjiang_whatever_it_is if uflpa.suspect with input.supplier as {"region": "CN-XJ", "goods_hs": "481910"}

test_a_service if not uflpa.suspect with input as of(null)

test_sectors_of_which_a_code_holds_only_part if {
	uflpa.partly with input as of("630260")
	uflpa.partly with input as of("081340")
	not uflpa.partly with input as of("620520")
}
