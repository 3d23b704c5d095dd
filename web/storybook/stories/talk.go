package stories

import (
	"github.com/zhuqi-yunzhan/station/web"
)

func talk() []Story {
	return []Story{
		{"assistant", "assistant", func(t Telling) any {
			return web.AssistantPage{Chrome: t.at("profiles", key("assistant.title", "")), Label: t.in("按报告原文检索", "Found in the report"), About: t.in("就这份画像提问", "About this profile"),
				BackURL: "/p", Action: "/ask", Examples: []string{t.in("我最先要改哪一条？", "Which finding should I mend first?")}}
		}},
		{"assistant-answered", "assistant", func(t Telling) any {
			return web.AssistantPage{Chrome: t.at("profiles", key("assistant.title", "")), Label: t.in("按报告原文检索", "Found in the report"), About: t.in("就这份画像提问", "About this profile"),
				BackURL: "/p", Action: "/ask", Question: t.in("先改哪一条？", "Which first?"), Answer: []string{t.in("报告里可能相关的内容如下。", "This may be relevant.")}, Partial: true,
				Sources: []web.Link{{Label: t.in("本地文档缺失", "Local file missing"), URL: "/f"}}}
		}},
	}
}
