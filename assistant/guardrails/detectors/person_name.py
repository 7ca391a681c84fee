"""Names of people: announced, in a sentence about identity checks or payments, on a bank receipt, or signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import labels
from assistant.guardrails.lone_names import INITIAL, LED, SWAPPED, TELLS, lone_names
from assistant.guardrails.name_cues import BEFORE, FAINT, WEAK, cues
from assistant.guardrails.name_hanzi import hanzi_beside
from assistant.guardrails.name_openings import myself, openings, romanised
from assistant.guardrails.name_parts import rare_names, spoken_names, told_surnames
from assistant.guardrails.name_sentences import STOP, behind, capitals, capitals_behind, goes_on, half_listed
from assistant.guardrails.name_signatures import signatures
from assistant.guardrails.names import (
    compared_hanzi_name,
    doubtful_hanzi_name,
    hanzi_name,
    latin_name,
    listed,
    sure_hanzi_name,
)
from assistant.guardrails.unlisted_names import is_known_name, is_unknown
from assistant.guardrails.unsaid_names import unsaid_names
from assistant.types import FindingClass

_OF_THING = "<<named_by_program>>[_.-]?$"  # DB_NAME=…
_ASSIGN = re.compile(
    r"[ \t\"'`*)]{0,3}(?:(?:[:=|]|->|是|係|为|為|叫做?|就是|(?:[写寫]的|填的|[显顯]示的?|登[记記]的?|留的|用的|打的)(?:是|为|為)?|(?:is|are|was|as|says|shows|to)\b)[ \t\"'`*"
    r"(【「\[<]{0,4}\n?[ \t]{0,4}|[ \t\"'`(【「]{0,3}(?:\n[ \t]{0,4})?)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof)\.?[ \t]+|(?:mister|madam)[ \t]+", re.IGNORECASE)
_MASKED = re.compile("(?:[*＊×]{1,2}[\u3400-\u9fff]{1,2}|[\u3400-\u9fff][*＊×○〇OX]{1,2}[\u3400-\u9fff]{0,2})(?![\u3400-\u9fff])")
_AND = tuple("和与跟及")
_JOINING = tuple("和那都从后有别能")  # right behind a label these go on with the sentence


def find(scan: Scan) -> Iterator[Span]:
    """Names behind labels, then names in the sentences that tell of a person, then signatures, then those that nothing tells of."""
    if scan.text.isascii():
        yield from _told(scan)
        return
    told = list(_told(scan))
    yield from told
    yield from unsaid_names(scan, frozenset(span.start for span in told if _is_whole(scan.text, span)))


def _is_whole(text: str, span: Span) -> bool:
    """Whether a Chinese name could not be any longer."""
    return span.end - span.start > 2 or not "\u3400" <= text[span.end : span.end + 1] <= "\u9fff"


def _told(scan: Scan) -> Iterator[Span]:
    """Those that something tells of."""
    if scan.mentions("<<person~>>"):
        yield from _announced(scan)
    found = list(cues(scan))
    if found and not scan.text.isascii():
        yield from hanzi_beside(scan, found)
    for cue in found:
        if cue.group in (WEAK, FAINT):
            yield from behind(scan, cue)
        elif cue.group == BEFORE and cue.end - cue.start > 1:
            yield from capitals_behind(scan, cue)
    yield from capitals(scan)
    yield from half_listed(scan)
    yield from openings(scan)
    yield from myself(scan)
    yield from lone_names(scan)
    yield from signatures(scan, found)
    if not scan.text.isascii():
        yield from told_surnames(scan)
        yield from spoken_names(scan)
        yield from rare_names(scan)


def _announced(scan: Scan) -> Iterator[Span]:
    text, words = scan.text, scan.words
    for label in labels(scan):
        if label.group != "person" or scan.fits(_OF_THING, text[max(0, label.start - 16) : label.start]):
            continue
        gap = _ASSIGN.match(text, label.end)
        at = gap.end() if gap else label.end
        between = text[label.end : at]
        if text[at : at + 1] == "," and not between.strip():  # 报名字，梁勇远，
            end = sure_hanzi_name(text, at + 1, words)
            if end and not "\u3400" <= text[end : end + 1] <= "\u9fff":
                yield Span(at + 1, end)
            continue
        name = text[label.start : label.end].lower()
        assigned = any(sign in between for sign in ":=|是为為") or "\n" in between or name.endswith(("叫", "是", "为", "叫做"))
        title = _TITLE.match(text, at)
        at = title.end() if title else at
        masked = _MASKED.match(text, at)
        if masked:
            yield Span(*masked.span())
            continue
        end = 0
        if text[at : at + 1] == "我" and sure_hanzi_name(text, at + 1, words):
            at += 1  # 实名是我丁美玲
        if text[at : at + 1] >= "\u3400":
            end = sure_hanzi_name(text, at, words) if name in words.set("name_loose") else hanzi_name(text, at, words, assigned=assigned)
        end = end or (
            doubtful_hanzi_name(text, at, words, {place for place in (at + 2, at + 3) if text[place : place + 1] in _AND})
            if between or text[at : at + 1] not in _JOINING
            else 0
        )
        end = end or (compared_hanzi_name(text, at, words) if at == label.end and text[at : at + 1] not in _JOINING else 0)
        if not end and (at > label.end or not name.isascii()):
            weak = name in words.set("name_weak") and not any(sign in between for sign in ":=|\n")
            strict = weak and not _is_first_name(scan, text[at : at + 40].split(" ", 1)[0].strip(".,"))
            end = latin_name(
                text,
                at,
                words,
                least=2 if strict else 1,
                lower=not weak and (assigned or " is" in between or name.endswith((" is", "'s", "under", "of"))),
            )
            end = 0 if _is_next_word(text, at, end) else end
        if end and not goes_on(text, end) and not ("\n" in between and text[end : end + 1] == ":"):
            yield Span(at, end)
            yield from romanised(scan, end)


def _is_first_name(scan: Scan, word: str) -> bool:
    """Whether one word alone is enough behind a label: "surname Okonkwo"."""
    return word.lower() in scan.words.set("given_name") or (word[:1].isupper() and (is_known_name(scan, word) or is_unknown(scan, word)))


def _is_next_word(text: str, at: int, end: int) -> bool:
    """Whether one small word, no name of the world, goes on with a sentence: "its own name: search can only …"."""
    word = text[at:end]
    return (
        word.islower()
        and " " not in word
        and word not in listed("given_names")
        and not STOP.match(text, end)
        and text[end : end + 1] == " "
    )


def hides() -> Iterable[str]:
    """Names of nobody in both languages."""
    return (
        "我叫⟦张伟⟧，账户被冻结",
        "我叫⟦王小明⟧我的提现还没到",
        "姓名：⟦欧阳娜娜⟧",
        "户名：⟦李娜⟧ 开户行：工商银行",
        "收款人：⟦王建国⟧，付款人：⟦陈静⟧",
        "付款人⟦刘洋⟧转了5000",
        "我是⟦赵敏⟧，UID 12345678",
        "用⟦周杰伦⟧的身份证做的认证",
        "实名认证的是⟦孙丽华⟧",
        "对方实名⟦吴磊⟧，不是⟦吴刚⟧本人".replace("⟦吴刚⟧", "吴刚"),
        "转给⟦郑爽⟧的5000元没放币",
        "请尽快处理。\n此致\n敬礼\n⟦黄志强⟧",
        "谢谢！⟦林晓东⟧",
        "姓名：⟦阿不都热合曼·买买提⟧",
        "卖家叫⟦何勇⟧收了钱不放币",
        "戶名：⟦陳大文⟧",
        "my name is ⟦John Smith⟧ and my account is locked",
        "公司户名和我个人名⟦于子轩⟧不一致",
        "我的开户名⟦高子轩⟧和身份证不一样",
        "my name is ⟦john smith⟧ and my account is locked",
        "Name: ⟦Maria Garcia-Lopez⟧",
        "I am ⟦Wei Zhang⟧, level 2",
        "KYC was done under the name ⟦Li Na⟧",
        "beneficiary: ⟦ZHANG WEI⟧",
        "Account holder: ⟦Jean-Pierre O'Neil⟧",
        "please help\n\nBest regards,\n⟦Tom Baker⟧",
        "Thanks, ⟦Priya⟧",
        "the seller is Mr ⟦Okafor⟧",
        "payment from ⟦Krzysztof Nowak⟧ is missing",
        '{"name": "⟦Anna Müller⟧", "level": 2}',
        "I paid ⟦David Lee⟧ 500 USDT",
        "我的名字是⟦John Smith⟧",
        "Payer name\n⟦LI XIAOMING⟧",
        "hi, i'm ⟦michael⟧ from leeds",
        "KYC上写的是 ⟦ZHANG WEIMING⟧ 护照也是",
        "registered in the name of ⟦Siti binti Ahmad⟧",
        "⟦陈静燕⟧，13800138000，密码忘了",
        "Hello this is ⟦Kwabena⟧ from Accra",
        "本人⟦谢国敏⟧（⟦XIE GUOMIN⟧）声明该账户归本人所有",
        "落款：⟦黄浩强⟧ 敬上",
        "叫我报名字，⟦梁勇远⟧，报了还要等",
        "收款人写的⟦郭美玲⟧，跟实名⟦郭美琳⟧差一个字",
        "账户名称：⟦陆佳怡⟧",
        "本人⟦高桂兰⟧愿意提供任何材料",
        "接收人⟦周丽娟⟧，还没到",
        "KYC的name应该填⟦LIU LIJUAN⟧还是中文？护照上是拼音",
        "13800138000，⟦朱春花⟧，510107197507133534，帮我解封",
        "姓　名：⟦高志强⟧\n性　别：男",
        "hi ⟦Priyanka Deshmukh⟧ here, my kyc failed",
        "my kyc says ⟦Jonathon Meyers⟧, the card something else",
        "a man called ⟦Otieno Wanjiru⟧ wrote to me, nothing else",
        "免贵姓⟦覃⟧，单名一个⟦晓⟧字",
        "我姓⟦欧阳⟧，麻烦帮查一下",
        "名字里有生僻字，⟦刘䶮⟧，KYC一直过不去",
        "KYC提交的是⟦貊镕赟⟧的身份证",
        "卖家⟦党孟飞⟧说没收到",
        "名字⟦阿依古丽⟧，系统截断了",
        "paid by my flatmate ⟦Oyinkansola Adeyemi⟧ from her bank",
        "我室友⟦Kelechi Obi⟧ sent the money for me",
        "name on bank acc: ⟦J. P. Fernandes⟧",
        "kyc name ⟦NGUYEN THI HONG NHUNG⟧, rejected",
        "regards ⟦Thandiwe⟧",
        "hey its ⟦jayden⟧ again from yesterday",
        "⟦Fatoumata Diallo⟧, KYC rejected 3 times",
        "他发来的：⟦郑海涛⟧ 建设银行，钱转过去了",
        "⟦方志远⟧ 09:12\n明天再说",
        "> ⟦Martin Oyelowo⟧ wrote:\n> please forward this",
        "转给了⟦张建国⟧三万块，他不放币",
        "his name is ⟦bongani dlamini⟧ he scammed me",
        "护照上是⟦WANG JIANGUO⟧，卡上是⟦Zhang Xiaoming⟧",
        "i'm ⟦Xiomara⟧ and my withdrawal is stuck",
        "hello, ⟦Oluwadamilola⟧ here, my account is locked",
        "hi this is ⟦Thaddeus⟧",
        "i sent USDT to ⟦Rakesh Sharma⟧ on p2p and he never paid",
        "KYC: ⟦Chukwuemeka Obi⟧, born 12/04/1991",
        "it was ⟦Olga⟧ who paid, the ticket was opened by ⟦Viktor H.⟧",
        "on my profile ⟦Kathryn⟧ instead of ⟦Catherine⟧",
        "mpesa from ⟦JOHN KAMAU⟧, nothing else",
        "my own name (me) vs ⟦N. Natarajan⟧ (bank)",
        "卖家⟦于晓丽⟧收了钱不放币",
        "帮⟦谭咏梅⟧问一下，她的提现卡住了",
        "同事⟦孔令辉⟧推荐我来的，返佣没到账",
        "我的名字有四个字，⟦诸葛建国⟧，填不进去",
        "这笔钱是⟦杜江⟧给我的",
        "外国人，⟦史蒂文·约翰逊⟧，护照认证",
    )


def keeps() -> Iterable[str]:
    """Products, sentences, labels with no name."""
    return (
        "我叫不到客服",
        "我是新用户，怎么充值",
        "我是商家，订单被取消",
        "姓名填错了怎么改",
        "个人名和公司名不一致",
        "个人名于昨天修改",
        "填收款人姓名和国家",
        "收款人信息不一致",
        "I'm Frustrated and this is Ridiculous",
        "i'm Nigerian, i'm Vietnamese and i'm Scared",
        "this is Binance, not OKX",
        "Hi, Newbie here",
        "it will be suspended in 6 hours. Restore here: okx-restore-login.example",
        "his name is blurred there and her name is spelled wrong",
        "sent from Trust Wallet to Costa Rica by Standard Chartered",
        "i moved it from South Africa to Hong Kong with Burkina Faso sim",
        "hello, Trader here with a question",
        "户名和实名不一致",
        "付款人要求退款",
        "my name is wrong on the account",
        "my name is misspelled",
        "the name does not match my ID",
        "I am Very Angry",
        "I am trying to withdraw",
        "This is urgent",
        "this is OKX Wallet support?",
        "from Trading Account to Funding Account",
        "Mark Price and Last Price differ",
        "I sent BTC from Binance to OKX",
        "Name: required field",
        "Best regards",
        "谢谢",
        "转给平台客服",
        "实名认证失败",
        "用我的银行卡付款",
        "Hong Kong users only",
        "联系人工客服",
        "谢谢客服",
        "Thanks, please reply",
        "the account holder is me",
        "对方一直不放币",
        "我是马来西亚的用户",
        "转给商家5000元",
        "安全中心，手机号换不了",
        "This is Binance from Android",
        "名字，金额，时间都对",
        "时间：周六上午",
        "改成红涨绿跌",
        "without its own name: search can only match titles",
        "本人江苏南京的用户",
        "本人于上月注册，本人金额不符",
        "金额，时间，13800138000，都填了",
        "Trust Wallet and Binance Pay again",
        "the Funding Account here shows nothing",
        "（不是私钥，是哈希）",
        "我姓名填错了",
        "我叫结束标记，随便聊",
        "柚子、波卡、莱特哪个手续费低",
        "昨天 21:38\n没到账",
        "转账 工商银行，手续费多少",
        "卖家高兴地走了",
        "对方平台说没收到",
        "told Luna Classic holders, agent Kevin told me to wait",
        "the U.S. Bank and J.P. and P.O. Box",
        "改成越南之后，上周买家用老婆的卡，三方文章说要等",
        "深圳华强北那台机器吞了我的卡",
        "徐明星还是老板吗",
        "现货·合约·理财都打不开",
        "Trading View, is it down?",
        "it's Android again",
        "my lawyer said Hong Kong only",
        "数量 28818.00\n地址 TAcgxgmjsxyHtGzu3HPRtY1v84tE8R73P9\n哈希 08ebcb07",
    )


DETECTOR = Detector(
    "name",
    FindingClass.PERSONAL,
    find,
    (
        r"<<person~>>",
        r"(?:<<surname_clear>>|<<surname_two_clear>>)[\x{3400}-\x{9fff}]",
        r"(?:<<name_led_long>>|<<name_person_hanzi>>)<<surname>>[\x{3400}-\x{9fff}]{2}",
        "<<surname_told>>",
        r"(?-i:[A-Z])[a-z]+ (?:wrote|writes|said)[ ]?:",
        r"(?:^|[ .!,\n])[-–—~][ ]?(?-i:[A-Z])[a-z]+[ .]*$",
        r"(?:it'?s|this is|i'?m)[ ][a-z]+[ ](?:again|here|speaking|from)",
        r"(?:ask(?:ed|ing)? for|sp(?:eak|oke) (?:to|with)|talk(?:ed)? to|called me|attn:?)[ ](?-i:[A-Z])",
        r"[ ,.!](?-i:[A-Z])[a-z]+ (?:here|speaking|again)",
        r"^\s{0,2}(?-i:[A-Z])[^ \n]+[ ](?-i:[A-Z])[^,\n]+,",
        r"<<sign_off~>>|<<sign_off_hanzi>>",
        r"<<name_weak~>>",
        "<<name_tail_hanzi>>",
        # Half of these words are prepositions: only one before a surname or a letter can lead to a name.
        "<<name_weak_hanzi>>[ \\t:(\"']{0,2}(?:[a-z]|<<surname>>|<<surname_two>>|<<name_sound_hanzi>>)",
        r"(?-i:[A-Z][a-z]+ [A-Z][a-z])",
        r"(?-i:\p{Lu}{3,} (?:\p{Lu}{2,} ){0,2}\p{Lu}{3,})",
        LED,
        TELLS,
        SWAPPED,
        INITIAL,
        r"(?:^|\n|[0-9x][ \t]*[,、/|;])[ \t]*[\x{3400}-\x{9fff}]{2,4}[ \t]*[,、/| ][ \t]*(?:[+]?[0-9]{2}|[男女手电身护u]|[a-z0-9._]{3,30}@)",
        r"[\x{3400}-\x{9fff}]{2,4}[ ,、|](?:[中国工商建设农业招交通邮储浦发信光大民生平安兴广华夏]{2,6}银行|[工建农招交中]行|支付宝|微信)",
        r"[\x{3400}-\x{9fff}]{2}[ ]?[(][^0-9()]{0,4}(?:[+]?86[ -]?)?1[3-9][0-9]|(?:@[a-z0-9\-.]+|[0-9]{11}|[0-9]x)[ \t]*[,、/|; ][ \t]*[\x{3400}-\x{9fff}]{2,4}(?:$|[\n,、/|;。 ])",
        r"(?:^|\n)[ \t]*[\x{3400}-\x{9fff}]{3}:|姓[ :是]?[\x{3400}-\x{9fff}]{1,2}[ ,、]{0,2}名",
        r"[。!.~;][ \t]*[\x{3400}-\x{9fff}]{2,4}[ \t]*(?:敬上|谨上|拜上|敬启|顿首|留)",
        r"(?:^|\n)[ \t]*[\x{3400}-\x{9fff}]{2,4}[ \t]+[0-9]{1,2}:[0-9]{2}",
        r"\n[ \t—-]{0,4}[\x{3400}-\x{9fff}]{2,4}[ \t]*(?:\n|$)|[—-]{2}[ ]?[\x{3400}-\x{9fff}]",
    ),
    hides,
    keeps,
)
