"""Tokens of cloud, code and model providers: each says by its prefix what it is.

Source: the providers' documentation; gitleaks rule names.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.guardrails.made_up import ALNUM, HEX, in_sentences, word
from assistant.guardrails.shapes import by_shape

# prefix, characters after it, least number of them
_PREFIXES = (
    ("sk-ant-", r"A-Za-z0-9_\-", 20), ("sk-proj-", r"A-Za-z0-9_\-", 20), ("sk-or-v1-", "a-f0-9", 32),
    ("sk-svcacct-", r"A-Za-z0-9_\-", 20), ("sk-", "A-Za-z0-9", 20), ("sk_live_", "A-Za-z0-9", 16),
    ("sk_test_", "A-Za-z0-9", 16), ("rk_live_", "A-Za-z0-9", 16), ("whsec_", "A-Za-z0-9", 20), ("AKIA", "A-Z0-9", 16),
    ("ASIA", "A-Z0-9", 16), ("AKID", "A-Za-z0-9", 28), ("LTAI", "A-Za-z0-9", 12), ("AIza", r"A-Za-z0-9_\-", 30),
    ("GOCSPX-", r"A-Za-z0-9_\-", 20), ("ya29.", r"A-Za-z0-9_\-", 20), ("1//0", r"A-Za-z0-9_\-", 30), ("ghp_", "A-Za-z0-9", 30),
    ("gho_", "A-Za-z0-9", 30), ("ghu_", "A-Za-z0-9", 30), ("ghs_", "A-Za-z0-9", 30), ("ghr_", "A-Za-z0-9", 30),
    ("github_pat_", "A-Za-z0-9_", 30), ("glpat-", r"A-Za-z0-9_\-", 16), ("xoxb-", r"A-Za-z0-9\-", 16),
    ("xoxp-", r"A-Za-z0-9\-", 16), ("xapp-", r"A-Za-z0-9\-", 16), ("xoxa-", r"A-Za-z0-9\-", 16), ("hf_", "A-Za-z0-9", 20),
    ("npm_", "A-Za-z0-9", 30), ("pypi-", r"A-Za-z0-9_\-", 40), ("SG.", r"A-Za-z0-9_.\-", 40), ("shpat_", "a-fA-F0-9", 32),
    ("gsk_", "A-Za-z0-9", 30), ("r8_", "A-Za-z0-9", 30), ("pplx-", "A-Za-z0-9", 30), ("xai-", "A-Za-z0-9", 40),
    ("nvapi-", r"A-Za-z0-9_\-", 40), ("tvly-", r"A-Za-z0-9\-", 20), ("dop_v1_", "a-f0-9", 40), ("lsv2_", "A-Za-z0-9_", 30),
    ("sbp_", "a-f0-9", 30), ("dapi", "a-f0-9", 32), ("EAACEdEose0cBA", "A-Za-z0-9", 10), ("fw_", "A-Za-z0-9", 20),
    ("jina_", r"A-Za-z0-9_\-", 30), ("bg_", "a-f0-9", 30), ("AQ.", r"A-Za-z0-9_\-", 40), ("ATATT3", r"A-Za-z0-9_\-=", 40),
    ("key-", "a-f0-9", 32), ("rzp_live_", "A-Za-z0-9", 12), ("PMAK-", r"A-Za-z0-9\-", 40), ("glsa_", "A-Za-z0-9_", 32),
    ("glc_", "A-Za-z0-9+/=", 32), ("dckr_pat_", r"A-Za-z0-9_\-", 20), ("dckr_oat_", r"A-Za-z0-9_\-", 20), ("dp.pt.", "A-Za-z0-9", 40),
    ("dp.st.", r"A-Za-z0-9._\-", 40), ("hvs.", r"A-Za-z0-9_\-", 24), ("hvb.", r"A-Za-z0-9_\-", 24), ("lin_api_", "A-Za-z0-9", 30), ("ntn_", "A-Za-z0-9", 40),
    ("secret_", "A-Za-z0-9", 40), ("figd_", r"A-Za-z0-9_\-", 30), ("sntrys_", r"A-Za-z0-9_=+/\-", 40), ("sntryu_", "a-f0-9", 40),
    ("dt0c01.", "A-Za-z0-9.", 40), ("NRAK-", "A-Z0-9", 27), ("pscale_tkn_", r"A-Za-z0-9_.\-", 30), ("pscale_pw_", r"A-Za-z0-9_.\-", 30),
    ("rubygems_", "a-f0-9", 40), ("sk-lf-", "A-Za-z0-9-", 30), ("pat-na1-", r"A-Za-z0-9\-", 32), ("CFPAT-", r"A-Za-z0-9_\-", 40), ("glrt-", r"A-Za-z0-9_\-", 20),
    ("xoxe-", r"A-Za-z0-9\-", 30), ("sk_prod_", "A-Za-z0-9", 20), ("pul-", "a-f0-9", 40),
    ("tfp_", "A-Za-z0-9_", 40), ("mailgun-", "a-f0-9", 32), ("ops_eyJ", r"A-Za-z0-9_\-", 40), ("shpss_", "a-fA-F0-9", 32), ("shpca_", "a-fA-F0-9", 32),
)  # fmt: skip
_EDGE = r"(?:^|[^0-9A-Za-z_])"
_PATTERN = _EDGE + "((?-i:" + "|".join(f"{p.replace('.', '[.]')}[{c}]{{{n},}}" for p, c, n in _PREFIXES) + "))"
_OTHERS = (
    r"(?:^|[^0-9A-Za-z])([0-9]{8,10}:(?-i:[A-Za-z0-9_\-]{35}))(?:$|[^0-9A-Za-z_\-])",  # Telegram bot
    r"(?:^|[^0-9A-Za-z])((?-i:[MNO][A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,38}))",  # Discord
    r"(?:AccountKey|SharedAccessKey|SharedSecret)=([A-Za-z0-9+/]{40,90}={0,2})",  # Azure
    r"aws.{0,24}?secret.{0,24}?[:=][ \"']{0,3}([A-Za-z0-9/+]{40})(?:$|[^A-Za-z0-9/+=])",
    r"https?://[a-z0-9.\-]{2,60}\.(?:infura\.io|alchemy\.com|alchemyapi\.io|ankr\.com|chainstack\.com|getblock\.io|blastapi\.io|drpc\.org|nodereal\.io|quiknode\.pro|helius-rpc\.com|llamarpc\.com)/(?:[a-z0-9_\-]{1,20}/){0,3}(?:\?api-key=)?([A-Za-z0-9_\-]{20,80})(?:$|[^A-Za-z0-9_\-])",
    r"(?-i:AKIA|ASIA)[A-Z0-9]{16}[\"']?[ \t\n]{0,3}(?:[/|,;:]|and|secret(?:[ _]?(?:access)?[ _]?key)?)?[ \t\n:=\"']{0,4}([A-Za-z0-9/+]{40})(?:$|[^A-Za-z0-9/+=])",
    r"(?:^|[^0-9A-Za-z])((?-i:[0-9a-f]{32})-us[0-9]{1,2})(?:$|[^0-9A-Za-z])",  # Mailchimp
    r"(wc:[0-9a-f]{32,64}@[12]\?[^\s\"'<>]{0,200}?(?:symKey|key)=[0-9a-f]{64})",
    r"(https://hooks\.slack\.com/services/[A-Za-z0-9/]{20,})",
    (
        r"(https://(?:oapi\.dingtalk\.com/robot/send\?access_token=|open\.feishu\.cn/open-apis/bot/v2/hook/|discord"
        r"(?:app)?\.com/api/webhooks/)[A-Za-z0-9/_\-]{20,})"
    ),
)
_GATE = (
    "[0-9a-f]{32}-us[0-9]",
    "(?-i:" + "|".join(f"{p.replace('.', '[.]')}[{c}]{{10}}" for p, c, _ in _PREFIXES) + ")",
    r"[0-9]{8,10}:[A-Za-z0-9_\-]{35}",
    r"[A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27}",
    "AccountKey|SharedAccessKey|aws.{0,24}?secret|hooks.slack|oapi.dingtalk|open.feishu|api/webhooks",
    r"(?:infura|alchemy|alchemyapi|ankr|chainstack|getblock|blastapi|drpc|nodereal|quiknode|helius-rpc|llamarpc)\.(?:io|com|org|pro)/|wc:[0-9a-f]{32}",
)


def hides() -> Iterable[str]:
    """One token of each prefix."""
    for prefix, characters, _ in _PREFIXES:
        alphabet = HEX if characters in ("a-f0-9", "a-fA-F0-9") else ALNUM
        value = word(prefix, 48, alphabet)
        yield f"my token ⟦{prefix}{value.upper() if characters == 'A-Z0-9' else value}⟧"
    yield f"机器人 ⟦123456789:{word('tg', 35)}⟧"
    yield f"aws_secret_access_key = ⟦{word('aws', 40)}⟧"
    yield f"https://mainnet.infura.io/v3/⟦{word('in', 32, HEX)}⟧ gives 429"
    yield f"walletconnect ⟦wc:{word('wc', 64, HEX)}@2?relay-protocol=irn&symKey={word('sym', 64, HEX)}⟧"
    yield f"AccountName=x;AccountKey=⟦{word('az', 86)}==⟧"


def keeps() -> Iterable[str]:
    """Words that begin like a token."""
    yield from (
        "sk-learn is a library",
        "npm_install failed",
        "hf_hub",
        "task-management-of-the-support-team",
        "AKIA",
        "bg_color: red",
        "risk-adjusted-returns-over-time",
    )
    yield from in_sentences("sk-learn", "npm_run_build", "hf_hub", "task-list", marked=False)


DETECTOR = by_shape("access_token", (_PATTERN, *_OTHERS), _GATE, hides, keeps)
