package web

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/zhuqi-yunzhan/station"
	"github.com/zhuqi-yunzhan/station/accounts"
)

// placesAge is for how long a node believes what it knows of the stations: a change on another node
// shows within it.
const placesAge = 15 * time.Second

// places are the stations of the installation, as this node last read them.
type places struct {
	mu   sync.Mutex
	read time.Time
	all  []accounts.Station
}

// learnPlaces reads the stations anew.
func (p *Portal) learnPlaces(ctx context.Context) error {
	all, err := p.rooms.People.Stations(ctx)
	if err != nil {
		return err
	}
	p.places.mu.Lock()
	defer p.places.mu.Unlock()
	p.places.all, p.places.read = all, p.clock()
	return nil
}

// place is the station that a page is of: of whoever is signed in, else the one of the host. When
// the database cannot be asked, what was last known goes on.
func (p *Portal) place(c *fiber.Ctx) accounts.Station {
	p.places.mu.Lock()
	stale := p.clock().Sub(p.places.read) > placesAge
	p.places.mu.Unlock()
	if stale {
		if err := p.learnPlaces(c.UserContext()); err != nil {
			p.log.Warn("stations not read", "error", scrub(err))
		}
	}
	p.places.mu.Lock()
	defer p.places.mu.Unlock()
	return pickPlace(p.places.all, actor(c).Station, hostName(string(c.Request().Host())))
}

// pickPlace chooses by id, then by host, then the station that has no host of its own.
func pickPlace(all []accounts.Station, id station.StationID, host string) accounts.Station {
	var found accounts.Station
	for _, s := range all {
		switch {
		case s.ID == id:
			return s
		case s.Host == host && host != "":
			found = s
		case s.Host == "" && found.Host == "":
			found = s
		}
	}
	return found
}

// hostName is a host without its port, in lower case.
func hostName(host string) string {
	if cut := strings.LastIndexByte(host, ':'); cut > strings.LastIndexByte(host, ']') {
		host = host[:cut]
	}
	return strings.ToLower(host)
}

// linkTo is the whole address of a path, for what is sent by mail or handed over. It is made of
// settings and never of what the request says its host is, but where the site has no public address:
// then it answers on this machine only.
func (p *Portal) linkTo(c *fiber.Ctx, path string) string {
	place := p.place(c)
	switch {
	case place.Host != "" && p.site.secure():
		return "https://" + place.Host + path
	case p.site.PublicURL != "":
		return strings.TrimSuffix(p.site.PublicURL, "/") + path
	}
	return "http://" + string(c.Request().Host()) + path
}

// device tells where somebody signs in from.
func (p *Portal) device(c *fiber.Ctx) accounts.Device {
	return accounts.Device{Address: p.from(c), Agent: agentOf(c.Get(fiber.HeaderUserAgent)), Lang: p.lang(c)}
}

// agentOf names browser and system in two words, by which people know a session again; what it does
// not know it leaves out.
func agentOf(header string) string {
	first := func(names [][2]string) string {
		for _, n := range names {
			if strings.Contains(header, n[0]) {
				return n[1]
			}
		}
		return ""
	}
	browser := first([][2]string{{"MicroMessenger", "WeChat"}, {"Edg", "Edge"}, {"Firefox/", "Firefox"}, {"OPR/", "Opera"}, {"HuaweiBrowser", "Huawei Browser"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}})
	system := first([][2]string{{"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Macintosh", "macOS"}, {"Linux", "Linux"}})
	return strings.Trim(browser+" · "+system, " ·")
}
