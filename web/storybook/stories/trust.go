package stories

import (
	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
	"github.com/zhuqi-yunzhan/station/web"
)

// trust are the pages on what a company takes along and takes away.
func trust() []Story {
	return []Story{
		{"privacy-member", "privacy", func(t Telling) any {
			p := privacy(t)
			p.CanGive, p.CanLeave = false, false
			p.Actor.RoleKey = string(station.Member)
			return p
		}},
		{"privacy-delete-wrong", "privacy", func(t Telling) any {
			p := privacy(t)
			p.Form.Values = map[string][]string{"confirm": {t.in("澜桥", "Lanqiao")}}
			p.Form.Complain("confirm", station.Say("deletion.wrong_confirm"))
			p.Form.Complain("gone", station.Say("deletion.wrong_gone"))
			return p
		}},
		{"privacy-planned", "privacy", func(t Telling) any {
			p := privacy(t)
			p.Leaving = &web.Deletion{Due: day(28, 9, 30), CanKeep: true}
			p.Flash = []web.Flash{{Level: "ok", Say: station.Say("privacy.done_planned")}}
			return p
		}},
		{"privacy-too-late", "privacy", func(t Telling) any {
			p := privacy(t)
			p.Form.Complain("", station.Say("deletion.not_planned"))
			return p
		}},
		{"home-leaving", "home", func(t Telling) any {
			p := home(t)
			p.Leaving = &web.Deletion{Due: day(28, 9, 30), CanKeep: true}
			return p
		}},
		{"home-leaving-member", "home", func(t Telling) any {
			p := home(t)
			p.Actor.RoleKey = string(station.Member)
			p.Leaving = &web.Deletion{Due: day(28, 9, 30)}
			return p
		}},
		{"admin-retention", "admin_retention", func(t Telling) any {
			p := web.RetentionPage{Chrome: t.staff("retention.title"), CanChange: true, Kinds: kept(), Form: web.Form{Values: map[string][]string{"hold": {"45"}, "audit": {"1095"}, "looks": {"1095"}, "notices": {"365"}, "invitations": {"30"}}}}
			for i := range p.Kinds {
				if p.Kinds[i].Name == accounts.KeepHold {
					p.Kinds[i].Days, p.Kinds[i].By, p.Kinds[i].At = 45, t.in("周岚", "Zhou Lan"), day(20, 9, 0)
				}
			}
			return p
		}},
		{"admin-retention-wrong", "admin_retention", func(t Telling) any {
			p := web.RetentionPage{Chrome: t.staff("retention.title"), CanChange: true, Kinds: kept(), Form: web.Form{Values: map[string][]string{"hold": {"3"}}}}
			p.Form.Complain("hold", station.Say("retention.wrong_days", "least", 7, "most", 180))
			return p
		}},
		{"admin-retention-read", "admin_retention", func(t Telling) any {
			return web.RetentionPage{Chrome: t.staff("retention.title"), Kinds: kept()}
		}},
	}
}

// kept is how long a station keeps what, as is usual.
func kept() []accounts.Retained {
	var out []accounts.Retained
	for _, k := range accounts.RetentionKinds() {
		out = append(out, accounts.Retained{RetentionKind: k, Days: k.Default})
	}
	return out
}
