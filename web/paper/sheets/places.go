package sheets

import (
	"strings"
	"sync"
)

// named is a code with its names. More names are parted by |.
type named struct {
	code, zh, en string
	more         []string
}

func parseNamed(table string) []named {
	var out []named
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		f := strings.Split(line, "|")
		out = append(out, named{code: f[0], zh: f[1], en: f[2], more: f[3:]})
	}
	return out
}

// countries is the table of names; any ISO 3166-1 code is understood beside it.
var countries = sync.OnceValue(func() []named { return parseNamed(countryTable) })

// currencies is the table of currency names; any ISO 4217 code of it is understood.
var currencies = sync.OnceValue(func() []named { return parseNamed(currencyTable) })

var countryIndex = sync.OnceValue(func() map[string]string {
	index := indexOf(countries())
	for _, code := range strings.Fields(isoCountries) {
		index[strings.ToLower(code)] = code
	}
	return index
})

var currencyIndex = sync.OnceValue(func() map[string]string {
	index := indexOf(currencies())
	index["¥"], index["€"], index["£"], index["us$"], index["hk$"] = "CNY", "EUR", "GBP", "USD", "HKD"
	index["rmb¥"], index["$"] = "CNY", "USD"
	return index
})

var provinceIndex = sync.OnceValue(func() map[string]string { return indexOf(parseNamed(provinceTable)) })

func indexOf(table []named) map[string]string {
	index := make(map[string]string, len(table)*4)
	for _, n := range table {
		for _, name := range append([]string{n.code, n.zh, n.en}, n.more...) {
			index[foldWord(name)] = n.code
		}
	}
	return index
}

// Country reads an ISO code or a Chinese or English name.
func Country(text string) (string, bool) {
	code, ok := countryIndex()[foldWord(text)]
	if !ok {
		code, ok = countryIndex()[fold(text)]
	}
	return code, ok
}

// Currency reads an ISO code, a sign or a name.
func Currency(text string) (string, bool) {
	if code, ok := currencyIndex()[strings.ToLower(plain(text))]; ok {
		return code, true
	}
	if code, ok := currencyIndex()[foldWord(text)]; ok {
		return code, true
	}
	code, ok := currencyIndex()[fold(text)]
	return code, ok
}

// province turns the name of a Chinese province into its ISO 3166-2 code and keeps anything else.
func province(text string) string {
	if code, ok := provinceIndex()[foldWord(text)]; ok {
		return code
	}
	return text
}

const isoCountries = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG
GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR
NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ
TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`

const countryTable = `
CN|中国|China|中国大陆|中国内地|中华人民共和国|大陆|内地|CHN|PRC|Mainland China|P.R. China|PR China
HK|中国香港|Hong Kong, China|香港|香港特别行政区|中国香港特别行政区|Hong Kong|HKG|HKSAR|Hong Kong SAR
MO|中国澳门|Macao, China|澳门|澳门特别行政区|中国澳门特别行政区|Macao|Macau|MAC|Macau, China
TW|中国台湾|Taiwan, China|台湾|中国台湾省|台湾省|台湾地区|中国台湾地区|Taiwan|TWN|Chinese Taipei
US|美国|United States|美利坚合众国|USA|U.S.A.|United States of America|America
VN|越南|Vietnam|VNM|Viet Nam
TH|泰国|Thailand|THA
MY|马来西亚|Malaysia|MYS|大马
SG|新加坡|Singapore|SGP
ID|印度尼西亚|Indonesia|印尼|IDN
PH|菲律宾|Philippines|PHL|The Philippines
MM|缅甸|Myanmar|MMR|Burma
KH|柬埔寨|Cambodia|KHM
LA|老挝|Laos|LAO|Lao PDR
BN|文莱|Brunei|BRN
JP|日本|Japan|JPN
KR|韩国|South Korea|大韩民国|KOR|Korea|Republic of Korea
KP|朝鲜|North Korea|PRK|DPRK
MN|蒙古|Mongolia|蒙古国|MNG
IN|印度|India|IND
PK|巴基斯坦|Pakistan|PAK
BD|孟加拉国|Bangladesh|孟加拉|BGD
LK|斯里兰卡|Sri Lanka|LKA
NP|尼泊尔|Nepal|NPL
AF|阿富汗|Afghanistan|AFG
KZ|哈萨克斯坦|Kazakhstan|KAZ
UZ|乌兹别克斯坦|Uzbekistan|UZB
KG|吉尔吉斯斯坦|Kyrgyzstan|吉尔吉斯|KGZ
TJ|塔吉克斯坦|Tajikistan|TJK
TM|土库曼斯坦|Turkmenistan|TKM
AE|阿联酋|United Arab Emirates|阿拉伯联合酋长国|UAE|ARE
SA|沙特|Saudi Arabia|沙特阿拉伯|SAU|KSA
QA|卡塔尔|Qatar|QAT
KW|科威特|Kuwait|KWT
OM|阿曼|Oman|OMN
BH|巴林|Bahrain|BHR
IQ|伊拉克|Iraq|IRQ
IR|伊朗|Iran|IRN
IL|以色列|Israel|ISR
JO|约旦|Jordan|JOR
LB|黎巴嫩|Lebanon|LBN
SY|叙利亚|Syria|SYR
YE|也门|Yemen|YEM
TR|土耳其|Turkey|Türkiye|TUR
GE|格鲁吉亚|Georgia|GEO
AM|亚美尼亚|Armenia|ARM
RU|俄罗斯|Russia|俄罗斯联邦|RUS|Russian Federation
UA|乌克兰|Ukraine|UKR
BY|白俄罗斯|Belarus|BLR
DE|德国|Germany|DEU
FR|法国|France|FRA
GB|英国|United Kingdom|UK|GBR|Great Britain|England
IT|意大利|Italy|ITA
ES|西班牙|Spain|ESP
PT|葡萄牙|Portugal|PRT
NL|荷兰|Netherlands|NLD|Holland|The Netherlands
BE|比利时|Belgium|BEL
LU|卢森堡|Luxembourg|LUX
CH|瑞士|Switzerland|CHE
AT|奥地利|Austria|AUT
PL|波兰|Poland|POL
CZ|捷克|Czechia|捷克共和国|CZE|Czech Republic
HU|匈牙利|Hungary|HUN
RO|罗马尼亚|Romania|ROU
RS|塞尔维亚|Serbia|SRB
GR|希腊|Greece|GRC
SE|瑞典|Sweden|SWE
DK|丹麦|Denmark|DNK
FI|芬兰|Finland|FIN
NO|挪威|Norway|NOR
IE|爱尔兰|Ireland|IRL
CA|加拿大|Canada|CAN
MX|墨西哥|Mexico|MEX
BR|巴西|Brazil|BRA
AR|阿根廷|Argentina|ARG
CL|智利|Chile|CHL
PE|秘鲁|Peru|PER
CO|哥伦比亚|Colombia|COL
VE|委内瑞拉|Venezuela|VEN
CU|古巴|Cuba|CUB
AU|澳大利亚|Australia|澳洲|AUS
NZ|新西兰|New Zealand|NZL
EG|埃及|Egypt|EGY
DZ|阿尔及利亚|Algeria|DZA
MA|摩洛哥|Morocco|MAR
LY|利比亚|Libya|LBY
SD|苏丹|Sudan|SDN
SS|南苏丹|South Sudan|SSD
ET|埃塞俄比亚|Ethiopia|ETH
KE|肯尼亚|Kenya|KEN
TZ|坦桑尼亚|Tanzania|TZA
UG|乌干达|Uganda|UGA
NG|尼日利亚|Nigeria|NGA
GH|加纳|Ghana|GHA
ZA|南非|South Africa|ZAF
ZM|赞比亚|Zambia|ZMB
AO|安哥拉|Angola|AGO
CD|刚果(金)|DR Congo|刚果民主共和国|COD|Democratic Republic of the Congo
CF|中非|Central African Republic|中非共和国|CAF
ML|马里|Mali|MLI
TD|乍得|Chad|TCD
SO|索马里|Somalia|SOM
ER|厄立特里亚|Eritrea|ERI
HT|海地|Haiti|HTI`

const currencyTable = `
CNY|人民币|Chinese yuan|RMB|人民币元|元|CNH|yuan|renminbi
USD|美元|US dollar|美金|US dollars|dollar|dollars
EUR|欧元|Euro|euros
GBP|英镑|Pound sterling|pound
JPY|日元|Japanese yen|日币|日圆|yen
HKD|港币|Hong Kong dollar|港元|港纸
MOP|澳门元|Macanese pataca|澳门币
TWD|新台币|New Taiwan dollar|台币|NTD
KRW|韩元|South Korean won|韩币|won
SGD|新加坡元|Singapore dollar|新币|新元|坡币
MYR|马来西亚林吉特|Malaysian ringgit|林吉特|马币|令吉|ringgit
THB|泰铢|Thai baht|泰币|baht
VND|越南盾|Vietnamese dong|dong
IDR|印尼盾|Indonesian rupiah|印尼卢比|印度尼西亚盾
PHP|菲律宾比索|Philippine peso|菲币
MMK|缅元|Myanmar kyat|缅币|kyat
KHR|瑞尔|Cambodian riel|柬币|riel
LAK|老挝基普|Lao kip|基普|kip
INR|印度卢比|Indian rupee
PKR|巴基斯坦卢比|Pakistani rupee|巴铢
BDT|孟加拉塔卡|Bangladeshi taka|塔卡|taka
AED|阿联酋迪拉姆|UAE dirham|迪拉姆|dirham
SAR|沙特里亚尔|Saudi riyal|沙币|riyal
QAR|卡塔尔里亚尔|Qatari riyal
KZT|坚戈|Kazakhstani tenge|哈萨克斯坦坚戈|tenge
UZS|苏姆|Uzbekistani som|乌兹别克斯坦苏姆
RUB|卢布|Russian ruble|俄罗斯卢布|rouble|ruble
UAH|格里夫纳|Ukrainian hryvnia
TRY|土耳其里拉|Turkish lira|里拉
PLN|兹罗提|Polish zloty|波兰兹罗提|zloty
HUF|福林|Hungarian forint|匈牙利福林|forint
RSD|塞尔维亚第纳尔|Serbian dinar
CZK|捷克克朗|Czech koruna
CHF|瑞士法郎|Swiss franc|瑞郎
SEK|瑞典克朗|Swedish krona
DKK|丹麦克朗|Danish krone
NOK|挪威克朗|Norwegian krone
CAD|加元|Canadian dollar|加拿大元|加币
AUD|澳元|Australian dollar|澳大利亚元|澳币
NZD|新西兰元|New Zealand dollar|纽币
MXN|墨西哥比索|Mexican peso
BRL|雷亚尔|Brazilian real|巴西雷亚尔
CLP|智利比索|Chilean peso
ARS|阿根廷比索|Argentine peso
PEN|秘鲁索尔|Peruvian sol
COP|哥伦比亚比索|Colombian peso
EGP|埃及镑|Egyptian pound
NGN|奈拉|Nigerian naira|尼日利亚奈拉|naira
ZAR|兰特|South African rand|南非兰特|rand
ETB|比尔|Ethiopian birr|埃塞俄比亚比尔|birr
KES|肯尼亚先令|Kenyan shilling
TZS|坦桑尼亚先令|Tanzanian shilling
MAD|摩洛哥迪拉姆|Moroccan dirham
DZD|阿尔及利亚第纳尔|Algerian dinar
IQD|伊拉克第纳尔|Iraqi dinar
ILS|以色列新谢克尔|Israeli shekel|谢克尔`

const provinceTable = `
CN-BJ|北京|Beijing|北京市
CN-TJ|天津|Tianjin|天津市
CN-HE|河北|Hebei|河北省
CN-SX|山西|Shanxi|山西省
CN-NM|内蒙古|Inner Mongolia|内蒙古自治区
CN-LN|辽宁|Liaoning|辽宁省
CN-JL|吉林|Jilin|吉林省
CN-HL|黑龙江|Heilongjiang|黑龙江省
CN-SH|上海|Shanghai|上海市
CN-JS|江苏|Jiangsu|江苏省
CN-ZJ|浙江|Zhejiang|浙江省
CN-AH|安徽|Anhui|安徽省
CN-FJ|福建|Fujian|福建省
CN-JX|江西|Jiangxi|江西省
CN-SD|山东|Shandong|山东省
CN-HA|河南|Henan|河南省
CN-HB|湖北|Hubei|湖北省
CN-HN|湖南|Hunan|湖南省
CN-GD|广东|Guangdong|广东省
CN-GX|广西|Guangxi|广西壮族自治区|广西自治区
CN-HI|海南|Hainan|海南省
CN-CQ|重庆|Chongqing|重庆市
CN-SC|四川|Sichuan|四川省
CN-GZ|贵州|Guizhou|贵州省
CN-YN|云南|Yunnan|云南省
CN-XZ|西藏|Tibet|西藏自治区|Xizang
CN-SN|陕西|Shaanxi|陕西省
CN-GS|甘肃|Gansu|甘肃省
CN-QH|青海|Qinghai|青海省
CN-NX|宁夏|Ningxia|宁夏回族自治区|宁夏自治区
CN-XJ|新疆|Xinjiang|新疆维吾尔自治区|新疆自治区|新疆生产建设兵团`
