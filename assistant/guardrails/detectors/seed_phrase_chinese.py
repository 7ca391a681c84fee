"""BIP-39 seed phrases in simplified or traditional Chinese characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hanzi_phrases import find_hanzi_phrases
from assistant.types import FindingClass

_HAN = r"[\x{3400}-\x{9fff}]"
_GATE = (
    rf"{_HAN}{{11}}",
    rf"{_HAN}[ ,、]{{1,3}}{_HAN}[ ,、]{{1,3}}{_HAN}",
    rf"{_HAN}{{5}}[ \n]{_HAN}{{5}}",
    rf"(?:{_HAN}[^a-z\x{{3400}}-\x{{9fff}}]{{1,6}}){{5}}{_HAN}",
    rf"第[一二三四五六七八九十0-9]{{1,3}}[个個]?[词詞字]?[ :]?{_HAN}[^\x{{3400}}-\x{{9fff}}]{{1,4}}第",
    rf"[前后後][一二三四五六七八九十0-9]{{1,3}}[个個](?:字|词|詞|汉字|漢字)[ :]{_HAN}",
    rf"[前后後下]面[ :]{_HAN}{{4}}",
    rf"<<seed_phrase>>[^\n]{{0,20}}{_HAN}{{6}}",
)


def find(scan: Scan) -> Iterator[Span]:
    """Characters that are drawn as no sentence draws them."""
    return find_hanzi_phrases(scan)


def _phrase(number: int, size: int = 16, language: str = "chinese_simplified") -> str:
    from mnemonic import Mnemonic

    return str(Mnemonic(language).to_mnemonic(bytes((number * 37 + i * 91) % 256 for i in range(size))))


def hides() -> Iterable[str]:
    """Phrases with and without spaces."""
    for number, language in enumerate(("chinese_simplified", "chinese_traditional")):
        for size in (16, 20, 24, 28, 32):
            spaced = _phrase(number + size, size, language)
            glued = spaced.replace(" ", "")
            yield f"⟦{spaced}⟧"
            yield f"⟦{glued}⟧"
            yield f"我的助记词是⟦{glued}⟧，帮我看看"
            yield f"助记词：⟦{spaced.replace(' ', '、')}⟧"
            yield f"⟦{spaced.replace(' ', chr(10))}⟧"
        # Behind a sentence and behind another phrase.
        yield f"我的助记词是⟦{glued}⟧，帮我看看\n\n⟦{spaced}⟧\n\n我的登录一直失败"


def keeps() -> Iterable[str]:
    """Ordinary Chinese."""
    return (
        "我的提现一直没有到账请帮忙看一下什么时候可以到谢谢",
        "助记词丢了钱包里的钱还能找回来吗有没有什么办法",
        "请问贵司官方客户支持邮箱是什么我要投诉",
        "我在欧易充值时忘填或填错标签现在资产还没有到账怎么办",
        "安全邮箱只收软件漏洞报告其他问题请联系在线客服",
        "把网银密码或短信验证码给任何人都会有被盗风险",
        "该链提币服务预计什么时候恢复能不能先退回余额",
        "有人让我把助记词发给他说可以帮我解除风控这是骗子吗",
        "提现到错误的网络上了合约地址充币能不能找回",
        "账户被冻结了客服让我提交收入证明和银行流水",
        "商家让我取消订单但是钱已经转过去了还能申诉吗",
        "谷歌验证器换手机之后验证码一直提示错误登录不了",
    )


DETECTOR = Detector("seed_phrase", FindingClass.SECRET, find, _GATE, hides, keeps)
