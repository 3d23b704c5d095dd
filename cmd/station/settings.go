package main

import "net/url"

// setting is one setting of the environment: what it is for, in both languages.
type setting struct {
	name      string
	otherwise string // what holds when it is not set, in the words of a path or value
	secret    bool   // its value is never shown
	address   bool   // a URL that may hold a password, which is never shown
	en, zh    string
}

// settings are all that the program reads from the environment. A test finds one that is read and
// not listed, listed and not read, or missing in the README.
func settings() []setting {
	return []setting{
		{name: "STATION_LISTEN", otherwise: "127.0.0.1:8080", en: "address to answer on", zh: "监听地址"},
		{name: "STATION_PUBLIC_URL", otherwise: "plain http", en: "https://… behind TLS: secure cookies, HSTS, links in messages, the name of passkeys", zh: "TLS 之后的 https://…：安全 Cookie、HSTS、消息里的链接、通行密钥绑定的名称"},
		{name: "STATION_DATA", otherwise: "~/.local/share/station", en: "folder of the private cluster, keys, files and anchors", zh: "私有数据库、密钥、文件和存证的目录"},
		{name: "STATION_DATABASE_URL", otherwise: "a private cluster", address: true, en: "own PostgreSQL, as station_app", zh: "自备 PostgreSQL，角色 station_app"},
		{name: "STATION_MIGRATE_URL", otherwise: "the database is only checked", address: true, en: "the same, as its owner: migrated at the start", zh: "同一个库，属主角色：启动时迁移"},
		{name: "STATION_WORKER_URL", otherwise: "no background work", address: true, en: "the same, as station_worker", zh: "同一个库，角色 station_worker"},
		{name: "STATION_BUILDER_URL", otherwise: "no releases of aggregate risk", address: true, en: "the same, as station_builder", zh: "同一个库，角色 station_builder"},
		{name: "STATION_INSIGHT_LEAST", otherwise: "5,10", en: "how many legal groups a published figure stands for at the least, in the analysts' room and outside; only to be raised", zh: "公布一个数至少要多少家法人集团：研判室,对外；只能调高"},
		{name: "STATION_PG_BIN", otherwise: "Debian's, else PATH's", en: "folder of initdb and postgres for the private cluster", zh: "私有数据库的 initdb 和 postgres 所在目录"},
		{name: "STATION_SITE", otherwise: "the demo's", en: "YAML of the first station's words and of the tables that change daily", zh: "首个站的名称和每日变动的表（YAML）"},
		{name: "STATION_RULES", otherwise: "the built-in rules", en: "an archive of rules", zh: "规则包"},
		{name: "STATION_RULES_KEYS", otherwise: "none", en: "the keys that may sign rules, as ID=FILE,ID=FILE", zh: "可签规则的公钥，ID=文件,ID=文件"},
		{name: "STATION_RULES_OLDER", otherwise: "refused", en: "allow takes an archive of a lower revision", zh: "allow 表示接受较旧的规则包"},
		{name: "STATION_MASTER_KEYS", otherwise: "none", secret: true, en: "the text of the master keys, from a keeper of secrets", zh: "主密钥文本，来自密钥保管系统"},
		{name: "STATION_MASTER_KEYS_FILE", otherwise: "keys/master.keys under STATION_DATA", en: "the file of the master keys, mode 0600", zh: "主密钥文件，权限 0600"},
		{name: "STATION_SEAL_SUITE", otherwise: "intl", en: "by what new data are sealed: intl or gm", zh: "新数据用哪套算法密封：intl 或 gm"},
		{name: "STATION_SIGN_TRUST", otherwise: "only internal confirmations", en: "folder of roots, intermediates and lists of revoked certificates for experts' own certificates; read again when it changes", zh: "专家自有证书的根证书、中间证书和吊销列表所在目录，变动后自动重读"},
		{name: "STATION_SIGN_PDF", otherwise: "a certificate of the station's own making", en: "PEM file of the key and chain that seal signed PDFs", zh: "给签署报告 PDF 盖章的密钥和证书链（PEM）"},
		{name: "STATION_ANCHORS", otherwise: "anchors under STATION_DATA", en: "folder of the audit trail's anchors, best on another disk", zh: "审计存证目录，最好在另一块盘"},
		{name: "STATION_FILES", otherwise: "files under STATION_DATA", en: "where files lie, sealed: a folder, or s3://bucket", zh: "密封文件放在哪里：目录，或 s3://桶"},
		{name: "STATION_FILES_S3_ENDPOINT", otherwise: "none", address: true, en: "the S3 server", zh: "S3 服务器"},
		{name: "STATION_FILES_S3_REGION", otherwise: "none", en: "its region", zh: "S3 区域"},
		{name: "STATION_FILES_S3_ACCESS_KEY", otherwise: "none", secret: true, en: "who may use the bucket", zh: "S3 访问标识"},
		{name: "STATION_FILES_S3_SECRET_KEY", otherwise: "none", secret: true, en: "and by which secret", zh: "S3 访问密钥"},
		{name: "STATION_FILES_S3_CA", otherwise: "the system's", en: "PEM file of the authority of its certificate", zh: "S3 证书机构的 PEM 文件"},
		{name: "STATION_FILES_S3_STYLE", otherwise: "path", en: "path for host/bucket, host for bucket.host", zh: "path 为 host/桶，host 为 桶.host"},
		{name: "STATION_FILES_QUOTA", otherwise: "2000,4096", en: "how many files and MB a company may keep", zh: "每家企业可存多少个文件、多少 MB"},
		{name: "STATION_CLAMD", otherwise: "nobody looks for viruses", en: "clamd: tcp://host:port or unix:///path", zh: "clamd：tcp://host:port 或 unix:///path"},
		{name: "STATION_SMTP_URL", otherwise: "no mails", address: true, en: "relay for mails: smtps://user:password@host or smtp://…:587", zh: "邮件中继：smtps://用户:密码@主机 或 smtp://…:587"},
		{name: "STATION_SMTP_FROM", otherwise: "none", en: "the sender: name <address>", zh: "发件人：名称 <地址>"},
		{name: "STATION_SMTP_FOLDS", otherwise: "no", en: "yes if the relay drops a second mail of one Message-ID", zh: "yes 表示中继会丢弃重复的 Message-ID"},
		{name: "STATION_SMS_URL", otherwise: "no short messages", address: true, en: "gateway for short messages", zh: "短信网关地址"},
		{name: "STATION_SMS_BODY", otherwise: "none", en: "its JSON with {phone}, {text} and {id}", zh: "网关请求的 JSON，含 {phone}、{text}、{id}"},
		{name: "STATION_SMS_HEADERS", otherwise: "none", secret: true, en: "its headers, parted by ;", zh: "网关请求头，用 ; 分开"},
		{name: "STATION_SMS_SUCCESS", otherwise: "none", en: "what a good answer holds, such as result.code=OK", zh: "成功时应答里有什么，例如 result.code=OK"},
		{name: "STATION_SMS_FOLDS", otherwise: "no", en: "yes if the gateway drops a second message of one {id}", zh: "yes 表示网关会丢弃重复的 {id}"},
		{name: "STATION_WEBHOOK_ALLOW", otherwise: "public addresses only", en: "networks that webhooks may call although not public", zh: "允许 Webhook 访问的内网网段"},
		{name: "STATION_STAFF_FACTOR", otherwise: "required", en: "required or offered: the staff's second factor", zh: "required 或 offered：工作人员的第二重验证"},
		{name: "STATION_PASSWORD_COMPLEXITY", otherwise: "required; off in a demo", en: "required or off: passwords of three kinds of characters, as GB/T 22239 asks", zh: "required 或 off：密码须含三种字符（等保要求）"},
		{name: "STATION_PASSWORD_MAX_AGE", otherwise: "90; 0 in a demo", en: "days until a password has to be replaced, as GB/T 22239 asks; 0 = never", zh: "密码多少天后必须更换（等保要求）；0 为不过期"},
		{name: "STATION_TRUSTED_PROXIES", otherwise: "none", en: "addresses or networks whose X-Forwarded-For is believed", zh: "可信代理的地址或网段"},
		{name: "STATION_LLM_BASE_URL", otherwise: "none: the assistant quotes the report", address: true, en: "an OpenAI-compatible model", zh: "兼容 OpenAI 的模型地址"},
		{name: "STATION_LLM_MODEL", otherwise: "none", en: "its name", zh: "模型名"},
		{name: "STATION_LLM_API_KEY", otherwise: "none", secret: true, en: "its key", zh: "模型密钥"},
	}
}

// shown is a value as it may be printed.
func (s setting) shown(value string) string {
	switch {
	case value == "":
		return ""
	case s.secret:
		return "(set, not shown)"
	case s.address:
		u, err := url.Parse(value)
		if err != nil {
			return "(set, cannot be read)"
		}
		return u.Redacted()
	}
	return value
}
